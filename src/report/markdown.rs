//! The report as Markdown, for people. In: a [`Report`]. Out: what is told, with the marks of Markdown.

use std::fmt::Write;

use super::telling::{Block, told, written};
use super::words::{capital, level, where_it_stands};
use super::{Finding, Redline, Report};

/// Writes the report. The text is data: what it holds cannot become markup.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    told(report).iter().for_each(|one| block(one, &mut out));
    out
}

fn block(block: &Block<'_>, out: &mut String) {
    let _ = match block {
        Block::Title(title) => writeln!(out, "# {}\n", escaped(title)),
        Block::For { side, playbook } => {
            writeln!(out, "For the **{side}**, by the playbook *{}*.\n", escaped(playbook))
        }
        Block::Text(text) => writeln!(out, "{}\n", escaped(text.trim())),
        Block::Notice(notice) => writeln!(out, "> {}\n", escaped(notice)),
        Block::Summary(findings) => summary(findings, out),
        Block::Chapter(title) => writeln!(out, "## {title}\n"),
        Block::Finding { number, title, inside } => {
            let _ = writeln!(out, "### {number}. {}\n", escaped(title));
            inside.iter().for_each(|one| self::block(one, out));
            Ok(())
        }
        Block::Reason(title) => writeln!(out, "#### Also: {}\n", escaped(title)),
        Block::Place(severity, place) => writeln!(out, "**{}** · {}\n", capital(*severity), escaped(place)),
        Block::Quote(quote) => {
            quote.lines().for_each(|line| {
                let _ = writeln!(out, "> {}", escaped(line));
            });
            writeln!(out)
        }
        Block::Said(said) => {
            said.iter().try_for_each(|(label, text)| writeln!(out, "**{label}.** {}\n", escaped(text)))
        }
        Block::Rungs(rungs) => rungs.iter().try_for_each(|redline| rung(redline, out)),
        Block::Law(note) => writeln!(out, "**The law.** {} *({})*\n", escaped(&note.text), escaped(&note.source)),
        Block::Chance { is, source } => writeln!(out, "**The other side agrees {is}.** *({})*\n", escaped(source)),
        Block::Tell(tell) => {
            for tell in *tell {
                let _ = writeln!(out, "- For {}: {}", tell.who.name().replace('-', " "), escaped(&tell.text));
            }
            writeln!(out)
        }
        Block::List(items) => {
            for (head, text) in items {
                let parted = if text.is_empty() { "" } else { ": " };
                let _ = writeln!(out, "- {}{parted}{}", escaped(head), escaped(text));
            }
            writeln!(out)
        }
        Block::Foot(words) => writeln!(out, "---\n\n*{}*", escaped(words)),
    };
}

fn summary(findings: &[(usize, &Finding)], out: &mut String) -> std::fmt::Result {
    writeln!(out, "| | Severity | Clause | Finding |\n|---:|---|---|---|")?;
    for (number, finding) in findings {
        let (place, title) = (cell(&where_it_stands(finding)), cell(&finding.title));
        writeln!(out, "| {number} | {} | {place} | {title} |", capital(finding.severity))?;
    }
    writeln!(out)
}

fn rung(redline: &Redline, out: &mut String) -> std::fmt::Result {
    write!(out, "- **{}**: {}", level(&redline.level), escaped(&redline.title))?;
    if !redline.accept_by.is_empty() {
        write!(out, " *(may be accepted by: {})*", escaped(&redline.accept_by))?;
    }
    out.push('\n');
    for words in written(redline) {
        writeln!(out, "  - write: \"{}\"", escaped(&words))?;
    }
    if !redline.edits.is_empty() && !redline.comment.is_empty() {
        writeln!(out, "  - comment: {}", escaped(&redline.comment))?;
    }
    if !redline.blanks.is_empty() {
        writeln!(out, "  - to fill in: {}", escaped(&redline.blanks.join(", ")))?;
    }
    writeln!(out)
}

fn cell(text: &str) -> String {
    escaped(text).replace('\n', " ")
}

/// Marks that Markdown would read are written out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => safe.extend(['\\', c]),
            '&' => safe.push_str("&amp;"),
            other => safe.push(other),
        }
    }
    safe
}
