//! Where citations lead. In: a document and its outline. Out: [`Targets`], which finds the clause
//! that a number names: "IV" is 4, "6B" is 6(b), "paragraph (b)" belongs to the clause that says it.

use std::collections::{HashMap, HashSet};

use super::citation::{Member, roman};
use super::{Cited, Target};
use crate::ingest::Document;
use crate::outline::{Clause, ClauseId, ClauseKind, Outline};
use crate::text::TokenKind;

pub(super) struct Targets<'a> {
    outline: &'a Outline,
    /// Clauses by their normalised number; a number may return in each schedule.
    by_key: HashMap<String, Vec<ClauseId>>,
    numbered: usize,
    /// The highest first part of any number.
    highest: u32,
    leading: HashSet<&'a str>,
    bracketed: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Targets<'a> {
    pub fn new(document: &'a Document, outline: &'a Outline) -> Self {
        let mut by_key: HashMap<String, Vec<ClauseId>> = HashMap::new();
        let (mut numbered, mut highest) = (0, 0);
        for clause in &outline.clauses {
            let Some(number) = clause.number.as_deref() else { continue };
            let key = key_of(clause, number);
            if clause.kind != ClauseKind::Item && clause.kind != ClauseKind::Schedule {
                numbered += 1;
                highest = highest.max(first_part(&key));
            }
            by_key.entry(key).or_default().push(clause.id);
        }
        let (leading, bracketed) = (leading(document), bracketed(document));
        Self { outline, by_key, numbered, highest, leading, bracketed }
    }

    pub fn find(&self, kind: Cited, member: &Member, place: usize) -> Target {
        match kind {
            Cited::Exhibit => self.exhibit(&member.number, place),
            Cited::Paragraph => self.paragraph(&member.number, place),
            Cited::Law => Target::Elsewhere,
            Cited::Article | Cited::Section if member.number.is_empty() => self.enclosing(kind, place),
            Cited::Article | Cited::Section => self.section(kind, &member.number, place),
        }
    }

    fn exhibit(&self, number: &str, place: usize) -> Target {
        self.nearest(&exhibit_key(number), place).map_or(Target::Missing, Target::Clause)
    }

    fn section(&self, kind: Cited, number: &str, place: usize) -> Target {
        if self.numbered < 2 {
            return Target::Unclear;
        }
        let parts = parts(number, kind == Cited::Article);
        let keys = [parts.join("/"), self::parts(number, true).join("/")];
        let whole = keys.iter().find_map(|key| self.nearest(key, place));
        if let Some(id) = whole.or_else(|| self.inline(&parts, place)) {
            return Target::Clause(id);
        }
        self.absent(number, &parts)
    }

    /// A number that no clause has.
    fn absent(&self, number: &str, parts: &[String]) -> Target {
        let first = first_part(&parts.join("/"));
        let far = parts.iter().filter_map(|part| part.parse::<u32>().ok()).any(|part| part >= 100);
        if far && self.highest < 100 {
            // No contract that ends at 17 has a Section 365 or 12.212: a statute's, named elsewhere.
            Target::Elsewhere
        } else if parts.len() == 1 && first < self.highest || self.is_gap(parts) || self.leading.contains(number) {
            // A gap in the numbering is rather a label not understood than a clause not there.
            Target::Unclear
        } else {
            Target::Missing
        }
    }

    /// Is the number after it there: 7.2 where 7.1 is asked for, (c) for (b)?
    fn is_gap(&self, parts: &[String]) -> bool {
        let Some((last, before)) = parts.split_last() else { return false };
        let next = match (last.parse::<u32>(), last.as_bytes()) {
            (Ok(value), _) => (value + 1).to_string(),
            (_, &[letter @ b'a'..=b'y']) => char::from(letter + 1).to_string(),
            _ => return false,
        };
        let key: Vec<_> = before.iter().map(String::as_str).chain([next.as_str()]).collect();
        parts.len() > 1 && self.by_key.contains_key(&key.join("/"))
    }

    /// Does a text hold the label "(b)" within a clause?
    fn says(&self, clause: &Clause, part: &str) -> bool {
        self.bracketed.get(part).is_some_and(|places| {
            let next = places.partition_point(|&place| place < clause.span.start);
            places.get(next).is_some_and(|&place| place < clause.span.end)
        })
    }

    /// "4.2(a)" where (a) stands inside the paragraph of 4.2 and is no clause of its own.
    fn inline(&self, parts: &[String], place: usize) -> Option<ClauseId> {
        for length in (1..parts.len()).rev() {
            let Some(id) = self.nearest(&parts[..length].join("/"), place) else { continue };
            let clause = self.outline.clauses.get(id.0)?;
            let there = parts[length..].iter().all(|part| self.says(clause, part));
            return there.then_some(id);
        }
        None
    }

    /// "paragraph (b)": of the citing clause, its siblings, or of any clause around it.
    fn paragraph(&self, number: &str, place: usize) -> Target {
        let wanted = parts(number, false);
        let mut at = holding(self.outline, place);
        while let Some(clause) = at.and_then(|id| self.outline.clauses.get(id.0)) {
            if let Some(own) = clause.number.as_deref() {
                let mut key = parts(own, clause.kind == ClauseKind::Article);
                key.extend(wanted.iter().cloned());
                if let Some(id) = self.nearest(&key.join("/"), place) {
                    return Target::Clause(id);
                }
            }
            if wanted.iter().all(|part| self.says(clause, part)) {
                return Target::Clause(clause.id);
            }
            at = clause.parent;
        }
        if self.outline.clauses.iter().any(|clause| clause.kind == ClauseKind::Item) {
            Target::Missing
        } else {
            Target::Unclear
        }
    }

    /// "this Section", "this Article": the nearest clause of that rank around the place.
    fn enclosing(&self, kind: Cited, place: usize) -> Target {
        let mut at = holding(self.outline, place);
        while let Some(clause) = at.and_then(|id| self.outline.clauses.get(id.0)) {
            let fits = match kind {
                Cited::Article => clause.kind == ClauseKind::Article,
                _ => clause.kind == ClauseKind::Section,
            };
            if fits {
                return Target::Clause(clause.id);
            }
            at = clause.parent;
        }
        Target::Unclear
    }

    /// Of clauses with one number the one in the same schedule as the place, else the first.
    fn nearest(&self, key: &str, place: usize) -> Option<ClauseId> {
        let same = self.by_key.get(key)?;
        if same.len() == 1 {
            return same.first().copied();
        }
        let home = self.schedule(holding(self.outline, place));
        same.iter().take(50).find(|id| self.schedule(Some(**id)) == home).or(same.first()).copied()
    }

    fn schedule(&self, mut at: Option<ClauseId>) -> Option<ClauseId> {
        while let Some(clause) = at.and_then(|id| self.outline.clauses.get(id.0)) {
            if clause.kind == ClauseKind::Schedule {
                return Some(clause.id);
            }
            at = clause.parent;
        }
        None
    }
}

/// Dotted numbers that begin a sentence before a capital, as labels do ("7.1 Each Party …").
fn leading(document: &Document) -> HashSet<&str> {
    let tokens = document.text.tokens();
    let list = tokens.as_slice();
    let canonical = document.text.canonical();
    let opens = |at: usize| match at.checked_sub(1).and_then(|before| list.get(before)) {
        None => true,
        Some(before) => {
            matches!(tokens.word(before.word), "." | ";" | ":")
                || list.get(at).is_some_and(|token| {
                    canonical.get(before.span.end..token.span.start).is_some_and(|gap| gap.contains('\n'))
                })
        }
    };
    list.iter()
        .enumerate()
        .filter(|(at, token)| {
            token.kind == TokenKind::Number && list.get(at + 1).is_some_and(|next| next.capital) && opens(*at)
        })
        .map(|(_, token)| tokens.word(token.word))
        .filter(|number| number.contains('.'))
        .collect()
}

/// Where "(a)", "(iv)" stand, by what is in the brackets.
fn bracketed(document: &Document) -> HashMap<&str, Vec<usize>> {
    let tokens = document.text.tokens();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, window) in tokens.as_slice().windows(3).enumerate() {
        let [open, inner, close] = window else { continue };
        let marks = open.kind == TokenKind::Punct && close.kind == TokenKind::Punct && inner.span.len() <= 4;
        if marks && tokens.at(at) == "(" && tokens.at(at + 2) == ")" {
            places.entry(tokens.at(at + 1)).or_default().push(open.span.start);
        }
    }
    places
}

/// The innermost clause that holds a place.
pub(super) fn holding(outline: &Outline, place: usize) -> Option<ClauseId> {
    let after = outline.clauses.partition_point(|clause| clause.span.start <= place);
    let mut at = after.checked_sub(1).map(ClauseId);
    while let Some(clause) = at.and_then(|id| outline.clauses.get(id.0)) {
        if place <= clause.span.end {
            return Some(clause.id);
        }
        at = clause.parent;
    }
    None
}

fn key_of(clause: &Clause, number: &str) -> String {
    match clause.kind {
        ClauseKind::Schedule => exhibit_key(number),
        ClauseKind::Article => parts(number, true).join("/"),
        _ => parts(number, false).join("/"),
    }
}

/// "Exhibit A" is "exhibit a"; only the citing word and the number count.
fn exhibit_key(number: &str) -> String {
    let key: String = number.chars().filter(|c| !matches!(c, '"' | '\'' | '.' | ':')).collect();
    key.trim().to_lowercase()
}

/// "4.2(a)(ii)" is 4, 2, a, ii; "6B" is 6, b; "Article IV" is 4.
fn parts(number: &str, romans: bool) -> Vec<String> {
    let lower = number.to_lowercase();
    // "Article IV", "Section 4": the word before the number is not part of it.
    let core = lower.split_once(' ').map(|(_, rest)| rest.trim()).filter(|rest| !rest.is_empty()).unwrap_or(&lower);
    let mut parts = split(core);
    // "7.0" heads what 7.1 and 7.2 are in, and is cited as 7.
    if parts.len() == 2 && parts[1] == "0" {
        parts.pop();
    }
    if let Some(value) = parts.first().filter(|_| romans).and_then(|first| roman(first)) {
        parts[0] = value.to_string();
    }
    parts
}

/// Splits at marks and between digits and letters.
fn split(number: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in number.chars() {
        if c.is_alphanumeric() {
            let same = last.is_some_and(|last| last.is_alphanumeric() && last.is_ascii_digit() == c.is_ascii_digit());
            match parts.last_mut().filter(|_| same) {
                Some(part) => part.push(c),
                None => parts.push(c.to_string()),
            }
        }
        last = Some(c);
    }
    // "4.02" is 4.2 to its readers; "4.0" stays "4".
    parts.iter_mut().filter(|part| part.len() > 1).for_each(|part| *part = part.trim_start_matches('0').to_owned());
    parts.retain(|part| !part.is_empty() && part != "0");
    parts
}

/// The first part of a number as cited: "4" of "4.2(a)".
pub(super) fn head(number: &str) -> String {
    parts(number, true).into_iter().next().unwrap_or_default()
}

fn first_part(key: &str) -> u32 {
    key.split('/').next().and_then(|first| first.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalises_numbers() {
        for (number, romans, key) in [
            ("4.2(a)(ii)", false, "4/2/a/ii"),
            ("6B", false, "6/b"),
            ("Article IV", true, "4"),
            ("IV", true, "4"),
            ("1.c", false, "1/c"),
            ("4.02", false, "4/2"),
            ("10.0", false, "10"),
            ("(b)", false, "b"),
        ] {
            assert_eq!(parts(number, romans).join("/"), key, "{number}");
        }
    }
}
