//! A standard of care: liability for errors and omissions is denied, save for bad faith, gross
//! negligence and the like. In: a denial of errors or acts. Out: the verb that it hangs on, where
//! some standard is kept; without one the words only narrow a head of loss.

use super::passage::Passage;

const FAULTS: [&str; 10] =
    ["willful", "wilful", "misfeasance", "gross", "bad", "misconduct", "negligen", "fraud", "reckless", "dishonest"];

/// The verb that the act or error at `last` hangs on.
pub fn verb(passage: &Passage<'_>, last: usize) -> Option<usize> {
    let liable = |at: &usize| passage.word(*at).starts_with("liab") || passage.word(*at).starts_with("responsib");
    let verb = passage.before(last).rev().find(liable)?;
    (keeps_standard(passage, verb) || keeps_it_next(passage)).then_some(verb)
}

/// Where the exception begins that keeps liability for grave faults alone: "not liable for any loss, except
/// to the extent that it results from gross negligence".
pub fn standard(passage: &Passage<'_>, verb: usize) -> Option<usize> {
    const GRAVE: [&str; 7] = ["willful", "wilful", "gross", "fraud", "intentional", "reckless", "misconduct"];
    let opens = |at: &usize| matches!(passage.word(*at), "except" | "unless" | "save" | "excepting" | "other");
    let opener = (verb + 1..passage.stretch.end).find(opens)?;
    let kept = opener..(opener + 25).min(passage.stretch.end);
    let slight = kept.clone().any(|at| {
        passage.word(at).starts_with("negligen") && passage.word(at - 1) != "gross" && passage.word(at - 1) != "grossly"
            || passage.word(at) == "breach"
    });
    (passage.begins(kept, &GRAVE) && !slight).then_some(opener)
}

/// "…, except by reason of bad faith or gross negligence", before or behind.
fn keeps_standard(passage: &Passage<'_>, verb: usize) -> bool {
    let sentence = passage.sentence.tokens.clone();
    let opens = |at: &usize| {
        matches!(passage.word(*at), "except" | "unless" | "save" | "excepting" | "absent" | "absence")
            || passage.reads(*at, &["other", "than"])
            || passage.reads(*at, &["provided", "that"])
            || passage.reads(*at, &["so", "long", "as"])
    };
    let mut openers = sentence.clone().filter(|at| opens(at) && at.abs_diff(verb) < 160);
    openers.any(|at| passage.begins(at..(at + 60).min(sentence.end), &FAULTS))
}

/// "Nothing herein shall protect the Adviser against liability by reason of …": the sentence behind.
fn keeps_it_next(passage: &Passage<'_>) -> bool {
    let outline = &passage.contract.outline;
    let next = outline.sentences.get(passage.sentence.id.0 + 1).filter(|next| next.clause == passage.sentence.clause);
    next.is_some_and(|next| {
        let words = next.tokens.clone();
        let turns = words.clone().take(24).any(|at| {
            matches!(passage.word(at), "nothing" | "notwithstanding" | "however" | "not" | "foregoing" | "no")
        });
        turns && passage.begins(words.clone(), &["liab"]) && passage.begins(words, &FAULTS)
    })
}
