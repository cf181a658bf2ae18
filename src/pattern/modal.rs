//! Who must, must not or may: the phrases behind `{shall}`, `{shall-not}` and `{may}`. In: the
//! words of one path with their [`Cue`]s. Out: the [`Modal`] phrases in it. `index` keeps them.
//!
//! "shall be entitled to" is a permission and no duty, "is not required to" neither duty nor ban,
//! "neither party shall" and "nothing in this Agreement shall" are bans.

use super::class::Class;
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

/// A phrase of duty, ban or permission, in places of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Modal {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sense: Sense,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    Duty,
    Ban,
    Permission,
}

impl Sense {
    pub(super) fn class(self) -> Class {
        match self {
            Sense::Duty => Class::Shall,
            Sense::Ban => Class::ShallNot,
            Sense::Permission => Class::May,
        }
    }
}

/// Words that an insertion ("shall, at its own expense, defend") may have.
const INSERTION: usize = 12;
/// Words from a negative subject ("Neither party") to its verb.
const SUBJECT: usize = 14;
/// Words between "right" and "to" ("the right, but not the obligation, to").
const RIGHT_TO: usize = 8;

/// Every modal phrase of a path, by start. One phrase may be given several times: with and
/// without its adverb ("hereby agrees to") and with the insertion beside it.
pub(super) fn read(words: &[Heard]) -> Vec<Modal> {
    let mut reader = Reader { words, found: Vec::new(), negation: None };
    let mut at = 0;
    while at < words.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found.sort_unstable();
    reader.found.dedup();
    reader.found
}

struct Reader<'a> {
    words: &'a [Heard],
    found: Vec<Modal>,
    negation: Option<Negation>,
}

/// A subject or opening that turns the next duty or permission into a ban.
#[derive(Clone, Copy)]
struct Negation {
    start: usize,
    /// After its last word.
    end: usize,
    until: usize,
    commas: Commas,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Commas {
    End,
    Pass,
}

/// What follows "be" or "have".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Bound,
    Free,
    Barred,
    /// "no obligation to".
    Released,
}

impl Reader<'_> {
    fn cue(&self, at: usize) -> Cue {
        self.words.get(at).map_or(Cue::Plain, |word| word.cue)
    }

    fn before(&self, at: usize) -> Cue {
        at.checked_sub(1).map_or(Cue::Plain, |last| self.cue(last))
    }

    fn border(&self, at: usize) -> Border {
        self.words.get(at).map_or(Border::None, |word| word.border)
    }

    /// Reads at one word; gives the place to go on from.
    fn step(&mut self, at: usize) -> usize {
        self.expire(at);
        match self.cue(at) {
            Cue::Plain => at + 1,
            Cue::Shall => self.auxiliary(at, Sense::Duty),
            Cue::Will if !self.is_noun_will(at) => self.auxiliary(at, Sense::Duty),
            Cue::May if !self.is_month(at) => self.auxiliary(at, Sense::Permission),
            Cue::Cannot => self.emit(at, at + 1, Sense::Ban),
            Cue::Is | Cue::IsNot => self.finite_be(at),
            Cue::Have => self.have(at),
            Cue::Reserve if self.before(at) != Cue::To => self.reserve(at),
            Cue::Agree => self.agree(at),
            Cue::Need => self.need(at),
            _ => self.negative(at),
        }
    }

    /// "shall", "will", "may" with all that hangs on them.
    fn auxiliary(&mut self, at: usize, base: Sense) -> usize {
        let (negated, after) = self.negation_after(at + 1);
        let mut look = self.adverbs(after.max(at + 1));
        look = if self.cue(look) == Cue::Plain { self.insertion(look).unwrap_or(look) } else { look };
        let status = match self.cue(look) {
            Cue::Be => self.be_status(look + 1),
            Cue::Have => self.have_status(look + 1),
            _ => None,
        };
        let denied = negated || self.negation.is_some();
        let short = if denied { Sense::Ban } else { base };
        let short_end = if negated { after } else { at + 1 };
        let Some((status, end)) = status else {
            return self.emit_negatable(at, short_end, short);
        };
        let long = match (status, denied, base) {
            (Status::Bound, false, Sense::Duty) => Some(Sense::Duty),
            (Status::Free, false, _) => Some(Sense::Permission),
            (Status::Free, true, _) => Some(Sense::Ban),
            (Status::Barred, false, Sense::Duty) => Some(Sense::Ban),
            (Status::Barred, true, _) => Some(Sense::Permission),
            _ => None,
        };
        if long == Some(short) {
            self.emit_negatable(at, short_end, short);
        }
        if let Some(long) = long {
            self.emit_negatable(at, end, long);
        }
        self.negation = None;
        end
    }

    /// A negation from `at` on ("not", "in no event", "neither", ", except as stated, not") and its end.
    fn negation_after(&self, at: usize) -> (bool, usize) {
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

    fn is_noun_will(&self, at: usize) -> bool {
        matches!(self.before(at), Cue::Preposition | Cue::Article | Cue::Entitled) && self.border(at) == Border::None
    }

    /// "May 1", "1 May", "of May".
    fn is_month(&self, at: usize) -> bool {
        let shape = |at: usize| self.words.get(at).map_or(Shape::Small, |word| word.shape);
        shape(at) == Shape::Capital
            && (shape(at + 1) == Shape::Number
                || at > 0 && shape(at - 1) == Shape::Number
                || self.before(at) == Cue::Preposition)
    }

    /// "is required to", "are not permitted to", "is to be".
    fn finite_be(&mut self, at: usize) -> usize {
        let mut look = self.adverbs(at + 1);
        let split = self.cue(look) == Cue::Not;
        let negated = split || self.cue(at) == Cue::IsNot;
        look = if split { self.adverbs(look + 1) } else { look };
        if self.cue(look) == Cue::To && self.cue(look + 1) == Cue::Be {
            return self.emit_negatable(at, look + 1, self.duty(negated));
        }
        match self.be_status(look) {
            Some((status, end)) => self.settle(at, end, status, negated),
            None => at + 1,
        }
    }

    fn duty(&self, negated: bool) -> Sense {
        if negated || self.negation.is_some() { Sense::Ban } else { Sense::Duty }
    }

    /// What follows a form of "be": "required to", "entitled to", "under no obligation to".
    fn be_status(&self, at: usize) -> Option<(Status, usize)> {
        let at = self.adverbs(at);
        let status = match self.cue(at) {
            Cue::Required => Status::Bound,
            Cue::Entitled => Status::Free,
            Cue::Prohibited => Status::Barred,
            Cue::Under => return self.have_status(at + 1).filter(|(status, _)| *status != Status::Free),
            _ => return None,
        };
        let to = [Some(at + 1), self.insertion(at + 1)].into_iter().flatten().find(|next| self.cue(*next) == Cue::To);
        match (status, to) {
            (Status::Barred, None) => Some((status, at + 1 + usize::from(self.cue(at + 1) == Cue::From))),
            (_, Some(to)) => Some((status, to + 1)),
            _ => None,
        }
    }

    /// What follows "have": "the right to", "no obligation to", "to".
    fn have_status(&self, at: usize) -> Option<(Status, usize)> {
        let noun = (at..at + 6)
            .take_while(|next| {
                *next == at
                    || self.border(*next) == Border::None
                        && matches!(
                            self.cue(*next),
                            Cue::Plain | Cue::Joining | Cue::Right | Cue::Duty | Cue::Adverb | Cue::Article | Cue::No
                        )
            })
            .find(|next| matches!(self.cue(*next), Cue::Right | Cue::Duty))?;
        let denied = (at..noun).any(|next| self.cue(next) == Cue::No);
        let to = (noun + 1..noun + 2 + RIGHT_TO)
            .take_while(|next| self.border(*next) != Border::Stop)
            .find(|next| self.cue(*next) == Cue::To && self.cue(next + 1) != Cue::Article);
        match (self.cue(noun), denied, to) {
            (Cue::Right, false, to) => Some((Status::Free, to.unwrap_or(noun) + 1)),
            (Cue::Right, true, to) => Some((Status::Barred, to.unwrap_or(noun) + 1)),
            (_, false, Some(to)) => Some((Status::Bound, to + 1)),
            (_, true, to) => Some((Status::Released, to.unwrap_or(noun) + 1)),
            (_, false, None) => None,
        }
    }

    /// "has to", "has the right to", "do not have the right to".
    fn have(&mut self, at: usize) -> usize {
        if self.before(at) == Cue::To {
            return at + 1;
        }
        let start = self.before_do_not(at);
        let negated = start < at;
        if self.cue(at + 1) == Cue::To {
            return self.settle(start, at + 2, Status::Bound, negated);
        }
        match self.have_status(at + 1) {
            Some((status, end)) => self.settle(start, end, status, negated),
            None => at + 1,
        }
    }

    /// Where "does not" or "don't" before `at` begins; `at` where there is none.
    fn before_do_not(&self, at: usize) -> usize {
        match self.before(at) {
            Cue::DoNot => at - 1,
            Cue::Not if self.before(at - 1) == Cue::Do => at - 2,
            Cue::Not => at - 1,
            _ => at,
        }
    }

    fn reserve(&mut self, at: usize) -> usize {
        match self.have_status(at + 1) {
            Some((Status::Free, end)) => self.settle(at, end, Status::Free, false),
            _ => at + 1,
        }
    }

    /// Gives out a status that a finite verb states.
    fn settle(&mut self, at: usize, end: usize, status: Status, negated: bool) -> usize {
        let denied = negated || self.negation.is_some();
        let sense = match (status, denied) {
            (Status::Bound, false) => Sense::Duty,
            (Status::Free, false) | (Status::Barred, true) => Sense::Permission,
            (Status::Barred, false) | (Status::Free, true) => Sense::Ban,
            (Status::Bound, true) | (Status::Released, _) => {
                self.negation = None;
                return end;
            }
        };
        self.emit_negatable(at, end, sense)
    }

    /// "agrees to", "covenants and agrees not to"; not "if Vendor agrees to", "may agree to".
    fn agree(&mut self, at: usize) -> usize {
        let governed = matches!(
            self.before(at),
            Cue::Shall | Cue::Will | Cue::May | Cue::Cannot | Cue::Not | Cue::DoNot | Cue::To | Cue::Be | Cue::Article
        ) || self.is_conditional(at);
        let mut look = at + 1;
        while matches!(self.cue(look), Cue::Agree | Cue::Joining | Cue::Adverb) {
            look += 1;
        }
        look = match self.insertion(look) {
            Some(end) if !matches!(self.cue(look), Cue::To | Cue::Not) => end,
            _ => look,
        };
        let negated = self.cue(look) == Cue::Not;
        look += usize::from(negated);
        if self.cue(look) != Cue::To || governed {
            return at + 1;
        }
        let late = self.cue(look + 1) == Cue::Not;
        let end = look + 1 + usize::from(late);
        self.emit_negatable(at, end, self.duty(negated || late))
    }

    /// Is there an "if" shortly before, with no comma since?
    fn is_conditional(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|back| self.border(back + 1) == Border::None)
            .any(|back| self.cue(back) == Cue::If)
    }

    fn need(&mut self, at: usize) -> usize {
        let free = !matches!(self.before(at), Cue::Not | Cue::DoNot | Cue::To | Cue::May | Cue::Article | Cue::Will);
        if free && self.cue(at + 1) == Cue::To && self.cue(at + 2) != Cue::Know {
            return self.emit_negatable(at, at + 2, self.duty(false));
        }
        at + 1
    }

    /// "neither", "no party", "nothing", "in no event": remembered for the verb that follows.
    fn negative(&mut self, at: usize) -> usize {
        if let Some(end) = self.no_event(at) {
            self.negation = Some(Negation { start: at, end, until: end + SUBJECT, commas: Commas::Pass });
            return end;
        }
        let opens = at == 0 || self.border(at) != Border::None || self.before(at) == Cue::Joining;
        let commas = match self.cue(at) {
            Cue::Neither if at == 0 || self.before(at) != Cue::If => Commas::End,
            Cue::Nor => Commas::Pass,
            Cue::No if opens && self.cue(at + 1) != Cue::Comparison => Commas::End,
            Cue::Nothing if opens => Commas::End,
            _ => return at + 1,
        };
        self.negation = Some(Negation { start: at, end: at + 1, until: at + SUBJECT, commas });
        at + 1
    }

    /// The end of "in no event", "under no circumstances", "at no time" at `at`.
    fn no_event(&self, at: usize) -> Option<usize> {
        let opens = matches!(self.cue(at), Cue::Preposition | Cue::Under);
        let phrase = opens && self.cue(at + 1) == Cue::No && self.cue(at + 2) == Cue::Event;
        (phrase && self.cue(at + 3) != Cue::Comparison).then_some(at + 3)
    }

    fn expire(&mut self, at: usize) {
        let border = self.border(at);
        self.negation = self.negation.filter(|negation| {
            let cut = match negation.commas {
                Commas::End => matches!(border, Border::Comma | Border::Stop) && self.cue(at) != Cue::Nor,
                Commas::Pass => border == Border::Stop,
            };
            at < negation.until && !(cut && at > negation.start)
        });
    }

    /// Gives out a phrase and spends the negation before it.
    fn emit_negatable(&mut self, start: usize, end: usize, sense: Sense) -> usize {
        if let Some(negation) = self.negation.take()
            && negation.end == start
            && negation.end > negation.start + 1
        {
            self.emit(negation.start, end, sense);
        }
        self.emit(start, end, sense)
    }

    /// Gives out a phrase with and without what is inserted beside it.
    fn emit(&mut self, start: usize, end: usize, sense: Sense) -> usize {
        let adverb = self.adverbs_before(start);
        let starts = [Some(start), Some(adverb), self.insertion_before(adverb)];
        let ends = [Some(end), self.insertion(end)];
        for start in starts.into_iter().flatten() {
            self.found.extend(ends.into_iter().flatten().map(|end| Modal { start, end, sense }));
        }
        end
    }

    fn adverbs(&self, mut at: usize) -> usize {
        while self.cue(at) == Cue::Adverb {
            at += 1;
        }
        at
    }

    fn adverbs_before(&self, mut at: usize) -> usize {
        while at > 0 && self.before(at) == Cue::Adverb && self.border(at) == Border::None {
            at -= 1;
        }
        at
    }

    /// The end of the words between commas or brackets that begin at `at`.
    fn insertion(&self, at: usize) -> Option<usize> {
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
    fn insertion_before(&self, at: usize) -> Option<usize> {
        let open = match self.border(at) {
            Border::Comma => Border::Comma,
            Border::Close => Border::Open,
            _ => return None,
        };
        let start = (at.saturating_sub(INSERTION).max(1)..at).rev().find(|back| self.border(*back) == open)?;
        matches!(self.cue(start), Cue::Preposition | Cue::From | Cue::If | Cue::Under).then_some(start)
    }
}
