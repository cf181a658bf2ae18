//! How the other side's use stands in the sentence. In: a [`Cover`] and its [`Usage`]s. Out: a
//! [`Shape`] and the places that an edit takes hold of, so that the rest still reads.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::link::{link_at, opens_exclusion};
use super::usage::{Usage, User};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "any claim that the Deliverables, or Client's use of them, infringe …".
    ClaimThat,
    /// "arising from Client's use of the Deliverables", and from nothing else.
    Arising,
    /// An item of a list.
    Item,
    /// One of several causes in a row, or an aside: it can go and the rest stays.
    Member,
    /// Something else; only words can be added.
    Other,
}

/// Verbs of a claim, as they are said of the indemnitor's own act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Infringed,
    InfringedOrMisappropriated,
    InfringedOrViolated,
    All,
    Misappropriated,
    Violated,
}

/// What one does to the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    Producing,
    Performing,
    Supplying,
}

/// Where edits take hold, in places of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    pub shape: Shape,
    /// The words that make use a cause.
    pub cause: Option<Range<usize>>,
    /// "the Deliverables, or Client's use of the Deliverables, infringe".
    pub alleged: Option<Range<usize>>,
    pub wrong: Option<Wrong>,
    /// "a third party's intellectual property rights".
    pub infringed: Option<Range<usize>>,
    pub product: Option<Range<usize>>,
}

pub(super) fn of(cover: &Cover<'_, '_>, usages: &[Usage]) -> Hold {
    let line = cover.line();
    let Some(first) = usages.first() else { return Hold::plain(Shape::Other, None, None) };
    let product = usages.iter().find_map(|usage| usage.object.clone()).filter(|object| object.len() <= 7);
    if usages.len() == 1 && is_left_out_easily(line, first) {
        return Hold::plain(Shape::Member, Some(with_commas(line, first.words.clone())), product);
    }
    if let Some(hold) = claim_that(cover, usages) {
        return hold;
    }
    if usages.len() > 1 {
        return Hold::plain(Shape::Other, Some(first.words.clone()), product);
    }
    let (shape, cause) = arising(cover, first);
    Hold::plain(shape, Some(cause), product)
}

impl Hold {
    fn plain(shape: Shape, cause: Option<Range<usize>>, product: Option<Range<usize>>) -> Self {
        Self { shape, cause, alleged: None, wrong: None, infringed: None, product }
    }
}

/// "or the use thereof", "or their use", "when used by Client": the claim stands without them.
fn is_left_out_easily(line: &Line<'_>, usage: &Usage) -> bool {
    let words = &usage.words;
    let joined = line.is(words.start.wrapping_sub(1), &["or", "and"]);
    let backward = line.holds(words.clone(), &["thereof", "their", "its", "them"]) && usage.user == User::Anybody
        || line.is(words.start, &["their", "its"]) && words.len() <= 4;
    let verbal = line.is(usage.head, &["used", "exploited", "published", "operated"]);
    joined && (backward || usage.user == User::Anybody && words.len() <= 8 && is_noun_before(line, words.start))
        || verbal
}

/// Is it the work itself that is joined with its use?
fn is_noun_before(line: &Line<'_>, start: usize) -> bool {
    let at = start.saturating_sub(2);
    let at = if line.word(at) == "," { at.saturating_sub(1) } else { at };
    line.is_capital(at) || line.is(at, &["deliverables", "products", "software", "services", "work", "materials"])
}

/// With "or" and, where it stands between commas, with both.
fn with_commas(line: &Line<'_>, words: Range<usize>) -> Range<usize> {
    let or = line.is(words.start.wrapping_sub(1), &["or", "and"]);
    let start = if or { words.start - 1 } else { words.start };
    let enclosed = line.is(start.wrapping_sub(1), &[","]) && line.is(words.end, &[","]);
    if enclosed { start - 1..words.end + 1 } else { words }
}

fn claim_that(cover: &Cover<'_, '_>, usages: &[Usage]) -> Option<Hold> {
    let line = cover.line();
    let first = usages.first()?;
    let opener = pleading(line, first.words.start)?;
    let last = usages.last()?.words.end;
    let verb = wrong_verb(line, last)?;
    let verbs = verbs(line, verb);
    let (wrong, object_start) = (wrong(line, verbs.clone())?, verbs.end);
    let infringed = object_start..rights_end(line, object_start);
    let subject = opener + 1..verb;
    if infringed.is_empty() || subject.len() > 45 || line.holds(subject.clone(), &[";", ".", "that"]) {
        return None;
    }
    let named = subject.start..first.words.start;
    let mut head = named.clone();
    while head.end > head.start && line.is(head.end - 1, &[",", "or", "and", "either", "any", "the", "by", "from"]) {
        head.end -= 1;
    }
    let plain = !head.is_empty() && head.len() <= 7 && !line.holds(head.clone(), &[",", "(", "of"]);
    let product = if plain {
        Some(head)
    } else {
        usages.iter().find_map(|usage| usage.object.clone()).filter(|object| object.len() <= 7)
    };
    Some(Hold {
        shape: Shape::ClaimThat,
        cause: Some(first.words.clone()),
        alleged: Some(subject.start..verbs.end),
        wrong: Some(wrong),
        infringed: Some(infringed),
        product,
    })
}

/// "claim that", "allegation that", "alleging that": the place of the last word.
fn pleading(line: &Line<'_>, before: usize) -> Option<usize> {
    const CLAIMS: [&str; 14] = [
        "claim",
        "claims",
        "allegation",
        "allegations",
        "suit",
        "suits",
        "action",
        "actions",
        "assertion",
        "alleging",
        "asserting",
        "claiming",
        "proceeding",
        "proceedings",
    ];
    (before.saturating_sub(30)..before).rev().find(|at| {
        let that = line.word(*at) == "that" && line.holds(at.saturating_sub(12)..*at, &CLAIMS);
        let bare = line.is(*at, &["alleging", "asserting", "claiming"]) && line.word(at + 1) != "that";
        that || bare
    })
}

/// The verb of the claim behind the use, with its auxiliaries.
fn wrong_verb(line: &Line<'_>, from: usize) -> Option<usize> {
    let stem = |at: usize| {
        ["infringe", "violate", "misappropriate"].iter().any(|stem| line.word(at).starts_with(stem))
            && !line.word(at).ends_with("ment")
            && !line.word(at).ends_with("tion")
    };
    let found = (from..from + 14).take_while(|at| !matches!(line.word(*at), ";" | "." | "")).find(|at| stem(*at))?;
    let mut verb = found;
    while verb > from
        && matches!(
            line.word(verb - 1),
            "may"
                | "will"
                | "would"
                | "does"
                | "do"
                | "allegedly"
                | "directly"
                | "indirectly"
                | "or"
                | "has"
                | "have"
                | "otherwise"
                | "actually"
                | "in"
                | "any"
                | "way"
        )
    {
        verb -= 1;
    }
    while verb < found && matches!(line.word(verb), "or" | "in" | "any" | "way") {
        verb += 1;
    }
    Some(verb)
}

fn verbs(line: &Line<'_>, start: usize) -> Range<usize> {
    let mut end = start;
    while matches!(
        line.word(end),
        "," | "or"
            | "and"
            | "/"
            | "otherwise"
            | "may"
            | "will"
            | "would"
            | "does"
            | "do"
            | "allegedly"
            | "directly"
            | "indirectly"
            | "has"
            | "have"
            | "contributorily"
            | "upon"
            | "on"
            | "unlawfully"
    ) || ["infring", "violat", "misappropriat", "misus"].iter().any(|stem| line.word(end).starts_with(stem))
    {
        end += 1;
    }
    start..end
}

fn wrong(line: &Line<'_>, verbs: Range<usize>) -> Option<Wrong> {
    let has = |stem: &str| line.begins(verbs.clone(), &[stem]).is_some();
    Some(match (has("infring"), has("misappropriat"), has("violat")) {
        (true, true, true) => Wrong::All,
        (true, true, false) => Wrong::InfringedOrMisappropriated,
        (true, false, true) => Wrong::InfringedOrViolated,
        (true, false, false) => Wrong::Infringed,
        (false, true, false) => Wrong::Misappropriated,
        (false, _, true) => Wrong::Violated,
        (false, false, false) => return None,
    })
}

/// To the end of the rights that a claim is about.
fn rights_end(line: &Line<'_>, start: usize) -> usize {
    const RIGHTS: [&str; 34] = [
        "patent",
        "patents",
        "copyright",
        "copyrights",
        "trademark",
        "trademarks",
        "trade",
        "moral",
        "privacy",
        "publicity",
        "design",
        "designs",
        "intellectual",
        "other",
        "any",
        "proprietary",
        "service",
        "confidential",
        "secret",
        "secrets",
        "rights",
        "right",
        "or",
        "and",
        "contractual",
        "registered",
        "database",
        "mark",
        "marks",
        "personality",
        "the",
        "common",
        "foreign",
        "united",
    ];
    let mut at = start;
    while at < line.len() {
        let word = line.word(at);
        let list = matches!(word, "," | "or" | "and");
        let ends = matches!(word, "." | ";" | ")" | ":" | "whether" | "regardless" | "provided" | "and/or")
            || list && !RIGHTS.contains(&line.word(at + 1)) && !line.is_capital(at + 1)
            || list
                && line.is(at + 1, &["any"])
                && line.is(at + 2, &["and", "claims", "claim", "loss", "losses", "liability"])
            || opens_exclusion(line, at).is_some()
            || line.says(at, &["to", "the", "extent"])
            || link_at(line, at).is_some()
            || at > start && line.mention(at).is_some_and(|mention| !mention.possessive) && list;
        if ends {
            break;
        }
        at += 1;
    }
    at
}

/// How a cause stands that a link leads to.
fn arising(cover: &Cover<'_, '_>, usage: &Usage) -> (Shape, Range<usize>) {
    let line = cover.line();
    let mut cause = usage.words.clone();
    // "from Agency's breach or from Client's use": the second "from" goes along.
    if let Some(link) = cover.links().find(|link| link.end == cause.start)
        && line.is(link.start.wrapping_sub(1), &["or", "and", ","])
        && cover.link.as_ref().is_some_and(|first| first.start != link.start)
    {
        cause.start = link.start;
    }
    if let Some(item) = whole_item(cover, &cause) {
        return (Shape::Item, item);
    }
    if cause.start > 1 && line.is(cause.start - 1, &["from", "of", "to"]) && line.is(cause.start - 2, &["or", "and"]) {
        cause.start -= 1;
    }
    let before = line.is(cause.start.wrapping_sub(1), &[",", "or", "and"]);
    let after = is_joined_behind(line, cause.end);
    let led = cover.links().any(|link| link.end == cause.start);
    let ends = cause.end >= cover.end() || !after;
    match () {
        () if before || (led && after) => (Shape::Member, cause),
        () if led && ends => (Shape::Arising, cause),
        () => (Shape::Other, cause),
    }
}

fn is_joined_behind(line: &Line<'_>, end: usize) -> bool {
    const ASIDES: [&str; 18] = [
        "whether",
        "regardless",
        "except",
        "including",
        "provided",
        "unless",
        "save",
        "even",
        "irrespective",
        "without",
        "to",
        "in",
        "and",
        "which",
        "as",
        "by",
        "notwithstanding",
        "however",
    ];
    line.is(end, &["or", "and"]) || line.word(end) == "," && !ASIDES.contains(&line.word(end + 1))
}

/// The item of a list that consists of this cause.
fn whole_item(cover: &Cover<'_, '_>, cause: &Range<usize>) -> Option<Range<usize>> {
    let duty = cover.duty;
    let line = cover.line();
    if duty.item.is_some() {
        return None;
    }
    let item = line.item(cause.start)?;
    let mut range = cause.clone();
    while range.start > 0 && line.item(range.start - 1) == Some(item) {
        range.start -= 1;
    }
    while range.end < duty.end && line.item(range.end) == Some(item) {
        range.end += 1;
    }
    let lead = range.start..cause.start;
    let bare = lead.is_empty()
        || link_at(line, lead.start).is_some_and(|link| link.end >= cause.start)
        || lead.clone().all(|at| {
            matches!(
                line.word(at),
                "any" | "claims" | "claim" | "all" | "losses" | "from" | "the" | "arising" | "out" | "of"
            )
        });
    let tail = (cause.end..range.end).all(|at| matches!(line.word(at), ";" | "," | "." | "and" | "or"));
    let alone = (0..line.len()).any(|at| line.item(at).is_some_and(|other| other != item));
    (bare && tail && alone).then_some(range)
}

impl Wrong {
    pub fn name(self) -> &'static str {
        match self {
            Wrong::Infringed => "infringe",
            Wrong::InfringedOrMisappropriated => "infringe-misappropriate",
            Wrong::InfringedOrViolated => "infringe-violate",
            Wrong::All => "infringe-misappropriate-violate",
            Wrong::Misappropriated => "misappropriate",
            Wrong::Violated => "violate",
        }
    }
}

/// What is done to the work, by its last word.
pub(super) fn making(line: &Line<'_>, product: &Range<usize>) -> Making {
    let last = product.end.checked_sub(1).map_or("", |at| line.word(at));
    match last {
        "services" | "service" => Making::Performing,
        "deliverable" | "deliverables" | "work" | "works" | "materials" | "content" | "design" | "designs"
        | "creative" | "artwork" | "website" | "websites" | "results" | "output" | "outputs" | "documentation" => {
            Making::Producing
        }
        "product" if line.is(product.end.wrapping_sub(2), &["work"]) => Making::Producing,
        _ => Making::Supplying,
    }
}
