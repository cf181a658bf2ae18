//! The whole way from a text to the report, natively: `cargo xtask bench --native`.

mod texts;

use std::hint::black_box;
use std::time::Duration;

use clausewright::ingest::Document;
use clausewright::report::{PositionEncoding, ReviewOptions};
use clausewright::session;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

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

criterion_group!(benches, playbook, whole);
criterion_main!(benches);
