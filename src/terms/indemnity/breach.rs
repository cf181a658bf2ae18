//! An indemnity for any breach of the contract. In: a [`Cover`]. Out: [`Breach`]: what is breached, as
//! wide as the contract itself, for an edit to narrow. The breach of one duty is no matter of it.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::link::link_at;
use super::trigger::{Kind, causes_from, condition, kind_at};

/// How the breach is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "breach of this Agreement".
    Of,
    /// "failure to perform its obligations".
    To,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Breach {
    pub object: Range<usize>,
    pub form: Form,
    /// Is no other breach a cause beside it?
    pub alone: bool,
}

/// What a contract is made of.
const BROAD: [&str; 25] = [
    "observance",
    "promise",
    "promises",
    "agreement",
    "contract",
    "obligation",
    "obligations",
    "provision",
    "provisions",
    "term",
    "terms",
    "condition",
    "conditions",
    "warranty",
    "warranties",
    "representation",
    "representations",
    "covenant",
    "covenants",
    "undertaking",
    "undertakings",
    "duty",
    "duties",
    "sow",
    "hereunder",
];
/// One duty among many.
const NARROW: [&str; 13] = [
    "confidential",
    "privacy",
    "data",
    "security",
    "law",
    "regulation",
    "statut",
    "section",
    "clause",
    "article",
    "paragraph",
    "infring",
    "intellectual",
];

pub(super) fn of(cover: &Cover<'_, '_>) -> Option<Breach> {
    let line = cover.line();
    let from = causes_from(cover);
    // "If you break any promise in this agreement, you will indemnify us": the cause stands before the duty.
    let causes = condition(cover).chain(cover.places().filter(|at| *at > from));
    let breaches = causes.filter(|at| kind_at(line, *at) == Some(Kind::Breach));
    let mut found = breaches
        .filter(|at| !is_shared_out(line, *at) && !is_told_apart(line, from, *at))
        .filter_map(|at| at_breach(cover, at));
    let first = found.next()?;
    let alone = !found.any(|next| next.object.start >= first.object.end);
    Some(Breach { alone, ..first })
}

/// "…; a breach of contract entitles Client to damages": a clause of its own behind a semicolon.
fn is_told_apart(line: &Line<'_>, from: usize, at: usize) -> bool {
    const VERBS: [&str; 7] = ["entitles", "entitle", "gives", "shall", "will", "may", "is"];
    line.find(from..at, &[";"]).is_some() && line.holds(at..at + 8, &VERBS)
}

/// "to the extent caused by Agency's breach": its own share of a third party's claim.
fn is_shared_out(line: &Line<'_>, at: usize) -> bool {
    let from = at.saturating_sub(45);
    // Far off it must say of what: "to the extent permitted by law" is another matter.
    let tied = |place: usize| at - place <= 25 || line.is(place + 3, &["caused", "attributable"]);
    (from..at)
        .rev()
        .take_while(|place| !line.is(*place, &[";"]) && line.item(*place) == line.item(at))
        .any(|place| tied(place) && line.says(place, &["to", "the", "extent"]) || line.says(place, &["insofar", "as"]))
}

fn at_breach(cover: &Cover<'_, '_>, at: usize) -> Option<Breach> {
    let line = cover.line();
    let (form, start) = match line.word(at) {
        word if word.starts_with("breach") || word.starts_with("violat") || word.starts_with("non") => {
            let of = (at + 1..at + 9).find(|place| line.is(*place, &["of"]) && line.item(*place) == line.item(at))?;
            (Form::Of, of + 1)
        }
        "inaccuracy" | "misrepresentation" | "default" | "defaults" => {
            let of = (at + 1..at + 6).find(|place| line.is(*place, &["of", "in", "under"]))?;
            (Form::Of, of + 1)
        }
        // "has not observed any other provision of this Agreement"
        "observed" | "performed" | "fulfilled" | "keep" | "kept" | "break" | "breaks" | "broke" | "broken" => {
            (Form::Of, at + 1)
        }
        "complied" => (Form::Of, (at + 1..at + 3).find(|place| line.is(*place, &["with"]))? + 1),
        "failure" => {
            let to = (at + 1..at + 5).find(|place| line.is(*place, &["to"]))?;
            (Form::To, to + 1)
        }
        _ => return None,
    };
    let end = object_end(cover, start, form);
    let words = start..end;
    let broad = line.holds(words.clone(), &BROAD) && line.begins(words.clone(), &NARROW).is_none();
    (broad && end > start).then_some(Breach { object: words, form, alone: true })
}

/// To the end of "any representation, warranty or covenant contained in this Agreement".
fn object_end(cover: &Cover<'_, '_>, start: usize, form: Form) -> usize {
    let line = cover.line();
    const MOST: usize = 30;
    let goes_on = |at: usize| {
        let mut next = at + 1;
        while line.is(next, &["any", "other", "its", "their", "or", "and", "the", "of", "material"]) {
            next += 1;
        }
        BROAD.contains(&line.word(next))
            || form == Form::To && line.is(next, &["comply", "observe", "perform", "fulfil", "fulfill", "discharge"])
    };
    let mut at = start;
    while at < cover.end()
        && at < start + MOST
        && line.item(at) == line.item(start)
        && (cover.is_in(at) || at < cover.duty.start)
    {
        let word = line.word(at);
        let list = matches!(word, "," | "or" | "and");
        let stops = matches!(word, ";" | "." | ":" | "(" | ")" | "by" | "except" | "whether" | "including")
            || list && !goes_on(at)
            || at > start && link_at(line, at).is_some()
            || line.says(at, &["to", "the", "extent"]);
        if stops {
            break;
        }
        at += 1;
    }
    while at > start && line.is(at - 1, &[",", "or", "and"]) {
        at -= 1;
    }
    at
}

impl Form {
    pub fn name(self) -> &'static str {
        match self {
            Form::Of => "of",
            Form::To => "to",
        }
    }
}
