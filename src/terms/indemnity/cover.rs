//! What an indemnity is against. In: a [`Duty`]. Out: a [`Cover`]: the words that widen it, the words
//! that take something out, and where its causes begin. `reach`, `trigger` and `usage` read it.

use std::ops::Range;

use super::duty::Duty;
use super::line::Line;
use super::link::{link_at, opens_exclusion};
use crate::facts::DefinedBy;

pub(super) struct Cover<'d, 'a> {
    pub duty: &'d Duty<'a>,
    /// Places that something is taken out by ("except to the extent …").
    exclusions: Vec<Range<usize>>,
    /// The first words that lead to a cause ("arising out of").
    pub link: Option<Range<usize>>,
    /// What its defined terms mean, where they say what a claim must be about.
    pub defined: Vec<Line<'a>>,
}

impl<'d, 'a> Cover<'d, 'a> {
    pub fn of(duty: &'d Duty<'a>) -> Self {
        let mut cover = Self { duty, exclusions: Vec::new(), link: None, defined: Vec::new() };
        cover.exclusions = cover.find_exclusions();
        let first = cover.links().next();
        cover.link = first.map(|link| cover.over_extent(link));
        cover.defined = cover.follow_definitions();
        cover
    }

    pub fn line(&self) -> &'d Line<'a> {
        &self.duty.line
    }

    /// From the verb to where the duty ends.
    pub fn range(&self) -> Range<usize> {
        self.duty.verb..self.duty.end
    }

    /// Where nothing is taken out.
    pub fn is_in(&self, at: usize) -> bool {
        self.range().contains(&at) && !self.exclusions.iter().any(|one| one.contains(&at))
    }

    pub fn exclusions(&self) -> &[Range<usize>] {
        &self.exclusions
    }

    /// Every place in the cover, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.range().filter(|at| self.is_in(*at))
    }

    /// The end of the cover's own words, before a full stop and before what is taken out at its end.
    pub fn end(&self) -> usize {
        let line = self.line();
        let mut end = self.duty.end;
        if let Some(last) = self.exclusions.last().filter(|last| last.end + 2 >= end) {
            end = last.start;
        }
        while end > self.duty.verb + 1
            && matches!(line.word(end - 1), "." | ";" | "," | ":" | "and" | "or" | "but" | "(")
        {
            end -= 1;
        }
        end
    }

    /// All phrases of [`LINKS`] in the cover, outside brackets.
    pub fn links(&self) -> impl Iterator<Item = Range<usize>> {
        let line = self.line();
        let mut depth = 0usize;
        let mut free = self.duty.verb;
        self.range().filter_map(move |at| {
            match line.word(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 || at < free || !self.is_in(at) {
                return None;
            }
            let found = link_at(line, at)?;
            free = found.end;
            // "costs that result from", "losses which may arise out of"
            let mut start = found.start;
            while start > 0 && line.is(start - 1, &["that", "which", "may"]) {
                start -= 1;
            }
            Some(start..found.end)
        })
    }

    /// Takes along "to the extent" and "to the extent that they are".
    fn over_extent(&self, link: Range<usize>) -> Range<usize> {
        let line = self.line();
        let from = link.start.saturating_sub(7).max(self.duty.verb);
        let extent = (from..link.start).find(|at| line.says(*at, &["to", "the", "extent"]));
        extent.unwrap_or(link.start)..link.end
    }

    fn find_exclusions(&self) -> Vec<Range<usize>> {
        let line = self.line();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = self.duty.verb + 1;
        while at < self.duty.end {
            match opens_exclusion(line, at) {
                Some(()) => {
                    let end = self.exclusion_end(at);
                    found.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// To the closing bracket, the end of the item, or the next cause behind a comma.
    fn exclusion_end(&self, start: usize) -> usize {
        let line = self.line();
        let end = self.duty.end;
        let item = line.item(start);
        let bracketed = line.before(start) == "(";
        let proviso = line.word(start) == "provided";
        for at in start + 1..end {
            let word = line.word(at);
            if bracketed && word == ")" {
                return at;
            }
            if word == ";" && !proviso {
                return at;
            }
            if item.is_some() && line.item(at) != item && !proviso {
                return at;
            }
            // "against all losses, except lost profits, arising from …"
            if word == "," && at > start + 1 && link_at(line, at + 1).is_some() && !proviso && line.item(at).is_none() {
                return at;
            }
        }
        end
    }

    /// What the terms of the cover mean, where they are claims and are not defined by this very line.
    fn follow_definitions(&self) -> Vec<Line<'a>> {
        let line = self.line();
        let contract = line.contract;
        let facts = &contract.facts;
        let tokens = line.token(self.duty.verb)..line.token(self.duty.end.saturating_sub(1)) + 1;
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for used in facts.uses_within(tokens.clone()) {
            let Some(definition) = facts.definitions.get(used.definition) else { continue };
            let name = definition.term.to_lowercase();
            let claim = ["claim", "action", "event", "matter", "loss"].iter().any(|word| name.contains(word));
            let inside = tokens.contains(&definition.tokens.start);
            if !claim || inside || seen.contains(&used.definition) || !self.is_in(line.place(used.tokens.start)) {
                continue;
            }
            seen.push(used.definition);
            if definition.by == DefinedBy::Means || name.contains("claim") {
                found.push(Line::run(contract, contract.document.text.tokens().inside(definition.meaning)));
            }
        }
        found
    }
}
