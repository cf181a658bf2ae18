//! The tables `tests/terms/*.csv` with the columns `text,term,expected`: what is read from a text.
//! `term` is a reading's kind; `expected` names fields and their values ("by=vendor; notice=30 days",
//! an empty value where the field must be missing), or is `none`. Rows with the same text and term that
//! follow each other list all readings of that kind, in order. Lines that begin with `#` are titles.

use std::fs;
use std::path::{Path, PathBuf};

use clausewright::contract::Contract;
use clausewright::facts::{Side, Value, write};
use clausewright::ingest::Document;
use clausewright::terms::{Bound, FieldValue, Reading, TermSheet};

const HEADER: &str = "text,term,expected";
/// So that a table cannot shrink to nothing unseen.
const LEAST_ROWS: usize = 12;

struct Row {
    text: String,
    term: String,
    expected: String,
}

#[test]
fn reads_every_row_of_every_table() {
    let tables = tables();
    assert!(!tables.is_empty(), "no tables");
    let mut wrong = Vec::new();
    for (name, rows) in &tables {
        assert!(rows.len() >= LEAST_ROWS, "{name} has only {} rows", rows.len());
        let near_misses = rows.iter().filter(|row| row.expected == "none").count();
        assert!(near_misses * 4 >= rows.len(), "{name} has only {near_misses} near misses in {} rows", rows.len());
        for group in rows.chunk_by(|one, two| one.text == two.text && one.term == two.term) {
            wrong.extend(judge(group).map(|complaint| format!("{name}: {complaint}")));
        }
    }
    assert!(wrong.is_empty(), "{} texts are read wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A complaint, where the readings are not the expected ones.
fn judge(rows: &[Row]) -> Option<String> {
    let (text, term) = (&rows[0].text, &rows[0].term);
    let contract = Contract::read(Document::from_text(text.replace("\\n", "\n")), &[]);
    let readings = TermSheet::read(&contract).readings();
    let found: Vec<&Reading> =
        readings.iter().filter(|reading| reading.term == term && reading.span.is_some()).collect();
    let expected: Vec<&str> = rows.iter().map(|row| row.expected.as_str()).filter(|one| *one != "none").collect();
    let agrees = found.len() == expected.len() && found.iter().zip(&expected).all(|(one, row)| holds(one, row));
    (!agrees).then(|| {
        let said: Vec<String> = found.iter().map(|reading| describe(reading)).collect();
        format!("{text}\n  expected {term} {expected:?}\n  found    {term} {said:?}")
    })
}

fn holds(reading: &Reading, expected: &str) -> bool {
    expected.split(';').map(str::trim).filter(|one| !one.is_empty()).all(|one| {
        let (name, value) = one.split_once('=').expect("name=value");
        said(reading, name.trim()) == value.trim()
    })
}

fn describe(reading: &Reading) -> String {
    let fields = reading.fields.iter().map(|field| format!("{}={}", field.name, said(reading, field.name)));
    fields.collect::<Vec<_>>().join("; ")
}

fn said(reading: &Reading, name: &str) -> String {
    let Some(field) = reading.field(name) else { return String::new() };
    match &field.value {
        FieldValue::Bound(bound) => who(*bound).to_owned(),
        FieldValue::Duration(duration) => write(Value::Duration(*duration), ""),
        FieldValue::Money { amount, currency } => write(Value::Money { amount: *amount, currency: *currency }, ""),
        FieldValue::Percent(percent) => format!("{percent}%"),
        FieldValue::Multiple(times) => format!("{times}x"),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Word(word) => (*word).to_owned(),
        FieldValue::Words(words) => words.join("+"),
        FieldValue::Flag(true) => "yes".to_owned(),
        FieldValue::Flag(false) => "no".to_owned(),
        FieldValue::Anchor => "here".to_owned(),
    }
}

fn who(bound: Bound) -> &'static str {
    match bound {
        Bound::Side(Side::Vendor) => "vendor",
        Bound::Side(Side::Customer) => "customer",
        Bound::Both => "both",
        Bound::Unclear => "unclear",
    }
}

/// Every table with these columns, by its name.
fn tables() -> Vec<(String, Vec<Row>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terms");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.into_iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    texts.filter(|(_, text)| text.starts_with(HEADER)).map(|(name, text)| (name, rows(&text))).collect()
}

fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().skip(1).filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut fields = fields(line).into_iter();
            let mut next = || fields.next().unwrap_or_else(|| panic!("too few fields: {line}"));
            Row { text: next(), term: next(), expected: next() }
        })
        .collect()
}

/// The fields of a line; those in double quotes may hold commas, and two double quotes for one.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => fields.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}
