//! Words against figures. In: the quantities. Out: [`Mismatch`]: "sixty (30) days".

use crate::contract::Contract;
use crate::facts::{Fact, Value};
use crate::outline::ClauseId;
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};

#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    pub words: f64,
    pub figures: f64,
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
    let figures = match fact.value {
        Value::Duration(duration) => duration.amount,
        Value::Money { amount, .. } => amount,
        Value::Percent(number) | Value::Multiple(number) | Value::Number(number) => number,
        Value::Date { .. } => return None,
    };
    if is_cut(contract, fact) {
        return None;
    }
    let clause = contract.outline.clause_at(fact.span.start)?.id;
    let context = super::around(contract, fact.tokens.clone(), 8, 6);
    (words != figures).then_some(Mismatch { words, figures, number: fact.span, context, clause })
}

/// "one-hundred-and-eighty (180)" of which only "eighty" was read.
fn is_cut(contract: &Contract, fact: &Fact) -> bool {
    let tokens = contract.document.text.tokens();
    let start = fact.tokens.start;
    (1..=5).any(|back| matches!(tokens.at(start.saturating_sub(back)), "hundred" | "thousand" | "million"))
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
                Field { name: "words", value: FieldValue::Number(self.words), span },
                Field { name: "figures", value: FieldValue::Number(self.figures), span },
                Field { name: "number", value: FieldValue::Anchor, span },
            ],
            evidence: Vec::new(),
        }
    }
}
