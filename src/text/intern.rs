//! Distinct words. In: a word in lower case. Out: its [`WordId`]; the same word has the same id.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::token::WordId;

/// A quick hash for short words (multiply and rotate, eight bytes a step). Words are few and the
/// map lives for one reading, so strength against chosen collisions is not worth its price.
#[derive(Default, Clone)]
pub struct WordHasher(u64);

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

/// A map by words.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Gives out word ids in order of first appearance. A table of its own: it is asked once a token.
#[derive(Clone, Debug, Default)]
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
        let hash = hash(word);
        let slot = self.slot(word, hash);
        if self.slots[slot] == 0 {
            self.words.push(word.to_owned());
            self.hashes.push(hash);
            self.slots[slot] = self.words.len() as u32;
        }
        WordId(self.slots[slot] - 1)
    }

    pub(super) fn find(&self, word: &str) -> Option<WordId> {
        let slot = if self.slots.is_empty() { 0 } else { self.slot(word, hash(word)) };
        self.slots.get(slot)?.checked_sub(1).map(WordId)
    }

    /// The slot of a word or, where it is not known, the one for it. There are slots.
    fn slot(&self, word: &str, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(id) = self.slots[at].checked_sub(1) {
            if self.hashes[id as usize] == hash && self.words[id as usize] == word {
                break;
            }
            at = (at + 1) & mask;
        }
        at
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

    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = WordHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
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
        assert_eq!(interner.words()[..3], ["fees", "fee", "word0"]);
        assert_eq!((interner.find("fee"), interner.find("feed")), (Some(WordId(1)), None));
        assert_eq!(Interner::default().find("fee"), None);
    }
}
