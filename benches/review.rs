//! The whole way from a text to the report, natively: `cargo xtask bench --native`.

mod texts;

use std::hint::black_box;
use std::time::Duration;

use clausewright::ingest::Document;
use clausewright::report::ReviewOptions;
use clausewright::session;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn whole(criterion: &mut Criterion) {
    let options = ReviewOptions::default();
    let mut group = criterion.benchmark_group("terms");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for (name, bytes) in texts::SIZES {
        let text = texts::contract(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
            bencher.iter(|| session::terms(Document::from_text(black_box(text.as_str())), &options));
        });
    }
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
