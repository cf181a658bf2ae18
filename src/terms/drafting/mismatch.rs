//! Words against figures. In: the quantities. Out: [`Mismatch`]: "sixty (30) days".

use crate::contract::Contract;
use crate::facts::{Duration, Fact, Value};
use crate::outline::ClauseId;
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};

#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// What the words say, in the figures' unit.
    pub words: Value,
    pub figures: Value,
    /// "sixty (30) days".
    pub number: Span,
    pub context: Span,
    pub clause: ClauseId,
}

pub fn read(contract: &Contract) -> Vec<Mismatch> {
    contract.facts.quantities.iter().filter_map(|fact| mismatch(contract, fact)).collect()
}

fn mismatch(contract: &Contract, fact: &Fact) -> Option<Mismatch> {
    let words = fact.words_say?;
    let (figures, said) = match fact.value {
        Value::Duration(duration) => {
            (duration.amount, Value::Duration(Duration { amount: words, unit: duration.unit }))
        }
        Value::Money { amount, currency } => (amount, Value::Money { amount: words, currency }),
        Value::Percent(number) => (number, Value::Percent(words)),
        Value::Multiple(number) => (number, Value::Multiple(words)),
        Value::Number(number) => (number, Value::Number(words)),
        Value::Date { .. } => return None,
    };
    if is_cut(contract, fact) {
        return None;
    }
    let clause = contract.outline.clause_at(fact.span.start)?.id;
    let context = super::around(contract, fact.tokens.clone(), 8, 6);
    (words != figures).then_some(Mismatch { words: said, figures: fact.value, number: fact.span, context, clause })
}

/// "one-hundred-and-eighty (180)" of which only "eighty" was read.
fn is_cut(contract: &Contract, fact: &Fact) -> bool {
    let tokens = contract.document.text.tokens();
    let start = fact.tokens.start;
    let larger =
        (1..=5).any(|back| matches!(tokens.at(start.saturating_sub(back)), "hundred" | "thousand" | "million"));
    // "one-thousandth of one percent (0.001%)".
    let broken = tokens.at(start.saturating_sub(1)) == "of"
        && ["th", "ths", "half", "quarter", "third"]
            .iter()
            .any(|end| tokens.at(start.saturating_sub(2)).ends_with(end));
    // "Three Dollars and Twenty Two Cents ($3.22)", "Four (4,000,000) Million".
    let cents = (start.saturating_sub(3)..fact.tokens.end).any(|at| matches!(tokens.at(at), "cent" | "cents"));
    let scaled = matches!(tokens.at(fact.tokens.end), "million" | "thousand" | "billion" | "hundred");
    larger || broken || cents || scaled
}

impl Mismatch {
    pub fn reading(&self) -> Reading {
        let span = Some(self.number);
        Reading {
            term: "number-mismatch",
            span,
            clause: Some(self.clause),
            confidence: 0.95,
            fields: vec![
                Field { name: "words", value: amount(self.words), span },
                Field { name: "figures", value: amount(self.figures), span },
            ],
            evidence: Vec::new(),
        }
    }
}

fn amount(value: Value) -> FieldValue {
    match value {
        Value::Duration(duration) => FieldValue::Duration(duration),
        Value::Money { amount, currency } => FieldValue::Money { amount, currency },
        Value::Percent(percent) => FieldValue::Percent(percent),
        Value::Multiple(times) => FieldValue::Multiple(times),
        Value::Number(number) => FieldValue::Number(number),
        Value::Date { .. } => FieldValue::Anchor,
    }
}
