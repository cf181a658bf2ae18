//! The tree of clauses. In: a document. Out: its clauses, and [`Unit`]s: pieces of text, each of
//! one clause, from which `sentence` makes the sentences. A paragraph is one unit, or several
//! where clauses run on inside it.

use std::ops::Range;

use super::front::{self, Part};
use super::heading::{self, Case, Labelled};
use super::label::{self, Form, Label, Strength, Style, Wrapper};
use super::numbering::{LeadIn, Levels, Place, Series, Setting};
use super::{Clause, ClauseId, ClauseKind, contents};
use crate::ingest::Document;
use crate::span::Span;
use crate::text::{Block, BlockKind, TokenKind, Tokens};

/// A piece of text of one clause: its label, its heading and its words follow each other.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) clause: ClauseId,
    pub(super) label: Range<usize>,
    pub(super) heading: Range<usize>,
    pub(super) body: Range<usize>,
    /// It opens its clause, and does not go on with it.
    pub(super) opens: bool,
    /// A list item: by bracketed label, letter or bullet.
    pub(super) item: bool,
}

/// How a plain heading ranks among heads; markup gives its own level.
const ARTICLE: u8 = 50;
const CAPITALS: u8 = 100;
const TITLED: u8 = 101;
const RECITALS: u8 = 200;

pub(super) struct Builder<'d> {
    tokens: &'d Tokens,
    text: &'d str,
    blocks: &'d [Block],
    ranges: Vec<Range<usize>>,
    labels: Vec<Option<Label>>,
    contents: Vec<bool>,
    levels: Levels,
    part: Part,
    /// The block of the preamble, if there is one near the start.
    preamble: Option<usize>,
    terms_begin: usize,
    pub(super) clauses: Vec<Clause>,
    pub(super) units: Vec<Unit>,
}

impl<'d> Builder<'d> {
    pub(super) fn read(document: &'d Document) -> Self {
        let (tokens, text, blocks) = (document.text.tokens(), document.text.canonical(), document.text.blocks());
        let ranges: Vec<_> = blocks.iter().map(|block| tokens.inside(block.span)).collect();
        let contents = contents::contents(tokens, text, &ranges);
        let labels: Vec<_> = ranges.iter().map(|range| label::parse(tokens, text, range.start, range.end)).collect();
        let preamble = ranges.iter().take(60).position(|range| front::is_preamble(tokens, range.clone()));
        let mut builder = Self {
            tokens,
            text,
            blocks,
            labels,
            contents,
            levels: Levels::default(),
            part: Part::Front,
            preamble,
            terms_begin: front::terms_begin(tokens).unwrap_or(0),
            clauses: Vec::new(),
            units: Vec::with_capacity(ranges.len()),
            ranges,
        };
        for at in 0..blocks.len() {
            builder.block(at);
        }
        builder.close();
        builder
    }

    /// One paragraph: a piece with a label or without, then the pieces whose labels stand inside it.
    fn block(&mut self, block: usize) {
        let range = self.ranges[block].clone();
        if range.is_empty() {
            return;
        }
        if self.contents[block] {
            self.listed(range);
            return;
        }
        let mut start = range.start;
        let mut label = self.labels[block].take().filter(|label| self.labels_text(label, &range));
        if label.is_none() && self.blocks[block].kind == BlockKind::Item {
            label = Some(Label {
                form: Form::Bullet,
                name: String::new(),
                tokens: start..start,
                strength: Strength::Strong,
            });
        }
        loop {
            let place = label.as_ref().and_then(|label| self.place(block, label));
            let body = match (label, place) {
                (Some(label), Some(place)) => self.labelled(block, label, place, range.end),
                _ => self.unlabelled(block, start..range.end),
            };
            let Some((at, next)) = self.split(body, range.end) else { break };
            self.cut_last(at);
            (start, label) = (at, Some(next));
        }
    }

    /// Ends the last unit before the label at `at`; short words without a verb before it are its heading.
    fn cut_last(&mut self, at: usize) {
        let tokens = self.tokens;
        let Some(unit) = self.units.last_mut() else { return };
        unit.body.end = at;
        let words = heading::without_closing(tokens, unit.body.clone());
        let titled = unit.opens && !unit.label.is_empty() && unit.heading.is_empty() && !words.is_empty();
        if titled && heading::case(tokens, words.clone()) >= Case::Sentence {
            self.clauses[unit.clause.0].heading = Some(tokens.span(words.clone()));
            unit.heading = words;
            unit.body = at..at;
        }
    }

    /// A head's name at the start of a whole paragraph of text is no label ("Exhibit 10.1 SERVICE AGREEMENT This …").
    fn labels_text(&self, label: &Label, range: &Range<usize>) -> bool {
        let closed = matches!(self.tokens.at(label.tokens.end.saturating_sub(1)), "." | ":" | "-");
        !matches!(label.form, Form::Head(_)) || closed || range.end - label.tokens.end <= 25
    }

    fn place(&mut self, block: usize, label: &Label) -> Option<Place> {
        if label.tokens.start >= self.terms_begin && self.part == Part::Recitals {
            self.part = Part::Terms;
            self.levels.clear();
        }
        if let Form::Head(kind) = label.form {
            return Some(self.head_place(kind));
        }
        if self.part == Part::Signature && !self.ends_signature(block, label) {
            return None;
        }
        self.levels.resume(label);
        let lead_in = self.units.last().map_or(LeadIn::Closed, |unit| {
            let end = if unit.body.is_empty() { unit.heading.end } else { unit.body.end };
            let asks = matches!(self.tokens.at(end.saturating_sub(1)), ":" | ",") && !unit.item
                || self.tokens.at(end.saturating_sub(1)) == ":";
            if asks { LeadIn::Open } else { LeadIn::Closed }
        });
        let next = self.next_label(block, label);
        let setting = Setting { indent: self.blocks[block].indent, next, lead_in };
        self.levels.place(label, setting)
    }

    /// After the signatures, a numbered clause with words of its own is one of an attachment.
    fn ends_signature(&self, block: usize, label: &Label) -> bool {
        label.is_number() && label.strength == Strength::Strong && self.ranges[block].end - label.tokens.end > 2
    }

    fn head_place(&self, kind: ClauseKind) -> Place {
        let level = if kind == ClauseKind::Article { ARTICLE } else { 0 };
        let keep = match kind {
            ClauseKind::Article => self
                .levels
                .open
                .iter()
                .position(|open| open.series != Series::Head(0))
                .unwrap_or(self.levels.open.len()),
            _ => 0,
        };
        Place { keep, series: Series::Head(level) }
    }

    /// The next label that tells whether "(i)" is a letter or a numeral.
    fn next_label(&self, block: usize, label: &Label) -> Option<&Label> {
        let readings = label.readings();
        let ahead = self.labels.get(block + 1..)?.iter().take(24).flatten();
        ahead.into_iter().find(|next| {
            next.wrapper() == label.wrapper()
                && next.readings().iter().any(|(style, value)| readings.contains(&(*style, value.wrapping_sub(1))))
        })
    }

    /// Opens the clause of a label; gives the body's place.
    fn labelled(&mut self, block: usize, label: Label, place: Place, end: usize) -> Range<usize> {
        let words = label.tokens.end..end;
        let (heading, body) = self.heading_and_body(block, &label, words);
        let keep = place.keep;
        let parent = self.levels.open[..keep.min(self.levels.open.len())].last().map(|level| level.clause);
        let kind = self.kind(&label, &place, parent, &body, !heading.is_empty());
        let number = (label.form != Form::Bullet && kind != ClauseKind::Title).then(|| self.cite(parent, &label));
        let item = matches!(kind, ClauseKind::Item)
            || label.wrapper().is_some_and(|wrapper| wrapper != Wrapper::Dot && wrapper != Wrapper::Bare);
        let start = label.tokens.start;
        let clause = self.open(kind, number, heading.clone(), start..end, parent);
        if kind == ClauseKind::Title {
            let (start, none) = (label.tokens.start, label.tokens.start..label.tokens.start);
            self.units.push(Unit {
                clause,
                label: none,
                heading: start..end,
                body: end..end,
                opens: true,
                item: false,
            });
            return end..end;
        }
        self.levels.enter(place, clause, self.blocks[block].indent);
        self.units.push(Unit { clause, label: label.tokens, heading, body: body.clone(), opens: true, item });
        body
    }

    fn heading_and_body(&self, block: usize, label: &Label, words: Range<usize>) -> (Range<usize>, Range<usize>) {
        let none = words.start..words.start;
        if words.is_empty() {
            return (none, words);
        }
        let bare = heading::without_closing(self.tokens, words.clone());
        let case = heading::case(self.tokens, bare.clone());
        let marked = matches!(self.blocks[block].kind, BlockKind::Heading(_)) && words.len() <= 15;
        let head = matches!(label.form, Form::Head(_)) && words.len() <= 25;
        let closing = self.tokens.at(bare.end);
        let open_item = bare.end < words.end
            && closing != "."
            && closing != ":"
            && label.wrapper() != Some(Wrapper::Dot)
            && !matches!(label.form, Form::Path(_));
        let whole = case >= Case::Title || case == Case::Sentence && bare.len() <= 8;
        if marked && bare.end + 1 >= words.end || head || whole && !open_item && !self.is_listed_item(block, label) {
            return (bare, words.end..words.end);
        }
        if label.form == Form::Bullet && !whole {
            return (none, words);
        }
        match heading::run_in(self.tokens, words.clone(), Labelled::Yes) {
            Some(found) => (found.heading, found.text..words.end),
            None => (none, words),
        }
    }

    /// A short item of a list: what came before asked for it, or its next item follows at once.
    fn is_listed_item(&self, block: usize, label: &Label) -> bool {
        if self.labels.get(block + 1).is_some_and(|next| next.as_ref().is_some_and(|next| next.is_under(label))) {
            return false;
        }
        let wrapped = label.form == Form::Bullet || label.wrapper().is_some_and(|wrapper| wrapper != Wrapper::Dot);
        let asked = self.units.last().is_some_and(|unit| {
            if matches!(self.clauses[unit.clause.0].kind, ClauseKind::Recital | ClauseKind::Preamble) {
                return false;
            }
            let last = unit.body.end.max(unit.heading.end).saturating_sub(1);
            !unit.body.is_empty() && matches!(self.tokens.at(last), ":" | ";" | "," | "and" | "or")
                || unit.item && !unit.body.is_empty() && !matches!(self.tokens.at(last), "." | "?")
        });
        let sibling_next = self.labels.get(block + 1).is_some_and(|next| {
            next.as_ref().is_some_and(|next| next.wrapper() == label.wrapper() && label.wrapper().is_some())
                || label.form == Form::Bullet
                    && self.blocks.get(block + 1).is_some_and(|next| next.kind == BlockKind::Item)
        });
        asked || wrapped && (sibling_next || label.form == Form::Bullet)
    }

    fn kind(
        &mut self,
        label: &Label,
        place: &Place,
        parent: Option<ClauseId>,
        body: &Range<usize>,
        headed: bool,
    ) -> ClauseKind {
        let at = label.tokens.start;
        if let Form::Head(kind) = label.form {
            if self.part == Part::Front && kind == ClauseKind::Schedule && self.preamble.is_some() {
                return ClauseKind::Title;
            }
            self.part = Part::Terms;
            return kind;
        }
        if at < self.terms_begin && self.part == Part::Recitals {
            return ClauseKind::Recital;
        }
        if at < self.terms_begin && self.part <= Part::Preamble && label.wrapper() == Some(Wrapper::Brackets) {
            return if front::is_recital(self.tokens, body.clone()) {
                ClauseKind::Recital
            } else {
                ClauseKind::Preamble
            };
        }
        self.part = Part::Terms;
        if !headed && front::is_definition(self.tokens, body.clone()) {
            return ClauseKind::Definition;
        }
        match (&place.series, parent.map(|parent| self.clauses[parent.0].kind)) {
            (Series::Path(_), _) => ClauseKind::Section,
            (
                Series::Ordinal(_, Wrapper::Dot | Wrapper::Bare, _),
                None | Some(ClauseKind::Article | ClauseKind::Schedule),
            ) => ClauseKind::Section,
            (Series::Ordinal(Style::Number, Wrapper::Dot | Wrapper::Bare, _), Some(ClauseKind::Section)) => {
                ClauseKind::Section
            }
            (Series::Ordinal(_, Wrapper::Dot, _), Some(ClauseKind::Section)) if headed => ClauseKind::Section,
            _ => ClauseKind::Item,
        }
    }

    /// The number as a lawyer cites it, joined with those above it.
    fn cite(&self, parent: Option<ClauseId>, label: &Label) -> String {
        let name = &label.name;
        if !matches!(label.form, Form::Ordinal(..)) {
            return name.clone();
        }
        let number = label.is_number();
        let mut above = parent;
        while let Some(id) = above {
            let clause = &self.clauses[id.0];
            match (&clause.number, clause.kind) {
                (Some(_), ClauseKind::Schedule) => break,
                (Some(_), ClauseKind::Article) if number => break,
                (Some(over), _) if number && over.ends_with(|last: char| last.is_ascii_alphanumeric()) => {
                    return format!("{over}.{name}");
                }
                (Some(over), _) => return format!("{over}({name})"),
                (None, _) => above = clause.parent,
            }
        }
        match label.wrapper() {
            Some(Wrapper::Brackets) => format!("({name})"),
            _ => name.clone(),
        }
    }

    /// A paragraph without a label; gives the body's place.
    fn unlabelled(&mut self, block: usize, range: Range<usize>) -> Range<usize> {
        let first = range.start == self.ranges[block].start;
        let kind = self.blocks[block].kind;
        if first && self.names_last_label(block, &range) {
            return self.name_last(range);
        }
        if front::opens_signature(self.tokens, range.clone()) || self.signs(block, &range) {
            self.part = Part::Signature;
            return self.signature(range);
        }
        if let BlockKind::Heading(level) = kind
            && range.len() <= 25
        {
            return self.head(range.clone(), level, range.end);
        }
        if self.part == Part::Signature && !self.ends_signatures(block, &range) {
            return self.signature(range);
        }
        if kind != BlockKind::Row && first && self.heads_text(block, &range) {
            let level =
                if heading::case(self.tokens, heading::without_closing(self.tokens, range.clone())) == Case::Capitals {
                    CAPITALS
                } else {
                    TITLED
                };
            return self.head(range.clone(), level, range.end);
        }
        if self.part < Part::Terms && (range.start < self.terms_begin || self.part != Part::Preamble) {
            if let Some(body) = self.front(block, &range) {
                return body;
            }
        }
        self.term_text(block, range)
    }

    /// A label that stood alone, whose heading or text is this paragraph.
    fn names_last_label(&self, block: usize, range: &Range<usize>) -> bool {
        let alone = self.units.last().is_some_and(|unit| {
            unit.opens
                && unit.body.is_empty()
                && unit.heading.is_empty()
                && !unit.label.is_empty()
                && unit.label.end == range.start
        });
        let marked = matches!(self.blocks[block].kind, BlockKind::Heading(_)) && range.len() <= 25;
        alone && (marked || heading::is_heading_line(self.tokens, range.clone()))
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

    /// Is it a heading by its words, with text under it?
    fn heads_text(&self, block: usize, range: &Range<usize>) -> bool {
        if !heading::is_heading_line(self.tokens, range.clone()) {
            return false;
        }
        let Some(next) = self.ranges.get(block + 1) else { return false };
        let shouted =
            heading::case(self.tokens, heading::without_closing(self.tokens, range.clone())) == Case::Capitals;
        let followed = self.labels.get(block + 1).is_some_and(Option::is_some)
            || next.len() > 12
            || self.blocks.get(block + 1).is_some_and(|block| block.kind == BlockKind::Item);
        shouted && (followed || self.part != Part::Front) || followed
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
        if before_terms || self.clauses.is_empty() {
            let clause = self.open(ClauseKind::Title, None, words.clone(), range.clone(), None);
            return self.headed(clause, words, end);
        }
        if self.part != Part::Front || !self.preamble.is_some() {
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

    /// Title, preamble and recitals; none where the terms begin after all.
    fn front(&mut self, block: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens;
        if front::is_recital(tokens, range.clone()) && self.part != Part::Terms {
            self.part = Part::Recitals;
            return Some(self.background(ClauseKind::Recital, range));
        }
        if self.part == Part::Front && front::is_preamble(tokens, range.clone()) {
            self.part = Part::Preamble;
            return Some(self.background(ClauseKind::Preamble, range));
        }
        match self.part {
            Part::Front if range.len() <= 15 && (self.preamble.is_some() || block < 12) => {
                let clause = self.open(ClauseKind::Title, None, range.start..range.start, range.clone(), None);
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
            self.head(found.heading, TITLED, found.text);
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
        let near = block.saturating_sub(2)..(block + 3).min(self.ranges.len());
        let lines = near.filter(|at| front::is_signature_line(self.tokens, self.ranges[*at].clone())).count();
        self.part != Part::Signature
            && front::is_signature_line(self.tokens, range.clone())
            && lines >= 2
            && self.part != Part::Front
    }

    /// Text that cannot be part of a signature block.
    fn ends_signatures(&self, block: usize, range: &Range<usize>) -> bool {
        let started = self.units.last().is_some_and(|unit| !front::opens_signature(self.tokens, unit.body.clone()));
        started
            && (range.len() > 40
                || self.heads_text(block, range) && self.ranges.get(block + 1).is_some_and(|next| next.len() > 40))
    }

    fn signature(&mut self, range: Range<usize>) -> Range<usize> {
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
    fn listed(&mut self, range: Range<usize>) {
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

    fn open(
        &mut self,
        kind: ClauseKind,
        number: Option<String>,
        heading: Range<usize>,
        range: Range<usize>,
        parent: Option<ClauseId>,
    ) -> ClauseId {
        let id = ClauseId(self.clauses.len());
        let depth = parent.map_or(0, |parent| self.clauses[parent.0].depth + 1);
        let heading = (!heading.is_empty()).then(|| self.tokens.span(heading));
        let span = self.tokens.span(range);
        self.clauses.push(Clause { id, parent, kind, number, heading, span, body: Span::at(span.start), depth });
        id
    }

    /// The next label inside a paragraph: where the paragraph holds several clauses.
    fn split(&self, body: Range<usize>, end: usize) -> Option<(usize, Label)> {
        if self.part == Part::Signature || body.is_empty() && body.start >= end {
            return None;
        }
        for at in body.start.max(1)..end {
            let stopped = matches!(self.tokens.at(at - 1), "." | ":" | ";" | "?" | "\"" | ")");
            if !stopped && !self.shouts(at, end) && !self.runs_on(at) {
                continue;
            }
            let Some(label) = label::parse(self.tokens, self.text, at, end) else { continue };
            if at > body.start && self.splits(at, &label, end) || at == body.start && self.starts_at_body(&label, end) {
                return Some((at, label));
            }
        }
        None
    }

    /// A number before words in capitals, where clauses run on without full stops.
    fn shouts(&self, at: usize, end: usize) -> bool {
        let list = self.tokens.as_slice();
        at + 3 < end
            && list[at].kind == TokenKind::Number
            && self.tokens.at(at + 1) == "."
            && list[at + 2].all_caps
            && list[at + 2].span.len() > 3
    }

    /// "Definitions 1.1 “Fees” …": a dotted number behind a word with a capital, which is no reference.
    fn runs_on(&self, at: usize) -> bool {
        let list = self.tokens.as_slice();
        let before = &list[at - 1];
        let dotted = list[at].kind == TokenKind::Number && self.tokens.at(at).contains('.');
        let named = before.kind == TokenKind::Word && before.capital || before.kind == TokenKind::Number;
        dotted && named && !label::is_reference(self.tokens.at(at - 1))
    }

    fn capital_behind(&self, label: &Label, end: usize) -> bool {
        let next = label.tokens.end;
        next < end && (self.tokens.as_slice()[next].capital || matches!(self.tokens.at(next), "\"" | "["))
    }

    /// "1. SCOPE. (a) Appointment. Vendor …": the first item stands right behind the heading.
    fn starts_at_body(&self, label: &Label, end: usize) -> bool {
        let headed = self.units.last().is_some_and(|unit| !unit.heading.is_empty());
        let first = label.readings().iter().any(|(_, value)| *value == 1);
        headed && self.capital_behind(label, end) && (first || self.levels.continues(label))
    }

    fn splits(&self, at: usize, label: &Label, end: usize) -> bool {
        let before = self.tokens.at(at - 1);
        let stopped = matches!(before, "." | "?")
            || matches!(before, "\"" | ")") && matches!(self.tokens.at(at.wrapping_sub(2)), "." | "?");
        if let Form::Head(kind) = label.form {
            return kind == ClauseKind::Article && stopped && self.tokens.as_slice()[at].all_caps;
        }
        if !self.capital_behind(label, end) {
            return false;
        }
        let first = label.readings().iter().any(|(_, value)| *value == 1);
        if label.is_number() {
            let fresh = first
                && (self.part < Part::Terms || !self.numbered())
                && (matches!(before, "." | ":") || self.shouts(at, end));
            return fresh || self.levels.continues(label) && !matches!(before, ")");
        }
        let fresh = first && stopped && label.strength == Strength::Strong && self.numbered();
        stopped && (fresh || self.levels.continues(label))
    }

    fn numbered(&self) -> bool {
        self.levels
            .open
            .iter()
            .any(|level| matches!(level.series, Series::Path(_) | Series::Ordinal(Style::Number, ..)))
    }

    /// Sets each clause's span and body from its units.
    fn close(&mut self) {
        let mut bodied = vec![Bodied::Not; self.clauses.len()];
        for unit in &self.units {
            let clause = unit.clause.0;
            let own = self.tokens.span(unit.label.start.min(unit.heading.start)..unit.body.end.max(unit.heading.end));
            let own =
                if unit.opens { Span { start: own.start, end: own.end } } else { self.tokens.span(unit.body.clone()) };
            let entry = &mut self.clauses[clause];
            entry.span = if unit.opens { own } else { entry.span.join(own) };
            if unit.opens && entry.body.is_empty() {
                entry.body = Span::at(own.end);
            }
            let body = self.tokens.span(unit.body.clone());
            match bodied[clause] {
                _ if unit.body.is_empty() => {}
                Bodied::Not => (entry.body, bodied[clause]) = (body, Bodied::Open),
                Bodied::Open => entry.body = entry.body.join(body),
                Bodied::Done => {}
            }
            if let Some(parent) = self.clauses[clause].parent
                && unit.opens
            {
                bodied[parent.0] = Bodied::Done;
            }
        }
        for at in (0..self.clauses.len()).rev() {
            if let Some(parent) = self.clauses[at].parent {
                self.clauses[parent.0].span = self.clauses[parent.0].span.join(self.clauses[at].span);
            }
        }
    }
}

/// Whether a clause's own text has been seen, up to its first child.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bodied {
    Not,
    Open,
    Done,
}
