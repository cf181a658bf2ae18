//! Who may end the contract. In: a [`Line`] with a right to end it. Out: the party that the words
//! name, and whether they mean either of the two.

use super::line::Line;
use super::notice;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, grant};

pub fn named(line: &Line, cue: &str, verb: usize, start: usize) -> Option<Named> {
    let subject = || line.subject(if cue == "wish" || cue == "active" { start.max(1).min(verb) } else { verb });
    // "a default by Contractor entitles Principal to terminate"
    if matches!(line.word(start), "entitles" | "entitle") {
        let after = line.token(start)..line.token(verb);
        let named =
            line.contract.facts.parties.within(after).first().map(|mention| Named {
                bound: subject::bound(line.contract, mention.who),
                tokens: mention.tokens.clone(),
            });
        return named;
    }
    match cue {
        "active" | "wish" => subject().or_else(|| line.agent(verb, &["by"])),
        "void" if wrongdoer(line).is_some() => wrongdoer(line).map(grant::opposite),
        _ => line.agent(verb.saturating_sub(4), &["by", "of", "until", "unless"]).or_else(|| giver(line, start)),
    }
}

/// "shall terminate upon any breach by Client", "if Client breaches": an end by itself serves the other one.
fn wrongdoer(line: &Line) -> Option<Named> {
    let wrong = line.stem(0..line.len(), &["breach", "default", "violat"])?;
    let by = line.position(wrong..(wrong + 6).min(line.len()), &["by"]);
    let doer = match by {
        Some(by) => line.agent(by, &["by"]),
        None => {
            line.position(wrong.saturating_sub(6)..wrong, &["if", "event", "should"]).and_then(|_| line.subject(wrong))
        }
    };
    doer.filter(|named| matches!(named.bound, Bound::Side(_)))
}

/// "until either party gives notice of termination".
fn giver(line: &Line, start: usize) -> Option<Named> {
    let gives = line
        .stem(start..line.len(), &["giv", "provid", "deliver", "inform", "notif", "terminates", "cancels", "ends"])?;
    // "shall terminate upon either party giving notice".
    line.subject(gives).or_else(|| line.agent(gives.saturating_sub(4), &["upon", "on"]))
}

/// "by vote of the Fund's trustees or by the Adviser": the other side's right as well.
pub fn is_anyones(line: &Line, by: &Option<Named>, verb: usize) -> bool {
    let Some(first) = by.as_ref() else { return false };
    let by_words = || (verb..line.len()).filter(|at| line.word(*at) == "by");
    let parties = &line.contract.facts.parties;
    let other = |at: usize| {
        let near = parties.within(line.token(at + 1)..line.token((at + 7).min(line.len())));
        near.first().is_some_and(|other| subject::bound(line.contract, other.who) == first.bound.opposite())
    };
    by_words().any(|at| line.word(at - 1) == "or") && by_words().any(other)
}

pub fn is_any_party(line: &Line, by: &Named) -> bool {
    let tokens = line.contract.document.text.tokens();
    tokens.at(by.tokens.start) == "a" && tokens.at(by.tokens.end.saturating_sub(1)) == "party"
}

/// "the non-defaulting party", "the innocent party": whichever of the two it is.
pub fn is_wronged_party(line: &Line, by: &Named) -> bool {
    const WRONGED: [&str; 3] = ["innocent", "aggrieved", "injured"];
    const WRONGS: [&str; 4] = ["defaulting", "breaching", "offending", "infringing"];
    let tokens = line.contract.document.text.tokens();
    let says = |words: &[&str]| by.tokens.clone().any(|at| words.contains(&tokens.at(at)));
    tokens.at(by.tokens.end.saturating_sub(1)) == "party" && (says(&WRONGED) || says(&["non"]) && says(&WRONGS))
}

/// "If a party defaults, the other party may": whichever of the two it is.
pub fn is_other_of_any(line: &Line, by: &Named) -> bool {
    const ANY: [&str; 6] =
        ["a party", "either party", "any party", "one party", "defaulting party", "party in default"];
    let tokens = line.contract.document.text.tokens();
    let last = by.tokens.end.saturating_sub(1);
    let other = tokens.at(last) == "party" && last > 0 && tokens.at(last - 1) == "other";
    let own = || line.phrase(0..line.place(last).unwrap_or(0), &ANY).is_some();
    other && (own() || notice::preceding(line, 2).any(|before| before.says(&ANY)))
}

/// "in the event that Licensee discloses …": the other party's own doing.
pub fn is_act_of_the_other(line: &Line, ground: usize, by: Bound) -> bool {
    let parties = &line.contract.facts.parties;
    let near = line.token(ground + 1)..line.token((ground + 5).min(line.len()));
    let first = parties.within(near).iter().find(|mention| !mention.possessive);
    let other = first.map(|mention| subject::bound(line.contract, mention.who));
    matches!(by, Bound::Side(_)) && other == Some(by.opposite())
}
