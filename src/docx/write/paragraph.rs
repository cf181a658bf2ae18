//! Words that come in. In: a place of the text, its point in the part, the words. Out: `w:ins` at that
//! point and, for each line end, a new paragraph that looks and counts like its neighbours.

use super::Insertion;
use super::draft::{Mark, Order};
use super::ink::words;
use super::plan::{Planner, comment_end, comment_start, is_last};
use super::point::Point;
use super::properties::{self, Ending, Numbering};
use super::reason::{Fault, NUMBER, PARTED, ROWS};
use super::shape::Shape;
use crate::docx::source::{RunKind, SourceParagraph};

/// A heading in front of its text is not longer than this.
const MAX_HEADING: usize = 90;
/// A neighbour of a new clause is looked for so many paragraphs back.
const MAX_BACK: usize = 400;

/// The words of one line that comes in, piece by piece.
type Line<'i> = Vec<(&'i str, &'i Insertion)>;

/// Where comments on words that come in are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speak {
    Here,
    /// In the new paragraphs that follow.
    Below,
}

/// What a new paragraph is made like.
struct Model {
    paragraph: usize,
    numbering: Numbering,
    /// Bytes of the new text that Word computes: its number.
    label: usize,
}

impl Planner<'_> {
    /// Puts words at a point of a paragraph; `at` is the point's place in the text.
    pub fn insert(&mut self, place: usize, point: Point, at: usize, insert: &[Insertion]) -> Result<(), Fault> {
        let lines = lines(insert);
        let paragraph = self.paragraph(place)?;
        let rest = self.text.get(at..paragraph.source.end).unwrap_or_default();
        let filled = lines.iter().filter(|line| !is_blank(line)).count();
        if lines.len() == 1 || filled == 0 {
            return self.inline(paragraph, point, &lines, "", Speak::Here);
        }
        if rest.trim().is_empty() && self.shares_line(place) {
            let ends_row =
                self.text.get(paragraph.source.end..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
            return if ends_row { self.below_table(place, point, &lines) } else { Err(PARTED.into()) };
        }
        if rest.trim().is_empty() {
            return self.new_paragraphs(place, point, &lines);
        }
        if self.breaks_by_hand(paragraph) {
            let line_break = format!("{}/>", self.draft(paragraph.part)?.names.open("br"));
            return self.inline(paragraph, point, &lines, &line_break, Speak::Here);
        }
        Err(if paragraph.label.is_empty() { PARTED } else { NUMBER }.into())
    }

    /// Whether the paragraph's lines are broken by hand.
    fn breaks_by_hand(&self, paragraph: &SourceParagraph) -> bool {
        let text = self.text;
        let broken = |run: &&crate::docx::source::SourceRun| {
            run.kind == RunKind::Element && text.get(run.source.clone()) == Some("\n")
        };
        self.origin.runs_at(paragraph.source.clone()).iter().any(|run| broken(&run))
    }

    fn inline(
        &mut self,
        paragraph: &SourceParagraph,
        point: Point,
        lines: &[Line],
        line_break: &str,
        speak: Speak,
    ) -> Result<(), Fault> {
        let draft = self.draft(paragraph.part)?;
        let shape = draft.touch(paragraph.xml.clone())?.shape.clone();
        let own = own_properties(&draft.source, &shape, point.model);
        let own = properties::clean(own)?;
        let names = self.draft(paragraph.part)?.names.clone();
        let mut pieces: Vec<(Option<usize>, String)> = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 && !line_break.is_empty() {
                pieces.push((None, self.inserted(paragraph, &own, line_break)?));
            }
            for (text, insertion) in line {
                let comment = insertion.comment.filter(|_| speak == Speak::Here);
                pieces.push((comment, self.piece(paragraph, &own, text, insertion)?));
            }
        }
        pieces.retain(|(_, xml)| !xml.is_empty());
        for (number, id) in self.comments.iter().enumerate() {
            let first = pieces.iter().position(|(comment, _)| *comment == Some(number));
            let last = pieces.iter().rposition(|(comment, _)| *comment == Some(number));
            if let (Some(first), Some(last)) = (first, last) {
                pieces[first].1.insert_str(0, &comment_start(&names, *id));
                pieces[last].1.push_str(&comment_end(&names, *id));
            }
        }
        let xml: String = pieces.into_iter().map(|(_, xml)| xml).collect();
        if xml.is_empty() {
            return Ok(());
        }
        self.mark(paragraph, Mark { at: point.at, order: Order::Insertion, xml, inserts: true })
    }

    /// Words of ours in a run of their own, with the comment that speaks of them.
    fn piece(
        &mut self,
        paragraph: &SourceParagraph,
        own: &str,
        text: &str,
        insertion: &Insertion,
    ) -> Result<String, Fault> {
        if text.is_empty() {
            return Ok(String::new());
        }
        let names = self.draft(paragraph.part)?.names.clone();
        let lit = insertion.highlight.map(|colour| properties::highlighted(own, colour, &names));
        self.inserted(paragraph, lit.as_deref().unwrap_or(own), &words(&names, text))
    }

    fn inserted(&mut self, paragraph: &SourceParagraph, own: &str, inside: &str) -> Result<String, Fault> {
        let names = self.draft(paragraph.part)?.names.clone();
        let open = self.pen.revision(&names, "ins", &mut self.ids);
        let (run, end) = (names.open("r"), names.close("r"));
        Ok(format!("{open}>{run}>{own}{inside}{end}{}", names.close("ins")))
    }

    /// Whether a paragraph is one of several in a line: it stands in a row of a table.
    fn shares_line(&self, place: usize) -> bool {
        let paragraphs = &self.origin.paragraphs;
        let near = [place.checked_sub(1).map(|before| (before, place)), Some((place, place + 1))];
        near.into_iter().flatten().any(|(one, two)| {
            let (Some(one), Some(two)) = (paragraphs.get(one), paragraphs.get(two)) else { return false };
            let between = self.text.get(one.source.end..two.source.start).unwrap_or("\n");
            !between.is_empty() && !between.contains('\n')
        })
    }

    /// Behind the last cell of a row: below its table.
    fn below_table(&mut self, place: usize, point: Point, lines: &[Line]) -> Result<(), Fault> {
        let home = self.paragraph(place)?;
        let end = table_end(&self.draft(home.part)?.source, home.xml.end).ok_or(ROWS)?;
        let made = self.made(place, point, lines)?;
        let xml = self.written(home, made)?;
        self.draft(home.part)?.splice(end..end, xml);
        Ok(())
    }

    fn new_paragraphs(&mut self, place: usize, point: Point, lines: &[Line]) -> Result<(), Fault> {
        let home = self.paragraph(place)?;
        let made = self.made(place, point, lines)?;
        let behind = self.draft(home.part)?.source.get(home.xml.end..).unwrap_or_default().to_owned();
        let own = self.own_properties_of(home)?;
        if is_last(&behind) && !own.contains("sectPr") && !own.contains("pPrChange") {
            return self.enter(home, &own, made);
        }
        let xml = self.written(home, made)?;
        self.draft(home.part)?.splice(home.xml.end..home.xml.end, xml);
        Ok(())
    }

    fn written(&mut self, home: &SourceParagraph, made: Vec<(Model, String)>) -> Result<String, Fault> {
        let mut xml = String::new();
        for (model, content) in made {
            let properties = self.like(&model)?;
            let names = &self.draft(home.part)?.names;
            xml += &format!("{}>{properties}{content}{}", names.open("p"), names.close("p"));
        }
        Ok(xml)
    }

    /// What stands in each new paragraph; the first line goes where the point is.
    fn made(&mut self, place: usize, point: Point, lines: &[Line]) -> Result<Vec<(Model, String)>, Fault> {
        let home = self.paragraph(place)?;
        let (head, rest) = lines.split_first().ok_or(PARTED)?;
        self.inline(home, point, std::slice::from_ref(head), "", Speak::Below)?;
        let mut made: Vec<(Model, String)> = Vec::new();
        for line in rest.iter().filter(|line| !is_blank(line)) {
            let text: String = line.iter().map(|(text, _)| *text).collect();
            let model = self.model(place, &text, made.first().map(|(model, _)| model.paragraph));
            let content = self.content(home, &model, line)?;
            made.push((model, content));
        }
        self.place_comments(home, &mut made, rest)?;
        Ok(made)
    }

    fn own_properties_of(&mut self, paragraph: &SourceParagraph) -> Result<String, Fault> {
        let draft = self.draft(paragraph.part)?;
        let own = draft.touch(paragraph.xml.clone())?.shape.properties.clone();
        Ok(own.and_then(|range| draft.source.get(range)).unwrap_or_default().to_owned())
    }

    /// At the end of a container: as Word does when somebody presses Enter there. The old paragraph's
    /// mark is the new one, and the last new paragraph keeps the old mark.
    fn enter(&mut self, home: &SourceParagraph, own: &str, made: Vec<(Model, String)>) -> Result<(), Fault> {
        let pen = self.pen;
        let last = made.len().saturating_sub(1);
        let mut xml = String::new();
        for (number, (model, content)) in made.into_iter().enumerate() {
            let mut properties = self.like(&model)?;
            let names = self.draft(home.part)?.names.clone();
            if number == last {
                properties = properties::taking_over(own, &properties, &names, pen, &mut self.ids)?;
            }
            xml += &format!("{}>{properties}{content}{}", names.open("p"), names.close("p"));
        }
        let draft = self.draft(home.part)?;
        draft.touch(home.xml.clone())?.ending = Some(Ending::Inserted);
        draft.splice(home.xml.end..home.xml.end, xml);
        Ok(())
    }

    /// Comments that speak of new paragraphs alone begin and end in them.
    fn place_comments(
        &mut self,
        home: &SourceParagraph,
        made: &mut [(Model, String)],
        lines: &[Line],
    ) -> Result<(), Fault> {
        let names = self.draft(home.part)?.names.clone();
        let filled: Vec<&Line> = lines.iter().filter(|line| !is_blank(line)).collect();
        for (number, id) in self.comments.iter().enumerate() {
            let speaks = |line: &&&Line| line.iter().any(|(_, one)| one.comment == Some(number));
            let first = filled.iter().position(|line| speaks(&line));
            let last = filled.iter().rposition(|line| speaks(&line));
            if let (Some(first), Some(last)) = (first, last) {
                made[first].1.insert_str(0, &comment_start(&names, *id));
                made[last].1.push_str(&comment_end(&names, *id));
            }
        }
        Ok(())
    }

    /// What stands in a new paragraph: its words, dressed like those of its model.
    fn content(&mut self, home: &SourceParagraph, model: &Model, line: &Line) -> Result<String, Fault> {
        let clothes = self.clothes(model.paragraph)?;
        let text: String = line.iter().map(|(text, _)| *text).collect();
        let split = heading_end(text.get(model.label..).unwrap_or_default()).map(|end| model.label + end);
        let mut content = String::new();
        let mut at = 0;
        for (piece, insertion) in line {
            let (start, end) = (at, at + piece.len());
            at = end;
            let border = split.unwrap_or(0).clamp(start, end);
            for (from, until, own) in [(start, border, &clothes.0), (border, end, &clothes.1)] {
                let from = from.max(model.label.min(until));
                let words = text.get(from..until).unwrap_or_default();
                content += &self.piece(home, own, words, insertion)?;
            }
        }
        Ok(content)
    }

    /// The properties of a paragraph's heading, where it begins with one, and of its text.
    fn clothes(&mut self, place: usize) -> Result<(String, String), Fault> {
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

    fn like(&mut self, model: &Model) -> Result<String, Fault> {
        let paragraph = self.paragraph(model.paragraph)?;
        let pen = self.pen;
        let own = self.own_properties_of(paragraph)?;
        let names = self.draft(paragraph.part)?.names.clone();
        Ok(properties::like(&own, model.numbering, &names, pen, &mut self.ids)?)
    }

    /// The neighbour that a new paragraph is made like: one whose number comes before its own, else the
    /// text below that neighbour, else the paragraph before it.
    fn model(&self, place: usize, text: &str, sibling: Option<usize>) -> Model {
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

/// Where the table ends in whose last row `from` stands.
fn table_end(source: &str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let rest = source.get(from..)?;
    for (at, _) in rest.match_indices('<') {
        let tag = rest.get(at + 1..)?;
        let end = tag.find('>')?;
        let name = tag[..end].split(|c: char| c.is_whitespace()).next()?;
        let local = name.rsplit([':', '/']).next()?;
        match (local, name.starts_with('/')) {
            ("tbl", true) if depth == 0 => return Some(from + at + 1 + end + 1),
            ("tbl", true) => depth -= 1,
            ("tbl", false) => depth += 1,
            ("tr", false) if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn own_properties<'s>(source: &'s str, shape: &Shape, run: Option<usize>) -> &'s str {
    let own = run.and_then(|run| shape.runs.get(run)).and_then(|run| run.properties.clone());
    own.and_then(|range| source.get(range)).unwrap_or_default()
}

fn lines(insert: &[Insertion]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = vec![Vec::new()];
    for one in insert {
        for (number, text) in one.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((text.trim_end_matches('\r'), one));
            }
        }
    }
    lines
}

fn is_blank(line: &Line) -> bool {
    line.iter().all(|(text, _)| text.trim().is_empty())
}

/// Where a heading in front of a text ends: behind its full stop or colon and the space after it.
fn heading_end(text: &str) -> Option<usize> {
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
