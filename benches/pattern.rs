//! 200 clause patterns: compiling them, reading a document for them, finding them. The text is
//! made of our own samples, or read from the file that `CLAUSEWRIGHT_TEXT` names.
//!
//! `cargo bench --bench pattern`

mod texts;

use std::hint::black_box;
use std::time::Duration;

use clausewright::contract::Contract;
use clausewright::ingest::Document;
use clausewright::pattern::{Index, Pattern, PatternSet, TERMS};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// What clause patterns look like; each is taken with each of [`WORDS`].
const SHAPES: &[&str] = &[
    "{vendor} {shall} ..6 @ ..40 {customer}",
    "{customer} {shall-not} ..4 @ [or otherwise] ..10 (service* | product*)",
    "@ ..12 within {days}",
    "[the] @ (of | for) [the] (deliverables | work product | services)",
    "{party} {may} ..8 (@ | suspend | withhold) .. (notice | consent)",
    "(liab* | responsib*) ..6 (for | under) ..20 @ !(except | unless)",
    "{each-party} {shall} [promptly [and fully]] @",
    "(not exceed | limited to | in excess of) .. @ ..10 ({money} | {months} | fees)",
    "@ [..3 (and | or) ..3 (cost* | expense*)] ..10 (aris* | result*) [out] (of | from)",
    "{shall} be @ | {may} be @ | (has | have) been @",
];

const WORDS: &[&str] = &[
    "indemnif*",
    "defend",
    "pay*",
    "terminat*",
    "renew*",
    "assign*",
    "disclos*",
    "invoice*",
    "deliver*",
    "accept*",
    "audit*",
    "insur*",
    "warrant*",
    "licens*",
    "damage*",
    "breach*",
    "perform*",
    "subcontract*",
    "third-party",
    "set off",
];

fn sources() -> Vec<String> {
    WORDS.iter().flat_map(|word| SHAPES.iter().map(move |shape| shape.replace('@', word))).collect()
}

fn compiled(sources: &[String]) -> PatternSet {
    let patterns: Vec<Pattern> = sources.iter().filter_map(|source| Pattern::parse(source).ok()).collect();
    PatternSet::new(&patterns)
}

fn compiling(criterion: &mut Criterion) {
    let sources = sources();
    assert_eq!((sources.len(), compiled(&sources).len()), (200, 200));
    criterion.bench_function("compile 200 patterns", |bencher| bencher.iter(|| compiled(black_box(&sources))));
}

fn finding(criterion: &mut Criterion) {
    let sources = sources();
    let one = compiled(&sources);
    let ten: Vec<PatternSet> = sources.chunks(20).map(compiled).collect();
    let mut group = criterion.benchmark_group("pattern");
    group.sample_size(20).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_secs(1));
    for (name, text) in documents() {
        let Contract { document, outline, facts, .. } = &Contract::read(Document::from_text(text.as_str()), &[]);
        let index = Index::read(document, outline, facts);
        let find = |set: &PatternSet| set.find_in(&index, document, facts, TERMS).len();
        println!("{name}: {} tokens, {} matches", document.text.tokens().len(), find(&one));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("index", &name), |bencher| {
            bencher.iter(|| Index::read(document, outline, facts));
        });
        group.bench_function(BenchmarkId::new("one set of 200", &name), |bencher| bencher.iter(|| find(&one)));
        group.bench_function(BenchmarkId::new("ten sets of 20", &name), |bencher| {
            bencher.iter(|| ten.iter().map(find).sum::<usize>());
        });
    }
    group.finish();
}

/// The file that was named, repeated to each size; our own samples otherwise.
fn documents() -> Vec<(String, String)> {
    let given = std::env::var("CLAUSEWRIGHT_TEXT").ok().and_then(|path| std::fs::read_to_string(path).ok());
    let sized = |(name, bytes): &(&str, usize)| {
        let text = match &given {
            Some(text) => text.repeat(bytes / text.len().max(1) + 1),
            None => texts::contract(*bytes),
        };
        ((*name).to_owned(), text)
    };
    texts::SIZES.iter().filter(|(_, bytes)| *bytes >= 300_000).map(sized).collect()
}

criterion_group!(benches, compiling, finding);
criterion_main!(benches);
