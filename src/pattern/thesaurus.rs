//! Words that lawyers use for one another. In: a word of a document. Out: the words of patterns that it
//! stands for as well. `lexicon` looks them up once for each distinct word.

/// Each word of a document, in order, with the words that patterns know it by. One way only: what is
/// narrower, rarer or plainer stands for the usual word, never the other way round.
const THESAURUS: &[(&str, &[&str])] = &[
    ("abate", &["deduct"]),
    ("accountable", &["liable"]),
    ("alter", &["modify", "change"]),
    ("alteration", &["modification"]),
    ("alterations", &["modifications"]),
    ("altered", &["modified"]),
    ("alters", &["modifies"]),
    ("annul", &["cancel"]),
    ("answerable", &["liable"]),
    ("aren't", &["not"]),
    ("bill", &["invoice"]),
    ("billed", &["invoiced"]),
    ("billing", &["invoicing"]),
    ("bills", &["invoices"]),
    ("can't", &["not"]),
    ("cannot", &["not"]),
    ("ceiling", &["cap", "limit"]),
    ("charges", &["fees"]),
    ("clients", &["customers"]),
    ("concerning", &["regarding"]),
    ("defray", &["pay"]),
    ("didn't", &["not"]),
    ("discontinuance", &["termination"]),
    ("discontinue", &["terminate"]),
    ("discontinued", &["terminated"]),
    ("discontinues", &["terminates"]),
    ("divulge", &["disclose"]),
    ("divulged", &["disclosed"]),
    ("doesn't", &["not"]),
    ("don't", &["not"]),
    ("entice", &["solicit"]),
    ("entitlement", &["right"]),
    ("entitlements", &["rights"]),
    ("every", &["any", "all", "each"]),
    ("faulty", &["defective"]),
    ("forgo", &["waive"]),
    ("forgone", &["waived"]),
    ("forthwith", &["immediately"]),
    ("guarantees", &["warrants"]),
    ("hasn't", &["not"]),
    ("haven't", &["not"]),
    ("instantly", &["immediately"]),
    ("isn't", &["not"]),
    ("lawyers", &["attorneys"]),
    ("moneys", &["amounts"]),
    ("monies", &["amounts"]),
    ("originals", &["files"]),
    ("outgoings", &["expenses"]),
    ("personnel", &["employees"]),
    ("poach", &["solicit"]),
    ("promises", &["warrants"]),
    ("recompense", &["compensate"]),
    ("recruit", &["solicit"]),
    ("rectification", &["cure"]),
    ("rectified", &["remedied", "cured"]),
    ("rectifies", &["remedies", "cures"]),
    ("rectify", &["remedy", "cure"]),
    ("relinquish", &["waive"]),
    ("relinquishes", &["waives"]),
    ("remuneration", &["fees", "compensation"]),
    ("renounce", &["waive"]),
    ("renounces", &["waives"]),
    ("repaid", &["refunded"]),
    ("repay", &["refund"]),
    ("repays", &["refunds"]),
    ("restitution", &["refund"]),
    ("returned", &["refunded"]),
    ("reveal", &["disclose"]),
    ("revealed", &["disclosed"]),
    ("revise", &["modify", "change"]),
    ("revised", &["modified", "changed"]),
    ("shouldn't", &["not"]),
    ("solicitors", &["attorneys"]),
    ("staff", &["employees"]),
    ("sum", &["amount"]),
    ("sums", &["amounts"]),
    ("surrenders", &["waives"]),
    ("vary", &["modify", "change"]),
    ("wasn't", &["not"]),
    ("weren't", &["not"]),
    ("whole", &["entire", "all"]),
    ("won't", &["not"]),
    ("wouldn't", &["not"]),
];

/// The usual words that `word` stands for, besides itself.
pub(super) fn heads(word: &str) -> &'static [&'static str] {
    THESAURUS
        .binary_search_by(|(known, _)| (*known).cmp(word))
        .ok()
        .and_then(|at| THESAURUS.get(at))
        .map_or(&[], |(_, heads)| heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_order_and_names_no_word_for_itself() {
        assert!(THESAURUS.is_sorted_by(|one, other| one.0 < other.0));
        for (word, heads) in THESAURUS {
            assert!(!heads.is_empty() && !heads.contains(word), "{word}");
            assert_eq!(super::heads(word), *heads);
        }
        assert!(heads("fees").is_empty());
    }
}
