//! The issues list as a Word table. In: a [`Report`]. Out: the bytes of a `.docx`: under a row for each section, a row for
//! each finding with what it is, what to ask, what to write and what to settle for.

use super::telling::written;
use super::words::{Chapter, capital, chapters, side, title, where_it_stands};
use super::{Finding, Redline, Report};
use crate::docx::fresh::{self, Look, Paragraph, Table};
use crate::error::Error;

const HEADS: [&str; 6] = ["Severity", "Clause", "What it says", "Ask", "Proposed edit", "Fallback"];
/// Twentieths of a point; together the width of a page on its side.
const WIDTHS: [u32; 6] = [1150, 1800, 3400, 2600, 2600, 2130];

/// Writes the list.
pub fn issues_docx(report: &Report) -> Result<Vec<u8>, Error> {
    let head = [
        paragraph(Look::Title, format!("Issues: {}", title(report))),
        body(format!("For the {}. {}", side(report), report.document.verdict)),
    ];
    let mut rows = vec![HEADS.map(|head| vec![paragraph(Look::Bold, head)]).to_vec()];
    for Chapter { title, findings } in chapters(report) {
        rows.push(vec![vec![paragraph(Look::Bold, title)]]);
        rows.extend(findings.into_iter().map(|(_, finding)| row(finding)));
    }
    let table = Table { widths: WIDTHS.to_vec(), rows };
    let foot = [body(report.disclaimer.clone())];
    fresh::file_with_table(&head, &table, &foot)
}

fn row(finding: &Finding) -> Vec<Vec<Paragraph>> {
    let rungs = || finding.points().flat_map(|point| &point.redlines);
    let proposed = rungs().filter(|redline| redline.level == "preferred");
    let fallback = rungs().filter(|redline| redline.level.starts_with("fallback"));
    vec![
        vec![paragraph(Look::Bold, capital(finding.severity))],
        vec![body(where_it_stands(finding))],
        finding.points().flat_map(said).collect(),
        finding.points().map(|point| body(&point.ask)).collect(),
        proposed.flat_map(rung).collect(),
        fallback.flat_map(rung).collect(),
    ]
}

fn said(point: &Finding) -> [Paragraph; 3] {
    [paragraph(Look::Bold, &point.title), body(&point.what), body(&point.why)]
}

/// What a rung does, and the words that it writes.
fn rung(redline: &Redline) -> Vec<Paragraph> {
    let mut said = vec![body(&redline.title)];
    said.extend(written(redline).map(|words| body(format!("“{words}”"))));
    if !redline.accept_by.is_empty() {
        said.push(body(format!("May be accepted by: {}", redline.accept_by)));
    }
    said
}

fn paragraph(look: Look, text: impl Into<String>) -> Paragraph {
    Paragraph { look, text: text.into() }
}

fn body(text: impl Into<String>) -> Paragraph {
    paragraph(Look::Body, text)
}
