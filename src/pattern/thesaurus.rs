//! Words and phrases that lawyers use for one another. In: `thesaurus.tsv`. Out: its entries.
//! `lexicon` looks them up once for each document.

/// A line each: a word or a phrase of a document, a tab, and what patterns know it by: a word, or as
/// many as the phrase has at most; several of them with `|` between. One way only: what is narrower,
/// rarer or plainer stands for the usual word, never the other way round.
const LINES: &str = include_str!("thesaurus.tsv");

/// Each phrase, in order, with its usual words.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    LINES.lines().filter_map(|line| line.split_once('\t'))
}

/// The ways to say it, in usual words.
pub(super) fn ways(heads: &'static str) -> impl Iterator<Item = &'static str> {
    heads.split(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_order_and_says_something_else_in_no_more_words() {
        let phrases: Vec<&str> = entries().map(|(phrase, _)| phrase).collect();
        assert_eq!(phrases.len(), LINES.lines().count());
        assert!(LINES.lines().is_sorted());
        for (phrase, heads) in entries() {
            let plain = |text: &str| text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b' ' | b'\''));
            assert!(plain(phrase) && !phrase.contains("  "), "{phrase}");
            assert_eq!(phrases.iter().filter(|other| **other == phrase).count(), 1, "{phrase}");
            for way in ways(heads) {
                assert!(plain(way) && !way.is_empty() && way != phrase, "{phrase}");
                assert!(way.split(' ').count() <= phrase.split(' ').count(), "{phrase}");
            }
        }
    }
}
