//! The distinct words of a document in order. In: its words. Out: which of them a pattern's word
//! or prefix stands for. `index` keeps one for each document.

use super::compile::Form;
use super::{agreement, thesaurus};
use crate::sorting;

/// Word ids by the first eight bytes of the word, so that most comparing is of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    sorted: Vec<(u64, u32)>,
    /// The same for the usual words that a word of the document stands for.
    meant: Vec<(u64, u32, &'static str)>,
    /// The phrases of the thesaurus whose words are all here: by the first word, the longest first.
    idioms: Vec<Idiom>,
    /// For each word that opens a phrase its place in `idioms`, and a number past them for the others.
    opens: Vec<u32>,
    /// The verbs that have another id behind "we" and "you", with that id, in order.
    agreeing: Vec<(u32, u32)>,
    /// How many distinct words the document has; a word in an idiom has an id above.
    words: u32,
    /// The document's word for each id above its words.
    bases: Vec<u32>,
}

/// A phrase that stands for other words.
#[derive(Clone, Debug)]
struct Idiom {
    /// The ids of its words as they stand in the document.
    written: Vec<u32>,
    /// The ids that they have as words of this phrase.
    meant: Vec<u32>,
}

impl Lexicon {
    pub(super) fn new(words: &[String]) -> Self {
        let mut sorted: Vec<(u64, u32)> = words.iter().zip(0u32..).map(|(word, id)| (key(word, 0), id)).collect();
        sorted.sort_unstable();
        let mut lexicon = Self { sorted, words: words.len() as u32, ..Self::default() };
        lexicon.learn(words);
        lexicon.order_idioms();
        let ids = (lexicon.words..).zip(&lexicon.bases);
        let twice = ids.filter_map(|(id, base)| words.get(*base as usize).map(|word| (key(word, 0), id)));
        lexicon.sorted.extend(twice);
        lexicon.sorted.sort_unstable();
        sorting::by_key(&mut lexicon.meant, |one| one.0);
        lexicon
    }

    /// Takes what the thesaurus says of these words.
    fn learn(&mut self, words: &[String]) {
        let mut phrases = Vec::new();
        let mut first: (&str, Option<u32>) = ("", None);
        for (phrase, heads) in thesaurus::entries() {
            let (opening, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            if first.0 != opening {
                first = (opening, self.exact(opening, words));
            }
            let Some(id) = first.1 else { continue };
            if rest.is_empty() {
                self.meant.extend(thesaurus::ways(heads).map(|head| (key(head, 0), id, head)));
            } else if let Some(others) = rest.split(' ').map(|word| self.exact(word, words)).collect::<Option<Vec<_>>>()
            {
                phrases.push(([vec![id], others].concat(), heads));
            }
        }
        let mut own = self.meant.clone();
        sorting::by_key(&mut own, |one| one.1);
        phrases.into_iter().for_each(|(written, heads)| self.learn_idiom(written, heads, &own));
        for (verb, third) in agreement::VERBS {
            if let Some(base) = self.exact(verb, words) {
                let id = self.again(base, &own);
                self.meant.push((key(third, 0), id, third));
                self.agreeing.push((base, id));
            }
        }
        self.agreeing.sort_unstable();
    }

    /// Another id for a word, which means what the word means by itself (`own`, by word).
    fn again(&mut self, base: u32, own: &[(u64, u32, &'static str)]) -> u32 {
        let id = self.words + self.bases.len() as u32;
        let near = own.get(own.partition_point(|one| one.1 < base)..).unwrap_or_default();
        let own = near.iter().take_while(|one| one.1 == base);
        self.meant.extend(own.map(|(key, _, head)| (*key, id, *head)));
        self.bases.push(base);
        id
    }

    /// Each word of a phrase means what it means by itself (`own`, by word) and what the phrase stands for.
    fn learn_idiom(&mut self, written: Vec<u32>, heads: &'static str, own: &[(u64, u32, &'static str)]) {
        let meant: Vec<u32> = written.iter().map(|base| self.again(*base, own)).collect();
        for way in thesaurus::ways(heads) {
            self.meant.extend(way.split(' ').zip(&meant).map(|(head, id)| (key(head, 0), *id, head)));
        }
        self.idioms.push(Idiom { written, meant });
    }

    /// The ids that the first of these words have as words of a phrase that stands for others.
    pub(super) fn idiom(&self, words: &[u32]) -> &[u32] {
        let first = words.first();
        let start = first.and_then(|id| self.opens.get(*id as usize)).map_or(usize::MAX, |start| *start as usize);
        let near = self.idioms.get(start..).unwrap_or_default();
        near.iter()
            .take_while(|idiom| idiom.written.first() == first)
            .find(|idiom| words.starts_with(&idiom.written))
            .map_or(&[], |idiom| &idiom.meant)
    }

    /// The id of this word behind "we" or "you", where it is a verb that has one.
    pub(super) fn agreeing(&self, word: u32) -> Option<u32> {
        let at = self.agreeing.binary_search_by_key(&word, |(base, _)| *base).ok()?;
        self.agreeing.get(at).map(|(_, id)| *id)
    }

    fn order_idioms(&mut self) {
        sorting::by_key(&mut self.idioms, |idiom| {
            (idiom.written.first().copied(), std::cmp::Reverse(idiom.written.len()))
        });
        self.opens = vec![u32::MAX; self.words as usize];
        for (idiom, at) in self.idioms.iter().zip(0u32..) {
            let first = idiom.written.first().and_then(|id| self.opens.get_mut(*id as usize));
            first.into_iter().for_each(|place| *place = at.min(*place));
        }
    }

    /// A number above all ids.
    pub(super) fn ids(&self) -> usize {
        self.words as usize + self.bases.len()
    }

    /// The ids of the words that `form` stands for, or a word that they mean.
    pub(super) fn matching<'a>(&'a self, form: &'a Form, words: &'a [String]) -> impl Iterator<Item = u32> + 'a {
        let (low, high) = bounds(form);
        let start = self.meant.partition_point(|(key, ..)| *key < low);
        let near = self.meant.get(start..).unwrap_or_default();
        let meant = near
            .iter()
            .take_while(move |(key, ..)| *key <= high)
            .filter(move |(_, id, head)| form.fits(head) && self.word(*id, words).is_some_and(|word| !form.fits(word)));
        self.written(form, words).chain(meant.map(|(_, id, _)| *id))
    }

    fn written<'a>(&'a self, form: &'a Form, words: &'a [String]) -> impl Iterator<Item = u32> + 'a {
        let (low, high) = bounds(form);
        let start = self.sorted.partition_point(|(key, _)| *key < low);
        let near = self.sorted.get(start..).unwrap_or_default();
        near.iter()
            .take_while(move |(key, _)| *key <= high)
            .map(|(_, id)| *id)
            .filter(move |id| self.word(*id, words).is_some_and(|word| form.fits(word)))
    }

    /// The word of the document that has this id.
    fn word<'a>(&self, id: u32, words: &'a [String]) -> Option<&'a String> {
        let base = id.checked_sub(self.words).map_or(Some(id), |above| self.bases.get(above as usize).copied());
        words.get(base? as usize)
    }

    /// The id of this word where it stands by itself.
    pub(super) fn exact(&self, text: &str, words: &[String]) -> Option<u32> {
        let key = key(text, 0);
        let start = self.sorted.partition_point(|(other, _)| *other < key);
        let near = self.sorted.get(start..).unwrap_or_default();
        let mut same = near.iter().take_while(|(other, _)| *other == key).map(|(_, id)| *id);
        same.find(|id| words.get(*id as usize).is_some_and(|word| word == text))
    }
}

/// The keys between which the words lie that fit.
fn bounds(form: &Form) -> (u64, u64) {
    let low = key(&form.text, 0);
    (low, if form.prefix { key(&form.text, u8::MAX) } else { low })
}

/// The first eight bytes, big end first, the missing ones as `fill`.
fn key(word: &str, fill: u8) -> u64 {
    let mut bytes = [fill; 8];
    bytes.iter_mut().zip(word.bytes()).for_each(|(place, byte)| *place = byte);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_prefixes() {
        let words = ["indemnify", "indemnification", "indemnities", "in", "pay", "payé", "payments", "\u{ff}"];
        let words = words.map(str::to_owned);
        let lexicon = Lexicon::new(&words);
        let found = |text: &str, prefix| {
            let form = Form { text: text.to_owned(), prefix };
            let mut found: Vec<u32> = lexicon.matching(&form, &words).collect();
            found.sort_unstable();
            found
        };
        // The last is "pay" behind "we", which is what "pays" is too.
        assert_eq!(found("pay", false), [4, 9]);
        assert_eq!(found("pay", true), [4, 5, 6, 9]);
        assert_eq!(found("pays", false), [9]);
        assert_eq!(found("indemnif", true), [0, 1, 8]);
        assert_eq!(found("indemnification", false), [1]);
        assert_eq!(found("indemnificati", true), [1]);
        assert_eq!(found("indemnifier", true), Vec::<u32>::new());
        assert_eq!(lexicon.exact("in", &words), Some(3));
        assert_eq!(lexicon.exact("ind", &words), None);
    }
}
