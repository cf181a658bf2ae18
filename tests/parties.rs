//! Parties by table: `facts/parties.csv` says who is who in a text, `facts/parties_mentions.csv`
//! marks every place that names a party.

use clausewright::contract::Contract;
use clausewright::facts::{Parties, Role, RoleHint, Side, Who};
use clausewright::ingest::Document;

fn contract(text: &str, hints: &[RoleHint]) -> Contract {
    Contract::read(Document::from_text(text), hints)
}

/// The rows of a table, without its head: fields between commas, in quotes where they hold one.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for line in table.lines().skip(1) {
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
        rows.push(fields);
    }
    rows
}

fn named(parties: &Parties, role: Role) -> Vec<String> {
    let list = parties.list.iter().filter(|party| party.role == role);
    list.flat_map(|party| party.aliases.clone()).collect()
}

/// What is wrong with one side: an alias that is wanted and not there, or there on the other side.
fn faults(parties: &Parties, role: Role, wanted: &str) -> Vec<String> {
    let found = named(parties, role);
    let missing = wanted.split(" / ").filter(|alias| !alias.is_empty() && !found.iter().any(|name| name == alias));
    let mut faults: Vec<String> = missing.map(|alias| format!("no {role:?} “{alias}” among {found:?}")).collect();
    if wanted.is_empty() && !found.is_empty() {
        faults.push(format!("no {role:?} is told, yet {found:?}"));
    }
    faults
}

#[test]
fn every_text_has_its_sides() {
    let table = rows(include_str!("facts/parties.csv"));
    assert!(table.len() >= 60, "{} rows", table.len());
    let mut faults_of_all = Vec::new();
    for row in &table {
        let [text, vendor, customer, known] = &row[..] else { panic!("four fields: {row:?}") };
        let parties = contract(&text.replace("\\n", "\n"), &[]).facts.parties;
        let mut wrong = faults(&parties, Role::Vendor, vendor);
        wrong.extend(faults(&parties, Role::Customer, customer));
        for party in parties.list.iter().filter(|party| party.role != Role::Other) {
            let sure = party.confidence >= 0.6;
            if sure != (known == "sure") {
                wrong.push(format!("{known}, yet {:.2} for {}", party.confidence, party.alias));
            }
        }
        faults_of_all.extend(wrong.into_iter().map(|wrong| format!("{wrong}\n    in: {text}")));
    }
    assert!(faults_of_all.is_empty(), "{}", faults_of_all.join("\n"));
}

/// The text without its marks, and the marked words in order, as "V:Agency's".
fn unmark(marked: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (place, piece) in marked.split(['{', '}']).enumerate() {
        if place % 2 == 0 {
            text.push_str(piece);
        } else {
            text.push_str(piece.split_once(':').expect("a mark").1);
            marks.push(piece.to_owned());
        }
    }
    (text, marks)
}

fn letter(parties: &Parties, who: Who) -> char {
    match (who, parties.role(who)) {
        (Who::Each, _) => 'E',
        (Who::Some, _) => 'S',
        (_, Some(Role::Vendor)) => 'V',
        (_, Some(Role::Customer)) => 'C',
        _ => 'O',
    }
}

#[test]
fn every_mention_is_found_and_none_else() {
    let table = rows(include_str!("facts/parties_mentions.csv"));
    assert!(table.len() >= 30, "{} rows", table.len());
    let mut wrong = Vec::new();
    for row in &table {
        let (text, wanted) = unmark(&row[0]);
        let contract = contract(&text, &[]);
        let parties = &contract.facts.parties;
        let words = |tokens| contract.quote(contract.document.text.tokens().span(tokens)).to_owned();
        let found: Vec<String> = parties
            .mentions
            .iter()
            .map(|mention| format!("{}:{}", letter(parties, mention.who), words(mention.tokens.clone())))
            .collect();
        for mention in &parties.mentions {
            let words = words(mention.tokens.clone()).to_lowercase();
            let owns =
                words.ends_with('\'') || words.ends_with("'s") || ["your", "our", "my"].contains(&words.as_str());
            if owns != mention.possessive {
                wrong.push(format!("possessive {} of “{words}” in: {text}", mention.possessive));
            }
        }
        if found != wanted {
            wrong.push(format!("in: {text}\n  found:  {found:?}\n  wanted: {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_hint_outweighs_the_text() {
    let text = "Agency shall pay Client. Client shall pay Agency.";
    let hint = RoleHint { name: "agency".to_owned(), role: Role::Customer };
    let parties = contract(text, &[hint]).facts.parties;
    assert_eq!(parties.on(Side::Customer).map(|party| party.alias.as_str()), Some("Agency"));
    assert_eq!(parties.on(Side::Vendor).map(|party| party.alias.as_str()), Some("Client"));
    assert_eq!(parties.on(Side::Customer).map(|party| party.confidence), Some(1.0));
}

#[test]
fn a_hint_names_a_party_that_nothing_else_tells() {
    let hints = [RoleHint { name: "Sandpiper Joinery".to_owned(), role: Role::Vendor }];
    let contract = contract("Sandpiper Joinery shall fit the doors. The buyer shall pay on the day.", &hints);
    let vendor = contract.facts.parties.on(Side::Vendor).expect("a vendor");
    assert_eq!(vendor.alias, "Sandpiper Joinery");
    assert_eq!(contract.facts.parties.starting_at(0).map(|mention| mention.who), Some(Who::Party(vendor.id)));
}

#[test]
fn mentions_are_looked_up_by_token() {
    let contract = contract("Agency's staff serve Client.", &[]);
    let parties = &contract.facts.parties;
    let mention = parties.starting_at(0).expect("Agency's");
    assert_eq!((mention.tokens.clone(), mention.possessive), (0..2, true));
    assert_eq!(parties.at(1), Some(mention));
    assert_eq!(parties.ending_at(2), Some(mention));
    assert_eq!(parties.at(2), None);
    assert_eq!(parties.side(mention.who), Some(Side::Vendor));
}

#[test]
fn the_article_is_told_where_the_text_uses_it() {
    let parties = contract("The Supplier shall deliver. Pay the Supplier. Client pays.", &[]).facts.parties;
    assert_eq!(parties.on(Side::Vendor).and_then(|party| party.article), Some("the"));
    assert_eq!(parties.on(Side::Customer).and_then(|party| party.article), None);
}

#[test]
fn hostile_texts_end() {
    let hostile = [
        "between ".repeat(40_000),
        "(".repeat(200_000),
        "between A (\"".repeat(20_000),
        "Acme and ".repeat(50_000),
        "Customer: ".repeat(50_000),
        "the party of the ".repeat(30_000),
        "you we I us ".repeat(30_000),
        "\u{feff}\u{200b}“”'’".repeat(20_000),
        "between A, Inc. (\"A\"), ".repeat(10_000),
    ];
    for text in hostile {
        let parties = contract(&text, &[]).facts.parties;
        let mut end = 0;
        for mention in &parties.mentions {
            assert!(mention.tokens.start >= end && mention.tokens.end > mention.tokens.start);
            end = mention.tokens.end;
        }
    }
}

/// What stands near a party and is none of its names.
#[test]
fn no_party_takes_a_name_that_is_not_its_own() {
    let deal = |behind: &str| {
        format!(
            "This Agreement is made between Weaver's Looms, Inc. (\"Looms\") and Quay Rugs Ltd (\"Quay\"). Looms shall \
             supply the yarn to Quay. Quay shall pay Looms the price. Looms may invoice Quay monthly. Quay shall pay. \
             {behind}"
        )
    };
    let others = [
        (deal("Quay may sell to a Reseller. The Reseller shall pay Quay."), "Reseller"),
        (deal("\"Distributor\" means whoever sells on. The Distributor shall pay Quay."), "Distributor"),
        (deal("The rugs are tested by QRX (the \"QRX\")."), "QRX"),
        (deal("The rugs are tested by BSI."), "BSI"),
        (deal("Weaver shall be thanked."), "Weaver"),
        (deal("Notices to Quay: Quay Harbour Board, 2 Pier Road."), "Quay Harbour Board"),
        (
            "Made between Bell Looms LLC (\"Licensor\") and Quay Rugs Ltd (\"Licensee\"), founded by Mr Tobias Fenwick, \
             a person living in York (\"Fenwick\"). Licensor grants Licensee a licence."
                .to_owned(),
            "Fenwick",
        ),
    ];
    for (text, other) in others {
        let parties = contract(&text, &[]).facts.parties;
        let wrong = parties.list.iter().find(|party| party.aliases.iter().any(|alias| alias == other));
        assert!(wrong.is_none(), "“{other}” is of {:?} in: {text}", wrong.map(|party| &party.aliases));
    }
}
