//! A limit that is given to the other side too. In: the limits and denials of one party's liability.
//! Out: the same, shared by both where the sentence or one behind it says "Client has the benefit of
//! the same exclusion" or "this clause applies equally to Agency".

use std::sync::LazyLock;

use super::denial::Denial;
use super::limit::Limit;
use crate::contract::Contract;
use crate::outline::SentenceId;
use crate::pattern::{Matches, PatternSet};
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "same",
            "{party} ..8 (benefit | benefits | enjoy | enjoys | have | has | protected | relieved) ..6 (same | like | identical | corresponding | equivalent | reciprocal) \
             (exclusion* | limit* | protection* | cap | ceiling | waiver | restriction* | relief) !(not ..3 (benefit | enjoy | have) | no (benefit | such))",
        ),
        (
            "same",
            "(same | like | identical | corresponding | equivalent | reciprocal) (exclusion* | limit* | protection* | cap | ceiling | waiver | restriction* | maximum) \
             ..6 (applies | protects | protect | governs | covers | apply | holds | hold | protects | protect | extends | extend | benefits) ..12 {party} !(not | no)",
        ),
        (
            "equally",
            "(exclusion* | limit* | clause | section | paragraph | sentence | foregoing | above | cap | waiver | it | this | same) ..8 \
             (applies | apply | extends | extend | operates | operate | holds | hold) ..3 \
             (equally | likewise | mutatis mutandis | vice versa | reciprocally | in reverse | correspondingly | the other way round) !(not | no)",
        ),
        ("equally", "(exclusion* | limit* | liab*) ..40 and (vice versa | mutatis mutandis) !(without)"),
        (
            "equally",
            "(exclusion* | limit* | clause | section | paragraph | cap | waiver | it | this) ..8 (work | works | run | runs | cut | cuts | apply | applies | hold | holds) ..2 \
             (both ways | the other way round | the other way around | in both directions) !(not | no)",
        ),
        // "Nor will the Developer be liable to the Publisher for losses of those kinds."
        (
            "same",
            "nor {shall} {party} be ..1 (liable | responsible) ..12 (those | such | that | the same) (kind | kinds | sort | description)",
        ),
        // "You cannot claim lost profit from us, and we cannot claim it from you."
        (
            "same",
            "{party} {shall-not} ..2 (claim | recover | seek | demand) ..12 from {party} ..2 {party} {shall-not} ..2 (claim | recover | seek | demand) ..6 from {party}",
        ),
        // "Company will not be liable to Consultant, nor Consultant to Company, for indirect loss."
        ("same", "nor [shall | will | is] {party} [be liable] to {party}"),
        // "The Maker gives a corresponding waiver in favour of the Dealer."
        (
            "same",
            "{party} ..3 (makes | gives | grants | offers) ..3 (same | like | identical | corresponding | equivalent | reciprocal) (waiver | exclusion | release) !(not | no)",
        ),
        (
            "way",
            "liab* ..12 (limited | excluded | capped | restricted) ..3 (in | to) the same (way | manner | extent | terms | amount | sum) !(not | no)",
        ),
    ])
});

pub fn share(contract: &Contract, limits: &mut [Limit], denials: &mut [Denial]) {
    let found = contract.find(&CUES);
    if found.iter().next().is_none() {
        return;
    }
    for limit in limits {
        if is_shared(contract, &found, limit.sentence, limit.obligor.bound) {
            limit.obligor.bound = Bound::Both;
        }
    }
    for denial in denials {
        if is_shared(contract, &found, denial.sentence, denial.obligor.bound) {
            denial.obligor.bound = Bound::Both;
        }
    }
}

fn is_shared(contract: &Contract, found: &Matches, own: SentenceId, bound: Bound) -> bool {
    let sentence = contract.outline.sentence(own);
    let near = || std::iter::once(sentence).chain(scope::following(contract, sentence, 2));
    let mut mirrors = found.iter().map(|one| one.sentence);
    matches!(bound, Bound::Side(_)) && mirrors.any(|mirror| near().any(|one| one.id == mirror))
}
