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
    /// The document's words for it, in order.
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
    fn of(mut ids: Vec<u32>, index: &Index) -> Self {
        ids.sort_unstable();
        ids.dedup();
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
            let mut ids = Vec::new();
            set.iter().for_each(|form| known.form(vocabulary, *form, index, words, &mut ids));
            known.sets.entry(*key).or_insert(Arc::new(Stood::of(ids, index))).clone()
        };
        sets.map(of_set).collect()
    }
}

impl Words {
    /// Adds the document's words for a form.
    fn form(&mut self, vocabulary: &Vocabulary, form: usize, index: &Index, words: &[String], ids: &mut Vec<u32>) {
        let (Some(key), Some(form)) = (vocabulary.form_keys.get(form), vocabulary.forms.get(form)) else { return };
        let range = self.forms.entry(*key).or_insert_with(|| {
            let start = self.ids.len() as u32;
            self.ids.extend(index.lexicon.matching(form, words));
            start..self.ids.len() as u32
        });
        ids.extend_from_slice(self.ids.get(range.start as usize..range.end as usize).unwrap_or_default());
    }
}

impl Clone for Known {
    /// Knows nothing yet: what is known can be looked up again.
    fn clone(&self) -> Self {
        Self::default()
    }
}
