//! Words set in between a modal verb and its main verb: "shall not, anywhere, whether alone or with
//! others, carry on". In: the tokens of a sentence. Out: the ranges that a second reading leaves out.
//! What makes the duty depend on something ("without consent", "if", "unless") is never left out.

use std::ops::Range;

use crate::text::Tokens;

/// So long may what is set in be.
const LONGEST: usize = 45;
/// So short that every gap of a pattern reaches over it.
const SHORTEST: usize = 4;

const MODALS: [&str; 9] = ["shall", "will", "must", "may", "not", "hereby", "agrees", "undertakes", "to"];
/// How something set in begins.
const OPENERS: [&str; 26] = [
    "whether",
    "anywhere",
    "either",
    "directly",
    "indirectly",
    "alone",
    "at",
    "during",
    "for",
    "in",
    "on",
    "by",
    "as",
    "within",
    "throughout",
    "through",
    "from",
    "both",
    "promptly",
    "solely",
    "jointly",
    "after",
    "before",
    "upon",
    "with",
    "individually",
];
/// Words on which the sense of the whole may hang.
const HINGES: [&str; 24] = [
    "without",
    "unless",
    "except",
    "save",
    "subject",
    "if",
    "provided",
    "not",
    "no",
    "only",
    "reasonable",
    "reasonably",
    "discretion",
    "consent",
    "approval",
    "other",
    "until",
    "shall",
    "may",
    "must",
    "will",
    "where",
    "prior",
    "never",
];

/// What is set in behind a modal verb.
pub(super) fn after_modals(tokens: &Tokens, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at + 2 < sentence.end {
        let opens = tokens.at(at + 1) == "," && MODALS.contains(&tokens.at(at)) && OPENERS.contains(&tokens.at(at + 2));
        match opens.then(|| close(tokens, at + 2, sentence.end)).flatten() {
            Some(end) => {
                found.push(at + 1..end + 1);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The comma that ends what is set in.
fn close(tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
    let last = end.min(start + LONGEST);
    let mut at = start;
    loop {
        let comma = next(tokens, at, last)?;
        if (at..comma).any(|at| HINGES.contains(&tokens.at(at)) || matches!(tokens.at(at), ";" | ":" | "(" | ")" | "."))
        {
            return None;
        }
        if !goes_on(tokens, comma, last) {
            return (comma - start >= SHORTEST).then_some(comma);
        }
        at = comma + 1;
    }
}

fn next(tokens: &Tokens, from: usize, last: usize) -> Option<usize> {
    (from..last).find(|at| tokens.at(*at) == ",")
}

/// ", whether as owner": something more is set in; ", employee or adviser,": the list goes on.
fn goes_on(tokens: &Tokens, comma: usize, last: usize) -> bool {
    let word = tokens.at(comma + 1);
    if OPENERS.contains(&word) || matches!(word, "and" | "or") && OPENERS.contains(&tokens.at(comma + 2)) {
        return true;
    }
    next(tokens, comma + 1, last)
        .is_some_and(|end| end - comma <= 8 && (comma + 1..end).any(|at| matches!(tokens.at(at), "or" | "and")))
}

#[cfg(test)]
mod tests {
    use super::after_modals;
    use crate::text::{Layout, Syntax, Text};

    fn read(source: &str) -> Vec<String> {
        let text = Text::new(source, Layout::Auto, Syntax::Auto);
        let tokens = text.tokens();
        let found = after_modals(tokens, 0..tokens.len());
        found.into_iter().map(|range| text.quote(tokens.span(range)).to_owned()).collect()
    }

    #[test]
    fn finds_what_is_set_in() {
        for (source, expected) in [
            (
                "He shall not, anywhere, whether alone or with others, carry on a business.",
                ", anywhere, whether alone or with others,",
            ),
            (
                "She shall, whether as owner, employee or adviser, be concerned in it.",
                ", whether as owner, employee or adviser,",
            ),
        ] {
            assert_eq!(read(source), [expected], "{source}");
        }
    }

    #[test]
    fn keeps_what_the_sense_hangs_on() {
        for source in [
            "It shall not, without the consent of Client, assign it.",
            "It may, in its sole discretion, refuse.",
            "It shall, if asked to do so, deliver it.",
            "It shall deliver, insure and pay for it.",
        ] {
            assert!(read(source).is_empty(), "{source}");
        }
    }
}
