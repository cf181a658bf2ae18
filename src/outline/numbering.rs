//! Where a label belongs. In: labels in document order. Out: for each the open clause that it
//! hangs under. The sequence decides: "(i)" after "(h)" is a letter, "(i)" before "(ii)" a numeral.

use super::ClauseId;
use super::build::ARTICLE;
use super::label::{Form, Label, Strength, Style, Wrapper};

/// How far a sequence may jump ("[Reserved]" left out).
const LARGEST_JUMP: u16 = 3;

/// The sequence that an open clause is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Series {
    /// An article, schedule or unnumbered head; the number is how deep its markup says it is.
    Head(u8),
    Path(Vec<u16>),
    Ordinal(Style, Wrapper, u16),
    Bullet,
}

#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) clause: ClauseId,
    pub(super) series: Series,
    pub(super) indent: u16,
}

/// What comes with a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'l> {
    pub(super) indent: u16,
    /// The next label of the text, which tells "(i)" from "(i)".
    pub(super) next: Option<&'l Label>,
    /// The text before it asks for a list ("the following:").
    pub(super) lead_in: LeadIn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadIn {
    Open,
    Closed,
}

/// A place for a label: how many levels stay open, and the sequence it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) keep: usize,
    pub(super) series: Series,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Since {
    #[default]
    Heads,
    Numbers,
}

/// The clauses that are open, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels {
    pub(super) open: Vec<Level>,
    /// The levels that an unnumbered head closed, for numbers that go on behind it.
    closed: Vec<Level>,
    /// What was opened since.
    since: Since,
    /// A clause with a number of its own was opened; the parties' and recitals' brackets are none.
    pub(super) counted: bool,
}

impl Levels {
    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.closed.clear();
    }

    /// Opens a clause at `place`.
    pub(super) fn enter(&mut self, place: Place, clause: ClauseId, indent: u16) {
        let numbered = |level: &Level| !matches!(level.series, Series::Head(_) | Series::Bullet);
        if matches!(place.series, Series::Head(_)) && self.open.iter().skip(place.keep).any(numbered) {
            self.closed = self.open.clone();
            self.since = Since::Heads;
        }
        self.counted |= matches!(place.series, Series::Path(_) | Series::Ordinal(_, Wrapper::Dot | Wrapper::Bare, _));
        if !matches!(place.series, Series::Head(level) if level > ARTICLE) {
            self.since = Since::Numbers;
        }
        self.open.truncate(place.keep);
        self.open.push(Level { clause, series: place.series, indent });
    }

    /// Takes up the levels before the last unnumbered head, where the label goes on with them.
    pub(super) fn resume(&mut self, label: &Label) -> bool {
        let goes_on = |level: &Level| match (&label.form, &level.series) {
            (Form::Path(parts), Series::Path(before)) => follows(before, parts),
            (Form::Path(parts), Series::Ordinal(Style::Number, _, value)) => parts.len() == 2 && parts[0] == *value,
            (Form::Ordinal(_, around), Series::Ordinal(style, wrapper, value)) => {
                alike(*style, *around, *wrapper) && label.readings().contains(&(*style, value + 1))
            }
            _ => false,
        };
        // A clause's number goes on behind anything, an item's only where none was counted since.
        let near = label.is_number() || self.since == Since::Heads;
        let resumes = near && !self.open.iter().any(goes_on) && self.closed.iter().any(goes_on);
        if resumes {
            self.open = std::mem::take(&mut self.closed);
        }
        resumes
    }

    /// The place of a label; none where it is no label at all.
    pub(super) fn place(&self, label: &Label, setting: Setting<'_>) -> Option<Place> {
        match &label.form {
            Form::Head(_) => None,
            Form::Path(parts) => self.path(parts, label.strength),
            Form::Bullet => Some(self.bullet(setting.indent)),
            Form::Ordinal(..) => self.ordinal(label, setting),
        }
    }

    /// Does the label go on with an open sequence, strictly?
    pub(super) fn continues(&self, label: &Label) -> bool {
        self.open.iter().any(|level| match (&label.form, &level.series) {
            (Form::Path(parts), Series::Path(before)) => follows(before, parts),
            (Form::Path(parts), Series::Ordinal(Style::Number, _, value)) => {
                parts.len() == 2 && parts[0] == *value && parts[1] <= 1
            }
            (Form::Ordinal(..), Series::Ordinal(style, wrapper, value)) => {
                label.wrapper() == Some(*wrapper) && label.readings().contains(&(*style, value + 1))
            }
            _ => false,
        })
    }

    fn heads(&self) -> usize {
        self.open.iter().take_while(|level| matches!(level.series, Series::Head(rank) if rank < u8::MAX)).count()
    }

    fn path(&self, parts: &[u16], strength: Strength) -> Option<Place> {
        let series = Series::Path(parts.to_vec());
        let parent = self.open.iter().rposition(|level| is_prefix(&level.series, parts));
        let sibling = self.open.iter().rposition(|level| match &level.series {
            Series::Path(before) => {
                before.len() == parts.len() && before[..before.len() - 1] == parts[..parts.len() - 1]
            }
            _ => false,
        });
        if strength == Strength::Weak && !self.open.iter().any(|level| near(&level.series, parts)) {
            return None;
        }
        let keep = match (parent, sibling) {
            (Some(parent), _) => parent + 1,
            (None, Some(sibling)) => sibling,
            (None, None) => self.heads(),
        };
        Some(Place { keep, series })
    }

    fn bullet(&self, indent: u16) -> Place {
        let same = self.open.iter().rposition(|level| level.series == Series::Bullet && level.indent <= indent);
        let keep = match same {
            Some(at) if self.open[at].indent == indent => at,
            Some(at) => at + 1,
            None => self.open.iter().position(|level| level.series == Series::Bullet).unwrap_or(self.open.len()),
        };
        Place { keep, series: Series::Bullet }
    }

    fn ordinal(&self, label: &Label, setting: Setting<'_>) -> Option<Place> {
        let wrapper = label.wrapper()?;
        let first = label.readings().iter().find(|(_, value)| *value == 1);
        let starts = first.filter(|reading| starts_new(reading, wrapper, setting.next));
        if (starts.is_none() || label.is_number())
            && let Some(place) = self.going_on(label, wrapper, setting.indent, 1)
        {
            return Some(place);
        }
        if let Some((style, _)) = first {
            return Some(self.beginning(*style, wrapper, setting));
        }
        let jump = self.going_on(label, wrapper, setting.indent, LARGEST_JUMP).or_else(|| self.again(label, wrapper));
        if jump.is_some() || label.strength == Strength::Weak {
            return jump;
        }
        let (style, value) = *label.readings().first()?;
        let keep = match style {
            Style::Number if wrapper != Wrapper::Brackets => self.heads(),
            _ => self.sections(),
        };
        Some(Place { keep, series: Series::Ordinal(style, wrapper, value) })
    }

    /// Heads and numbered sections, without the items under them.
    fn sections(&self) -> usize {
        let item = |level: &Level| match level.series {
            Series::Ordinal(style, wrapper, _) => {
                style != Style::Number || !matches!(wrapper, Wrapper::Dot | Wrapper::Bare)
            }
            Series::Bullet => true,
            _ => false,
        };
        self.open.iter().position(item).unwrap_or(self.open.len())
    }

    /// The levels above the first bracketed item or definition without a label.
    fn items(&self) -> usize {
        let below = |level: &Level| {
            matches!(level.series, Series::Ordinal(_, Wrapper::Brackets, _)) || level.series == Series::Head(u8::MAX)
        };
        self.open.iter().position(below).unwrap_or(self.open.len())
    }

    /// After an open label of the same sequence; where several fit, the nearest by indent, then the innermost.
    fn going_on(&self, label: &Label, wrapper: Wrapper, indent: u16, jump: u16) -> Option<Place> {
        let mut best: Option<(u16, Place)> = None;
        for (at, level) in self.open.iter().enumerate().rev() {
            let Series::Ordinal(style, other, value) = level.series else { continue };
            let last = if other == wrapper { value + jump } else { value + 1 };
            let reading = label.readings().iter().find(|(reading, next)| {
                *reading == style && alike(style, wrapper, other) && (value + 1..=last).contains(next)
            });
            if let Some((_, next)) = reading {
                let distance = level.indent.abs_diff(indent);
                if best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
                    best = Some((distance, Place { keep: at, series: Series::Ordinal(style, wrapper, *next) }));
                }
            }
        }
        best.map(|(_, place)| place)
    }

    /// A number that was there before: the drafter miscounted, and it is still of that sequence.
    fn again(&self, label: &Label, wrapper: Wrapper) -> Option<Place> {
        self.open.iter().enumerate().rev().find_map(|(at, level)| match level.series {
            Series::Ordinal(style, other, value) if other == wrapper => {
                let (_, next) = label
                    .readings()
                    .iter()
                    .find(|(reading, next)| *reading == style && next.abs_diff(value) <= LARGEST_JUMP)?;
                Some(Place { keep: at, series: Series::Ordinal(style, wrapper, *next) })
            }
            _ => None,
        })
    }

    /// The first of a sequence: under the innermost clause, or again where the same one is open.
    fn beginning(&self, style: Style, wrapper: Wrapper, setting: Setting<'_>) -> Place {
        let series = Series::Ordinal(style, wrapper, 1);
        let same = self.open.iter().rposition(
            |level| matches!(level.series, Series::Ordinal(other, around, _) if other == style && around == wrapper),
        );
        let keep = match same {
            // "1." under "(a)" or, in Markdown, deeper than the "1." before it.
            Some(at) if setting.lead_in == LeadIn::Open || setting.indent > self.open[at].indent + 1 => {
                self.below(setting.indent, at)
            }
            Some(at) => at,
            None if style == Style::Number
                && wrapper != Wrapper::Brackets
                && setting.lead_in == LeadIn::Closed
                && self.in_path() =>
            {
                self.heads()
            }
            // "A." ranks over "(i)", and "1 DEFINITIONS" over "(2)" and "(D)", unless the item waits for it.
            None if setting.lead_in == LeadIn::Closed
                && (wrapper == Wrapper::Dot || wrapper == Wrapper::Bare && style == Style::Number) =>
            {
                self.items()
            }
            None => self.open.len(),
        };
        Place { keep, series }
    }

    /// Under the innermost level that is not deeper than `indent`, but inside the level at `at`.
    fn below(&self, indent: u16, at: usize) -> usize {
        let deepest = self.open.iter().rposition(|level| level.indent < indent || level.series == Series::Head(0));
        deepest.map_or(at + 1, |deepest| deepest + 1).max(at + 1)
    }

    fn in_path(&self) -> bool {
        self.open.iter().any(|level| matches!(level.series, Series::Path(_)))
    }
}

/// Of one sequence: "4 FEES" goes on with "3. DELIVERY" where somebody left out a dot.
fn alike(style: Style, one: Wrapper, other: Wrapper) -> bool {
    let open = |wrapper: Wrapper| matches!(wrapper, Wrapper::Dot | Wrapper::Bare);
    one == other || style == Style::Number && open(one) && open(other)
}

/// "4.3" after "4.2" or "4.2.1"; "4.2.1" after "4.2"; "5" after "4.2".
fn follows(before: &[u16], next: &[u16]) -> bool {
    let Some((last, stem)) = next.split_last() else { return false };
    let sibling = before.len() >= next.len()
        && before[..stem.len()] == *stem
        && before.get(stem.len()).is_some_and(|value| value + 1 == *last);
    let child = before == stem && *last <= 1;
    sibling || child
}

/// Like [`follows`], with room for a jump, and under "4." too.
fn near(series: &Series, next: &[u16]) -> bool {
    match series {
        Series::Path(before) => {
            let Some((last, stem)) = next.split_last() else { return false };
            before.starts_with(stem) && before.get(stem.len()).is_none_or(|value| value.abs_diff(*last) <= LARGEST_JUMP)
        }
        Series::Ordinal(Style::Number, _, value) => next.len() == 2 && next[0] == *value,
        _ => false,
    }
}

fn is_prefix(series: &Series, parts: &[u16]) -> bool {
    match series {
        Series::Path(before) => before.len() < parts.len() && parts.starts_with(before),
        Series::Ordinal(Style::Number, wrapper, value) => {
            *wrapper != Wrapper::Brackets && parts.len() > 1 && parts[0] == *value
        }
        _ => false,
    }
}

/// "(i)" begins a new sequence where "(ii)" comes next and not "(j)".
fn starts_new(reading: &(Style, u16), wrapper: Wrapper, next: Option<&Label>) -> bool {
    if !matches!(reading.0, Style::SmallRoman | Style::CapitalRoman) {
        return true;
    }
    next.is_some_and(|next| next.wrapper() == Some(wrapper) && next.readings().contains(&(reading.0, 2)))
}
