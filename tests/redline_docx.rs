//! Tracked changes in Word files: every folder of `tests/docx` is a small file with edits on it.
//! `body.xml` and other parts lie open; `edits.txt` has a line for each edit (`old=>new`, or
//! `place|+|new` for words behind a place); `refused.txt` holds the reason where the file must not be
//! written, `accepted.txt` the accepted text where it is not simply the edited one.

mod docx;
#[path = "docx/revisions.rs"]
mod revisions;

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clausewright::docx::WordText;
use clausewright::docx::write::{Change, Comment, Highlight, Insertion, Orders, Outcome, accepted, revise};
use docx::Word;
use proptest::prelude::*;
use revisions::{Verdict, judged, normal, parse};

const US: &str = "Our Side";

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
        for part in ["numbering", "footnotes", "comments", "styles"] {
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

fn orders(edits: &[(Range<usize>, String)]) -> Orders {
    let change = |(span, text): &(Range<usize>, String)| Change {
        span: span.clone(),
        insert: vec![Insertion { text: text.clone(), comment: None, highlight: None }],
    };
    Orders {
        changes: edits.iter().map(change).collect(),
        comments: edits
            .iter()
            .map(|(span, _)| Comment { anchor: Some(span.clone()), paragraphs: vec!["Why & what?".into()] })
            .collect(),
        highlights: Vec::new(),
        author: US.into(),
        date: "2026-11-22T05:00:00Z".into(),
    }
}

fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = text.to_owned();
    for (span, new) in edits.iter().rev() {
        out.replace_range(span.clone(), new);
    }
    out
}

fn read(bytes: &[u8]) -> WordText {
    clausewright::docx::read(bytes).unwrap()
}

fn parts(bytes: &[u8]) -> HashMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (String::from_utf8_lossy(entry.name_raw()).into_owned(), content)
        })
        .collect()
}

/// The file with a verdict on our changes, made without the product.
fn with_verdict(bytes: &[u8], verdict: Verdict) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = parts(bytes).into_iter().collect();
    parts.sort();
    let judge = |(path, content): (String, Vec<u8>)| {
        let xml = if matches!(path.as_str(), "word/document.xml" | "word/footnotes.xml") {
            judged(&parse(std::str::from_utf8(&content).unwrap()), verdict, US).xml()
        } else {
            String::from_utf8(content).unwrap()
        };
        (path, xml)
    };
    let files: Vec<(String, String)> = parts.into_iter().map(judge).collect();
    let (first, rest) = files.iter().partition::<Vec<_>, _>(|(path, _)| path == "word/document.xml");
    rest.iter().fold(Word::document(&first[0].1), |word, (path, xml)| word.part(path, xml)).bytes()
}

/// Whether a line broken by hand is a space or a line end depends on the words around it.
fn lines(text: &str) -> String {
    text.replace('\n', " ")
}

fn ids(xml: &str) -> Vec<String> {
    xml.match_indices("w:id=\"").map(|(at, _)| xml[at + 6..].split('"').next().unwrap().to_owned()).collect()
}

/// What must hold of every file that is written.
fn holds(name: &str, before: &[u8], after: &[u8], expected: Option<&str>) {
    let (old, new) = (parts(before), parts(after));
    for (path, content) in &old {
        let touched = ["word/document.xml", "word/footnotes.xml", "word/comments.xml", "[Content_Types].xml"];
        if !touched.contains(&path.as_str()) && !path.ends_with(".rels") {
            assert_eq!(new.get(path), Some(content), "{name}: {path} must not change");
        }
    }
    let text = |parts: &HashMap<String, Vec<u8>>, path: &str| {
        parts.get(path).map(|content| String::from_utf8(content.clone()).unwrap())
    };
    let (was, is) = (text(&old, "word/document.xml").unwrap(), text(&new, "word/document.xml").unwrap());
    let comments = text(&new, "word/comments.xml").unwrap_or_default();
    let ours = ids(&comments);
    for path in ["word/document.xml", "word/footnotes.xml"] {
        let (Some(was), Some(is)) = (text(&old, path), text(&new, path)) else { continue };
        let rejected = normal(&judged(&parse(&is), Verdict::Reject, US), &ours);
        assert_eq!(rejected.xml(), normal(&parse(&was), &[]).xml(), "{name}: rejecting must restore {path}\n{is}");
    }
    for id in &ours {
        let at = |tag: &str| is.find(&format!("<w:{tag} w:id=\"{id}\"")).map_or(usize::MAX, |at| at);
        let (start, end, mark) = (at("commentRangeStart"), at("commentRangeEnd"), at("commentReference"));
        let notes = text(&new, "word/footnotes.xml").is_some_and(|notes| notes.contains(&format!("<w:commentReference w:id=\"{id}\"")));
        assert!(notes || start < end && end < mark && mark < usize::MAX, "{name}: comment {id} has its range\n{is}");
    }
    let mut revisions: Vec<String> = Vec::new();
    for tag in is.split('<').filter(|tag| tag.starts_with("w:ins ") || tag.starts_with("w:del ")) {
        revisions.extend(ids(tag));
    }
    let count = revisions.len();
    revisions.sort();
    revisions.dedup();
    assert_eq!(revisions.len(), count, "{name}: ids are unique\n{is}");
    let rejected = read(&with_verdict(after, Verdict::Reject));
    assert_eq!(rejected.text, read(before).text, "{name}: rejected text\n{was}\n{is}");
    if let Some(expected) = expected {
        let accepted_text = read(&with_verdict(after, Verdict::Accept)).text;
        assert_eq!(lines(&accepted_text), lines(expected), "{name}: accepted text\n{is}");
        assert_eq!(read(after).text, accepted_text, "{name}: the file as it reads now");
        let clean = accepted(after).unwrap();
        assert_eq!(read(&clean).text, accepted_text, "{name}: the clean copy");
        let left = parts(&clean).remove("word/document.xml").map(|xml| String::from_utf8(xml).unwrap()).unwrap();
        assert!(!left.contains("<w:ins ") && !left.contains("<w:del ") && !left.contains("Change"), "{name}: {left}");
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
    let Outcome::Written(after) = revise(&before, &word.text, &word.origin, &orders(&[(5..8, "will be".into())])).unwrap()
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
    let before = Word::body("<w:p><w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:t>Fees are due.</w:t></w:r></w:p>").bytes();
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
    let Outcome::Written(after) = revise(&before, &word.text, &word.origin, &orders(&[(0..6, "Loose".into())])).unwrap()
    else {
        panic!("it can be written")
    };
    assert_eq!(read(&after).text, "Loose words");
    let xml = String::from_utf8(parts(&after).remove("word/document.xml").unwrap()).unwrap();
    assert!(xml.contains("<w:ins xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" w:id="), "{xml}");
    let relations = String::from_utf8(parts(&after).remove("word/_rels/document.xml.rels").unwrap()).unwrap();
    assert!(relations.contains("http://purl.oclc.org/ooxml/officeDocument/relationships/comments"), "{relations}");
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
