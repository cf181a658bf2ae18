//! All patterns of a set over one document. In: programs, vocabulary and an [`Index`]. Out: the
//! [`Match`]es. `terms` and `review` read them.
//!
//! Each program is anchored on what is rarest of it in this document; only paths that hold an
//! anchor are looked at.

use super::class::Class;
use super::compile::{Program, Step, Vocabulary};
use super::engine::{Caught, Engine, Stands, Window};
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
        let plan = |programs: &Vec<Program>| programs.iter().map(|program| planner.plan(program)).collect();
        let plans: Vec<Vec<Option<Plan>>> = patterns.iter().map(plan).collect();
        let stands = self.stands(&word_ids, &counts, &wanted(patterns, &plans, word_ids.len()));
        let engine = Engine { index: self.index, stands: &stands };
        let mut found = Vec::new();
        for (pattern, (programs, plans)) in patterns.iter().zip(&plans).enumerate() {
            self.pattern(&engine, &word_ids, pattern, (programs, plans), &mut found);
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

    /// Where the words of each wanted set stand: few places as a list, many as the words to look for.
    fn stands(&self, word_ids: &[Vec<u32>], counts: &[usize], wanted: &[Wanted]) -> Vec<Stands<'_>> {
        let of_set = |((ids, count), wanted): ((&Vec<u32>, &usize), &Wanted)| match (wanted, ids.as_slice()) {
            (Wanted::No, _) | (_, []) => Stands::At(&[]),
            (_, [only]) => Stands::At(self.index.places(*only)),
            (_, ids) if *count <= FEW => {
                let mut places = Vec::with_capacity(*count);
                ids.iter().for_each(|id| places.extend_from_slice(self.index.places(*id)));
                places.sort_unstable();
                Stands::Few(places)
            }
            (_, ids) => {
                let mut marks = vec![0; self.index.ids() / 64 + 1];
                ids.iter().for_each(|id| marks[*id as usize / 64] |= 1 << (id % 64));
                Stands::Among(marks)
            }
        };
        word_ids.iter().zip(counts).zip(wanted).map(of_set).collect()
    }

    /// Every match of one pattern, path by path.
    fn pattern(
        &self,
        engine: &Engine<'_>,
        word_ids: &[Vec<u32>],
        pattern: usize,
        (programs, plans): (&[Program], &[Option<Plan>]),
        found: &mut Vec<Match>,
    ) {
        let mut candidates: Vec<(u32, usize)> = Vec::new();
        for (alternative, plan) in plans.iter().enumerate() {
            let Some(plan) = plan else { continue };
            let mut last = None;
            for anchor in &plan.anchors {
                self.candidates(word_ids, *anchor, |path| {
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

    fn candidates(&self, word_ids: &[Vec<u32>], anchor: Anchor, mut visit: impl FnMut(u32)) {
        let mut see = |place: u32| self.index.path_of.get(place as usize).into_iter().for_each(|path| visit(*path));
        match anchor {
            Anchor::Word(set) => {
                let ids = word_ids.get(set).into_iter().flatten();
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

/// So many places of several words are put in order; more are found by looking at each word of a path.
const FEW: usize = 400;

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
