//! Where defined terms are used. In: definitions and tokens. Out: [`Use`]s, found in one pass over
//! the tokens by the words that terms begin with.

use std::ops::Range;

use super::{DefinedBy, Definition};
use crate::sorting;
use crate::text::{Token, TokenKind, Tokens, WordMap};

/// A defined term in the text, singular or plural, outside the place that defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Into `Facts::definitions`.
    pub definition: usize,
    pub tokens: Range<usize>,
}

/// A term as the pass compares it: stems of its words, and which of them are capitalised.
struct Term {
    definition: usize,
    words: Vec<(u32, bool)>,
}

pub fn read(tokens: &Tokens, definitions: &[Definition]) -> Vec<Use> {
    let stems = Stems::new(tokens);
    let terms = terms(tokens, definitions, &stems);
    let defining: Vec<_> = definitions.iter().map(|definition| definition.tokens.start).collect();
    let list = tokens.as_slice();
    let mut uses = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let found = list
            .get(at)
            .and_then(|token| terms.get(stems.of(token) as usize))
            .and_then(|terms| longest(list, at, terms, &stems));
        at = match found {
            Some((definition, end)) => {
                if defining.binary_search(&at).is_err() {
                    uses.push(Use { definition, tokens: at..end });
                }
                end
            }
            None => at + 1,
        };
    }
    uses
}

/// Terms by the stem of their first word, the longest first; of a term defined twice the first that says its meaning.
fn terms(tokens: &Tokens, definitions: &[Definition], stems: &Stems) -> Vec<Vec<Term>> {
    let mut terms: Vec<Vec<Term>> = std::iter::repeat_with(Vec::new).take(stems.count).collect();
    let is_pointer = |place: usize| definitions.get(place).is_some_and(|found| found.by == DefinedBy::Pointer);
    for (definition, found) in definitions.iter().enumerate() {
        let list = tokens.as_slice().get(found.tokens.clone()).unwrap_or_default();
        let words: Vec<_> =
            list.iter().filter(|token| is_word(token)).map(|token| (stems.of(token), token.capital)).collect();
        let Some(&(first, _)) = words.first() else { continue };
        let Some(same) = terms.get_mut(first as usize) else { continue };
        match same.iter_mut().find(|term| term.words == words) {
            None => same.push(Term { definition, words }),
            Some(known) if is_pointer(known.definition) && !is_pointer(definition) => known.definition = definition,
            Some(_) => {}
        }
    }
    for same in &mut terms {
        sorting::by_key(same, |term| std::cmp::Reverse(term.words.len()));
    }
    terms
}

fn longest(list: &[Token], at: usize, terms: &[Term], stems: &Stems) -> Option<(usize, usize)> {
    terms.iter().find_map(|term| matches(list, at, term, stems).map(|end| (term.definition, end)))
}

/// Past the term where it stands at `at`; hyphens between its words are passed over.
fn matches(list: &[Token], at: usize, term: &Term, stems: &Stems) -> Option<usize> {
    let mut place = at;
    for (step, &(stem, capital)) in term.words.iter().enumerate() {
        let hyphens = list
            .get(place..)?
            .iter()
            .take_while(|token| step > 0 && token.kind == TokenKind::Punct && token.span.len() == 1)
            .count();
        place += hyphens.min(1);
        let token = list.get(place)?;
        let parted = hyphens > 0 && !stems.is_hyphen(list.get(place - 1)?);
        if parted || stems.of(token) != stem || capital && !token.capital {
            return None;
        }
        place += 1;
    }
    Some(place)
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// For each distinct word the number of its stem.
struct Stems {
    by_word: Vec<u32>,
    count: usize,
    hyphen: Option<usize>,
}

impl Stems {
    fn new(tokens: &Tokens) -> Self {
        let mut known: WordMap<&str, u32> = WordMap::default();
        known.reserve(tokens.words().len());
        let mut by_word = Vec::with_capacity(tokens.words().len());
        // Plurals that a suffix change tells: "parties" has the stem of "party".
        let mut owned: WordMap<String, u32> = WordMap::default();
        let mut next = 0;
        for word in tokens.words() {
            let id = match word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
                Some(stem) => *owned.entry(format!("{stem}y")).or_insert_with(|| fresh(&mut next)),
                None => {
                    let stem = singular(word);
                    match owned.get(stem) {
                        Some(&id) => id,
                        None => *known.entry(stem).or_insert_with(|| fresh(&mut next)),
                    }
                }
            };
            by_word.push(id);
        }
        // "party" was met before "parties": give the plural the stem of the singular.
        let late: std::collections::HashMap<u32, u32> =
            owned.iter().filter_map(|(word, &id)| Some((id, *known.get(word.as_str())?))).collect();
        by_word.iter_mut().for_each(|id| *id = late.get(id).copied().unwrap_or(*id));
        Self { by_word, count: next as usize + 1, hyphen: tokens.words().iter().position(|word| word == "-") }
    }

    fn of(&self, token: &Token) -> u32 {
        self.by_word.get(token.word.0 as usize).copied().unwrap_or(u32::MAX)
    }

    fn is_hyphen(&self, token: &Token) -> bool {
        self.hyphen == Some(token.word.0 as usize)
    }
}

fn fresh(next: &mut u32) -> u32 {
    *next += 1;
    *next
}

/// "fees" to "fee", "taxes" to "tax"; "business" stays.
fn singular(word: &str) -> &str {
    let stem = match word.strip_suffix("es") {
        Some(stem)
            if stem.ends_with(['x', 'z']) || stem.ends_with("ss") || stem.ends_with("ch") || stem.ends_with("sh") =>
        {
            stem
        }
        _ => word.strip_suffix('s').filter(|stem| !stem.ends_with('s') && stem.len() > 2).unwrap_or(word),
    };
    if stem.is_empty() { word } else { stem }
}

/// A term in lower case, its last word singular.
pub(super) fn stem_of(term: &str) -> String {
    let lower = term.to_lowercase();
    match lower.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        Some(stem) => format!("{stem}y"),
        None => singular(&lower).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::Document;
    use crate::outline::Outline;

    fn used(text: &str) -> Vec<(String, String)> {
        let document = Document::from_text(text);
        let definitions = super::super::read(&document, &Outline::read(&document));
        let tokens = document.text.tokens();
        super::read(tokens, &definitions)
            .into_iter()
            .map(|found| {
                (
                    definitions[found.definition].term.clone(),
                    tokens.span(found.tokens).of(document.text.canonical()).to_owned(),
                )
            })
            .collect()
    }

    #[test]
    fn finds_uses_in_singular_and_plural() {
        let text = "\"Fees\" means sums. \"Third-Party Claim\" means a claim. \"Party\" means either.\n\n\
                    Each Party pays the Fee and no other fee. Both Parties answer Third-Party Claims.";
        let expected =
            [("Party", "Party"), ("Fees", "Fee"), ("Party", "Parties"), ("Third-Party Claim", "Third-Party Claims")];
        assert_eq!(used(text), expected.map(|(term, written)| (term.to_owned(), written.to_owned())));
    }

    #[test]
    fn prefers_the_longest_term() {
        let text =
            "\"Services\" means work. \"Support Services\" means help.\n\nWe give Support Services and Services.";
        let expected = [("Support Services", "Support Services"), ("Services", "Services")];
        assert_eq!(used(text), expected.map(|(term, written)| (term.to_owned(), written.to_owned())));
    }
}
