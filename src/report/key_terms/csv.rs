//! The key terms as comma-separated values for a spreadsheet. In: a [`KeyTermSheet`]. Out: RFC 4180, a
//! row for each line, also for what is not stated. No cell can become a formula.

use super::super::{Confidence, TermReport};
use super::KeyTermSheet;

const HEADER: [&str; 9] = [
    "Topic",
    "Term",
    "Stated",
    "What the contract says",
    "Clause",
    "Heading",
    "Sure",
    "Says otherwise elsewhere",
    "Quote",
];

/// Writes the sheet.
pub fn key_terms_csv(sheet: &KeyTermSheet) -> String {
    let mut out = String::new();
    write_row(&HEADER.map(str::to_owned), &mut out);
    for topic in &sheet.topics {
        for line in &topic.terms {
            write_row(&cells(&topic.name, line), &mut out);
        }
    }
    out
}

fn cells(topic: &str, line: &TermReport) -> [String; 9] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let of_clause = |part: Option<&String>| part.cloned().unwrap_or_default();
    let clause = line.clause.as_ref();
    [
        topic.to_owned(),
        line.name.clone(),
        yes(line.value.is_some()),
        line.value.clone().unwrap_or_default(),
        of_clause(clause.and_then(|clause| clause.number.as_ref())),
        of_clause(clause.and_then(|clause| clause.heading.as_ref())),
        yes(line.confidence == Confidence::High),
        yes(line.contradicted),
        line.quote.clone(),
    ]
}

/// Writes cells as one row.
pub(in crate::report) fn write_row(cells: &[String], out: &mut String) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// Every cell is quoted, so that no separator of any country can split it.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "\"\"");
    let guard = if text.starts_with(begins_a_formula) { "'" } else { "" };
    format!("\"{guard}{text}\"")
}

/// What spreadsheets take for the beginning of a formula, also in full width. The apostrophe before it
/// says that text follows. A quotation mark hides nothing: `"=1"` is the text with its marks.
fn begins_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn writes_a_row_for_each_line_also_for_silences() {
        let csv = key_terms_csv(&fixture::sheet());
        let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), 6);
        assert!(rows[0].starts_with("\"Topic\",\"Term\",\"Stated\""));
        assert_eq!(
            rows[2],
            "\"Payment\",\"Set-off\",\"yes\",\"Client may hold money back\",\"2.5\",\"\",\"no\",\"no\",\"Client may set off\""
        );
        assert_eq!(rows[4], "\"Payment\",\"Late payment\",\"no\",\"\",\"\",\"\",\"yes\",\"no\",\"\"");
    }

    #[test]
    fn no_cell_is_a_formula_or_breaks_out() {
        let cases = [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "\"'+1\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'=1\""),
            ("\r\n =1", "\"'=1\""),
            ("\u{0}=1", "\"'=1\""),
            ("＝1", "\"'＝1\""),
            ("a,b;c\n\"d\"", "\"a,b;c \"\"d\"\"\""),
            ("30 days", "\"30 days\""),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
