//! The document's own defined terms in what is drafted. In: words of a draft. Out: the same, with
//! "confidential information" written as the document writes what it defines: "Confidential Information".

use crate::contract::Contract;

/// Terms of two words or more. One word alone ("services") is a matter of the draft's own places.
#[derive(Clone, Debug)]
pub struct DefinedTerms {
    /// In small letters, and as defined.
    terms: Vec<(String, String)>,
}

/// Before a term: somebody's own, which may be another than what is defined.
const OWNERS: [&str; 7] = ["its", "their", "your", "our", "his", "her", "whose"];

impl DefinedTerms {
    pub fn of(contract: &Contract) -> Self {
        let parties = &contract.facts.parties.list;
        let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let is_term = |term: &str| {
            let named = parties.iter().any(|party| party.aliases.iter().any(|alias| alias == term));
            term.contains(' ') && term.split(' ').all(capital) && !named
        };
        let terms = contract.facts.definitions.iter().map(|one| &one.term).filter(|term| is_term(term));
        Self { terms: terms.map(|term| (term.to_lowercase(), term.clone())).collect() }
    }

    /// `before` is what the draft says so far.
    pub fn written(&self, words: &str, before: &str) -> String {
        let mut text = words.to_owned();
        for (small, term) in &self.terms {
            let mut from = 0;
            while let Some(at) = text.get(from..).and_then(|rest| found(rest, small)).map(|at| from + at) {
                from = at + small.len();
                if stands_free(&text, at, from) && !is_owned(&text, at, before) {
                    text.replace_range(at..from, term);
                    from = at + term.len();
                }
            }
        }
        text
    }
}

/// The first place of a term in small letters, or with a capital at its beginning.
fn found(text: &str, small: &str) -> Option<usize> {
    let (first, rest) = small.split_at(small.chars().next().map_or(0, char::len_utf8));
    text.match_indices(rest).find_map(|(at, _)| {
        let start = at.checked_sub(first.len())?;
        let letter = text.get(start..at)?;
        (letter == first || letter.to_lowercase() == first).then_some(start)
    })
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
        ] {
            assert_eq!(terms.written(words, before), written);
        }
    }
}
