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
use crate::text::{Block, BlockKind, Tokens};

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
pub(super) const ARTICLE: u8 = 50;
pub(super) const CAPITALS: u8 = 100;
pub(super) const TITLED: u8 = 101;
pub(super) const RECITALS: u8 = 200;

pub(super) struct Builder<'d> {
    pub(super) tokens: &'d Tokens,
    pub(super) text: &'d str,
    pub(super) blocks: &'d [Block],
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) labels: Vec<Option<Label>>,
    pub(super) contents: Vec<bool>,
    pub(super) levels: Levels,
    pub(super) part: Part,
    /// The block of the preamble, if there is one near the start.
    pub(super) preamble: Option<usize>,
    pub(super) terms_begin: usize,
    pub(super) clauses: Vec<Clause>,
    pub(super) units: Vec<Unit>,
}

impl<'d> Builder<'d> {
    pub(super) fn read(document: &'d Document) -> Self {
        let (tokens, text, blocks) = (document.text.tokens(), document.text.canonical(), document.text.blocks());
        let ranges: Vec<_> = blocks.iter().map(|block| tokens.inside(block.span)).collect();
        let contents = contents::contents(tokens, text, &ranges);
        let labels: Vec<_> = ranges.iter().map(|range| label::parse(tokens, text, range.start, range.end)).collect();
        let opens = |(range, label): (&Range<usize>, &Option<Label>)| {
            let numbered = label.as_ref().is_some_and(Label::is_number);
            front::is_preamble(tokens, range.clone()) && (!numbered || front::joins(tokens, range.clone()))
        };
        let preamble = ranges.iter().zip(&labels).take(60).position(opens);
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
        let whole = self.ranges[block].clone();
        if whole.is_empty() {
            return;
        }
        if self.contents[block] {
            self.listed(whole);
            return;
        }
        let witness = front::witness_inside(self.tokens, whole.clone());
        self.terms(block, whole.start..witness.unwrap_or(whole.end));
        if let Some(witness) = witness {
            self.part = Part::Signature;
            self.signature(witness..whole.end);
        }
    }

    fn terms(&mut self, block: usize, range: Range<usize>) {
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

    /// A head's name at the start of a whole paragraph of text is no label ("Exhibit 10.1 SERVICE AGREEMENT This …").
    fn labels_text(&self, label: &Label, range: &Range<usize>) -> bool {
        let closed = matches!(self.tokens.at(label.tokens.end.saturating_sub(1)), "." | ":" | "-");
        !matches!(label.form, Form::Head(_))
            || closed
            || range.end - label.tokens.end <= 25
            || self.shouts_article(label, range.end)
            || self.leads_to_first(label, range.end)
    }

    /// "Article 8 General Provisions 8.1 Notices. …": a title, then the article's first clause.
    fn leads_to_first(&self, label: &Label, end: usize) -> bool {
        const FAR: usize = 14;
        let first = |at: &usize| self.tokens.at(*at).ends_with(".1") || self.tokens.at(*at).ends_with(".01");
        label.form == Form::Head(ClauseKind::Article)
            && (label.tokens.end..end.min(label.tokens.end + FAR))
                .find(first)
                .is_some_and(|at| heading::case(self.tokens, label.tokens.end..at) >= Case::Title)
    }

    /// "ARTICLE IV TERM Subject to …": the heading stands in capitals before its text.
    fn shouts_article(&self, label: &Label, end: usize) -> bool {
        let capitals =
            |at: usize| self.tokens.as_slice().get(at).is_some_and(|token| token.all_caps && token.span.len() > 1);
        label.form == Form::Head(ClauseKind::Article)
            && capitals(label.tokens.start)
            && label.tokens.end < end
            && capitals(label.tokens.end)
    }

    fn place(&mut self, block: usize, label: &Label) -> Option<Place> {
        // "IT IS AGREED as follows:" ends the parties and recitals that were numbered in brackets.
        let begins = label.tokens.start >= self.terms_begin && self.terms_begin > 0;
        if self.part == Part::Recitals && label.tokens.start >= self.terms_begin
            || begins && label.is_number() && self.part == Part::Terms && !self.levels.counted
        {
            self.part = Part::Terms;
            self.levels.clear();
        }
        if let Form::Head(kind) = label.form {
            return Some(self.head_place(kind));
        }
        let before_preamble = self.part == Part::Front && self.preamble.is_some_and(|preamble| block < preamble);
        if before_preamble || self.part == Part::Signature && !self.ends_signature(block, label) {
            return None;
        }
        self.levels.resume(label);
        let lead_in = self.units.last().map_or(LeadIn::Closed, |unit| {
            let end = if unit.body.is_empty() { unit.heading.end } else { unit.body.end };
            let asks = matches!(self.tokens.at(end.saturating_sub(1)), ":" | ",") && !unit.item
                || self.tokens.at(end.saturating_sub(1)) == ":";
            let waits = unit.body.is_empty() && !unit.heading.is_empty();
            if asks || waits { LeadIn::Open } else { LeadIn::Closed }
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
        let parent = parent.or_else(|| self.naked_lead_in(&label));
        let kind = self.kind(&label, &place, parent, &body, !heading.is_empty());
        let number = (label.form != Form::Bullet && kind != ClauseKind::Title).then(|| self.cite(parent, &label));
        let item = matches!(kind, ClauseKind::Item)
            || label.wrapper().is_some_and(|wrapper| wrapper != Wrapper::Dot && wrapper != Wrapper::Bare);
        let start = label.tokens.start;
        let clause = self.open(kind, number, heading.clone(), start..end, parent);
        if kind == ClauseKind::Title {
            let (start, none) = (label.tokens.start, label.tokens.start..label.tokens.start);
            self.clauses[clause.0].heading = Some(self.tokens.span(start..end));
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

    /// "The Owner may:", in a clause without a number: what its items "(a)", "(b)" hang on.
    fn naked_lead_in(&self, label: &Label) -> Option<ClauseId> {
        label.wrapper().filter(|wrapper| *wrapper == Wrapper::Brackets)?;
        let last = self.units.last()?;
        let clause = &self.clauses[last.clause.0];
        let above = clause.parent.filter(|_| clause.kind == ClauseKind::Item);
        let lead = if above.is_none() && self.tokens.at(last.body.end.saturating_sub(1)) == ":" {
            Some(last.clause)
        } else {
            above
        };
        lead.filter(|id| self.clauses[id.0].number.is_none() && self.clauses[id.0].kind == ClauseKind::Section)
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
        let shouted = case == Case::Capitals && bare.len() >= 2 && label.wrapper() == Some(Wrapper::Dot);
        // "Client sells food." is a sentence, "In this agreement:" a lead-in.
        let plain = bare.end == words.end || closing == "." && label.is_number() && bare.len() <= 4;
        let whole = case >= Case::Title || case == Case::Sentence && bare.len() <= 8 && plain;
        let asks = label.is_number() && heading::asks(self.tokens, words.clone());
        let whole = whole || asks;
        let background = label.tokens.start < self.terms_begin && self.part <= Part::Recitals;
        if marked && bare.end + 1 >= words.end
            || head
            || whole && !open_item && !background && (shouted || !self.is_listed_item(block, label))
        {
            return (bare, words.end..words.end);
        }
        if label.form == Form::Bullet && !whole {
            return (none, words);
        }
        let labelled = if self.shouts_article(label, words.end) { Labelled::Head } else { Labelled::Yes };
        match heading::run_in(self.tokens, words.clone(), labelled) {
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
            // What a paper begins with is its name, as it was filed or torn off.
            let first = || self.clauses.iter().all(|clause| clause.kind == ClauseKind::Title);
            if self.part == Part::Front && kind == ClauseKind::Schedule && (self.preamble.is_some() || first()) {
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

    pub(super) fn open(
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
