//! "Shall defend, indemnify and hold harmless". In: a verb. Out: the modal that makes it a duty; nothing
//! for adjectives, purposes, permissions and references. [`subject`](super::subject) says whose it is.

use super::subject::ADVERBS;
use super::{AGREEING, Finder, MODALS, Spoken};

/// Verbs and phrases that share one modal.
const CHAIN: [&str; 74] = [
    "all",
    "times",
    "thereafter",
    "hereafter",
    "always",
    "completely",
    "each",
    "both",
    "together",
    ":",
    "defend",
    "protect",
    "save",
    "hold",
    "keep",
    "release",
    "reimburse",
    "pay",
    "compensate",
    "exonerate",
    "and",
    "or",
    ",",
    "/",
    "fully",
    "hereby",
    "forever",
    "promptly",
    "irrevocably",
    "unconditionally",
    "also",
    "jointly",
    "severally",
    "discharge",
    "insure",
    "harmless",
    "further",
    "indemnify",
    "at",
    "its",
    "own",
    "sole",
    "cost",
    "expense",
    "forthwith",
    "demand",
    "request",
    "first",
    "written",
    "upon",
    "on",
    "effectively",
    "be",
    "liable",
    "for",
    "responsible",
    "solely",
    "wholly",
    "secure",
    "absolve",
    "immediately",
    "will",
    "their",
    "your",
    "likewise",
    "similarly",
    "equally",
    "correspondingly",
    "reciprocally",
    "in",
    "turn",
    "return",
    "like",
    "manner",
];

const BOUND_TO: [&str; 6] = ["obligated", "obliged", "required", "bound", "committed", "liable"];
const DUTIES: [&str; 3] = ["duty", "obligation", "responsibility"];

impl Finder<'_, '_> {
    pub(super) fn active(&self) -> Option<Spoken> {
        if self.is_adjective() {
            return None;
        }
        let chain = self.chain_start();
        let line = self.line;
        let before = line.before(chain);
        if MODALS.contains(&line.word(chain)) && chain < self.verb || AGREEING.contains(&line.word(chain)) {
            return self.subject(chain);
        }
        match before {
            "to" => self.subject(self.obliging(chain - 1)?),
            "shall" | "will" | "must" | "'ll" => self.subject(chain - 1),
            // "you'll indemnify": the modal is part of the pronoun.
            word if word.ends_with("'ll") => self.subject(chain),
            "not" | "never" => None,
            // "shall reimburse Client and hold Client harmless": the modal stands before the object.
            _ if matches!(line.word(chain), "and" | "or" | ",") && chain < self.verb => self
                .coordinate(chain)
                .or_else(|| if self.subject_stands_at(chain) { self.present(chain) } else { None }),
            _ if self.subject_stands_at(chain) => self.present(chain),
            _ => None,
        }
    }

    /// "the indemnified party", "indemnified losses", "indemnify" in a phrase of procedure.
    pub(super) fn is_adjective(&self) -> bool {
        let line = self.line;
        line.mention(self.verb).is_some()
            || matches!(
                line.word(self.verb + 1),
                "party"
                    | "parties"
                    | "person"
                    | "persons"
                    | "claim"
                    | "claims"
                    | "losses"
                    | "loss"
                    | "liability"
                    | "liabilities"
                    | "matter"
                    | "matters"
                    | "indemnitee"
                    | "indemnitees"
                    | "damages"
                    | "event"
            ) && line.word(self.verb) == "indemnified"
    }

    /// Back over "defend, protect and" to where the verbs begin.
    pub(super) fn chain_start(&self) -> usize {
        let mut at = self.verb;
        while at > 0
            && CHAIN.contains(&self.line.word(at - 1))
            && self.line.mention(at - 1).is_none()
            && self.verb - at < 24
        {
            at -= 1;
            if MODALS.contains(&self.line.word(at)) {
                break;
            }
        }
        at
    }

    /// "agrees to", "is obligated to", "has the duty to" before a verb; what comes before "to" tells.
    pub(super) fn obliging(&self, to: usize) -> Option<usize> {
        let line = self.line;
        let mut at = to.checked_sub(1)?;
        while at > 0
            && matches!(
                line.word(at),
                "," | "also"
                    | "hereby"
                    | "further"
                    | "fully"
                    | "jointly"
                    | "severally"
                    | "and"
                    | "expense"
                    | "cost"
                    | "sole"
                    | "own"
                    | "its"
                    | "at"
            )
        {
            at -= 1;
        }
        let word = line.word(at);
        if AGREEING.contains(&word) {
            let noun = matches!(line.before(at), "the" | "'s" | "its" | "such" | "this" | "any");
            return (!noun).then_some(at);
        }
        if BOUND_TO.contains(&word) {
            let be =
                at.checked_sub(1).filter(|be| line.is(*be, &["be", "is", "are", "hereby", "remain", "remains"]))?;
            return self.modal_around(be);
        }
        if DUTIES.contains(&word) {
            let have = (at.saturating_sub(5)..at).rev().find(|have| line.is(*have, &["have", "has", "under"]))?;
            let denied = line.holds(have..at, &["no", "any", "not"]);
            return if denied { None } else { self.modal_around(have) };
        }
        // "shall continue to indemnify", "agrees that it is to indemnify".
        (word == "continue").then(|| self.modal_around(at)).flatten()
    }

    /// The modal right before a place, or the place itself; nothing where it is denied.
    pub(super) fn modal_around(&self, at: usize) -> Option<usize> {
        let line = self.line;
        let mut first = at;
        while first > 0
            && matches!(
                line.word(first - 1),
                "also"
                    | "hereby"
                    | "further"
                    | "shall"
                    | "will"
                    | "must"
                    | "not"
                    | "no"
                    | "longer"
                    | "be"
                    | "otherwise"
                    | "then"
                    | "may"
                    | "would"
            )
        {
            first -= 1;
            if matches!(line.word(first), "not" | "no" | "may" | "would" | "otherwise") {
                return None;
            }
        }
        Some(first)
    }

    pub(super) fn subject_stands_at(&self, chain: usize) -> bool {
        let mut end = chain;
        while end > 0 && ADVERBS.contains(&self.line.word(end - 1)) {
            end -= 1;
        }
        end.checked_sub(1).and_then(|at| self.line.mention(at)).is_some_and(|mention| !mention.possessive)
    }

    /// "Agency hereby indemnifies", "You indemnify us".
    pub(super) fn present(&self, chain: usize) -> Option<Spoken> {
        let line = self.line;
        let word = line.word(self.verb);
        let singular = matches!(word, "indemnifies" | "holds" | "saves" | "keeps");
        let speaks = chain.checked_sub(1).is_some_and(|at| matches!(line.word(at), "you" | "we" | "i" | "parties"));
        // "help Agency indemnify" has no verb in the present, and no subject.
        (singular || speaks).then(|| self.subject(chain)).flatten()
    }

    /// "… will defend the claim at its expense and indemnify …": the modal of the first verb.
    pub(super) fn coordinate(&self, chain: usize) -> Option<Spoken> {
        let line = self.line;
        for at in (chain.saturating_sub(80)..chain).rev() {
            match line.word(at) {
                ";" | "." | "which" | "whom" | "whose" | "may" | "might" | "can" | "could" => return None,
                "shall" | "will" | "must" => return self.subject(at),
                word if word.ends_with("'ll") => return self.subject(at + 1),
                word if AGREEING.contains(&word) => return self.subject(at),
                _ => {}
            }
        }
        // "Agency defends … and indemnifies …".
        let present = matches!(line.word(self.verb), "indemnifies" | "holds");
        self.spoken(line.free_before(chain).filter(|_| present)?)
    }
}
