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
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

const WORDS: [&str; 8] =
    ["", "thirty (30)", "a", "Fees & <costs>", "é", "Notices are in writing.\nAnother clause.", "a\tb", "\nNew."];

fuzz_target!(|data: &[u8]| {
    let Some(end) = data.iter().position(|byte| *byte == 0xff) else { return };
    let (chosen, parts) = (&data[..end], &data[end + 1..]);
    // What bears our name already is not ours to reject.
    if parts.windows(US.len()).any(|words| words == US.as_bytes()) {
        return;
    }
    // The judge of the tests takes sound XML alone; the target `docx` feeds what is not.
    if !std::str::from_utf8(parts).is_ok_and(|text| text.split('\0').all(is_sound)) {
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

fn is_tag(tag: &BytesStart<'_>) -> bool {
    let is_name = |name: &str| name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ':' | '-' | '_'));
    is_name(tag.name().into_inner())
        && tag.attributes().all(|one| one.is_ok_and(|one| is_name(one.key.into_inner()) && !one.value.contains('<')))
}

/// Elements that are closed, attributes that are quoted and stand once.
fn is_sound(inner: &str) -> bool {
    let source = format!("<r>{inner}</r>");
    let mut reader = Reader::from_str(&source);
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if is_tag(&tag) => depth += 1,
            Ok(Event::Empty(tag)) if is_tag(&tag) => {}
            Ok(Event::End(_)) if depth > 1 => depth -= 1,
            Ok(Event::End(_)) => return matches!(reader.read_event(), Ok(Event::Eof)),
            Ok(Event::Text(_) | Event::GeneralRef(_)) if depth > 0 => {}
            _ => return false,
        }
    }
}

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
