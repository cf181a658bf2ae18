//! A contract as its reader edited it, as a Word file. In: the contract as it came, the text as it
//! stands now, and what the margin is to say of which lines. Out: a `.docx` in which everything that
//! was changed is a tracked change, or is simply made.

use serde::{Deserialize, Serialize};

use super::word::{LeftOut, RedlineForm, RedlinedFile, dated, fresh_file};
use crate::docx::write::{self, Change, Comment, Insertion, Orders, Outcome};
use crate::error::{Error, ErrorKind};
use crate::ingest::{self, Document};
use crate::redline;
use crate::report::TextLayout;

/// How far the next common line is looked for, in lines of both texts.
const WINDOW: usize = 400;
/// Of the words that could not be changed, so many letters are shown.
const SHOWN: usize = 60;

/// What the margin says of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Remark {
    /// The whole line as it stands now.
    pub line: String,
    pub paragraphs: Vec<String>,
}

/// What the caller says of the file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct EditedOptions {
    pub form: RedlineForm,
    pub author: String,
    /// "2026-11-22T05:00:00Z"; empty for none.
    pub date: String,
    pub remarks: Vec<Remark>,
    /// How a text that did not come from a file is laid out.
    pub layout: TextLayout,
}

/// The Word file that came, with everything that was changed in its text.
pub fn redline_edited_file(
    bytes: &[u8],
    name: &str,
    edited: &str,
    options: &EditedOptions,
) -> Result<RedlinedFile, Error> {
    let document = ingest::read(bytes, name)?;
    if document.origin.is_none() {
        return redline_edited_text(document.text.source(), edited, options);
    }
    write_into(bytes, document, edited, options)
}

/// A fresh `.docx` of a text, with everything that was changed in it.
pub fn redline_edited_text(original: &str, edited: &str, options: &EditedOptions) -> Result<RedlinedFile, Error> {
    let laid_out = |text: &str| match options.layout {
        TextLayout::Auto => Document::from_text(text),
        TextLayout::Paragraphs => Document::from_paragraphs(text),
    };
    let before = fresh_file(laid_out(original))?;
    let after = ingest::read(&fresh_file(laid_out(edited))?, "edited.docx")?;
    write_into(&before, ingest::read(&before, "contract.docx")?, after.text.source(), options)
}

fn write_into(bytes: &[u8], document: Document, edited: &str, options: &EditedOptions) -> Result<RedlinedFile, Error> {
    let nothing = || Error::new(ErrorKind::Edit, "This text did not come from a Word file.");
    let text = document.text.source();
    let origin = document.origin.as_ref().ok_or_else(nothing)?;
    let date = dated(&options.date)?;
    let mut edits = edits(text, edited);
    let mut left_out = Vec::new();
    loop {
        let orders = orders(&edits, edited, options, &date);
        match write::revise(bytes, text, origin, &orders)? {
            Outcome::Written(written) => {
                let bytes = if options.form == RedlineForm::Clean { write::accepted(&written)? } else { written };
                return Ok(RedlinedFile { bytes, taken: Vec::new(), left_out, notices: document.notices });
            }
            Outcome::Refused(refusals) => {
                let mut places: Vec<usize> = refusals.iter().map(|refusal| refusal.change).collect();
                left_out.extend(
                    refusals.iter().filter_map(|refusal| Some(told(edits.get(refusal.change)?, text, &refusal.reason))),
                );
                crate::sorting::by_key(&mut places, |place| usize::MAX - place);
                places.dedup();
                let count = edits.len();
                places.into_iter().filter(|place| *place < count).for_each(|place| drop(edits.remove(place)));
                if edits.len() == count {
                    return Err(Error::new(ErrorKind::Edit, "The changes could not be put into this file.")
                        .hint("export the contract as edited text instead"));
                }
            }
        }
    }
}

/// Words for words, and the line of the edited text that they stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    start: usize,
    end: usize,
    insert: String,
    line: usize,
}

fn told(edit: &Edit, text: &str, reason: &str) -> LeftOut {
    let words = if edit.insert.trim().is_empty() { text.get(edit.start..edit.end).unwrap_or("") } else { &edit.insert };
    let mut title: String = words.trim().chars().take(SHOWN).collect();
    if title.len() < words.trim().len() {
        title.push('…');
    }
    LeftOut { finding: String::new(), title, place: String::new(), reason: reason.to_owned() }
}

fn orders(edits: &[Edit], edited: &str, options: &EditedOptions, date: &str) -> Orders {
    let mut orders = Orders { author: options.author.clone(), date: date.to_owned(), ..Orders::default() };
    let lines: Vec<String> = edited.split('\n').map(squeezed).collect();
    let mut speaks: Vec<Option<usize>> = vec![None; edits.len()];
    for remark in &options.remarks {
        let Some(place) = edit_of(remark, edits, &lines, &speaks) else { continue };
        let edit = &edits[place];
        let new_paragraph = edit.start == edit.end && edit.insert.contains('\n');
        speaks[place] = Some(orders.comments.len());
        let anchor = (!new_paragraph).then_some(edit.start..edit.end);
        orders.comments.push(Comment { anchor, paragraphs: remark.paragraphs.clone() });
    }
    orders.changes = edits.iter().zip(&speaks).map(|(edit, speaks)| change(edit, *speaks)).collect();
    orders
}

fn change(edit: &Edit, comment: Option<usize>) -> Change {
    let new_paragraph = edit.start == edit.end && edit.insert.contains('\n');
    let insertion =
        Insertion { text: edit.insert.clone(), comment: comment.filter(|_| new_paragraph), highlight: None };
    Change { span: edit.start..edit.end, insert: if edit.insert.is_empty() { Vec::new() } else { vec![insertion] } }
}

/// The first edit in the remark's line of which nothing is said yet.
fn edit_of(remark: &Remark, edits: &[Edit], lines: &[String], speaks: &[Option<usize>]) -> Option<usize> {
    let wanted = squeezed(&remark.line);
    let free = |place: &usize| speaks.get(*place).is_some_and(Option::is_none);
    let stands = |place: &usize| {
        let edit = &edits[*place];
        let last = edit.line + edit.insert.matches('\n').count();
        // In a text with hard-wrapped lines, the line is part of a longer one.
        (edit.line..=last)
            .any(|at| lines.get(at).is_some_and(|line| !wanted.is_empty() && line.contains(wanted.as_str())))
    };
    (0..edits.len()).filter(free).find(stands)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines with the byte that each begins at.
struct Lines<'t> {
    list: Vec<&'t str>,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let list: Vec<&str> = text.split('\n').collect();
        let mut at = 0;
        let mut starts = Vec::with_capacity(list.len());
        for line in &list {
            starts.push(at);
            at += line.len() + 1;
        }
        Self { list, starts }
    }

    fn end(&self, line: usize) -> usize {
        self.starts[line] + self.list[line].len()
    }
}

/// What leads from one text to the other: lines that stay, and words changed in those that do not.
fn edits(before: &str, after: &str) -> Vec<Edit> {
    let (old, new) = (Lines::of(before), Lines::of(after));
    let mut edits = Vec::new();
    let (mut at, mut to) = (0, 0);
    while at < old.list.len() || to < new.list.len() {
        let (gone, come) = next_common(&old.list[at..], &new.list[to..]);
        block(&old, at, gone, &new.list[to..to + come], to, &mut edits);
        at += gone + 1;
        to += come + 1;
    }
    edits
}

/// How many lines of each stand before the next line that both have.
fn next_common(old: &[&str], new: &[&str]) -> (usize, usize) {
    for far in 0..=WINDOW.min(old.len() + new.len()) {
        for gone in 0..=far.min(old.len().saturating_sub(1)) {
            let come = far - gone;
            let (Some(one), Some(other)) = (old.get(gone), new.get(come)) else { continue };
            if one == other && (far == 0 || !one.trim().is_empty()) {
                return (gone, come);
            }
        }
    }
    (old.len(), new.len())
}

/// The edits for `gone` lines from `at` that became `lines`.
fn block(old: &Lines<'_>, at: usize, gone: usize, lines: &[&str], line: usize, edits: &mut Vec<Edit>) {
    if gone == lines.len() {
        for (place, new) in lines.iter().enumerate() {
            words(old.list[at + place], new, old.starts[at + place], line + place, edits);
        }
        return;
    }
    if gone == 0 || lines.is_empty() {
        let text = lines.join("\n");
        let (start, end, insert) = match at.checked_sub(1) {
            // Whole lines come and go with the line end before them.
            Some(above) if gone == 0 => (old.end(above), old.end(above), format!("\n{text}")),
            Some(above) => (old.end(above), old.end(at + gone - 1), String::new()),
            None if gone == 0 => (0, 0, format!("{text}\n")),
            None => (0, old.starts.get(gone).copied().unwrap_or_else(|| old.end(gone - 1)), String::new()),
        };
        return edits.push(Edit { start, end, insert, line });
    }
    let start = old.starts[at];
    let before: Vec<&str> = old.list[at..at + gone].to_vec();
    words(&before.join("\n"), &lines.join("\n"), start, line, edits);
}

/// The words that changed inside lines; what goes and what comes in its place is one edit.
fn words(before: &str, after: &str, start: usize, line: usize, edits: &mut Vec<Edit>) {
    let (mut at, mut line) = (start, line);
    let mut open: Option<Edit> = None;
    for change in redline::diff(before, after) {
        match change {
            redline::Change::Same(words) => {
                edits.extend(open.take());
                at += words.len();
                line += words.matches('\n').count();
            }
            redline::Change::Gone(words) => {
                let edit = open.get_or_insert(Edit { start: at, end: at, insert: String::new(), line });
                at += words.len();
                edit.end = at;
            }
            redline::Change::New(words) => {
                let edit = open.get_or_insert(Edit { start: at, end: at, insert: String::new(), line });
                line += words.matches('\n').count();
                edit.insert.push_str(&words);
            }
        }
    }
    edits.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(before: &str, edits: &[Edit]) -> String {
        let mut text = before.to_owned();
        edits.iter().rev().for_each(|edit| text.replace_range(edit.start..edit.end, &edit.insert));
        text
    }

    #[test]
    fn edits_lead_from_one_text_to_the_other() {
        for (before, after, count) in [
            ("a\nb\nc", "a\nb\nc", 0),
            ("Client shall pay in 90 days.\nb", "Client shall pay in 30 days.\nb", 1),
            ("a\nb\nc", "a\nnew clause\nb\nc", 1),
            ("a\nb\nc", "a\nc", 1),
            ("a\nb\nc", "new\na\nb\nc", 1),
            ("a\nb\nc", "b\nc", 1),
            ("a\nb\nc", "a\nb\nc\nlast", 1),
            ("a\nb\nc", "a\nb", 1),
            ("one two\nthree four", "one 2\nthree 4\nfive", 2),
            ("x\ny", "", 1),
            ("", "x\ny", 1),
            ("a\n\nb\n\nc", "a\n\nb changed\n\nnew\n\nc", 2),
        ] {
            let edits = edits(before, after);
            assert_eq!(applied(before, &edits), after, "{before:?} {edits:?}");
            assert!(edits.len() <= count + 1 && (count > 0 || edits.is_empty()), "{before:?} {edits:?}");
        }
    }
}
