//! The places in a right to end the contract that an edit takes hold of. In: a [`Line`]. Out: spans.

use super::exit::Part;
use super::ground::Ground;
use super::line::Line;
use super::notice;
use crate::facts::Value;
use crate::span::Span;
use crate::terms::{Bound, subject};

/// "any breach", "a default": the noun; "fails to", "breaches": the verb.
pub fn breach(line: &Line, ground: Ground) -> Option<(Part, Span)> {
    const NOUNS: [&str; 4] = ["breach", "default", "violation", "failure"];
    const VERBS: [&str; 6] = ["breaches", "fails", "defaults", "violates", "breached", "breaks"];
    if ground != Ground::Breach {
        return None;
    }
    let at = (0..line.len()).find(|at| NOUNS.contains(&line.word(*at)) || VERBS.contains(&line.word(*at)))?;
    let verbal = VERBS.contains(&line.word(at)) || matches!(line.word(at.saturating_sub(1)), "to" | "should" | "not");
    let part = if verbal { Part::Verb } else { Part::Noun };
    Some((part, line.span(at..at + 1)?))
}

/// Fraud, misconduct, crime: no time to cure is expected.
pub fn is_grave(line: &Line) -> bool {
    line.stem(
        0..line.len(),
        &[
            "fraud",
            "misconduct",
            "gross",
            "crim",
            "felony",
            "dishonest",
            "confidential",
            "sanction",
            "bribe",
            "corrupt",
        ],
    )
    .is_some()
        || line.says(&[
            "safety risk",
            "public health",
            "health risk",
            "risk to health",
            "risk to safety",
            "food safety",
        ])
}

/// "notice to Agency", "giving Agency 30 days' notice": the other party, as the words name it.
pub fn addressee(line: &Line, verb: usize, by: Bound) -> Option<Span> {
    let behind = line.token(verb)..line.token(line.len().saturating_sub(1)) + 1;
    let mentions = line.contract.facts.parties.within(behind);
    let told = mentions.iter().find(|mention| {
        let before = line.place(mention.tokens.start).and_then(|at| at.checked_sub(1));
        let governed =
            before.is_some_and(|at| matches!(line.word(at), "to" | "giving" | "gives" | "notifying" | "the"));
        governed && !mention.possessive && subject::bound(line.contract, mention.who) == by.opposite()
    })?;
    matches!(by, Bound::Side(_)).then(|| crate::terms::scope::span(line.contract, told.tokens.clone()))
}

/// "prior written notice", "written notice", "notice": behind "on", "upon" or "by".
pub fn notice_word(line: &Line, verb: usize) -> Option<Span> {
    let notice = line.position(verb..line.len(), &["notice"])?;
    let first = (notice.saturating_sub(3)..notice)
        .find(|at| matches!(line.word(*at), "prior" | "written" | "advance" | "reasonable"));
    let first = first.unwrap_or(notice);
    let governed = matches!(line.word(first.saturating_sub(1)), "on" | "upon" | "by" | "with" | "giving" | "following");
    if governed { line.span(first..notice + 1) } else { None }
}

/// "a change of control of Agency".
pub fn control(line: &Line) -> Option<Span> {
    let at = line.phrase(
        0..line.len(),
        &["change of control", "change in control", "change of ownership", "change in ownership"],
    )?;
    let owner = line.word(at + 3) == "of";
    let token = line.token(at + 4);
    let mention = line.contract.facts.parties.within(token..token + 2).first().filter(|_| owner);
    let end = mention.and_then(|mention| line.place(mention.tokens.end - 1)).map_or(at + 3, |last| last + 1);
    line.span(at..end)
}

/// "fails to pay", "a payment default": the words beside the ground are of money.
pub fn is_payment(line: &Line, ground: usize) -> bool {
    let near = ground.saturating_sub(4)..(ground + 9).min(line.len());
    line.stem(near, &["pay", "paid", "invoice", "consideration", "unpaid", "overdue", "fee"]).is_some()
}

/// The word that asks for a breach of some weight; "such breach" is as grave as the sentences before say.
pub fn material(line: &Line) -> Option<Span> {
    const WORDS: [&str; 10] = [
        "material",
        "materially",
        "substantial",
        "serious",
        "seriously",
        "fundamental",
        "grave",
        "important",
        "significant",
        "significantly",
    ];
    let within = |line: &Line| {
        let at = line.position(0..line.len(), &WORDS).filter(|at| !is_either_way(line, *at))?;
        line.span(at..at + 1)
    };
    let taken_up = || {
        (0..line.len()).any(|at| {
            matches!(line.word(at), "such" | "that" | "said")
                && matches!(line.word(at + 1), "breach" | "default" | "failure")
        })
    };
    within(line).or_else(|| notice::preceding(line, 3).filter(|_| taken_up()).find_map(|before| within(&before)))
}

/// "whether or not material", "material or otherwise", "however immaterial".
fn is_either_way(line: &Line, at: usize) -> bool {
    line.phrase(at.saturating_sub(4)..at, &["or not", "whether"]).is_some()
        || line.word(at + 1) == "or" && matches!(line.word(at + 2), "not" | "otherwise" | "immaterial" | "minor")
}

/// "together with a quarter of the fees for the uncompleted part": in the right's sentence or the next two.
pub fn has_kill_fee(line: &Line) -> bool {
    let near = std::iter::once(Line::whole_of(line.contract, line.sentence)).chain(notice::following(line, 2));
    near.into_iter().any(|line| {
        let named = line.phrase(0..line.len(), &["termination fee", "kill fee", "cancellation fee", "break fee"]);
        let fee = named.is_some_and(|at| !line.holds(at.saturating_sub(4)..at, &["no", "without", "not"]));
        let share = line.contract.facts.quantities_within(line.sentence.tokens.clone()).iter();
        let share = share.filter(|fact| matches!(fact.value, Value::Percent(_))).count() > 0;
        fee || share && line.stem(0..line.len(), &["uncomplet", "remain", "unperform", "unexpir", "balance"]).is_some()
    })
}
