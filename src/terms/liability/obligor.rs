//! Whose liability. In: a passage and the word that speaks of liability. Out: an [`Obligor`]: the
//! party that is or is not liable, its words, and the form in which it is named.

use std::ops::Range;

use super::passage::Passage;
use crate::facts::{Mention, Who};
use crate::span::Span;
use crate::terms::Bound;
use crate::terms::subject;

/// In which form the party is named; each is made mutual differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "Supplier's liability".
    Possessive,
    /// "In no event shall Supplier's liability".
    InvertedPossessive,
    /// "the liability of Supplier".
    Of,
    /// "Supplier shall not be liable".
    Subject,
    /// "In no event shall Supplier be liable".
    Inverted,
    /// "Client may not recover more than": the other party is the one that is liable.
    Creditor,
    /// Nobody is named.
    Unnamed,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Obligor {
    pub bound: Bound,
    pub form: Form,
    pub phrase: Option<Range<usize>>,
    /// "to Client": the party that it is liable to.
    pub creditor: Option<Range<usize>>,
}

/// Words between "Supplier's" or "the" and "liability".
const QUALITIES: [&str; 32] = [
    "total",
    "aggregate",
    "maximum",
    "entire",
    "cumulative",
    "overall",
    "collective",
    "sole",
    "exclusive",
    "combined",
    "and",
    "or",
    ",",
    "joint",
    "several",
    "potential",
    "max",
    "full",
    "whole",
    "annual",
    "individual",
    "contractual",
    "financial",
    "monetary",
    "respective",
    "legal",
    "general",
    "own",
    "direct",
    "any",
    "(",
    ")",
];
const PRONOUNS: [&str; 3] = ["its", "their", "his"];
/// Nouns that are owned by the one who claims.
const CLAIMS: [&str; 14] = [
    "recovery",
    "recoveries",
    "remedy",
    "remedies",
    "recourse",
    "damages",
    "claim",
    "claims",
    "recover",
    "recoverable",
    "losses",
    "loss",
    "compensation",
    "amount",
];

/// The party to whom the liability at `noun` belongs; `verb` is the word that limits or denies it.
pub fn of(passage: &Passage<'_>, noun: usize, verb: usize) -> Obligor {
    let claim = CLAIMS.contains(&passage.word(noun));
    let named = possessive(passage, noun).or_else(|| owner_behind(passage, noun, verb));
    let named = if claim { claimant(passage, noun, verb, named) } else { named };
    let mut found = named.or_else(|| doer(passage, noun)).unwrap_or_else(|| unnamed(passage, noun));
    if is_to_each_other(passage, noun)
        || matches!(found.form, Form::Possessive | Form::Of) && is_the_others_too(passage, noun..verb, found.bound)
    {
        found.bound = Bound::Both;
    }
    found.creditor = creditor(passage, noun, &found).map(|creditor| with_article(passage, creditor));
    found.phrase = found.phrase.map(|phrase| with_article(passage, phrase));
    let inverted = found.phrase.as_ref().is_some_and(|phrase| is_inverted(passage, phrase.start));
    if found.form == Form::Possessive && inverted {
        found.form = Form::InvertedPossessive;
    }
    found
}

/// "our total responsibility to each other", "liable to one another".
fn is_to_each_other(passage: &Passage<'_>, noun: usize) -> bool {
    passage.reads(noun + 1, &["to", "each", "other"]) || passage.reads(noun + 1, &["to", "one", "another"])
}

/// "Supplier's liability, and that of Buyer, shall not exceed": one measure for both.
fn is_the_others_too(passage: &Passage<'_>, between: Range<usize>, bound: Bound) -> bool {
    let contract = passage.contract;
    let that = between.clone().find(|at| {
        matches!(passage.word(*at), "that" | "those") && passage.word(at + 1) == "of"
            || matches!(passage.word(*at), "and" | "or") && passage.word(at + 1) == "of"
    });
    let Some(that) = that else { return false };
    let named = contract.facts.parties.within(that + 2..(that + 6).min(between.end.max(that + 2)));
    named
        .first()
        .is_some_and(|one| matches!(bound, Bound::Side(_)) && subject::bound(contract, one.who) == bound.opposite())
}

/// "the Supplier": what stands in for it takes its article's place too.
fn with_article(passage: &Passage<'_>, phrase: Range<usize>) -> Range<usize> {
    let article = phrase.start > passage.sentence.tokens.start && passage.word(phrase.start - 1) == "the";
    phrase.start - usize::from(article)..phrase.end
}

/// "shall Supplier": the verb comes first.
fn is_inverted(passage: &Passage<'_>, start: usize) -> bool {
    const MODALS: [&str; 11] = ["shall", "will", "may", "can", "is", "are", "does", "do", "must", "should", "would"];
    start > passage.sentence.tokens.start && MODALS.contains(&passage.word(start - 1))
}

/// Liability that nobody is said to bear is everybody's; a subject that is no known party is unclear.
fn unnamed(passage: &Passage<'_>, noun: usize) -> Obligor {
    let whose = !passage.word(noun).starts_with("liabilit") || passage.word(noun + 1) == "of";
    let bound = if whose { Bound::Unclear } else { Bound::Both };
    Obligor { bound, form: Form::Unnamed, phrase: None, creditor: None }
}

fn named(passage: &Passage<'_>, mention: &Mention, form: Form) -> Obligor {
    let bound = joined(passage, mention).unwrap_or_else(|| whose(passage, mention));
    Obligor { bound, form, phrase: Some(mention.tokens.clone()), creditor: None }
}

/// "a party's liability", "such party's", "one party to the other" mean each of them.
fn whose(passage: &Passage<'_>, mention: &Mention) -> Bound {
    match mention.who {
        Who::Some => Bound::Both,
        who => subject::bound(passage.contract, who),
    }
}

/// "Supplier or Client", "neither Supplier nor Client": both.
fn joined(passage: &Passage<'_>, mention: &Mention) -> Option<Bound> {
    let own = whose(passage, mention);
    let parties = &passage.contract.facts.parties;
    let skip = |at: usize| if passage.word(at) == "the" { at + 1 } else { at };
    let behind = skip(mention.tokens.end + 1);
    let next = matches!(passage.word(mention.tokens.end), "and" | "or" | "nor" | "/")
        .then(|| parties.starting_at(behind))
        .flatten();
    let mut at = mention.tokens.start;
    if at > 0 && passage.word(at - 1) == "the" {
        at -= 1;
    }
    let last = (at > 0 && matches!(passage.word(at - 1), "and" | "or" | "nor" | "/"))
        .then(|| parties.ending_at(at - 1))
        .flatten();
    let other = next.or(last)?;
    (whose(passage, other) == own.opposite() && own != Bound::Unclear).then_some(Bound::Both)
}

/// "Supplier's total liability", "its liability", "Supplier's and its affiliates' liability".
fn possessive(passage: &Passage<'_>, noun: usize) -> Option<Obligor> {
    let floor = passage.stretch.start.min(noun);
    let mut at = noun;
    while at > floor && QUALITIES.contains(&passage.word(at - 1)) {
        at -= 1;
    }
    let parties = &passage.contract.facts.parties;
    if let Some(mention) = parties.ending_at(at).filter(|mention| mention.possessive) {
        return Some(named(passage, mention, Form::Possessive));
    }
    let word = at.checked_sub(1).map_or("", |place| passage.word(place));
    if PRONOUNS.contains(&word) {
        let bound = antecedent(passage, at - 1);
        return Some(Obligor { bound, form: Form::Possessive, phrase: Some(at - 1..at), creditor: None });
    }
    if matches!(word, "'s" | "'") {
        // "Supplier and its affiliates' liability": the first of them that is a party.
        let from = at.saturating_sub(14).max(floor);
        let mention = parties.within(from..at).iter().find(|mention| !governed(passage, mention, from));
        let stranger = Obligor { bound: Bound::Unclear, form: Form::Possessive, phrase: None, creditor: None };
        return Some(mention.map_or(stranger, |mention| named(passage, mention, Form::Possessive)));
    }
    None
}

fn governed(passage: &Passage<'_>, mention: &Mention, from: usize) -> bool {
    let mut at = mention.tokens.start;
    if at > from && passage.word(at - 1) == "the" {
        at -= 1;
    }
    at > from && matches!(passage.word(at - 1), "to" | "by" | "against" | "under" | "with" | "from")
}

/// The party that "its" stands for: the last free subject before it.
fn antecedent(passage: &Passage<'_>, at: usize) -> Bound {
    let contract = passage.contract;
    let lead = || passage.lead_in.clone().and_then(|lead| subject::before(contract, lead.start, lead.end));
    let found = subject::before(contract, passage.stretch.start, at)
        .or_else(lead)
        .or_else(|| subject::before(contract, passage.sentence.tokens.start, at))
        .or_else(|| sentence_before(passage));
    found.map_or(Bound::Unclear, |named| if named.bound == Bound::Unclear { Bound::Both } else { named.bound })
}

/// The subject of the sentence before in the same clause: "Supplier bears the risk. Accordingly its liability …".
fn sentence_before(passage: &Passage<'_>) -> Option<subject::Named> {
    let outline = &passage.contract.outline;
    let last = outline.sentences.get(passage.sentence.id.0.checked_sub(1)?)?;
    let near = last.clause == passage.sentence.clause;
    let mention = passage.contract.facts.parties.within(last.tokens.clone()).first().filter(|_| near)?;
    let opens = mention.tokens.start <= last.tokens.start + 3 && !mention.possessive;
    opens.then(|| subject::Named {
        bound: subject::bound(passage.contract, mention.who),
        tokens: mention.tokens.clone(),
    })
}

/// "the liability of Supplier", "liability, if any, of either party".
fn owner_behind(passage: &Passage<'_>, noun: usize, verb: usize) -> Option<Obligor> {
    if passage.word(noun) == "liable" || CLAIMS.contains(&passage.word(noun)) && passage.word(noun + 1) != "of" {
        return None;
    }
    let end = verb.max(noun + 1).min(noun + 9);
    let of = (noun + 1..end).find(|at| passage.word(*at) == "of")?;
    let between = noun + 1..of;
    if between.clone().any(|at| matches!(passage.word(at), "to" | "for" | "under" | "in" | "shall" | "will")) {
        return None;
    }
    let mentions = passage.contract.facts.parties.within(of + 1..(of + 6).min(passage.stretch.end.max(of + 1)));
    let mention = mentions.iter().find(|mention| {
        (of + 1..mention.tokens.start).all(|at| matches!(passage.word(at), "the" | "each" | "either" | "any" | "both"))
    })?;
    // "of Provider and that of Customer"
    let behind = mention.tokens.end;
    let both = passage.reads(behind, &["and", "that", "of"]) || passage.reads(behind, &["and", "of"]);
    let other = passage.contract.facts.parties.within(behind..behind + 6).first();
    let shared = both
        && other.is_some_and(|other| {
            subject::bound(passage.contract, other.who) == subject::bound(passage.contract, mention.who).opposite()
        });
    let one = named(passage, mention, Form::Of);
    Some(if shared { Obligor { bound: Bound::Both, ..one } } else { one })
}

/// "amounts payable by Supplier", "Client's recovery", "damages recoverable by Client".
fn claimant(passage: &Passage<'_>, noun: usize, verb: usize, owner: Option<Obligor>) -> Option<Obligor> {
    let flipped = |owner: Obligor| Obligor { bound: owner.bound.opposite(), form: Form::Creditor, ..owner };
    if let Some(owner) = owner {
        return Some(flipped(owner));
    }
    let contract = passage.contract;
    let behind = noun..verb.max(noun + 1);
    if let Some(agent) = subject::after(contract, behind.clone(), &["by", "against", "from"]) {
        let at =
            (behind.start..agent.tokens.start).rev().find(|at| matches!(passage.word(*at), "by" | "against" | "from"));
        let payer = at.is_some_and(|at| {
            passage.word(at) != "by" || passage.begins(noun..at, &["pay", "paid", "owe", "incur", "borne"])
        });
        let named = Obligor { bound: agent.bound, form: Form::Of, phrase: Some(agent.tokens), creditor: None };
        return Some(if payer { named } else { flipped(named) });
    }
    let verbal = matches!(passage.word(noun), "recover" | "claim");
    verbal.then(|| doer(passage, noun)).flatten().map(flipped)
}

/// The subject of "be liable", "have no liability", "owe".
fn doer(passage: &Passage<'_>, noun: usize) -> Option<Obligor> {
    let contract = passage.contract;
    let lead = || {
        let lead = passage.lead_in.clone()?;
        Some((subject::before(contract, lead.start, lead.end)?, lead.start))
    };
    let own = subject::before(contract, passage.stretch.start, noun).map(|found| (found, passage.stretch.start));
    let (found, from) = own.or_else(lead)?;
    let mention = contract.facts.parties.starting_at(found.tokens.start)?;
    let start = with_article(passage, mention.tokens.clone()).start;
    let inverted = start > from && is_inverted(passage, start);
    Some(named(passage, mention, if inverted { Form::Inverted } else { Form::Subject }))
}

/// "liable to Client": near by, and another party than the obligor.
fn creditor(passage: &Passage<'_>, noun: usize, obligor: &Obligor) -> Option<Range<usize>> {
    let end = (noun + 14).min(passage.stretch.end.max(noun));
    let found = subject::after(passage.contract, noun..end, &["to"])?;
    let own = obligor.phrase.as_ref().is_some_and(|phrase| *phrase == found.tokens);
    (!own && found.bound != obligor.bound).then_some(found.tokens)
}

/// "We [are] liable": the verb that must agree with what stands in for the party.
pub fn verb(passage: &Passage<'_>, obligor: &Obligor) -> Option<(&'static str, Range<usize>)> {
    let end = obligor.phrase.as_ref().filter(|_| obligor.form == Form::Subject)?.end;
    let verb = match passage.word(end) {
        "are" => "are",
        "have" => "have",
        _ => return None,
    };
    Some((verb, end..end + 1))
}

/// The party's words, for an edit to put others in their place; "we'll" holds its verb too.
pub fn words(passage: &Passage<'_>, obligor: &Obligor) -> Option<Span> {
    let phrase = obligor.phrase.clone()?;
    let last = passage.word(phrase.end.checked_sub(1)?);
    let contracted =
        ["'ll", "'ve", "'re", "'d", "'m"].iter().any(|verb| last.len() > verb.len() && last.ends_with(verb));
    (!contracted).then(|| passage.span(phrase))
}

/// How a denial is worded; each is made mutual differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// "shall [not] be liable".
    Not,
    /// "shall have [no] liability".
    No,
    /// "shall [in no event] be liable".
    InNoEvent,
    /// "[In no event] shall Supplier be liable", "Supplier's liability … is excluded".
    Before,
}

/// The word between the subject and its verb that denies, and how.
pub fn wording(passage: &Passage<'_>, obligor: &Obligor, verb: usize) -> (Wording, Option<Range<usize>>) {
    let subject = obligor.phrase.as_ref().filter(|phrase| obligor.form == Form::Subject && phrase.end <= verb);
    let Some(phrase) = subject else { return (Wording::Before, None) };
    let never = |at: &usize| {
        [["in", "no", "event"], ["in", "no", "case"], ["under", "no", "circumstances"]]
            .iter()
            .any(|words| passage.reads(*at, words))
    };
    let between = phrase.end..verb;
    if let Some(at) = between.clone().find(never) {
        return (Wording::InNoEvent, Some(at..at + 3));
    }
    match between.clone().find(|at| matches!(passage.word(*at), "not" | "no")) {
        Some(at) if passage.word(at) == "not" => (Wording::Not, Some(at..at + 1)),
        Some(at) => (Wording::No, Some(at..at + 1)),
        None => (Wording::Before, None),
    }
}
