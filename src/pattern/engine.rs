//! Matching one program in one path. In: a program, a path and the places of its words. Out: the
//! places where a match can begin, its shortest end, and its captures. `find` comes next.
//!
//! A step maps a set of places to a set of places, all at once, so the work is the program's
//! length times the path's length and nothing is ever tried twice.

use std::ops::Range;
use std::sync::Arc;

use super::class::Class;
use super::compile::{Step, WordSet};
use super::index::{Index, Phrase};
use super::positions::Places;
use super::stood::{Stands, Stood};

pub(super) struct Engine<'a> {
    pub(super) index: &'a Index,
    /// For each word set, where its words stand in the document.
    pub(super) sets: &'a [Arc<Stood>],
}

/// The words that are looked at: a path or a part of it.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) start: u32,
    pub(super) words: usize,
}

impl Window {
    pub(super) fn new(words: Range<u32>) -> Self {
        Self { start: words.start, words: words.len() }
    }

    fn end(self) -> u32 {
        self.start + self.words as u32
    }
}

/// A class and what it stood for, in words of the index.
pub(super) type Caught = (Class, Phrase);

impl Engine<'_> {
    /// Calls `visit` with the places of the window where words of `set` stand.
    fn words(&self, set: WordSet, window: Window, mut visit: impl FnMut(usize)) {
        let places = match self.sets.get(set).map(|set| set.places(self.index)) {
            Some(Stands::At(id)) => self.index.places(*id),
            Some(Stands::Few(places)) => places.as_slice(),
            Some(Stands::Among(marks)) => {
                let words = self.index.words.get(window.start as usize..window.end() as usize).unwrap_or_default();
                let marked = |id: u32| marks.get(id as usize / 64).is_some_and(|part| part >> (id % 64) & 1 == 1);
                return words.iter().enumerate().filter(|(_, id)| marked(**id)).for_each(|(at, _)| visit(at));
            }
            Some(Stands::Nowhere) | None => &[],
        };
        let from = places.partition_point(|place| *place < window.start);
        let near = places.get(from..).unwrap_or_default().iter();
        near.take_while(|place| **place < window.end()).for_each(|place| visit((place - window.start) as usize));
    }

    fn phrases(&self, class: Class, window: Window) -> impl Iterator<Item = (usize, usize)> + '_ {
        let phrases = self.index.phrases(class);
        let from = phrases.partition_point(|phrase| phrase.start < window.start);
        let near = phrases.get(from..).unwrap_or_default().iter();
        near.take_while(move |phrase| phrase.start < window.end())
            .filter(move |phrase| phrase.end <= window.end())
            .map(move |phrase| ((phrase.start - window.start) as usize, (phrase.end - window.start) as usize))
    }

    /// Where `step` can end when it begins at a place of `from`.
    pub(super) fn forwards<P: Places>(&self, step: &Step, window: Window, from: &P) -> P {
        let mut to = P::none(window.words);
        match step {
            Step::Word(set) => {
                self.words(*set, window, |at| {
                    if from.contains(at) {
                        to.insert(at + 1)
                    }
                });
            }
            Step::Class(class) => {
                let fits = self.phrases(*class, window).filter(|(start, _)| from.contains(*start));
                fits.for_each(|(_, end)| to.insert(end));
            }
            Step::Gap(reach) => {
                to = from.clone();
                to.smear_up(*reach);
            }
            Step::Sequence(steps) => {
                to = from.clone();
                for step in steps {
                    if to.is_empty() {
                        break;
                    }
                    to = self.forwards(step, window, &to);
                }
            }
            Step::Choice(steps) => steps.iter().for_each(|step| to.add(&self.forwards(step, window, from))),
            Step::Optional(inner) => {
                to = self.forwards(inner, window, from);
                to.add(from);
            }
        }
        to
    }

    /// Where `step` can begin when it ends at a place of `to`.
    pub(super) fn backwards<P: Places>(&self, step: &Step, window: Window, to: &P) -> P {
        let mut from = P::none(window.words);
        match step {
            Step::Word(set) => {
                self.words(*set, window, |at| {
                    if to.contains(at + 1) {
                        from.insert(at)
                    }
                });
            }
            Step::Class(class) => {
                let fits = self.phrases(*class, window).filter(|(_, end)| to.contains(*end));
                fits.for_each(|(start, _)| from.insert(start));
            }
            Step::Gap(reach) => {
                from = to.clone();
                from.smear_down(*reach);
            }
            Step::Sequence(steps) => {
                from = to.clone();
                for step in steps.iter().rev() {
                    if from.is_empty() {
                        break;
                    }
                    from = self.backwards(step, window, &from);
                }
            }
            Step::Choice(steps) => steps.iter().for_each(|step| from.add(&self.backwards(step, window, to))),
            Step::Optional(inner) => {
                from = self.backwards(inner, window, to);
                from.add(to);
            }
        }
        from
    }

    /// The classes that `step` met between two places, with every gap and option as short as can be.
    pub(super) fn trace<P: Places>(&self, step: &Step, window: Window, span: Range<usize>, caught: &mut Vec<Caught>) {
        match step {
            Step::Word(_) | Step::Gap(_) => {}
            Step::Class(class) => caught.extend(self.phrase(*class, window, span).map(|phrase| (*class, phrase))),
            Step::Optional(_) if span.is_empty() => {}
            Step::Choice(_) | Step::Sequence(_) if !step.catches() => {}
            Step::Optional(inner) => self.trace::<P>(inner, window, span, caught),
            Step::Choice(steps) => {
                let start = P::only(window.words, span.start);
                let taken = steps.iter().find(|step| self.forwards(step, window, &start).contains(span.end));
                if let Some(step) = taken {
                    self.trace::<P>(step, window, span, caught);
                }
            }
            Step::Sequence(steps) => self.trace_sequence::<P>(steps, window, span, caught),
        }
    }

    fn trace_sequence<P: Places>(&self, steps: &[Step], window: Window, span: Range<usize>, caught: &mut Vec<Caught>) {
        let mut reachable = vec![P::only(window.words, span.end)];
        for step in steps.iter().skip(1).rev() {
            let next = reachable.last().map(|to| self.backwards(step, window, to));
            reachable.extend(next);
        }
        let mut at = span.start;
        for (step, allowed) in steps.iter().zip(reachable.iter().rev()) {
            let mut ends = self.forwards(step, window, &P::only(window.words, at));
            ends.keep(allowed);
            let Some(end) = ends.next(at) else { return };
            self.trace::<P>(step, window, at..end, caught);
            at = end;
        }
    }

    fn phrase(&self, class: Class, window: Window, span: Range<usize>) -> Option<Phrase> {
        let (start, end) = (window.start + span.start as u32, window.start + span.end as u32);
        let phrases = self.index.phrases(class);
        let from = phrases.partition_point(|phrase| (phrase.start, phrase.end) < (start, end));
        phrases.get(from).copied().filter(|phrase| (phrase.start, phrase.end) == (start, end))
    }
}
