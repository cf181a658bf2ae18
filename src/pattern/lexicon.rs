//! The distinct words of a document in order. In: its words. Out: which of them a pattern's word
//! or prefix stands for. `index` keeps one for each document.

use super::compile::Form;
use super::thesaurus;
use crate::sorting;

/// Word ids by the first eight bytes of the word, so that most comparing is of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    sorted: Vec<(u64, u32)>,
    /// The same for the usual words that a word of the document stands for.
    meant: Vec<(u64, u32, &'static str)>,
}

impl Lexicon {
    pub(super) fn new(words: &[String]) -> Self {
        let mut sorted: Vec<(u64, u32)> = words.iter().zip(0u32..).map(|(word, id)| (key(word, 0), id)).collect();
        sorted.sort_unstable();
        let pairs =
            words.iter().zip(0u32..).flat_map(|(word, id)| thesaurus::heads(word).iter().map(move |head| (id, *head)));
        let mut meant: Vec<(u64, u32, &'static str)> = pairs.map(|(id, head)| (key(head, 0), id, head)).collect();
        sorting::by_key(&mut meant, |one| one.0);
        Self { sorted, meant }
    }

    /// The ids of the words that `form` stands for, or a word that they mean.
    pub(super) fn matching<'a>(&'a self, form: &'a Form, words: &'a [String]) -> impl Iterator<Item = u32> + 'a {
        let (low, high) = bounds(form);
        let start = self.meant.partition_point(|(key, ..)| *key < low);
        let near = self.meant.get(start..).unwrap_or_default();
        let meant = near.iter().take_while(move |(key, ..)| *key <= high).filter(move |(_, id, head)| {
            form.fits(head) && words.get(*id as usize).is_some_and(|word| !form.fits(word))
        });
        self.written(form, words).chain(meant.map(|(_, id, _)| *id))
    }

    fn written<'a>(&'a self, form: &'a Form, words: &'a [String]) -> impl Iterator<Item = u32> + 'a {
        let (low, high) = bounds(form);
        let start = self.sorted.partition_point(|(key, _)| *key < low);
        let near = self.sorted.get(start..).unwrap_or_default();
        near.iter()
            .take_while(move |(key, _)| *key <= high)
            .map(|(_, id)| *id)
            .filter(move |id| words.get(*id as usize).is_some_and(|word| form.fits(word)))
    }

    pub(super) fn exact(&self, text: &str, words: &[String]) -> Option<u32> {
        let form = Form { text: text.to_owned(), prefix: false };
        self.written(&form, words).next()
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
        assert_eq!(found("pay", false), [4]);
        assert_eq!(found("pay", true), [4, 5, 6]);
        assert_eq!(found("indemnif", true), [0, 1]);
        assert_eq!(found("indemnification", false), [1]);
        assert_eq!(found("indemnificati", true), [1]);
        assert_eq!(found("indemnifier", true), Vec::<u32>::new());
        assert_eq!(lexicon.exact("in", &words), Some(3));
        assert_eq!(lexicon.exact("ind", &words), None);
    }
}
