//! What a new paragraph looks and counts like. In: the place of the text behind which it comes. Out: the
//! neighbour that it is made after, with its properties and those of its letters. Part of `paragraph`.

use super::plan::Planner;
use super::properties::{self, Numbering};
use super::reason::Fault;
use super::shape::Shape;

/// A heading in front of its text is not longer than this.
const MAX_HEADING: usize = 90;
/// A neighbour of a new clause is looked for so many paragraphs back.
const MAX_BACK: usize = 400;

/// What a new paragraph is made like.
pub struct Model {
    pub paragraph: usize,
    pub numbering: Numbering,
    /// Bytes of the new text that Word computes: its number.
    pub label: usize,
}

impl Planner<'_> {
    /// The properties of a paragraph's heading, where it begins with one, and of its text.
    pub fn clothes(&mut self, place: usize) -> Result<(String, String), Fault> {
        let paragraph = self.paragraph(place)?;
        let (text, runs) = (self.text, self.origin.runs_at(paragraph.source.clone()));
        let draft = self.draft(paragraph.part)?;
        let shape = draft.touch(paragraph.xml.clone())?.shape.clone();
        let mut groups: Vec<(String, String)> = Vec::new();
        for run in runs {
            let Some(atom) = shape.atom_at(&run.xml).and_then(|at| shape.atoms.get(at)) else { continue };
            let own = properties::clean(own_properties(&draft.source, &shape, Some(atom.run)))?;
            let words = text.get(run.source.clone()).unwrap_or_default();
            match groups.last_mut() {
                Some((last, text)) if *last == own => text.push_str(words),
                _ => groups.push((own, words.to_owned())),
            }
            if groups.len() > 40 {
                break;
            }
        }
        let body = groups.iter().max_by_key(|(_, text)| text.len()).map(|(own, _)| own.clone()).unwrap_or_default();
        let lead = groups
            .first()
            .filter(|(own, text)| *own != body && text.len() <= MAX_HEADING && text.trim_end().ends_with(['.', ':']));
        Ok((lead.map_or(body.clone(), |(own, _)| own.clone()), body))
    }

    pub fn like(&mut self, model: &Model) -> Result<String, Fault> {
        let paragraph = self.paragraph(model.paragraph)?;
        let pen = self.pen;
        let own = self.own_properties_of(paragraph)?;
        let names = self.draft(paragraph.part)?.names.clone();
        Ok(properties::like(&own, model.numbering, &names, pen, &mut self.ids)?)
    }

    /// The neighbour that a new paragraph is made like: one whose number comes before its own, else the
    /// text below that neighbour, else the paragraph before it.
    pub fn model(&self, place: usize, text: &str, sibling: Option<usize>) -> Model {
        let paragraphs = &self.origin.paragraphs;
        let part = paragraphs.get(place).map_or(0, |one| one.part);
        let back = || (0..=place).rev().take(MAX_BACK).filter(|at| paragraphs[*at].part == part);
        for at in back() {
            let label = self.text.get(paragraphs[at].label.clone()).unwrap_or_default().trim();
            if let Some(end) = counts_on(label, text) {
                return Model { paragraph: at, numbering: Numbering::Kept, label: end };
            }
        }
        let literal = |at: &usize| {
            let one = &paragraphs[*at];
            let own = self.text.get(one.source.clone()).unwrap_or_default();
            let label = own.split([' ', '\t']).next().unwrap_or_default();
            one.label.is_empty()
                && label.chars().any(|c| c.is_ascii_digit() || c == '(')
                && counts_on(label, text).is_some()
        };
        if let Some(at) = back().find(literal) {
            return Model { paragraph: at, numbering: Numbering::Kept, label: 0 };
        }
        let below = sibling.map(|at| at + 1).filter(|at| *at <= place && paragraphs[*at].label.is_empty());
        let plain = |at: &usize| paragraphs[*at].part == part && !self.shares_line(*at);
        let near = || back().find(plain).or_else(|| (place..paragraphs.len()).find(plain));
        // Text without a number looks like other text without one.
        let bare = |at: &usize| {
            let text = self.text.get(paragraphs[*at].source.clone()).unwrap_or_default();
            paragraphs[*at].label.is_empty() && plain(at) && text.trim_end().ends_with('.')
        };
        let numbered = !paragraphs[place].label.is_empty();
        let other = || {
            if self.shares_line(place) {
                near()
            } else if numbered {
                back().find(bare)
            } else {
                None
            }
        };
        let at = below.or_else(other).unwrap_or(place);
        let numbering = if paragraphs[at].label.is_empty() { Numbering::Kept } else { Numbering::Off };
        Model { paragraph: at, numbering, label: 0 }
    }
}

pub fn own_properties<'s>(source: &'s str, shape: &Shape, run: Option<usize>) -> &'s str {
    let own = run.and_then(|run| shape.runs.get(run)).and_then(|run| run.properties.clone());
    own.and_then(|range| source.get(range)).unwrap_or_default()
}

/// Where a heading in front of a text ends: behind its full stop or colon and the space after it.
pub fn heading_end(text: &str) -> Option<usize> {
    let end = text.find(". ").into_iter().chain(text.find(": ")).min()? + 2;
    (end <= MAX_HEADING && text.len() > end).then_some(end)
}

/// Whether a text begins with a number of the same form as `label` and later in its sequence: where
/// that number and the space behind it end.
fn counts_on(label: &str, text: &str) -> Option<usize> {
    let end = label.rfind(|c: char| c.is_ascii_alphanumeric())? + 1;
    let start = label[..end]
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + label[at..].chars().next().map_or(1, char::len_utf8));
    let (prefix, last, suffix) = (&label[..start], &label[start..end], &label[end..]);
    let rest = text.strip_prefix(prefix)?;
    let counter = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (new, rest) = rest.split_at(counter);
    let rest = rest.strip_prefix(suffix)?;
    let alike = match (last.parse::<u32>(), new.parse::<u32>()) {
        (Ok(one), Ok(two)) => two > one,
        (Err(_), Err(_)) => !new.is_empty() && new != last,
        _ => false,
    };
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (alike && gap > 0).then(|| text.len() - rest.len() + gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count_on() {
        for (label, text, expected) in [
            ("9.4", "9.5 Fees", Some("Fees")),
            ("9.4", "10.5 Fees", None),
            ("9.", "12. Fees", Some("Fees")),
            ("(d)", "(e) fees", Some("fees")),
            ("Article IV", "Article V Fees", Some("Fees")),
            ("9.4", "9.3 Fees", None),
            ("9.4", "9.5", None),
            ("•", "9.5 Fees", None),
        ] {
            assert_eq!(counts_on(label, text).map(|end| &text[end..]), expected, "{label} {text}");
        }
        assert_eq!(heading_end("Cap. Neither party"), Some(5));
        assert_eq!(heading_end("Neither party is liable."), None);
    }
}
