//! Prints what is read from the file that `CLAUSEWRIGHT_FILE` names, to be looked at by a person:
//! `CLAUSEWRIGHT_FILE=contract.txt cargo test --release --test facts_of_a_file -- --ignored --nocapture`.

use std::time::Instant;

use clausewright::facts::Facts;
use clausewright::ingest::{self, Document};
use clausewright::outline::Outline;

fn document() -> Document {
    let name = std::env::var("CLAUSEWRIGHT_FILE").expect("CLAUSEWRIGHT_FILE names a contract");
    ingest::read(&std::fs::read(&name).expect("a file that can be read"), &name).expect("a document")
}

#[test]
#[ignore = "needs a file"]
fn prints_facts() {
    let document = document();
    let text = document.text.canonical();
    let outline = Outline::read(&document);
    let facts = Facts::read(&document, &outline, &[]);
    let around = |start: usize, end: usize| {
        let from = (0..=start.saturating_sub(25)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let to = (end + 25..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        text[from..to].replace('\n', " ⏎ ")
    };
    for fact in &facts.quantities {
        println!(
            "Q {:?} {:?} «{}»  {}",
            fact.value,
            fact.words_say,
            fact.span.of(text),
            around(fact.span.start, fact.span.end)
        );
    }
    for found in &facts.definitions {
        println!("D {:?} [{:?}] = «{}»", found.term, found.by, found.meaning.of(text));
    }
    for found in &facts.references {
        println!(
            "R {:?} {:?} {:?} {:?}  {}",
            found.span.of(text),
            found.number,
            found.kind,
            found.target,
            around(found.span.start, found.span.end)
        );
    }
    println!("{} uses of {} terms", facts.uses.len(), facts.definitions.len());
}

#[test]
#[ignore = "needs a file"]
fn times_facts() {
    let document = document();
    let outline = Outline::read(&document);
    let best = (0..20)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(Facts::read(&document, &outline, &[]));
            start.elapsed()
        })
        .min();
    println!("{} bytes in {best:?}", document.text.canonical().len());
}
