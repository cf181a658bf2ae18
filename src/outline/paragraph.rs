//! Paragraphs without a label. In: a paragraph and what was read before it. Out: the clause it
//! opens or goes on with: a heading, a title, background, a definition, a signature, or terms.

use std::ops::Range;

use super::build::{Builder, CAPITALS, RECITALS, TITLED, Unit};
use super::front::{self, Part};
use super::heading::{self, Case, Labelled};
use super::label::{self, Label, Strength};
use super::numbering::{Place, Series};
use super::{ClauseId, ClauseKind};
use crate::text::{BlockKind, TokenKind};

impl Builder<'_> {
    /// A paragraph without a label; gives the body's place.
    pub(super) fn unlabelled(&mut self, block: usize, range: Range<usize>) -> Range<usize> {
        let first = range.start == self.ranges[block].start;
        let kind = self.blocks[block].kind;
        if first && self.names_last_label(block, &range) {
            return self.name_last(range);
        }
        if first && kind != BlockKind::Row && self.part == Part::Terms && self.last_is_bare_label(&range) {
            return self.fill_last(range);
        }
        if front::opens_signature(self.tokens, range.clone())
            || front::closes_text(self.tokens, range.clone()) && self.is_signed_after(block)
            || self.signs(block, &range)
        {
            self.part = Part::Signature;
            return self.signature(range);
        }
        let dated = self.part == Part::Signature && front::is_blank_line(self.tokens, range.clone());
        if let BlockKind::Heading(level) = kind
            && range.len() <= 25
            && !dated
        {
            return self.head(range.clone(), level, range.end);
        }
        if self.part == Part::Signature && !self.ends_signatures(block, &range) {
            return self.signature(range);
        }
        if kind != BlockKind::Row && first && self.heads_text(block, &range) {
            let level = self.level(&range);
            return self.head(range.clone(), level, range.end);
        }
        let recital = kind != BlockKind::Row && front::is_recital(self.tokens, range.clone());
        if (recital || self.part < Part::Terms && (range.start < self.terms_begin || self.part != Part::Preamble))
            && let Some(body) = self.front(block, &range)
        {
            return body;
        }
        self.term_text(block, range)
    }

    /// A label that stood alone, whose heading or text is this paragraph.
    fn names_last_label(&self, block: usize, range: &Range<usize>) -> bool {
        let alone = self.last_is_bare_label(range);
        let marked = matches!(self.blocks[block].kind, BlockKind::Heading(_)) && range.len() <= 25;
        alone && (marked || heading::is_heading_line(self.tokens, range.clone()))
    }

    /// The paragraph before this one was a label and nothing else.
    fn last_is_bare_label(&self, range: &Range<usize>) -> bool {
        self.units.last().is_some_and(|unit| {
            let bare = unit.body.is_empty() && unit.heading.is_empty() && !unit.label.is_empty();
            unit.opens && bare && unit.label.end == range.start
        })
    }

    /// Gives the clause of the last label its text.
    fn fill_last(&mut self, range: Range<usize>) -> Range<usize> {
        let defines = front::is_definition(self.tokens, range.clone());
        let Some(unit) = self.units.last_mut() else { return range };
        unit.body = range.clone();
        let clause = &mut self.clauses[unit.clause.0];
        clause.span = clause.span.join(self.tokens.span(range.clone()));
        if defines {
            clause.kind = ClauseKind::Definition;
        } else if let Some(found) = heading::run_in(self.tokens, range.clone(), Labelled::Yes) {
            clause.heading = Some(self.tokens.span(found.heading.clone()));
            (unit.heading, unit.body) = (found.heading, found.text..range.end);
        }
        unit.body.clone()
    }

    fn name_last(&mut self, range: Range<usize>) -> Range<usize> {
        let words = heading::without_closing(self.tokens, range.clone());
        let span = self.tokens.span(words.clone());
        if let Some(unit) = self.units.last_mut() {
            unit.heading = words;
            unit.body = range.end..range.end;
            let clause = unit.clause.0;
            self.clauses[clause].heading = Some(span);
            self.clauses[clause].span = self.clauses[clause].span.join(self.tokens.span(range.clone()));
        }
        range.end..range.end
    }

    /// The rank of an unnumbered heading by its letters.
    fn level(&self, range: &Range<usize>) -> u8 {
        match heading::case(self.tokens, heading::without_closing(self.tokens, range.clone())) {
            Case::Capitals => CAPITALS,
            _ => TITLED,
        }
    }

    /// Is it a heading by its words, with text under it?
    fn heads_text(&self, block: usize, range: &Range<usize>) -> bool {
        if !heading::is_heading_line(self.tokens, range.clone()) {
            return false;
        }
        let Some(next) = self.ranges.get(block + 1) else { return false };
        let sentence = next.len() >= 5 && matches!(self.tokens.at(next.end - 1), "." | ":");
        // "26 Harbour Drive" under a name is an address.
        let opens =
            |label: &Label| label.strength == Strength::Strong || label.readings().iter().any(|(_, at)| *at == 1);
        self.labels.get(block + 1).is_some_and(|label| label.as_ref().is_some_and(opens))
            || sentence
            || next.len() > 12
            || self.blocks.get(block + 1).is_some_and(|block| block.kind == BlockKind::Item)
    }

    /// Opens an unnumbered head, or a title before the terms.
    fn head(&mut self, range: Range<usize>, level: u8, end: usize) -> Range<usize> {
        let words = heading::without_closing(self.tokens, range.clone());
        let words = if words.is_empty() { range.clone() } else { words };
        if front::heads_recitals(self.tokens, words.clone()) && self.part < Part::Terms {
            self.part = Part::Recitals;
            let clause = self.open(ClauseKind::Recital, None, words.clone(), range.clone(), None);
            self.levels.clear();
            self.levels.enter(Place { keep: 0, series: Series::Head(RECITALS) }, clause, 0);
            return self.headed(clause, words, end);
        }
        let before_terms =
            self.part == Part::Front && self.preamble.is_some_and(|preamble| range.start < self.ranges[preamble].start);
        let title = self.clauses.is_empty() && (level == 1 || front::names_instrument(self.tokens, words.clone()));
        if before_terms || title {
            let clause = self.open(ClauseKind::Title, None, words.clone(), range.clone(), None);
            return self.headed(clause, words, end);
        }
        self.open_head(range, words, level, end)
    }

    /// Opens an unnumbered section.
    fn open_head(&mut self, range: Range<usize>, words: Range<usize>, level: u8, end: usize) -> Range<usize> {
        if self.part != Part::Front || self.preamble.is_none() {
            self.part = Part::Terms;
        }
        let keep = self
            .levels
            .open
            .iter()
            .position(|open| !matches!(open.series, Series::Head(other) if other < level))
            .unwrap_or(self.levels.open.len());
        let parent = self.levels.open[..keep].last().map(|open| open.clause);
        let clause = self.open(ClauseKind::Section, None, words.clone(), range.clone(), parent);
        self.levels.enter(Place { keep, series: Series::Head(level) }, clause, 0);
        self.headed(clause, words, end)
    }

    fn headed(&mut self, clause: ClauseId, heading: Range<usize>, end: usize) -> Range<usize> {
        self.units.push(Unit {
            clause,
            label: heading.start..heading.start,
            heading,
            body: end..end,
            opens: true,
            item: false,
        });
        end..end
    }

    /// A short line before the preamble, or at the start of a text without one; no sentence.
    fn is_title(&self, block: usize, range: &Range<usize>) -> bool {
        let sentence = matches!(self.tokens.at(range.end - 1), "." | ";" | ":" | "?")
            || front::is_operative(self.tokens, range.clone());
        let before = self.preamble.is_some_and(|preamble| block < preamble);
        range.len() <= 15 && (before || block < 12 && self.preamble.is_none() && !sentence && self.blocks.len() > 1)
    }

    /// Title, preamble and recitals; none where the terms begin after all.
    fn front(&mut self, block: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens;
        if front::is_recital(tokens, range.clone()) {
            self.part = if self.part == Part::Terms { Part::Terms } else { Part::Recitals };
            return Some(self.background(ClauseKind::Recital, range));
        }
        if self.part == Part::Front && front::is_preamble(tokens, range.clone()) {
            self.part = Part::Preamble;
            return Some(self.background(ClauseKind::Preamble, range));
        }
        match self.part {
            Part::Front if self.is_title(block, range) => {
                let clause = self.open(ClauseKind::Title, None, range.clone(), range.clone(), None);
                self.units.push(Unit {
                    clause,
                    label: range.start..range.start,
                    heading: range.clone(),
                    body: range.end..range.end,
                    opens: true,
                    item: false,
                });
                Some(range.end..range.end)
            }
            Part::Front
                if self.preamble.is_some_and(|preamble| block < preamble)
                    && !front::is_operative(tokens, range.clone()) =>
            {
                Some(self.background(ClauseKind::Preamble, range))
            }
            Part::Preamble if range.start < self.terms_begin || range.len() <= 15 => {
                let kind = if range.len() > 15 { ClauseKind::Recital } else { ClauseKind::Preamble };
                Some(self.background(kind, range))
            }
            Part::Recitals if range.start < self.terms_begin || !front::is_operative(tokens, range.clone()) => {
                Some(self.background(ClauseKind::Recital, range))
            }
            _ => None,
        }
    }

    /// A paragraph of background, up to where the terms begin inside it.
    fn background(&mut self, kind: ClauseKind, range: &Range<usize>) -> Range<usize> {
        let (begin, end) = (self.terms_begin, range.end);
        let same = self
            .clauses
            .last()
            .filter(|clause| clause.kind == kind && kind == ClauseKind::Preamble)
            .map(|clause| clause.id);
        let recitals = self
            .levels
            .open
            .first()
            .filter(|open| self.clauses[open.clause.0].kind == ClauseKind::Recital && kind == ClauseKind::Recital)
            .map(|open| open.clause);
        let clause = same.unwrap_or_else(|| self.open(kind, None, range.start..range.start, range.clone(), recitals));
        self.units.push(Unit {
            clause,
            label: range.start..range.start,
            heading: range.start..range.start,
            body: range.clone(),
            opens: same.is_none(),
            item: false,
        });
        let begin = begin + usize::from(self.tokens.at(begin) == ":");
        if begin > range.start && begin <= end {
            self.part = Part::Terms;
            self.levels.clear();
            let labelled = label::parse(self.tokens, self.text, begin, end).is_some();
            if end - begin > 20 && !labelled {
                if let Some(unit) = self.units.last_mut() {
                    unit.body.end = begin;
                }
                return self.term_text_at(begin..end);
            }
        }
        range.clone()
    }

    fn term_text_at(&mut self, range: Range<usize>) -> Range<usize> {
        let clause = self.open(ClauseKind::Section, None, range.start..range.start, range.clone(), None);
        self.levels.enter(Place { keep: 0, series: Series::Head(TITLED) }, clause, 0);
        self.units.push(Unit {
            clause,
            label: range.start..range.start,
            heading: range.start..range.start,
            body: range.clone(),
            opens: true,
            item: false,
        });
        range
    }

    /// Operative text without a label.
    fn term_text(&mut self, block: usize, range: Range<usize>) -> Range<usize> {
        self.part = Part::Terms;
        let row = self.blocks[block].kind == BlockKind::Row;
        if !row && front::is_definition(self.tokens, range.clone()) {
            return self.definition(range);
        }
        if !row && let Some(found) = heading::run_in(self.tokens, range.clone(), Labelled::No) {
            let body = found.text..range.end;
            let level = self.level(&found.heading);
            self.open_head(found.heading.clone(), found.heading, level, found.text);
            let clause = self.units.last().map(|unit| unit.clause);
            if let (Some(unit), Some(clause)) = (self.units.last_mut(), clause) {
                unit.body = body.clone();
                self.clauses[clause.0].span = self.clauses[clause.0].span.join(self.tokens.span(range));
            }
            return body;
        }
        let owner = self.owner(&range);
        match owner {
            Some(clause) => {
                let none = range.start..range.start;
                self.units.push(Unit {
                    clause,
                    label: none.clone(),
                    heading: none,
                    body: range.clone(),
                    opens: false,
                    item: false,
                });
            }
            None => {
                let clause = self.open(ClauseKind::Section, None, range.start..range.start, range.clone(), None);
                self.units.push(Unit {
                    clause,
                    label: range.start..range.start,
                    heading: range.start..range.start,
                    body: range.clone(),
                    opens: true,
                    item: false,
                });
            }
        }
        range
    }

    /// The clause that a paragraph without a label goes on with: the innermost one with a heading
    /// or a number of its own; items of a list are over.
    fn owner(&self, range: &Range<usize>) -> Option<ClauseId> {
        let small =
            self.tokens.as_slice()[range.start].kind == TokenKind::Word && !self.tokens.as_slice()[range.start].capital;
        let mut levels = self.levels.open.iter().rev();
        levels
            .find(|level| {
                let clause = &self.clauses[level.clause.0];
                let holds = !matches!(clause.kind, ClauseKind::Item | ClauseKind::Definition)
                    || clause.heading.is_some() && !small;
                holds || self.levels.open.first().is_some_and(|first| first.clause == level.clause)
            })
            .map(|level| level.clause)
    }

    fn definition(&mut self, range: Range<usize>) -> Range<usize> {
        let keep = self
            .levels
            .open
            .iter()
            .position(|level| matches!(self.clauses[level.clause.0].kind, ClauseKind::Item | ClauseKind::Definition))
            .unwrap_or(self.levels.open.len());
        let parent = self.levels.open[..keep].last().map(|level| level.clause);
        let clause = self.open(ClauseKind::Definition, None, range.start..range.start, range.clone(), parent);
        self.levels.enter(Place { keep, series: Series::Head(u8::MAX) }, clause, 0);
        self.units.push(Unit {
            clause,
            label: range.start..range.start,
            heading: range.start..range.start,
            body: range.clone(),
            opens: true,
            item: false,
        });
        range
    }

    /// A signature line among others.
    fn signs(&self, block: usize, range: &Range<usize>) -> bool {
        let near = block.saturating_sub(2)..(block + 4).min(self.ranges.len());
        let is_line = |at: usize| front::is_signature_line(self.tokens, self.ranges[at].clone());
        let next = block + 1 < self.ranges.len() && is_line(block + 1);
        self.part != Part::Signature
            && (front::is_signature_line(self.tokens, range.clone())
                || next && front::is_blank_line(self.tokens, range.clone()))
            && near.filter(|at| is_line(*at)).count() >= 2
            && self.part != Part::Front
    }

    /// A signature line soon, or nothing more.
    fn is_signed_after(&self, block: usize) -> bool {
        const NEAR: usize = 8;
        let mut near = self.ranges.iter().skip(block + 1).take(NEAR).peekable();
        near.peek().is_none() || near.any(|range| front::is_signature_line(self.tokens, range.clone()))
    }

    /// Text that cannot be part of a signature block.
    fn ends_signatures(&self, block: usize, range: &Range<usize>) -> bool {
        // "IN WITNESS WHEREOF" with the signatures in the same paragraph has begun and ended.
        let signed =
            |body: &Range<usize>| body.clone().any(|at| self.tokens.at(at) == "by" && self.tokens.at(at + 1) == ":");
        let started = self
            .units
            .last()
            .is_some_and(|unit| !front::opens_signature(self.tokens, unit.body.clone()) || signed(&unit.body));
        started
            && (range.len() > 40
                || self.heads_text(block, range) && self.ranges.get(block + 1).is_some_and(|next| next.len() > 40))
    }

    pub(super) fn signature(&mut self, range: Range<usize>) -> Range<usize> {
        let same = self.clauses.last().filter(|clause| clause.kind == ClauseKind::Signature).map(|clause| clause.id);
        let clause = same
            .unwrap_or_else(|| self.open(ClauseKind::Signature, None, range.start..range.start, range.clone(), None));
        self.levels.clear();
        let none = range.start..range.start;
        self.units.push(Unit {
            clause,
            label: none.clone(),
            heading: none,
            body: range.clone(),
            opens: same.is_none(),
            item: false,
        });
        range.end..range.end
    }

    /// A line of the table of contents.
    pub(super) fn listed(&mut self, range: Range<usize>) {
        let same = self
            .clauses
            .last()
            .filter(|clause| clause.kind == ClauseKind::Title && clause.heading.is_none())
            .map(|clause| clause.id);
        let clause =
            same.unwrap_or_else(|| self.open(ClauseKind::Title, None, range.start..range.start, range.clone(), None));
        self.units.push(Unit {
            clause,
            label: range.start..range.start,
            heading: range.clone(),
            body: range.end..range.end,
            opens: same.is_none(),
            item: false,
        });
    }
}
