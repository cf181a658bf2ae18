//! What each kind of rule makes of readings. The readings are made by hand, so that the engine is
//! tested apart from the readers of the topics.

use clausewright::contract::Contract;
use clausewright::facts::{Duration, Side, Unit};
use clausewright::ingest::Document;
use clausewright::playbook::{Deal, Playbook};
use clausewright::redline::apply;
use clausewright::review::{Outcome, Review, Silence, judge_readings};
use clausewright::span::Span;
use clausewright::terms::{Bound, Field, FieldValue, Reading};

const TEXT: &str = "1. Payment. The Client shall pay each invoice within ninety (90) days of receipt.\n\n\
    2. Fees. The Client shall pay the fee for rush work within 45 days, and the Agency shall wait for it.\n\n\
    3. Term. This Agreement shall end when the Agency has done the work that the Client ordered.\n";

fn contract() -> Contract {
    Contract::read(Document::from_text(TEXT), &[])
}

/// The words in the canonical text.
fn span(contract: &Contract, words: &str) -> Span {
    let start = contract.document.text.canonical().find(words).unwrap();
    Span::new(start, start + words.len())
}

fn payment(contract: &Contract, words: &str, days: &str, amount: f64, payer: Bound) -> Reading {
    let place = span(contract, words);
    let days = span(contract, days);
    let value = FieldValue::Duration(Duration { amount, unit: Unit::Day });
    Reading {
        term: "payment",
        span: Some(place),
        clause: contract.outline.clause_at(place.start).map(|clause| clause.id),
        confidence: 0.9,
        fields: vec![
            Field { name: "payer", value: FieldValue::Bound(payer), span: None },
            Field { name: "days", value, span: Some(days) },
        ],
        evidence: Vec::new(),
    }
}

fn readings(contract: &Contract, second_payer: Bound) -> Vec<Reading> {
    let customer = Bound::Side(Side::Customer);
    vec![
        payment(contract, "pay each invoice within ninety (90) days", "ninety (90) days", 90.0, customer),
        payment(contract, "pay the fee for rush work within 45 days", "45 days", 45.0, second_payer),
    ]
}

/// A playbook of rules on payment; each is its id and what it looks for, and a ladder.
fn playbook(rules: &[(&str, &str, &str)]) -> Playbook {
    let mut text = String::from("name = \"own\"\nside = \"vendor\"\n");
    for (id, looks, _) in rules {
        let words = if looks.contains("over = \"limit\"") { " {days.words}" } else { "" };
        text += &format!(
            "[[rule]]\nid = \"own.{id}\"\nname = \"{id}\"\ntopic = \"payment\"\nhurts = \"vendor\"\n{looks}\n\
             title = \"{id}{words}\"\nwhat = \"w\"\nwhy = \"w\"\nask = \"a\"\n"
        );
        for kind in ["flag", "flag", "pass", "pass"] {
            text += &format!("[[rule.example]]\n{kind} = \"x\"\n");
        }
    }
    for (id, _, position) in rules {
        text += &format!("[position.\"own.{id}\"]\n{position}\n");
        if !position.contains("ladder") {
            text += &format!("[[position.\"own.{id}\".ladder]]\nlevel = \"preferred\"\ntitle = \"t\"\n");
        }
    }
    Playbook::parse("own.toml", &text).unwrap_or_else(|fault| panic!("{fault}"))
}

fn judged(rules: &[(&str, &str, &str)], second_payer: Bound) -> Review {
    let contract = contract();
    judge_readings(&contract, &readings(&contract, second_payer), &playbook(rules), &Deal::default(), Silence::Always)
}

fn found(review: &Review) -> Vec<(&str, &str)> {
    review.findings.iter().map(|finding| (finding.rule.as_str(), finding.severity.name())).collect()
}

fn outcome(review: &Review, rule: &str) -> Outcome {
    review.checks.iter().find(|check| check.rule == rule).unwrap().outcome
}

const CUSTOMER: Bound = Bound::Side(Side::Customer);
const LONG: (&str, &str, &str) = (
    "long",
    "term = \"payment\"\nwhere = { payer = \"customer\", days = { over = \"limit\" } }",
    "limit = \"30 days\"\nseverity = [{ over = \"30 days\", is = \"low\" }, { over = \"60 days\", is = \"high\" }]",
);

#[test]
fn terms_are_found_with_their_severity() {
    assert_eq!(found(&judged(&[LONG], CUSTOMER)), [("own.long", "high"), ("own.long", "low")]);
}

#[test]
fn one_cause_in_one_clause_is_one_finding() {
    let cause = |id, limit| {
        let looks = format!("group = \"delay\"\n{}", LONG.1);
        let edit = match id {
            "paid" => "edit = { replace = \"days\", with = \"30 days\" }",
            _ => "edit = { append = \"sentence\", text = \"Interest runs at once.\" }",
        };
        let ladder = format!("[[position.\"own.{id}\".ladder]]\nlevel = \"preferred\"\ntitle = \"t\"\n{edit}");
        (id, looks, format!("limit = \"30 days\"\nseverity = [{{ over = \"1 day\", is = \"{limit}\" }}]\n{ladder}"))
    };
    let rules = [cause("late", "low"), cause("paid", "high"), cause("dear", "medium")];
    let rules: Vec<(&str, &str, &str)> = rules.iter().map(|(id, looks, rest)| (*id, &**looks, &**rest)).collect();
    let review = judged(&rules, CUSTOMER);
    assert_eq!(found(&review), [("own.paid", "high"), ("own.paid", "high")], "two clauses stay two findings");
    let reasons: Vec<&str> = review.findings[0].reasons.iter().map(|reason| reason.rule.as_str()).collect();
    assert_eq!(reasons, ["own.dear", "own.late"]);
    assert!(review.findings[0].reasons.iter().all(|reason| reason.redlines.len() == 1), "both can be taken");
    assert_eq!(review.points().count(), 6);
    assert_eq!(outcome(&review, "own.late"), Outcome::Found);

    let same = [("mild", rules[1].1, &*rules[1].2.replace("own.paid", "own.mild").replace("high", "low")), rules[1]];
    let review = judged(&same, CUSTOMER);
    assert_eq!(review.findings[0].rule, "own.paid");
    assert!(review.findings[0].reasons[0].redlines.is_empty(), "an edit of the same words is not offered twice");

    let apart = (rules[0].0, &*rules[0].1.replace("delay", "other"), rules[0].2);
    assert_eq!(judged(&[apart, rules[1]], CUSTOMER).findings.len(), 4);
}

#[test]
fn what_two_clauses_say_alike_is_one_finding() {
    let any = ("any", "term = \"payment\"\nwhere = { payer = \"customer\" }", "severity = \"low\"");
    let review = judged(&[any], CUSTOMER);
    assert_eq!(found(&review), [("own.any", "low")]);
    let [reason] = &review.findings[0].reasons[..] else { panic!("{:?}", review.findings[0].reasons) };
    assert_ne!(reason.span, review.findings[0].span, "each place is kept");
}

#[test]
fn raises_add_up_to_critical_at_most() {
    let raised = (LONG.0, LONG.1, &*format!("{}\nraise = [{{ where = {{ payer = \"customer\" }}, by = 3 }}]", LONG.2));
    assert_eq!(found(&judged(&[raised], CUSTOMER)), [("own.long", "critical"), ("own.long", "critical")]);
}

#[test]
fn what_the_text_does_not_tell_is_undecided_never_dropped() {
    let review = judged(&[LONG], Bound::Unclear);
    assert_eq!(found(&review), [("own.long", "high")]);
    let note = &review.checks.iter().find(|check| check.rule == "own.long").unwrap().note;
    assert!(note.contains("Not decided elsewhere") && note.contains("cannot tell whom it binds"), "{note}");
    let only_second = (
        "long",
        "term = \"payment\"\nwhere = { payer = \"customer\", days = { under = \"60 days\" } }",
        "severity = \"low\"",
    );
    assert_eq!(outcome(&judged(&[only_second], Bound::Unclear), "own.long"), Outcome::Undecided);
}

#[test]
fn absence_needs_its_ground() {
    let given = ("absent", "absent = \"late-interest\"\ngiven = \"payment\"", "severity = \"low\"");
    assert_eq!(found(&judged(&[given], CUSTOMER)), [("own.absent", "low")]);
    let groundless = ("absent", "absent = \"late-interest\"\ngiven = \"set-off\"", "severity = \"low\"");
    assert_eq!(outcome(&judged(&[groundless], CUSTOMER), "own.absent"), Outcome::NotApplicable);
    let there =
        ("absent", "absent = { term = \"payment\", where = { days = { over = \"80 days\" } } }", "severity = \"low\"");
    assert_eq!(outcome(&judged(&[there], CUSTOMER), "own.absent"), Outcome::Passed);
    let contract = contract();
    let review = judge_readings(
        &contract,
        &readings(&contract, CUSTOMER),
        &playbook(&[given]),
        &Deal::default(),
        Silence::InWholeContracts,
    );
    assert_eq!(found(&review), [("own.absent", "low")]);
    assert!(review.findings[0].confidence < 0.5, "the rest of the contract may say it");
    let sentence = Contract::read(Document::from_text("Client shall pay within 90 days of receipt."), &[]);
    let payment = payment(&sentence, "within 90 days", "90 days", 90.0, CUSTOMER);
    let review =
        judge_readings(&sentence, &[payment], &playbook(&[given]), &Deal::default(), Silence::InWholeContracts);
    assert_eq!(outcome(&review, "own.absent"), Outcome::Undecided, "this text is too short to miss anything");
}

#[test]
fn readings_that_differ_contradict_each_other_once() {
    let differ = (
        "differ",
        "contradiction = { term = \"payment\", field = \"days\", same = [\"payer\"] }",
        "severity = \"low\"",
    );
    let review = judged(&[differ], CUSTOMER);
    assert_eq!(found(&review), [("own.differ", "low")]);
    assert!(review.findings[0].evidence.iter().any(|evidence| evidence.label == "stands against it"));
    assert!(found(&judged(&[differ], Bound::Both)).is_empty(), "different payers may have different days");
}

#[test]
fn combinations_need_all_their_parts() {
    let both = ("both", "combine = [\"own.long\", \"own.absent\"]", "severity = \"critical\"");
    let absent = ("absent", "absent = \"late-interest\"\ngiven = \"payment\"", "severity = \"low\"");
    let review = judged(&[LONG, absent, both], CUSTOMER);
    assert_eq!(found(&review)[0], ("own.both", "critical"));
    let never = ("absent", "absent = \"payment\"", "severity = \"low\"");
    assert!(!found(&judged(&[LONG, never, both], CUSTOMER)).iter().any(|(rule, _)| *rule == "own.both"));
}

#[test]
fn a_rule_yields_to_a_stronger_one_on_the_same_words() {
    let weak = ("weak", "term = \"payment\"\nunless = [\"own.long\"]", "severity = \"low\"");
    assert!(!found(&judged(&[LONG, weak], CUSTOMER)).iter().any(|(rule, _)| *rule == "own.weak"));
    let vendor = Bound::Side(Side::Vendor);
    let review = judged(&[LONG, weak], vendor);
    assert_eq!(found(&review), [("own.long", "high"), ("own.weak", "low")]);
}

#[test]
fn a_fallback_that_the_text_meets_already_is_no_offer() {
    let ladder = "limit = \"30 days\"\nseverity = \"low\"\n\
        [[position.\"own.long\".ladder]]\nlevel = \"preferred\"\ntitle = \"{limit}\"\nedit = { replace = \"days\", with = \"{limit}\" }\n\
        [[position.\"own.long\".ladder]]\nlevel = \"fallback\"\ntitle = \"{limit}\"\naccepts = { limit = \"45 days\" }\nedit = { replace = \"days\", with = \"{limit}\" }\n\
        [[position.\"own.long\".ladder]]\nlevel = \"fallback\"\ntitle = \"{limit}\"\naccepts = { limit = \"60 days\" }\nedit = { replace = \"days\", with = \"{limit}\" }";
    let review = judged(&[(LONG.0, LONG.1, ladder)], CUSTOMER);
    let titles = |place: usize| -> Vec<(&str, &str)> {
        review.findings[place].redlines.iter().map(|rung| (rung.name.as_str(), rung.title.as_str())).collect()
    };
    assert_eq!(titles(0), [("preferred", "30 days"), ("fallback-1", "45 days"), ("fallback-2", "60 days")]);
    assert_eq!(titles(1), [("preferred", "30 days")]);
    let contract = contract();
    let edited = apply(contract.document.text.canonical(), &review.findings[0].redlines[1].edits).unwrap();
    assert!(edited.contains("within forty-five (45) days of receipt"), "{edited}");
}

#[test]
fn added_clauses_take_the_next_number() {
    let add = "severity = \"low\"\n[[position.\"own.absent\".ladder]]\nlevel = \"preferred\"\ntitle = \"t\"\n\
        edit = { add-clause = \"{customer} {shall} pay interest.\", heading = \"Interest\", after = \"end\" }";
    let absent = ("absent", "absent = \"late-interest\"\ngiven = \"payment\"", add);
    let review = judged(&[absent], CUSTOMER);
    let contract = contract();
    let edited = apply(contract.document.text.canonical(), &review.findings[0].redlines[0].edits).unwrap();
    assert!(edited.contains("\n4. Interest. The Client shall pay interest."), "{edited}");
}
