//! The key terms for a terminal. In: a [`KeyTermSheet`]. Out: lines of at most 96 columns: a heading
//! for each topic, each term with its clause, its words under it.

use super::super::TermReport;
use super::super::terminal::{Colour, Page, clean};
use super::{CONTRADICTED, KeyTermSheet, Section, doubt, party, place, sections, shortened};

/// How much of a quote is shown, in characters: about two lines.
const QUOTED: usize = 170;

/// Writes the sheet.
pub fn key_terms_terminal(sheet: &KeyTermSheet, colour: Colour) -> String {
    let mut page = Page::new(colour);
    let title = clean(sheet.title.as_deref().unwrap_or("Contract"));
    page.line(&page.bold(&title));
    for one in &sheet.parties {
        page.wrapped(2, &clean(&party(one)));
    }
    for section in sections(sheet) {
        page.line("");
        write_section(&section, &mut page);
    }
    page.out
}

fn write_section(section: &Section, page: &mut Page) {
    page.line(&page.bold(section.name));
    for group in &section.groups {
        for line in &group.lines {
            write_line(line, page);
        }
    }
    if !section.not_stated.is_empty() {
        page.wrapped(2, &format!("Not stated: {}", section.not_stated.join(", ")));
    }
}

fn write_line(line: &TermReport, page: &mut Page) {
    let mut text = format!("{}: {}", line.name, line.value.as_deref().unwrap_or_default());
    if let Some(place) = place(line.clause.as_ref()) {
        text.push_str(&format!(" [{place}]"));
    }
    let marks = [if line.contradicted { CONTRADICTED } else { "" }, doubt(line.confidence)];
    for mark in marks.into_iter().filter(|mark| !mark.is_empty()) {
        text.push_str(&format!(" ({mark})"));
    }
    page.wrapped(2, &clean(&text));
    if !line.quote.is_empty() {
        page.wrapped(6, &format!("\"{}\"", shortened(&clean(&line.quote), QUOTED)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn writes_topics_lines_quotes_and_silences() {
        let expected = "\
SERVICES *AGREEMENT*
  Brightwater Studio LLC, \"Agency\" (supplies)

Payment
  Payment period: Client pays within 90 days [2.2] (says otherwise elsewhere)
      \"Client shall pay each invoice within ninety days.\"
  Payment period: Client pays within 45 days [B.1] (says otherwise elsewhere)
      \"Invoices fall due after 45 days.\"
  Set-off: Client may hold money back [2.5] (unsure)
      \"Client may set off\"
  Not stated: Late payment, Advance
";
        assert_eq!(key_terms_terminal(&fixture::sheet(), Colour::Plain), expected);
    }

    #[test]
    fn a_terminal_obeys_nothing_that_a_contract_says() {
        let mut sheet = fixture::sheet();
        sheet.title = Some("\u{1b}[2Jtitle".to_owned());
        sheet.topics[0].terms[0].quote = "\u{1b}]0;owned\u{7} words".to_owned();
        sheet.parties[0].name = "\u{1b}[31mName".to_owned();
        assert!(!key_terms_terminal(&sheet, Colour::Plain).contains('\u{1b}'));
    }
}
