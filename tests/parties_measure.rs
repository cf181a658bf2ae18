//! Parties over a folder of contracts, for measuring. In: the folders named by the environment
//! (`CLAUSEWRIGHT_TEXTS`, and `CLAUSEWRIGHT_PREDICTIONS` to write to). Run with `--ignored`.

use std::path::Path;
use std::time::{Duration, Instant};

use clausewright::contract::Contract;
use clausewright::facts::{Facts, Parties, Role};
use clausewright::ingest::Document;
use clausewright::outline::Outline;

fn folder(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

fn texts() -> Vec<(String, String)> {
    let folder = folder("CLAUSEWRIGHT_TEXTS").expect("CLAUSEWRIGHT_TEXTS names a folder of contracts");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let read = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "md"))
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(path)))
        .collect()
}

fn named(parties: &Parties, role: Role) -> Vec<String> {
    let list = parties.list.iter().filter(|party| party.role == role);
    list.flat_map(|party| party.aliases.clone()).collect()
}

#[test]
#[ignore = "reads a folder named by the environment"]
fn writes_roles() {
    let out = folder("CLAUSEWRIGHT_PREDICTIONS");
    for (name, text) in texts() {
        let start = Instant::now();
        let contract = Contract::read(Document::from_text(text), &[]);
        let taken = start.elapsed();
        let parties = &contract.facts.parties;
        println!("{name} ({taken:?}, {} mentions)", parties.mentions.len());
        for party in &parties.list {
            let words: Vec<&str> = party.evidence.iter().map(|span| contract.quote(*span)).collect();
            println!("    {}", words.join(" / ").chars().take(400).collect::<String>());
            println!(
                "  {:?} {:.2} as “{}{}”: {:?}",
                party.role,
                party.confidence,
                party.article.map_or("", |_| "the "),
                party.alias,
                party.aliases
            );
        }
        if let Some(out) = &out {
            let roles = serde_json::json!({
                "vendor": named(parties, Role::Vendor),
                "customer": named(parties, Role::Customer),
            });
            let sheet = serde_json::json!({ "doc": name, "roles": roles });
            std::fs::write(Path::new(out).join(format!("{name}.json")), sheet.to_string()).expect("a writable folder");
        }
    }
}

/// How long a contract of 300 KB takes, parties alone: the texts of the folder, one behind the other.
#[test]
#[ignore = "reads a folder named by the environment"]
fn takes_its_time() {
    let mut long = String::new();
    for (_, text) in texts() {
        long.push_str(&text);
        long.push('\n');
    }
    long.truncate((0..=300_000.min(long.len())).rev().find(|&at| long.is_char_boundary(at)).unwrap_or(0));
    let document = Document::from_text(long);
    let outline = Outline::read(&document);
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        let facts = Facts::read(&document, &outline, &[]);
        best = best.min(start.elapsed());
        assert!(!facts.parties.mentions.is_empty());
    }
    println!(
        "{} bytes, {} tokens: all facts in {best:?}",
        document.text.canonical().len(),
        document.text.tokens().len()
    );
}
