//! Key terms: what was agreed, in lines that a person reads. In: a topic's typed readings. Out:
//! [`KeyTerm`]s, each with its words; what was looked for and not found is a line too.

use crate::outline::ClauseId;
use crate::span::Span;

/// The lines of one topic, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTopic {
    /// "Payment", "Term and termination".
    pub name: &'static str,
    pub terms: Vec<KeyTerm>,
}

/// One thing that was agreed, or that was looked for and is not stated.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTerm {
    /// What it is, the same in every contract: "Payment period".
    pub name: &'static str,
    /// What the contract says, in a phrase with its own parties' names and units: "Client pays
    /// within 45 days of receipt of the invoice". None where it says nothing.
    pub value: Option<String>,
    /// The operative words.
    pub span: Option<Span>,
    pub clause: Option<ClauseId>,
    /// 0 to 1; that of an absence says how sure it is that nothing was overlooked.
    pub confidence: f32,
    /// Another line of the same name says otherwise, about the same thing.
    pub contradicted: bool,
}

impl KeyTerm {
    pub fn stated(name: &'static str, value: impl Into<String>, span: Span, clause: ClauseId) -> Self {
        let (span, clause) = (Some(span), Some(clause));
        Self { name, value: Some(value.into()), span, clause, confidence: 0.9, contradicted: false }
    }

    /// Looked for and not found.
    pub fn not_stated(name: &'static str) -> Self {
        Self { name, value: None, span: None, clause: None, confidence: 0.8, contradicted: false }
    }

    pub fn with_confidence(mut self, confidence: f32) -> Self {
        self.confidence = confidence;
        self
    }

    /// The lines, or the line that says that there is none.
    pub fn or_not_stated(name: &'static str, found: Vec<Self>) -> Vec<Self> {
        if found.is_empty() { vec![Self::not_stated(name)] } else { found }
    }
}

/// Without the lines whose value another repeats.
pub fn distinct(mut lines: Vec<KeyTerm>) -> Vec<KeyTerm> {
    let mut seen: Vec<String> = Vec::new();
    lines.retain(|line| match &line.value {
        Some(value) if seen.contains(value) => false,
        Some(value) => {
            seen.push(value.clone());
            true
        }
        None => true,
    });
    lines
}

/// Of lines that can have but one value (a governing law, an initial term), marks those that disagree.
/// A line whose value another repeats goes.
pub fn settle(lines: Vec<KeyTerm>) -> Vec<KeyTerm> {
    let mut lines = distinct(lines);
    let disagree = lines.iter().filter(|line| line.value.is_some()).count() > 1;
    for line in &mut lines {
        line.contradicted = disagree && line.value.is_some();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(value: &str) -> KeyTerm {
        KeyTerm::stated("Governing law", value, Span { start: 0, end: 1 }, ClauseId(0))
    }

    #[test]
    fn keeps_both_of_two_that_disagree_and_one_of_two_that_agree() {
        let settled = settle(vec![law("New York"), law("Delaware"), law("New York")]);
        let values: Vec<_> = settled.iter().map(|line| (line.value.as_deref(), line.contradicted)).collect();
        assert_eq!(values, [(Some("New York"), true), (Some("Delaware"), true)]);
        assert!(!settle(vec![law("New York"), law("New York")])[0].contradicted);
    }
}
