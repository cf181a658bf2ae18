//! Tracked changes in Word files: every folder of `tests/docx` is a small file with edits on it.
//! `body.xml` and other parts lie open; `edits.txt` has a line for each edit (`old=>new`, or
//! `place|+|new` for words behind a place); `refused.txt` holds the reason where the file must not be
//! written, `accepted.txt` the accepted text where it is not simply the edited one.

mod docx;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clausewright::docx::write::{Highlight, Outcome, revise};
use docx::Word;
use docx::proof::{edited, holds, ids, orders, parts, read};
use docx::revisions::parse;
use proptest::prelude::*;

struct Fixture {
    name: String,
    folder: PathBuf,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx");
    let mut found: Vec<Fixture> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| Fixture { name: entry.file_name().to_string_lossy().into_owned(), folder: entry.path() })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(found.len() > 30, "the fixtures were not found");
    found
}

impl Fixture {
    fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(name)).ok().map(|text| text.trim_end_matches('\n').to_owned())
    }

    fn file(&self) -> Word {
        let mut word = Word::body(&self.text("body.xml").expect("body.xml"));
        for part in ["numbering", "footnotes", "endnotes", "comments", "styles"] {
            if let Some(inner) = self.text(&format!("{part}.xml")) {
                word = word.with(part, &inner);
            }
        }
        word.part("word/media/picture.bin", "not XML at all \u{1}").part(
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/></Types>",
        )
    }

    fn edits(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let lines = self.text("edits.txt").expect("edits.txt");
        let plain = |words: &str| words.replace("\\n", "\n").replace("\\t", "\t");
        let mut edits: Vec<(Range<usize>, String)> = lines
            .lines()
            .map(|line| {
                let (old, new, behind) = match line.split_once("|+|") {
                    Some((place, new)) => (plain(place), plain(new), true),
                    None => line.split_once("=>").map(|(old, new)| (plain(old), plain(new), false)).unwrap(),
                };
                let start = text.find(&old).unwrap_or_else(|| panic!("{}: no {old:?} in {text:?}", self.name));
                let end = start + old.len();
                (if behind { end..end } else { start..end }, new)
            })
            .collect();
        edits.sort_by_key(|(span, _)| span.start);
        edits
    }
}

#[test]
fn every_fixture() {
    for fixture in fixtures() {
        let before = fixture.file().bytes();
        let word = read(&before);
        let edits = fixture.edits(&word.text);
        let outcome = revise(&before, &word.text, &word.origin, &orders(&edits)).unwrap();
        match (outcome, fixture.text("refused.txt")) {
            (Outcome::Refused(refusals), Some(reason)) => assert_eq!(refusals[0].reason, reason, "{}", fixture.name),
            (Outcome::Written(after), None) => {
                let expected = fixture.text("accepted.txt").unwrap_or_else(|| edited(&word.text, &edits));
                holds(&fixture.name, &before, &after, Some(&expected));
            }
            (outcome, reason) => panic!("{}: {outcome:?} where {reason:?} was expected", fixture.name),
        }
    }
}

#[test]
fn comments_are_added_to_those_of_others() {
    let own = "<w:comment w:id='0' w:author='Other Side'><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>";
    let body = "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>Fees are due.</w:t></w:r><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r></w:p>";
    let before = Word::body(body)
        .with("comments", own)
        .part(
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/comments' Target='comments.xml'/></Relationships>",
        )
        .bytes();
    let word = read(&before);
    let Outcome::Written(after) =
        revise(&before, &word.text, &word.origin, &orders(&[(5..8, "will be".into())])).unwrap()
    else {
        panic!("it can be written")
    };
    let (old, new) = (parts(&before), parts(&after));
    assert_eq!(old["word/_rels/document.xml.rels"], new["word/_rels/document.xml.rels"]);
    let comments = String::from_utf8(new["word/comments.xml"].clone()).unwrap();
    assert!(comments.contains(own) && comments.contains("Why &amp; what?"), "{comments}");
    assert_eq!(ids(&comments), ["1"]);
}

#[test]
fn new_comments_are_known_to_the_package() {
    let fixture = &fixtures()[0];
    let before = fixture.file().bytes();
    let word = read(&before);
    let edits = fixture.edits(&word.text);
    let Outcome::Written(after) = revise(&before, &word.text, &word.origin, &orders(&edits)).unwrap() else {
        panic!("it can be written")
    };
    let new = parts(&after);
    let text = |path: &str| String::from_utf8(new[path].clone()).unwrap();
    assert!(text("[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
    assert!(text("word/_rels/document.xml.rels").contains("Target=\"/word/comments.xml\""));
    parse(&text("word/comments.xml"));
}

#[test]
fn highlights_can_be_rejected() {
    let before =
        Word::body("<w:p><w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:t>Fees are due.</w:t></w:r></w:p>").bytes();
    let word = read(&before);
    let mut orders = orders(&[(0..4, "Costs".into())]);
    orders.highlights.push((9..12, Highlight::Yellow));
    orders.changes[0].insert[0].highlight = Some(Highlight::Pink);
    let Outcome::Written(after) = revise(&before, &word.text, &word.origin, &orders).unwrap() else {
        panic!("it can be written")
    };
    holds("highlight", &before, &after, Some("Costs are due."));
    let xml = String::from_utf8(parts(&after).remove("word/document.xml").unwrap()).unwrap();
    assert!(xml.contains("<w:rPr><w:b/><w:highlight w:val=\"magenta\"/><w:u w:val='single'/></w:rPr>"), "{xml}");
    assert!(xml.contains("<w:highlight w:val=\"yellow\"/><w:u w:val='single'/><w:rPrChange "), "{xml}");
}

#[test]
fn the_strict_namespace_without_a_prefix() {
    let document = "<?xml version='1.0'?><document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>Strict words</t></r></p></body></document>";
    let before = Word::document(document).bytes();
    let word = read(&before);
    let Outcome::Written(after) =
        revise(&before, &word.text, &word.origin, &orders(&[(0..6, "Loose".into())])).unwrap()
    else {
        panic!("it can be written")
    };
    assert_eq!(read(&after).text, "Loose words");
    let xml = String::from_utf8(parts(&after).remove("word/document.xml").unwrap()).unwrap();
    assert!(xml.contains("<w:ins xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" w:id="), "{xml}");
    let relations = String::from_utf8(parts(&after).remove("word/_rels/document.xml.rels").unwrap()).unwrap();
    assert!(relations.contains("http://purl.oclc.org/ooxml/officeDocument/relationships/comments"), "{relations}");
}

/// The mark has no words of its own; the words on both sides of it lie the other way round.
#[test]
fn a_comment_stands_around_a_notes_mark() {
    let all = fixtures();
    let fixture = all.iter().find(|one| one.name.contains("in_a_footnote")).unwrap();
    let before = fixture.file().bytes();
    let word = read(&before);
    let at = word.text.find("[1]").unwrap();
    match revise(&before, &word.text, &word.origin, &orders(&[(at..at + 3, String::new())])).unwrap() {
        Outcome::Written(after) => holds(&fixture.name, &before, &after, None),
        Outcome::Refused(refusals) => panic!("{}", refusals[0].reason),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Edits anywhere: refused with a reason, or written so that all holds.
    #[test]
    fn edits_anywhere(
        place in any::<prop::sample::Index>(),
        ends in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, "[a-z ]{0,8}|[a-z]{1,3}\n3\\. [a-z]{2,4}"), 1..4),
    ) {
        let all = fixtures();
        let fixture = &all[place.index(all.len())];
        let before = fixture.file().bytes();
        let word = read(&before);
        let letters: Vec<usize> = word.text.char_indices().map(|(at, _)| at).chain([word.text.len()]).collect();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (start, length, new) in ends {
            let at = start.index(letters.len());
            let span = letters[at]..letters[(at + length).min(letters.len() - 1)];
            if edits.iter().all(|(other, _)| other.end < span.start || span.end < other.start) {
                edits.push((span, new));
            }
        }
        edits.sort_by_key(|(span, _)| span.start);
        match revise(&before, &word.text, &word.origin, &orders(&edits)).unwrap() {
            Outcome::Written(after) => {
                // Where no line is touched, the text is exactly the edited one.
                let plain = edits.iter().all(|(span, new)| !word.text[span.clone()].contains(['\n', '[']) && !new.contains('\n'));
                let whole = edited(&word.text, &edits);
                let expected = (plain && whole.split('\n').all(|line| line.trim() == line && line.len() > 4)).then_some(whole);
                holds(&format!("{} {edits:?}", fixture.name), &before, &after, expected.as_deref());
            }
            Outcome::Refused(refusals) => prop_assert!(refusals.iter().all(|one| one.reason.ends_with('.'))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file with a stretch cut out of its XML: an error, a refusal or a file; never a crash.
    #[test]
    fn damaged_files(place in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), length in 1..40_usize, at in any::<prop::sample::Index>()) {
        let all = fixtures();
        let fixture = &all[place.index(all.len())];
        let mut body = fixture.text("body.xml").unwrap();
        let letters: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
        let start = cut.index(letters.len());
        body.replace_range(letters[start]..letters[(start + length).min(letters.len() - 1)], "");
        let before = Word::body(&body).bytes();
        let Ok(word) = clausewright::docx::read(&before) else { return Ok(()) };
        let places: Vec<usize> = word.text.char_indices().map(|(at, _)| at).chain([word.text.len()]).collect();
        let start = at.index(places.len());
        let span = places[start]..places[(start + length).min(places.len() - 1)];
        if let Ok(Outcome::Written(after)) = revise(&before, &word.text, &word.origin, &orders(&[(span, "new".into())])) {
            // What could be read before can be read again.
            prop_assert!(clausewright::docx::read(&after).is_ok());
        }
    }
}
