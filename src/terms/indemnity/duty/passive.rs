//! "Client shall be indemnified by Agency", "shall keep Client indemnified", "shall give an indemnity".
//! In: a participle or a noun. Out: who bears the duty.

use super::{Finder, MODALS, Spoken};
use crate::facts::{Mention, Who};
use crate::terms::Bound;

impl<'a> Finder<'_, 'a> {
    /// "Client shall be indemnified by Agency", "Agency shall be held harmless".
    pub(super) fn passive(&self) -> Option<Spoken> {
        if self.is_adjective() {
            return None;
        }
        let line = self.line;
        let be = (self.verb.saturating_sub(12)..self.verb).rev().find(|at| line.is(*at, &["be", "is", "are"]))?;
        let between = be + 1..self.verb;
        let verbs = [
            "defended",
            "indemnified",
            "held",
            "kept",
            "saved",
            "protected",
            "and",
            ",",
            "fully",
            "hereby",
            "or",
            "reimbursed",
            "at",
            "all",
            "times",
        ];
        if !between.into_iter().all(|at| verbs.contains(&line.word(at)))
            || line.is(be.wrapping_sub(1), &["not", "may", "can", "would", "could"])
        {
            return None;
        }
        if line.word(be) != "be" && !line.holds(be..self.verb, &["hereby"]) {
            return None;
        }
        let modal = if line.before(be) == "to" { self.entitled(be - 1)? } else { be.checked_sub(1)? };
        let covered = self.subject(modal)?;
        let indemnitor = match self.agent() {
            Some(agent) => Spoken { start: covered.start, ..self.spoken_agent(agent) },
            None => Spoken { indemnitor: opposite(covered.indemnitor)?, words: None, start: covered.start },
        };
        Some(indemnitor)
    }

    /// "shall keep Client fully indemnified against".
    pub(super) fn keeping(&self) -> Option<Spoken> {
        let line = self.line;
        // "shall keep the Council, its members and the officers and staff of each of them indemnified".
        let keep = (self.verb.saturating_sub(30)..self.verb)
            .rev()
            .find(|at| line.is(*at, &["keep", "keeps", "hold", "holds"]))?;
        Finder { line, verb: keep }.active()
    }

    /// "is entitled to be indemnified": the place of its verb.
    pub(super) fn entitled(&self, to: usize) -> Option<usize> {
        let line = self.line;
        let at = to.checked_sub(1)?;
        let right = line.is(at, &["entitled"]) || line.is(at, &["right"]);
        let verb =
            (at.saturating_sub(4)..at).rev().find(|at| line.is(*at, &["is", "are", "has", "have", "shall", "will"]))?;
        right.then(|| self.modal_around(verb)).flatten()
    }

    pub(super) fn agent(&self) -> Option<&'a Mention> {
        let line = self.line;
        let end = (self.verb + 30).min(line.len());
        (self.verb..end).find_map(|at| {
            let start = if line.word(at + 1) == "the" { at + 2 } else { at + 1 };
            (line.word(at) == "by").then(|| line.mention(start)).flatten().filter(|mention| !mention.possessive)
        })
    }

    /// "Losses … shall be borne by Agency", "… shall be made good to Client": who bears them.
    pub(super) fn borne_by(&self, start: usize) -> Option<Spoken> {
        if let Some(agent) = self.agent() {
            return Some(Spoken { start, ..self.spoken_agent(agent) });
        }
        let to = self.line.find(self.verb + 1..self.verb + 4, &["to"])?;
        let covered =
            self.line.mention(to + 1 + usize::from(self.line.is(to + 1, &["the"]))).filter(|one| !one.possessive)?;
        Some(Spoken { indemnitor: opposite(self.line.bound(covered))?, words: None, start })
    }

    pub(super) fn spoken_agent(&self, agent: &Mention) -> Spoken {
        let words = self.line.extent(agent);
        let indemnitor = match agent.who {
            Who::Party(_) => self.line.bound(agent),
            _ => Bound::Both,
        };
        Spoken { indemnitor, words: Some(words), start: 0 }
    }

    /// "shall provide Client with an indemnity against".
    pub(super) fn giving(&self) -> Option<Spoken> {
        let line = self.line;
        let modal = (0..self.verb).rev().find(|at| MODALS.contains(&line.word(*at)))?;
        let against = line.find(self.verb..self.verb + 4, &["against", "for", "in", "from"]).is_some();
        against.then(|| self.subject(modal)).flatten()
    }
}

fn opposite(covered: Bound) -> Option<Bound> {
    match covered {
        Bound::Side(_) => Some(covered.opposite()),
        Bound::Both => Some(Bound::Both),
        Bound::Unclear => None,
    }
}
