//! The times in a right to end the contract. In: a [`Line`]. Out: the notice, the time to cure, and
//! the words that ask for neither.

use super::cure as clause;
use super::ground;
use super::line::Line;
use crate::facts::{Duration, Unit, Value};
use crate::span::Span;

const CURES: [&str; 7] = ["cure", "remed", "correct", "rectif", "uncured", "unremedied", "curing"];

/// The notice that ends the contract: a length of time beside "notice".
pub fn of(line: &Line, verb: usize) -> Option<(Duration, Span)> {
    let near = |at: usize, behind: usize| {
        let ahead = at.saturating_sub(9)..at;
        let after = behind..(behind + 8).min(line.len());
        line.stem(after, &["notice", "notif", "written", "warning", "ahead", "beforehand"]).is_some()
            || line.stem(ahead, &["notice", "notif", "notify", "telling"]).is_some()
    };
    let found: Vec<_> = line
        .durations()
        .filter(|(at, _, fact)| near(*at, line.after(fact)) && !is_other_time(line, *at, line.after(fact)))
        .collect();
    let close = found.iter().min_by_key(|(at, ..)| at.abs_diff(verb));
    close.map(|(_, length, fact)| (*length, fact.span)).or_else(|| unit_left_out(line))
}

/// "upon sixty (60) prior written notice": the days were forgotten, and nothing else can be meant.
fn unit_left_out(line: &Line) -> Option<(Duration, Span)> {
    line.contract.facts.quantities_within(line.token(0)..line.sentence.tokens.end).iter().find_map(|fact| {
        let Value::Number(amount) = fact.value else { return None };
        // The closing bracket of "(60)" is no word of the line.
        let behind = fact.tokens.clone().filter_map(|token| line.place(token)).max()? + 1;
        let noticed = line.position(behind..(behind + 4).min(line.len()), &["notice"])?;
        let between = (behind..noticed).all(|at| matches!(line.word(at), "prior" | "written" | "advance"));
        (between && amount >= 5.0).then_some((Duration { amount, unit: Unit::Day }, fact.span))
    })
}

/// "if not cured within 30 days of notice", "overdue for more than 60 days after notice".
fn is_other_time(line: &Line, at: usize, behind: usize) -> bool {
    let near = at.saturating_sub(10)..(behind + 10).min(line.len());
    line.stem(near.clone(), &CURES).is_some()
        || line
            .stem(at.saturating_sub(6)..at, &["fail", "pay", "overdue", "period", "initial", "continu", "remain"])
            .is_some()
            && !line.holds(at.saturating_sub(6)..at, &["by", "upon", "giving"])
        || line.holds(behind..behind + 3, &["after", "following", "of"])
            && line.holds(at.saturating_sub(2)..at, &["within"])
}

/// The first time to put a breach right.
pub fn cure(line: &Line) -> Option<(Duration, Span)> {
    cures(line).into_iter().next()
}

/// Every time to put a breach right.
pub fn cures(line: &Line) -> Vec<(Duration, Span)> {
    let times = line.durations().filter_map(|(at, length, fact)| {
        let behind = line.after(fact);
        // "… days after notice if the event that gives the right has not been cured"
        let late = behind + 12..(behind + 24).min(line.len());
        let not_yet = line.phrase(late, &["not been", "unless the"]).is_some();
        let reach = if not_yet { 26 } else { 16 };
        let near = at.saturating_sub(20)..(behind + reach).min(line.len());
        let lasts = line.stem(at.saturating_sub(12)..at, &["continu", "persist", "remain", "subsist"]).is_some()
            && line.stem(0..line.len(), &["breach", "default", "fail", "violat"]).is_some();
        let fails = line.stem(at.saturating_sub(14)..at, &["fail"]).is_some()
            && line.stem(behind..(behind + 7).min(line.len()), &["notice", "written", "demand"]).is_some();
        let noticed = line.word(at.saturating_sub(1)) == "within"
            && line.stem(behind..(behind + 7).min(line.len()), &["notice", "receipt", "demand"]).is_some()
            && (line.stem(0..line.len(), &CURES).is_some()
                || line.phrase(at.saturating_sub(18)..at, &["does not", "do not", "has not", "have not"]).is_some());
        (line.stem(near.clone(), &CURES).is_some()
            || line.phrase(near, &ground::PUT_RIGHT).is_some()
            || lasts
            || fails
            || noticed)
            .then_some((length, fact.span))
    });
    times.collect()
}

/// "immediately", "forthwith", "with immediate effect".
pub fn at_once(line: &Line, verb: usize) -> Option<Span> {
    let near = verb.saturating_sub(12)..(verb + 25).min(line.len());
    let at = line
        .position(near.clone(), &["immediately", "forthwith", "immediate", "instantly", "summarily"])
        .or_else(|| {
            line.phrase(
                near,
                &[
                    "at once",
                    "straight away",
                    "right away",
                    "without notice",
                    "without prior notice",
                    "effective upon",
                    "effective on",
                    "upon written notice",
                    "upon notice",
                    "no notice",
                    "no period of notice",
                    "date such notice",
                    "date of such notice",
                ],
            )
        })?;
    let end = match (line.word(at), line.word(at + 1)) {
        ("at" | "straight" | "right", _) | ("immediate", "effect") | ("without", "notice") => at + 2,
        _ => at + 1,
    };
    let first = if line.word(at) == "immediate" && line.word(at.saturating_sub(1)) == "with" { at - 1 } else { at };
    line.span(first..end)
}

/// The sentences behind the line's own, in its clause.
pub fn following<'a>(line: &Line<'a>, reach: usize) -> impl Iterator<Item = Line<'a>> {
    let contract = line.contract;
    let clause = line.sentence.clause;
    let own = line.sentence.id.0;
    (1..=reach)
        .filter_map(move |step| contract.outline.sentences.get(own + step))
        .take_while(move |sentence| sentence.clause == clause)
        .map(move |sentence| Line::whole_of(contract, sentence))
}

/// The sentences before the line's own, in its clause, the nearest first.
pub fn preceding<'a>(line: &Line<'a>, reach: usize) -> impl Iterator<Item = Line<'a>> {
    let contract = line.contract;
    let clause = line.sentence.clause;
    let own = line.sentence.id.0;
    (1..=reach)
        .filter_map(move |step| contract.outline.sentences.get(own.checked_sub(step)?))
        .take_while(move |sentence| sentence.clause == clause)
        .map(move |sentence| Line::whole_of(contract, sentence))
}

/// "Termination takes effect 30 days after written notice", said behind the right.
pub fn later(line: &Line) -> Option<(Duration, Span)> {
    following(line, 2).find_map(|next| {
        let ends = next.stem(0..next.len().min(12), &["terminat", "notice"])?;
        let effect = next.stem(ends..next.len(), &["effect", "notice"])?;
        let granted = next.position(0..next.len(), &["may", "breach", "cure"]).is_none();
        let found = next.durations().find(|(at, ..)| at.abs_diff(effect) < 12)?;
        granted.then_some((found.1, found.2.span))
    })
}

/// "Before it does so, Client shall give Agency 30 days to cure the breach", said behind the right.
pub fn later_cure(line: &Line) -> Option<(Duration, Span)> {
    following(line, 2).filter(|next| !clause::is_general(next)).find_map(|next| {
        cure(&next).filter(|_| next.stem(0..next.len(), &["before", "breach", "default", "cure"]).is_some())
    })
}
