//! Fees that grow out of money which others must pay first: a share of what was actually received, of
//! sales invoiced and paid, a payment as and when the payer is paid. In: a contract. Out: the words.
//! Nobody owes them before the money has come; but no clause puts off a fee that was earned, so that
//! they are told in the fact sheet alone and no rule asks for them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject;
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "share",
            "(proceeds | revenue | revenues | receipts | sales | premiums | billings) ..6 (actually received | received | actually collected | collected | actually paid) \
             ..4 (by | from | in) !(credited | accrued | invoiced | tax | taxes | audit | insurance | combination product | combination products | no claim)",
        ),
        (
            "share",
            "(sales | products | services | amounts) ..8 (invoiced | billed) ..2 (and | and actually) (paid | collected) ..4 (by | from)",
        ),
        (
            "share",
            "(commission | commissions | royalty | royalties) ..16 when ..4 (amounts | payments | sums | fees) are (collected | received) by",
        ),
        (
            "when",
            "(pay | paid | payable | receive | entitled) ..6 (as and when | when and as | if as and when) ..6 (receives | received | collects | collected | is paid)",
        ),
        (
            "own receipt",
            "(payment | payments | pay | paid | remit) ..25 {duration} (of | from | after | following) {party} receipt of ..2 (payment | payments | funds | monies)",
        ),
    ])
});

/// Such words, those that say what a term means before others.
pub fn read(contract: &Contract) -> Option<Span> {
    let found = contract.find(&CUES);
    let told = |one: &Match| {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.start);
        let tied = match found.name(one) {
            "share" => is_base_of_a_fee(contract, &sentence.tokens),
            "own receipt" => is_payers_own(contract, one, &stretch),
            _ => true,
        };
        let defines = scope::holds(contract, stretch.clone(), &["mean", "means"]);
        let told = match sentence.kind {
            SentenceKind::Body => true,
            // "revenue received by Client" is what it earned; "actually received", "invoiced and paid" what came in.
            SentenceKind::Definition => {
                scope::holds(contract, one.tokens.clone(), &["actually", "paid", "collected"])
                    && is_measure_of_a_fee(contract, &sentence.tokens)
            }
            _ => false,
        };
        (told && tied).then(|| (!defines, scope::span(contract, stretch)))
    };
    found.iter().filter_map(told).min_by_key(|(other, _)| *other).map(|(_, span)| span)
}

/// "The fee is 5% of the proceeds received", or the definition of what a share is taken of.
fn is_base_of_a_fee(contract: &Contract, sentence: &Range<usize>) -> bool {
    scope::begins(contract, sentence.clone(), &["fee", "royalt", "commission", "percent", "%", "mean", "share"])
}

/// Is the term that this sentence defines what a fee, a royalty or a share is taken of?
fn is_measure_of_a_fee(contract: &Contract, defining: &Range<usize>) -> bool {
    const FEES: [&str; 5] = ["fee", "royalt", "commission", "percent", "%"];
    let tokens = contract.document.text.tokens();
    let own = tokens.span(defining.clone());
    let definition = contract.facts.definitions.iter().find(|one| own.covers(one.term_span));
    let Some(definition) = definition else { return false };
    let term: Vec<String> = definition.term.split_whitespace().map(str::to_lowercase).collect();
    let named =
        |range: Range<usize>| range.into_iter().any(|at| (0..term.len()).all(|of| tokens.at(at + of) == term[of]));
    let mut sentences = contract.outline.sentences.iter().filter(|one| one.kind == SentenceKind::Body);
    !term.is_empty()
        && sentences.any(|one| scope::begins(contract, one.tokens.clone(), &FEES) && named(one.tokens.clone()))
}

/// "payment from Broker shall be made within 7 days of Broker's receipt of payment": the payer's receipt.
fn is_payers_own(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let Some(party) = one.capture("party") else { return false };
    let receiver = party.who.map(|who| subject::bound(contract, who));
    let named = subject::after(contract, one.tokens.start..party.tokens.start, &["from", "by"])
        .or_else(|| subject::before(contract, stretch.start, one.tokens.start + 1));
    named.is_some_and(|payer| matches!(payer.bound, Bound::Side(_)) && Some(payer.bound) == receiver)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Document;

    fn told(sentence: &str) -> bool {
        let text = format!("This Agreement is between Elm Ltd (\"Agency\") and Oak Ltd (\"Client\"). {sentence}");
        read(&Contract::read(Document::from_text(text), &[])).is_some()
    }

    #[test]
    fn money_that_others_must_pay_first() {
        for sentence in [
            "Client shall pay Agency a fee of 4% of the gross proceeds received in the sale of the flats.",
            "Agency shall receive a commission of six percent of all sales that are invoiced to and paid by the shops.",
            "Agency shall receive, as and when Client receives the price, a tenth of it.",
            "Payment from Client to Agency shall be made within nine (9) days of Client's receipt of payment.",
        ] {
            assert!(told(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_is_owed_whoever_pays() {
        for sentence in [
            "Client shall pay Agency a fee of 4% of all sums invoiced by Client.",
            "Agency shall be given a report on the revenue received by the shops.",
            "The fee is 3% of the insurance proceeds received by Client.",
            "Payment from Client to Agency shall be made within nine (9) days of Client's receipt of the invoice.",
        ] {
            assert!(!told(sentence), "{sentence}");
        }
    }
}
