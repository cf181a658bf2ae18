//! What was looked for. In: the verdicts of all rules. Out: one [`Check`] a rule: found, passed, not
//! decided, or not applicable, with the reason. Silence is not safety.

use std::sync::Arc;

use super::finding::Finding;
use super::hits::Verdict;
use super::order::MOST_OF_A_RULE;
use crate::playbook::{DealFact, Kind, Rule};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Found,
    Passed,
    Undecided,
    NotApplicable,
}

#[derive(Clone, Debug)]
pub struct Check {
    pub rule: String,
    pub topic: String,
    /// What was looked for, without this document's numbers.
    pub title: String,
    pub outcome: Outcome,
    pub note: String,
    /// What would have to be known of the deal.
    pub depends: Vec<DealFact>,
}

pub(crate) fn all(rules: &[Arc<Rule>], verdicts: &[Verdict], findings: &[Finding]) -> Vec<Check> {
    rules.iter().zip(verdicts).map(|(rule, verdict)| check(rule, verdict, findings)).collect()
}

fn check(rule: &Rule, verdict: &Verdict, findings: &[Finding]) -> Check {
    let found = if findings.iter().any(|finding| finding.rule == rule.id) { verdict.hits.len() } else { 0 };
    let (outcome, note) = if found > 0 {
        (Outcome::Found, found_note(found, verdict))
    } else if let Some(reason) = &verdict.idle {
        (Outcome::NotApplicable, reason.clone())
    } else if !verdict.undecided.is_empty() {
        (Outcome::Undecided, verdict.undecided.join(" "))
    } else {
        (Outcome::Passed, passed_note(rule, verdict))
    };
    Check {
        rule: rule.id.clone(),
        topic: rule.topic.clone(),
        title: rule.name.clone(),
        outcome,
        note,
        depends: verdict.depends.clone(),
    }
}

fn found_note(found: usize, verdict: &Verdict) -> String {
    let mut note = match found {
        1 => String::new(),
        _ if found > MOST_OF_A_RULE => format!("Found in {found} places; the worst {MOST_OF_A_RULE} are shown."),
        _ => format!("Found in {found} places."),
    };
    if !verdict.undecided.is_empty() {
        note.push_str(if note.is_empty() { "" } else { " " });
        note.push_str("Not decided elsewhere: ");
        note.push_str(&verdict.undecided.join(" "));
    }
    note
}

fn passed_note(rule: &Rule, verdict: &Verdict) -> String {
    match (&rule.kind, verdict.seen) {
        (Kind::Term { term, .. }, 0) => format!("Nothing in the text reads as {}.", term.name),
        (Kind::Absent { .. }, seen) if seen > 0 => "The text has it.".to_owned(),
        _ => String::new(),
    }
}
