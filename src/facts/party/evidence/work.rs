//! Who works for whom, in plain words: "the app you built", "the films you make for us", "while you work for
//! us", "you credit us". In: the words, a party's mention and the place of the party named next. Out: how much
//! that tells of the first being the one who supplies; below 0, of its being the one who pays.

use std::ops::Range;

use super::super::words::Words;

/// A verb stands so near behind its "will" or "have".
const NEAR: usize = 4;
/// So many words of what is made: "write the copy and the captions for us".
const THING: usize = 8;
/// What is made to order, so that who made it supplies.
const WORKS: [&str; 18] = [
    "app",
    "system",
    "site",
    "website",
    "software",
    "platform",
    "film",
    "films",
    "campaign",
    "deliverables",
    "machine",
    "design",
    "designs",
    "code",
    "artwork",
    "building",
    "model",
    "database",
];

/// The weight, and the last word that carries it.
pub(super) fn told(words: &Words, mention: Range<usize>, limit: usize, other: Option<usize>) -> Option<(f32, usize)> {
    let from = mention.end;
    if let Some(trade) = trade(words, &mention) {
        return Some((3.0, trade));
    }
    let verb = verb(words, from, limit)?;
    let to = |link: &str, reach: usize| {
        other.filter(|&other| words.word(other - 1) == link && other > verb && other - verb <= reach + 2)
    };
    match words.word(verb) {
        word if is_making(word) && to("for", THING).is_some() => Some((1.5, to("for", THING)?)),
        word if is_past(word)
            && verb == from
            && mention.start > 0
            && WORKS.contains(&words.word(mention.start - 1)) =>
        {
            Some((1.5, verb))
        }
        "work" | "works" => to("for", 2).map(|other| (1.5, other)),
        "sell" | "sells" | "sold" => other.filter(|&at| at == verb + 1).map(|other| (1.5, other)),
        // "you credit us 2% of the price"; "we credit you as the designer" is another matter.
        "credit" | "credits" => {
            let sum = |at: usize| words.word(at).starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c));
            other.filter(|&at| at == verb + 1 && sum(at + 1)).map(|other| (1.5, other))
        }
        "warrant" | "warrants" | "promise" | "guarantee" | "guarantees" => {
            promised(words, verb).map(|thing| (2.0, thing))
        }
        // Who hands over what the work is to show pays for it.
        "send" | "give" | "supply" | "provide" | "hand" => shown(words, verb, limit).map(|thing| (-2.0, thing)),
        _ => None,
    }
    .or_else(|| labour(words, from, limit.min(from + 12)).map(|end| (1.2, end)))
}

/// "must not be careless in doing the work": the place of the noun.
fn labour(words: &Words, from: usize, limit: usize) -> Option<usize> {
    (from..limit).find_map(|at| {
        let doing = matches!(words.word(at), "do" | "does" | "doing" | "did") && !matches!(words.word(at + 1), "not")
            || matches!(words.word(at), "carry" | "carries" | "carrying" | "carried") && words.word(at + 1) == "out";
        let noun = at + 1 + usize::from(words.word(at + 1) == "out");
        let noun = noun + usize::from(matches!(words.word(noun), "the" | "your" | "our"));
        (doing && matches!(words.word(noun), "work" | "works" | "job" | "project")).then_some(noun)
    })
}

/// "You are a self-employed contractor": told of the one who is spoken to.
fn trade(words: &Words, mention: &Range<usize>) -> Option<usize> {
    const NOUNS: [&str; 5] = ["contractor", "freelancer", "consultant", "supplier", "freelance"];
    let spoken = matches!(words.word(mention.start), "you" | "you're" | "we" | "i" | "i'm");
    let is = matches!(words.word(mention.end), "are" | "am" | "work") && !matches!(words.word(mention.end + 1), "not");
    (mention.end + 1..mention.end + 7).find(|&at| spoken && is && NOUNS.contains(&words.word(at)))
}

/// "will send us the logos and photos": what the other is to work with.
fn shown(words: &Words, verb: usize, limit: usize) -> Option<usize> {
    let named = |at: &usize| {
        matches!(words.word(*at), "logo" | "logos" | "photos" | "photographs" | "artwork" | "brief" | "trademarks")
    };
    (verb + 1..limit.min(verb + 8)).find(named)
}

/// "promise that the app will", "warrant that the films": what is promised is what is supplied.
fn promised(words: &Words, verb: usize) -> Option<usize> {
    let that = verb + 1;
    let noun = that + 1 + usize::from(matches!(words.word(that + 1), "the" | "our" | "its"));
    let supplied = WORKS.contains(&words.word(noun)) || matches!(words.word(noun), "services" | "service" | "work");
    (words.word(that) == "that" && supplied).then_some(noun)
}

/// The first word behind auxiliaries; none where it is denied.
fn verb(words: &Words, from: usize, limit: usize) -> Option<usize> {
    let helps = |at: &usize| {
        matches!(
            words.word(*at),
            "will" | "shall" | "must" | "may" | "can" | "have" | "has" | "had" | "also" | "agree" | "agrees" | "to"
        )
    };
    (from..limit.min(from + NEAR)).find(|at| !helps(at))
}

fn is_making(word: &str) -> bool {
    is_past(word)
        || matches!(
            word,
            "build"
                | "builds"
                | "make"
                | "makes"
                | "write"
                | "writes"
                | "design"
                | "designs"
                | "develop"
                | "develops"
                | "create"
                | "creates"
                | "produce"
                | "produces"
                | "draw"
                | "draws"
                | "shoot"
                | "film"
                | "code"
                | "paint"
                | "bake"
                | "sew"
                | "record"
                | "edit"
                | "run"
                | "clean"
                | "do"
        )
}

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "built"
            | "made"
            | "wrote"
            | "designed"
            | "developed"
            | "created"
            | "produced"
            | "drew"
            | "shot"
            | "filmed"
            | "coded"
            | "painted"
            | "delivered"
            | "supplied"
    )
}
