//! Liability by table: `terms/liability.csv` says, for each text, how far each side's liability goes,
//! who is spared indirect loss, and what stands outside.

use clausewright::contract::Contract;
use clausewright::facts::Side;
use clausewright::ingest::Document;
use clausewright::terms::{Bound, FactSheet, FieldValue, Reading, TermSheet};

/// The rows of a table: fields between commas, in quotes where they hold one; `#` opens a remark.
fn rows(table: &str) -> Vec<Vec<String>> {
    table.lines().skip(1).filter(|line| !line.starts_with('#')).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(next) = chars.next() {
        let field = fields.last_mut().expect("a field");
        match next {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => field.push(next),
        }
    }
    fields
}

/// The text with what makes it part of a bargain, so that silence counts.
fn read(text: &str) -> Vec<String> {
    let contract = Contract::read(Document::from_text(format!("{text}\n\nThe parties shall act in good faith.")), &[]);
    let terms = TermSheet::read(&contract);
    let readings = terms.readings();
    let sheet = FactSheet::of(&contract, &terms).liability;
    let vendor = match state(&readings, Side::Vendor) {
        "capped" => amount(sheet.vendor_cap_basis.unwrap_or("none"), sheet.vendor_cap_value),
        "uncapped" => "unlimited".to_owned(),
        other => other.to_owned(),
    };
    let customer = match state(&readings, Side::Customer) {
        "uncapped" => "unlimited",
        other => other,
    };
    let mut outside: Vec<&str> = sheet.carve_outs.iter().map(|carve| carve.kind).collect();
    outside.sort_unstable();
    outside.dedup();
    vec![vendor, customer.to_owned(), sheet.consequential_waiver.protects.to_owned(), outside.join(" ")]
}

fn state(readings: &[Reading], side: Side) -> &'static str {
    let cap = readings.iter().filter(|reading| reading.term == "cap").find(|reading| {
        reading.field("obligor").is_some_and(|field| field.value == FieldValue::Bound(Bound::Side(side)))
    });
    match cap.and_then(|cap| cap.field("state")).map(|field| &field.value) {
        Some(FieldValue::Word(state)) => state,
        _ => "not read",
    }
}

fn amount(basis: &str, value: Option<f64>) -> String {
    match (basis, value) {
        ("months_of_fees", Some(months)) => format!("fees of {months} months"),
        ("multiple_of_fees", Some(times)) => format!("{times} x fees"),
        ("fixed_sum", Some(sum)) => sum.to_string(),
        ("fees_paid", _) => "fees paid".to_owned(),
        (basis, _) => basis.to_owned(),
    }
}

#[test]
fn liability_reads_as_a_lawyer_would() {
    let rows = rows(include_str!("terms/liability.csv"));
    assert!(rows.len() >= 80, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let found = read(&row[0]);
        if found != row[1..] {
            wrong.push(format!("{}\n  wanted {:?}\n  found  {:?}", row[0], &row[1..], found));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// A cap whose party is nobody that is known is not taken for anybody's, nor for silence.
#[test]
fn a_strangers_cap_is_undecided() {
    let text = "Supplier shall deliver the goods. Zeta's liability under this Agreement shall not exceed $500.";
    let contract = Contract::read(Document::from_text(text), &[]);
    let caps: Vec<Reading> =
        TermSheet::read(&contract).readings().into_iter().filter(|reading| reading.term == "cap").collect();
    assert_eq!(caps.len(), 1, "{caps:?}");
    assert_eq!(caps[0].field("obligor").map(|field| &field.value), Some(&FieldValue::Bound(Bound::Unclear)));
}

/// Under a heading on liability with nothing but "[Reserved]", nothing is limited.
#[test]
fn a_reserved_section_is_silence() {
    let text = "1. Services\n\nSupplier shall deliver the goods and Customer shall pay the price.\n\n\
                2. Limitation of Liability\n\n[Reserved]\n\n3. General\n\nEnglish law applies.";
    let contract = Contract::read(Document::from_text(text), &[]);
    let readings = TermSheet::read(&contract).readings();
    assert_eq!(state(&readings, Side::Vendor), "silent");
    let cap = readings.iter().find(|reading| reading.term == "cap").expect("a silent cap");
    let reserved = cap.field("reserved").and_then(|field| field.span).expect("the reserved words");
    assert_eq!(contract.quote(reserved).trim(), "[Reserved]");
}
