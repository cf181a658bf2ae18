//! Long contracts for benchmarks, made by repeating our own samples under new numbers and names.
//! In: a size. Out: one contract of about that size: one preamble, two parties, clauses that run on.

/// The preamble of the first is kept; of the others only the clauses are used.
const SAMPLES: [&str; 3] = [
    include_str!("../../tests/contracts/balanced-services.txt"),
    include_str!("../../tests/contracts/subcontract.txt"),
    include_str!("../../tests/contracts/uk-supply.txt"),
];

/// The first sample's parties for those of the others; longer words first.
const PARTIES: [(&str, &str); 5] = [
    ("Subcontractor", "Provider"),
    ("SUBCONTRACTOR", "PROVIDER"),
    ("Contractor", "Customer"),
    ("CONTRACTOR", "CUSTOMER"),
    ("Supplier", "Provider"),
];

/// Third parties, places and products; each copy has its own.
const NAMES: [&str; 8] =
    ["Summit", "Advertiser", "Colorado", "Washington", "England", "Bristol", "Outfitters", "Films"];

/// Top-level clauses of the longest sample, and some.
const CLAUSES_A_COPY: usize = 20;

pub const SIZES: [(&str, usize); 4] =
    [("10 KB", 10_000), ("100 KB", 100_000), ("300 KB", 300_000), ("3 MB", 3_000_000)];

/// A contract of at most `bytes` bytes that ends with a whole paragraph.
pub fn contract(bytes: usize) -> String {
    let mut text = SAMPLES[0].to_owned();
    for copy in 1.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str("\n\n");
        text.push_str(&renumbered(&renamed(clauses(SAMPLES[copy % SAMPLES.len()]), copy), copy * CLAUSES_A_COPY));
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= bytes).last().unwrap_or(0);
    let paragraph = text[..end].rfind("\n\n").unwrap_or(end);
    text.truncate(paragraph);
    text
}

/// A sample without its title, parties and recitals.
fn clauses(sample: &str) -> &str {
    let starts = ["\n\n1. ", "\n\nARTICLE 1 "].iter().filter_map(|start| sample.find(start));
    sample[starts.min().unwrap_or(0)..].trim_start()
}

fn renamed(sample: &str, copy: usize) -> String {
    let same_parties = PARTIES.iter().fold(sample.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours));
    NAMES.iter().fold(same_parties, |text, name| text.replace(name, &format!("{name}{}", syllables(copy))))
}

/// A made-up ending, another for each number.
fn syllables(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"];
    let mut word = String::new();
    while number > 0 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    word
}

/// Moves the numbers of clauses, and of references to them, up by `shift`, and sums of money too.
fn renumbered(sample: &str, shift: usize) -> String {
    let mut text = String::with_capacity(sample.len() + 64);
    let mut rest = sample;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        text.push_str(&rest[..start]);
        let end =
            rest[start..].find(|letter: char| !letter.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        let digits = &rest[start..end];
        match digits.parse::<usize>() {
            Ok(number) if counts(&text) => text.push_str(&(number + shift).to_string()),
            _ => text.push_str(digits),
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}

/// Does a number that follows this text number a clause or count money?
fn counts(before: &str) -> bool {
    ["\n", "Section ", "ARTICLE ", "clause ", "clauses ", "$", "£"].iter().any(|lead| before.ends_with(lead))
        || before.is_empty()
}
