//! Who must, must not or may: the phrases behind `{shall}`, `{shall-not}` and `{may}`. In: the
//! words of one path with their [`Cue`]s. Out: the [`Modal`] phrases in it. `index` keeps them.
//!
//! "shall be entitled to" is a permission and no duty, "is not required to" neither duty nor ban,
//! "neither party shall" and "nothing in this Agreement shall" are bans.

use super::class::Class;
use super::cue::Cue;
use super::line::{Border, Heard, Line, Status};
use crate::sorting;

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

/// Words from a negative subject ("Neither party") to its verb.
const SUBJECT: usize = 24;
/// Words of the subject in "shall ensure that its employees and agents do not".
const ENSURED: usize = 8;

/// Every modal phrase of a path, by start. One phrase may be given several times: with and
/// without its adverb ("hereby agrees to") and with the insertion beside it.
pub(super) fn read(words: &[Heard]) -> Vec<Modal> {
    let mut reader = Reader { line: Line { words }, found: Vec::new(), negation: None };
    let mut at = 0;
    while at < words.len() {
        at = reader.step(at).max(at + 1);
    }
    sorting::by_key(&mut reader.found, |modal| *modal);
    reader.found.dedup();
    reader.found
}

struct Reader<'a> {
    line: Line<'a>,
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
    state: State,
}

/// A denial reaches the first verb after it, and one that "or" joins to that verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Spent,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Commas {
    End,
    Pass,
}

impl Reader<'_> {
    /// Reads at one word; gives the place to go on from.
    fn step(&mut self, at: usize) -> usize {
        if self.negation.is_some() {
            self.expire(at);
        }
        match self.line.cue(at) {
            Cue::Plain | Cue::Article | Cue::To | Cue::Joining | Cue::Or => at + 1,
            Cue::Shall => self.auxiliary(at, Sense::Duty),
            Cue::Will if !self.line.is_noun_will(at) => self.auxiliary(at, Sense::Duty),
            Cue::May if !self.line.is_month(at) => self.auxiliary(at, Sense::Permission),
            Cue::Cannot => self.emit(at, at + 1, Sense::Ban),
            Cue::Is | Cue::IsNot => self.finite_be(at),
            Cue::Have => self.have(at),
            Cue::Reserve if self.line.before(at) != Cue::To => self.reserve(at),
            Cue::Agree => self.agree(at),
            Cue::Need => self.need(at),
            _ => self.negative(at),
        }
    }

    /// "shall", "will", "may" with all that hangs on them.
    fn auxiliary(&mut self, at: usize, base: Sense) -> usize {
        let (negated, after) = self.line.negation_after(at + 1);
        let mut look = self.line.adverbs(after.max(at + 1));
        look = if self.line.cue(look) == Cue::Plain { self.line.insertion(look).unwrap_or(look) } else { look };
        let status = match self.line.cue(look) {
            Cue::Be => self.line.be_status(look + 1),
            Cue::Have => self.line.have_status(look + 1),
            _ => None,
        };
        let denied = negated || self.is_denied(at);
        if base == Sense::Duty && self.line.cue(at + 1) == Cue::Ensure {
            self.ensure(at + 1, denied);
        }
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
        self.spend(end);
        end
    }

    /// "shall ensure that its staff do not": whose staff it is must not let it happen.
    fn ensure(&mut self, at: usize, denied: bool) {
        const THAT: usize = 1;
        let from = at + 1 + THAT;
        let ban = (from..from + ENSURED)
            .take_while(|next| !matches!(self.line.border(*next), Border::Comma | Border::Stop))
            .find(|next| {
                self.line.cue(*next) == Cue::DoNot
                    || self.line.cue(*next) == Cue::Do && self.line.cue(next + 1) == Cue::Not
            });
        if let Some(ban) = ban.filter(|_| !denied) {
            let end = ban + 1 + usize::from(self.line.cue(ban) == Cue::Do);
            self.emit(at - 1, end, Sense::Ban);
        }
    }

    /// "is required to", "are not permitted to", "is to be".
    fn finite_be(&mut self, at: usize) -> usize {
        let mut look = self.line.adverbs(at + 1);
        let split = self.line.cue(look) == Cue::Not;
        let negated = split || self.line.cue(at) == Cue::IsNot;
        look = if split { self.line.adverbs(look + 1) } else { look };
        if self.line.cue(look) == Cue::To && self.line.cue(look + 1) == Cue::Be {
            return self.emit_negatable(at, look + 1, self.duty(at, negated));
        }
        match self.line.be_status(look) {
            Some((status, end)) => self.settle(at, end, status, negated),
            None => at + 1,
        }
    }

    /// Does a denial before the verb at `at` reach it?
    fn is_denied(&self, at: usize) -> bool {
        self.negation.is_some_and(|negation| negation.state == State::Open || self.line.before(at) == Cue::Or)
    }

    fn duty(&self, at: usize, negated: bool) -> Sense {
        if negated || self.is_denied(at) { Sense::Ban } else { Sense::Duty }
    }

    /// "has to", "has the right to", "do not have the right to".
    fn have(&mut self, at: usize) -> usize {
        if self.line.before(at) == Cue::To {
            return at + 1;
        }
        let start = self.line.before_do_not(at);
        let negated = start < at;
        if self.line.cue(at + 1) == Cue::To {
            if (at.saturating_sub(4)..at).any(|back| self.line.cue(back) == Cue::May) {
                return at + 1;
            }
            return self.settle(start, at + 2, Status::Bound, negated);
        }
        match self.line.have_status(at + 1) {
            Some((status, end)) => self.settle(start, end, status, negated),
            None => at + 1,
        }
    }

    fn reserve(&mut self, at: usize) -> usize {
        // "reserves to itself the power to"
        let own = self.line.cue(at + 1) == Cue::To && self.line.cue(at + 2) != Cue::Article;
        match self.line.have_status(if own { at + 3 } else { at + 1 }) {
            Some((Status::Free, end)) => self.settle(at, end, Status::Free, false),
            _ => at + 1,
        }
    }

    /// Gives out a status that a finite verb states.
    fn settle(&mut self, at: usize, end: usize, status: Status, negated: bool) -> usize {
        let denied = negated || self.is_denied(at);
        let sense = match (status, denied) {
            (Status::Bound, false) => Sense::Duty,
            (Status::Free, false) | (Status::Barred, true) => Sense::Permission,
            (Status::Barred, false) | (Status::Free, true) => Sense::Ban,
            (Status::Bound, true) | (Status::Released, _) => {
                self.spend(end);
                return end;
            }
        };
        self.emit_negatable(at, end, sense)
    }

    /// "agrees to", "covenants and agrees not to"; not "if Vendor agrees to", "may agree to".
    fn agree(&mut self, at: usize) -> usize {
        let governed = matches!(
            self.line.before(at),
            Cue::Shall | Cue::Will | Cue::May | Cue::Cannot | Cue::Not | Cue::DoNot | Cue::To | Cue::Be | Cue::Article
        ) || self.line.is_conditional(at);
        let mut look = at + 1;
        while matches!(self.line.cue(look), Cue::Agree | Cue::Joining | Cue::Or | Cue::Adverb) {
            look += 1;
        }
        look = match self.line.insertion(look) {
            Some(end) if !matches!(self.line.cue(look), Cue::To | Cue::Not) => end,
            _ => self.line.late_ban(look).unwrap_or(look),
        };
        let negated = self.line.cue(look) == Cue::Not;
        look += usize::from(negated);
        if self.line.cue(look) != Cue::To || self.line.cue(look + 1) == Cue::Article || governed {
            return at + 1;
        }
        let late = self.line.cue(look + 1) == Cue::Not;
        let end = look + 1 + usize::from(late);
        self.emit_negatable(at, end, self.duty(at, negated || late))
    }

    fn need(&mut self, at: usize) -> usize {
        let free =
            !matches!(self.line.before(at), Cue::Not | Cue::DoNot | Cue::To | Cue::May | Cue::Article | Cue::Will);
        if free && self.line.cue(at + 1) == Cue::To && self.line.cue(at + 2) != Cue::Know {
            return self.emit_negatable(at, at + 2, self.duty(at, false));
        }
        at + 1
    }

    /// "neither", "no party", "nothing", "in no event": remembered for the verb that follows.
    fn negative(&mut self, at: usize) -> usize {
        if let Some(end) = self.line.no_event(at) {
            self.negation =
                Some(Negation { start: at, end, until: end + SUBJECT, commas: Commas::Pass, state: State::Open });
            return end;
        }
        let opens =
            at == 0 || self.line.border(at) != Border::None || matches!(self.line.before(at), Cue::Joining | Cue::Or);
        let commas = match self.line.cue(at) {
            Cue::Neither if at == 0 || self.line.before(at) != Cue::If => Commas::End,
            Cue::Nor => Commas::Pass,
            Cue::No if opens && self.line.cue(at + 1) != Cue::Comparison => Commas::End,
            Cue::Nothing if opens => Commas::End,
            _ => return at + 1,
        };
        self.negation = Some(Negation { start: at, end: at + 1, until: at + SUBJECT, commas, state: State::Open });
        at + 1
    }

    fn expire(&mut self, at: usize) {
        let border = self.line.border(at);
        self.negation = self.negation.filter(|negation| {
            let cut = match negation.commas {
                Commas::End => matches!(border, Border::Comma | Border::Stop) && self.line.cue(at) != Cue::Nor,
                Commas::Pass => border == Border::Stop,
            };
            at < negation.until && !(cut && at > negation.start)
        });
    }

    /// Gives out a phrase and spends the negation before it.
    fn emit_negatable(&mut self, start: usize, end: usize, sense: Sense) -> usize {
        if let Some(negation) = self.negation
            && negation.end == start
            && negation.end > negation.start + 1
        {
            self.emit(negation.start, end, sense);
        }
        self.spend(end);
        self.emit(start, end, sense)
    }

    fn spend(&mut self, end: usize) {
        let spent = |negation| Negation { until: end + 6, commas: Commas::Pass, state: State::Spent, ..negation };
        self.negation = self.negation.map(spent);
    }

    /// Gives out a phrase with and without what is inserted beside it.
    fn emit(&mut self, start: usize, end: usize, sense: Sense) -> usize {
        let adverb = self.line.adverbs_before(start);
        let starts = [Some(start), Some(adverb), self.line.insertion_before(adverb)];
        let ends = [Some(end), self.line.insertion(end).filter(|_| self.line.may_insert(end))];
        for start in starts.into_iter().flatten() {
            self.found.extend(ends.into_iter().flatten().map(|end| Modal { start, end, sense }));
        }
        end
    }
}
