//! Which side each party is on. In: the drafts, their weights and how often each is named. Out: a
//! [`Verdict`] for each: the role, and how sure it is.

use super::Role;
use super::alias::{AliasKind, Draft};
use super::evidence::Weight;
use crate::sorting;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub role: Role,
    pub confidence: f32,
}

const UNKNOWN: Verdict = Verdict { role: Role::Other, confidence: 0.2 };

/// Two scores closer than this tell nothing.
const TOO_CLOSE: f32 = 0.2;

/// Above 0 for the vendor. A role noun weighs more than all that the text makes a party do, since a
/// customer too may grant a licence, and a vendor too may pay.
fn score(draft: &Draft, weight: &Weight) -> f32 {
    f32::from(draft.lean()) * 1.2 + weight.lean() * 3.0 + usual(draft)
}

/// Terms in plain words are mostly written by the one who supplies: "we" to "you", the customer.
fn usual(draft: &Draft) -> f32 {
    if draft.aliases.iter().any(|alias| alias.kind != AliasKind::Pronoun) {
        return 0.0;
    }
    if draft.aliases.iter().any(|alias| alias.text.starts_with("you")) { -0.5 } else { 0.5 }
}

pub(super) fn judge(drafts: &[Draft], weights: &[Weight], uses: &[usize]) -> Vec<Verdict> {
    let scores: Vec<f32> = drafts.iter().zip(weights).map(|(draft, weight)| score(draft, weight)).collect();
    let mut verdicts: Vec<Verdict> = scores.iter().map(|&score| alone(score)).collect();
    // "We" or "you" and nobody else: what is usual tells, where nothing speaks against it.
    if let ([draft], [verdict]) = (drafts, &mut verdicts[..])
        && verdict.role == Role::Other
        && usual(draft) * scores[0] > 0.0
    {
        let role = if scores[0] > 0.0 { Role::Vendor } else { Role::Customer };
        *verdict = Verdict { role, confidence: 0.5 };
    }
    let principals = most_named(&scores, uses);
    if let [one, two] = principals[..] {
        let (first, second) = opposed(scores[one], scores[two]);
        verdicts[one] = first;
        verdicts[two] = second;
    }
    for (place, verdict) in verdicts.iter_mut().enumerate() {
        // Beside two principals, a third party has a side only by a plain role noun.
        if principals.len() == 2 && !principals.contains(&place) && drafts[place].lean().abs() < 2 {
            *verdict = UNKNOWN;
        }
    }
    verdicts
}

/// The two parties that the deal is between: the two most named.
pub(super) fn principals(drafts: &[Draft], weights: &[Weight], uses: &[usize]) -> Vec<usize> {
    let scores: Vec<f32> = drafts.iter().zip(weights).map(|(draft, weight)| score(draft, weight)).collect();
    most_named(&scores, uses)
}

fn most_named(scores: &[f32], uses: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let rank = |place: usize| uses.get(place).copied().unwrap_or(0);
    let order_of = |one, two| rank(two).cmp(&rank(one)).then(scores[two].abs().total_cmp(&scores[one].abs()));
    sorting::by(&mut order, |&one: &usize, &two: &usize| order_of(one, two).is_gt());
    order.truncate(2);
    order
}

fn alone(score: f32) -> Verdict {
    if score.abs() < 1.0 {
        return UNKNOWN;
    }
    let role = if score > 0.0 { Role::Vendor } else { Role::Customer };
    Verdict { role, confidence: (0.45 + score.abs() * 0.1).min(0.9) }
}

/// Exactly two: one supplies, the other pays; the wider apart, the surer.
fn opposed(one: f32, two: f32) -> (Verdict, Verdict) {
    let apart = one - two;
    if apart.abs() < TOO_CLOSE {
        return (UNKNOWN, UNKNOWN);
    }
    let confidence = 1.0 - (-apart.abs() / 2.2).exp();
    let verdict = |role| Verdict { role, confidence: (0.35 + 0.63 * confidence).min(0.98) };
    if apart > 0.0 {
        (verdict(Role::Vendor), verdict(Role::Customer))
    } else {
        (verdict(Role::Customer), verdict(Role::Vendor))
    }
}
