//! A stranger's playbook: refused with its place, or loaded and used on a short contract.
#![no_main]

use clausewright::ingest::Document;
use clausewright::playbook::Playbook;
use clausewright::report::{PositionEncoding, ReviewOptions};
use clausewright::session;
use libfuzzer_sys::fuzz_target;

const CONTRACT: &str = "This Agreement is between Acme Ltd (\"Customer\") and Bolt Inc (\"Vendor\").\n\n\
    1. Fees. Customer shall pay each invoice within ninety (90) days of receipt.\n\n\
    2. Indemnity. Vendor shall indemnify Customer against any and all losses arising out of the Services.\n\n\
    3. Term. This Agreement renews for successive one year terms.";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Playbook::parse("playbook.toml", text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(playbook) => {
            let options = ReviewOptions::default();
            session::review(Document::from_text(CONTRACT), &options, &playbook, PositionEncoding::Utf16);
        }
    }
});
