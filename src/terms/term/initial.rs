//! How long the contract runs before any renewal. In: a contract. Out: [`Initial`]s: a length of time,
//! or the time between two dates.

use std::sync::LazyLock;

use super::calendar::{self, Day};
use super::line::Line;
use crate::contract::Contract;
use crate::facts::{self, Duration, Unit, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Initial {
    /// As written, or counted from the dates.
    pub length: Duration,
    /// The length's own words; none where it was counted from dates.
    pub length_span: Option<Span>,
    /// The last day, where a date says it.
    pub until: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
    /// How plainly it speaks of the contract's own term: the plainest is taken.
    weight: u8,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "length",
            "(term | duration | agreement | contract | period | engagement | it) ..45 (for | of | be | is | continue | remain | last | next | first | expire | expires | ends | end | terminate | until | initially | least) ..8 {duration}",
        ),
        (
            "length",
            "(plan | subscription | service | licence | license | retainer) (run | runs | lasts | last) ..2 {duration}",
        ),
        ("length", "initial [..2] (term | period) ..12 {duration}"),
        ("length", "{duration} ..3 (initial term | term of this agreement | fixed term)"),
        ("length", "(term | duration) ..2 {duration}"),
        ("length", "(until | on | through) [the] {duration} anniversary"),
        ("length", "{duration} ..2 from ..4 (date | signing | signature | execution | hereof)"),
        ("length", "(enter* | made | effective | valid) ..12 for ..5 {duration}"),
        (
            "serving",
            "{party} ..12 (maintain | provide | perform | render | supply | furnish | host | operate | serve | support | engaged | engages | appointed | appoints | manage | run | look after | signed up | signing up | committed | commits | tied | locked in) ..16 (for | over) ..6 {duration}",
        ),
        (
            "ordinal",
            "(until | on | through | to | the) ..3 (first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | fifteenth | twentieth | 1st | 2nd | 3rd | 4th | 5th | 6th | 7th | 10th) ..4 anniversary",
        ),
        ("ordinal", "(until | through | to | at) the end of ..6 (contract | agreement | licence | license) year"),
        (
            "dates",
            "(term | agreement | contract | period | it | season) ..40 (until | till | through | to | expire* | end | ends | ending | terminate | terminates | conclud*)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Initial> {
    let found = contract.find(&CUES);
    let mut all: Vec<Initial> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        if !matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition | SentenceKind::Background) {
            continue;
        }
        for line in Line::of(contract, one) {
            let term = match found.name(one) {
                "length" => length(&line, one),
                "serving" => serving(&line, one),
                "ordinal" => ordinal(&line, one),
                _ => dates(&line, one),
            };
            if let Some(term) = term
                && !all.iter().any(|known| known.span == term.span && known.length_span == term.length_span)
            {
                all.push(term);
            }
        }
    }
    let plainest = all.iter().map(|term| term.weight).max().unwrap_or(0);
    all.retain(|term| term.weight == plainest);
    // A length says it better than the dates beside it.
    let clause_says = |clause: ClauseId, list: &[Initial]| {
        list.iter().any(|term| term.clause == clause && term.length_span.is_some())
    };
    let list = all.clone();
    all.retain(|term| term.length_span.is_some() || !clause_says(term.clause, &list));
    // Told twice, in years and by its last day, it is one term.
    let mut told: Vec<f64> = Vec::new();
    all.retain(|term| {
        let days = term.length.days();
        let new = told.iter().all(|other| (other - days).abs() > A_MONTH);
        told.push(days);
        new
    });
    all
}

/// Dates that are this many days from a length say the same.
const A_MONTH: f64 = 31.0;

/// How plainly the line speaks of the term of the contract; none where it does not.
fn weight(line: &Line, at: usize) -> Option<u8> {
    const OTHERS: [&str; 29] = [
        "breach",
        "uncured",
        "unremedied",
        "remedied",
        "notice",
        "survive",
        "confidential",
        "confidentiality",
        "warranty",
        "warrants",
        "records",
        "cure",
        "invoice",
        "insurance",
        "lease",
        "option",
        "employment",
        "surviving",
        "indemnification",
        "payment",
        "pay",
        "audit",
        "retain",
        "following",
        "disclosure",
        "exclusivity",
        "note",
        "patent",
        "maintain",
    ];
    let near = at.saturating_sub(14)..at;
    let from_start = line.phrase(at.saturating_sub(3)..at, &["following the effective", "following"]).is_none();
    let ahead = 0..at;
    let others = near
        .clone()
        .filter(|place| OTHERS.contains(&line.word(*place)) && (line.word(*place) != "following" || from_start))
        .count();
    if others > 0
        || line
            .stem(near.clone(), &["renew", "extend", "extension", "successive", "additional", "terminat"])
            .is_some_and(|place| !is_proviso(line, place))
    {
        return None;
    }
    let initial = line.position(at.saturating_sub(8)..(at + 10).min(line.len()), &["initial", "initially"]).is_some();
    let named = at..(at + 14).min(line.len());
    let term =
        line.position(ahead.clone(), &["term", "duration"]).or_else(|| line.position(named, &["term"])).is_some();
    let runs = line
        .stem(
            ahead.clone(),
            &["commenc", "begin", "continu", "remain", "effect", "start", "expire", "force", "run", "last"],
        )
        .is_some()
        || line.phrase(near.clone(), &["shall be for", "will be for", "is for"]).is_some();
    let subject = line
        .position(at.saturating_sub(40)..at, &["agreement", "contract", "term", "it", "engagement", "duration", "sow"])
        .or_else(|| line.position(at.saturating_sub(4)..at, &["plan", "subscription", "service", "retainer"]))
        .is_some();
    let headed = line.contract.outline.heading_over(line.sentence.clause).is_some_and(|heading| {
        let words = line.contract.quote(heading).to_lowercase();
        words.contains("term") || words.contains("duration") || words.contains("period")
    });
    // "Term: twelve months from the date of the Agreement": the heading is the subject.
    if headed && term && at < 3 {
        return Some(2);
    }
    const BOUND_FOR: [&str; 9] = [
        "minimum period",
        "minimum term",
        "fixed period",
        "minimum commitment",
        "commitment period",
        "lock - in period",
        "subscription period",
        "subscription term",
        "initial period",
    ];
    if line.phrase(at.saturating_sub(4)..at, &BOUND_FOR).is_some() {
        return Some(3);
    }
    // ""Contract Period" means the period from … through …"
    const DEFINED: [&str; 6] =
        ["contract period", "agreement period", "license period", "licence period", "term means", "term shall mean"];
    if line.phrase(0..3, &DEFINED).is_some() {
        return Some(3);
    }
    match (initial, term, runs, subject, headed) {
        (true, true, _, _, _) => Some(4),
        (_, true, true, true, _)
        | (_, true, _, true, true)
        | (_, _, true, true, true)
        | (true, _, true, true, _)
        | (true, _, _, true, true) => Some(3),
        (_, true, _, true, _) | (_, _, true, true, _) => Some(2),
        _ => None,
    }
}

/// "unless sooner terminated", "unless earlier terminated as provided": set in beside the length.
fn is_proviso(line: &Line, at: usize) -> bool {
    // "shall commence on … and extend for three years": it runs, nobody extends it.
    if line.word(at) == "extend" && matches!(line.word(at + 1), "for" | "until" | "through") {
        return line.stem(0..at, &["commenc", "begin", "start"]).is_some();
    }
    // "unless terminated or extended by agreement, shall continue for": what may come to be.
    if line.word(at) == "extended" && line.holds(at.saturating_sub(12)..at, &["unless"]) {
        return true;
    }
    line.word(at).starts_with("terminat")
        && (line.holds(at.saturating_sub(7)..at, &["unless", "sooner", "earlier", "until", "except", "subject"])
            || matches!(line.word(at), "terminate" | "terminates")
                && line.holds(at + 1..at + 3, &["on", "at", "upon", "midnight", "one", "two", "three", "four", "five"])
            || line.holds(at.saturating_sub(2)..at, &["and"]))
}

fn length(line: &Line, found: &Match) -> Option<Initial> {
    let fact = line.contract.facts.quantities.get(found.capture("duration")?.fact?)?;
    let Value::Duration(length) = fact.value else { return None };
    let at = line.place(fact.tokens.start)?;
    let behind = line.after(fact);
    const LATER: [&str; 14] = [
        "notice",
        "prior",
        "before",
        "after",
        "renewal",
        "renewals",
        "written",
        "warranty",
        "extension",
        "extensions",
        "advance",
        "anniversary",
        "preceding",
        "notification",
    ];
    // "for six months following the termination": what lasts beyond the term.
    if matches!(line.word(behind), "after" | "following" | "from")
        && line.stem(behind..behind + 6, &["terminat", "expir"]).is_some()
    {
        return None;
    }
    // "the term and for two years thereafter": what comes after it; "begins today and runs for a year thereafter" not.
    let begins = || line.stem(0..at, &["begin", "commenc", "start"]).is_some();
    if matches!(line.word(behind), "thereafter" | "afterwards" | "afterward") && !begins() {
        return None;
    }
    let after_start = matches!(line.word(behind), "after" | "following")
        && line.stem(behind..behind + 7, &["effective", "date", "commenc", "sign", "execution"]).is_some();
    // "for an initial term of one year and indefinitely after that".
    let goes_on = line.word(behind) == "and"
        && line.holds(behind + 1..behind + 4, &["after"])
        && !line.holds(behind..behind + 4, &["notice", "renewal", "extension"]);
    // "begins on the Effective Date and ends twelve months after the launch".
    let ends_after = matches!(line.word(behind), "after" | "following")
        && begins()
        && line.holds(at.saturating_sub(4)..at, &["end", "ends", "expire", "expires", "terminate", "terminates"]);
    // "end on the five (5) year anniversary of the Effective Date".
    let birthday = line.word(behind) == "anniversary"
        && line.holds(at.saturating_sub(4)..at, &["until", "on", "through"])
        && line.stem(behind..behind + 6, &["effective", "commenc", "date", "hereof", "execution"]).is_some();
    if length.days() < 28.0
        || line.holds(behind..behind + 4, &LATER) && !goes_on && !after_start && !birthday && !ends_after
        || line.holds(
            at.saturating_sub(3)..at,
            &["within", "every", "each", "additional", "successive", "further", "than", "another"],
        )
    {
        return None;
    }
    let weight = weight(line, at)?;
    Some(Initial {
        length,
        length_span: Some(fact.span),
        until: None,
        clause: line.sentence.clause,
        span: line.quote(),
        weight,
    })
}

/// "Vendor shall maintain the software for five years": the duty lasts, so the contract does.
fn serving(line: &Line, found: &Match) -> Option<Initial> {
    const OTHERS: [&str; 22] = [
        "record",
        "book",
        "insur",
        "confiden",
        "cop",
        "notice",
        "warrant",
        "data",
        "information",
        "secret",
        "account",
        "file",
        "document",
        "inventor",
        "coverage",
        "transition",
        "terminat",
        "expir",
        "month",
        "free",
        "trial",
        "up",
    ];
    let fact = line.contract.facts.quantities.get(found.capture("duration")?.fact?)?;
    let Value::Duration(length) = fact.value else { return None };
    let at = line.place(fact.tokens.start)?;
    let behind = line.after(fact);
    let start = line.place(found.tokens.start)?;
    let about_else = line.stem(start..at, &OTHERS).is_some()
        || line.stem(behind..behind + 5, &["after", "follow", "notice", "prior", "warrant", "from", "renew"]).is_some();
    let shall = line.holds(0..start, &["if", "unless", "after", "not"]);
    (length.days() >= 180.0 && !about_else && !shall).then(|| Initial {
        length,
        length_span: Some(fact.span),
        until: None,
        clause: line.sentence.clause,
        span: line.quote(),
        weight: 1,
    })
}

/// "until the third anniversary of the Effective Date".
fn ordinal(line: &Line, found: &Match) -> Option<Initial> {
    let range = line.place(found.tokens.start)?..line.place(found.tokens.end - 1)? + 1;
    let (at, years) = range.clone().find_map(|at| Some((at, facts::ordinal(line.word(at))?)))?;
    let runs = line
        .stem(at.saturating_sub(12)..at, &["until", "through", "expire", "end", "terminat", "continu", "to"])
        .is_some();
    let start = line.word(range.end - 1) == "year"
        || line
            .stem(
                range.end..(range.end + 8).min(line.len()),
                &["effective", "commenc", "date", "hereof", "execution", "start", "agreement"],
            )
            .is_some();
    if !runs || !start {
        return None;
    }
    let weight = weight(line, at)?;
    let length = Duration { amount: years, unit: Unit::Year };
    Some(Initial {
        length,
        length_span: None,
        until: line.span(at..range.end),
        clause: line.sentence.clause,
        span: line.quote(),
        weight,
    })
}

/// "from November 1, 2014 to October 31, 2017"; the first day may be the contract's own date.
fn dates(line: &Line, found: &Match) -> Option<Initial> {
    let to = line.place(found.tokens.end - 1)?;
    let days: Vec<(usize, Day, Span)> = calendar::days(line);
    let (last_at, last, last_span) = *days.iter().find(|(at, ..)| *at > to && *at <= to + 10)?;
    let weight = weight(line, last_at)?;
    let own = days.iter().rev().find(|(at, day, _)| *at < to + 1 && day.before(last)).map(|(_, day, _)| *day);
    let first = own.or_else(|| calendar::effective(line.contract)).filter(|first| first.before(last))?;
    let months = first.months_to(last);
    (months >= 1.0).then(|| Initial {
        length: Duration { amount: months, unit: Unit::Month },
        length_span: None,
        until: Some(last_span),
        clause: line.sentence.clause,
        span: line.quote(),
        weight: weight.min(3),
    })
}

impl Initial {
    /// The words that tell the length.
    pub fn words(&self) -> Option<Span> {
        self.length_span.or(self.until)
    }
}

/// The term in months, whole where it is near a whole number.
pub fn months(length: Duration) -> f64 {
    let months = length.months();
    if (months - months.round()).abs() < 0.05 || length.unit != Unit::Month {
        (months * 10.0).round() / 10.0
    } else {
        months
    }
}
