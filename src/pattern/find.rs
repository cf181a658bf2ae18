//! All patterns of a set over one document. In: programs, vocabulary and an [`Index`]. Out: the
//! [`Match`]es. `terms` and `review` read them.
//!
//! Each program is anchored on what is rarest of it in this document; only paths that hold an
//! anchor are looked at.

use std::borrow::Cow;

use super::class::Class;
use super::compile::{Program, Vocabulary};
use super::engine::{Caught, Engine, Window};
use super::index::{Index, Path};
use super::plan::{Anchor, Plan, Planner, Wanted, wanted};
use super::positions::{Long, Places, SHORT_WORDS, Short};
use super::{Capture, Match};
use crate::facts::Facts;
use crate::ingest::Document;
use crate::outline::SentenceKind;
use crate::sorting;

/// What a search runs over.
pub(super) struct Search<'a> {
    pub(super) document: &'a Document,
    pub(super) facts: &'a Facts,
    pub(super) index: &'a Index,
    pub(super) kinds: &'a [SentenceKind],
}

impl Search<'_> {
    pub(super) fn run(&self, patterns: &[Vec<Program>], vocabulary: &Vocabulary) -> Vec<Match> {
        let word_ids = self.word_ids(vocabulary);
        let counts: Vec<usize> =
            word_ids.iter().map(|ids| ids.iter().map(|id| self.index.places(*id).len()).sum()).collect();
        let planner = Planner { index: self.index, counts: &counts, word_ids: &word_ids };
        let plan = |programs: &Vec<Program>| programs.iter().map(|program| planner.plan(&program.step)).collect();
        let plans: Vec<Vec<Option<Plan>>> = patterns.iter().map(plan).collect();
        let places = self.places(&word_ids, &wanted(patterns, &plans, word_ids.len()));
        let engine = Engine { index: self.index, places: &places };
        let mut found = Vec::new();
        for (pattern, (programs, plans)) in patterns.iter().zip(&plans).enumerate() {
            self.pattern(&engine, pattern, programs, plans, &mut found);
        }
        sorting::by_key(&mut found, order);
        found.dedup_by(|b, a| order(a) == order(b) && a.captures == b.captures);
        found
    }

    /// The document's words for each word set.
    fn word_ids(&self, vocabulary: &Vocabulary) -> Vec<Vec<u32>> {
        let words = self.document.text.tokens().words();
        let lexicon = &self.index.lexicon;
        let forms: Vec<Vec<u32>> =
            vocabulary.forms.iter().map(|form| lexicon.matching(form, words).collect()).collect();
        let of_set = |set: &Vec<usize>| {
            let mut ids: Vec<u32> = set.iter().filter_map(|form| forms.get(*form)).flatten().copied().collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        vocabulary.sets.iter().map(of_set).collect()
    }

    fn places(&self, word_ids: &[Vec<u32>], wanted: &[Wanted]) -> Vec<Cow<'_, [u32]>> {
        let mut marks = Marks::for_places(self.index.tokens.len());
        let mut of_ids = |(ids, wanted): (&Vec<u32>, &Wanted)| match (wanted, ids.as_slice()) {
            (Wanted::No, _) | (_, []) => Cow::Borrowed(&[][..]),
            (_, [only]) => Cow::Borrowed(self.index.places(*only)),
            (_, ids) => Cow::Owned(marks.in_order(ids.iter().map(|id| self.index.places(*id)))),
        };
        word_ids.iter().zip(wanted).map(&mut of_ids).collect()
    }

    /// Every match of one pattern, path by path.
    fn pattern(
        &self,
        engine: &Engine<'_>,
        pattern: usize,
        programs: &[Program],
        plans: &[Option<Plan>],
        found: &mut Vec<Match>,
    ) {
        let mut candidates: Vec<(u32, usize)> = Vec::new();
        for (alternative, plan) in plans.iter().enumerate() {
            let Some(plan) = plan else { continue };
            let mut last = None;
            for anchor in &plan.anchors {
                self.candidates(engine, *anchor, |path| {
                    if last.replace(path) != Some(path) && self.may_match(path, plan) {
                        candidates.push((path, alternative));
                    }
                });
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for group in candidates.chunk_by(|a, b| a.0 == b.0) {
            let path = group.first().and_then(|(path, _)| self.index.paths.get(*path as usize));
            let Some(path) = path.filter(|path| self.kinds.contains(&path.kind)) else { continue };
            let chosen = || group.iter().filter_map(|(_, at)| programs.get(*at).map(|program| (*at, program)));
            if path.words.len() <= SHORT_WORDS {
                self.path::<Short>(engine, pattern, path, chosen(), found);
            } else {
                self.path::<Long>(engine, pattern, path, chosen(), found);
            }
        }
    }

    fn may_match(&self, path: u32, plan: &Plan) -> bool {
        let path = self.index.paths.get(path as usize);
        path.is_some_and(|path| plan.needs.iter().all(|need| path.holds.any(*need)))
    }

    fn candidates(&self, engine: &Engine<'_>, anchor: Anchor, mut visit: impl FnMut(u32)) {
        let mut see = |place: u32| self.index.path_of.get(place as usize).into_iter().for_each(|path| visit(*path));
        match anchor {
            Anchor::Word(set) => engine.places.get(set).iter().flat_map(|places| places.iter()).for_each(|at| see(*at)),
            Anchor::Class(class) => self.index.phrases(class).iter().for_each(|phrase| see(phrase.start)),
        }
    }

    /// The leftmost shortest matches of one pattern in one path, none overlapping another.
    fn path<'p, P: Places>(
        &self,
        engine: &Engine<'_>,
        pattern: usize,
        path: &Path,
        programs: impl Iterator<Item = (usize, &'p Program)>,
        found: &mut Vec<Match>,
    ) {
        let window = Window::new(path.words.clone());
        let all = P::all(window.words);
        let allowed =
            |program: &Program| program.forbidden.iter().all(|group| engine.backwards(group, window, &all).is_empty());
        let runs: Vec<(usize, &Program, P)> = programs
            .map(|(alternative, program)| (alternative, program, engine.backwards(&program.step, window, &all)))
            .filter(|(_, program, starts)| !starts.is_empty() && allowed(program))
            .collect();
        let mut from = 0;
        while let Some(start) = runs.iter().filter_map(|(_, _, starts)| starts.next(from)).min() {
            let here = runs.iter().filter(|(_, _, starts)| starts.contains(start));
            let shortest = here
                .filter_map(|(alternative, program, _)| {
                    Some((shortest_end(engine, window, program, start)?, *alternative, *program))
                })
                .min_by_key(|(end, alternative, _)| (*end, *alternative));
            let Some((end, alternative, program)) = shortest else { break };
            let words = window.start + start as u32..window.start + end as u32;
            let mut caught = Vec::new();
            trace(engine, program, words.clone(), &mut caught);
            found.extend(self.describe(pattern, alternative, path, words, &caught));
            from = end.max(start + 1);
        }
    }

    fn describe(
        &self,
        pattern: usize,
        alternative: usize,
        path: &Path,
        words: std::ops::Range<u32>,
        caught: &[Caught],
    ) -> Option<Match> {
        let token = |word: u32| self.index.tokens.get(word as usize).map(|token| *token as usize);
        let tokens = token(words.start)?..token(words.end.checked_sub(1)?)? + 1;
        let span = self.document.text.tokens().span(tokens.clone());
        let item = path.item.as_ref().filter(|(_, item)| item.start < words.end && words.start < item.end);
        let item = item.map(|(place, _)| *place);
        let captures = caught.iter().filter_map(|caught| self.capture(caught)).collect();
        Some(Match { pattern, alternative, sentence: path.sentence, item, tokens, span, captures })
    }

    fn capture(&self, (class, phrase): &Caught) -> Option<Capture> {
        let name = class.name();
        let source = phrase.source.map(|source| source as usize);
        if let (Class::Vendor | Class::Customer | Class::Party | Class::EachParty, Some(source)) = (class, source) {
            let mention = self.facts.parties.mentions.get(source)?;
            return Some(Capture { name, tokens: mention.tokens.clone(), who: Some(mention.who), fact: None });
        }
        if let Some(source) = source {
            let fact = self.facts.quantities.get(source)?;
            return Some(Capture { name, tokens: fact.tokens.clone(), who: None, fact: Some(source) });
        }
        let token = |word: u32| self.index.tokens.get(word as usize).map(|token| *token as usize);
        let tokens = token(phrase.start)?..token(phrase.end.checked_sub(1)?)? + 1;
        Some(Capture { name, tokens, who: None, fact: None })
    }
}

/// Puts lists of places together: a bit for each place of the document, so that many cost no sorting.
struct Marks(Vec<u64>);

impl Marks {
    fn for_places(count: usize) -> Self {
        Self(vec![0; count / 64 + 1])
    }

    /// All places of the lists, in order, each once.
    fn in_order<'a>(&mut self, lists: impl Iterator<Item = &'a [u32]> + Clone) -> Vec<u32> {
        let count = lists.clone().map(<[u32]>::len).sum();
        let mut places = Vec::with_capacity(count);
        if count * FEW < self.0.len() {
            places.extend(lists.flatten());
            places.sort_unstable();
            return places;
        }
        for place in lists.flatten() {
            self.0[*place as usize / 64] |= 1 << (place % 64);
        }
        for (word, base) in self.0.iter_mut().zip((0u32..).step_by(64)) {
            while *word != 0 {
                places.push(base + word.trailing_zeros());
                *word &= *word - 1;
            }
        }
        places
    }
}

/// So many words of marks are walked in the time that one place takes to be sorted.
const FEW: usize = 16;

/// By sentence, then by place, then by pattern.
fn order(found: &Match) -> (usize, usize, usize, usize, usize) {
    (found.sentence.0, found.tokens.start, found.pattern, found.tokens.end, found.alternative)
}

/// The place, counted in the window, where the shortest match from `start` ends.
fn shortest_end(engine: &Engine<'_>, window: Window, program: &Program, start: usize) -> Option<usize> {
    let words = program.width.min(window.words - start);
    let part = Window { start: window.start + start as u32, words };
    let end = if words <= SHORT_WORDS {
        engine.forwards(&program.step, part, &Short::only(words, 0)).next(0)
    } else {
        engine.forwards(&program.step, part, &Long::only(words, 0)).next(0)
    };
    end.map(|end| start + end)
}

fn trace(engine: &Engine<'_>, program: &Program, words: std::ops::Range<u32>, caught: &mut Vec<Caught>) {
    let part = Window::new(words);
    if part.words <= SHORT_WORDS {
        engine.trace::<Short>(&program.step, part, 0..part.words, caught);
    } else {
        engine.trace::<Long>(&program.step, part, 0..part.words, caught);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_in_order() {
        let (odd, even): (Vec<u32>, Vec<u32>) = ((1..999).step_by(2).collect(), (0..999).step_by(2).collect());
        let far = vec![3_999, 4_000];
        for lists in [vec![&odd, &even], vec![&far, &odd], vec![&far, &vec![64, 127]], vec![&vec![], &vec![]]] {
            let mut sorted: Vec<u32> = lists.iter().flat_map(|list| list.iter().copied()).collect();
            sorted.sort_unstable();
            for count in [4_001, 400_000] {
                let mut marks = Marks::for_places(count);
                assert_eq!(marks.in_order(lists.iter().map(|list| list.as_slice())), sorted);
                assert!(marks.0.iter().all(|word| *word == 0));
            }
        }
    }
}
