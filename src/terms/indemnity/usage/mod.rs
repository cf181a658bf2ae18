//! The other side's use as a cause. In: a [`Cover`] of a vendor's (or unclear) indemnity. Out: each
//! [`Usage`]: the words that make the indemnitor answer for what the customer, its users or anybody
//! does with the work. Use by the indemnitor itself is none. [`actor`] says who uses, [`object`] what;
//! `shape` how to take it out.

mod actor;
mod object;
mod vocabulary;

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::link::opens_exclusion;
use super::trigger::{Kind, kind_at};
use crate::facts::Side;
use crate::terms::Bound;
use vocabulary::{BUSINESS, DOWNSTREAM, GERUNDS, NOUNS, QUALITIES, VERBS};

/// One cause that lies in somebody's use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Usage {
    /// From the user or the article to the end of what is used.
    pub words: Range<usize>,
    /// The head word.
    pub head: usize,
    /// What is used: "the Deliverables".
    pub object: Option<Range<usize>>,
    /// Does the text name who uses?
    pub user: User,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum User {
    /// The customer, its users, its own customers.
    Named,
    /// Whoever it is.
    Anybody,
}

impl Usage {
    /// Is it a cause by itself, named for the other side, and no part of what is said to infringe?
    pub fn stands_apart(&self, cover: &Cover<'_, '_>) -> bool {
        let line = cover.line();
        let own = line.item(self.words.start);
        let same = |at: &usize| line.item(*at) == own;
        let infringes =
            cover.places().filter(same).any(|at| line.begins(at..at + 1, &["infring", "misappropriat"]).is_some());
        self.user == User::Named && !infringes
    }
}

pub(super) fn read(cover: &Cover<'_, '_>, indemnitor: Bound) -> Vec<Usage> {
    let mut found: Vec<Usage> = Vec::new();
    let line = cover.line();
    for at in cover.places().chain(super::trigger::condition(cover)) {
        let finder = Finder { cover, line, indemnitor };
        let known = found.iter().any(|usage| usage.words.contains(&at));
        if !known && let Some(usage) = finder.at(at).filter(|usage| finder.is_cause(usage)) {
            found.push(usage);
        }
    }
    found
}

/// As [`read`], in what a defined term means; without a place for edits.
pub(super) fn in_definitions(cover: &Cover<'_, '_>, indemnitor: Bound) -> bool {
    cover.defined.iter().any(|line| {
        let end = (0..line.len()).find(|at| opens_exclusion(line, *at).is_some()).unwrap_or(line.len());
        (0..end).any(|at| Finder { cover, line, indemnitor }.at(at).is_some())
    })
}

struct Finder<'c, 'd, 'a> {
    cover: &'c Cover<'d, 'a>,
    line: &'c Line<'a>,
    indemnitor: Bound,
}

/// Who acts, as the words around a head tell.
#[derive(Clone, Copy, PartialEq)]
enum Actor {
    Indemnitor,
    OtherSide,
    Downstream,
    /// "its", "their".
    Pronoun,
    Unsaid,
}

impl Finder<'_, '_, '_> {
    fn at(&self, at: usize) -> Option<Usage> {
        let word = self.line.word(at);
        if NOUNS.contains(&word) && !self.is_idiom(at) {
            return self
                .noun(at)
                .or_else(|| self.gerund(at).filter(|_| GERUNDS.contains(&word)))
                .or_else(|| self.verb(at));
        }
        if GERUNDS.contains(&word) {
            return self.gerund(at);
        }
        if VERBS.contains(&word) {
            return self.verb(at);
        }
        let others = !self.indemnitor.is(Side::Customer);
        if others && BUSINESS.contains(&word) { self.business(at) } else { None }
    }

    /// Does the use set the duty off, and not merely describe something else: "a warranty regarding
    /// use of the Software", "materials supplied for its use"?
    fn is_cause(&self, usage: &Usage) -> bool {
        let line = self.line;
        let start = usage.words.start;
        const VERBAL: [&str; 15] = [
            "how", "if", "when", "while", "way", "ways", "manner", "what", "whatever", "because", "where", "as", "is",
            "are", "being",
        ];
        if line.is(start, &VERBAL) || line.item(start) != line.item(start.wrapping_sub(1)) {
            return true;
        }
        let led = self.cover.links().find(|link| link.end == start);
        if let Some(link) = led {
            return super::catch_all::leads(self.cover, &link) || self.is_infringed_by(&link, usage);
        }
        match line.before(start) {
            "or" | "and" | "," | "that" | "alleging" | "by" | "if" | "when" | "where" | "through" | "upon"
            | "during" | "involving" | ":" | "concerning" | "and/or" => true,
            "from" | "to" | "with" | "of" => line.is(
                start.wrapping_sub(2),
                &[
                    "or",
                    "and",
                    ",",
                    "arising",
                    "out",
                    "resulting",
                    "relating",
                    "related",
                    "due",
                    "result",
                    "connection",
                    "consequence",
                    "part",
                    "directly",
                    "indirectly",
                    "reason",
                    "follow",
                    "follows",
                    "flow",
                    "flows",
                    "stem",
                    "stems",
                    "come",
                    "comes",
                ],
            ),
            "for" => line.is(
                start.wrapping_sub(2),
                &["claims", "claim", "losses", "liability", "damages", "responsibility", "suits"],
            ),
            _ => false,
        }
    }

    /// "a violation of their rights that results from Client's use": the use is what violates them.
    fn is_infringed_by(&self, link: &Range<usize>, usage: &Usage) -> bool {
        let line = self.line;
        let causal = line.holds(link.clone(), &["resulting", "results", "result", "arising", "caused"]);
        let violated = (link.start.saturating_sub(14)..link.start).rev().find_map(|at| kind_at(line, at));
        causal && usage.user == User::Named && violated == Some(Kind::IpInfringement)
    }

    /// "loss of use", "terms of use", "for use in", "right to use", "use policy".
    fn is_idiom(&self, at: usize) -> bool {
        let line = self.line;
        let before = line.before(at);
        // "any use or disclosure of Confidential Information" is a matter of secrets.
        let secret = line.is(at + 1, &["or", "and"]) && line.is(at + 2, &["disclosure", "disclosures"])
            || line.is(at.wrapping_sub(2), &["disclosure"]) && matches!(before, "or" | "and");
        let loss = before == "of"
            && line.holds(at.saturating_sub(3)..at, &["loss", "terms", "conditions", "right", "licence", "license"]);
        let verbal = matches!(before, "to" | "not" | "may" | "shall" | "will" | "for" | "inability")
            && !matches!(
                line.word(at.wrapping_sub(2)),
                "relating" | "related" | "attributable" | "due" | "relates" | "relate"
            )
            && !matches!(line.word(at.wrapping_sub(2)), "claim" | "claims");
        secret || loss || verbal || matches!(line.word(at + 1), "policy" | "tax" | "taxes" | "case" | "permit")
    }

    fn noun(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let first = self.chain_start(at);
        let last = self.chain_end(at);
        let (actor, start) = self.actor_before(first);
        let named = self.object(last + 1);
        let end = named.as_ref().map_or(last + 1, |object| object.end);
        let back = matches!(actor, Actor::Pronoun) || line.word(end) == "thereof";
        let object = named.or_else(|| self.thereof(start).filter(|_| back));
        let (agent, end) = self.agent(end);
        let actor = if matches!(actor, Actor::Unsaid) { agent } else { actor };
        let told = actor == Actor::Unsaid && line.is(start, &["such", "said"]) && self.is_told_before(at);
        let actor = if told { Actor::OtherSide } else { actor };
        let user = self.decide(actor, object.as_ref(), line.is(start, &["any"]))?;
        let end = self.beyond(end);
        if matches!(actor, Actor::Unsaid | Actor::Pronoun) && self.is_misuse(start..end) {
            return None;
        }
        let object =
            object.or_else(|| self.thereof(end)).filter(|object| !line.is(object.start, &["it", "them", "same"]));
        Some(Usage { words: start..end, head: at, object, user })
    }

    /// "Client may use and adapt the Materials. Claims by reason of such use …": whose use it is, the sentence
    /// before tells.
    fn is_told_before(&self, at: usize) -> bool {
        let contract = self.line.contract;
        let outline = &contract.outline;
        let own = outline.sentence(self.cover.duty.sentence);
        let before = own.id.0.checked_sub(1).and_then(|last| outline.sentences.get(last));
        let Some(before) = before.filter(|one| one.clause == own.clause) else { return false };
        let stem = self.line.word(at).get(..3).unwrap_or_default();
        let mentions = contract.facts.parties.within(before.tokens.clone());
        let first = mentions.first().filter(|one| !one.possessive && one.tokens.start <= before.tokens.start + 4);
        let said = Line::run(contract, before.tokens.clone());
        first.is_some_and(|one| self.actor(said.bound(one)) == Actor::OtherSide)
            && said.begins(0..said.len(), &[stem]).is_some()
    }

    /// "use in a manner that is not permitted": whoever is bound by the contract breaches it.
    fn is_misuse(&self, words: Range<usize>) -> bool {
        let line = self.line;
        let not = line.holds(words.clone(), &["not"]) && line.begins(words.clone(), &["permit", "authori"]).is_some();
        not || line.begins(words.clone(), &["unauthor", "misus", "improper"]).is_some()
            || line.holds(words, &["violation", "breach", "outside", "contrary"])
    }

    /// "Client using the Deliverables".
    fn gerund(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let (actor, start) = match at.checked_sub(1).and_then(|before| line.mention(before)) {
            Some(mention) => (self.actor(line.bound(mention)), line.over_article(line.extent(mention).start)),
            None if line.is(at.wrapping_sub(1), &DOWNSTREAM) => (Actor::Downstream, self.downstream_start(at)),
            None if matches!(line.before(at), "by" | "of" | "from" | "in" | "to") => (Actor::Unsaid, at),
            None => return None,
        };
        // "running, operating or marketing the app".
        let mut last = at;
        while matches!(line.word(last + 1), "," | "or" | "and")
            && (GERUNDS.contains(&line.word(last + 2)) || matches!(line.word(last + 2), "or" | "and"))
        {
            last += 2;
        }
        let object = self.phrase(last + 1);
        // Nobody uses it: whoever does, where it is the work itself, and the words lead to a cause.
        let led = self.cover.links().any(|link| link.end == at);
        if actor == Actor::Indemnitor || actor == Actor::Unsaid && !(led && object.is_some()) {
            return None;
        }
        let end = object.as_ref().map_or(last + 1, |object| object.end);
        let user = self.decide(actor, object.as_ref(), false)?;
        Some(Usage { words: start..self.beyond(end), head: at, object, user })
    }

    /// "as used by Client", "if Client uses it", "how you use the work".
    fn verb(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let subject = at.checked_sub(1).and_then(|before| line.mention(before)).filter(|mention| !mention.possessive);
        if let Some(mention) = subject
            && (VERBS.contains(&line.word(at)) && !is_past(line.word(at)))
        {
            let start = line.over_article(line.extent(mention).start);
            // "the way in which Client uses": the way leads.
            let in_which = start >= 3
                && line.is(start - 1, &["which"])
                && line.is(start - 2, &["in"])
                && line.is(start - 3, &["way", "manner", "ways"]);
            let how = in_which
                || line.is(
                    start.wrapping_sub(1),
                    &["how", "if", "when", "way", "manner", "what", "whatever", "because", "where"],
                );
            if self.actor(line.bound(mention)) != Actor::OtherSide
                || !how
                || line.word(at) == "do" && !line.holds(start.saturating_sub(2)..start, &["what", "whatever"])
            {
                return None;
            }
            let object = self.phrase(at + 1);
            let end = object.as_ref().map_or(at + 1, |object| object.end);
            let first = start - if in_which { 3 } else { 1 };
            return Some(Usage { words: first..end, head: at, object, user: User::Named });
        }
        if let Some(usage) = self.users_who(at).or_else(|| self.has_used(at)) {
            return Some(usage);
        }
        if !is_past(line.word(at)) {
            return None;
        }
        let (agent, end) = self.agent(at + 1);
        // "because of how the Films are used": whoever uses them.
        let how = (at.saturating_sub(8)..at).rev().find(|how| line.is(*how, &["how"]));
        if let Some(how) = how.filter(|_| agent != Actor::Indemnitor && line.is(at - 1, &["are", "is"])) {
            let object = Some(how + 1..at - 1).filter(|object| self.is_work(object.clone()));
            return object.is_some().then_some(Usage { words: how..end, head: at, object, user: User::Anybody });
        }
        let passive = line.is(at.wrapping_sub(1), &["as", "when", "if", "is", "are", "being"]);
        (passive && matches!(agent, Actor::OtherSide | Actor::Downstream)).then(|| Usage {
            words: at - 1..end,
            head: at,
            object: None,
            user: User::Named,
        })
    }

    /// "consumers who use the Work".
    fn users_who(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let who = at.checked_sub(1).filter(|who| line.is(*who, &["who", "that"]))?;
        if !line.is(who.wrapping_sub(1), &DOWNSTREAM) || !line.is(at, &["use", "uses", "used"]) {
            return None;
        }
        let object = self.phrase(at + 1).filter(|object| self.is_work(object.clone()))?;
        let start = self.downstream_start(who);
        Some(Usage { words: start..object.end, head: at, object: Some(object), user: User::Named })
    }

    /// "because Client has published the content".
    fn has_used(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        // "because we published it": the past without "has" too.
        let has = at.checked_sub(1).filter(|has| line.is(*has, &["has", "have"])).unwrap_or(at);
        let mention = has.checked_sub(1).and_then(|before| line.mention(before))?;
        if has == at && !is_past(line.word(at)) {
            return None;
        }
        let start = line.over_article(line.extent(mention).start);
        let how = line.is(start.wrapping_sub(1), &["because", "if", "when", "where", "that"]);
        if !how || mention.possessive || self.actor(line.bound(mention)) != Actor::OtherSide {
            return None;
        }
        // "has published, broadcast or otherwise used the content": the last verb has the object.
        let mut last = at;
        while let Some(next) = (last + 2..last + 5).find(|next| {
            (is_past(line.word(*next)) || line.is(*next, &["broadcast", "shown", "put"]))
                && (last + 1..*next).all(|place| line.is(place, &[",", "or", "and", "otherwise", "/"]))
        }) {
            last = next;
        }
        let object = self.phrase(last + 1).filter(|object| self.is_work(object.clone()))?;
        Some(Usage { words: start - 1..object.end, head: at, object: Some(object), user: User::Named })
    }

    /// "Client's business or products" behind the words that lead to a cause.
    fn business(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let mut first = at;
        while first > 0 && (BUSINESS.contains(&line.word(first - 1)) || QUALITIES.contains(&line.word(first - 1))) {
            first -= 1;
        }
        // "Client's hotel business".
        let owned = |before: usize| line.mention(before).filter(|mention| mention.possessive);
        let plain = |at: usize| line.word(at).len() > 3 && line.word(at).chars().all(char::is_alphabetic);
        let owner = first.checked_sub(1).and_then(owned).or_else(|| {
            let kind = first.checked_sub(1).filter(|kind| plain(*kind))?;
            kind.checked_sub(1).and_then(owned)
        })?;
        let start = line.over_article(line.extent(owner).start);
        let leads =
            line.is(start.wrapping_sub(1), &["of", "from", "with", "to", "by", "or", "and", ",", "that", "on", "upon"]);
        let harmed = line
            .holds(start.saturating_sub(4)..start, &["damage", "injury", "loss", "harm", "interruption", "interfere"]);
        if self.actor(line.bound(owner)) != Actor::OtherSide || !leads || harmed || at < self.cover.duty.verb {
            return None;
        }
        let mut end = at + 1;
        while matches!(line.word(end), "or" | "and" | ",") && BUSINESS.contains(&line.word(end + 1))
            || BUSINESS.contains(&line.word(end))
        {
            end += 1;
        }
        Some(Usage { words: start..end, head: at, object: None, user: User::Named })
    }

    /// Back over "use, reproduction and".
    fn chain_start(&self, at: usize) -> usize {
        let line = self.line;
        let mut first = at;
        while first > 0 && (QUALITIES.contains(&line.word(first - 1)) || NOUNS.contains(&line.word(first - 1))) {
            first -= 1;
        }
        while first < at && matches!(line.word(first), "and" | "or" | "," | "/" | "any") {
            first += 1;
        }
        first
    }

    fn chain_end(&self, at: usize) -> usize {
        let line = self.line;
        let mut last = at;
        let mut next = at + 1;
        while next < at + 16
            && (NOUNS.contains(&line.word(next))
                || matches!(
                    line.word(next),
                    "," | "and" | "or" | "/" | "other" | "performance" | "copying" | "storage" | "transfer" | "any"
                ))
        {
            if NOUNS.contains(&line.word(next))
                || matches!(line.word(next), "performance" | "copying" | "storage" | "transfer")
            {
                last = next;
            }
            next += 1;
        }
        last
    }
}

/// "used", "sold": a participle, and no present.
fn is_past(word: &str) -> bool {
    word.ends_with("ed") || word == "sold"
}
