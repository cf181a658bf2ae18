//! How the contract goes on after its first term. In: a contract. Out: [`Renewal`]s: by itself, at
//! one party's option, or by agreement; for how long; and how it is stopped.

use std::sync::LazyLock;

use super::calendar;
use super::line::{self, Line};
use crate::contract::Contract;
use crate::facts::{Duration, Fact, Unit, is_month};
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, scope};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// By itself, unless somebody stops it.
    Automatic,
    /// At one party's option.
    Option,
    /// Only when the parties agree.
    Agreed,
}

impl Manner {
    pub fn word(self) -> &'static str {
        match self {
            Manner::Automatic => "automatic",
            Manner::Option => "option",
            Manner::Agreed => "agreed",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    pub manner: Manner,
    /// The words that make it so ("automatically").
    pub manner_span: Option<Span>,
    /// Whose option it is, or who can stop it.
    pub by: Bound,
    pub by_span: Option<Span>,
    pub length: Option<(Duration, Option<Span>)>,
    pub notice: Option<(Duration, Span)>,
    pub reminder: bool,
    /// "by October 1 of that year": the last day for stopping it is a date.
    pub dated: bool,
    /// What the new term costs is said with it: an index, an agreement, a new price.
    pub priced: bool,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("automatic", "(automatic* | tacitly) ..12 (renew* | extend* | continu* | extension | prolong*)"),
        ("automatic", "(renew* | extend* | continu* | extension | prolong*) ..12 (automatic* | tacitly)"),
        (
            "automatic",
            "({shall} | {may}) ..6 (renew | renewed | renews | extended | extend | continue) ..40 (unless | until)",
        ),
        ("automatic", "(renewable | extendable | extendible) ..14 unless ..3 (notice | either | a party)"),
        (
            "automatic",
            "(unless | until | failing | absent | absence of) ..60 {shall} ..6 (renew | renewed | extended | extend | continue | prolonged)",
        ),
        ("automatic", "(is | are) (renewed | extended | prolonged) ..30 (unless | until)"),
        ("automatic", "(unless | until) ..40 (is | are) (renewed | extended | prolonged)"),
        ("automatic", "(continues | runs) from (year to year | month to month)"),
        ("automatic", "(goes on | continues | runs on) for another (year | term | period)"),
        (
            "automatic",
            "(roll over | rolls over | roll on | rolls on | roll forward | rolls forward | run on | runs on | carry on | carries on | start again | starts again | begin again | begins again) ..2 (for | into | as) ..2 (another | further | successive | consecutive | additional | new | fresh | second | equal)",
        ),
        ("automatic", "renew for ..4 (further | successive | additional | consecutive | subsequent) ..24 unless"),
        // "shall be held to have been renewed for a like period", "a further year then begins"
        (
            "automatic",
            "(deemed | taken | held | considered | treated | regarded) ..4 (renewed | extended | prolonged) !(not ..3 (deemed | taken | held | considered | treated | regarded))",
        ),
        (
            "automatic",
            "(further | new | successive | fresh | another | like | second) ..3 (term | period | year) ..10 (begins | begin | starts | follows | follow | commences | is added) \
             &(unless | save where | except where | in the absence of | if ..20 not)",
        ),
        (
            "option",
            "{may} ..3 (keep ..4 going | stretch | carry on with | run on) ..16 (contract | agreement | term | period | periods | year | years | months)",
        ),
        ("option", "{may} ..2 (stretch | prolong) it"),
        ("automatic", "(renews | auto renew | auto renews | rolls over)"),
        (
            "automatic",
            "({shall} | and) ..8 (from year to year | year to year | month to month | evergreen | annually thereafter)",
        ),
        (
            "automatic",
            "{shall} be (renewed | extended | prolonged) ..12 (successive | additional | further | consecutive | subsequent)",
        ),
        (
            "automatic",
            "{shall} (renew | be extended | extend | continue) ..8 (successive | additional | further | consecutive | subsequent)",
        ),
        (
            "automatic",
            "(if | where) ..10 (not | no) ..40 {shall} [be] (continue | renew | renewed | extend | extended | prolonged) ..2 (a | another | one | the | further) ..3 (year | years | months | term | period | two | twelve)",
        ),
        ("automatic", "{shall} [be] (renew | renewed | extend | extended) ..20 (provided | if)"),
        (
            "option",
            "(option | options | right | rights | may | elect | elects | election | request | entitled) ..20 (renew* | extend* | extension | prolong*)",
        ),
        ("agreed", "(renew* | extend* | extension) ..25 (mutual* | agreement of | agree | agrees | in writing)"),
    ])
});

pub fn read(contract: &Contract) -> Vec<Renewal> {
    let found = contract.find(&CUES);
    let mut all: Vec<Renewal> = Vec::new();
    for name in ["automatic", "option", "agreed"] {
        for one in found.named(name) {
            let sentence = contract.outline.sentence(one.sentence);
            let known = all.iter().any(|known| known.sentence == one.sentence);
            if !known && matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition) {
                // Of the items of a list the one that tells the notice: "unless ended (i) … or (ii) on 30 days' notice".
                let lines = Line::of(contract, one);
                let read = lines.iter().filter_map(|line| renewal(line, name, one));
                all.extend(read.reduce(|first, next| match (first.notice, next.notice) {
                    (None, Some(_)) if next.manner == first.manner => next,
                    _ => first,
                }));
            }
        }
    }
    all.sort_by_key(|renewal| renewal.span.start);
    all
}

fn renewal(line: &Line, cue: &str, found: &Match) -> Option<Renewal> {
    let range =
        line.place(found.tokens.start).unwrap_or(0)..line.place(found.tokens.end - 1).map_or(line.len(), |at| at + 1);
    let automatic = line.stem(range.clone(), &["automatic", "tacit", "auto"]);
    let stands = |at: &usize| ["renew", "exten", "prolong"].iter().any(|stem| line.word(*at).starts_with(stem));
    let close = |at: &usize| automatic.map_or(*at, |automatic| at.abs_diff(automatic));
    let reach = range.start.saturating_sub(6)..(range.end + 6).min(line.len());
    let main = reach.filter(stands).min_by_key(close).or_else(|| line.stem(range.clone(), &["continu"]));
    let verb = main.or_else(|| {
        line.stem(
            range.clone(),
            &[
                "auto",
                "keep",
                "stretch",
                "roll",
                "run",
                "carr",
                "start",
                "begin",
                "year",
                "month",
                "evergreen",
                "annually",
            ],
        )
    })?;
    if cue == "automatic"
        && line
            .stem(range.clone(), &["declin", "cancel", "fail"])
            .is_some_and(|at| automatic.is_some_and(|automatic| automatic < at))
    {
        return None;
    }
    // "subject to Client's right to extend it, shall automatically terminate": that is its end.
    let ends = |at: usize| line.stem(at + 1..at + 3, &["terminat", "expir", "end", "laps"]).is_some();
    if automatic.is_some_and(ends) {
        return None;
    }
    if !of_the_term(line, verb) || is_denied(line, verb, automatic.unwrap_or(verb)) {
        return None;
    }
    // "may ask Customer to extend it": nobody must.
    if cue == "option" && line.holds(verb.saturating_sub(6)..verb, &["ask", "asks"]) {
        return None;
    }
    let manner = match cue {
        "automatic" if is_agreed(line, automatic) => Manner::Agreed,
        "automatic" if is_optional(line, verb, automatic) => Manner::Option,
        "automatic" if automatic.is_none() && !is_open(line, verb) => return None,
        "automatic" => Manner::Automatic,
        "option" if is_agreed(line, automatic) => Manner::Agreed,
        "option" => Manner::Option,
        _ => Manner::Agreed,
    };
    let by = match manner {
        // "Client may, by giving Agency notice, extend": the subject of the permission.
        Manner::Option => line.subject(range.start).or_else(|| line.subject(verb)),
        _ => stopper(line, verb),
    };
    Some(Renewal {
        manner,
        manner_span: automatic.and_then(|at| line.span(at..at + 1)),
        by: line::known(&by),
        by_span: by.map(|named| named.span(line.contract)),
        length: length(line, verb),
        notice: notice(line).or_else(|| next_notice(line)),
        reminder: line.stem(0..line.len(), &["remind"]).is_some(),
        dated: is_dated(line),
        priced: is_priced(line),
        sentence: line.sentence.id,
        clause: line.sentence.clause,
        span: line.whole(),
    })
}

/// It is the contract or its term that goes on, and not a patent, a loan, a deadline or a duty.
fn of_the_term(line: &Line, verb: usize) -> bool {
    const OTHERS: [&str; 20] = [
        "registration",
        "registrations",
        "patent",
        "domain",
        "lease",
        "insurance",
        "policy",
        "deadline",
        "domain",
        "note",
        "loan",
        "permit",
        "permits",
        "trademark",
        "trademarks",
        "delivery",
        "credit",
        "confidentiality",
        "obligations",
        "warranty",
    ];
    const PERIODS: [&str; 8] =
        ["test", "evaluation", "trial", "deadline", "schedule", "completion", "time", "acceptance"];
    if line.holds(verb..(verb + 6).min(line.len()), &PERIODS) {
        return false;
    }
    let near = verb.saturating_sub(12)..(verb + 12).min(line.len());
    let term = line
        .stem(
            near.clone(),
            &[
                "agreement",
                "contract",
                "term",
                "year",
                "month",
                "subscription",
                "it",
                "renewal",
                "period",
                "sow",
                "engagement",
                "successive",
                "licen",
            ],
        )
        .is_some();
    term && !line.holds(verb.saturating_sub(7)..(verb + 5).min(line.len()), &OTHERS)
}

/// "shall not automatically renew", "no automatic renewal".
fn is_denied(line: &Line, verb: usize, automatic: usize) -> bool {
    let first = verb.min(automatic);
    line.position(first.saturating_sub(4)..first.max(verb), &["not", "no", "never", "nor", "neither", "any"]).is_some()
        || line.stem(first.saturating_sub(3)..first, &["without"]).is_some()
}

fn is_agreed(line: &Line, automatic: Option<usize>) -> bool {
    automatic.is_none()
        && (line.stem(0..line.len(), &["mutual"]).is_some()
            || line.says(&[
                "agree in writing",
                "agreed in writing",
                "parties agree",
                "written agreement",
                "both parties agree",
                "parties may agree",
                "agreed by the parties",
                "good faith",
            ]))
}

fn is_optional(line: &Line, verb: usize, automatic: Option<usize>) -> bool {
    // "may be renewed unless either party gives notice of non-renewal": it goes on by itself.
    let stopped = line.position(verb..line.len(), &["unless"]).is_some_and(|unless| {
        line.stem(unless..line.len(), &["nonrenew"]).is_some()
            || line
                .phrase(unless..line.len(), &["non renewal", "non - renewal", "non-renewal", "not to renew"])
                .is_some()
    });
    automatic.is_none()
        && !stopped
        && (line.position(verb.saturating_sub(8)..verb, &["may", "option", "right", "elect", "elects"]).is_some()
            || line.says(&["at the option", "sole option", "its option", "exercise its option"]))
}

/// Goes on with nobody's doing: until stopped, or from year to year.
fn is_open(line: &Line, verb: usize) -> bool {
    let renews = ["renew", "exten", "prolong"].iter().any(|stem| line.word(verb).starts_with(stem));
    let unless = renews
        && line
            .position(0..line.len(), &["unless", "until", "failing", "absent", "absence", "save", "except"])
            .is_some()
        && line
            .stem(0..line.len(), &["notice", "notif", "cancel", "terminat", "object", "write", "tell", "told"])
            .is_some()
        && line
            .stem(
                0..line.len(),
                &["successive", "additional", "further", "consecutive", "subsequent", "renew", "another", "thereafter"],
            )
            .is_some();
    let deal = line
        .position(
            0..line.len(),
            &["agreement", "contract", "term", "sow", "engagement", "subscription", "licence", "license"],
        )
        .is_some()
        || line.says(&["your plan", "your licence", "your license", "membership"]);
    let goes_on = line.stem(0..line.len(), &["continu", "renew", "exten", "rolls", "runs"]).is_some();
    let rolling = deal && goes_on && line.says(&["year to year", "month to month", "successive", "evergreen"]);
    let provided = line
        .position(verb..(verb + 14).min(line.len()), &["provided"])
        .is_some_and(|at| line.word(at - 1) != "as" && line.word(at + 1) != "that");
    // "Unless you cancel before the anniversary, your plan rolls over".
    let rolls = deal
        && (line.stem(verb..verb + 1, &["roll"]).is_some()
            || line.says(&["goes on for another", "continues for another", "runs on for another"]));
    // "it starts again for another year", "carries on for further periods".
    let again = (deal || line.holds(0..verb, &["it"]))
        && line
            .phrase(
                verb..verb + 1,
                &["roll over", "roll on", "roll forward", "rolls", "run on", "runs on", "carry on", "carries on"],
            )
            .or_else(|| line.phrase(verb..verb + 1, &["start again", "starts again", "begin again", "begins again"]))
            .is_some();
    // "if nobody has heard from Customer, it will continue for a further two years".
    let silent = goes_on
        && line.position(0..verb, &["if", "where"]).is_some_and(|at| line.holds(at..verb, &["not", "no", "nobody"]))
        && line.says(&["for a further", "for another", "for one further", "from term to term", "for a second"]);
    unless || rolling || rolls || again || silent || renews && provided
}

/// The party whose notice stops it.
fn stopper(line: &Line, verb: usize) -> Option<crate::terms::subject::Named> {
    let unless = line
        .position(0..line.len(), &["unless", "until", "if", "save", "except", "failing", "absent", "absence"])
        .unwrap_or(verb);
    let gives = line.stem(
        unless..line.len(),
        &[
            "giv", "provid", "notif", "elect", "deliver", "terminat", "cancel", "inform", "desire", "object", "send",
            "advise", "tell", "told", "say",
        ],
    )?;
    line.subject(gives).or_else(|| line.agent(gives, &["by", "of"]))
}

/// The length of each new term: beside "periods", "term"; or "annually", "from year to year".
fn length(line: &Line, verb: usize) -> Option<(Duration, Option<Span>)> {
    let stop = line
        .position(verb..line.len(), &["unless", "save", "provided"])
        .filter(|at| *at > verb + 2)
        .unwrap_or(line.len());
    let near = |fact: &Fact, at: usize| {
        let behind = line.after(fact);
        let counts = line
            .stem(
                at.saturating_sub(8)..(behind + 6).min(line.len()),
                &[
                    "period",
                    "term",
                    "successive",
                    "additional",
                    "another",
                    "further",
                    "extension",
                    "renewal",
                    "consecutive",
                    "each",
                    "for",
                    "one",
                ],
            )
            .is_some();
        let notice =
            line.stem(behind..(behind + 4).min(stop), &["notice", "prior", "before", "written", "advance"]).is_some();
        counts && !notice && at < stop
    };
    let behind = line
        .durations()
        .find(|(at, length, fact)| *at >= verb && *at < stop && near(fact, *at) && length.days() >= 7.0);
    if let Some((_, length, fact)) = behind {
        return Some((length, Some(fact.span)));
    }
    let every = |phrases: &[&str]| line.phrase(verb.saturating_sub(6)..stop, phrases);
    let yearly = every(&["annually", "annual", "year to year", "yearly", "each year", "a year", "one - year"]);
    let monthly = every(&["month to month", "monthly", "month - to"]);
    if let Some(length) =
        line.position(verb..stop, &["until", "through", "to"]).and_then(|at| calendar::since(line, at))
    {
        return Some((length, None));
    }
    let counted = yearly.map(|at| (Unit::Year, at)).or(monthly.map(|at| (Unit::Month, at)));
    counted.map(|(unit, at)| (Duration { amount: 1.0, unit }, line.span(at..at + 1)))
}

/// The notice that stops it: a length of time before the end.
fn notice(line: &Line) -> Option<(Duration, Span)> {
    let stops = |at: usize, behind: usize| {
        line.stem(behind..(behind + 9).min(line.len()), &["prior", "before", "notice", "advance", "notif", "preced"])
            .is_some()
            || line.stem(at.saturating_sub(7)..at, &["notice", "least", "than", "notif"]).is_some()
    };
    let unless = line.position(0..line.len(), &["unless", "until", "if", "save", "except", "provided"]);
    let found = line.durations().find(|(at, _, fact)| {
        let behind = line.after(fact);
        // "successive terms of one year each unless notice is given": what stands before "unless" is a term.
        let each = line.word(behind) == "each" || line.word(behind) == "unless";
        unless.is_some_and(|unless| *at > unless)
            && !each
            && stops(*at, behind)
            && (!line.holds(behind..behind + 3, &["periods", "terms", "term", "period"])
                || line.holds(behind..behind + 2, &["before", "prior"]))
    });
    found.filter(|(_, length, _)| length.days() <= 400.0).map(|(_, length, fact)| (length, fact.span))
}

/// "Either party may prevent renewal by giving 60 days' notice", in a sentence close by.
fn next_notice(line: &Line) -> Option<(Duration, Span)> {
    let contract = line.contract;
    let own = line.sentence.id.0;
    // "does not give such notice" looks back.
    let back = if line.says(&["such notice", "such a notice", "that notice"]) { own.saturating_sub(1) } else { own };
    let places = [own + 1, own + 2, back].into_iter().filter(|place| *place != own);
    let parent = |clause: ClauseId| contract.outline.clause(clause).parent;
    let near = places.filter_map(|place| contract.outline.sentences.get(place));
    near.filter(|sentence| {
        sentence.clause == line.sentence.clause || parent(sentence.clause) == parent(line.sentence.clause)
    })
    .find_map(|sentence| {
        // "Such notice must be given ninety days before the end of the term."
        let same = sentence.id.0 == own + 1
            && scope::holds(contract, sentence.tokens.start..sentence.tokens.start + 2, &["such", "this", "that"])
            && scope::holds(contract, sentence.tokens.start..sentence.tokens.start + 4, &["notice", "notification"]);
        let stops = (same
            || scope::begins(contract, sentence.tokens.clone(), &["renew", "extend", "extension", "nonrenew"]))
            && scope::begins(contract, sentence.tokens.clone(), &["notice", "notif"]);
        let facts = contract.facts.quantities_within(sentence.tokens.clone()).iter();
        let length = facts.filter_map(|fact| match fact.value {
            crate::facts::Value::Duration(length) => Some((length, fact)),
            _ => None,
        });
        let before = |fact: &Fact| {
            scope::holds(contract, fact.tokens.end..fact.tokens.end + 9, &["prior", "before", "notice", "advance"])
        };
        length
            .filter(|(length, _)| stops && length.days() <= 400.0)
            .find(|(_, fact)| before(fact))
            .map(|(length, fact)| (length, fact.span))
    })
}

/// "unless notice is given by October 1": a day of the year stands for the time before the end; not the last
/// day of the first term, "until January 18, 2022".
fn is_dated(line: &Line) -> bool {
    let unless = line.position(0..line.len(), &["unless", "if", "save", "except"]);
    let year = |at: usize| (at + 1..at + 4).any(|at| line.word(at).len() == 4 && line.word(at).starts_with("20"));
    unless.is_some_and(|unless| {
        (unless..line.len()).any(|at| {
            let number = |at: usize| line.word(at).as_bytes().first().is_some_and(u8::is_ascii_digit);
            is_month(line.word(at)) && !year(at) && (number(at + 1) || number(at.saturating_sub(1)))
        })
    })
}

/// "The fees for each renewal term rise with the index": in the sentence or the next. "Without adjustment" is none.
fn is_priced(line: &Line) -> bool {
    let contract = line.contract;
    let tokens = contract.document.text.tokens();
    let same = |range: std::ops::Range<usize>| {
        range.into_iter().any(|at| {
            matches!(tokens.at(at), "without" | "no")
                && scope::begins(
                    contract,
                    at + 1..at + 4,
                    &["adjust", "increase", "index", "revis", "uplift", "review"],
                )
        })
    };
    let next = contract.outline.sentences.get(line.sentence.id.0 + 1);
    let own = [Some(line.sentence), next.filter(|next| next.clause == line.sentence.clause)];
    own.into_iter().flatten().any(|sentence| {
        scope::begins(contract, sentence.tokens.clone(), &["fee", "price", "rate", "charge"])
            && !same(sentence.tokens.clone())
            && (scope::holds(contract, sentence.tokens.clone(), &["agree", "agrees", "agreed"])
                || scope::begins(
                    contract,
                    sentence.tokens.clone(),
                    &["index", "current", "negotiat", "increase", "rise", "adjust"],
                ))
    })
}
