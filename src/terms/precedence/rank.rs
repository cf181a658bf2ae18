//! Which paper prevails. In: a sentence in which one paper stands over another. Out: the [`Rank`].

use std::ops::Range;

use super::{Paper, Rank, paper_at};
use crate::contract::Contract;
use crate::pattern::Match;
use crate::span::Span;
use crate::terms::passage::{self, Passage};
use crate::terms::{Bound, scope, subject};

pub fn list(contract: &Contract, one: &Match) -> Option<Rank> {
    let passage = Passage::whole(contract, one.sentence);
    let count = |range: Range<usize>| range.filter(|at| paper_at(contract, *at).is_some()).count();
    // "The Contract consists of (a) the Order and (b) this Agreement. What is listed earlier prevails."
    let behind = one.tokens.end..passage.tokens.end;
    let list = if count(behind.clone()) >= 2 { Some(behind) } else { list_before(contract, one) };
    let papers = count(passage.tokens.clone()).max(list.clone().map_or(0, count));
    let (winner, winner_span, owner) = match list.and_then(|list| first(contract, list)) {
        Some((winner, span, owner)) => (winner, Some(span), Some(owner)),
        None => (Paper::List, None, None),
    };
    (papers >= 2).then_some(Rank { winner, winner_span, owner, passage })
}

/// The papers that the contract is made up of, in the same sentence or the one before.
fn list_before(contract: &Contract, one: &Match) -> Option<Range<usize>> {
    const MADE: [&str; 8] =
        ["consists", "comprises", "comprise", "consist", "comprising", "comprised", "documents", "papers"];
    let here = contract.outline.sentence(one.sentence);
    let before = here.id.0.checked_sub(1).and_then(|at| contract.outline.sentences.get(at));
    let sentences = [Some(here), before.filter(|before| before.clause == here.clause)];
    sentences.into_iter().flatten().find_map(|sentence| {
        let range = sentence.tokens.start..sentence.tokens.end.min(one.tokens.start.max(sentence.tokens.start));
        let at = scope::position(contract, range.clone(), &MADE)?;
        (at + 1..range.end).any(|at| paper_at(contract, at).is_some()).then_some(at + 1..range.end)
    })
}

/// "(a) Client's policies; (b) this Agreement": the paper that a list names first, where one party writes
/// it and the agreement comes after.
fn first(contract: &Contract, behind: Range<usize>) -> Option<(Paper, Span, Bound)> {
    let tokens = contract.document.text.tokens();
    let rank = |at: usize| matches!(tokens.at(at - 1), "following" | "descending" | "ascending" | "this");
    let named = |at: usize| paper_at(contract, at).filter(|_| !rank(at)).map(|paper| (at, paper));
    let (at, winner) = behind.clone().find_map(named)?;
    // "Buyer's conditions": what one party wrote is not what was agreed here.
    let winner = if winner == Paper::Agreement { Paper::Policies } else { winner };
    let later = (at + 1..behind.end).any(|at| paper_at(contract, at) == Some(Paper::Agreement));
    let owners = contract.facts.parties.within(behind.start..at);
    let owner = owners.iter().rev().find(|mention| mention.possessive)?;
    let span = tokens.span(owner.tokens.start..at + 1);
    (later && matches!(winner, Paper::Order | Paper::Policies))
        .then(|| (winner, span, subject::bound(contract, owner.who)))
}

/// Law, interest, a translation: not the papers of this contract.
const NOT_PAPERS: [&str; 19] = [
    "law",
    "laws",
    "statute",
    "regulation",
    "regulations",
    "interest",
    "interests",
    "language",
    "translation",
    "english",
    "code",
    "act",
    "court",
    "force",
    "change",
    "gaap",
    "warranty",
    "remedy",
    "inspection",
];

pub fn rank(contract: &Contract, one: &Match, cue: &str) -> Option<Rank> {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let applies = one.tokens.end - 1;
    let verb = one.tokens.clone().find(|at| is_prevailing(tokens.at(*at)));
    // "shall be followed first", "comes first".
    let first = (tokens.at(applies) == "first").then(|| applies - 1);
    let verb = verb.or(matches!(tokens.at(applies), "apply" | "applies" | "win" | "wins").then_some(applies));
    let verb = verb.or(first)?;
    // The winner is the subject of "prevails": the nearest paper before it.
    if let Some(rank) = pointed(contract, one, &stretch, verb) {
        return Some(rank);
    }
    let before = verb.saturating_sub(22).max(stretch.start)..verb;
    let winner = before.clone().rev().filter_map(|at| paper_at(contract, at).map(|paper| (at, paper)));
    // "between the Agreement and this Amendment, the latter shall prevail".
    let which = scope::position(contract, verb.saturating_sub(4).max(stretch.start)..verb, &["latter", "former"]);
    let of_two = which.and_then(|which| {
        let mut papers = (stretch.start..which).filter_map(|at| paper_at(contract, at).map(|paper| (at, paper)));
        if tokens.at(which) == "former" { papers.next() } else { papers.last() }
    });
    let (at, winner) = of_two.or_else(|| winner.into_iter().find(|(at, _)| is_subject(contract, *at, verb)))?;
    // "the purchase order terms shall prevail": what stands before "terms" tells whose terms.
    let modifier = at.checked_sub(1).filter(|_| matches!(tokens.at(at), "terms" | "conditions"));
    let winner = modifier.and_then(|before| paper_at(contract, before)).unwrap_or(winner);
    // "our online terms", "Client's standard conditions": a party's own terms are not what was agreed here.
    let own =
        contract.facts.parties.within(at.saturating_sub(4).max(stretch.start)..at).iter().any(|one| one.possessive);
    let winner = if own && modifier.is_some() && winner == Paper::Agreement { Paper::Policies } else { winner };
    let clash = stretch.clone().any(|at| clashes(tokens.at(at)))
        || passage::phrase(contract, stretch.clone(), &["read", "together"]).is_some();
    let papers = stretch.clone().filter(|at| paper_at(contract, *at).is_some()).count();
    let lawful = scope::holds(contract, at + 1..verb, &NOT_PAPERS) || clash && is_of_law(contract, &stretch);
    let enough = papers >= 2 && (clash || cue == "over");
    if lawful || !enough || denied(contract, &stretch, verb) {
        return None;
    }
    let start = phrase_start(contract, stretch.start, at);
    let end = phrase_end(contract, at, verb);
    // "Client's supplier policies": a word or two between the owner and the paper.
    let near = start.saturating_sub(6).max(stretch.start)..at;
    let mentions = contract.facts.parties.within(near);
    let named = |mention: &&crate::facts::Mention| {
        (mention.possessive || mention.tokens.end >= at) && !scope::holds(contract, mention.tokens.end..at, &[","])
    };
    let owner = mentions.iter().rev().find(named).or_else(|| issuer(contract, &stretch, winner));
    let owner = owner.or_else(|| first_owner(contract, at, winner));
    let close = owner.filter(|mention| mention.tokens.start + 5 >= start && mention.tokens.end <= at);
    let start = close.map_or(start, |mention| mention.tokens.start.min(start));
    Some(Rank {
        winner,
        winner_span: Some(tokens.span(start..end)),
        owner: owner.map(|mention| subject::bound(contract, mention.who)),
        passage: Passage::of(contract, one),
    })
}

/// "a purchase order issued by Customer", "the policies of Vendor": whose paper it is, where it is first named.
fn issuer<'a>(contract: &'a Contract, stretch: &Range<usize>, winner: Paper) -> Option<&'a crate::facts::Mention> {
    const REACH: usize = 5;
    let tokens = contract.document.text.tokens();
    let papers = stretch.clone().filter(|at| paper_at(contract, *at) == Some(winner) && winner != Paper::Agreement);
    papers.into_iter().find_map(|at| {
        let behind = at + 1..(at + REACH).min(stretch.end);
        contract.facts.parties.within(behind).iter().find(|mention| {
            let before = mention.tokens.start.saturating_sub(1);
            const FROM: [&str; 4] = ["by", "of", "at", "on"];
            FROM.contains(&tokens.at(before)) || FROM.contains(&tokens.at(before.saturating_sub(1)))
        })
    })
}

/// "the Support Guide controls", after "Developer's Support Guide" in an earlier sentence: whose it was then.
fn first_owner(contract: &Contract, at: usize, winner: Paper) -> Option<&crate::facts::Mention> {
    if winner != Paper::Policies {
        return None;
    }
    let tokens = contract.document.text.tokens();
    let (last, name) = (tokens.at(at), tokens.at(at.checked_sub(1)?));
    let list = tokens.as_slice();
    let capital = list.get(at).is_some_and(|token| token.capital) && list.get(at - 1).is_some_and(|one| one.capital);
    let earlier = (1..at).filter(|place| capital && tokens.at(*place) == last && tokens.at(place - 1) == name);
    earlier.into_iter().find_map(|place| {
        const NAME: usize = 5;
        let before = contract.facts.parties.within(place.saturating_sub(NAME)..place);
        before.iter().rev().find(|mention| mention.possessive)
    })
}

/// "Gridline's policies form part of this Agreement. Where they differ from it, they take priority":
/// the pronoun stands for the first paper of the sentence before.
fn pointed(contract: &Contract, one: &Match, stretch: &Range<usize>, verb: usize) -> Option<Rank> {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let before = contract.outline.sentences.get(sentence.id.0.checked_sub(1)?)?;
    let pronoun =
        (verb.saturating_sub(4).max(stretch.start)..verb).find(|at| matches!(tokens.at(*at), "they" | "it"))?;
    let clash = (stretch.start..pronoun).any(|at| clashes(tokens.at(at)));
    let named = (stretch.start..pronoun).any(|at| paper_at(contract, at).is_some());
    if !clash || named || before.clause != sentence.clause || denied(contract, stretch, verb) {
        return None;
    }
    let (at, winner) = before.tokens.clone().find_map(|at| paper_at(contract, at).map(|paper| (at, paper)))?;
    let owner = contract.facts.parties.within(before.tokens.start..at).iter().rev().find(|mention| mention.possessive);
    Some(Rank {
        winner,
        winner_span: Some(tokens.span(pronoun..pronoun + 1)),
        owner: owner.map(|mention| subject::bound(contract, mention.who)),
        passage: Passage::of(contract, one),
    })
}

fn is_prevailing(word: &str) -> bool {
    word.starts_with("prevail")
        || matches!(
            word,
            "control"
                | "controls"
                | "controlling"
                | "govern"
                | "governs"
                | "precedence"
                | "priority"
                | "override"
                | "overrides"
                | "overriding"
                | "paramount"
        )
        || word.starts_with("supersed")
        || word.starts_with("superced")
}

fn clashes(word: &str) -> bool {
    [
        "conflict",
        "inconsisten",
        "discrepanc",
        "contradict",
        "ambiguit",
        "variance",
        "differ",
        "disagree",
        "diverge",
        "contrary",
        "clash",
        "irreconcil",
        "reconcil",
        "odds",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// "conflict of laws", "conflict with applicable law", "conflicts of interest".
fn is_of_law(contract: &Contract, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let Some(at) = stretch.clone().find(|at| clashes(tokens.at(*at))) else { return false };
    scope::holds(contract, at + 1..(at + 4).min(stretch.end), &["law", "laws", "interest", "interests"])
}

fn denied(contract: &Contract, stretch: &Range<usize>, verb: usize) -> bool {
    passage::before(contract, stretch.start, verb, 4, &["not", "never"])
}

/// Between the paper and its verb only the verb's own words and what belongs to the paper.
fn is_subject(contract: &Contract, at: usize, verb: usize) -> bool {
    const FREE: [&str; 31] = [
        "shall",
        "will",
        "must",
        "should",
        "the",
        "of",
        "to",
        "this",
        "that",
        "such",
        "in",
        "all",
        "cases",
        "respects",
        "take",
        "takes",
        "have",
        "has",
        "and",
        "be",
        "always",
        "applicable",
        "hereto",
        "is",
        "a",
        "extent",
        "provisions",
        "terms",
        "agreement",
        "services",
        "work",
    ];
    let tokens = contract.document.text.tokens();
    let free = |at: usize| {
        let capital = tokens.as_slice().get(at).is_some_and(|token| token.capital);
        FREE.contains(&tokens.at(at)) || capital || tokens.at(at).len() == 1
    };
    // "the policies, as published on its portal, take precedence"; "the policies published there shall control".
    let inserted = tokens.at(at + 1) == ","
        && (at + 2..verb).rev().find(|at| tokens.at(*at) == ",").is_some_and(|comma| (comma + 1..verb).all(free));
    let told = matches!(tokens.at(at + 1), "published" | "posted" | "available" | "issued" | "located" | "set" | "found")
        // "the manual in the edition then used by Buyer shall come first"
        || tokens.at(at + 1) == "in" && matches!(tokens.at(at + 3), "edition" | "version" | "form");
    let modal = (at + 2..verb).rev().find(|at| matches!(tokens.at(*at), "shall" | "will" | "take" | "takes"));
    inserted || told && modal.is_some() || (at + 1..verb).all(free)
}

fn phrase_start(contract: &Contract, from: usize, at: usize) -> usize {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let mut start = at;
    while start > from {
        let before = start - 1;
        if let Some(mention) = contract.facts.parties.at(before).filter(|mention| mention.possessive) {
            start = mention.tokens.start.max(from);
            continue;
        }
        let named = list.get(before).is_some_and(|token| token.capital && !token.all_caps);
        let small = matches!(
            tokens.at(before),
            "the" | "this" | "that" | "such" | "applicable" | "relevant" | "purchase" | "work" | "of" | "standard"
        );
        if !(small || named && !matches!(tokens.at(before), "in" | "if" | "where")) {
            break;
        }
        start = before;
    }
    start + usize::from(tokens.at(start) == "of")
}

fn phrase_end(contract: &Contract, at: usize, verb: usize) -> usize {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let mut end = at + 1;
    let goes_on = |place: usize| {
        list.get(place).is_some_and(|token| {
            token.capital && !token.all_caps || token.kind == crate::text::TokenKind::Number || tokens.at(place) == "of"
        })
    };
    while end < verb && goes_on(end) {
        end += 1;
    }
    end
}
