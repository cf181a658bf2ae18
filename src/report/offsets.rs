//! From bytes to UTF-16. In: a report whose spans count bytes. Out: the same report counting as its
//! reader does, in one pass over the source.

use super::{ChangeReport, Finding, PositionEncoding, Report};
use crate::sorting;
use crate::span::SourceSpan;

/// Brings every span of the report into its own encoding. Spans must count bytes before.
pub fn encode(report: &mut Report, source: &str) {
    if report.position_encoding == PositionEncoding::Utf16 {
        to_utf16(spans(report), source);
    }
}

/// Brings the spans of a file's changes from bytes to UTF-16 units.
pub fn in_utf16(mut changes: Vec<ChangeReport>, source: &str) -> Vec<ChangeReport> {
    to_utf16(changes.iter_mut().flat_map(|change| &mut change.span).collect(), source);
    changes
}

fn to_utf16(spans: Vec<&mut SourceSpan>, source: &str) {
    if source.is_ascii() {
        return;
    }
    let mut bytes: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    sorting::by_key(&mut bytes, |byte| *byte);
    bytes.dedup();
    let units = utf16(source, &bytes);
    let unit = |byte: usize| bytes.binary_search(&byte).ok().and_then(|at| units.get(at).copied()).unwrap_or(byte);
    for span in spans {
        *span = SourceSpan { start: unit(span.start), end: unit(span.end) };
    }
}

/// Brings the spans of changes, which count as `encoding` says, to bytes.
pub(super) fn in_bytes(changes: &mut [ChangeReport], source: &str, encoding: PositionEncoding) {
    if encoding == PositionEncoding::Utf8 || source.is_ascii() {
        return;
    }
    let mut spans: Vec<&mut SourceSpan> = changes.iter_mut().flat_map(|change| &mut change.span).collect();
    sorting::by_key(&mut spans, |span| span.start);
    let (mut letters, mut byte, mut unit) = (source.chars(), 0, 0);
    for span in spans {
        while unit < span.start
            && let Some(letter) = letters.next()
        {
            byte += letter.len_utf8();
            unit += letter.len_utf16();
        }
        // Only where it begins is asked for.
        *span = SourceSpan { start: byte, end: byte };
    }
}

/// The count of UTF-16 units before each of the places, which are sorted.
fn utf16(source: &str, places: &[usize]) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut counted = (0, 0);
    let count = |place: &usize| {
        let (at, units) = counted;
        counted = (*place, units + units_of(bytes.get(at..*place).unwrap_or_default()));
        counted.1
    };
    places.iter().map(count).collect()
}

fn units_of(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let ascii = |chunk: &[u8; 16]| u128::from_ne_bytes(*chunk) & u128::from_ne_bytes([0x80; 16]) == 0;
    let whole: usize = chunks.iter().map(|chunk| if ascii(chunk) { 16 } else { each(chunk) }).sum();
    whole + each(rest)
}

/// Every character begins with a byte that is no continuation; a long one takes two units.
fn each(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from((*byte as i8) >= -0x40) + usize::from(*byte >= 0xf0)).sum()
}

/// Every span in the report.
fn spans(report: &mut Report) -> Vec<&mut SourceSpan> {
    let mut all: Vec<&mut SourceSpan> = report.parties.iter_mut().flat_map(|party| &mut party.evidence).collect();
    all.extend(report.document.changes.iter_mut().flat_map(|change| &mut change.span));
    all.extend(report.terms.iter_mut().flat_map(|topic| &mut topic.terms).flat_map(|term| &mut term.span));
    report.findings.iter_mut().for_each(|finding| spans_of(finding, &mut all));
    all
}

fn spans_of<'a>(finding: &'a mut Finding, all: &mut Vec<&'a mut SourceSpan>) {
    all.extend(&mut finding.span);
    all.extend(finding.evidence.iter_mut().map(|evidence| &mut evidence.span));
    all.extend(finding.redlines.iter_mut().flat_map(|redline| &mut redline.edits).map(|edit| &mut edit.span));
    finding.reasons.iter_mut().for_each(|reason| spans_of(reason, all));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_before_places() {
        let source = "a😀é b";
        let places = [0, 1, 5, 7, 8, 9];
        assert_eq!(utf16(source, &places), [0, 1, 3, 4, 5, 6]);
    }
}
