//! Any bytes that are taken as a contract: read, reviewed for one side, reported.
#![no_main]

use std::sync::LazyLock;

use clausewright::ingest;
use clausewright::playbook::Playbook;
use clausewright::report::{self, PositionEncoding, ReviewOptions};
use clausewright::session;
use libfuzzer_sys::fuzz_target;

static PLAYBOOK: LazyLock<Playbook> =
    LazyLock::new(|| session::playbook_for(&ReviewOptions::default()).expect("a built-in playbook"));

fuzz_target!(|data: &[u8]| {
    let Ok(document) = ingest::read(data, "contract.txt") else { return };
    let text = document.text.source().to_owned();
    let review = session::review(document, &ReviewOptions::default(), &PLAYBOOK, PositionEncoding::Utf8);
    for span in review.findings.iter().filter_map(|finding| finding.span) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} lies in the text, on whole letters");
    }
    report::markdown(&review);
});
