//! Tables. In: an opened `w:tbl`. Out: lines: a row of short cells is one line, its cells parted
//! by " | "; a table that only lays out a page gives the paragraphs of its cells. Part of `body`.

use super::body::Story;
use super::flow::Flow;
use super::line::Line;
use super::source::{RevisionId, RevisionKind};
use crate::error::Error;
use crate::text::BlockKind;

/// A row with more text than this holds clauses, not entries.
const LONGEST_ROW: usize = 1500;

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Line>>,
    deleted: Option<RevisionId>,
}

impl Story<'_, '_, '_> {
    pub(super) fn table(&mut self, flow: &mut Flow) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "tr" => self.row(flow)?,
                "sdt" | "sdtContent" | "customXml" => self.table(flow)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, flow: &mut Flow) -> Result<(), Error> {
        let mut row = Row::default();
        self.cells(&mut row)?;
        match row.deleted {
            Some(revision) => flow.deleted(revision),
            None => push_row(row.cells, flow),
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut Row) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            match (element.name(), row.deleted) {
                ("trPr", _) => row.deleted = self.row_revision()?,
                ("tc", Some(revision)) => {
                    let words = self.words()?;
                    self.reading.revisions[revision].deleted.push_str(&words);
                }
                ("tc", None) => self.cell(row)?,
                ("sdt" | "sdtContent" | "customXml", _) => self.cells(row)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row_revision(&mut self) -> Result<Option<RevisionId>, Error> {
        let mut deleted = None;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "del" => deleted = Some(self.reading.revision(RevisionKind::Deletion, &element)),
                "ins" => drop(self.reading.revision(RevisionKind::Insertion, &element)),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(deleted)
    }

    fn cell(&mut self, row: &mut Row) -> Result<(), Error> {
        let mut flow = Flow::default();
        let mut deleted = None;
        while let Some(element) = self.xml.element()? {
            if element.name() == "tcPr" {
                deleted = self.cell_revision()?;
            } else {
                self.block(&element, &mut flow)?;
            }
        }
        let lines = flow.finish();
        match deleted {
            Some(revision) => {
                let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                self.reading.revisions[revision].deleted.push_str(&words.join(" "));
            }
            None => row.cells.push(lines),
        }
        Ok(())
    }

    fn cell_revision(&mut self) -> Result<Option<RevisionId>, Error> {
        let mut deleted = None;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "cellDel" => deleted = Some(self.reading.revision(RevisionKind::Deletion, &element)),
                "cellIns" => drop(self.reading.revision(RevisionKind::Insertion, &element)),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(deleted)
    }
}

fn push_row(cells: Vec<Vec<Line>>, flow: &mut Flow) {
    if lays_out(&cells) {
        cells.into_iter().flatten().for_each(|line| flow.push(line));
        return;
    }
    let mut cells = cells.into_iter().map(join_cell);
    let Some(mut row) = cells.next().flatten().or_else(|| Some(Line::new(0))) else { return };
    for cell in cells {
        row.join(" | ", cell.unwrap_or_else(|| Line::new(row.part)));
    }
    row.text = row.text.replace('\n', " ");
    row.kind = BlockKind::Row;
    flow.push(row);
}

/// Whether the cells hold text that merely stands side by side: clauses of a numbered list, a table
/// inside, long text, or one filled cell alone.
fn lays_out(cells: &[Vec<Line>]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let length: usize = cells.iter().flatten().map(|line| line.text.len()).sum();
    let lists = cells.iter().any(|cell| cell.iter().filter(|line| line.label > 0).count() > 1);
    let tables = cells.iter().flatten().any(|line| line.kind == BlockKind::Row);
    filled < 2 || length > LONGEST_ROW || lists || tables
}

fn join_cell(lines: Vec<Line>) -> Option<Line> {
    let mut lines = lines.into_iter();
    let mut cell = lines.next()?;
    for line in lines {
        cell.join(" ", line);
    }
    Some(cell)
}
