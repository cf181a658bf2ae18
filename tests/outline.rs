//! How contracts of several styles are read, as snapshots that a lawyer can check, and what holds
//! for the outline of any text. `BLESS=1 cargo test --test outline` writes the snapshots anew.

use std::fs;
use std::path::{Path, PathBuf};

use clausewright::ingest::{self, Document};
use clausewright::outline::{Outline, SentenceKind};
use clausewright::text::TokenKind;
use proptest::prelude::*;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outline");
    let mut list: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/outline is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "md"))
        .collect();
    list.sort();
    list
}

#[test]
fn outlines_are_as_written_down() {
    let paths = fixtures();
    assert!(paths.len() >= 6, "fixtures are missing");
    let mut wrong = Vec::new();
    for path in paths {
        let document = ingest::read(&fs::read(&path).expect("a fixture"), &path.to_string_lossy()).expect("a text");
        let sketch = Outline::read(&document).sketch(&document);
        let expected = path.with_extension("outline");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &sketch).expect("a snapshot can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != sketch {
            wrong.push(format!("{}:\n{sketch}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "these outlines changed:\n{}", wrong.join("\n"));
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let outline = Outline::read(document);
    let tokens = document.text.tokens();
    prop_assert_eq!(outline.labels.len(), tokens.len());
    for (at, clause) in outline.clauses.iter().enumerate() {
        prop_assert_eq!(clause.id.0, at);
        prop_assert!(clause.span.covers(clause.body), "{:?}", clause);
        if let Some(parent) = clause.parent {
            prop_assert!(parent < clause.id);
            prop_assert!(outline.clause(parent).span.covers(clause.span));
            prop_assert_eq!(outline.clause(parent).depth + 1, clause.depth);
        }
    }
    for pair in outline.clauses.windows(2) {
        prop_assert!(pair[0].span.start <= pair[1].span.start);
    }
    let mut seen = vec![false; tokens.len()];
    let mut reached = 0;
    for (at, sentence) in outline.sentences.iter().enumerate() {
        prop_assert_eq!(sentence.id.0, at);
        prop_assert!(sentence.tokens.start >= reached && !sentence.tokens.is_empty());
        reached = sentence.tokens.end;
        prop_assert!(sentence.kind == SentenceKind::Signature || sentence.tokens.len() <= 4_100);
        seen[sentence.tokens.clone()].fill(true);
        let mut item_reached = sentence.tokens.start;
        for item in &sentence.items {
            prop_assert!(item.start >= item_reached && item.end <= sentence.tokens.end);
            item_reached = item.end;
        }
    }
    for (at, token) in tokens.as_slice().iter().enumerate() {
        let word = token.kind == TokenKind::Word || token.kind == TokenKind::Number;
        prop_assert!(
            !word || seen[at] || outline.labels[at],
            "{} at {:?} is in no sentence",
            tokens.at(at),
            token.span
        );
    }
    Ok(())
}

#[test]
fn fixtures_hold_together() {
    for path in fixtures() {
        let document = ingest::read(&fs::read(&path).expect("a fixture"), "").expect("a text");
        check(&document).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// A sentence that is a whole text is a term, and its heading heads it.
#[test]
fn one_sentence_is_operative() {
    for source in [
        "Client shall pay in 60 days.",
        "Payment Terms. Client shall pay in 60 days.",
        "LIABILITY\nVendor's liability is unlimited.",
        "4.2 Vendor is liable without limit.",
        "Section 9 (Limitation of Liability) applies",
        "(a) Client may end this Agreement.",
        "Each party is liable.\nClient pays in 90 days.",
    ] {
        let outline = Outline::read(&Document::from_text(source));
        let last = outline.sentences.last().expect("a sentence");
        assert_eq!(last.kind, SentenceKind::Body, "{source}");
    }
    let document = Document::from_text("PAYMENT\nClient pays in 60 days.");
    let outline = Outline::read(&document);
    let clause = outline.sentences.last().expect("a sentence").clause;
    assert_eq!(outline.heading_over(clause).map(|span| document.text.quote(span)), Some("PAYMENT"));
}

/// Lines that contracts are made of.
fn lines() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "1. Fees.",
        "1.1 Client shall pay",
        "2. TERM",
        "(a) the fees;",
        "(b) the costs; and",
        "(i) one,",
        "(ii) two.",
        "A. Law",
        "ARTICLE IV",
        "Section 2.1 Fees",
        "EXHIBIT A",
        "- a bullet",
        "# A head",
        "| a | b |",
        "in each case in full.",
        "The following apply:",
        "“Fees” means all sums.",
        "WHEREAS, Client pays;",
        "NOW, THEREFORE, the parties agree as follows:",
        "IN WITNESS WHEREOF",
        "By: ____",
        "TABLE OF CONTENTS",
        "Fees .... 4",
        "PAYMENT TERMS",
        "4.",
        "§ 4",
        "This Agreement is made between A, Inc. and B Ltd. as of May 1, 2020.",
        "IN NO EVENT SHALL VENDOR PAY.",
        "Vendor shall (i) work, (ii) rest. 3. Next. (a) More.",
        "",
    ])
    .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![6 => known, 1 => any::<String>()], 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_text_holds_together(source in lines()) {
        check(&Document::from_text(source.clone()))?;
        check(&Document::from_paragraphs(source))?;
    }
}
