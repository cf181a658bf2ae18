//! What stands outside a cap or a waiver. In: exceptions in their sentences, and sentences of their
//! own ("shall not apply to …", "Nothing limits liability for …"). Out: [`CarveOut`]s, one a head,
//! each with the words that would go if it were struck.

use std::ops::Range;

use super::denial::Denial;
use super::exception;
use super::head::{self, Head};
use super::limit::Limit;
use super::passage::Passage;
use super::unlimited::Unlimited;
use crate::contract::Contract;
use crate::facts::Target;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::{Bound, scope, subject};

#[derive(Clone, Debug)]
pub struct CarveOut {
    pub head: Head,
    /// Whose cap has this hole.
    pub obligor: Bound,
    /// Of the cap, or of the waiver alone.
    pub of_cap: bool,
    /// The head's own words.
    pub item: Span,
    /// "negligence" or "breach": the noun that a word before it would narrow.
    pub word: Option<Span>,
    /// The whole exception or sentence, where this is its only head.
    pub whole: Option<Span>,
    /// An indemnity against infringement, which customers have outside the cap as a rule.
    pub is_infringement: bool,
    /// Is the exception a sentence of its own?
    pub is_sentence: bool,
    pub sentence: SentenceId,
    pub clause: ClauseId,
}

/// All that was found about how far liability goes.
pub struct Found<'a> {
    pub limits: &'a [Limit],
    pub unlimited: &'a [Unlimited],
    pub denials: &'a [Denial],
}

pub fn read(contract: &Contract, matches: &Matches, found: &Found<'_>) -> Vec<CarveOut> {
    let mut all: Vec<CarveOut> = Vec::new();
    for one in matches.iter().filter(|one| matches!(matches.name(one), "outside" | "outside-behind")) {
        let sentence = contract.outline.sentence(one.sentence);
        if matches!(sentence.kind, SentenceKind::Body) {
            let fresh = own_sentence(contract, matches.name(one), one, found);
            let known = |carve: &CarveOut| all.iter().any(|known| known.item.overlaps(carve.item));
            if !fresh.iter().any(known) {
                all.extend(fresh);
            }
        }
    }
    exceptions(contract, found, &mut all);
    unlimited(contract, found, &mut all);
    all.sort_by_key(|carve| carve.item.start);
    all
}

/// "The cap does not apply to A, B or C."
fn own_sentence(contract: &Contract, name: &str, one: &Match, found: &Found<'_>) -> Vec<CarveOut> {
    let last = one.tokens.end - 1;
    let passage = Passage::of(contract, one, last);
    if !is_about_liability(&passage, found, one) {
        return Vec::new();
    }
    let region = match name {
        "outside-behind" => subject(&passage, one),
        _ => object(&passage, last),
    };
    // "shall not be subject to any limitation": no head is named, so that nothing is taken out of a cap.
    let denied = matches!(passage.word(one.tokens.start), "not" | "nor" | "is" | "are");
    if name == "outside-behind" && denied && head::kinds(&passage, region.clone()).is_empty() {
        return Vec::new();
    }
    // "No indemnity stands outside this limit."
    let none = name == "outside-behind" && matches!(passage.word(region.start), "no" | "none" | "neither" | "nothing");
    let sentence = passage.sentence.tokens.clone();
    let own = one.tokens.end..sentence.end.min(one.tokens.end + 14);
    let all = |one: &Unlimited| one.sentence == passage.sentence.id && one.reach == super::reach::Reach::General;
    if none || has_own_measure(&passage, own) || found.unlimited.iter().any(all) {
        return Vec::new();
    }
    // "If data are lost, no cap shall apply": what is outside opens the sentence.
    let of_limit = passage.begins(one.tokens.clone(), &["limit", "cap", "ceiling"]);
    let bare = of_limit && name == "outside" && head::kinds(&passage, region.clone()).is_empty();
    let opens = matches!(passage.word(sentence.start), "if" | "where" | "should" | "when" | "in" | "for");
    let region = if bare && opens && last + 12 > region.end { sentence.start..one.tokens.start } else { region };
    let caps = || found.limits.iter().filter(|limit| !is_heads(limit));
    let named = cited(&passage, one);
    // "this provision shall not protect the Adviser against …": out of the denial beside it, and no cap.
    let kept = matches!(passage.word(last), "of" | "protect" | "shield")
        && !passage.begins(one.tokens.clone(), &["limit", "cap", "ceiling"])
        && (found.limits.is_empty() || found.denials.iter().any(|denial| denial.clause == passage.sentence.clause));
    let of_cap = !kept
        && match named.is_empty() {
            true => caps().next().is_some() || found.denials.is_empty(),
            false => caps().any(|limit| named.iter().any(|target| related(contract, limit.clause, *target))),
        };
    let obligor = stated_obligor(&passage, found).unwrap_or_else(|| capped(found, of_cap));
    let whole = passage.sentence.span;
    members(&passage, region, whole, true, obligor, of_cap)
}

/// "… and is instead limited to twice the fees", "for which the limit is £2 million": a higher cap is no hole.
fn has_own_measure(passage: &Passage<'_>, words: Range<usize>) -> bool {
    words.clone().any(|at| match passage.word(at) {
        "limited" | "capped" | "restricted" => {
            matches!(passage.word(at + 1), "to" | "at") && !matches!(passage.word(at - 1), "not" | "is" | "be")
                || passage.holds(at.saturating_sub(3).max(words.start)..at, &["instead", "separately"])
        }
        // "a separate limitation equal to", but not "the foregoing limitation of liability"
        "limitation" => passage.word(at + 1) == "equal",
        "limit" | "cap" | "maximum" | "ceiling" => {
            matches!(passage.word(at + 1), "is" | "becomes" | "rises" | "of" | "doubles" | "equal")
                || passage.reads(at + 1, &["shall", "be"])
                || passage.reads(at + 1, &["will", "be"])
        }
        _ => false,
    }) && !passage.holds(words, &["unlimited", "uncapped"])
}

/// What is said to be "exempt from the cap", "not subject to it", "outside it": the words before.
fn subject(passage: &Passage<'_>, one: &Match) -> Range<usize> {
    const VERBS: [&str; 10] = ["is", "are", "be", "shall", "will", "remain", "remains", "stay", "stays", "do"];
    let from = passage.stretch.start;
    let headed = WORDS_OF_HEADS.iter().any(|stem| passage.word(one.tokens.start).starts_with(stem));
    let last = if headed { one.tokens.end - 1 } else { one.tokens.start + 1 };
    let verb = (from..last).rev().find(|at| VERBS.contains(&passage.word(*at)));
    let end = verb.unwrap_or(one.tokens.start.max(from));
    // "Notwithstanding Section 9, the indemnities are …": the cap that is named is no hole in it.
    let aside = matches!(passage.word(from), "notwithstanding" | "despite" | "subject" | "for" | "without");
    let comma = (from..end).find(|at| passage.word(*at) == "," || passage.word(*at) == ")").filter(|_| aside);
    comma.map_or(from, |at| at + 1)..end
}

/// The words of heads that a cue may begin with.
const WORDS_OF_HEADS: [&str; 8] =
    ["fraud", "death", "injury", "misconduct", "negligence", "confidential", "indemnit", "default"];

/// The words that name what is outside: behind "to", "for", or the verb itself.
fn object(passage: &Passage<'_>, verb: usize) -> Range<usize> {
    let end = passage
        .reach()
        .max(passage.sentence.items.last().map_or(0, |item| if passage.lead_in.is_none() { item.end } else { 0 }));
    // "is lifted for: A; B; and C": the semicolons part what is outside.
    let listed = (verb..verb + 3).any(|at| passage.word(at) == ":");
    let end = if listed { passage.sentence.tokens.end } else { end.max(passage.stretch.end) };
    let liability = passage.word(verb).starts_with("liab");
    // "is disregarded in respect of": the verb's own word opens what is outside.
    let opens = matches!(passage.word(verb), "in" | "for" | "where" | "if") && !liability;
    let opener = (verb + usize::from(!opens)..end.min(verb + 16)).find(|at| {
        if liability {
            matches!(passage.word(*at), "for" | "under" | "arising" | "in" | "resulting" | "pursuant")
        } else {
            // "which shall be payable in full" says how, not what.
            matches!(passage.word(*at), "to" | "for" | "in" | "where" | "with" | "if" | "as" | "regarding")
                && !passage.reads(*at, &["in", "full"])
        }
    });
    // "Excepted from that limit are losses …": what is outside follows the verb.
    let excepts = matches!(passage.word(verb), "except" | "save" | "than");
    let inverted =
        excepts || matches!(passage.word(verb), "are" | "is" | "remain" | "fall" | "falls" | "stand" | "lie" | "of");
    let mut from = match opener.filter(|_| !inverted) {
        None if inverted => verb + 1,
        Some(at) => at + 1,
        None if liability => verb + 1,
        None => verb,
    };
    while from < end
        && matches!(
            passage.word(from),
            "the" | "respect" | "to" | "of" | "case" | "event" | "extent" | "relation" | "connection" | "with" | "any"
        )
    {
        from += 1;
    }
    let stop = (from..end).find(|at| matches!(passage.word(*at), "provided" | "except" | "notwithstanding"));
    from..stop.unwrap_or(end)
}

fn is_heads(limit: &Limit) -> bool {
    matches!(limit.reach, super::reach::Reach::Heads(_))
}

/// Does the sentence speak of limits of liability? "This Section shall not apply to information
/// that is public" does not.
fn is_about_liability(passage: &Passage<'_>, found: &Found<'_>, one: &Match) -> bool {
    let sentence = passage.sentence;
    // "a corporation organized and existing under the laws of": the parties, not their liability.
    if passage.begins(sentence.tokens.clone(), &["incorporated", "organized", "organised"])
        && passage.begins(sentence.tokens.clone(), &["existing", "corporation", "company"])
    {
        return false;
    }
    let near = |range: Range<usize>| passage.begins(range, &["liab", "damages"]);
    let named = one.tokens.clone().any(|at| {
        let word = passage.word(at);
        (word.starts_with("limitation")
            || word.starts_with("exclusion")
            || matches!(word, "limits" | "cap" | "caps" | "limit"))
            && (near(at..at + 6) || passage.heading().contains("liab"))
    });
    let clauses = found.clauses();
    let own = clauses.iter().any(|clause| related(passage.contract, *clause, sentence.clause));
    let named_clauses = cited(passage, one);
    let cited =
        named_clauses.iter().any(|target| clauses.iter().any(|clause| related(passage.contract, *clause, *target)));
    let speaks = one.tokens.clone().any(|at| {
        let word = passage.word(at);
        word.starts_with("limitation")
            || word.starts_with("exclusion")
            || word.starts_with("liab")
            || matches!(
                word,
                "cap"
                    | "ceiling"
                    | "foregoing"
                    | "section"
                    | "sections"
                    | "clause"
                    | "clauses"
                    | "paragraph"
                    | "paragraphs"
                    | "limit"
                    | "limits"
                    | "waiver"
                    | "waivers"
                    | "preceding"
                    | "protection"
                    | "protections"
            )
    });
    let other_matter =
        passage.begins(passage.stretch.start..one.tokens.end, &["obligation", "confidential", "warrant", "definition"]);
    // "The limitations in clauses 9.1 and 9.2 shall not apply to fraud or negligence": what is outside says
    // what is limited, where the clauses themselves are not in the text.
    let last = one.tokens.end - 1;
    let limits = one.tokens.clone().any(|at| {
        let word = passage.word(at);
        word.starts_with("limit")
            || word.starts_with("exclusion")
            || matches!(word, "cap" | "caps" | "ceiling" | "maximum")
    });
    let heads = || head::kinds(passage, object(passage, last));
    let faults = || heads().iter().filter(|head| is_of_liability(**head)).count();
    let cap = one.tokens.clone().any(|at| matches!(passage.word(at), "cap" | "caps" | "ceiling"));
    let noun = one.tokens.clone().any(|at| {
        matches!(passage.word(at), "limits" | "limitation" | "limitations" | "cap" | "caps" | "ceiling" | "exclusions")
    });
    let told = limits
        && (faults() >= 2
            || cap && faults() == 1
            // "The limits have no bearing on what is due under the indemnities"; an event that "shall not limit
            // the duty to indemnify" is no limit.
            || noun && heads().contains(&Head::Indemnity)
            || passage.begins(
                passage.stretch.start..one.tokens.start.max(passage.stretch.start),
                &["liab", "damages", "indemnit"],
            ));
    // "Loss through a data breach is made good without regard to the ceiling", "Where data are lost, the limit
    // shall not apply": what is outside stands before.
    let ahead = match passage.word(one.tokens.start) {
        "without" | "regardless" | "irrespective" | "disregarded" | "ignored" | "paid" | "payable" | "due" | "owed" => {
            subject(passage, one)
        }
        _ if matches!(passage.word(sentence.tokens.start), "if" | "where" | "should") => {
            sentence.tokens.start..one.tokens.start
        }
        _ => 0..0,
    };
    let opened = limits && head::kinds(passage, ahead).iter().any(|head| *head == Head::Data || is_of_liability(*head));
    named || told || opened || (cited || own && speaks) && !other_matter || shields(passage, last)
}

/// "does not protect a party against liability for".
fn shields(passage: &Passage<'_>, verb: usize) -> bool {
    matches!(passage.word(verb), "protect" | "shield") && passage.begins(verb..verb + 9, &["liab"])
        || passage.word(verb) == "of"
            && passage.word(verb - 1) == "reason"
            // "Failure to notify shall not relieve it from liability by reason of": notice, no cap.
            && !passage.begins(passage.stretch.start..verb, &["fail", "omission", "notif", "notice", "delay"])
}

/// Heads that speak of nothing but liability: who limits a licence does not except fraud from it.
fn is_of_liability(head: Head) -> bool {
    matches!(
        head,
        Head::Fraud
            | Head::DeathInjury
            | Head::GrossNegligence
            | Head::Negligence
            | Head::Wilful
            | Head::Indemnity
            | Head::Breach
    )
}

/// The clauses that the match cites: "Section 12.1 shall not apply to".
fn cited(passage: &Passage<'_>, one: &Match) -> Vec<ClauseId> {
    let references = &passage.contract.facts.references;
    let from = references.partition_point(|reference| reference.tokens.start < one.tokens.start);
    let within = references[from..].iter().take_while(|reference| reference.tokens.start < one.tokens.end);
    let targets =
        within.filter(|reference| !reference.number.is_empty()).filter_map(|reference| match reference.target {
            Target::Clause(clause) => Some(clause),
            _ => None,
        });
    targets.collect()
}

/// The same clause, or one in the other.
fn related(contract: &Contract, one: ClauseId, other: ClauseId) -> bool {
    let outline = &contract.outline;
    if one == other {
        return true;
    }
    let (Some(first), Some(second)) = (outline.clauses.get(one.0), outline.clauses.get(other.0)) else { return false };
    let parent = |clause: &crate::outline::Clause| clause.parent.filter(|_| clause.depth > 0);
    first.span.covers(second.span)
        || second.span.covers(first.span)
        || parent(first).is_some() && parent(first) == parent(second)
}

impl Found<'_> {
    fn clauses(&self) -> Vec<ClauseId> {
        let limits = self.limits.iter().map(|limit| limit.clause);
        let denials = self.denials.iter().map(|denial| denial.clause);
        limits.chain(denials).chain(self.unlimited.iter().map(|one| one.clause)).collect()
    }
}

/// Whose liability the sentence itself speaks of.
fn stated_obligor(passage: &Passage<'_>, found: &Found<'_>) -> Option<Bound> {
    found
        .unlimited
        .iter()
        .find(|one| one.sentence == passage.sentence.id)
        .map(|one| one.obligor.bound)
        .filter(|bound| *bound != Bound::Unclear)
}

/// Whose liability is capped (or waived) anywhere.
fn capped(found: &Found<'_>, of_cap: bool) -> Bound {
    let limits = found.limits.iter().map(|limit| limit.obligor.bound);
    let denials = found.denials.iter().map(|denial| denial.obligor.bound);
    let bounds: Vec<Bound> = if of_cap { limits.collect() } else { denials.collect() };
    match bounds.split_first() {
        None => Bound::Both,
        Some((first, rest)) if rest.iter().all(|bound| bound == first) => *first,
        _ => Bound::Both,
    }
}

/// "Liability for A and B is unlimited": they stand outside every cap.
fn unlimited(contract: &Contract, found: &Found<'_>, all: &mut Vec<CarveOut>) {
    for one in found.unlimited.iter().filter(|one| one.reach != super::reach::Reach::General) {
        let sentence = contract.outline.sentence(one.sentence);
        let tokens = contract.document.text.tokens();
        let (stretch, words) = (tokens.inside(one.span), tokens.inside(one.words));
        let passage = Passage { contract, sentence, stretch: stretch.clone(), lead_in: None };
        let ahead = stretch.start..words.start.max(stretch.start);
        let region = match head::kinds(&passage, ahead.clone()).is_empty() {
            true => words.end..stretch.end.max(words.end),
            false => ahead,
        };
        // "liability to an individual for the data": no party's claim.
        let stranger = |at: usize| {
            ["individual", "data", "third", "authorit", "regulator", "government"]
                .iter()
                .any(|stem| passage.word(at + 1).starts_with(stem) || passage.word(at + 2).starts_with(stem))
        };
        if stretch.clone().any(|at| {
            passage.word(at) == "to" && passage.word(at.saturating_sub(1)).starts_with("liab") && stranger(at)
        }) {
            continue;
        }
        let alone = !found.limits.iter().any(|limit| limit.sentence == one.sentence);
        let mut fresh = listed(&passage, region, sentence.span, false, one.obligor.bound, true);
        // Without a cap in the text, only what would empty one is worth a word.
        fresh.retain(|carve| !found.limits.is_empty() || carve.head.swallows() || carve.head == Head::Indemnity);
        let known = |carve: &CarveOut| all.iter().any(|known| known.item.overlaps(carve.item));
        if !fresh.iter().any(known) {
            all.extend(fresh.into_iter().map(|carve| CarveOut {
                is_sentence: true,
                whole: carve.whole.filter(|_| alone),
                ..carve
            }));
        }
    }
}

/// "Except for A and B, in no event shall …", "… shall not exceed X, except for A and B".
fn exceptions(contract: &Contract, found: &Found<'_>, all: &mut Vec<CarveOut>) {
    let limits = found.limits.iter().map(|limit| (limit.sentence, limit.span, limit.obligor.bound, true));
    let denials = found
        .denials
        .iter()
        .map(|denial| (denial.sentence, denial.party.unwrap_or(denial.span), denial.obligor.bound, false));
    let mut seen: Vec<Span> = Vec::new();
    for (sentence, words, obligor, of_cap) in limits.chain(denials) {
        let sentence = contract.outline.sentence(sentence);
        for (region, opener) in exception::openers(contract, sentence, words) {
            let whole = Passage { contract, sentence, stretch: region.clone(), lead_in: None };
            let span = scope::span(contract, opener.start..head::trimmed(&whole, region.clone()).end.max(opener.end));
            if seen.contains(&span) {
                continue;
            }
            seen.push(span);
            let passage = Passage { contract, sentence, stretch: region.clone(), lead_in: None };
            if has_own_measure(&passage, region.clone()) {
                continue;
            }
            // "fees paid, excluding taxes" measures the cap.
            let measures = passage.word(opener.start) == "excluding";
            let condition = passage.word(opener.start) == "unless";
            let fresh = members(&passage, region, span, false, obligor, of_cap);
            let fits = |carve: &CarveOut| {
                !(measures && matches!(carve.head, Head::Payment | Head::Law))
                    && (!condition || is_of_liability(carve.head) && carve.head != Head::Breach)
            };
            all.extend(fresh.into_iter().filter(fits));
        }
    }
}

fn members(
    passage: &Passage<'_>,
    region: Range<usize>,
    whole: Span,
    is_sentence: bool,
    obligor: Bound,
    of_cap: bool,
) -> Vec<CarveOut> {
    if let Some((definition, meaning)) = defined(passage, region.clone()) {
        let found = listed(&definition, meaning, whole, false, obligor, of_cap);
        return found.into_iter().map(|carve| CarveOut { whole: None, ..carve }).collect();
    }
    listed(passage, region, whole, is_sentence, obligor, of_cap)
}

fn listed(
    passage: &Passage<'_>,
    region: Range<usize>,
    whole: Span,
    is_sentence: bool,
    obligor: Bound,
    of_cap: bool,
) -> Vec<CarveOut> {
    let segments = head::segments(passage, region);
    let alone = segments.len() == 1;
    let heads = segments.into_iter().map(|segment| (head::kind(passage, segment.clone()), segment));
    heads
        .filter(|(head, segment)| head.is_some() || is_sentence && !is_party(passage, segment))
        .map(|(head, segment)| CarveOut {
            head: head.unwrap_or(Head::Other),
            obligor: own_obligor(passage, head, &segment, obligor),
            of_cap,
            word: noun(passage, head, segment.clone()),
            is_infringement: passage.begins(segment.clone(), &["infring", "intellectual", "patent", "copyright"]),
            item: passage.span(segment),
            whole: alone.then_some(whole),
            is_sentence,
            sentence: passage.sentence.id,
            clause: passage.sentence.clause,
        })
        .collect()
}

/// "except for Customer's indemnification obligations", in a cap on both: the exception is one party's.
fn own_obligor(passage: &Passage<'_>, head: Option<Head>, segment: &Range<usize>, capped: Bound) -> Bound {
    match (head, capped) {
        (Some(Head::Indemnity), Bound::Both) => {
            let owner = subject::owner(passage.contract, segment.clone());
            let giver = || subject::after(passage.contract, segment.clone(), &["by"]);
            let named = owner.or_else(giver).map(|named| named.bound);
            named.filter(|bound| matches!(bound, Bound::Side(_))).unwrap_or(capped)
        }
        // "any breach by Customer of the licence", "the Customer's default"
        (Some(Head::Breach | Head::Negligence | Head::Confidentiality | Head::Data), Bound::Both) => {
            wrongdoer(passage, segment).unwrap_or(capped)
        }
        _ => capped,
    }
}

/// The one side whose breach or fault the words name.
fn wrongdoer(passage: &Passage<'_>, segment: &Range<usize>) -> Option<Bound> {
    const FAULTS: [&str; 8] = ["breach", "negligen", "default", "fail", "fault", "violation", "misuse", "infring"];
    let contract = passage.contract;
    let fault = segment.clone().find(|at| FAULTS.iter().any(|stem| passage.word(*at).starts_with(stem)))?;
    let mentions = contract.facts.parties.within(segment.clone());
    let owner = mentions.iter().find(|one| one.possessive && one.tokens.end + 2 >= fault && one.tokens.end <= fault);
    let owner = owner.map(|one| subject::bound(contract, one.who));
    let agent = || subject::after(contract, fault..segment.end.min(fault + 6), &["by"]).map(|named| named.bound);
    owner.or_else(agent).filter(|bound| matches!(bound, Bound::Side(_)))
}

/// "Excluded Claims": the heads stand in the definition.
fn defined<'a>(passage: &Passage<'a>, region: Range<usize>) -> Option<(Passage<'a>, Range<usize>)> {
    if !head::kinds(passage, region.clone()).is_empty() {
        return None;
    }
    let contract = passage.contract;
    let used = contract.facts.uses_within(region).first()?;
    let definition = contract.facts.definitions.get(used.definition)?;
    // "shall not limit the terms of this Agreement": what the Agreement is names nothing that is outside.
    if matches!(definition.term.to_lowercase().as_str(), "agreement" | "contract" | "company" | "party") {
        let nothing = passage.stretch.start..passage.stretch.start;
        return Some((
            Passage { contract, sentence: passage.sentence, stretch: nothing.clone(), lead_in: None },
            nothing,
        ));
    }
    let sentence = contract.outline.sentence_at(definition.meaning.start)?;
    if sentence.id == passage.sentence.id {
        return None;
    }
    let meaning = contract.document.text.tokens().inside(definition.meaning).start..sentence.tokens.end;
    Some((Passage { contract, sentence, stretch: meaning.clone(), lead_in: None }, meaning))
}

/// Nothing but a party: "shall apply to you".
fn is_party(passage: &Passage<'_>, segment: &Range<usize>) -> bool {
    segment.len() <= 2 && !passage.contract.facts.parties.within(segment.clone()).is_empty()
}

fn noun(passage: &Passage<'_>, head: Option<Head>, mut segment: Range<usize>) -> Option<Span> {
    let words: &[&str] = match head? {
        Head::Negligence => &["negligence"],
        Head::Breach => &["breach", "breaches"],
        _ => return None,
    };
    segment.find(|at| words.contains(&passage.word(*at))).map(|at| passage.span(at..at + 1))
}
