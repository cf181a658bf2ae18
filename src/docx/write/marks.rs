//! What stands out and what is spoken of. In: words of the text. Out: the marks of comments around
//! them, and the colour of highlights. Part of `plan`.

use std::ops::Range;

use super::Highlight;
use super::draft::{Mark, Order};
use super::ink::Names;
use super::plan::Planner;
use super::point::comment_point;
use super::reason::Fault;
use crate::error::Error;

impl Planner<'_> {
    /// A comment around words of the text.
    pub fn comment(&mut self, anchor: Range<usize>, id: u32) -> Result<(), Error> {
        match self.comment_around(anchor, id) {
            Ok(()) | Err(Fault::Reason(_)) => Ok(()),
            Err(Fault::File(error)) => Err(error),
        }
    }

    fn comment_around(&mut self, anchor: Range<usize>, id: u32) -> Result<(), Fault> {
        let paragraphs = &self.origin.paragraphs;
        let start = paragraphs.partition_point(|one| one.source.end < anchor.start).min(paragraphs.len().max(1) - 1);
        let end = paragraphs.partition_point(|one| one.source.start < anchor.end).max(start + 1) - 1;
        let mut points = [
            self.comment_point(start, anchor.start, (Order::CommentStart, anchor.is_empty()))?,
            self.comment_point(end, anchor.end, (Order::CommentEnd, anchor.is_empty()))?,
        ];
        // Around what has no words of its own, a note's mark, the words beside it lie the other way round.
        if start == end {
            points.sort_unstable();
        }
        for ((place, point), order) in
            [start, end].into_iter().zip(points).zip([Order::CommentStart, Order::CommentEnd])
        {
            let paragraph = self.paragraph(place)?;
            let names = &self.draft(paragraph.part)?.names;
            let xml = if order == Order::CommentStart { comment_start(names, id) } else { comment_end(names, id) };
            self.mark(paragraph, Mark { at: point, order, xml, inserts: false })?;
        }
        Ok(())
    }

    /// Where in the XML of a paragraph a comment begins or ends that does so at `at` of the text.
    fn comment_point(&mut self, place: usize, at: usize, order: (Order, bool)) -> Result<usize, Fault> {
        let paragraph = self.paragraph(place)?;
        let runs = self.runs(paragraph);
        let touched = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?;
        let at = at.clamp(paragraph.source.start, paragraph.source.end);
        Ok(comment_point(&touched.shape, runs, at, order))
    }

    /// Words of the text that are to stand out. What cannot be lit stays dark.
    pub fn highlights(&mut self, wanted: &[(Range<usize>, Highlight)]) -> Result<(), Error> {
        for (span, colour) in wanted {
            for run in self.origin.runs_at(span.clone()) {
                let from = run.to_xml(span.start.max(run.source.start));
                let until = run.to_xml(span.end.min(run.source.end));
                let (Some(from), Some(until)) = (from, until) else { continue };
                let place = self.origin.paragraphs.partition_point(|one| one.source.end < run.source.end);
                let Some(paragraph) = self.origin.paragraphs.get(place) else { continue };
                let Ok(draft) = self.draft(paragraph.part) else { continue };
                let touched = draft.touch(paragraph.xml.clone())?;
                if touched.shape.atom_at(&(from..until)).is_some() {
                    touched.lit.push((from..until, *colour));
                }
            }
        }
        Ok(())
    }
}

pub fn comment_start(names: &Names, id: u32) -> String {
    format!("{} {}id=\"{id}\"/>", names.open("commentRangeStart"), names.prefix)
}

pub fn comment_end(names: &Names, id: u32) -> String {
    let prefix = &names.prefix;
    let reference =
        format!("{}>{} {prefix}id=\"{id}\"/>{}", names.open("r"), names.open("commentReference"), names.close("r"));
    format!("{} {prefix}id=\"{id}\"/>{reference}", names.open("commentRangeEnd"))
}
