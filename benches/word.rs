//! A Word file of some 200 pages, natively: read, and written back with tracked changes.

mod texts;

use std::hint::black_box;
use std::time::Duration;

use clausewright::ingest;
use clausewright::session::{EditedOptions, redline_edited_file, redline_edited_text};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const BYTES: usize = 600_000;
/// Every so many of them is changed.
const EVERY: usize = 10;

fn word(criterion: &mut Criterion) {
    let text = texts::contract(BYTES);
    let options = EditedOptions::default();
    let file = redline_edited_text(&text, &text, &options).expect("a text makes a file").bytes;
    let read = ingest::read(&file, "contract.docx").expect("what was written can be read");
    let original = read.text.source();
    let edited: String = original
        .split(" shall ")
        .enumerate()
        .map(|(at, piece)| match at {
            0 => piece.to_owned(),
            _ if at % EVERY == 0 => format!(" must {piece}"),
            _ => format!(" shall {piece}"),
        })
        .collect();
    let mut group = criterion.benchmark_group("Word file, 200 pages");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).throughput(Throughput::Bytes(original.len() as u64));
    group.bench_function("read", |bencher| bencher.iter(|| ingest::read(black_box(&file), "contract.docx")));
    group.bench_function("written", |bencher| {
        bencher.iter(|| redline_edited_file(black_box(&file), "contract.docx", &edited, &options));
    });
    group.finish();
}

criterion_group!(benches, word);
criterion_main!(benches);
