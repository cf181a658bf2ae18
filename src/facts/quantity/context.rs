//! Numbers that count nothing: section numbers, telephone numbers, addresses, years. In: a place
//! in the tokens, or a quantity without a measure. Out: where to go on, or whether it stands.

use super::Unit;
use super::compose::Quantity;
use super::date;
use super::figure::Suffix;
use super::measure::{self, Measure};
use super::number::Form;
use super::scan::Scan;
use super::vocabulary::Meaning;

/// Past the numbers that a citing word names: "Sections 4.1, 4.2 and 9(a)".
pub(super) fn past_citation(scan: &Scan, at: usize) -> usize {
    let mut end = at + 1;
    while scan.is(end, Meaning::Dot) || scan.word(end) == ":" && scan.word(at).len() > 4 {
        end += 1;
    }
    let firmly = matches!(scan.word(at), "section" | "sections" | "article" | "clause" | "clauses" | "paragraph" | "§");
    if !firmly && counts(scan, end) {
        return end;
    }
    let Some(mut end) = past_name(scan, end) else { return end };
    while let Some(next) = past_connector(scan, end).filter(|&next| is_figure(scan, next) && !counts(scan, next)) {
        let Some(further) = past_name(scan, next) else { break };
        end = further;
    }
    end
}

/// Past one number with its subparagraphs.
fn past_name(scan: &Scan, at: usize) -> Option<usize> {
    let number = is_figure(scan, at) || matches!(scan.meaning(at), Meaning::Small(_) | Meaning::Tens(_));
    if !number {
        return None;
    }
    let mut end = at + 1;
    while scan.is(end, Meaning::Open) && scan.touches(end - 1) && scan.is(end + 2, Meaning::Close) {
        end += 3;
    }
    Some(end)
}

fn past_connector(scan: &Scan, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 2
        && matches!(scan.meaning(end), Meaning::Comma | Meaning::And | Meaning::Or | Meaning::To | Meaning::Hyphen)
    {
        end += 1;
    }
    (end > at).then_some(end)
}

fn is_figure(scan: &Scan, at: usize) -> bool {
    scan.word(at).starts_with(|c: char| c.is_ascii_digit())
}

/// Is the number at `at` followed by what it counts?
fn counts(scan: &Scan, at: usize) -> bool {
    match measure::after(scan, at + 1) {
        Some((Measure::Money(..), _)) | None => false,
        Some(_) => true,
    }
}

/// Past a run of figures that is a name and not a number: "212-555-0199", "24/7", "10-K".
pub(super) fn past_identifier(scan: &Scan, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut slashed = false;
    let mut long = scan.word(at).len() >= 4;
    let mut lettered = false;
    // A name has few parts; the bound keeps a long run of them from being read again and again.
    while end < at + 24
        && matches!(scan.meaning(end), Meaning::Hyphen | Meaning::Slash)
        && scan.touches(end - 1)
        && scan.touches(end)
    {
        let next = scan.word(end + 1);
        let figure = is_figure(scan, end + 1);
        if !figure && next.len() > 2 {
            break;
        }
        slashed |= scan.is(end, Meaning::Slash);
        lettered |= !figure;
        long |= figure && next.len() >= 4 && !next.contains([',', '.']);
        end += 2;
    }
    let parts = (end - at).div_ceil(2);
    let name = parts > 2 || parts == 2 && (slashed || lettered || long);
    let measured = measure::after(scan, end).is_some() && !slashed;
    (name && !measured && !mixed(scan, at, end)).then_some(end)
}

/// "1-1/2" and "1/2" are numbers.
fn mixed(scan: &Scan, at: usize, end: usize) -> bool {
    super::number::read(scan, at).is_some_and(|number| number.tokens.end == end)
}

/// Is it all day, every day: "24 hours a day", "7 days per week"?
pub(super) fn round_the_clock(scan: &Scan, quantity: &Quantity) -> bool {
    let Some(Measure::Time(unit, _)) = quantity.measure() else { return false };
    let end = quantity.tokens.end;
    let each =
        matches!(scan.meaning(end), Meaning::Article | Meaning::Per | Meaning::Slash) || scan.word(end) == "each";
    let per = match scan.meaning(end + 1) {
        Meaning::Time(per, _) if each => per,
        _ => return false,
    };
    matches!(
        (unit, quantity.number() as u32, per),
        (Unit::Hour, 24, Unit::Day) | (Unit::Day, 7, Unit::Week) | (Unit::Day, 365, Unit::Year)
    )
}

/// Does "a year" say how long ("within a year") and not how often ("twice a year") or which one?
pub(super) fn article_counts(scan: &Scan, at: usize, quantity: &Quantity) -> bool {
    if !matches!(quantity.measure(), Some(Measure::Time(..))) || at == 0 {
        return false;
    }
    let last = quantity.tokens.end - 1;
    if scan.is(last, Meaning::Possessive) && matches!(scan.word(last + 1), "notice" | "prior" | "written" | "advance") {
        return true;
    }
    match scan.word(at - 1) {
        "within" | "exceed" | "exceeding" | "exceeds" | "than" | "least" => true,
        "of" => at > 1 && matches!(scan.word(at - 2), "period" | "term" | "duration" | "minimum" | "maximum"),
        "for" => {
            matches!(quantity.measure(), Some(Measure::Time(Unit::Month | Unit::Week | Unit::Quarter | Unit::Year, _)))
        }
        _ => false,
    }
}

/// Does a number without a measure stand as a number of its own?
pub(super) fn stands(scan: &Scan, quantity: &Quantity) -> bool {
    let number = &quantity.first.number;
    if quantity.second.is_some() {
        return true;
    }
    match number.form {
        Form::Article => false,
        Form::Words => number.value != 1.0,
        Form::Figures => number.suffix == Suffix::None && !named(scan, quantity),
    }
}

fn named(scan: &Scan, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let before = if start == 0 { Meaning::Other } else { scan.meaning(start - 1) };
    let glued = start > 0 && scan.touches(start - 1) && !matches!(before, Meaning::Open | Meaning::Sign(_));
    let bracketed = matches!(before, Meaning::Open) && scan.is(end, Meaning::Close);
    let statute = matches!(scan.word(end), "cfr" | "c.f.r." | "c.f.r" | "usc" | "u.s.c." | "u.s.c");
    let clock = scan.word(end) == ":" && scan.touches(end - 1);
    let dialled = start > 0 && (scan.word(start - 1) == "+" || matches!(before, Meaning::Figure(_)));
    glued
        || bracketed
        || measure::is_reckoning_year(scan, end)
        || statute
        || cited_bare(scan, start, end)
        || clock
        || dialled
        || numbers_a_clause(scan, start, end)
        || part_of_a_name(scan, start)
        || date::year_at(scan, start).is_some()
        || address(scan, start, end)
}

/// "in 5.2 and", "version 4.0,": a decimal that counts nothing.
fn cited_bare(scan: &Scan, start: usize, end: usize) -> bool {
    let joint =
        matches!(scan.word(end), "and" | "or" | "to" | "of" | "above" | "below" | "hereof" | "is" | "shall" | "will");
    let counted = scan.token(end).is_some_and(|next| !next.capital) && scan.word(end).len() > 1 && !joint;
    scan.word(start).contains('.') && !counted
}

/// "4.3 For purposes of …": at the start of a sentence, before a capital or a full stop.
fn numbers_a_clause(scan: &Scan, start: usize, end: usize) -> bool {
    let heads = scan.token(end).is_none_or(|next| next.capital) || matches!(scan.word(end), "." | "-" | "\"");
    heads && starts_a_sentence(scan, start)
}

fn starts_a_sentence(scan: &Scan, at: usize) -> bool {
    scan.starts_block(at) || matches!(scan.word(at - 1), "." | ":" | ";" | "...")
}

/// "Proposition 65", "Safari 13": behind a capital that does not begin a sentence.
fn part_of_a_name(scan: &Scan, start: usize) -> bool {
    if scan.starts_block(start) || scan.starts_block(start - 1) {
        return false;
    }
    let before = scan.token(start - 1);
    before.is_some_and(|token| token.capital && !token.all_caps) && !starts_a_sentence(scan, start - 1)
}

/// "123 Main Street", "New York, NY 10019".
fn address(scan: &Scan, start: usize, end: usize) -> bool {
    const WAYS: [&str; 24] = [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "lane",
        "ln",
        "way",
        "court",
        "place",
        "plaza",
        "parkway",
        "pkwy",
        "highway",
        "hwy",
        "square",
        "circle",
        "suite",
        "floor",
    ];
    let way = (end..end + 5)
        .take_while(|&at| scan.token(at).is_some_and(|token| token.capital) || scan.is(at, Meaning::Dot))
        .any(|at| WAYS.contains(&scan.word(at)));
    let post = scan.word(start).len() == 5
        && !scan.word(start).contains([',', '.'])
        && start > 0
        && scan.token(start - 1).is_some_and(|token| token.capital);
    way || post
}
