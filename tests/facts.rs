//! The tables of `tests/facts/`: what is read from a sentence, row by row. Rows with the same text
//! that follow each other list all that it holds, in order; `none` says that it holds nothing.

use clausewright::facts::{Duration, Fact, Facts, Unit, Value, write};
use clausewright::ingest::Document;
use clausewright::outline::Outline;

/// A row of "text,kind,value,unit,words_say,words".
fn rows(csv: &str) -> Vec<Vec<String>> {
    csv.lines().skip(1).filter(|line| !line.trim().is_empty()).map(fields).collect()
}

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

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::BusinessDay => "business day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}

/// A fact as a row says it: kind, value, unit, words_say, words.
fn row(fact: &Fact, text: &str) -> Vec<String> {
    let number = |value: f64| format!("{}", (value * 1e6).round() / 1e6);
    let (kind, value, of) = match fact.value {
        Value::Duration(Duration { amount, unit: of }) => ("duration", number(amount), unit(of)),
        Value::Money { amount, currency } => ("money", number(amount), currency.unwrap_or("")),
        Value::Percent(amount) => ("percent", number(amount), ""),
        Value::Multiple(amount) => ("multiple", number(amount), ""),
        Value::Number(amount) => ("number", number(amount), ""),
        Value::Date { year, month, day } => {
            let part = |part: Option<u8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
            ("date", format!("{year}{}{}", part(month), part(day)), "")
        }
    };
    let words_say = fact.words_say.map(number).unwrap_or_default();
    vec![kind.into(), value, of.into(), words_say, fact.span.of(text).into()]
}

fn read(text: &str) -> (Document, Facts) {
    let document = Document::from_text(text);
    let outline = Outline::read(&document);
    let facts = Facts::read(&document, &outline, &[]);
    (document, facts)
}

#[test]
fn reads_every_row_of_the_table() {
    let rows = rows(include_str!("facts/quantities.csv"));
    assert!(rows.len() >= 120, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for group in rows.chunk_by(|one, two| one[0] == two[0]) {
        let text = &group[0][0];
        let (document, facts) = read(text);
        let found: Vec<_> = facts.quantities.iter().map(|fact| row(fact, document.text.canonical())).collect();
        let expected: Vec<_> = group.iter().filter(|row| row[1] != "none").map(|row| row[1..].to_vec()).collect();
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn facts_are_in_order_and_do_not_overlap() {
    let text: String = rows(include_str!("facts/quantities.csv")).iter().map(|row| format!("{}\n\n", row[0])).collect();
    let (_, facts) = read(&text);
    assert!(facts.quantities.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
    assert!(facts.uses.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
}

proptest::proptest! {
    /// Any run of the words that the readers look for is read without a panic, into facts that lie
    /// in the text, in order; and every one of them can be said again in its own style.
    #[test]
    fn survives_any_run_of_words(picks in proptest::collection::vec(0usize..WORDS.len(), 0..60)) {
        let text: String = picks.iter().map(|&pick| WORDS[pick]).collect();
        let (document, facts) = read(&text);
        let canonical = document.text.canonical();
        for fact in &facts.quantities {
            assert!(canonical.get(fact.span.start..fact.span.end).is_some_and(|words| !words.is_empty()));
            assert!(!write(fact.value, fact.span.of(canonical)).is_empty());
        }
        assert!(facts.quantities.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
        for found in &facts.references {
            assert!(canonical.get(found.span.start..found.span.end).is_some());
        }
        for found in &facts.definitions {
            assert!(canonical.get(found.term_span.start..found.term_span.end) == Some(found.term.as_str()));
            assert!(canonical.get(found.meaning.start..found.meaning.end).is_some());
        }
    }
}

const WORDS: [&str; 64] = [
    "one ",
    "two ",
    "thirty ",
    "forty-",
    "five",
    " hundred ",
    "thousand ",
    "million ",
    "and ",
    "or ",
    "half ",
    "(",
    ")",
    "30",
    " 90 ",
    "1/2 ",
    "1,000",
    ".50 ",
    "40.000,00 ",
    "½ ",
    "12th ",
    "3x ",
    "5k ",
    "-",
    "/",
    ",",
    ".",
    " days ",
    "business ",
    "month's ",
    "years' ",
    "% ",
    "percent ",
    "of ",
    "one percent ",
    "$",
    "US$ ",
    "€ ",
    "USD ",
    "dollars ",
    "times ",
    "twice ",
    "net ",
    "June ",
    "2019 ",
    "a ",
    "thirtieth ",
    "day after ",
    "\"",
    "Fees",
    " means ",
    "(the \"",
    "\") ",
    "Section ",
    "Sections ",
    "this Article IV ",
    "Exhibit A ",
    "(a)",
    "(ii) ",
    "through ",
    "of the Code ",
    "\n\n",
    "é ",
    "4.2.1 ",
];
