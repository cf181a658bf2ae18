//! Parties over a folder of contracts, for measuring. In: the folders named by the environment
//! (`CLAUSEWRIGHT_TEXTS`, and `CLAUSEWRIGHT_PREDICTIONS` to write to). Run with `--ignored`.

use std::path::Path;
use std::time::Instant;

use clausewright::contract::Contract;
use clausewright::facts::{Parties, Role};
use clausewright::ingest::Document;

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
