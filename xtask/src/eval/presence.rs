//! Is a clause read where annotators marked one? In: a folder with `spans.jsonl` (a category and a
//! contract a line) and `text/`. Out: precision, recall and F1 for each category, contract by contract.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::thread;

use serde_json::Value;

use super::{contracts, name};
use crate::step::{Outcome, at, capture, say};
use crate::tools;

/// A category of the annotators, and what of the fact sheet says that it is there.
type Category = (&'static str, fn(&Value) -> bool);

const CATEGORIES: [Category; 19] = [
    ("Cap On Liability", |sheet| {
        let liability = &sheet["liability"];
        liability["vendor_cap"] == "capped"
            || liability["customer_cap"] == "capped"
            || says(&liability["consequential_waiver"]["protects"])
    }),
    ("Renewal Term", |sheet| holds(&sheet["term"]["auto_renewal"]["present"])),
    ("Notice Period To Terminate Renewal", |sheet| sheet["term"]["auto_renewal"]["notice_days"].is_number()),
    ("Termination For Convenience", |sheet| some(&sheet["term"]["convenience_termination"])),
    ("Anti-Assignment", |sheet| says(&sheet["contract_assignment"]["restricts"])),
    ("Change Of Control", |sheet| holds(&sheet["change_of_control"]["present"])),
    ("Audit Rights", |sheet| says(&sheet["audit"]["of"])),
    ("Insurance", |sheet| says(&sheet["insurance"]["required_of"])),
    ("Governing Law", |sheet| says(&sheet["governing_law"]["law"])),
    ("Exclusivity", |sheet| restrains(sheet, "exclusivity")),
    ("Non-Compete", |sheet| restrains(sheet, "non_compete")),
    ("No-Solicit Of Customers", |sheet| restrains(sheet, "non_solicit_customers")),
    ("No-Solicit Of Employees", |sheet| restrains(sheet, "non_solicit_employees")),
    ("Most Favored Nation", |sheet| restrains(sheet, "most_favoured")),
    ("Minimum Commitment", |sheet| restrains(sheet, "minimum_commitment")),
    ("Liquidated Damages", |sheet| says(&sheet["liquidated_damages"]["against"])),
    ("Ip Ownership Assignment", |sheet| holds(&sheet["ip"]["assignment"]["present"])),
    ("Warranty Duration", |sheet| sheet["warranty"]["period_days"].is_number()),
    ("Third Party Beneficiary", |sheet| holds(&sheet["third_party_rights"]["granted"])),
];

fn holds(value: &Value) -> bool {
    value == &Value::Bool(true)
}

fn says(value: &Value) -> bool {
    value.as_str().is_some_and(|word| word != "none")
}

fn some(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty())
}

fn restrains(sheet: &Value, kind: &str) -> bool {
    sheet["restraints"].as_array().is_some_and(|all| all.iter().any(|one| one["kind"] == kind))
}

#[derive(Default)]
struct Count {
    right: usize,
    /// Read, and not marked: names of contracts.
    false_finds: Vec<String>,
    /// Marked, and not read.
    misses: Vec<String>,
}

pub fn command(program: &str, folder: &Path, options: &[String]) -> Outcome {
    let shown = match options {
        [] => None,
        [option, category] if option == "--misses" => Some(category.as_str()),
        _ => return Err("Only --misses CATEGORY may follow the folder.".to_owned()),
    };
    let marked = marks(&folder.join("spans.jsonl"))?;
    let sheets = sheets(program, &folder.join("text"))?;
    println!("{:36} {:>6} {:>6} {:>6} {:>5} {:>5} {:>5}", "category", "prec", "rec", "F1", "tp", "fp", "fn");
    let mut sum = 0.0;
    for (category, is_there) in CATEGORIES {
        let count = count(marked.get(category), &sheets, is_there);
        sum += print(category, &count);
        if shown == Some(category) {
            count.false_finds.iter().for_each(|name| println!("    FALSE  {name}"));
            count.misses.iter().for_each(|name| println!("    MISSED {name}"));
        }
    }
    println!(
        "mean F1 over {} categories {:.3}, {} contracts",
        CATEGORIES.len(),
        sum / CATEGORIES.len() as f64,
        sheets.len()
    );
    Ok(())
}

/// For each category the contracts in which it is marked.
fn marks(path: &Path) -> Outcome<BTreeMap<String, BTreeSet<String>>> {
    let text = fs::read_to_string(path).map_err(at("read", path))?;
    let mut marked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let mark: Value = serde_json::from_str(line).map_err(at("understand", path))?;
        let field = |name: &str| mark[name].as_str().unwrap_or_default().to_owned();
        marked.entry(field("category")).or_default().insert(field("contract_id"));
    }
    Ok(marked)
}

/// The fact sheet of every contract, by its name.
fn sheets(program: &str, texts: &Path) -> Outcome<BTreeMap<String, Value>> {
    let contracts = contracts(texts)?;
    say(&format!("Reading the terms of {} contracts", contracts.len()));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let read = |contract: &Path| -> Outcome<(String, Value)> {
        let printed = capture(tools::command(program).arg("terms").arg(contract).args(["--format", "json"]))?;
        Ok((name(contract), serde_json::from_str(&printed).map_err(at("understand the sheet of", contract))?))
    };
    let share = contracts.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let handles: Vec<_> = contracts
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(|one| read(one)).collect::<Outcome<Vec<_>>>()))
            .collect();
        let mut all = BTreeMap::new();
        for handle in handles {
            all.extend(handle.join().map_err(|_| "A reader stopped.".to_owned())??);
        }
        Ok(all)
    })
}

fn count(marked: Option<&BTreeSet<String>>, sheets: &BTreeMap<String, Value>, is_there: fn(&Value) -> bool) -> Count {
    let mut count = Count::default();
    for (name, sheet) in sheets {
        match (marked.is_some_and(|marked| marked.contains(name)), is_there(sheet)) {
            (true, true) => count.right += 1,
            (false, true) => count.false_finds.push(name.clone()),
            (true, false) => count.misses.push(name.clone()),
            (false, false) => {}
        }
    }
    count
}

/// Prints the line of a category and gives its F1.
fn print(category: &str, count: &Count) -> f64 {
    let share = |of: usize| if of == 0 { 0.0 } else { count.right as f64 / of as f64 };
    let (found, missed) = (count.false_finds.len(), count.misses.len());
    let (precision, recall) = (share(count.right + found), share(count.right + missed));
    let f1 = if count.right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    println!("{category:36} {precision:6.2} {recall:6.2} {f1:6.2} {:5} {found:5} {missed:5}", count.right);
    f1
}
