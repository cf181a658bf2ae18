//! What must hold of a file with tracked changes. In: the bytes before and after. Out: nothing, or a
//! failed assertion that says what is wrong.

use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

use clausewright::docx::WordText;
use clausewright::docx::write::{Change, Comment, Insertion, Orders, accepted};

use super::Word;
use super::revisions::{Verdict, judged, normal, parse};

/// The parts that hold words of the contract.
const STORIES: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

/// The author of our changes.
pub const US: &str = "Our Side";

pub fn orders(edits: &[(Range<usize>, String)]) -> Orders {
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

pub fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = text.to_owned();
    for (span, new) in edits.iter().rev() {
        out.replace_range(span.clone(), new);
    }
    out
}

pub fn read(bytes: &[u8]) -> WordText {
    clausewright::docx::read(bytes).unwrap()
}

pub fn parts(bytes: &[u8]) -> HashMap<String, Vec<u8>> {
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
pub fn with_verdict(bytes: &[u8], verdict: Verdict) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = parts(bytes).into_iter().collect();
    parts.sort();
    let judge = |(path, content): (String, Vec<u8>)| {
        // Pictures do not matter to the text.
        let mut xml = String::from_utf8(content).ok()?;
        if STORIES.contains(&path.as_str()) {
            xml = judged(&parse(&xml), verdict, US).xml();
        }
        Some((path, xml))
    };
    let files: Vec<(String, String)> = parts.into_iter().filter_map(judge).collect();
    let (first, rest) = files.iter().partition::<Vec<_>, _>(|(path, _)| path == "word/document.xml");
    rest.iter().fold(Word::document(&first[0].1), |word, (path, xml)| word.part(path, xml)).bytes()
}

/// Fails with the words around the first difference.
fn alike(what: &str, found: &str, expected: &str) {
    let differs = found.chars().zip(expected.chars()).position(|(one, two)| one != two);
    if found != expected {
        let at = differs.unwrap_or(found.chars().count().min(expected.chars().count())).saturating_sub(200);
        let around = |text: &str| text.chars().skip(at).take(500).collect::<String>();
        panic!("{what}\n   found …{}\nexpected …{}", around(found), around(expected));
    }
}

/// Whether a line broken by hand is a space or a line end depends on the words around it.
fn lines(text: &str) -> String {
    text.replace('\n', " ")
}

pub fn ids(xml: &str) -> Vec<String> {
    xml.match_indices("w:id=\"").map(|(at, _)| xml[at + 6..].split('"').next().unwrap().to_owned()).collect()
}

/// What must hold of every file that is written.
pub fn holds(name: &str, before: &[u8], after: &[u8], expected: Option<&str>) {
    let (old, new) = (parts(before), parts(after));
    for (path, content) in &old {
        let touched = ["word/comments.xml", "[Content_Types].xml"].iter().chain(&STORIES);
        if !touched.copied().any(|part| part == path) && !path.ends_with(".rels") {
            assert_eq!(new.get(path), Some(content), "{name}: {path} must not change");
        }
    }
    let text = |parts: &HashMap<String, Vec<u8>>, path: &str| {
        parts.get(path).map(|content| String::from_utf8(content.clone()).unwrap())
    };
    let is = text(&new, "word/document.xml").unwrap();
    let comments = text(&new, "word/comments.xml").unwrap_or_default();
    let ours = ids(&comments);
    for path in STORIES {
        let (Some(was), Some(is)) = (text(&old, path), text(&new, path)) else { continue };
        let rejected = normal(&judged(&parse(&is), Verdict::Reject, US), &ours);
        alike(&format!("{name}: rejecting must restore {path}"), &rejected.xml(), &normal(&parse(&was), &[]).xml());
    }
    for id in &ours {
        let at = |tag: &str| is.find(&format!("<w:{tag} w:id=\"{id}\"")).map_or(usize::MAX, |at| at);
        let (start, end, reference) = (at("commentRangeStart"), at("commentRangeEnd"), at("commentReference"));
        let mark = format!("<w:commentReference w:id=\"{id}\"");
        let notes = STORIES[1..].iter().any(|path| text(&new, path).is_some_and(|notes| notes.contains(&mark)));
        assert!(
            notes || start < end && end < reference && reference < usize::MAX,
            "{name}: comment {id} has its range\n{is}"
        );
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
    alike(&format!("{name}: rejected text"), &rejected.text, &read(before).text);
    if let Some(expected) = expected {
        let accepted_text = read(&with_verdict(after, Verdict::Accept)).text;
        alike(&format!("{name}: accepted text\n{is}"), &lines(&accepted_text), &lines(expected));
        assert_eq!(read(after).text, accepted_text, "{name}: the file as it reads now");
        let clean = accepted(after).unwrap();
        assert_eq!(read(&clean).text, accepted_text, "{name}: the clean copy");
        let left = parts(&clean).remove("word/document.xml").map(|xml| String::from_utf8(xml).unwrap()).unwrap();
        assert!(!left.contains("<w:ins ") && !left.contains("<w:del ") && !left.contains("Change"), "{name}: {left}");
    }
}
