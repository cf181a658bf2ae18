//! Who and what an indemnity covers besides the other side's own loss: its customers, its fines. In: a
//! [`Cover`]. Out: the words for an edit; and the work that a claim says infringes.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::trigger::{Kind, causes_from, condition, kind_at};
use crate::span::Span;

/// People further down the line, who are no party and belong to none.
const DOWNSTREAM: [&str; 29] = [
    "wholesalers",
    "installers",
    "shippers",
    "stockists",
    "tenants",
    "occupiers",
    "exhibitors",
    "passengers",
    "participants",
    "sponsors",
    "householders",
    "patients",
    "visitors",
    "franchisees",
    "viewers",
    "customers",
    "clients",
    "users",
    "distributors",
    "resellers",
    "licensees",
    "sublicensees",
    "retailers",
    "dealers",
    "subscribers",
    "advertisers",
    "consumers",
    "purchasers",
    "buyers",
];

/// "its [customers and end users]" among those who are indemnified.
pub(super) fn downstream(cover: &Cover<'_, '_>) -> Option<(Range<usize>, Tail)> {
    let line = cover.line();
    let verb = cover.duty.verb;
    let stop = (verb + 1..cover.end()).find(|at| {
        line.is(*at, &["against", "from", "for", "claims", "losses", "liability", "damages"])
            || line.is(*at, &["any", "all"]) && !line.holds(at + 1..at + 4, &DOWNSTREAM)
    })?;
    let named =
        |at: usize| (DOWNSTREAM.contains(&line.word(at)) || is_one_of_many(line, at)) && line.mention(at).is_none();
    let first = (verb + 1..stop).find(|at| named(*at))?;
    let last = (first..stop).rev().find(|at| named(*at))?;
    let followed = line.is(last + 1, &[",", "and", "or"]) && last + 1 < stop;
    let mut start = first;
    while line.is(start.wrapping_sub(1), &["end", "direct", "indirect"]) {
        start -= 1;
    }
    // "and its customers" goes with its owner, "its customers, officers and staff" leaves it there.
    let owner = |at: usize| line.is(at, &["its", "their", "our", "your", "'s", "respective"]) || is_owner(line, at);
    while !followed && start > verb + 1 && owner(start - 1) {
        start -= 1;
    }
    let mut before = start;
    while before > verb + 1 && owner(before - 1) {
        before -= 1;
    }
    let mut first_of_row = before;
    while line.is(first_of_row.wrapping_sub(1), &["all", "any", "the", "of", "each", "every"]) {
        first_of_row -= 1;
    }
    let joined = line.is(first_of_row.wrapping_sub(1), &[",", "and", "or", "/"]);
    let several = (start..last).any(|at| line.is(at, &["and", "or"]));
    let tail = !followed && several && line.is(start.wrapping_sub(1), &[","]);
    (joined || followed).then_some((start..last + 1, if tail { Tail::Yes } else { Tail::No }))
}

/// "each retailer", "every reseller".
fn is_one_of_many(line: &Line<'_>, at: usize) -> bool {
    let several = |many: &str| many.strip_suffix('s').is_some_and(|one| one == line.word(at));
    line.is(at.wrapping_sub(1), &["each", "every", "any"]) && DOWNSTREAM.iter().any(|many| several(many))
}

fn is_owner(line: &Line<'_>, at: usize) -> bool {
    line.mention(at).is_some_and(|mention| mention.possessive)
}

/// Does the row end with them, so that what is left lacks its "and"?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    Yes,
    No,
}

/// "fines and penalties" among what is paid, where nothing says whose breach they are for.
pub(super) fn fines(cover: &Cover<'_, '_>) -> Option<Span> {
    fines_told(cover).or_else(|| cover.defined.iter().find_map(defined_fines))
}

fn fines_told(cover: &Cover<'_, '_>) -> Option<Span> {
    let line = cover.line();
    let first = cover.places().find(|at| is_fine(line, *at))?;
    fines_from(line, first).map(|words| line.span(words)).filter(|_| !is_of_own_taxes(cover, first))
}

/// "Losses" that are defined to take in fines.
fn defined_fines(own: &Line<'_>) -> Option<Span> {
    let first = (0..own.len()).find(|at| is_fine(own, *at))?;
    fines_from(own, first).map(|words| own.span(words))
}

/// "fines", "civil penalties", "monetary sanctions".
fn is_fine(line: &Line<'_>, at: usize) -> bool {
    const FINES: [&str; 4] = ["fines", "penalties", "fine", "penalty"];
    const LAID: [&str; 8] =
        ["monetary", "regulatory", "administrative", "civil", "criminal", "financial", "governmental", "statutory"];
    line.is(at, &FINES) || line.is(at, &["sanction", "sanctions"]) && line.is(at.wrapping_sub(1), &LAID)
}

fn fines_from(line: &Line<'_>, first: usize) -> Option<Range<usize>> {
    let mut last = first;
    while line.is(last + 1, &["and", "or", ","]) && (last + 2..last + 4).any(|at| is_fine(line, at)) {
        last = (last + 2..last + 4).find(|at| is_fine(line, *at))?;
    }
    let tied = line.holds(last + 1..last + 6, &["extent", "permitted"]);
    let of_contract = line.holds(first.saturating_sub(2)..first, &["contractual", "payment"]);
    (!tied && !of_contract).then_some(first..last + 1)
}

/// "such taxes, including penalties and interest": what the indemnitor owes for itself.
fn is_of_own_taxes(cover: &Cover<'_, '_>, at: usize) -> bool {
    let line = cover.line();
    line.holds(at.saturating_sub(7)..at, &["tax", "taxes", "contributions", "withholding", "withholdings"])
        && line.holds(at..at + 4, &["interest"])
}

/// "as incurred", "on first demand": paid before anything is decided.
pub(super) fn on_demand(cover: &Cover<'_, '_>) -> Option<(Range<usize>, Paid)> {
    let line = cover.line();
    const PHRASES: [&[&str]; 18] = [
        &["as", "incurred"],
        &["as", "they", "are", "incurred"],
        &["as", "and", "when", "incurred"],
        &["as", "and", "when", "they", "are", "incurred"],
        &["as", "billed"],
        &["as", "they", "are", "billed"],
        &["as", "expenses", "are", "billed"],
        &["as", "costs", "are", "incurred"],
        &["as", "expenses", "are", "incurred"],
        &["as", "they", "arise"],
        &["upon", "demand"],
        &["on", "demand"],
        &["upon", "first", "demand"],
        &["on", "first", "demand"],
        &["upon", "first", "written", "demand"],
        &["on", "first", "request"],
        &["upon", "first", "request"],
        &["on", "first", "written", "request"],
    ];
    let from = cover.duty.start.min(cover.duty.verb);
    // "Upon the Company's written demand".
    let asked = (from.min(cover.duty.start.saturating_sub(12))..cover.duty.end).find_map(|at| {
        let demand = line.find(at + 1..at + 8, &["demand"])?;
        let between = (at + 1..demand).all(|place| {
            line.mention(place).is_some()
                || line.is(place, &["the", "first", "written", "its", "'s", "your", "our", "any"])
        });
        (line.is(at, &["upon", "on"]) && between && demand > at + 1).then_some((at..demand + 1, Paid::Demand))
    });
    (from..cover.duty.end)
        .find_map(|at| {
            let phrase = PHRASES.iter().find(|phrase| line.says(at, phrase))?;
            let paid = if phrase.first() == Some(&"as") { Paid::Incurred } else { Paid::Demand };
            Some((at..at + phrase.len(), paid))
        })
        .or(asked)
}

/// What makes it payable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paid {
    Demand,
    Incurred,
}

impl Paid {
    pub fn name(self) -> &'static str {
        match self {
            Paid::Demand => "demand",
            Paid::Incurred => "incurred",
        }
    }
}

/// The work, where a claim says that the work itself infringes: it may do so by what the other side
/// puts to it.
pub(super) fn infringing(cover: &Cover<'_, '_>) -> Option<Range<usize>> {
    let line = cover.line();
    let claims = causes_from(cover)..cover.end();
    condition(cover).chain(claims).find_map(|at| {
        // "the Services violate a patent" says the same.
        let violates = line.is(at, &["violate", "violates", "misappropriate", "misappropriates"])
            && kind_at(line, at) == Some(Kind::IpInfringement);
        if !line.word(at).starts_with("infring") && !violates {
            return None;
        }
        let noun = line.word(at).starts_with("infringement");
        let work = if noun { by_work(line, at) } else { work_before(line, at) }?;
        Some(work..work + 1)
    })
}

const WORKS: [&str; 26] = [
    "deliverable",
    "deliverables",
    "software",
    "service",
    "services",
    "product",
    "products",
    "work",
    "works",
    "platform",
    "website",
    "app",
    "application",
    "materials",
    "documentation",
    "goods",
    "equipment",
    "content",
    "creative",
    "technology",
    "system",
    "solution",
    "artwork",
    "design",
    "designs",
    "programs",
];

fn work_before(line: &Line<'_>, at: usize) -> Option<usize> {
    let from = (at.saturating_sub(24)..at)
        .rev()
        .find(|place| line.is(*place, &["that", "alleging", "asserting", ";", "claiming"]))
        .unwrap_or(at.saturating_sub(10));
    let owner =
        |place: usize| line.mention(place).is_some_and(|mention| !mention.possessive && mention.tokens.len() < 6);
    // "the app you built", "the website that the Studio supplied": who made it is told beside.
    let made = |place: usize| {
        const MADE: [&str; 9] =
            ["built", "made", "wrote", "designed", "developed", "created", "supplied", "delivered", "provided"];
        line.mention(place).is_some_and(|mention| line.is(line.extent(mention).end, &MADE))
    };
    let acts = (from + 1..at)
        .any(|place| owner(place) && !made(place) && !line.is(place.wrapping_sub(1), &["by", "of", "to"]));
    let from = if (from..at).any(made) { from.saturating_sub(3) } else { from };
    (from..at).find(|place| WORKS.contains(&line.word(*place))).filter(|_| !acts)
}

/// "infringement … by the Software".
fn by_work(line: &Line<'_>, at: usize) -> Option<usize> {
    let by = (at + 1..at + 20).find(|place| {
        line.is(*place, &["by"])
            || line.is(*place, &["to", "with"]) && line.begins(place - 1..*place, &["relat", "connect"]).is_some()
    })?;
    (by + 1..by + 5).find(|place| WORKS.contains(&line.word(*place)))
}
