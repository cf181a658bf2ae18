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
    stems: Vec<u32>,
    capitals: Vec<bool>,
}

/// The terms that begin with one stem.
#[derive(Default)]
struct Terms {
    /// By their stems; those that differ in capitals alone in the order of their definitions.
    list: Vec<Term>,
    /// How many words they have: each number once, the largest first.
    lengths: Vec<usize>,
}

/// Terms that differ in nothing but capitals; more are no contract's.
const MOST_ALIKE: usize = 16;

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

/// Terms by the stem of their first word; of a term defined twice the first that says its meaning.
fn terms(tokens: &Tokens, definitions: &[Definition], stems: &Stems) -> Vec<Terms> {
    let mut terms: Vec<Terms> = std::iter::repeat_with(Terms::default).take(stems.count).collect();
    let is_pointer = |place: usize| definitions.get(place).is_some_and(|found| found.by == DefinedBy::Pointer);
    for (definition, found) in definitions.iter().enumerate() {
        let list = tokens.as_slice().get(found.tokens.clone()).unwrap_or_default();
        let words = || list.iter().filter(|token| is_word(token));
        let own: Vec<u32> = words().map(|token| stems.of(token)).collect();
        let Some(same) = own.first().and_then(|first| terms.get_mut(*first as usize)) else { continue };
        same.list.push(Term { definition, stems: own, capitals: words().map(|token| token.capital).collect() });
    }
    for same in terms.iter_mut().filter(|same| !same.list.is_empty()) {
        same.settle(&is_pointer);
    }
    terms
}

impl Terms {
    fn settle(&mut self, is_pointer: &dyn Fn(usize) -> bool) {
        sorting::by(&mut self.list, |one, other| one.stems > other.stems);
        let mut kept: Vec<Term> = Vec::with_capacity(self.list.len());
        for term in self.list.drain(..) {
            let alike = kept.iter().rev().take(MOST_ALIKE).take_while(|known| known.stems == term.stems).count();
            let from = kept.len() - alike;
            let twin =
                kept.get_mut(from..).unwrap_or_default().iter_mut().find(|known| known.capitals == term.capitals);
            match twin {
                None if alike < MOST_ALIKE => kept.push(term),
                Some(known) if is_pointer(known.definition) && !is_pointer(term.definition) => {
                    known.definition = term.definition;
                }
                _ => {}
            }
        }
        self.lengths = kept.iter().map(|term| term.stems.len()).collect();
        sorting::by_key(&mut self.lengths, |length| std::cmp::Reverse(*length));
        self.lengths.dedup();
        self.list = kept;
    }
}

/// The longest of the terms that stands at `at`, and the place past it.
fn longest(list: &[Token], at: usize, terms: &Terms, stems: &Stems) -> Option<(usize, usize)> {
    let stem = |place: usize| list.get(place).map_or(u32::MAX, |token| stems.of(token));
    let capital = |place: usize| list.get(place).is_some_and(|token| token.capital);
    terms.lengths.iter().find_map(|length| {
        let own = || words_from(list, at, stems).take(*length);
        let from = terms.list.partition_point(|term| term.stems.iter().copied().lt(own().map(stem)));
        let alike = |term: &&Term| term.stems.iter().copied().eq(own().map(stem));
        let written = |term: &&Term| term.capitals.iter().zip(own()).all(|(wanted, place)| !wanted || capital(place));
        let found = terms.list.iter().skip(from).take_while(alike).find(written)?;
        Some((found.definition, own().last().map_or(at, |last| last + 1)))
    })
}

/// The places of the words from `at`; a hyphen between two is passed over.
fn words_from<'t>(list: &'t [Token], at: usize, stems: &'t Stems) -> impl Iterator<Item = usize> + 't {
    let follows = |place: usize| {
        let hyphen = list.get(place + 1).is_some_and(|token| stems.is_hyphen(token));
        Some(place + 1 + usize::from(hyphen)).filter(|next| list.get(*next).is_some_and(is_word))
    };
    std::iter::successors(Some(at), move |place| follows(*place))
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
    fn finds_each_of_many_terms_that_begin_alike() {
        let name = |number: usize| format!("Alpha Beta Gamma{number} Delta");
        let mut text: String = (0..400).map(|number| format!("\"{}\" means a thing. ", name(number))).collect();
        text.push_str("\"Alpha Beta\" means two. \"alpha-beta gamma7\" means three.\n\n");
        text.push_str("Use Alpha Beta Gamma399 Delta, Alpha Beta, Alpha Beta Gamma7 and alpha beta gamma7 delta.");
        let found: Vec<String> = used(&text).into_iter().map(|(term, _)| term).collect();
        assert_eq!(found, ["Alpha Beta Gamma399 Delta", "Alpha Beta", "alpha-beta gamma7", "alpha-beta gamma7"]);
    }

    #[test]
    fn prefers_the_longest_term() {
        let text =
            "\"Services\" means work. \"Support Services\" means help.\n\nWe give Support Services and Services.";
        let expected = [("Support Services", "Support Services"), ("Services", "Services")];
        assert_eq!(used(text), expected.map(|(term, written)| (term.to_owned(), written.to_owned())));
    }
}
