//! A Word file out of a fuzzer's bytes, so that it need not learn to pack. In: parts with a NUL between
//! them, each the inside of its root: body, numbering, styles, footnotes, comments. Out: the `.docx`.

use crate::docx::Word;

const BESIDE: [&str; 4] = ["numbering", "styles", "footnotes", "comments"];

pub fn file(data: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(data).ok()?;
    let mut parts = text.split('\0');
    let mut word = Word::body(parts.next()?);
    for (name, inner) in BESIDE.iter().zip(parts) {
        if !inner.is_empty() {
            word = word.with(name, inner);
        }
    }
    Some(word.packed(zip::CompressionMethod::Stored))
}
