//! Whose fault counts. In: a [`Cover`]. Out: the [`Link`] to the indemnitor's own fault, and the words
//! of a broad form, by which the indemnitor answers for the other side's negligence too.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use crate::facts::Side;
use crate::span::Span;
use crate::terms::Bound;

/// How the duty is tied to fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not at all.
    None,
    /// What the other side caused is taken out, the rest stays.
    Excepted,
    /// In proportion to each side's fault.
    Proportionate,
    /// Only what the indemnitor caused by its own fault.
    Own,
}

/// Faults by their own name.
const FAULTS: [&str; 11] = [
    "negligen",
    "fault",
    "breach",
    "wilful",
    "willful",
    "misconduct",
    "default",
    "reckless",
    "wrongful",
    "careless",
    "blame",
];
/// Faults of the one who is covered, by which a form becomes broad.
const BLAME: [&str; 8] = ["neglect", "negligen", "fault", "wilful", "willful", "misconduct", "careless", "blam"];
/// What the other side did, that the indemnitor answers for all the same.
const ACTED: [&str; 10] =
    ["acts", "act", "omissions", "omission", "conduct", "handling", "mishandling", "storage", "misuse", "default"];
/// What becomes a fault only by whose it is.
const ACTS: [&str; 7] = ["caus", "attribut", "act", "omission", "conduct", "failure", "fraud"];

pub(super) fn link(cover: &Cover<'_, '_>, indemnitor: Bound) -> Link {
    let line = cover.line();
    let whole = 0..cover.duty.end;
    if line.begins(whole.clone(), &["proportion"]).is_some() {
        return Link::Proportionate;
    }
    if own_extent(cover, indemnitor) {
        return Link::Own;
    }
    let excepted = cover.exclusions().iter().any(|one| blames_other(line, one.clone(), indemnitor))
        || line.is(0, &["except", "save"]) && blames_other(line, 0..cover.duty.start, indemnitor);
    if excepted { Link::Excepted } else { Link::None }
}

/// "to the extent caused by the negligence of Agency", "only to the extent that Agency is at fault".
fn own_extent(cover: &Cover<'_, '_>, indemnitor: Bound) -> bool {
    let line = cover.line();
    cover.places().chain(0..cover.duty.start).any(|at| {
        let extent = line.says(at, &["to", "the", "extent"])
            || line.says(at, &["insofar", "as"])
            || line.says(at, &["only", "where"]);
        extent
            && !line.is(at.wrapping_sub(1), &["except", "save", "not"])
            && is_own_fault(line, at + 2..(at + 18).min(line.len()), indemnitor)
    })
}

/// Does a fault stand in these words that is not the other side's?
pub(super) fn is_own_fault(line: &Line<'_>, range: Range<usize>, indemnitor: Bound) -> bool {
    let stop = range.clone().find(|at| matches!(line.word(*at), ";" | "." | "permitted")).unwrap_or(range.end);
    let fault = line.begins(range.start..stop, &FAULTS);
    let Some(named_to) = fault.or_else(|| line.begins(range.start..stop, &ACTS)) else { return false };
    let named = (range.start..(named_to + 9).min(line.len())).find_map(|at| line.mention(at));
    match named.map(|mention| line.bound(mention)) {
        Some(Bound::Side(side)) => indemnitor == Bound::Side(side) || indemnitor == Bound::Both,
        Some(_) => true,
        None => fault.is_some() || line.is(named_to.saturating_sub(1), &["its", "our"]),
    }
}

/// "except to the extent caused by Client": the other side's part is taken out.
fn blames_other(line: &Line<'_>, range: Range<usize>, indemnitor: Bound) -> bool {
    let names = range.clone().any(|at| {
        line.mention(at).is_some_and(|mention| match (line.bound(mention), indemnitor) {
            (Bound::Side(side), Bound::Side(own)) => side != own,
            (Bound::Side(_), _) => true,
            _ => true,
        }) || line.word(at).starts_with("indemnit")
            || line.says(at, &["indemnified"])
    });
    let acts = line
        .begins(
            range,
            &[
                "negligen",
                "fault",
                "careless",
                "blam",
                "caus",
                "contribut",
                "breach",
                "wilful",
                "willful",
                "misconduct",
                "act",
                "attribut",
                "result",
            ],
        )
        .is_some();
    names && acts
}

const OPENERS: [&[&str]; 31] = [
    &["whether", "or", "not"],
    &["regardless", "of", "whether"],
    &["irrespective", "of", "whether"],
    &["even", "if"],
    &["even", "though"],
    &["even", "where"],
    &["even", "when"],
    &["regardless", "of"],
    &["irrespective", "of"],
    &["without", "regard", "to"],
    &["notwithstanding"],
    &["whether"],
    &["including"],
    &["no", "matter"],
    &["whatever", "the"],
    &["including", "without", "limitation"],
    &["including", "but", "not", "limited", "to"],
    &["whether", "caused"],
    &["and", "whether"],
    &["and", "regardless"],
    &["although"],
    &["though"],
    &["despite"],
    &["in", "spite", "of"],
    &["notwithstanding", "that"],
    &["no", "answer", "that"],
    &["no", "defence", "that"],
    &["no", "defense", "that"],
    &["no", "excuse", "that"],
    &["whoever"],
    &["whosever"],
];

/// Words by which it matters nothing whose fault it was.
const IDLE: [&[&str]; 7] = [
    &["regardless", "of"],
    &["irrespective", "of"],
    &["without", "regard", "to"],
    &["and", "regardless"],
    &["no", "matter"],
    &["whoever"],
    &["whosever"],
];

/// Words that grant the other side's part in it and hold the indemnitor to its duty all the same.
const CONCEDING: [&str; 9] =
    ["including", "although", "though", "despite", "even", "notwithstanding", "in", "no", "whether"];

/// The words by which the other side's own negligence is covered, with the comma before them.
pub(super) fn broad_form(cover: &Cover<'_, '_>, indemnitor: Bound) -> Option<Range<usize>> {
    let line = cover.line();
    if let Some(words) = broad_form_ahead(cover, indemnitor) {
        return Some(words);
    }
    cover.places().find_map(|at| {
        let opener = OPENERS.iter().filter(|words| line.says(at, words)).max_by_key(|words| words.len())?;
        let end = phrase_end(cover, at);
        covers_other(line, at + opener.len()..end, opener, indemnitor).then(|| {
            let comma = at.checked_sub(1).filter(|before| line.word(*before) == ",");
            comma.unwrap_or(at)..end
        })
    })
}

/// "Even where the loss results from the negligence of Shipper, Carrier shall hold Shipper harmless."
fn broad_form_ahead(cover: &Cover<'_, '_>, indemnitor: Bound) -> Option<Range<usize>> {
    let line = cover.line();
    let main = cover.duty.start.min(cover.duty.verb);
    let opener = OPENERS.iter().filter(|words| line.says(0, words)).max_by_key(|words| words.len())?;
    let leads = line.is(0, &["even", "whether", "although", "though", "regardless", "irrespective", "whoever"]);
    let end = (0..main).rev().find(|at| line.word(*at) == ",").filter(|_| leads)?;
    covers_other(line, opener.len()..end, opener, indemnitor).then_some(0..end + 1)
}

/// "This indemnity applies regardless of any negligence of Client": a sentence of its own beside the duty.
pub(super) fn broad_form_beside(cover: &Cover<'_, '_>, indemnitor: Bound) -> Option<Span> {
    let contract = cover.line().contract;
    let own = contract.outline.sentence(cover.duty.sentence);
    let near = own.id.0.saturating_sub(2)..own.id.0 + 4;
    let sentences = contract.outline.sentences.get(near.start..near.end.min(contract.outline.sentences.len()))?;
    let beside = sentences.iter().filter(|one| one.id != own.id && one.clause == own.clause);
    beside.into_iter().find_map(|one| {
        let line = Line::run(contract, one.tokens.clone());
        // "It does not matter whose fault it is, and you will pay even if we were careless ourselves."
        let matters =
            line.says(0, &["it", "does", "not", "matter"]) || line.says(0, &["it", "makes", "no", "difference"]);
        let subject = line.begins(0..line.len().min(4), &["indemnit", "indemnif"]).or(matters.then_some(2))?;
        let openers = (subject..line.len()).filter_map(|at| {
            let opener = OPENERS.iter().filter(|words| line.says(at, words)).max_by_key(|words| words.len())?;
            Some((at, opener))
        });
        // A sentence that is a duty by itself speaks of its own causes.
        let denied =
            !matters && line.holds(0..line.len(), &["not", "no", "nor", "indemnify", "indemnifies", "harmless"]);
        let end = line.len() - usize::from(line.word(line.len().saturating_sub(1)) == ".");
        let mut found = openers
            .into_iter()
            .filter(|(at, opener)| covers_other(&line, at + opener.len()..end, opener, indemnitor) && !denied);
        found.next().map(|(at, _)| line.span(at..end))
    })
}

/// "it being the intent that Owner be indemnified for the consequences of its own negligence".
pub(super) fn own_consequences(cover: &Cover<'_, '_>) -> Option<Range<usize>> {
    let line = cover.line();
    let own = cover
        .places()
        .find(|at| line.says(*at, &["its", "own", "negligence"]) || line.says(*at, &["their", "own", "negligence"]))?;
    let told =
        (own.saturating_sub(12)..own).find(|at| line.is(*at, &["indemnified", "protected", "covered", "relieved"]))?;
    let start = (cover.duty.verb..told).rev().find(|at| line.word(*at) == ",")?;
    let denied = line.holds(start..own, &["not", "nothing", "no", "never", "except", "save"]);
    let other = (start..told).filter_map(|at| line.mention(at)).any(|one| line.bound(one) != cover.duty.indemnitor)
        || line.begins(start..told, &["indemnitee", "indemnified"]).is_some();
    (!denied && other).then(|| start..phrase_end(cover, own))
}

fn phrase_end(cover: &Cover<'_, '_>, start: usize) -> usize {
    let line = cover.line();
    let mut at = start + 1;
    while at < cover.duty.end && cover.is_in(at) {
        match line.word(at) {
            ";" | "." | ")" => return at,
            // "whether or not such injury, death or damage was caused by": the fault is still to come.
            "," if line.begins(start..at, &BLAME).is_none()
                && matches!(line.word(start), "whether" | "regardless" | "irrespective" | "even")
                && line.begins(at..(at + 16).min(cover.duty.end), &BLAME).is_some() =>
            {
                at += 1;
            }
            "," if !matches!(
                line.word(at + 1),
                "whether"
                    | "active"
                    | "passive"
                    | "sole"
                    | "joint"
                    | "concurrent"
                    | "or"
                    | "fault"
                    | "strict"
                    | "breach"
                    | "of"
                    | "in"
                    | "on"
            ) =>
            {
                return at;
            }
            _ => at += 1,
        }
    }
    at.min(cover.duty.end)
}

fn covers_other(line: &Line<'_>, range: Range<usize>, opener: &[&str], indemnitor: Bound) -> bool {
    let fault = line.begins(range.clone(), &BLAME);
    let plain = IDLE.contains(&opener)
        && (fault.is_some_and(|at| at <= range.start + 5)
            || line.find(range.start..(range.start + 3).min(range.end), &["cause", "causes"]).is_some());
    let mut sides = range
        .clone()
        .filter_map(|at| line.mention(at))
        .map(|mention| line.bound(mention))
        .filter(|bound| matches!(bound, Bound::Side(_)));
    let first = sides.next();
    // "the negligence of Agency, Client or any other person".
    let named = first.and_then(|first| sides.find(|next| *next != first && first == indemnitor)).or(first);
    let other = match (named, indemnitor) {
        (Some(Bound::Side(side)), Bound::Side(own)) => side != own,
        (Some(_), _) => true,
        (None, _) => line
            .begins(range.clone(), &["indemnit", "indemnified", "beneficiar", "covered", "protected", "releas"])
            .is_some(),
    };
    let caused = line
        .begins(
            range.clone(),
            &[
                "caus",
                "contribut",
                "due",
                "attribut",
                "aris",
                "result",
                "negligen",
                "fault",
                "occasion",
                "brought",
                "blam",
                "trace",
                "careless",
                "neglect",
                "part",
                "lies",
            ],
        )
        .is_some();
    let including = opener.first() == Some(&"including");
    let conceding = opener.first().is_some_and(|first| CONCEDING.contains(first));
    let both = named.is_none() && !including && plain;
    let blamed = fault.is_some_and(|at| range.contains(&at))
        && other
        && caused
        && named_by_fault(line, range.clone(), indemnitor);
    // "including those caused by Client's own acts".
    let acted = conceding
        && named.is_some_and(|bound| bound == indemnitor.opposite() && bound != Bound::Both)
        && caused
        && line.holds(range.clone(), &ACTED);
    // "whether or not Supplier is at fault": it answers for what nobody did wrong.
    let faultless = opener.len() >= 3
        && opener.last().is_some_and(|last| matches!(*last, "not" | "whether"))
        && fault.is_some_and(|at| line.is(at, &["fault", "blame"]) && at <= range.start + 6)
        && (named == Some(indemnitor)
            || named.is_none() && line.holds(range.clone(), &["its", "your", "our", "their"]));
    both || blamed || acted || faultless || plain && other
}

/// "the negligence of Client", not "Agency's negligence in Client's premises".
fn named_by_fault(line: &Line<'_>, range: Range<usize>, indemnitor: Bound) -> bool {
    let own = match indemnitor {
        Bound::Side(Side::Vendor) => Bound::Side(Side::Vendor),
        Bound::Side(Side::Customer) => Bound::Side(Side::Customer),
        _ => return true,
    };
    let Some(fault) = line.begins(range.clone(), &BLAME) else {
        return false;
    };
    let owner = (range.start..fault).rev().take(4).find_map(|at| line.mention(at).filter(|mention| mention.possessive));
    owner.is_none_or(|mention| line.bound(mention) != own)
}
