//! Indemnities: who covers whom against what, and whether the other side's use sets it off. In: a
//! contract. Out: an [`Indemnity`] for each duty.
//!
//! [`duty`] finds who takes the burden on, [`cover`] what it is against and what is taken out,
//! [`trigger`], [`usage`] and [`fault`] its causes, [`carve`] and [`cap`] what stands around it, [`shape`] where an
//! edit can take hold.

mod cap;
mod carve;
mod cover;
mod duty;
mod fault;
mod line;
mod record;
mod shape;
mod sheet;
mod trigger;
mod usage;

use super::{Bound, Liability};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::ClauseId;
use crate::span::Span;
use cover::Cover;
use duty::Duty;

pub use cap::Capped;
pub use cover::Reach;
pub use fault::Link;
pub use record::SCHEMA;
pub use shape::{Making, Shape, Wrong};
pub use sheet::Sheet;
pub use trigger::{Kind, Trigger};

/// Does the other side's use set it off?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseTrigger {
    Yes,
    No,
    /// Use, changes or combinations by the covered side are carved out.
    Excluded,
}

/// Where a catch-all stands among the causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// The only cause.
    Sole,
    /// One of several in a row.
    Member,
    /// An item of a list.
    Item,
    /// No cause is named at all.
    Bare,
}

/// How the causes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Causes {
    /// As the items of a list that hangs on the duty.
    Listed,
    Prose,
}

/// One party's duty to keep another free of loss.
#[derive(Clone, Debug)]
pub struct Indemnity {
    pub indemnitor: Bound,
    pub indemnitor_span: Option<Span>,
    pub triggers: Vec<Trigger>,
    pub use_trigger: UseTrigger,
    pub link: Link,
    pub reach: Reach,
    pub capped: Capped,
    /// Which sides of the contract indemnify, on the first duty of a side: one of them, or both.
    pub one_way: Option<Bound>,
    pub breadth: Option<Breadth>,
    /// The words of a broad form.
    pub broad_form: Option<Span>,
    pub places: Places,
    pub clause: ClauseId,
    /// From its subject to its end.
    pub span: Span,
    /// Definitions and carve-outs that bear on it.
    pub evidence: Vec<Span>,
}

/// Where edits take hold.
#[derive(Clone, Debug)]
pub struct Places {
    pub shape: Shape,
    pub cause: Option<Span>,
    pub alleged: Option<Span>,
    pub wrong: Option<Wrong>,
    pub infringed: Option<Span>,
    pub product: Option<Span>,
    pub making: Making,
    pub list: Causes,
    /// The words that lead to the causes.
    pub link: Option<Span>,
    /// "claims", where it is the first word for what is paid.
    pub claims: Option<Span>,
    /// The catch-all, with the words that lead to it.
    pub catch_all: Option<Span>,
    /// The catch-all's object alone.
    pub catch_all_object: Option<Span>,
    /// The last word of what is covered.
    pub end: Span,
}

pub fn read(contract: &Contract, liability: &Liability) -> Vec<Indemnity> {
    let duties = duty::read(contract);
    if duties.is_empty() {
        return Vec::new();
    }
    let carves = carve::Carves::of(contract, &duties);
    let mut found: Vec<Indemnity> = Vec::new();
    for (place, duty) in duties.iter().enumerate() {
        if leads_to_others(duty, duties.get(place + 1)) {
            continue;
        }
        let cover = Cover::of(duty);
        let indemnity = indemnity(&cover, &carves, liability);
        match found.last_mut().filter(|last| continues(&cover, &indemnity, last)) {
            Some(last) => last.evidence.push(indemnity.span),
            None => found.push(indemnity),
        }
    }
    mark_one_way(&mut found);
    found
}

/// "The parties shall indemnify one another as follows:" before the duties themselves.
fn leads_to_others(duty: &Duty<'_>, next: Option<&Duty<'_>>) -> bool {
    let line = &duty.line;
    let closes =
        (duty.verb..duty.end).any(|at| line.says(at, &["as", "follows"]) && at + 4 >= duty.end.min(line.len()));
    closes && next.is_some()
}

/// "Agency shall also pay the damages awarded in such claims": no duty of its own.
fn continues(cover: &Cover<'_, '_>, one: &Indemnity, last: &Indemnity) -> bool {
    let line = cover.line();
    let backward = (cover.duty.start..cover.duty.end).any(|at| {
        line.is(at, &["such", "those", "these", "the"])
            && line.holds(
                at + 1..at + 3,
                &["claim", "claims", "action", "actions", "suit", "suits", "foregoing", "indemnity", "indemnities"],
            )
    });
    let bare = one.triggers.iter().all(|trigger| {
        trigger.kind == Kind::Other || trigger.kind == Kind::AnyArising && one.breadth == Some(Breadth::Bare)
    });
    backward && bare && one.indemnitor == last.indemnitor && one.clause == last.clause
}

fn indemnity(cover: &Cover<'_, '_>, carves: &carve::Carves<'_>, liability: &Liability) -> Indemnity {
    let duty = cover.duty;
    let line = cover.line();
    let contract = line.contract;
    let indemnitor = duty.indemnitor;
    let link = fault::link(cover, indemnitor);
    let usages = usage::read(cover, indemnitor);
    let catch_all = trigger::catch_all(cover).filter(|_| link != Link::Own);
    let triggers = triggers(cover, &usages, catch_all.as_ref());
    let carve = carves.near(cover, indemnitor, &triggers);
    let use_trigger = use_trigger(cover, &usages, link, carve.is_some());
    let (capped, cap) = cap::of(cover, carves, liability, &triggers);
    let bare = triggers.is_empty()
        && cover.link.is_none()
        && link != Link::Own
        && cover.defined.is_empty()
        && cover.names_losses();
    let breadth = catch_all.as_ref().map(|found| breadth(cover, found)).or(bare.then_some(Breadth::Bare));
    Indemnity {
        indemnitor,
        indemnitor_span: duty.indemnitor_span,
        triggers: or_other(triggers, bare, line.span(duty.verb..duty.verb + 1)),
        use_trigger,
        link,
        reach: cover.reach(),
        capped,
        one_way: None,
        breadth,
        broad_form: fault::broad_form(cover, indemnitor).map(|words| behind(line, words)),
        places: places(cover, &usages, catch_all.as_ref()),
        clause: contract.outline.sentence(duty.sentence).clause,
        span: line.span(duty.start.min(duty.verb)..duty.end),
        evidence: carve.filter(|_| use_trigger == UseTrigger::Excluded).into_iter().chain(cap).collect(),
    }
}

fn triggers(cover: &Cover<'_, '_>, usages: &[usage::Usage], broad: Option<&trigger::CatchAll>) -> Vec<Trigger> {
    let line = cover.line();
    let mut found = trigger::read(cover);
    if let Some(usage) = usages.first() {
        found.push(Trigger { kind: Kind::Use, span: line.span(usage.words.clone()) });
    }
    if let Some(words) = broad {
        found.push(Trigger { kind: Kind::AnyArising, span: line.span(words.whole.clone()) });
    }
    found
}

fn or_other(mut found: Vec<Trigger>, bare: bool, verb: Span) -> Vec<Trigger> {
    if found.is_empty() {
        found.push(Trigger { kind: if bare { Kind::AnyArising } else { Kind::Other }, span: verb });
    }
    found
}

fn use_trigger(cover: &Cover<'_, '_>, usages: &[usage::Usage], link: Link, carved: bool) -> UseTrigger {
    let indemnitor = cover.duty.indemnitor;
    let vendor = matches!(indemnitor, Bound::Side(Side::Vendor) | Bound::Unclear);
    let free = usages.iter().any(|usage| !is_tied(cover, usage)) || usage::in_definitions(cover, indemnitor);
    match (vendor && free && link != Link::Own, carved) {
        (_, true) if vendor => UseTrigger::Excluded,
        (true, _) => UseTrigger::Yes,
        _ => UseTrigger::No,
    }
}

/// "use of the Products caused by a defect", "the use of any Product that does not comply".
fn is_tied(cover: &Cover<'_, '_>, usage: &usage::Usage) -> bool {
    let line = cover.line();
    let end = usage.words.end;
    let item = line.item(end);
    let reach = (end..end + 20)
        .take_while(|at| line.item(*at) == item && !matches!(line.word(*at), ";" | "." | "or" | ""))
        .count();
    let rest = end..end + reach;
    let around = usage.words.start.saturating_sub(4)..rest.end;
    let caused = rest.clone().find(|at| {
        line.is(*at, &["caused", "due", "because", "owing", "attributable"])
            || line.says(*at, &["as", "a", "result"])
            || line.says(*at, &["to", "the", "extent"])
            || line.is(*at, &["resulting", "arising"])
    });
    caused.is_some_and(|at| fault::is_own_fault(line, at + 1..rest.end, cover.duty.indemnitor))
        || line.begins(around.clone(), &["defect", "nonconform"]).is_some()
        || line.holds(around.clone(), &["not"]) && line.begins(around, &["comply", "conform", "meet"]).is_some()
}

fn breadth(cover: &Cover<'_, '_>, found: &trigger::CatchAll) -> Breadth {
    let line = cover.line();
    let (start, end) = (found.whole.start, found.whole.end);
    if line.item(found.object.start).is_some() && cover.duty.item.is_none() {
        return Breadth::Item;
    }
    let joined = line.is(end, &["or", "and"]) && end < cover.end()
        || line.is(end, &[","])
            && line.is(end + 1, &["or", "any", "the", "negligence", "breach"])
            && !line.is(end + 2, &["and"]);
    let before = line.is(start.wrapping_sub(1), &["or", "and"]) && cover.links().any(|link| link.end < start);
    if joined || before { Breadth::Member } else { Breadth::Sole }
}

fn places(cover: &Cover<'_, '_>, usages: &[usage::Usage], catch_all: Option<&trigger::CatchAll>) -> Places {
    let line = cover.line();
    let span = |words: &std::ops::Range<usize>| line.span(words.clone());
    let hold = shape::of(cover, usages);
    let link = cover.link.as_ref().filter(|link| !duty_lists(cover) || line.item(link.start).is_none());
    let listed = duty_lists(cover) && link.is_some();
    let end = if duty_lists(cover) && !listed { lead_end(cover) } else { cover.end() }.max(1);
    let item = catch_all.filter(|found| line.item(found.object.start).is_some());
    Places {
        shape: hold.shape,
        cause: hold.cause.as_ref().map(span),
        alleged: hold.alleged.as_ref().map(span),
        wrong: hold.wrong,
        infringed: hold.infringed.as_ref().map(span),
        product: hold.product.as_ref().map(span),
        making: hold.product.as_ref().map_or(Making::Producing, |product| shape::making(line, product)),
        list: if listed { Causes::Listed } else { Causes::Prose },
        link: link.map(span),
        claims: cover.claims().map(|at| line.span(at..at + 1)),
        catch_all: catch_all.map(|found| {
            item.map_or_else(|| span(&found.whole), |found| line.span(whole_item(line, found.object.start)))
        }),
        catch_all_object: catch_all.map(|found| span(&found.object)),
        end: line.span(end - 1..end),
    }
}

/// Do items hang on the duty, rather than the duty being one?
fn duty_lists(cover: &Cover<'_, '_>) -> bool {
    cover.duty.item.is_none() && cover.range().any(|at| cover.line().item(at).is_some())
}

/// Where the words before the items end.
fn lead_end(cover: &Cover<'_, '_>) -> usize {
    let line = cover.line();
    let first = cover.range().find(|at| line.item(*at).is_some()).unwrap_or(cover.end());
    if line.is(first.wrapping_sub(1), &[":", ","]) { first - 1 } else { first }
}

/// All words of the item that holds a place.
fn whole_item(line: &line::Line<'_>, at: usize) -> std::ops::Range<usize> {
    let item = line.item(at);
    let start = (0..at).rev().take_while(|at| line.item(*at) == item).last().unwrap_or(at);
    let length = (at..line.len()).take_while(|at| line.item(*at) == item).count();
    start..at + length
}

/// From behind the word before, so that commas, brackets and spaces go along.
fn behind(line: &line::Line<'_>, words: std::ops::Range<usize>) -> Span {
    let bracketed = line.is(words.start.wrapping_sub(1), &["("]) && line.is(words.end, &[")"]);
    let words = if bracketed { words.start - 1..words.end + 1 } else { words };
    let own = line.span(words.clone());
    match words.start.checked_sub(1) {
        Some(before) => Span::new(line.span(before..before + 1).end, own.end),
        None => own,
    }
}

/// Which sides bear a duty, noted on the first one of each.
fn mark_one_way(found: &mut [Indemnity]) {
    let has = |bound: Bound| found.iter().any(|one| one.indemnitor == bound);
    let (vendor, customer) = (Bound::Side(Side::Vendor), Bound::Side(Side::Customer));
    let both = has(Bound::Both) || has(vendor) && has(customer);
    let unclear = has(Bound::Unclear);
    for side in [vendor, customer] {
        if let Some(first) = found.iter_mut().find(|one| one.indemnitor == side) {
            first.one_way = Some(if both {
                Bound::Both
            } else if unclear {
                Bound::Unclear
            } else {
                side
            });
        }
    }
}
