//! What the word sets of patterns stand for in one document. In: a [`Vocabulary`], an [`Index`]. Out:
//! a [`Stood`] for each word set. The same words stand in many sets of patterns; what they stand for
//! is looked up once for each document. `plan` and `engine` ask for it.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::compile::{Key, Vocabulary};
use super::index::{Holds, Index};
use crate::text::WordMap;

/// One word set in one document.
#[derive(Debug)]
pub(super) struct Stood {
    /// The document's words for it, each once.
    pub(super) ids: Vec<u32>,
    /// How often they stand in the document.
    pub(super) count: usize,
    pub(super) holds: Holds,
    /// Put together when it is first looked for.
    places: OnceLock<Stands>,
}

/// Where the words of a set stand.
#[derive(Debug)]
pub(super) enum Stands {
    Nowhere,
    /// Where one word stands.
    At(u32),
    /// The places of several words, in order.
    Few(Vec<u32>),
    /// Wherever a word of these ids is, a bit for each.
    Among(Vec<u64>),
}

/// So many places of several words are put in order; more are found by looking at each word of a path.
const FEW: usize = 400;

impl Stood {
    fn of(ids: Vec<u32>, index: &Index) -> Self {
        let count = ids.iter().map(|id| index.places(*id).len()).sum();
        let holds = ids.iter().fold(Holds::default(), |holds, id| holds.or(Holds::word(*id)));
        Self { ids, count, holds, places: OnceLock::new() }
    }

    pub(super) fn places(&self, index: &Index) -> &Stands {
        self.places.get_or_init(|| match self.ids.as_slice() {
            [] => Stands::Nowhere,
            [only] => Stands::At(*only),
            ids if self.count <= FEW => {
                let mut places = Vec::with_capacity(self.count);
                ids.iter().for_each(|id| places.extend_from_slice(index.places(*id)));
                places.sort_unstable();
                Stands::Few(places)
            }
            ids => {
                let mut marks = vec![0; index.ids() / 64 + 1];
                ids.iter().for_each(|id| marks[*id as usize / 64] |= 1 << (id % 64));
                Stands::Among(marks)
            }
        })
    }
}

/// What was looked up before.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Words>);

#[derive(Debug, Default)]
struct Words {
    sets: WordMap<Key, Arc<Stood>>,
    /// Where the document's words for a form stand in `ids`.
    forms: WordMap<Key, Range<u32>>,
    ids: Vec<u32>,
    /// For each word the last set that it was found for, counted from 1.
    found: Vec<u32>,
    set: u32,
}

impl Known {
    /// What each word set of a vocabulary stands for; `words` are those of the document by id.
    pub(super) fn stood(&self, vocabulary: &Vocabulary, index: &Index, words: &[String]) -> Vec<Arc<Stood>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sets = vocabulary.sets.iter().zip(&vocabulary.set_keys);
        let of_set = |(set, key): (&Vec<usize>, &Key)| {
            if let Some(one) = known.sets.get(key) {
                return one.clone();
            }
            let ids = known.of_set(vocabulary, set, index, words);
            known.sets.entry(*key).or_insert(Arc::new(Stood::of(ids, index))).clone()
        };
        sets.map(of_set).collect()
    }
}

impl Words {
    /// The document's words for a set of forms.
    fn of_set(&mut self, vocabulary: &Vocabulary, set: &[usize], index: &Index, words: &[String]) -> Vec<u32> {
        self.set += 1;
        self.found.resize(index.ids(), 0);
        let mut ids = Vec::with_capacity(set.len());
        for form in set {
            let range = self.form(vocabulary, *form, index, words);
            for id in self.ids.get(range).unwrap_or_default() {
                let Some(last) = self.found.get_mut(*id as usize) else { continue };
                if std::mem::replace(last, self.set) != self.set {
                    ids.push(*id);
                }
            }
        }
        ids
    }

    /// Where the document's words for a form stand in `ids`.
    fn form(&mut self, vocabulary: &Vocabulary, form: usize, index: &Index, words: &[String]) -> Range<usize> {
        let (Some(key), Some(form)) = (vocabulary.form_keys.get(form), vocabulary.forms.get(form)) else {
            return 0..0;
        };
        let range = self.forms.entry(*key).or_insert_with(|| {
            let start = self.ids.len() as u32;
            self.ids.extend(index.lexicon.matching(form, words));
            start..self.ids.len() as u32
        });
        range.start as usize..range.end as usize
    }
}

impl Clone for Known {
    /// Knows nothing yet: what is known can be looked up again.
    fn clone(&self) -> Self {
        Self::default()
    }
}
