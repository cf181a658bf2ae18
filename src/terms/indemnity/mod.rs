//! Indemnities: who covers whom against what, and whether the other side's use sets it off. In: a
//! contract. Out: an [`Indemnity`] for each duty.
//!
//! [`duty`] finds who takes the burden on, [`cover`] what it is against and what is taken out,
//! [`trigger`], [`told`], [`usage`] and [`fault`] its causes, [`carve`] and [`cap`] what stands around it, [`shape`] where an
//! edit can take hold.

mod breach;
mod cap;
mod carve;
mod catch_all;
mod cover;
mod covered;
mod duty;
mod fault;
mod key_terms;
mod line;
mod link;
mod places;
mod reach;
mod record;
mod shape;
mod sheet;
mod told;
mod trigger;
mod usage;

use std::ops::Range;
use std::sync::LazyLock;

use super::{Bound, Liability};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::ClauseId;
use crate::pattern::PatternSet;
use crate::span::Span;
use carve::Carve;
use catch_all::{CatchAll, What};
use cover::Cover;
use duty::Duty;
use line::Line;

pub use cap::Capped;
pub use fault::Link;
pub use key_terms::key_terms;
pub use places::{Causes, Places};
pub use reach::Reach;
pub use record::SCHEMA;
pub use shape::{Making, Shape};
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

/// Does it answer for anything that arises from the goods or services as they stand?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    WholeWork,
    Causes,
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
    /// The work itself, whoever uses it and whatever goes wrong with it.
    pub covers: Covers,
    /// The words of a broad form.
    pub broad_form: Option<Span>,
    pub places: Places,
    pub clause: ClauseId,
    /// From its subject to its end.
    pub span: Span,
    /// What a defined term of the cover means, where that tells the causes.
    pub definition: Option<Span>,
    /// Carve-outs and caps that bear on it.
    pub evidence: Vec<Span>,
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
        let mut indemnity = indemnity(&cover, &carves, liability);
        match found.last_mut().filter(|last| continues(&cover, &indemnity, last)) {
            Some(last) => last.evidence.push(indemnity.span),
            None => {
                tell_causes(&cover, &mut indemnity);
                found.push(indemnity);
            }
        }
    }
    mark_one_way(&mut found);
    answer_in_kind(contract, &mut found);
    found
}

/// A duty that names no cause of its own has those that the words before it tell.
fn tell_causes(cover: &Cover<'_, '_>, one: &mut Indemnity) {
    let named = |trigger: &Trigger| match trigger.kind {
        Kind::Other => false,
        Kind::AnyArising => one.breadth != Some(Breadth::Bare),
        _ => true,
    };
    if !one.triggers.iter().any(named) {
        let told = told::told_before(cover);
        if !told.is_empty() {
            one.triggers = told;
        }
    }
}

static IN_KIND: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("same", "{shall} do the same for {party}"),
        (
            "same",
            "(give | gives | provide | provides | grant | grants | owe | owes) ..8 (same | like | corresponding | equivalent | reciprocal | matching | identical) \
             (indemnity | protection | undertaking | cover | promise) \
             !((no | not | nor | never | without) ..6 (same | like | corresponding | equivalent | reciprocal | matching | identical))",
        ),
        (
            "same",
            "(same | like | corresponding | equivalent) (indemnity | protection | undertaking | duty | obligation) ..16 (in reverse | the other way | vice versa)",
        ),
        ("same", "(applies | apply) ..6 (in reverse | vice versa | the other way [round | around])"),
    ])
});

/// "Supplier will do the same for Customer": both indemnify, though one duty alone is written out.
fn answer_in_kind(contract: &Contract, found: &mut [Indemnity]) {
    let said = contract.find(&IN_KIND);
    for one in &said {
        let clause = contract.outline.sentence(one.sentence).clause;
        let answered = found.iter().any(|known| known.clause == clause && known.span.start < one.span.start);
        if answered {
            found
                .iter_mut()
                .filter(|known| known.one_way.is_some())
                .for_each(|known| known.one_way = Some(Bound::Both));
        }
    }
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
    let catch_all = catch_all::catch_all(cover).filter(|_| link != Link::Own);
    let breadth = catch_all.as_ref().map(|found| breadth(cover, found));
    let mut triggers = triggers(cover, &usages, catch_all.as_ref().zip(breadth));
    triggers.extend(own_use(cover));
    let carve = carves.near(cover, indemnitor, &triggers);
    let use_trigger = use_trigger(cover, &usages, link, carve);
    let alleged = |usage: &usage::Usage| trigger::is_said_to_infringe(line, usage.head);
    if use_trigger != UseTrigger::Yes && usages.iter().any(alleged) && usages.iter().all(alleged) {
        triggers.retain(|trigger| trigger.kind != Kind::Use);
    }
    let (capped, cap) = cap::of(cover, carves, liability, &triggers);
    let bare = triggers.is_empty()
        && cover.link.is_none()
        && link != Link::Own
        && cover.defined.is_empty()
        && cover.names_losses();
    let whole_work = catch_all.as_ref().is_some_and(|found| matches!(found.what, What::Work | What::Goods));
    let breadth = breadth.or(bare.then_some(Breadth::Bare));
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
        covers: if whole_work && link == Link::None { Covers::WholeWork } else { Covers::Causes },
        broad_form: fault::broad_form(cover, indemnitor)
            .map(|words| places::behind(line, words))
            .or_else(|| fault::own_consequences(cover).map(|words| places::behind(line, words)))
            .or_else(|| fault::broad_form_beside(cover, indemnitor)),
        places: places::of(cover, &usages, catch_all.as_ref()),
        clause: contract.outline.sentence(duty.sentence).clause,
        span: line.span(duty.start.min(duty.verb)..duty.end),
        definition: cover.defined.first().filter(|line| line.len() > 0).map(|line| line.span(0..line.len())),
        evidence: carve
            .filter(|_| use_trigger == UseTrigger::Excluded)
            .map(Carve::span)
            .into_iter()
            .chain(cap)
            .collect(),
    }
}

fn triggers(cover: &Cover<'_, '_>, usages: &[usage::Usage], broad: Option<(&CatchAll, Breadth)>) -> Vec<Trigger> {
    let line = cover.line();
    let mut found = trigger::read(cover);
    let mut add = |kind: Kind, words: Range<usize>| {
        if !found.iter().any(|known| known.kind == kind) {
            found.push(Trigger { kind, span: line.span(words) });
        }
    };
    for usage in usages {
        add(use_kind(line, usage, cover.duty.indemnitor), usage.words.clone());
    }
    if let Some((words, breadth)) = broad {
        add(broad_kind(words.what, breadth, cover.duty.indemnitor), words.whole.clone());
    }
    let used = |item: &Range<usize>| usages.iter().any(|usage| item.contains(&usage.head));
    let unnamed = told::unnamed(cover).into_iter().find(|item| {
        !used(item) && catch_all::at_item(cover, item.start).is_none() && own_use_in(cover, item).is_none()
    });
    if let Some(item) = unnamed {
        add(Kind::Other, item);
    }
    found
}

/// A customer that sells on answers for its trade with the goods, one that uses them for the use.
fn use_kind(line: &Line<'_>, usage: &usage::Usage, indemnitor: Bound) -> Kind {
    const TRADE: [&str; 5] = ["sale", "resale", "distribution", "marketing", "promotion"];
    let used = line.holds(usage.words.clone(), &["use", "uses", "usage", "misuse", "operation", "possession"]);
    let trades = indemnitor.is(Side::Customer) && line.is(usage.head, &TRADE) && !used;
    if trades { Kind::Products } else { Kind::Use }
}

/// What a catch-all is called among the causes: the goods, what the customer shows, and what a party does
/// beside other causes have names of their own.
fn broad_kind(what: What, breadth: Breadth, indemnitor: Bound) -> Kind {
    match (what, breadth) {
        (What::Goods, _) => Kind::Products,
        (What::Site, _) if indemnitor.is(Side::Customer) => Kind::Content,
        (What::Deeds, Breadth::Member | Breadth::Item) => Kind::Other,
        _ => Kind::AnyArising,
    }
}

/// What the indemnitor itself does with the work: "Licensee's unauthorised use of the Software".
fn own_use(cover: &Cover<'_, '_>) -> Option<Trigger> {
    let from = cover.link.as_ref()?.end;
    let at = own_use_in(cover, &(from..cover.duty.end))?;
    Some(Trigger { kind: Kind::Use, span: cover.line().span(at..at + 1) })
}

fn own_use_in(cover: &Cover<'_, '_>, range: &Range<usize>) -> Option<usize> {
    let line = cover.line();
    let customer = cover.duty.indemnitor.is(Side::Customer);
    let used = |at: usize| {
        line.is(at, &["use", "misuse", "usage"])
            && (line.is(at + 1, &["of"])
                || line.is(at + 1, &["or", "and"]) && line.holds(at + 2..at + 6, &["of"])
                || line.is(at + 1, &["by"]) && line.holds(at + 2..at + 12, &["of"]))
            && !line.holds(at.saturating_sub(2)..at, &["loss", "no", "not"])
    };
    // A vendor's is told where it is a cause by itself: "(b) the use of the Marks in another manner".
    let opens = |at: usize| {
        (at.saturating_sub(2)..=at)
            .any(|from| line.item(from).is_some() && line.item(from) != line.item(from.wrapping_sub(1)))
    };
    cover.places().find(|at| range.contains(at) && used(*at) && (customer || opens(*at)))
}

fn or_other(mut found: Vec<Trigger>, bare: bool, verb: Span) -> Vec<Trigger> {
    if found.is_empty() {
        found.push(Trigger { kind: if bare { Kind::AnyArising } else { Kind::Other }, span: verb });
    }
    found
}

fn use_trigger(cover: &Cover<'_, '_>, usages: &[usage::Usage], link: Link, carve: Option<Carve>) -> UseTrigger {
    let indemnitor = cover.duty.indemnitor;
    let vendor = matches!(indemnitor, Bound::Side(Side::Vendor) | Bound::Unclear);
    let free = usages.iter().any(|usage| !is_tied(cover, usage)) || usage::in_definitions(cover, indemnitor);
    // "No obligation for modifications" leaves the customer's plain use where it is a cause of its own.
    let apart = link != Link::Own && usages.iter().any(|usage| !is_tied(cover, usage) && usage.stands_apart(cover));
    // "use of it solely in compliance with this Agreement": any other use is left out.
    let confined = |usage: &usage::Usage| {
        let end = usage.words.end;
        cover.line().holds(end.saturating_sub(3)..end + 3, &["solely", "only", "strictly"])
            && cover.line().holds(
                end.saturating_sub(2)..end + 5,
                &["compliance", "accordance", "permitted", "authorized", "authorised"],
            )
    };
    let carved = match carve {
        _ if !usages.is_empty() && usages.iter().all(confined) => true,
        Some(Carve::Own(_) | Carve::Beside(_)) => true,
        Some(Carve::ChangesBeside(_)) => !(vendor && apart),
        None => false,
    };
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

fn breadth(cover: &Cover<'_, '_>, found: &CatchAll) -> Breadth {
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

impl Indemnity {
    /// Does it cover more than the indemnitor's own faults towards third parties?
    pub fn is_wide(&self) -> bool {
        let own = self.link == Link::Own;
        let cause = self.breadth.is_some() || self.use_trigger == UseTrigger::Yes || self.places.breach.is_some();
        self.broad_form.is_some() || !own && (cause || self.reach == Reach::OwnLosses)
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
