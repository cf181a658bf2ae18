//! A Word file: a package as it comes, or else parts of one. What is read lies where it says.
#![no_main]

#[path = "../../tests/docx/mod.rs"]
mod docx;
mod parts;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let made = parts::file(data);
    let bytes = if data.starts_with(b"PK") { Some(data) } else { made.as_deref() };
    let Some(Ok(word)) = bytes.map(clausewright::docx::read) else { return };
    assert!(!word.text.trim().is_empty());
    for change in &word.origin.revisions {
        assert!(word.text.get(change.source.clone()).is_some(), "{change:?} lies in the text, on whole letters");
    }
});
