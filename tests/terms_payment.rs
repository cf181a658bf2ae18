//! The table `tests/terms/payment.csv`: what is read from a sentence about paying. Rows with the same
//! text that follow each other list all that it holds, in order; `none` says that it holds nothing.

use clausewright::contract::Contract;
use clausewright::facts::{Duration, Side, Unit};
use clausewright::ingest::Document;
use clausewright::terms::{Bound, FieldValue, Reading, TermSheet};

/// The five fields of a line; those in double quotes may hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}

fn who(bound: Bound) -> &'static str {
    match bound {
        Bound::Side(Side::Vendor) => "vendor",
        Bound::Side(Side::Customer) => "customer",
        Bound::Both => "both",
        Bound::Unclear => "unclear",
    }
}

fn length(duration: Duration) -> String {
    let unit = match duration.unit {
        Unit::Hour => "hours",
        Unit::Day => "days",
        Unit::BusinessDay => "business days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Quarter => "quarters",
        Unit::Year => "years",
    };
    format!("{} {unit}", duration.amount)
}

fn word(reading: &Reading, name: &str) -> String {
    match reading.field(name).map(|field| &field.value) {
        Some(FieldValue::Bound(bound)) => who(*bound).into(),
        Some(FieldValue::Duration(duration)) => length(*duration),
        Some(FieldValue::Percent(percent)) => format!("{percent}%"),
        Some(FieldValue::Word(word)) => (*word).into(),
        Some(FieldValue::Flag(true)) => name.into(),
        _ => String::new(),
    }
}

/// A reading as a row says it: term, who, figure, from. A silence on interest is not in the table.
fn row(reading: &Reading) -> Option<[String; 4]> {
    let say = |name: &str| word(reading, name);
    let row = match (reading.term, say("stance").as_str()) {
        ("payment", _) => ["payment".into(), say("payer"), say("days"), say("from")],
        ("dated-payment", _) => ["payment on a date".into(), say("payer"), String::new(), String::new()],
        ("payment-date", _) => ["no date".into(), "customer".into(), String::new(), String::new()],
        ("late-interest", "granted") => ["interest".into(), say("payer"), say("percent"), String::new()],
        ("late-interest", "excluded") => ["no interest".into(), say("payer"), String::new(), String::new()],
        ("set-off", _) => ["set-off".into(), say("holder"), String::new(), say("wide") + &say("limited")],
        ("pay-when-paid", _) => ["pay when paid".into(), say("payer"), String::new(), say("tie")],
        _ => return None,
    };
    Some(row)
}

fn read(text: &str) -> Vec<[String; 4]> {
    let contract = Contract::read(Document::from_text(text), &[]);
    TermSheet::read(&contract).payment.readings().iter().filter_map(row).collect()
}

#[test]
fn reads_every_row_of_the_table() {
    let rows: Vec<_> = include_str!("terms/payment.csv").lines().skip(1).map(fields).collect();
    assert!(rows.len() >= 80, "only {} rows", rows.len());
    let near_misses = rows.iter().filter(|row| row[1] == "none").count();
    assert!(near_misses * 3 >= rows.len(), "only {near_misses} near misses");
    let mut wrong = Vec::new();
    for group in rows.chunk_by(|one, two| one[0] == two[0]) {
        let expected: Vec<&[String]> = group.iter().filter(|row| row[1] != "none").map(|row| &row[1..]).collect();
        let found = read(&group[0][0]);
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:?}\n  found    {found:?}", group[0][0]));
        }
    }
    assert!(wrong.is_empty(), "{} of the texts are read wrong:\n{}", wrong.len(), wrong.join("\n"));
}
