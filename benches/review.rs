//! The whole way from a text to the report, and a Word file read and written back with tracked
//! changes, natively: `cargo xtask bench --native`.

mod texts;

use std::hint::black_box;
use std::time::Duration;

use clausewright::ingest::{self, Document};
use clausewright::report::{PositionEncoding, ReviewOptions};
use clausewright::session::{self, EditedOptions, redline_edited_file, redline_edited_text};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Of some 200 pages.
const WORD_FILE: usize = 600_000;
/// Of the words that are changed.
const WORDS_APART: usize = 10;

fn playbook(criterion: &mut Criterion) {
    let options = ReviewOptions::default();
    criterion.bench_function("load the playbook", |bencher| {
        bencher.iter(|| session::playbook_for(black_box(&options)).expect("a built-in playbook"));
    });
}

fn whole(criterion: &mut Criterion) {
    let options = ReviewOptions::default();
    let playbook = session::playbook_for(&options).expect("a built-in playbook");
    let mut group = criterion.benchmark_group("review");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for (name, bytes) in texts::SIZES {
        let text = texts::contract(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("terms", name), &text, |bencher, text| {
            bencher.iter(|| session::terms(Document::from_text(black_box(text.as_str())), &options));
        });
        group.bench_with_input(BenchmarkId::new("report", name), &text, |bencher, text| {
            let document = || Document::from_text(black_box(text.as_str()));
            bencher.iter(|| session::review(document(), &options, &playbook, PositionEncoding::Utf16));
        });
    }
    group.finish();
}

fn word(criterion: &mut Criterion) {
    let text = texts::contract(WORD_FILE);
    let options = EditedOptions::default();
    let file = redline_edited_text(&text, &text, &options).expect("a text makes a file").bytes;
    let read = ingest::read(&file, "contract.docx").expect("what was written can be read");
    let original = read.text.source();
    let edited: String = original
        .split(" shall ")
        .enumerate()
        .map(|(at, piece)| match at {
            0 => piece.to_owned(),
            _ if at % WORDS_APART == 0 => format!(" must {piece}"),
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

criterion_group!(benches, playbook, whole, word);
criterion_main!(benches);
