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
        let (chunks, rest) = bytes.as_chunks::<8>();
        chunks.iter().for_each(|chunk| self.add(u64::from_le_bytes(*chunk)));
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

/// Gives out word ids in order of first appearance. A table of its own: it is asked once a token.
#[derive(Default)]
pub(super) struct Interner {
    /// For a hash, the id that follows its word plus one; 0 where nothing is. At least half are free.
    slots: Vec<u32>,
    words: Vec<String>,
    hashes: Vec<u64>,
}

impl Interner {
    pub(super) fn id(&mut self, word: &str) -> WordId {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mut hasher = WordHasher::default();
        hasher.write(word.as_bytes());
        let hash = hasher.finish();
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(id) = self.slots[at].checked_sub(1) {
            if self.hashes[id as usize] == hash && self.words[id as usize] == word {
                return WordId(id);
            }
            at = (at + 1) & mask;
        }
        self.words.push(word.to_owned());
        self.hashes.push(hash);
        self.slots[at] = self.words.len() as u32;
        WordId(self.words.len() as u32 - 1)
    }

    fn grow(&mut self) {
        let mask = (self.slots.len() * 2).max(64) - 1;
        self.slots.clear();
        self.slots.resize(mask + 1, 0);
        for (hash, id) in self.hashes.iter().zip(1..) {
            let mut at = *hash as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = id;
        }
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
        let many: Vec<String> = (0..5_000).map(|number| format!("word{number}")).collect();
        let ids: Vec<WordId> = many.iter().map(|word| interner.id(word)).collect();
        assert!(ids.iter().zip(2..).all(|(id, place)| *id == WordId(place)));
        assert!(many.iter().zip(&ids).all(|(word, id)| interner.id(word) == *id));
        assert_eq!(interner.into_words()[..3], ["fees", "fee", "word0"]);
    }
}
