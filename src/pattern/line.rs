//! The words of a path as modal phrases are read from them. In: words with their [`Cue`]s and the
//! punctuation between them. Out: what stands at a place: an insertion, a denial, a status such as
//! "required to". `modal` puts the phrases together.

use super::cue::Cue;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Border {
    #[default]
    None,
    Comma,
    Open,
    Close,
    /// A semicolon, a colon, a full stop.
    Stop,
}

/// A word as this module sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    pub(super) cue: Cue,
    pub(super) border: Border,
    pub(super) shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Shape {
    #[default]
    Small,
    Capital,
    Number,
}

/// Words that an insertion ("shall, at its own expense, defend") may have.
const INSERTION: usize = 12;
/// Words of time between "entitled" and "to" ("entitled at any time to").
const TIMED: usize = 7;
/// Words of time and place between "agrees" and "not to".
const LATE: usize = 28;
/// Words between "right" and "to" ("the right, but not the obligation, to").
const RIGHT_TO: usize = 8;

/// What follows "be" or "have".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Bound,
    Free,
    Barred,
    /// "no obligation to".
    Released,
}

#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) words: &'a [Heard],
}

impl Line<'_> {
    pub(super) fn cue(&self, at: usize) -> Cue {
        self.words.get(at).map_or(Cue::Plain, |word| word.cue)
    }

    pub(super) fn before(&self, at: usize) -> Cue {
        at.checked_sub(1).map_or(Cue::Plain, |last| self.cue(last))
    }

    pub(super) fn border(&self, at: usize) -> Border {
        self.words.get(at).map_or(Border::None, |word| word.border)
    }

    /// A negation from `at` on ("not", "in no event", "neither", ", except as stated, not") and its end.
    pub(super) fn negation_after(&self, at: usize) -> (bool, usize) {
        let direct = self.adverbs(at);
        let starts = [Some(at), Some(direct), self.insertion(at)];
        for start in starts.into_iter().flatten() {
            if matches!(self.cue(start), Cue::Not | Cue::Neither) {
                return (true, start + 1);
            }
            if let Some(end) = self.no_event(start) {
                return (true, end);
            }
        }
        (false, at)
    }

    pub(super) fn is_noun_will(&self, at: usize) -> bool {
        matches!(self.before(at), Cue::Preposition | Cue::Article | Cue::Entitled) && self.border(at) == Border::None
    }

    /// "May 1", "1 May", "of May".
    pub(super) fn is_month(&self, at: usize) -> bool {
        let shape = |at: usize| self.words.get(at).map_or(Shape::Small, |word| word.shape);
        shape(at) == Shape::Capital
            && (shape(at + 1) == Shape::Number
                || at > 0 && shape(at - 1) == Shape::Number
                || self.before(at) == Cue::Preposition)
    }

    /// What follows a form of "be": "required to", "entitled to", "under no obligation to".
    pub(super) fn be_status(&self, at: usize) -> Option<(Status, usize)> {
        let at = self.adverbs(at);
        let status = match self.cue(at) {
            Cue::Required => Status::Bound,
            Cue::Entitled => Status::Free,
            Cue::Prohibited => Status::Barred,
            // "is at liberty to"
            Cue::Preposition if self.cue(at + 1) == Cue::Right => {
                return self.have_status(at + 1).filter(|(status, _)| *status == Status::Free);
            }
            Cue::Under => return self.have_status(at + 1).filter(|(status, _)| *status != Status::Free),
            _ => return None,
        };
        let link = if status == Status::Barred { Cue::From } else { Cue::To };
        let starts = [Some(at + 1), self.insertion(at + 1), self.timed(at + 1)];
        let next = starts.into_iter().flatten().find(|next| self.cue(*next) == link)?;
        (self.cue(next + 1) != Cue::Article).then_some((status, next + 1))
    }

    /// Behind "at any time", "upon reasonable notice", "from time to time": words of time with no comma.
    fn timed(&self, at: usize) -> Option<usize> {
        let opens = matches!(self.cue(at), Cue::Preposition | Cue::From) && self.border(at) == Border::None;
        let end = (at + 1..at + TIMED)
            .take_while(|next| self.border(*next) == Border::None)
            .find(|next| self.cue(*next) == Cue::To && self.cue(next + 1) != Cue::Event);
        end.filter(|_| opens)
    }

    /// What follows "have": "the right to", "no obligation to", "to".
    pub(super) fn have_status(&self, at: usize) -> Option<(Status, usize)> {
        let at = self.adverbs(at);
        let named = matches!(self.cue(at), Cue::Article | Cue::No | Cue::Measure | Cue::Right | Cue::Duty);
        let noun = (at..at + 6)
            .take_while(|next| *next == at || named && self.border(*next) == Border::None)
            .take_while(|next| !matches!(self.cue(*next), Cue::To | Cue::Shall | Cue::Will | Cue::May))
            .find(|next| matches!(self.cue(*next), Cue::Right | Cue::Duty))?;
        let denied = (at..noun).any(|next| self.cue(next) == Cue::No);
        let to = self.infinitive(noun + 1);
        match (self.cue(noun), denied, to) {
            (Cue::Right, false, to) => Some((Status::Free, to.unwrap_or(noun) + 1)),
            (Cue::Right, true, to) => Some((Status::Barred, to.unwrap_or(noun) + 1)),
            (_, false, Some(to)) => Some((Status::Bound, to + 1)),
            (_, true, to) => Some((Status::Released, to.unwrap_or(noun) + 1)),
            (_, false, None) => None,
        }
    }

    /// The "to" that belongs to a right or duty: at once, after an insertion, or after "and authority",
    /// "but not the obligation".
    pub(super) fn infinitive(&self, at: usize) -> Option<usize> {
        let apart = self.border(at) != Border::None || matches!(self.cue(at), Cue::Joining | Cue::Or);
        let reach = if apart { RIGHT_TO } else { 0 };
        (at..=at + reach)
            .take_while(|next| self.border(*next) != Border::Stop)
            .take_while(|next| !matches!(self.cue(*next), Cue::Shall | Cue::Will | Cue::May | Cue::Cannot))
            .find(|next| self.cue(*next) == Cue::To)
            .filter(|to| self.cue(to + 1) != Cue::Article)
    }

    /// Where "does not" or "don't" before `at` begins; `at` where there is none.
    pub(super) fn before_do_not(&self, at: usize) -> usize {
        match self.before(at) {
            Cue::DoNot => at - 1,
            Cue::Not if self.before(at - 1) == Cue::Do => at - 2,
            Cue::Not => at - 1,
            _ => at,
        }
    }

    /// Is there an "if" shortly before, with no comma since?
    pub(super) fn is_conditional(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|back| self.border(back + 1) == Border::None)
            .any(|back| self.cue(back) == Cue::If)
    }

    /// The end of "in no event", "under no circumstances", "at no time" at `at`.
    pub(super) fn no_event(&self, at: usize) -> Option<usize> {
        let opens = matches!(self.cue(at), Cue::Preposition | Cue::Under);
        let phrase = opens && self.cue(at + 1) == Cue::No && self.cue(at + 2) == Cue::Event;
        (phrase && self.cue(at + 3) != Cue::Comparison).then_some(at + 3)
    }

    /// "agrees during the term and for two years thereafter not to": the "not" behind a time or a place.
    pub(super) fn late_ban(&self, at: usize) -> Option<usize> {
        let opens = self.cue(at) == Cue::Preposition;
        let clear = |next: &usize| {
            self.border(*next) != Border::Stop
                && !matches!(
                    self.cue(*next),
                    Cue::Shall | Cue::Will | Cue::May | Cue::Cannot | Cue::Is | Cue::To | Cue::Agree | Cue::If
                )
        };
        let mut reach = (at..at + LATE).take_while(clear);
        reach.find(|next| opens && self.cue(*next) == Cue::Not && self.cue(next + 1) == Cue::To)
    }

    /// After "agrees to" a comma is an insertion only where it begins like one.
    pub(super) fn may_insert(&self, at: usize) -> bool {
        self.before(at) != Cue::To || matches!(self.cue(at), Cue::Preposition | Cue::From | Cue::If | Cue::Under)
    }

    pub(super) fn adverbs(&self, mut at: usize) -> usize {
        while self.cue(at) == Cue::Adverb {
            at += 1;
        }
        at
    }

    pub(super) fn adverbs_before(&self, mut at: usize) -> usize {
        while at > 0 && self.before(at) == Cue::Adverb && self.border(at) == Border::None {
            at -= 1;
        }
        at
    }

    /// The end of the words between commas or brackets that begin at `at`.
    pub(super) fn insertion(&self, at: usize) -> Option<usize> {
        let close = match self.border(at) {
            Border::Comma => Border::Comma,
            Border::Open => Border::Close,
            _ => return None,
        };
        (at + 1..=(at + INSERTION).min(self.words.len().saturating_sub(1)))
            .take_while(|next| self.border(*next) != Border::Stop)
            .find(|next| self.border(*next) == close)
    }

    /// The start of "at its option," before `at`.
    pub(super) fn insertion_before(&self, at: usize) -> Option<usize> {
        let open = match self.border(at) {
            Border::Comma => Border::Comma,
            Border::Close => Border::Open,
            _ => return None,
        };
        let start = (at.saturating_sub(INSERTION).max(1)..at).rev().find(|back| self.border(*back) == open)?;
        matches!(self.cue(start), Cue::Preposition | Cue::From | Cue::If | Cue::Under).then_some(start)
    }
}
