//! The other side's use as a cause. In: a [`Cover`] of a vendor's (or unclear) indemnity. Out: each
//! [`Usage`]: the words that make the indemnitor answer for what the customer, its users or anybody
//! does with the work. Use by the indemnitor itself is none. `shape` says how to take it out.

use std::ops::Range;

use super::cover::{Cover, link_at, opens_exclusion};
use super::line::Line;
use crate::facts::{Role, Side};
use crate::terms::Bound;

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

const NOUNS: [&str; 28] = [
    "use",
    "usage",
    "uses",
    "exploitation",
    "publication",
    "operation",
    "possession",
    "reproduction",
    "distribution",
    "display",
    "broadcast",
    "exhibition",
    "sale",
    "resale",
    "marketing",
    "promotion",
    "consumption",
    "modification",
    "modifications",
    "misuse",
    "deployment",
    "installation",
    "commercialisation",
    "commercialization",
    "adaptation",
    "dissemination",
    "alteration",
    "combination",
];
const GERUNDS: [&str; 12] = [
    "using",
    "exploiting",
    "publishing",
    "operating",
    "possessing",
    "selling",
    "distributing",
    "displaying",
    "reproducing",
    "marketing",
    "reselling",
    "broadcasting",
];
const VERBS: [&str; 10] =
    ["used", "uses", "use", "exploits", "exploited", "publishes", "published", "operates", "operated", "do"];
/// What a party has of its own; a cause only where it is the customer's.
const BUSINESS: [&str; 12] = [
    "business",
    "businesses",
    "products",
    "product",
    "goods",
    "activities",
    "operations",
    "campaign",
    "campaigns",
    "brand",
    "brands",
    "undertaking",
];
/// Words between the user and the head.
const QUALITIES: [&str; 26] = [
    "authorized",
    "authorised",
    "permitted",
    "continued",
    "actual",
    "intended",
    "further",
    "subsequent",
    "future",
    "commercial",
    "unauthorized",
    "unauthorised",
    "normal",
    "proper",
    "internal",
    "other",
    "own",
    "and",
    "or",
    ",",
    "/",
    "public",
    "any",
    "ongoing",
    "any",
    "later",
];
/// Users who are not a party, and stand on the customer's side of the work.
const DOWNSTREAM: [&str; 24] = [
    "users",
    "user",
    "customers",
    "customer",
    "licensees",
    "licensee",
    "sublicensees",
    "affiliates",
    "affiliate",
    "subscribers",
    "clients",
    "distributors",
    "resellers",
    "anyone",
    "anybody",
    "person",
    "persons",
    "others",
    "consumers",
    "purchasers",
    "party",
    "parties",
    "end",
    "patients",
];
/// What the vendor hands over.
const WORK: [&str; 46] = [
    "deliverable",
    "deliverables",
    "product",
    "products",
    "work",
    "works",
    "service",
    "services",
    "software",
    "system",
    "systems",
    "platform",
    "website",
    "websites",
    "site",
    "application",
    "applications",
    "app",
    "goods",
    "materials",
    "content",
    "design",
    "designs",
    "technology",
    "program",
    "programs",
    "programme",
    "documentation",
    "results",
    "item",
    "items",
    "output",
    "outputs",
    "device",
    "devices",
    "solution",
    "same",
    "them",
    "it",
    "those",
    "api",
    "artwork",
    "creative",
    "code",
    "equipment",
    "ingredients",
];
/// Things of the indemnitor's own trade, or of nobody's work.
const ELSEWHERE: [&str; 18] = [
    "vehicle",
    "vehicles",
    "motor",
    "automobile",
    "automobiles",
    "tools",
    "machinery",
    "premises",
    "subcontractor",
    "subcontractors",
    "personnel",
    "employees",
    "force",
    "confidential",
    "aircraft",
    "facilities",
    "facility",
    "information",
];

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
            return self.noun(at).or_else(|| self.verb(at));
        }
        if GERUNDS.contains(&word) {
            return self.gerund(at);
        }
        if VERBS.contains(&word) {
            return self.verb(at);
        }
        if BUSINESS.contains(&word) { self.business(at) } else { None }
    }

    /// Does the use set the duty off, and not merely describe something else: "a warranty regarding
    /// use of the Software", "materials supplied for its use"?
    fn is_cause(&self, usage: &Usage) -> bool {
        let line = self.line;
        let start = usage.words.start;
        const VERBAL: [&str; 12] =
            ["how", "if", "when", "way", "what", "whatever", "because", "where", "as", "is", "are", "being"];
        if line.is(start, &VERBAL) || line.item(start) != line.item(start.wrapping_sub(1)) {
            return true;
        }
        let led = self.cover.links().find(|link| link.end == start);
        if let Some(link) = led {
            return super::trigger::leads(self.cover, &link);
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
                ],
            ),
            "for" => line.is(
                start.wrapping_sub(2),
                &["claims", "claim", "losses", "liability", "damages", "responsibility", "suits"],
            ),
            _ => false,
        }
    }

    /// "loss of use", "terms of use", "for use in", "right to use", "use policy".
    fn is_idiom(&self, at: usize) -> bool {
        let line = self.line;
        let before = line.before(at);
        let loss = before == "of"
            && line.holds(at.saturating_sub(3)..at, &["loss", "terms", "conditions", "right", "licence", "license"]);
        let verbal = matches!(before, "to" | "not" | "may" | "shall" | "will" | "for" | "inability")
            && !matches!(
                line.word(at.wrapping_sub(2)),
                "relating" | "related" | "attributable" | "due" | "relates" | "relate"
            )
            && !matches!(line.word(at.wrapping_sub(2)), "claim" | "claims");
        loss || verbal || matches!(line.word(at + 1), "policy" | "tax" | "taxes" | "case" | "permit")
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
        let user = self.decide(actor, object.as_ref(), line.is(start, &["any"]))?;
        let end = self.beyond(end);
        if matches!(actor, Actor::Unsaid | Actor::Pronoun) && self.is_misuse(start..end) {
            return None;
        }
        let object =
            object.or_else(|| self.thereof(end)).filter(|object| !line.is(object.start, &["it", "them", "same"]));
        Some(Usage { words: start..end, head: at, object, user })
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
        if matches!(actor, Actor::Unsaid | Actor::Indemnitor) {
            return None;
        }
        let object = self.phrase(at + 1);
        let end = object.as_ref().map_or(at + 1, |object| object.end);
        let user = self.decide(actor, object.as_ref(), false)?;
        Some(Usage { words: start..self.beyond(end), head: at, object, user })
    }

    /// "as used by Client", "if Client uses it", "how you use the work".
    fn verb(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let subject = at.checked_sub(1).and_then(|before| line.mention(before)).filter(|mention| !mention.possessive);
        if let Some(mention) = subject
            && matches!(line.word(at), "uses" | "use" | "exploits" | "publishes" | "operates" | "do")
        {
            let start = line.extent(mention).start;
            let how =
                line.is(start.wrapping_sub(1), &["how", "if", "when", "way", "what", "whatever", "because", "where"]);
            if self.actor(line.bound(mention)) != Actor::OtherSide
                || !how
                || line.word(at) == "do" && !line.holds(start.saturating_sub(2)..start, &["what", "whatever"])
            {
                return None;
            }
            let object = self.phrase(at + 1);
            let end = object.as_ref().map_or(at + 1, |object| object.end);
            return Some(Usage { words: start - 1..end, head: at, object, user: User::Named });
        }
        if !matches!(line.word(at), "used" | "exploited" | "published" | "operated") {
            return None;
        }
        let (agent, end) = self.agent(at + 1);
        let passive = line.is(at.wrapping_sub(1), &["as", "when", "if", "is", "are", "being"]);
        (passive && matches!(agent, Actor::OtherSide | Actor::Downstream)).then(|| Usage {
            words: at - 1..end,
            head: at,
            object: None,
            user: User::Named,
        })
    }

    /// "Client's business or products" behind the words that lead to a cause.
    fn business(&self, at: usize) -> Option<Usage> {
        let line = self.line;
        let mut first = at;
        while first > 0 && (BUSINESS.contains(&line.word(first - 1)) || QUALITIES.contains(&line.word(first - 1))) {
            first -= 1;
        }
        let owner =
            first.checked_sub(1).and_then(|before| line.mention(before)).filter(|mention| mention.possessive)?;
        let start = line.over_article(line.extent(owner).start);
        let leads = line.is(start.wrapping_sub(1), &["of", "from", "with", "to", "by", "or", "and", ",", "that"]);
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

    fn actor(&self, bound: Bound) -> Actor {
        match (bound, self.indemnitor) {
            (Bound::Side(Side::Customer), _) => Actor::OtherSide,
            (Bound::Side(Side::Vendor), _) => Actor::Indemnitor,
            _ => Actor::Unsaid,
        }
    }

    /// The user named before the head, and where the phrase begins.
    fn actor_before(&self, first: usize) -> (Actor, usize) {
        let line = self.line;
        let Some(before) = first.checked_sub(1) else { return (Actor::Unsaid, first) };
        if let Some(mention) = line.mention(before).filter(|mention| mention.possessive) {
            return (self.actor(line.bound(mention)), line.over_article(line.extent(mention).start));
        }
        match line.word(before) {
            "its" | "their" | "his" | "her" => (Actor::Pronoun, before),
            "'s" if line.is(before.wrapping_sub(1), &DOWNSTREAM) => (Actor::Downstream, self.downstream_start(before)),
            "the" | "any" | "such" | "all" | "a" | "an" => (Actor::Unsaid, before),
            word if DOWNSTREAM.contains(&word) && line.is(before, &["user", "customer", "end"]) => {
                (Actor::Downstream, self.downstream_start(first))
            }
            _ => (Actor::Unsaid, first),
        }
    }

    /// Back over "Client's end users" and "Client or any of its customers".
    fn downstream_start(&self, end: usize) -> usize {
        let line = self.line;
        const JOINING: [&str; 12] =
            ["end", "any", "its", "their", "third", "authorized", "authorised", "other", "of", "or", "and", "the"];
        let joins = |at: usize| {
            JOINING.contains(&line.word(at)) || DOWNSTREAM.contains(&line.word(at)) || line.mention(at).is_some()
        };
        let mut start = end.saturating_sub(1);
        while start > 0 && joins(start - 1) {
            start -= 1;
        }
        while start < end && matches!(line.word(start), "or" | "and" | "of") {
            start += 1;
        }
        start
    }

    /// "by Client or its users" behind what is used.
    fn agent(&self, end: usize) -> (Actor, usize) {
        let line = self.line;
        for at in end..end + 8 {
            match line.word(at) {
                "by" => return self.agent_at(at, end),
                "," | ";" | "." | "" | "infringes" | "infringe" => break,
                _ if link_at(line, at).is_some() || opens_exclusion(line, at).is_some() => break,
                _ => {}
            }
        }
        (Actor::Unsaid, end)
    }

    fn agent_at(&self, by: usize, end: usize) -> (Actor, usize) {
        let line = self.line;
        let mut at = by + 1;
        while matches!(line.word(at), "the" | "any" | "or" | "on" | "behalf" | "through" | "such" | "either") {
            at += 1;
        }
        let actor = match line.mention(at) {
            Some(mention) if !mention.possessive || line.is(line.extent(mention).end, &DOWNSTREAM) => {
                match self.actor(line.bound(mention)) {
                    Actor::Unsaid => Actor::Downstream,
                    actor => actor,
                }
            }
            Some(mention) => match self.actor(line.bound(mention)) {
                Actor::Indemnitor => Actor::Indemnitor,
                _ => Actor::Downstream,
            },
            None if line.holds(at..at + 4, &DOWNSTREAM) => Actor::Downstream,
            None if matches!(line.word(at), "its" | "their") => Actor::Pronoun,
            None => return (Actor::Unsaid, end),
        };
        let mut stop = at;
        let listed = |at: usize| {
            line.word(at) == ","
                && (line.is(at + 1, &["its", "their", "or", "and"]) || DOWNSTREAM.contains(&line.word(at + 1)))
        };
        let someone = |at: usize| {
            line.mention(at).is_some_and(|mention| {
                let next = line.extent(mention).end;
                let theirs = DOWNSTREAM.contains(&line.word(next))
                    || line.is(next, &["employees", "agents", "authorized", "authorised", "respective", "contractors"]);
                !mention.possessive || theirs
            })
        };
        while stop < line.len()
            && stop < at + 18
            && (someone(stop)
                || listed(stop)
                || DOWNSTREAM.contains(&line.word(stop))
                || matches!(
                    line.word(stop),
                    "or" | "and"
                        | "its"
                        | "their"
                        | "any"
                        | "of"
                        | "the"
                        | "other"
                        | "third"
                        | "authorized"
                        | "authorised"
                        | "'s"
                        | "respective"
                        | "employees"
                        | "agents"
                        | "contractors"
                        | "officers"
                        | "on"
                        | "behalf"
                ))
        {
            stop += 1;
        }
        // "by Client or otherwise" keeps its end; "by Client or the" gives its last words back.
        while stop > at + 1
            && matches!(line.word(stop - 1), "," | "or" | "and" | "any" | "of" | "the" | "its" | "other" | "on")
        {
            stop -= 1;
        }
        (actor, stop)
    }

    /// What is used: behind "of", or "thereof".
    fn object(&self, at: usize) -> Option<Range<usize>> {
        let line = self.line;
        match line.word(at) {
            "of" | "or" | "in" if line.word(at) == "of" => {
                let mut start = at + 1;
                while matches!(line.word(start), "any" | "all" | "or" | "each") {
                    start += 1;
                }
                if line.says(start, &["part", "of"]) || line.says(start, &["portion", "of"]) {
                    start += 2;
                }
                self.phrase(start)
            }
            _ => None,
        }
    }

    fn thereof(&self, end: usize) -> Option<Range<usize>> {
        let line = self.line;
        // What "thereof" and a bare "their use" speak of stands before.
        let from = end.saturating_sub(14);
        let named = |at: usize| line.is_capital(at) || line.is(at.wrapping_sub(1), &["the", "work"]);
        let head = (from..end).rev().find(|at| WORK.contains(&line.word(*at)) && named(*at))?;
        let mut start = head;
        while start > from
            && (line.is_capital(start - 1) && line.mention(start - 1).is_none() || line.is(start - 1, &["the", "work"]))
        {
            start -= 1;
        }
        Some(start..head + 1)
    }

    /// A noun phrase: "the Deliverables", "Client's licensed Software", "such Products or Services".
    fn phrase(&self, start: usize) -> Option<Range<usize>> {
        let line = self.line;
        let mut end = start;
        let mut filled = false;
        while end < start + 10 && end < line.len() {
            let word = line.word(end);
            let small = matches!(
                word,
                "the"
                    | "any"
                    | "such"
                    | "its"
                    | "their"
                    | "said"
                    | "all"
                    | "these"
                    | "those"
                    | "each"
                    | "licensed"
                    | "final"
                    | "finished"
                    | "other"
                    | "-"
                    | "'s"
                    | "our"
                    | "your"
            );
            let noun = WORK.contains(&word) || line.is_capital(end) || line.mention(end).is_some();
            if small && !filled || noun {
                filled |= noun && !small;
                end += 1;
                continue;
            }
            let next = line.word(end + 1);
            let goes_on = matches!(word, "or" | "and")
                && (WORK.contains(&next) && !NOUNS.contains(&next)
                    || matches!(next, "the" | "any" | "other") && (WORK.contains(&line.word(end + 2))));
            if goes_on && filled {
                end += 1;
                continue;
            }
            if !filled && word.chars().all(char::is_alphanumeric) && !word.is_empty() && link_at(line, end).is_none() {
                end += 1;
                filled |= !matches!(line.word(end), word if WORK.contains(&word)) && WORK.contains(&word);
                continue;
            }
            break;
        }
        (end > start).then_some(start..end)
    }

    /// Over "in any manner", "thereof", "hereunder", "as permitted by this Agreement", "worldwide".
    fn beyond(&self, end: usize) -> usize {
        let line = self.line;
        let mut end = end;
        if matches!(line.word(end), "thereof" | "hereunder") {
            end += 1;
        }
        let permitted = ["as", "in", "under", "pursuant", "within", "outside", "for", "on", "with", "during", "after"];
        if permitted.contains(&line.word(end)) && link_at(line, end).is_none() {
            let stop = (end..(end + 22).min(line.len())).find(|at| {
                matches!(
                    line.word(*at),
                    "," | ";"
                        | "."
                        | ")"
                        | "infringe"
                        | "infringes"
                        | "infringed"
                        | "violate"
                        | "violates"
                        | "whether"
                        | "regardless"
                        | "constitutes"
                        | "misappropriates"
                ) || matches!(line.word(*at), "or") && !line.is(at - 1, &["agreement"])
                    || opens_exclusion(line, *at).is_some()
                    || link_at(line, *at).is_some() && *at > end
                    || line.says(*at, &["to", "the", "extent"])
            });
            end = stop.unwrap_or((end + 22).min(line.len()));
        }
        end.min(line.len())
    }

    /// Does this use set the indemnity off?
    fn decide(&self, actor: Actor, object: Option<&Range<usize>>, open: bool) -> Option<User> {
        let owner = object.and_then(|object| self.owner(object.clone()));
        let known = object.is_some_and(|object| self.is_work(object.clone()));
        match actor {
            Actor::Indemnitor => None,
            Actor::OtherSide | Actor::Downstream => Some(User::Named),
            // A vendor's "use of Client's marks" is its own act; "use of the Deliverables" the customer's.
            _ if owner == Some(Side::Customer) => None,
            Actor::Pronoun if known => Some(User::Anybody),
            Actor::Pronoun => None,
            Actor::Unsaid if known || object.is_none() && open => Some(User::Anybody),
            Actor::Unsaid => None,
        }
    }

    /// Whose it is: "Client's Marks", "the Client Materials".
    fn owner(&self, object: Range<usize>) -> Option<Side> {
        let line = self.line;
        let parties = &line.contract.facts.parties;
        object.clone().find_map(|at| match line.mention(at) {
            Some(mention) => parties.side(mention.who),
            None if line.is_capital(at) => parties
                .list
                .iter()
                .find(|party| party.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(line.word(at))))
                .and_then(|party| match party.role {
                    Role::Vendor => Some(Side::Vendor),
                    Role::Customer => Some(Side::Customer),
                    Role::Other => None,
                }),
            None => None,
        })
    }

    fn is_work(&self, object: Range<usize>) -> bool {
        let line = self.line;
        let named = line.holds(object.clone(), &WORK)
            || object.clone().any(|at| line.is_capital(at) && line.mention(at).is_none());
        named && !line.holds(object, &ELSEWHERE)
    }
}
