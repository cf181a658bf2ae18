//! Papers of the other side that come in by mention. In: sentences that bind a party to policies.
//! Out: [`Policies`]: whose, at which address, and whether they may change on their own.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::passage::{self, Passage};
use crate::terms::{Bound, Reading, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct Policies {
    /// Who must keep to them.
    pub binds: Bound,
    pub owner: Bound,
    /// "as amended from time to time".
    pub changing: Option<Span>,
    /// Only an address says what they are.
    pub address: Option<Span>,
    /// The last word, where words on the version can stand.
    pub end: Span,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        // "Client's Rules, posted at … and amended by Client as it sees fit, form part of this contract"
        (
            "part",
            "(policies | policy | guidelines | standards | rules | procedures | manual | handbook | rulebook | code | terms) ..24 \
             (form part of | forms part of | is part of | are part of | is incorporated | are incorporated | bind | binds)",
        ),
        // "the travel policies found at …, as Client may revise them from time to time"
        (
            "kept by",
            "(policies | policy | guidelines | standards | rules | procedures | manual | handbook | rulebook | code | terms) ..16 as {party} {may} ..3 \
             (revise | amend | update | change | modify | replace)",
        ),
        (
            "policies",
            "({shall} | agrees) ..8 (comply | adhere | abide | conform | observe | follow | bound | subject | accept) ..24 \
         (policies | policy | guidelines | standards | rules | procedures | manual | handbook | rulebook | code | code of conduct | terms of use | \
         terms of service | terms and conditions | requirements)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Policies> {
    let mut all: Vec<Policies> = Vec::new();
    let found = contract.find(&CUES);
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.passage.sentence == one.sentence);
        let found = match found.name(one) {
            "policies" if sentence.kind == SentenceKind::Body => policies(contract, one),
            "part" | "kept by" if matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition) => {
                others(contract, one)
            }
            _ => None,
        };
        all.extend(found.filter(|_| !known));
    }
    all
}

/// Papers of one side that are part of the deal, or are defined, as that side may change them.
fn others(contract: &Contract, one: &Match) -> Option<Policies> {
    let passage = Passage::of(contract, one);
    let reach = one.tokens.start..(one.tokens.end + 20).min(passage.tokens.end);
    let changing = changing(contract, &reach)?;
    let keeper = one.capture("party").and_then(|party| party.who).map(|who| subject::bound(contract, who));
    let before = one.tokens.start.saturating_sub(5).max(passage.tokens.start)..one.tokens.start + 1;
    let changer = || subject::after(contract, reach.clone(), &["by"]).map(|named| named.bound);
    let owner = keeper.or_else(|| owner(contract, before)).or_else(changer)?;
    let denied = scope::holds(contract, passage.tokens.clone(), &["not", "no", "neither", "nor"]);
    let consented = scope::holds(contract, reach, &["agreed", "consent", "approved", "reasonable", "unless"]);
    let end = passage.end(contract);
    (matches!(owner, Bound::Side(_)) && !denied && !consented).then(|| Policies {
        binds: owner.opposite(),
        owner,
        changing: Some(changing),
        address: None,
        end,
        passage,
    })
}

fn policies(contract: &Contract, one: &Match) -> Option<Policies> {
    let passage = Passage::of(contract, one);
    let tokens = contract.document.text.tokens();
    let verb = one.tokens.start;
    if passage::before(contract, passage.tokens.start, verb + 2, 4, &["not", "no", "neither"]) {
        return None;
    }
    let tail = verb..(one.tokens.end + 40).min(passage.tokens.end);
    let changing = changing(contract, &tail);
    let address = tail.clone().find(|at| tokens.at(*at).starts_with("http") || tokens.at(*at).starts_with("www"));
    let address = address.map(|at| tokens.span(at..at + 1));
    let binds = subject::before(contract, passage.tokens.start, verb + 1)?.bound;
    // "Client's policies", "the policies of Client"; "its policies" are the subject's own.
    let papers = one.tokens.start + 1..(one.tokens.end + 6).min(passage.tokens.end);
    // "the Orbis Manual, as amended by Orbis": whoever may change them, or whose name they bear.
    let changer = || subject::after(contract, tail.clone(), &["by"]).map(|named| named.bound);
    let owner = owner(contract, papers.clone()).or_else(changer).or_else(|| named_after(contract, papers, binds))?;
    let consented = scope::holds(contract, tail, &["agreed", "consent", "approved", "reasonable"]);
    if changing.is_none() && address.is_none() || consented || owner == binds {
        return None;
    }
    let end = passage.end(contract);
    Some(Policies { binds, owner, changing, address, end, passage })
}

fn owner(contract: &Contract, range: Range<usize>) -> Option<Bound> {
    let possessive = subject::owner(contract, range.clone()).map(|named| named.bound);
    possessive.or_else(|| subject::after(contract, range, &["of", "by"]).map(|named| named.bound))
}

/// "the Acme Supplier Code": a party's name before a capitalised word.
fn named_after(contract: &Contract, range: Range<usize>, binds: Bound) -> Option<Bound> {
    let list = contract.document.text.tokens().as_slice();
    let bears = |end: usize| list.get(end).is_some_and(|token| token.capital && end < range.end);
    let mentions = contract.facts.parties.within(range.clone()).iter();
    let others = mentions.filter(|one| bears(one.tokens.end)).map(|one| subject::bound(contract, one.who));
    others.into_iter().find(|bound| *bound != binds && *bound != Bound::Both)
}

/// "as amended from time to time", "as may be updated by Client at any time".
fn changing(contract: &Contract, range: &Range<usize>) -> Option<Span> {
    const CHANGED: [&str; 12] = [
        "amended",
        "updated",
        "modified",
        "revised",
        "changed",
        "amend",
        "update",
        "modify",
        "revise",
        "change",
        "replaced",
        "supplemented",
    ];
    const WHENEVER: [[&str; 3]; 4] =
        [["from", "time", "to"], ["at", "any", "time"], ["in", "its", "sole"], ["as", "it", "sees"]];
    const VERSIONS: [[&str; 2]; 4] =
        [["current", "version"], ["latest", "version"], ["current", "form"], ["version", "posted"]];
    let tokens = contract.document.text.tokens();
    if let Some(at) = VERSIONS.iter().find_map(|words| passage::phrase(contract, range.clone(), words)) {
        let start = if tokens.at(at.start.saturating_sub(2)) == "in" { at.start - 2 } else { at.start };
        return Some(tokens.span(start..at.end));
    }
    let changed = range.clone().find(|at| CHANGED.contains(&tokens.at(*at)))?;
    let near = changed..(changed + 14).min(range.end);
    let (when, len) = WHENEVER.iter().find_map(|words| {
        let at = passage::phrase(contract, near.clone(), words)?;
        Some((at.start, if matches!(words[0], "from" | "as") { 4 } else { words.len() }))
    })?;
    let start = (range.start..changed).rev().take(6).find(|at| matches!(tokens.at(*at), "as" | "which" | "that"));
    Some(tokens.span(start.unwrap_or(changed)..when + len))
}

impl Policies {
    pub fn reading(&self) -> Reading {
        let mut fields = vec![
            record::bound("binds", self.binds, None),
            record::bound("owner", self.owner, None),
            record::flag("changing", self.changing.is_some(), self.changing),
            record::flag("address", self.address.is_some(), self.address),
        ];
        fields.extend(record::anchor("change", self.changing));
        fields.extend(record::anchor("end", Some(self.end)));
        self.passage.reading("policies", 0.8, fields)
    }
}
