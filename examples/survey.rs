//! Reads many contracts and prints what is odd about their outlines: long sentences, documents
//! without numbered clauses, sentences that end without a stop.
//! `cargo run --release --example survey -- FILES`

use std::time::Instant;

use clausewright::ingest;
use clausewright::outline::{ClauseKind, Outline, SentenceKind};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut all, mut long, mut open, mut bytes) = (0, 0, 0, 0);
    let (mut reading, mut outlining) = (0.0, 0.0);
    for path in std::env::args().skip(1) {
        let source = std::fs::read(&path)?;
        bytes += source.len();
        let start = Instant::now();
        let document = ingest::read(&source, &path)?;
        reading += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let outline = Outline::read(&document);
        outlining += start.elapsed().as_secs_f64();
        let body = || {
            outline
                .sentences
                .iter()
                .filter(|sentence| matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition))
        };
        let longest = body().map(|sentence| sentence.tokens.len()).max().unwrap_or(0);
        let here_long = body().filter(|sentence| sentence.tokens.len() > 400).count();
        let closed = |at: usize| matches!(document.text.tokens().at(at), "." | "?" | "!" | "\"" | ")" | ":" | ";");
        let here_open = body().filter(|sentence| !closed(sentence.tokens.end.wrapping_sub(1))).count();
        let numbered = outline
            .clauses
            .iter()
            .filter(|clause| clause.number.is_some() && clause.kind != ClauseKind::Schedule)
            .count();
        let background = outline
            .sentences
            .iter()
            .filter(|s| s.kind == SentenceKind::Background)
            .map(|s| s.tokens.len())
            .sum::<usize>();
        let signature = outline
            .sentences
            .iter()
            .filter(|s| s.kind == SentenceKind::Signature)
            .map(|s| s.tokens.len())
            .sum::<usize>();
        let heading =
            outline.sentences.iter().filter(|s| s.kind == SentenceKind::Heading).map(|s| s.tokens.len()).sum::<usize>();
        all += body().count();
        long += here_long;
        open += here_open;
        let tokens = document.text.tokens().len().max(1);
        println!(
            "{:5} sentences {here_long:3} long (max {longest:4}) {here_open:3} open {numbered:4} numbered; {:2}% background {:2}% signature {:2}% heading  {path}",
            body().count(),
            background * 100 / tokens,
            signature * 100 / tokens,
            heading * 100 / tokens,
        );
    }
    println!(
        "{all} sentences, {long} over 400 tokens, {open} without a stop; {bytes} bytes, text {reading:.3} s, outline {outlining:.3} s"
    );
    Ok(())
}
