//! Payments on a calendar date ("shall pay $24,000 on 1 July 2027"). In: the dates of the document.
//! Out: [`Dated`], one for a stretch of a sentence.

use std::ops::Range;

use super::duty::{self, Duty};
use crate::contract::Contract;
use crate::facts::{Fact, Value};
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::span::Span;
use crate::terms::{Bound, Reading, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub payer: Bound,
    pub payer_span: Option<Span>,
    /// The first of its dates.
    pub date_span: Span,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

pub fn read(contract: &Contract) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::new();
    for fact in contract.facts.quantities.iter().filter(|fact| matches!(fact.value, Value::Date { .. })) {
        if let Some(dated) = dated(contract, fact)
            && all.last().is_none_or(|known| known.sentence != dated.sentence)
        {
            all.push(dated);
        }
    }
    all
}

fn dated(contract: &Contract, fact: &Fact) -> Option<Dated> {
    let sentence = &contract.outline.sentences;
    let place = sentence.partition_point(|one| one.tokens.end <= fact.tokens.start);
    let sentence = sentence.get(place).filter(|one| one.tokens.contains(&fact.tokens.start))?;
    if sentence.kind != SentenceKind::Body || !is_due_date(contract, fact) {
        return None;
    }
    let date = fact.tokens.start;
    let stretch = scope::stretch(contract, sentence, date);
    let ahead = date.saturating_sub(60).max(stretch.start)..date;
    let own = duty::governing_verb(contract, ahead, date).filter(|verb| *verb < date);
    // "The fee is payable as follows: … (c) $9,000 on 1 May 2027": the lead-in pays.
    let listed = || {
        let lead_in = scope::lead_in(sentence, date).filter(|_| is_sum(contract, stretch.start..date))?;
        duty::governing_verb(contract, lead_in.clone(), lead_in.end).map(|verb| (verb, lead_in))
    };
    let (verb, ordered) = own.map(|verb| (verb, stretch.clone())).or_else(listed)?;
    let duty = Duty { contract, sentence, verb, length: date };
    if !owes(contract, &ordered, verb, if ordered.contains(&date) { date } else { ordered.end })
        || duty.is_condition(&ordered, if ordered.contains(&date) { date } else { ordered.end })
        || duty.is_other_deadline(&fact.tokens, false, false)
    {
        return None;
    }
    let payer = duty.payer(verb + 1..ordered.end);
    Some(Dated {
        payer: payer.as_ref().map_or_else(|| duty.usual_payer(&ordered), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        date_span: fact.span,
        sentence: sentence.id,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// "$9,000 on", "20% of the price by": an item of a list that tells when each part is due.
fn is_sum(contract: &Contract, item: Range<usize>) -> bool {
    let facts = contract.facts.quantities_within(item);
    facts.iter().any(|fact| matches!(fact.value, Value::Money { .. } | Value::Percent(_)))
}

/// "on 1 July", "no later than July 1": not "dated July 1", "as of", "effective".
fn is_due_date(contract: &Contract, fact: &Fact) -> bool {
    let start = fact.tokens.start;
    let near = start.saturating_sub(3)..start;
    scope::holds(contract, near.clone(), &["on", "by", "before", "than", "until"])
        && !scope::holds(
            contract,
            start.saturating_sub(6)..start,
            &[
                "dated",
                "effective",
                "commencing",
                "beginning",
                "starting",
                "ending",
                "expire",
                "expires",
                "filed",
                "entered",
                "since",
                "after",
            ],
        )
}

/// A duty, and not what was paid, was outstanding or is insured on a day.
fn owes(contract: &Contract, stretch: &Range<usize>, verb: usize, date: usize) -> bool {
    let first = verb.saturating_sub(14).max(stretch.start);
    scope::holds(
        contract,
        first..verb,
        &["shall", "will", "must", "agrees", "agree", "is", "are", "undertakes", "\u{2019}ll", "'ll"],
    ) && !scope::holds(contract, verb..date, &["was", "were", "ended", "on-hand", "existing", "outstanding", "period"])
}

impl Dated {
    pub fn reading(&self) -> Reading {
        let fields =
            [Some(record::bound("payer", self.payer, self.payer_span)), record::anchor("date", Some(self.date_span))];
        Reading {
            term: "dated-payment",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
