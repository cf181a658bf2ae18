//! Distinct words. In: a word in lower case. Out: its [`WordId`]; the same word has the same id.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::token::WordId;

/// A quick hash for short words (multiply and rotate, eight bytes a step). Words are few and the
/// map lives for one reading, so strength against chosen collisions is not worth its price.
#[derive(Default, Clone)]
pub(super) struct WordHasher(u64);

const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SEED);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte)));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(rest.len() as u64, |word, byte| (word << 8) | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The map looks at the top bits and the low ones; fold the strong top into the low.
        self.0 ^ (self.0 >> 29)
    }
}

pub(super) type WordMap<V> = HashMap<Box<str>, V, BuildHasherDefault<WordHasher>>;

/// Gives out word ids in order of first appearance.
#[derive(Default)]
pub(super) struct Interner {
    ids: WordMap<WordId>,
    words: Vec<String>,
}

impl Interner {
    pub(super) fn id(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(word.to_owned());
        self.ids.insert(word.into(), id);
        id
    }

    pub(super) fn into_words(self) -> Vec<String> {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_equal_ids() {
        let mut interner = Interner::default();
        let fees = interner.id("fees");
        assert_ne!(fees, interner.id("fee"));
        assert_eq!(fees, interner.id("fees"));
        assert_eq!(interner.into_words(), ["fees", "fee"]);
    }
}
