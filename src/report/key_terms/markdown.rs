//! The key terms as Markdown. In: a [`KeyTermSheet`]. Out: a section for each topic, a line for each
//! term, its words under it. The contract's text cannot become markup.

use std::fmt::Write;

use super::super::TermReport;
use super::super::markdown::escaped;
use super::{CONTRADICTED, KeyTermSheet, Section, doubt, party, place, sections};

/// Writes the sheet.
pub fn key_terms_markdown(sheet: &KeyTermSheet) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# Key terms: {}\n", escaped(sheet.title.as_deref().unwrap_or("Contract")));
    for one in &sheet.parties {
        let _ = writeln!(out, "- {}", escaped(&party(one)));
    }
    if !sheet.parties.is_empty() {
        out.push('\n');
    }
    for section in sections(sheet) {
        write_section(&section, &mut out);
    }
    out
}

fn write_section(section: &Section, out: &mut String) {
    let _ = writeln!(out, "## {}\n", escaped(section.name));
    for group in &section.groups {
        for line in &group.lines {
            write_line(line, out);
        }
    }
    if !section.groups.is_empty() {
        out.push('\n');
    }
    if !section.not_stated.is_empty() {
        let _ = writeln!(out, "*Not stated: {}.*\n", escaped(&section.not_stated.join(", ")));
    }
}

fn write_line(line: &TermReport, out: &mut String) {
    let value = line.value.as_deref().unwrap_or_default();
    let _ = write!(out, "- **{}**: {}", escaped(&line.name), escaped(value));
    if let Some(place) = place(line.clause.as_ref()) {
        let _ = write!(out, " ({})", escaped(place));
    }
    let marks = [if line.contradicted { CONTRADICTED } else { "" }, doubt(line.confidence)];
    for mark in marks.into_iter().filter(|mark| !mark.is_empty()) {
        let _ = write!(out, ", *{mark}*");
    }
    out.push('\n');
    let quote = line.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if !quote.is_empty() {
        let _ = writeln!(out, "  > {}", escaped(&quote));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn writes_topics_lines_quotes_and_silences() {
        let expected = "\
# Key terms: SERVICES \\*AGREEMENT\\*

- Brightwater Studio LLC, \"Agency\" (supplies)

## Payment

- **Payment period**: Client pays within 90 days (2.2), *says otherwise elsewhere*
  > Client shall pay each invoice within ninety days.
- **Payment period**: Client pays within 45 days (B.1), *says otherwise elsewhere*
  > Invoices fall due after 45 days.
- **Set-off**: Client may hold money back (2.5), *unsure*
  > Client may set off

*Not stated: Late payment, Advance.*

";
        assert_eq!(key_terms_markdown(&fixture::sheet()), expected);
    }

    #[test]
    fn a_quote_of_several_lines_stays_in_its_block() {
        let mut sheet = fixture::sheet();
        sheet.topics[0].terms[1].quote = "one\n\n# two <b>\n- three".to_owned();
        assert!(key_terms_markdown(&sheet).contains("  > one \\# two \\<b\\> - three\n"));
    }
}
