//! The parts of a contract that hold no terms. In: a paragraph's tokens. Out: is it a preamble, a
//! recital, a definition, a signature; and where the terms begin.

use std::ops::Range;

use super::heading;
use crate::text::{TokenKind, Tokens};

/// Which part of the contract is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Front,
    Preamble,
    Recitals,
    Terms,
    Signature,
}

/// The recitals end within the first so many tokens, or there are none.
const FRONT: usize = 4_000;

/// The token behind the words of agreement ("NOW, THEREFORE, … agree as follows:").
pub(super) fn terms_begin(tokens: &Tokens) -> Option<usize> {
    let limit = tokens.len().min(FRONT);
    let phrase = (0..limit).find(|at| match tokens.at(*at) {
        "now" => tokens.at(at + 1) == "therefore" || tokens.at(at + 1) == "," && tokens.at(at + 2) == "therefore",
        "follows" => {
            tokens.at(at.wrapping_sub(1)) == "as"
                && (1..=5).any(|back| tokens.at(at.wrapping_sub(back)).starts_with("agree"))
        }
        // "It is agreed that:", "IT IS HEREBY AGREED:"
        "agreed" => {
            (1..=3).any(|back| tokens.at(at.wrapping_sub(back)) == "is")
                && (tokens.at(at + 1) == ":" || tokens.at(at + 1) == "that" && tokens.at(at + 2) == ":")
        }
        _ => false,
    })?;
    if matches!(tokens.at(phrase), "follows" | "agreed") {
        return Some(phrase + 1);
    }
    // Up to the colon, or else the end of that sentence.
    let colon = (phrase..limit.min(phrase + 150)).find(|at| {
        tokens.at(*at) == ":"
            || tokens.at(*at) == "follows"
            || tokens.at(*at) == "." && tokens.as_slice()[*at].span.end != tokens.span(at + 1..at + 2).start
    });
    colon.map(|at| at + 1)
}

fn any(tokens: &Tokens, range: Range<usize>, words: &[&str]) -> bool {
    range.into_iter().any(|at| words.contains(&tokens.at(at)))
}

/// "This Agreement is made on … between …".
pub(super) fn is_preamble(tokens: &Tokens, range: Range<usize>) -> bool {
    let named = range.start..range.end.min(range.start + 20);
    let head = range.start..range.end.min(range.start + 60);
    let instrument = [
        "agreement",
        "contract",
        "addendum",
        "amendment",
        "terms",
        "lease",
        "letter",
        "licence",
        "license",
        "deed",
        "order",
        "policy",
    ];
    let making = any(tokens, head.clone(), &["between", "among", "entered", "made", "dated", "effective"]);
    let duty = any(tokens, range.start..range.end.min(range.start + 30), &["shall", "must"]);
    // "Client may terminate this Agreement …": a right or a duty from its first words on.
    let acts = (range.start..range.end.min(range.start + 14)).any(|at| {
        // "as of 1 May 2024" is a day.
        let month = tokens.as_slice()[at].capital;
        matches!(tokens.at(at), "may" | "will" | "can" | "cannot")
            && !month
            && !matches!(tokens.at(at + 1), "be" | "have")
    });
    let duty = duty || acts;
    let sentence = heading::case(tokens, range.clone()) == heading::Case::Running;
    // "This Agreement contains the entire agreement between the Parties."
    let merger = named.clone().any(|at| tokens.at(at) == "entire" && tokens.at(at + 1) == "agreement");
    // "This contract is subject to the law of Ireland … disputes between merchants."
    let law = any(tokens, named.clone(), &["governed", "construed"])
        || named.clone().any(|at| tokens.at(at) == "subject" && tokens.at(at + 3).starts_with("law"));
    range.len() >= 6 && sentence && any(tokens, named, &instrument) && making && !duty && !merger && !law
}

/// "1. This Agreement is made between …": what a numbered preamble says, and no other clause of terms.
pub(super) fn joins(tokens: &Tokens, range: Range<usize>) -> bool {
    any(tokens, range.start..range.end.min(range.start + 60), &["between", "among"])
}

/// "SERVICES AGREEMENT": the name of a contract.
pub(super) fn names_instrument(tokens: &Tokens, range: Range<usize>) -> bool {
    any(tokens, range, &["agreement", "contract", "addendum", "amendment", "deed", "lease", "licence", "license"])
}

/// A duty or a right: what terms are made of.
pub(super) fn is_operative(tokens: &Tokens, range: Range<usize>) -> bool {
    any(tokens, range, &["shall", "must", "agrees", "agree", "will"])
}

/// A recital by its own words.
pub(super) fn is_recital(tokens: &Tokens, range: Range<usize>) -> bool {
    let first = (range.start..range.end.min(range.start + 4)).find(|at| tokens.as_slice()[*at].kind == TokenKind::Word);
    first.is_some_and(|at| {
        tokens.at(at) == "whereas"
            || tokens.at(at) == "witnesseth"
            || (tokens.at(at) == "now" && any(tokens, at..range.end.min(at + 3), &["therefore"]))
    })
}

/// "RECITALS", "BACKGROUND", "WITNESSETH" as a heading.
pub(super) fn heads_recitals(tokens: &Tokens, range: Range<usize>) -> bool {
    let spaced: String =
        range.clone().filter(|at| tokens.as_slice()[*at].kind == TokenKind::Word).map(|at| tokens.at(at)).collect();
    range.len() <= 12
        && matches!(
            spaced.as_str(),
            "recitals"
                | "recital"
                | "background"
                | "witnesseth"
                | "whereas"
                | "preamble"
                | "backgroundinformation"
                | "backgroundandrecitals"
                | "recitalsandbackground"
                | "statementofpurpose"
                | "premises"
                | "introduction"
        )
}

/// "“Fees” means …"; "Fees means …".
pub(super) fn is_definition(tokens: &Tokens, range: Range<usize>) -> bool {
    let limit = range.end.min(range.start + 24);
    let list = tokens.as_slice();
    let defines = |at: usize| matches!(tokens.at(at), "means" | "mean" | "meaning" | "meanings" | "refers" | "refer");
    let mut at = range.start;
    if matches!(tokens.at(at), "the" | "a" | "an" | "term") {
        at += 1 + usize::from(tokens.at(at + 1) == "term");
    }
    if tokens.at(at) == "\"" {
        let Some(close) = (at + 1..limit).find(|place| tokens.at(*place) == "\"") else { return false };
        return (close..range.end.min(close + 14)).take_while(|place| tokens.at(*place) != ".").any(defines);
    }
    let named = list.get(at..limit).map_or(0, |rest| {
        rest.iter()
            .take_while(|token| {
                token.capital || token.kind == TokenKind::Punct && matches!(tokens.word(token.word), "-" | "'")
            })
            .count()
    });
    let verb = at + named;
    if matches!(tokens.at(at), "this" | "that" | "it" | "which" | "what") {
        return false;
    }
    (1..=6).contains(&named)
        && verb < limit
        && (matches!(tokens.at(verb), "means" | "mean")
            || matches!(tokens.at(verb), "shall" | "will") && tokens.at(verb + 1) == "mean")
}

/// "IN WITNESS WHEREOF", "AGREED AND ACCEPTED", "The parties have executed …".
pub(super) fn opens_signature(tokens: &Tokens, range: Range<usize>) -> bool {
    let words: Vec<&str> = range
        .clone()
        .filter(|at| tokens.as_slice()[*at].kind == TokenKind::Word)
        .take(6)
        .map(|at| tokens.at(at))
        .collect();
    let starts = |phrase: &[&str]| words.starts_with(phrase);
    starts(&["in", "witness"])
        || starts(&["as", "witness"])
        || (range.len() < 12 && (starts(&["agreed", "and", "accepted"]) || starts(&["accepted", "and", "agreed"])))
        || starts(&["signed", "by", "the", "parties"])
        || starts(&["executed", "as", "a", "deed"])
        || starts(&["signature", "page"])
        || starts(&["signatures"]) && range.len() < 5
}

/// "The parties to this Agreement, by their signatures below, agree …", "[Rest of page left blank]": the
/// last words before the signatures, where those follow.
pub(super) fn closes_text(tokens: &Tokens, range: Range<usize>) -> bool {
    const REMARK: usize = 20;
    let remark = range.len() < REMARK && any(tokens, range.clone(), &["page", "space"]);
    let blank = remark && any(tokens, range.clone(), &["blank"]);
    let follows = range.len() < REMARK && any(tokens, range.clone(), &["follow", "follows"]);
    let lead = range.start..range.end.min(range.start + REMARK);
    let undersigned = any(tokens, lead.clone(), &["undersigned"]) && any(tokens, lead.clone(), &["executed", "hands"]);
    // "by their signatures below", not "changes need both our signatures".
    let below = |at: &usize| {
        tokens.at(*at) == "signatures"
            && (tokens.at(at.saturating_sub(1)) == "their"
                || matches!(tokens.at(at + 1), "below" | "beneath" | "hereunder" | "hereto"))
    };
    // "The parties hereto have caused this Agreement to be executed."
    let caused = any(tokens, lead.clone(), &["executed"]) && any(tokens, lead.clone(), &["have", "caused"]);
    // "This Agreement is executed as of the date first above written."
    let dated = range.len() < REMARK
        && any(tokens, range.clone(), &["executed", "signed"])
        && any(tokens, range.clone(), &["date", "day"])
        && any(tokens, range.clone(), &["above", "below"]);
    let signs =
        undersigned || caused || dated || any(tokens, lead.clone(), &["hereunto"]) || lead.clone().any(|at| below(&at));
    let of_all = matches!(tokens.at(range.start), "the" | "this" | "both");
    // "The undersigned owner personally guarantees …": what somebody takes on is no closing word.
    let promises = any(tokens, range.clone(), &["guarantee", "guarantees", "surety", "personally", "indemnify"]);
    let greets = range.len() < REMARK && matches!(tokens.at(range.start), "signed" | "sincerely");
    blank
        || greets
        || follows && any(tokens, range.clone(), &["signature", "signatures"])
        || of_all && signs && !promises
}

/// "IN WITNESS WHEREOF" behind a full stop inside a paragraph: there the signatures begin.
pub(super) fn witness_inside(tokens: &Tokens, range: Range<usize>) -> Option<usize> {
    let list = tokens.as_slice();
    (range.start + 1..range.end).find(|at| {
        list[*at].all_caps
            && tokens.at(*at) == "in"
            && tokens.at(at + 1) == "witness"
            && matches!(tokens.at(at - 1), "." | "\"" | "]" | ")")
    })
}

/// A drawn line and nothing else, or the day of signing.
pub(super) fn is_blank_line(tokens: &Tokens, mut range: Range<usize>) -> bool {
    tokens.at(range.start) == "dated" && range.len() < 12 || !range.is_empty() && range.all(|at| tokens.at(at) == "___")
}

/// "By: ____", "/s/ Jane Doe".
pub(super) fn is_signature_line(tokens: &Tokens, range: Range<usize>) -> bool {
    if range.len() > 40 {
        return false;
    }
    let at = range.start;
    // "Signed for Acme Ltd by Jane Doe", "For and on behalf of Acme Ltd".
    let hand = tokens.at(at) == "signed" && matches!(tokens.at(at + 1), "by" | "for" | "on")
        || (0..5).map(|place| tokens.at(at + place)).eq(["for", "and", "on", "behalf", "of"]);
    if hand {
        return !is_operative(tokens, range);
    }
    let by =
        matches!(tokens.at(at), "by" | "signature" | "signed" | "name" | "title" | "date") && tokens.at(at + 1) == ":";
    if !by && tokens.at(at) != "/" {
        return false;
    }
    let signed = any(tokens, range.clone(), &["___"])
        || range.clone().any(|at| tokens.at(at) == "/" && tokens.at(at + 1) == "s" && tokens.at(at + 2) == "/");
    by && (signed || tokens.at(at) == "by" || tokens.at(at) == "signature" || range.len() == 2)
        || tokens.at(at) == "/" && signed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str, ask: fn(&Tokens, Range<usize>) -> bool) -> bool {
        let tokens = Tokens::of(text);
        ask(&tokens, 0..tokens.len())
    }

    #[test]
    fn tells_the_parts() {
        assert!(on("This Agreement is made on 1 May 2020 by and between Acme, Inc. and Beta Ltd.", is_preamble));
        assert!(!on("Client shall pay all fees within thirty days of the date of each invoice.", is_preamble));
        assert!(!on("Client may end this Agreement on notice, paying for work up to its effective date.", is_preamble));
        assert!(on("WHEREAS, Client wants a site;", is_recital));
        assert!(on("\"Fees\" means the sums in Schedule 1.", is_definition));
        assert!(on("The term \"Fees\" shall mean the sums.", is_definition));
        assert!(on("Confidential Information means all that is told.", is_definition));
        assert!(!on("\"Fees\" are due in advance.", is_definition));
        assert!(on("IN WITNESS WHEREOF, the parties sign.", opens_signature));
        for text in [
            "The parties agree to these terms by their signatures below.",
            "[Remainder of page intentionally left blank]",
            "[Signatures follow on the next page.]",
            "Signed and effective this 4th day of June.",
            "The parties hereto have caused this Agreement to be executed as of the date above.",
            "This Agreement is executed as of the date first above written.",
        ] {
            assert!(on(text, closes_text), "{text}");
        }
        assert!(!on("The parties have signed a page of drawings.", closes_text));
        assert!(!on("This agreement is governed by the law of Ohio. Changes need both our signatures.", closes_text));
        assert!(!on("The undersigned owner answers for the debts of Agency.", closes_text));
        for line in ["By: /s/ Jane Doe", "Signed for Acme Ltd: J. Doe", "For and on behalf of Acme Ltd"] {
            assert!(on(line, is_signature_line), "{line}");
        }
        assert!(!on("By paying, Client agrees.", is_signature_line));
        assert!(on("W I T N E S S E T H:", heads_recitals));
    }

    #[test]
    fn finds_where_the_terms_begin() {
        let tokens = Tokens::of("WHEREAS, A; NOW, THEREFORE, the parties agree as follows: 1. Fees");
        assert_eq!(terms_begin(&tokens).map(|at| tokens.at(at - 1)), Some("follows"));
    }
}
