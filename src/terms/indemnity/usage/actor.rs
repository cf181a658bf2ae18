//! Who uses. In: the words around a head. Out: the indemnitor, the other side, its users, or nobody
//! who is named; and whether such a use sets the duty off.

use std::ops::Range;

use super::vocabulary::DOWNSTREAM;
use super::{Actor, Finder, User};
use crate::facts::Side;
use crate::terms::Bound;
use crate::terms::indemnity::link::{link_at, opens_exclusion};

impl Finder<'_, '_, '_> {
    pub(super) fn actor(&self, bound: Bound) -> Actor {
        match (bound, self.indemnitor) {
            (Bound::Side(Side::Customer), _) => Actor::OtherSide,
            (Bound::Side(Side::Vendor), _) => Actor::Indemnitor,
            _ => Actor::Unsaid,
        }
    }

    /// The user named before the head, and where the phrase begins.
    pub(super) fn actor_before(&self, first: usize) -> (Actor, usize) {
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
    pub(super) fn downstream_start(&self, end: usize) -> usize {
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
    pub(super) fn agent(&self, end: usize) -> (Actor, usize) {
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

    pub(super) fn agent_at(&self, by: usize, end: usize) -> (Actor, usize) {
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

    /// Is it marketed or sold, and not something that the customer lends for the work?
    fn is_sold(&self, object: &Range<usize>) -> bool {
        const TRADE: [&str; 8] =
            ["marketing", "sale", "sales", "resale", "distribution", "promotion", "consumption", "launch"];
        const LENT: [&str; 12] = [
            "mark",
            "trademark",
            "logo",
            "name",
            "material",
            "content",
            "data",
            "information",
            "system",
            "premises",
            "brand",
            "image",
        ];
        let line = self.line;
        let before = object.start.saturating_sub(8)..object.start;
        line.holds(before, &TRADE) && line.begins(object.clone(), &LENT).is_none()
    }

    /// Does this use set the indemnity off?
    pub(super) fn decide(&self, actor: Actor, object: Option<&Range<usize>>, open: bool) -> Option<User> {
        let owner = object.and_then(|object| self.owner(object.clone()));
        let known = object.is_some_and(|object| self.is_work(object.clone()));
        // A use of secrets is a breach of confidence.
        if object.is_some_and(|object| self.line.holds(object.clone(), &["confidential"])) {
            return None;
        }
        match actor {
            Actor::Indemnitor => None,
            Actor::OtherSide | Actor::Downstream => Some(User::Named),
            // A vendor's "use of Client's marks" is its own act; "use of the Deliverables" the customer's.
            // But what the customer sells is the customer's to sell: "sale or use of Client's scooters".
            Actor::Unsaid if owner == Some(Side::Customer) && object.is_some_and(|object| self.is_sold(object)) => {
                Some(User::Named)
            }
            _ if owner == Some(Side::Customer) => None,
            Actor::Pronoun if known => Some(User::Anybody),
            Actor::Pronoun => None,
            Actor::Unsaid if known || object.is_none() && open => Some(User::Anybody),
            Actor::Unsaid => None,
        }
    }
}
