//! Time limits whose length is not told: a filing keeps it secret ("within [***] days of receipt"), or
//! the blank was never filled. In: payment words with a limit that lacks its number. Out: [`Dated`], a
//! payment that has its time, and no days to count.

use std::ops::Range;
use std::sync::LazyLock;

use super::dated::Dated;
use super::duty::{self, Duty};
use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::terms::scope;

/// The blank is no word or a word of signs: [`blank`] sees to it that nothing else stands there.
static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "limit",
            "(pay | pays | paid | payable | payment | payments | remit | remits | remitted | reimburse | reimbursed | settle | settles | settled | due) ..30 \
             (within | in | than | net) [a | an | the] [period of] ..6 [calendar | business | working | banking] (day | days | week | weeks | month | months)",
        ),
        (
            "limit",
            "(pay | pays | paid | payable | payment | payments | remit | remits | remitted | due) ..30 within ..6 (after | from | following | of) (the | receipt | end | each | its | such)",
        ),
        (
            "limit",
            "(pay | pays | paid | payable | payment | payments | settle*) ..20 on (a | an) ..6 [calendar | business | working] (day | days) (basis | term | terms)",
        ),
        (
            "limit",
            "(due | payable | paid) ..6 [calendar | business | working | banking] (day | days | week | weeks | month | months) \
             (after | from | following | of)",
        ),
        (
            "limit",
            "(payment | credit) (term | terms | period) (of | is | are | shall be | will be) [net] ..6 [calendar | business | working] days",
        ),
        (
            "before",
            "within [a | the] [period of] ..6 [calendar | business | working | banking] (day | days | week | weeks | month | months) \
             (after | from | following | of) ..25 {shall} ..4 (pay | remit | reimburse | settle | be paid | be payable | make ..6 (payment | payments))",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::new();
    for one in &contract.find(&CUES) {
        if let Some(dated) = dated(contract, one)
            && all
                .iter()
                .rev()
                .take_while(|known| known.sentence == dated.sentence)
                .all(|known| known.span != dated.span)
        {
            all.push(dated);
        }
    }
    all
}

fn dated(contract: &Contract, one: &Match) -> Option<Dated> {
    let sentence = contract.outline.sentence(one.sentence);
    let blank = blank(contract, one.tokens.clone())?;
    let stretch = scope::stretch(contract, sentence, blank.start);
    let own = stretch.start.max(one.tokens.start)..stretch.end.min(one.tokens.end);
    let verb = duty::governing_verb(contract, own, blank.start)?;
    let duty = Duty { contract, sentence, verb, length: blank.start };
    let leading = blank.start < verb;
    // "shall deliver within [***] days and Client shall pay": the limit belongs to the verb before it.
    if leading && scope::holds(contract, stretch.start..blank.start, &["shall", "will", "must", "may"]) {
        return None;
    }
    if sentence.kind != SentenceKind::Body
        || duty.is_condition(&stretch, blank.start)
        || duty.is_other_deadline(&blank, leading, false)
    {
        return None;
    }
    let payer = duty.payer(verb + 1..stretch.end);
    Some(Dated {
        payer: payer.as_ref().map_or_else(|| duty.usual_payer(&stretch), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        date_span: scope::span(contract, blank),
        sentence: sentence.id,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// "[***] days": the marks that stand for the number, with the unit behind them.
fn blank(contract: &Contract, range: Range<usize>) -> Option<Range<usize>> {
    const LIMITS: [&str; 10] = ["within", "in", "than", "net", "a", "an", "of", "due", "payable", "paid"];
    const UNITS: [&str; 14] = [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "calendar",
        "business",
        "working",
        "banking",
        "after",
        "from",
        "following",
        "of",
    ];
    let tokens = contract.document.text.tokens();
    let mark = |at: usize| {
        let word = tokens.at(at);
        matches!(word, "[" | "]" | "●" | "•" | "#") || word.starts_with('*') || word.starts_with("__")
    };
    let opens = |at: &usize| mark(*at) && LIMITS.contains(&tokens.at(at.saturating_sub(1)));
    let start = range.clone().rev().find(opens)?;
    let unit = (start..range.end.min(start + 8)).find(|at| !mark(*at))?;
    UNITS.contains(&tokens.at(unit)).then_some(start..unit + 1)
}
