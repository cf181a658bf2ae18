//! A Word file and edits on it, both of the fuzzer's choosing: three bytes an edit up to a 0xFF, then
//! the parts as in the target `docx`. What is written reads as the text that came in once all is
//! rejected, and can be read once all is accepted.
#![no_main]

#[path = "../../tests/docx/mod.rs"]
mod docx;
mod parts;

use std::ops::Range;

use clausewright::docx::write::{Outcome, accepted, revise};
use docx::proof::{US, orders, read, with_verdict};
use docx::revisions::Verdict;
use libfuzzer_sys::fuzz_target;

const WORDS: [&str; 8] =
    ["", "thirty (30)", "a", "Fees & <costs>", "é", "Notices are in writing.\nAnother clause.", "a\tb", "\nNew."];

fuzz_target!(|data: &[u8]| {
    let Some(end) = data.iter().position(|byte| *byte == 0xff) else { return };
    let (chosen, parts) = (&data[..end], &data[end + 1..]);
    // What bears our name already is not ours to reject.
    if parts.windows(US.len()).any(|words| words == US.as_bytes()) {
        return;
    }
    let Some(before) = parts::file(parts) else { return };
    let Ok(word) = clausewright::docx::read(&before) else { return };
    let edits = edits(&word.text, chosen);
    match revise(&before, &word.text, &word.origin, &orders(&edits)) {
        Err(_) => {}
        Ok(Outcome::Refused(refusals)) => assert!(!refusals.is_empty()),
        Ok(Outcome::Written(after)) => {
            assert_eq!(read(&with_verdict(&after, Verdict::Reject)).text, word.text, "rejected, after {edits:?}");
            accepted(&after).expect("what was written can be read");
        }
    }
});

/// Not overlapping, in the order of the text, on whole letters.
fn edits(text: &str, chosen: &[u8]) -> Vec<(Range<usize>, String)> {
    let whole = |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let mut edits: Vec<(Range<usize>, String)> = chosen
        .chunks_exact(3)
        .take(8)
        .map(|one| {
            let start = whole(usize::from(one[0]) * text.len() / 255);
            let end = whole(start + usize::from(one[1] % 40));
            (start..end, WORDS[usize::from(one[2]) % WORDS.len()].to_owned())
        })
        .filter(|(span, new)| !span.is_empty() || !new.is_empty())
        .collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut free = 0;
    edits.retain(|(span, _)| {
        let fits = span.start >= free;
        if fits {
            free = span.end.max(span.start + 1);
        }
        fits
    });
    edits
}
