//! Which side each party is on. In: the drafts, their weights and how often each is named. Out: a
//! [`Verdict`] for each: the role, and how sure it is.

use super::alias::{Alias, AliasKind, Draft};
use super::evidence::Weight;
use super::{PASSAGE, Role};
use crate::sorting;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub role: Role,
    pub confidence: f32,
}

const UNKNOWN: Verdict = Verdict { role: Role::Other, confidence: 0.2 };

/// What recitals say of both: one makes software, the other may purchase it.
const TOLD: f32 = 0.3;

/// Two scores closer than this tell nothing.
const TOO_CLOSE: f32 = 0.2;

/// Who works for a customer, and has others work for it.
const HIRERS: [&str; 4] = ["agency", "contractor", "main contractor", "prime contractor"];

/// Above 0 for the vendor. A role noun weighs more than all that the text makes a party do, since a
/// customer too may grant a licence, and a vendor too may pay.
fn score(draft: &Draft, weight: &Weight) -> f32 {
    f32::from(draft.lean()) * 1.2 + weight.lean() * 3.0 + usual(draft)
}

/// Terms in plain words are mostly written by the one who supplies: "we" to "you", the customer.
fn usual(draft: &Draft) -> f32 {
    let spoken = |alias: &Alias| alias.kind == AliasKind::Pronoun || is_spoken(&alias.text);
    let name = draft.aliases.iter().find(|alias| alias.kind == AliasKind::Name);
    let short = |alias: &Alias| name.is_some_and(|name| name.words.starts_with(&alias.words));
    // "Acme Ltd (Acme, you)" is spoken to, "Acme Ltd (the Customer)" has its noun.
    if !draft.aliases.iter().all(|alias| spoken(alias) || alias.kind == AliasKind::Name || short(alias)) {
        return 0.0;
    }
    match draft.aliases.iter().find(|alias| spoken(alias)) {
        Some(_) if draft.aliases.iter().any(|alias| alias.text.to_lowercase().starts_with("you")) => -0.5,
        Some(_) => 0.5,
        None => 0.0,
    }
}

/// A term that is a pronoun: `("we")`.
fn is_spoken(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "you" | "your" | "we" | "us" | "our" | "i" | "me")
}

/// The scores, with the one exception to them: an agency beside a producer, an artist or a photographer is the
/// one that hires, and so is a contractor beside a specialist or a consultant.
fn scores(drafts: &[Draft], weights: &[Weight]) -> Vec<f32> {
    let hirer = |draft: &Draft| draft.aliases.iter().any(|alias| HIRERS.contains(&alias.text.to_lowercase().as_str()));
    let hired = drafts.iter().any(|draft| !hirer(draft) && draft.lean() > 0);
    let of = |(draft, weight): (&Draft, &Weight)| {
        let own = score(draft, weight);
        if hired && hirer(draft) { own - f32::from(draft.lean()) * 1.2 } else { own }
    };
    drafts.iter().zip(weights).map(of).collect()
}

pub(super) fn judge(drafts: &[Draft], weights: &[Weight], uses: &[usize]) -> Vec<Verdict> {
    let scores = scores(drafts, weights);
    let mut verdicts: Vec<Verdict> = scores.iter().map(|&score| alone(score)).collect();
    let principals = most_named(&scores, uses);
    if let [one, two] = principals[..] {
        let (mut mine, mut theirs) = (scores[one], scores[two]);
        // Nobody supplies or pays in a confidentiality agreement: who shows stands where a vendor would, unless
        // the recitals tell who makes what the other may buy.
        let told = (weights[one].lean() - weights[two].lean()).abs() >= TOLD;
        if !told && [one, two].iter().all(|place| drafts[*place].lean().abs() < 2 && weights[*place].is_light()) {
            let shown = weights[one].shown - weights[two].shown;
            if shown.abs() > 0.5 {
                (mine, theirs) = (shown.signum() * 0.5, -shown.signum() * 0.5);
            }
        }
        let (first, second) = opposed(mine, theirs);
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

/// In so short a text of one or two parties, "you", where neither a role noun nor what the two do tells more
/// than the manner of writing.
pub(super) fn addressed(length: usize, drafts: &[Draft], weights: &[Weight]) -> Option<usize> {
    /// What a single weak sign of who supplies comes to.
    const SIGN: f32 = 0.3;
    let you = drafts.iter().position(|draft| {
        draft.aliases.iter().any(|alias| alias.text == "you" || alias.text == "your")
            && draft.aliases.iter().all(|alias| alias.kind == AliasKind::Pronoun)
    })?;
    let told: f32 = weights.iter().enumerate().map(|(at, one)| if at == you { one.lean() } else { -one.lean() }).sum();
    let untold = drafts.iter().all(|draft| draft.lean() == 0) && told.abs() < SIGN;
    (length < PASSAGE && drafts.len() <= 2 && untold).then_some(you)
}

/// "We" by itself is the one who wrote the terms.
pub(super) fn speaker(drafts: &[Draft], verdicts: &mut [Verdict]) {
    if let ([draft], [verdict]) = (drafts, verdicts)
        && verdict.role == Role::Other
        && usual(draft) != 0.0
    {
        *verdict = alone(usual(draft).signum());
    }
}

/// The two parties that the deal is between: the two most named.
pub(super) fn principals(drafts: &[Draft], weights: &[Weight], uses: &[usize]) -> Vec<usize> {
    let scores = scores(drafts, weights);
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
