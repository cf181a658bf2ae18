//! Defined terms: "“Fees” means the fees in Schedule 1", "(the “Fees”)", and where they are used.
//! In: a document and its outline. Out: [`Definition`]s and [`Use`]s. `terms` come next.

mod bare;
mod phrase;
mod quoted;
mod uses;

use std::ops::Range;

use crate::ingest::Document;
use crate::outline::{ClauseId, Outline};
use crate::sorting;
use crate::span::Span;
use crate::text::{Token, Tokens};

pub use uses::{Use, read as read_uses};

/// How a term is given its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinedBy {
    /// "“Fees” means …", "Fees: …".
    Means,
    /// "“Fees” has the meaning given in Section 4": the words say only where it stands.
    Pointer,
    /// "(the “Fees”)": by the words before the bracket.
    Bracket,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// As written, without quotes.
    pub term: String,
    pub term_span: Span,
    /// What it means: the words after "means", or those before the bracket.
    pub meaning: Span,
    pub clause: ClauseId,
    pub by: DefinedBy,
    /// The term's tokens.
    pub tokens: Range<usize>,
}

pub fn read(document: &Document, outline: &Outline) -> Vec<Definition> {
    let page = Page::new(document, outline);
    let mut found = quoted::read(&page);
    found.extend(bare::read(&page));
    sorting::by_key(&mut found, |definition| definition.tokens.start);
    found.dedup_by_key(|definition| definition.tokens.start);
    cut_at_the_next(&page, &mut found);
    found
}

/// A meaning ends where the next term of the same sentence begins.
fn cut_at_the_next(page: &Page, found: &mut [Definition]) {
    for place in 1..found.len() {
        let next = found[place].tokens.start.saturating_sub(1);
        let before = &mut found[place - 1];
        if before.by != DefinedBy::Bracket
            && before.meaning.end > page.start(next)
            && before.meaning.start < page.start(next)
        {
            before.meaning.end = next.checked_sub(1).map_or(before.meaning.end, |last| page.end(last));
        }
    }
}

/// The definition of a term: as written, else in any case, singular or plural; the one that says
/// the meaning before one that says where it stands.
pub(super) fn find<'a>(definitions: &'a [Definition], term: &str) -> Option<&'a Definition> {
    let stem = uses::stem_of(term);
    let alike = |definition: &&'a Definition| uses::stem_of(&definition.term) == stem;
    let first = |wanted: &dyn Fn(&&'a Definition) -> bool| {
        let mut found = definitions.iter().filter(|definition| wanted(definition));
        found.clone().find(|definition| definition.by != DefinedBy::Pointer).or_else(|| found.next())
    };
    first(&|definition| definition.term == term).or_else(|| first(&alike))
}

/// What the readers of definitions look at: tokens that never run past a block.
struct Page<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    list: &'a [Token],
    outline: &'a Outline,
    /// For each block its tokens.
    blocks: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document, outline: &'a Outline) -> Self {
        let tokens = document.text.tokens();
        let mut start = 0;
        let list = tokens.as_slice();
        let mut blocks = Vec::with_capacity(document.text.blocks().len());
        for block in document.text.blocks() {
            let length = list[start..].iter().take_while(|token| token.span.start < block.span.end).count();
            blocks.push(start..start + length);
            start += length;
        }
        Self { text: document.text.canonical(), tokens, list, outline, blocks }
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.at(at)
    }

    fn start(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.text.len(), |token| token.span.start)
    }

    fn end(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.text.len(), |token| token.span.end)
    }

    fn touches(&self, at: usize) -> bool {
        self.end(at) == self.start(at + 1)
    }

    fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.capital)
    }

    fn is_label(&self, at: usize) -> bool {
        self.outline.labels.get(at).copied().unwrap_or(false)
    }

    /// The innermost clause that holds a place.
    fn clause(&self, place: usize) -> ClauseId {
        let clauses = &self.outline.clauses;
        let after = clauses.partition_point(|clause| clause.span.start <= place);
        let mut at = after.checked_sub(1).map(ClauseId);
        while let Some(clause) = at.and_then(|id| clauses.get(id.0)) {
            if place <= clause.span.end {
                return clause.id;
            }
            at = clause.parent;
        }
        ClauseId(after.saturating_sub(1))
    }

    /// Where the sentence at `place` ends, or `otherwise`.
    fn sentence_end(&self, place: usize, otherwise: usize) -> usize {
        self.outline.sentence_at(place).map_or(otherwise, |sentence| sentence.span.end)
    }

    fn defined(&self, term: Range<usize>, meaning: Span, by: DefinedBy) -> Definition {
        let term_span = self.tokens.span(term.clone());
        Definition {
            term: term_span.of(self.text).to_owned(),
            term_span,
            meaning,
            clause: self.clause(term_span.start),
            by,
            tokens: term,
        }
    }

    /// Does the clause at `place` stand under a heading such as "Definitions"?
    fn among_definitions(&self, place: usize) -> bool {
        if self.outline.clauses.is_empty() {
            return false;
        }
        let Some(heading) = self.outline.heading_over(self.clause(place)) else { return false };
        let words = heading.of(self.text).to_ascii_lowercase();
        words.contains("definition") || words.contains("defined terms") || words.contains("interpretation")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defined(text: &str) -> Vec<(String, String)> {
        let document = Document::from_text(text);
        let outline = Outline::read(&document);
        read(&document, &outline)
            .into_iter()
            .map(|found| (found.term, found.meaning.of(document.text.canonical()).to_owned()))
            .collect()
    }

    #[test]
    fn reads_terms_and_meanings() {
        for (text, term, meaning) in [
            ("\"Fees\" means the fees set out in Schedule 1.", "Fees", "the fees set out in Schedule 1."),
            ("“Net Sales” shall mean gross receipts.", "Net Sales", "gross receipts."),
            ("'Payment Period' means 60 days.", "Payment Period", "60 days."),
            ("The term \"Affiliate\" of a party means any entity it controls.", "Affiliate", "any entity it controls."),
            ("\"Marks\" has the meaning given in Section 4.", "Marks", "given in Section 4."),
            (
                "\"Work Product\", as used in this Agreement, means the deliverables.",
                "Work Product",
                "the deliverables.",
            ),
            (
                "Confidential Information means all information disclosed.",
                "Confidential Information",
                "all information disclosed.",
            ),
            (
                "Agency shall carry out the work in Exhibit A (the \"Services\").",
                "Services",
                "Agency shall carry out the work in Exhibit A",
            ),
            ("Acme Widgets Ltd (hereinafter referred to as \"Client\").", "Client", "Acme Widgets Ltd"),
            ("Acme Widgets Ltd, hereinafter called \"Client\", engages Agency.", "Client", "Acme Widgets Ltd"),
            ("for thirty (30) days (the \"Cure Period\").", "Cure Period", "for thirty (30) days"),
            ("each order (each, an \"Order\") binds.", "Order", "each order"),
        ] {
            assert_eq!(defined(text), [(term.to_owned(), meaning.to_owned())], "{text}");
        }
    }

    #[test]
    fn reads_several_terms() {
        let terms = |text| defined(text).into_iter().map(|(term, _)| term).collect::<Vec<_>>();
        assert_eq!(terms("\"Fees\" or \"Charges\" means the sums due."), ["Fees", "Charges"]);
        assert_eq!(terms("A and B (each a \"Party\" and together the \"Parties\") agree."), ["Party", "Parties"]);
        assert_eq!(
            defined("\"Cap\" means $5; \"Term\" means one year."),
            [("Cap".to_owned(), "$5;".to_owned()), ("Term".to_owned(), "one year.".to_owned())]
        );
    }

    #[test]
    fn leaves_other_quotes_alone() {
        for text in [
            "The software is provided \"AS IS\" and \"as available\".",
            "Documents marked \"Confidential\" stay so.",
            "The goods (including those marked \"Sample\") stay here.",
            "This means that nothing is due.",
            "By any Means necessary.",
            "Client said \"no\".",
        ] {
            assert_eq!(defined(text), [], "{text}");
        }
    }

    #[test]
    fn finds_a_definition_by_its_term() {
        let document = Document::from_text("\"Fees\" means the fees.\n\n\"Party\" means a signatory.");
        let found = read(&document, &Outline::read(&document));
        assert_eq!(find(&found, "Fee").map(|found| found.term.as_str()), Some("Fees"));
        assert_eq!(find(&found, "parties").map(|found| found.term.as_str()), Some("Party"));
        assert!(find(&found, "Services").is_none());
    }

    #[test]
    fn prefers_the_meaning_to_a_pointer() {
        let document = Document::from_text(
            "\"Cure Period\" has the meaning given in Section 9.\n\nIt must be cured within ten days (the \"Cure Period\").",
        );
        let found = read(&document, &Outline::read(&document));
        assert_eq!(found.first().map(|found| found.by), Some(DefinedBy::Pointer));
        assert_eq!(find(&found, "Cure Period").map(|found| found.by), Some(DefinedBy::Bracket));
    }
}
