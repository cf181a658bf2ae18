//! Words that come in. In: a place of the text, its point in the part, the words. Out: `w:ins` at that
//! point and, for each line end, a new paragraph that looks and counts like its neighbours.

use super::Insertion;
use super::draft::{Mark, Order};
use super::ink::words;
use super::join::is_last;
use super::marks::{comment_end, comment_start};
use super::model::{Model, heading_end, own_properties};
use super::plan::Planner;
use super::point::Point;
use super::properties::{self, Ending};
use super::reason::{Fault, NUMBER, PARTED, ROWS};
use crate::docx::source::{RunKind, SourceParagraph};

/// The words of one line that comes in, piece by piece.
type Line<'i> = Vec<(&'i str, &'i Insertion)>;

/// Where comments on words that come in are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speak {
    Here,
    /// In the new paragraphs that follow.
    Below,
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
    pub fn shares_line(&self, place: usize) -> bool {
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

    pub fn own_properties_of(&mut self, paragraph: &SourceParagraph) -> Result<String, Fault> {
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
