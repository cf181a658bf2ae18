//! Whose modal it is. In: its place. Out: the party before it, over asides and joined verbs; nothing
//! where the words depend on another clause ("which Agency shall indemnify").

use std::ops::Range;

use super::{AGREEING, Finder, Spoken};
use crate::facts::{Mention, Who};
use crate::terms::{Bound, subject};

pub(super) const ADVERBS: [&str; 21] = [
    "hereby",
    "further",
    "also",
    "each",
    "jointly",
    "severally",
    "expressly",
    "irrevocably",
    "therefore",
    "accordingly",
    "always",
    "both",
    "likewise",
    "similarly",
    "unconditionally",
    "do",
    "does",
    "then",
    "specifically",
    "separately",
    "additionally",
];

impl<'a> Finder<'_, 'a> {
    /// The party whose modal stands at `modal`.
    pub(super) fn subject(&self, modal: usize) -> Option<Spoken> {
        let line = self.line;
        if line.holds(modal..self.verb, &["not", "never", "neither"])
            && line.find(modal..modal + 4, &["not", "never", "neither"]).is_some()
        {
            return None;
        }
        let end = self.over_aside(self.over_adverbs(modal));
        // "Talent Co. will": the dot belongs to the name.
        let dotted = end.checked_sub(2).is_some_and(|at| line.is(at + 1, &["."]) && line.mention(at).is_some());
        let end = end - usize::from(dotted);
        if self.is_coordinated(end) {
            return self.earlier(end);
        }
        if let Some(mention) = end.checked_sub(1).and_then(|at| line.mention(at)).filter(|mention| !mention.possessive)
        {
            return self.spoken(mention);
        }
        match line.before(end) {
            "it" | "they" | "he" | "she" => {
                self.spoken(line.free_before(end - 1)?).map(|spoken| Spoken { start: end - 1, ..spoken })
            }
            "indemnitor" | "indemnitors" | "indemnifier" => self.indemnitor(end - 1),
            // "at the risk of Agency, who shall indemnify": a person, so a party, and no loss.
            "who" if line.is(end.wrapping_sub(2), &[","]) => {
                self.spoken(line.mention(end.checked_sub(3)?).filter(|mention| !mention.possessive)?)
            }
            "who" | "which" | "that" | "" => None,
            _ => self.group(end),
        }
    }

    /// Back over "hereby", "each", "jointly and severally".
    pub(super) fn over_adverbs(&self, modal: usize) -> usize {
        let line = self.line;
        let mut end = modal;
        while end > 0 && line.mention(end - 1).is_none() {
            let joint = line.is(end - 1, &["and"]) && line.is(end, &["severally"]);
            if !joint && !ADVERBS.contains(&line.word(end - 1)) {
                break;
            }
            end -= 1;
        }
        end
    }

    /// "… will defend Client and will indemnify": the subject of the modal before.
    pub(super) fn earlier(&self, end: usize) -> Option<Spoken> {
        let line = self.line;
        let floor = end.saturating_sub(90);
        let modal = (floor..end)
            .rev()
            .take_while(|at| !line.is(*at, &["."]))
            .find(|at| matches!(line.word(*at), "shall" | "will" | "must") || AGREEING.contains(&line.word(*at)));
        match modal {
            Some(modal) => self.subject(modal),
            None => self.spoken(line.free_before(end)?),
        }
    }

    /// Does the modal follow another verb of the same subject: "will pay … and will indemnify"?
    pub(super) fn is_coordinated(&self, end: usize) -> bool {
        self.line.is(end.wrapping_sub(1), &["and", "or", ",", "but", ";", ":", "then"])
    }

    /// Back over "(the "Indemnitor")" and ", at its own expense,".
    pub(super) fn over_aside(&self, end: usize) -> usize {
        let line = self.line;
        let reach = end.saturating_sub(30);
        match line.before(end) {
            ")" => (reach..end - 1).rev().find(|at| line.word(*at) == "(").unwrap_or(end),
            "," => {
                let comma = (reach..end - 1).rev().find(|at| line.word(*at) == ",");
                let named = |at: usize| {
                    at.checked_sub(1).and_then(|at| line.mention(at)).is_some_and(|mention| !mention.possessive)
                };
                comma.filter(|at| named(*at)).unwrap_or(end)
            }
            _ => end,
        }
    }

    /// "Agency and its affiliates shall": the party that the others belong to. A stranger with a name
    /// is somebody, but not told who; its insurers and subcontractors are nobody here.
    pub(super) fn group(&self, end: usize) -> Option<Spoken> {
        let line = self.line;
        let stranger = Spoken { indemnitor: Bound::Unclear, words: None, start: end.saturating_sub(1) };
        let named = line.is_capital(end.saturating_sub(1)).then_some(stranger);
        let Some(owner) = (end.saturating_sub(14)..end).rev().find_map(|at| line.mention(at)) else { return named };
        let after = line.extent(owner).end;
        let joined = line.is(after, &["and", "or", ",", "("]) || line.says(after, &["on", "behalf"]);
        match (owner.possessive, joined) {
            (true, _) => None,
            (false, true) => self.spoken(owner),
            (false, false) => named,
        }
    }

    pub(super) fn spoken(&self, mention: &'a Mention) -> Option<Spoken> {
        let line = self.line;
        let words = line.extent(mention);
        let start = line.over_article(words.start);
        if self.is_dependent(start)
            || matches!(line.word(words.start), "neither" | "no")
            || line.before(start) == "nor"
            || line.holds(start.saturating_sub(6)..start, &["nothing"])
        {
            return None;
        }
        let indemnitor = match mention.who {
            Who::Some => self.defined(words.clone()),
            Who::Each => Bound::Both,
            Who::Party(_) => self.joined(mention, start),
        };
        Some(Spoken { indemnitor, words: Some(words), start })
    }

    /// "which Agency shall indemnify", "if Agency agrees to indemnify": no duty is made here.
    pub(super) fn is_dependent(&self, start: usize) -> bool {
        let line = self.line;
        match line.before(start) {
            "which" | "whom" | "if" | "whether" | "extent" | "unless" | "where" | "when" | "whenever" | "because"
            | "until" | "after" => true,
            "that" => {
                let ahead = start.checked_sub(2).map_or("", |at| line.word(at));
                let opens = [
                    "agrees",
                    "agree",
                    "agreed",
                    "acknowledges",
                    "acknowledge",
                    "provided",
                    "further",
                    "understood",
                    "covenants",
                    "covenant",
                    "undertakes",
                    "however",
                    "confirms",
                    ",",
                    "except",
                    "promises",
                    "always",
                ];
                !opens.contains(&ahead)
            }
            _ => false,
        }
    }

    /// "Agency and Client shall indemnify each other".
    pub(super) fn joined(&self, one: &Mention, start: usize) -> Bound {
        let line = self.line;
        let bound = line.bound(one);
        let and = start.checked_sub(1).filter(|at| line.is(*at, &["and", "or"]));
        let other =
            and.and_then(|at| at.checked_sub(1)).and_then(|at| line.mention(at)).filter(|mention| !mention.possessive);
        match other.map(|mention| (mention.who, line.bound(mention))) {
            Some((_, other)) if other != bound => Bound::Both,
            // Two of whom the text does not tell which is which.
            Some((other, Bound::Unclear)) if other != one.who => Bound::Both,
            _ => bound,
        }
    }

    /// "The Indemnifying Party": whoever it is, unless the text says that only one can be.
    pub(super) fn defined(&self, words: Range<usize>) -> Bound {
        let line = self.line;
        let term = line.contract.quote(line.span(words));
        let term = term.strip_prefix("the ").or_else(|| term.strip_prefix("The ")).unwrap_or(term);
        self.named_by(term)
    }

    pub(super) fn indemnitor(&self, at: usize) -> Option<Spoken> {
        let line = self.line;
        let start = line.over_article(at);
        let indemnitor = self.named_by(line.contract.quote(line.span(at..at + 1)));
        (!self.is_dependent(start)).then_some(Spoken { indemnitor, words: Some(at..at + 1), start })
    }

    /// The party for whom the text defines such a name right behind its own.
    pub(super) fn named_by(&self, term: &str) -> Bound {
        let contract = self.line.contract;
        let mut found = Vec::new();
        for definition in
            contract.facts.definitions.iter().filter(|definition| definition.term.eq_ignore_ascii_case(term))
        {
            let from = definition.tokens.start.saturating_sub(8);
            let named = contract.facts.parties.within(from..definition.tokens.start).last();
            found.extend(named.map(|mention| subject::bound(contract, mention.who)));
        }
        match found.as_slice() {
            [Bound::Side(side)] => Bound::Side(*side),
            _ => Bound::Both,
        }
    }
}
