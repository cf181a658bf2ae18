//! The document's own defined terms in what is drafted. In: words of a draft. Out: the same, with
//! "confidential information" written as the document writes what it defines: "Confidential Information".

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::contract::Contract;

/// Terms of two words or more. One word alone ("services") is a matter of the draft's own places.
#[derive(Clone, Debug)]
pub struct DefinedTerms {
    /// As defined, in the order of the automaton's words.
    terms: Vec<String>,
    /// Finds them all in one pass; none where nothing is defined.
    finder: Option<AhoCorasick>,
}

/// Before a term: somebody's own, which may be another than what is defined.
const OWNERS: [&str; 7] = ["its", "their", "your", "our", "his", "her", "whose"];

/// More terms than any contract defines; a text that defines more is not helped by them.
const MOST: usize = 2_000;

impl DefinedTerms {
    pub fn of(contract: &Contract) -> Self {
        let parties = &contract.facts.parties.list;
        let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let is_term = |term: &str| {
            let named = parties.iter().any(|party| party.aliases.iter().any(|alias| alias == term));
            term.contains(' ') && term.split(' ').all(capital) && !named
        };
        let terms = contract.facts.definitions.iter().map(|one| &one.term).filter(|term| is_term(term));
        let terms: BTreeMap<String, String> =
            terms.take(MOST).map(|term| (term.to_lowercase(), term.clone())).collect();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .ascii_case_insensitive(true)
            .build(terms.keys());
        Self { finder: finder.ok().filter(|_| !terms.is_empty()), terms: terms.into_values().collect() }
    }

    /// `before` is what the draft says so far.
    pub fn written(&self, words: &str, before: &str) -> String {
        let Some(finder) = &self.finder else { return words.to_owned() };
        let mut text = String::with_capacity(words.len());
        let mut done = 0;
        for found in finder.find_iter(words) {
            let (start, end) = (found.start(), found.end());
            let Some(term) = self.terms.get(found.pattern().as_usize()) else { continue };
            if is_small(&words[start..end]) && stands_free(words, start, end) && !is_owned(words, start, before) {
                text.push_str(&words[done..start]);
                text.push_str(term);
                done = end;
            }
        }
        text.push_str(&words[done..]);
        text
    }
}

/// In small letters, but for the first where a sentence begins.
fn is_small(words: &str) -> bool {
    !words.chars().skip(1).any(char::is_uppercase)
}

fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let letter = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

fn is_owned(text: &str, at: usize, before: &str) -> bool {
    let ahead = text[..at].trim_end();
    let ahead = if ahead.is_empty() { before.trim_end() } else { ahead };
    let word = ahead.rsplit(' ').next().unwrap_or_default();
    word.ends_with("'s") || word.ends_with("s'") || OWNERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Document;

    #[test]
    fn writes_terms_as_the_document_does() {
        let text = "This Agreement is made between Brightside Studio LLC (\"Agency\") and Acme, Inc. (\"Client\"). \
            \"Confidential Information\" means what a party marks as such. \"Café Plan\" means the plan.";
        let terms = DefinedTerms::of(&Contract::read(Document::from_text(text), &[]));
        for (words, before, written) in [
            ("A party may disclose confidential information.", "", "A party may disclose Confidential Information."),
            ("Confidential information is safe.", "", "Confidential Information is safe."),
            (" confidential information", "protect Agency's", " confidential information"),
            ("its confidential information", "", "its confidential information"),
            ("confidential informations", "", "confidential informations"),
            ("the café plan", "", "the Café Plan"),
            ("no café plan, no confidential information", "", "no Café Plan, no Confidential Information"),
            ("a Confidential information", "", "a Confidential Information"),
            ("a confidential Information", "", "a confidential Information"),
        ] {
            assert_eq!(terms.written(words, before), written);
        }
    }
}
