//! "Arising out of or in connection with this Agreement": a cause that is no fault. In: a [`Cover`].
//! Out: a [`CatchAll`], with the words to take hold of.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::link::link_at;
use super::trigger::{Kind, causes_from, kind_at, named_claims, refers_back};
use crate::facts::Side;
use crate::terms::Bound;

/// A cause that is no fault: the agreement or the work itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CatchAll {
    /// From the words that lead to it to its end.
    pub whole: Range<usize>,
    /// The agreement or the work alone.
    pub object: Range<usize>,
    pub what: What,
}

/// What anything may arise from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The agreement, the relationship, what is done under it.
    Dealings,
    /// What the party does or leaves undone.
    Deeds,
    /// Services or a platform as they stand.
    Work,
    Goods,
    /// What is shown to the public.
    Site,
}

const SUBJECTS: [&str; 48] = [
    "account",
    "app",
    "application",
    "campaign",
    "system",
    "solution",
    "site",
    "license",
    "licence",
    "lease",
    "arrangement",
    "appointment",
    "products",
    "product",
    "software",
    "platform",
    "website",
    "agreement",
    "contract",
    "services",
    "service",
    "work",
    "works",
    "performance",
    "deliverables",
    "engagement",
    "project",
    "order",
    "orders",
    "activities",
    "assignment",
    "terms",
    "transactions",
    "relationship",
    "supply",
    "provision",
    "goods",
    "business",
    "sow",
    "collaboration",
    "cooperation",
    "dealings",
    "films",
    "portal",
    "attendance",
    "association",
    "participation",
    "involvement",
];

const FAULTS: [&str; 9] =
    ["negligent", "negligence", "breach", "wrongful", "wilful", "willful", "intentional", "unlawful", "fault"];

/// The catch-all of this cover, if it has one and nothing ties it to the indemnitor's fault.
pub(super) fn catch_all(cover: &Cover<'_, '_>) -> Option<CatchAll> {
    let leading = |link: &Range<usize>| leads(cover, link);
    if named_claims(cover, causes_from(cover)).next().is_some() || is_of_taxes(cover) || refers_back(cover) {
        return None;
    }
    let mut causes = cover.links().filter(leading).chain(items(cover));
    causes.find_map(|link| at_link(cover, link)).or_else(|| howsoever(cover)).or_else(|| other_cause(cover))
}

/// "any claim for taxes or wages in respect of the Services": of those, and of nothing else.
fn is_of_taxes(cover: &Cover<'_, '_>) -> bool {
    let line = cover.line();
    let Some(link) = cover.link.as_ref() else { return false };
    let claims = (cover.duty.verb..link.start)
        .find(|at| line.is(*at, &["claim", "claims", "assessment", "assessments"]) && line.is(at + 1, &["for", "of"]));
    let own = |at: usize| matches!(kind_at(line, at), Some(Kind::Taxes | Kind::Employment));
    claims.is_some_and(|claims| (claims + 2..(claims + 5).min(link.start)).any(own))
}

/// Where each item begins whose link stands in the lead-in.
fn items<'c>(cover: &'c Cover<'_, '_>) -> impl Iterator<Item = Range<usize>> + use<'c> {
    let line = cover.line();
    let from = cover.link.as_ref().map_or(usize::MAX, |link| link.end);
    let begins = move |at: &usize| *at >= from && line.item(*at).is_some() && line.item(*at) != line.item(at - 1);
    cover.range().skip(1).filter(begins).map(|at| at..at)
}

/// Does a link lead to a cause of the duty, and not merely to the place of a fault: "negligence in
/// connection with the Services"?
pub(super) fn leads(cover: &Cover<'_, '_>, link: &Range<usize>) -> bool {
    let line = cover.line();
    let Some(first) = cover.link.as_ref().filter(|first| first.end < link.start) else { return true };
    let opens =
        |at: usize| line.item(at) != line.item(at.wrapping_sub(1)) || line.is(at.wrapping_sub(1), &["or", "and", ","]);
    // "costs of the defense of any claim or action arising out of the work": the claim's own cause.
    let defended = line.find(link.start.saturating_sub(9)..link.start, &["defense", "defence", "defending"]);
    if defended.is_some_and(|at| at > first.end && line.is(at + 1, &["of", "any", "against"])) {
        return false;
    }
    if opens(link.start) {
        return true;
    }
    // An item of a list is one cause, however many words it joins: "infringement of any copyright or other
    // right with respect to the Products".
    let own = line.item(link.start).is_some();
    let begins = |at: usize| if own { line.item(at) != line.item(at - 1) } else { opens(at) };
    let from = (first.end..link.start).rev().find(|at| begins(*at)).unwrap_or(first.end);
    !(from..link.start).any(|at| {
        line.is(at, &["act", "acts", "omission", "omissions"])
            || kind_at(line, at).is_some_and(Kind::is_fault)
            || own && link_at(line, at).is_some()
    })
}

/// Words before the agreement or the work.
const LEADING: [&str; 18] = [
    ",", "the", "any", "its", "all", "and", "or", "either", ":", "their", "our", "your", "such", "this", "alleged",
    "actual", "whole", "these",
];

/// Words that make something of its own of it: "any orders that are not sent in time".
const NARROWING: [&str; 20] = [
    "that",
    "which",
    "not",
    "furnished",
    "supplied",
    "who",
    "liability",
    "recall",
    "recalls",
    "defect",
    "defects",
    "'s",
    "infringe",
    "infringes",
    "infringing",
    "infringement",
    "infringements",
    "failing",
    "being",
    "warranty",
];

fn at_link(cover: &Cover<'_, '_>, link: Range<usize>) -> Option<CatchAll> {
    let line = cover.line();
    // What the work itself causes is told by cause, not by anything that arises.
    if line.is(link.end.wrapping_sub(1), &["by"]) && !link.is_empty() {
        return None;
    }
    let at = object_start(cover, link.end)?;
    let tail = tail_end(cover, object_end(line, at).or_else(|| own_use(cover, at))?);
    let ahead = if line.is(tail, &["or", "and", ",", ";"]) { tail } else { tail + 4 };
    if line.is(tail, &NARROWING) || line.holds(link.end..ahead, &FAULTS) {
        return None;
    }
    let own = line.item(at).is_none() || line.item(at) == line.item(link.start);
    let whole = if own { link.start..tail } else { at..tail };
    Some(CatchAll { whole, object: link.end..tail, what: what(line, at..tail) })
}

/// The catch-all with which an item begins.
pub(super) fn at_item(cover: &Cover<'_, '_>, start: usize) -> Option<CatchAll> {
    at_link(cover, start..start)
}

fn what(line: &Line<'_>, object: Range<usize>) -> What {
    const DEEDS: [&str; 9] =
        ["act", "acts", "action", "actions", "inaction", "inactions", "omission", "omissions", "conduct"];
    const DONE: [&str; 7] = ["performance", "provision", "supply", "agreement", "contract", "use", "by"];
    const WORK: [&str; 7] = ["services", "service", "platform", "software", "application", "app", "system"];
    let holds = |words: &[&str]| line.holds(object.clone(), words);
    match () {
        () if holds(&DEEDS) => What::Deeds,
        () if holds(&DONE) => What::Dealings,
        () if holds(&["products", "product", "goods"]) => What::Goods,
        () if holds(&["site", "website", "portal"]) => What::Site,
        () if holds(&WORK) => What::Work,
        () => What::Dealings,
    }
}

/// "Customer's use of the Service": all that it pays for, whatever goes wrong with it.
fn own_use(cover: &Cover<'_, '_>, at: usize) -> Option<usize> {
    const WRONG: [&str; 8] =
        ["violation", "breach", "contrary", "outside", "other", "unauthorized", "unauthorised", "except"];
    let line = cover.line();
    let owned = line.mention(at.checked_sub(1)?).is_some_and(|one| line.bound(one) == cover.duty.indemnitor);
    let uses = cover.duty.indemnitor.is(Side::Customer) && owned && line.is(at, &["use"]);
    let of = line.find(at + 1..at + 5, &["of"]).filter(|_| uses)?;
    let end = line.find(of + 1..of + 5, &SUBJECTS)? + 1;
    (!line.holds(end..end + 8, &WRONG)).then_some(end)
}

/// Past "the", "any" and the owner; what the other side owns is no work of the indemnitor's.
fn object_start(cover: &Cover<'_, '_>, from: usize) -> Option<usize> {
    let line = cover.line();
    (from..from + 9)
        .find(|at| {
            let owner = line.mention(*at).is_some_and(|mention| mention.possessive);
            !owner && !LEADING.contains(&line.word(*at))
        })
        .filter(|at| {
            let owners = (from..*at).filter_map(|at| line.mention(at)).map(|mention| line.bound(mention));
            !owners.into_iter().any(|owner| owner == cover.duty.indemnitor.opposite() && owner != Bound::Both)
        })
}

/// "this Agreement", "the performance of the Services", "any act or omission of Agency", "Agency's actions".
fn object_end(line: &Line<'_>, at: usize) -> Option<usize> {
    const DEEDS: [&str; 4] = ["actions", "acts", "conduct", "inactions"];
    let whose = || {
        let owner = line.mention(at.saturating_sub(1)).is_some_and(|mention| mention.possessive);
        let party = |next: usize| line.mention(next).is_some_and(|mention| !mention.possessive);
        let of = line.is(at + 1, &["of", "by"]) && (at + 2..at + 4).any(party);
        owner || of || line.is(at + 1, &[","]) && line.is(at + 2, &["during"])
    };
    let ended = !line.holds(at + 1..at + 26, &["that", "which", "constitute", "constituting"]);
    if line.is(at, &DEEDS)
        && line.is(at + 1, &["or", "and"])
        && line.is(at + 2, &["inactions", "inaction", "omissions"])
    {
        return Some(at + 3);
    }
    if matches!(line.word(at), "act" | "acts" | "omission")
        && line.holds(at + 1..at + 4, &["omission", "omissions", "act", "acts"])
    {
        let end = line.find(at + 1..at + 4, &["omission", "omissions", "act", "acts"])?;
        return Some(end + 1);
    }
    if line.is(at, &DEEDS) && ended && whose() {
        return Some(at + 1);
    }
    (at..at + 3)
        .find(|at| SUBJECTS.contains(&line.word(*at)))
        .filter(|end| {
            (at..*end).all(|at| {
                line.is_capital(at)
                    || line.shouts() && line.mention(at).is_some_and(|mention| !mention.possessive)
                    || matches!(line.word(at), "professional" | "creative" | "consulting" | "said" | "licensed")
            })
        })
        .map(|end| end + 1)
}

/// Takes along "of the Services under this Agreement", "by Agency or its subcontractors", "hereunder".
fn tail_end(cover: &Cover<'_, '_>, mut end: usize) -> usize {
    let line = cover.line();
    const ON: [&str; 10] = ["of", "by", "under", "hereunder", "hereof", "to", "pursuant", "or", "and", "in"];
    loop {
        let word = line.word(end);
        if !ON.contains(&word) || !cover.is_in(end) || link_at(line, end).is_some() {
            return end;
        }
        let mut next = end + 1;
        let limit = end + 8;
        while next < limit
            && (matches!(
                line.word(next),
                "the"
                    | "this"
                    | "that"
                    | "its"
                    | "any"
                    | "such"
                    | "other"
                    | "obligations"
                    | "employees"
                    | "agents"
                    | "subcontractors"
                    | "personnel"
                    | "officers"
                    | "client"
                    | "all"
                    | "or"
                    | "and"
                    | ","
                    | "to"
                    | "duties"
                    | "non"
                    | "-"
                    | "'s"
                    | "representatives"
                    | "contractors"
            ) || SUBJECTS.contains(&line.word(next))
                || line.mention(next).is_some())
        {
            if line.word(next) == ","
                && !line.is(next + 1, &["its", "employees", "agents", "subcontractors", "or", "officers"])
            {
                break;
            }
            next += 1;
        }
        let joined = matches!(word, "or" | "and");
        if joined && !(end + 1..next).any(|at| SUBJECTS.contains(&line.word(at))) {
            return end;
        }
        while next > end + 1
            && matches!(
                line.word(next - 1),
                "or" | "and" | "," | "to" | "the" | "its" | "any" | "such" | "other" | "this" | "all"
            )
        {
            next -= 1;
        }
        if next == end + 1 && !matches!(word, "hereunder" | "hereof") {
            return end;
        }
        end = next;
    }
}

/// "arising from any error or for any other cause whatsoever".
fn other_cause(cover: &Cover<'_, '_>) -> Option<CatchAll> {
    let line = cover.line();
    let from = cover.link.as_ref()?.end;
    let at = cover.places().find(|at| *at >= from && line.says(*at, &["any", "other", "cause"]))?;
    let alone = line.find(cover.range(), &FAULTS).is_none();
    alone.then_some(CatchAll { whole: at..at + 3, object: at..at + 3, what: What::Dealings })
}

/// "all claims, howsoever arising".
fn howsoever(cover: &Cover<'_, '_>) -> Option<CatchAll> {
    let line = cover.line();
    let at = cover.places().find(|at| {
        matches!(line.word(*at), "howsoever" | "whatsoever" | "however")
            && matches!(line.word(at + 1), "arising" | "caused" | "and" | "or")
    })?;
    let alone = !cover.links().any(|link| link.start > at + 2) && line.find(cover.range(), &FAULTS).is_none();
    let end = (at..cover.end()).find(|at| matches!(line.word(*at), "arising" | "caused")).map(|at| at + 1)?;
    alone.then_some(CatchAll { whole: at..end, object: at..end, what: What::Dealings })
}
