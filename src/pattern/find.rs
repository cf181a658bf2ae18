//! All patterns of a set over one document. In: programs, vocabulary and an [`Index`]. Out: the
//! [`Match`]es. `terms` and `review` read them.
//!
//! Each program is anchored on what is rarest of it in this document; only paths that hold an
//! anchor are looked at.

use super::class::Class;
use super::compile::{Program, Step, Vocabulary};
use super::engine::{Caught, Engine, Window};
use super::index::{Index, Path};
use super::plan::{Anchor, Plan, Planner};
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
        let sets = self.index.known.stood(vocabulary, self.index, self.document.text.tokens().words());
        let planner = Planner { index: self.index, sets: &sets };
        let engine = Engine { index: self.index, sets: &sets };
        let mut found = Vec::new();
        for (pattern, programs) in patterns.iter().enumerate() {
            self.pattern(&engine, &planner, pattern, programs, &mut found);
        }
        sorting::by_key(&mut found, order);
        found.dedup_by(|b, a| order(a) == order(b) && a.captures == b.captures);
        found
    }

    /// Every match of one pattern, path by path.
    fn pattern(
        &self,
        engine: &Engine<'_>,
        planner: &Planner<'_>,
        pattern: usize,
        programs: &[Program],
        found: &mut Vec<Match>,
    ) {
        let mut candidates: Vec<(u32, usize)> = Vec::new();
        for (alternative, program) in programs.iter().enumerate() {
            let Some(plan) = planner.plan(program) else { continue };
            let mut last = None;
            for anchor in &plan.anchors {
                self.candidates(planner, *anchor, |path| {
                    if last.replace(path) != Some(path) && self.may_match(path, &plan) {
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

    fn candidates(&self, planner: &Planner<'_>, anchor: Anchor, mut visit: impl FnMut(u32)) {
        let mut see = |place: u32| self.index.path_of.get(place as usize).into_iter().for_each(|path| visit(*path));
        match anchor {
            Anchor::Word(set) => {
                let ids = planner.sets.get(set).into_iter().flat_map(|set| &set.ids);
                ids.for_each(|id| self.index.places(*id).iter().for_each(|at| see(*at)));
            }
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
        let absent = |group: &Step| engine.backwards(group, window, &all).is_empty();
        let allowed =
            |program: &Program| program.forbidden.iter().all(&absent) && !program.required.iter().any(&absent);
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
