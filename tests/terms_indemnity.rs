//! The table of `tests/terms/indemnity.csv`: what is read from a sentence. Rows with the same text that
//! follow each other list all its indemnities, in order; `none` says that it holds none.

use clausewright::contract::Contract;
use clausewright::facts::Side;
use clausewright::ingest::Document;
use clausewright::terms::{Bound, FieldValue, Indemnity, Reading, TermSheet};

/// Fields in double quotes may hold commas; a quote in them is written twice.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                fields.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}

fn read(text: &str) -> Vec<Indemnity> {
    let contract = Contract::read(Document::from_text(text), &[]);
    TermSheet::read(&contract).indemnities
}

fn word(reading: &Reading, name: &str) -> String {
    match reading.field(name).map(|field| &field.value) {
        Some(FieldValue::Word(word)) => (*word).to_owned(),
        Some(FieldValue::Words(words)) => {
            words.iter().copied().filter(|word| *word != "other").collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

/// An indemnity as a row says it.
fn row(indemnity: &Indemnity) -> Vec<String> {
    let reading = indemnity.reading();
    let indemnitor = match indemnity.indemnitor {
        Bound::Side(Side::Vendor) => "vendor",
        Bound::Side(Side::Customer) => "customer",
        Bound::Both => "mutual",
        Bound::Unclear => "unclear",
    };
    let wide = [("breadth", "catch-all"), ("broad-form", "broad-form")];
    let wide: Vec<&str> =
        wide.iter().filter(|(field, _)| reading.field(field).is_some()).map(|(_, name)| *name).collect();
    let words = ["triggers", "use", "link", "reach"].map(|name| word(&reading, name));
    std::iter::once(indemnitor.to_owned()).chain(words).chain([wide.join(" ")]).collect()
}

/// The order of triggers in a row does not matter.
fn normal(mut row: Vec<String>) -> Vec<String> {
    let mut triggers: Vec<&str> = row[1].split(' ').collect();
    triggers.sort_unstable();
    row[1] = triggers.join(" ");
    row
}

#[test]
fn indemnities_are_read_as_the_table_says() {
    let rows: Vec<Vec<String>> =
        include_str!("terms/indemnity.csv").lines().skip(1).filter(|line| !line.is_empty()).map(fields).collect();
    let mut wrong = Vec::new();
    for group in rows.chunk_by(|one, next| one[0] == next[0]) {
        let text = &group[0][0];
        let expected: Vec<Vec<String>> =
            group.iter().filter(|row| row[1] != "none").map(|row| normal(row[1..].to_vec())).collect();
        let found: Vec<Vec<String>> = read(text).iter().map(|one| normal(row(one))).collect();
        if found != expected {
            wrong.push(format!("{text}\n   expected {expected:?}\n   found    {found:?}"));
        }
    }
    assert!(rows.len() >= 80, "the table is short");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_followed_definition_tells_what_sets_it_off() {
    let text = "1. \"Covered Claim\" means a claim by a third party that the Software, when used by Customer, infringes \
                a patent.\n\n2. Provider will indemnify Customer against all Covered Claims.";
    let found = read(text);
    assert_eq!(found.len(), 1);
    assert_eq!(row(&found[0])[..3], ["vendor", "ip_infringement", "yes"]);
    assert_eq!(row(&found[0])[4], "third-parties");
}

#[test]
fn one_way_is_a_matter_of_the_whole_text() {
    let bound = |text: &str| read(text).first().and_then(|one| one.one_way);
    let ours = "Agency shall indemnify Client against third-party claims caused by its negligence.";
    let theirs = "Client shall indemnify Agency against third-party claims caused by its content.";
    assert_eq!(bound(ours), Some(Bound::Side(Side::Vendor)));
    assert_eq!(bound(theirs), Some(Bound::Side(Side::Customer)));
    assert_eq!(bound(&format!("{ours} {theirs}")), Some(Bound::Both));
}

#[test]
fn hostile_words_are_read_in_time() {
    for text in [
        "indemnify ".repeat(3_000),
        "Agency shall indemnify Client against claims arising from use of the use of the use of ".repeat(300),
        "hold harmless, hold, harmless; (a) (b) indemnified by, ".repeat(800),
        format!("Agency shall indemnify Client against {}", "Client's use or ".repeat(2_000)),
    ] {
        let _ = read(&text);
    }
}
