//! Why a party may end the contract. In: a [`Line`] with a right to end it. Out: its [`Ground`], or
//! that there is none: an end for convenience.

use std::ops::Range;

use super::line::Line;
use crate::facts::{Duration, Value};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// No ground needed.
    None,
    /// A breach, a default, a failure, misconduct.
    Breach,
    Insolvency,
    ChangeOfControl,
    /// Another event (force majeure, loss of a permit, an injunction).
    Event,
}

impl Ground {
    pub fn word(self) -> &'static str {
        match self {
            Ground::None => "convenience",
            Ground::Breach => "breach",
            Ground::Insolvency => "insolvency",
            Ground::ChangeOfControl => "change-of-control",
            Ground::Event => "event",
        }
    }
}

/// Said outright: no ground is needed.
const FREE: [&str; 54] = [
    "at its pleasure",
    "at his pleasure",
    "at their pleasure",
    "at our pleasure",
    "without grounds",
    "without giving grounds",
    "without any grounds",
    "on any day",
    "for any other reason",
    "for convenience",
    "for its convenience",
    "for their convenience",
    "for your convenience",
    "for our convenience",
    "without cause",
    "any reason",
    "no reason",
    "without reason",
    "without any reason",
    "at will",
    "without specifying",
    "without giving any reason",
    "with or without",
    "unfettered discretion",
    "for its own convenience",
    "without showing cause",
    "without assigning",
    "whatever reason",
    "without justification",
    "change your mind",
    "changes its mind",
    "without good cause",
    "is not in default",
    "are not in default",
    "is not in breach",
    "is not at fault",
    "without stating",
    "without giving a reason",
    "without giving reasons",
    "without having to give",
    "its own reasons",
    "at its convenience",
    "at their convenience",
    "at its own convenience",
    "at our convenience",
    "at your convenience",
    "need not give any reason",
    "need not give reasons",
    "necessity of showing",
    "best interest of",
    "best interests of",
    "done anything wrong",
    "done nothing wrong",
    "regardless of fault",
];
/// What a party only wishes: "whenever it so chooses", "when you like", "whenever its needs dictate".
const WHIMS: [&str; 16] = [
    "want", "wants", "wish", "wishes", "choose", "chooses", "like", "likes", "please", "pleases", "fit", "dictate",
    "dictates", "suit", "suits", "desires",
];
/// "has not put it right": cured in plain words.
pub const PUT_RIGHT: [&str; 14] = [
    "fix it",
    "fixes it",
    "fixed it",
    "fix this",
    "fix that",
    "fix things",
    "fix them",
    "fix the",
    "put right",
    "put it right",
    "put this right",
    "put that right",
    "put them right",
    "made good",
];
const BREACH: [&str; 22] = [
    "misses",
    "missed",
    "breach",
    "default",
    "fail",
    "violat",
    "misconduct",
    "misrepresent",
    "infring",
    "non",
    "unpaid",
    "neglect",
    "fraud",
    "late",
    "delinquen",
    "noncompliance",
    "contraven",
    "bad",
    "uncured",
    "unremed",
    "dishonest",
    "neglig",
];
const INSOLVENCY: [&str; 9] =
    ["insolv", "bankrupt", "receiver", "liquidat", "winding", "creditor", "dissol", "administrator", "administration"];
/// What nobody does wrong.
const BEYOND_CONTROL: [&str; 5] = [
    "force majeure",
    "beyond its reasonable control",
    "beyond their reasonable control",
    "is enjoined",
    "are enjoined",
];
const OUT_OF_BUSINESS: [&str; 6] = [
    "ceases to do business",
    "ceases to carry on",
    "ceases doing business",
    "ceases business",
    "ceases its business",
    "cease to do business",
];
const EVENTS: [&str; 22] = [
    "if",
    "should",
    "whenever",
    "where",
    "when",
    "because",
    "occurrence",
    "injunction",
    "ceases",
    "cease",
    "majeure",
    "illness",
    "death",
    "disability",
    "comply",
    "complies",
    "regulatory",
    "revoked",
    "unable",
    "rejects",
    "rejection",
    "case",
];

const HAPPENS: [&str; 7] =
    ["in the event", "as a result", "due to", "upon learning", "upon receipt", "upon becoming", "circumstances"];
/// What heads a list of grounds.
const HEADS: [&str; 5] =
    ["upon the occurrence", "following cases", "following events", "certain events", "any of the following"];
/// The ground stands in another clause, or is the other party's consent.
const ELSEWHERE: [&str; 13] = [
    "as follows",
    "indicated below",
    "set forth in",
    "in accordance with",
    "pursuant to",
    "as provided",
    "as set forth",
    "as described",
    "under section",
    "by mutual",
    "mutual agreement",
    "mutual written",
    "agreement of the parties",
];

/// The ground and where its first word stands; none where there is none.
pub fn ground(line: &Line, verb: usize, wish: bool) -> Option<(Ground, Option<usize>)> {
    if is_outright(line) {
        return None;
    }
    if incurable(line).is_some() || cure_denied(line) {
        return Some((Ground::Breach, None));
    }
    let opening = (0..verb).rev().find(|at| line.word(*at) == "provided").unwrap_or(0);
    // "if Client wishes to terminate": the wish itself is no ground.
    let ahead = opening..if wish { verb.saturating_sub(9).max(opening) } else { verb };
    let behind = verb..caveat(line, verb);
    let seek = |stems: &[&str]| line.stem(ahead.clone(), stems).or_else(|| line.stem(behind.clone(), stems));
    let control = || {
        line.phrase(
            0..line.len(),
            &[
                "change of control",
                "change in control",
                "change of ownership",
                "change in ownership",
                "merges with",
                "merges into",
                "merge with",
                "merge into",
                "merged with",
                "merged into",
                "consolidated with",
                "amalgamates with",
                "is taken over",
                "are taken over",
                "is acquired by",
                "are acquired by",
                "comes under the control",
                "come under the control",
                "passes into other hands",
                "new owner",
                "new owners",
                "acquired by another",
                "acquired by a third",
                "majority of the shares",
                "sale of the majority",
                "all or substantially all of the assets",
                "substantially all of the assets",
                "substantially all of its assets",
                "acquisition of the beneficial ownership",
            ],
        )
        .or_else(|| {
            // "if the ownership or the management of Licensor passes to another"
            const MOVES: [&str; 9] =
                ["changes", "change", "passes", "pass", "transferred", "alters", "acquired", "acquires", "sold"];
            const HELD: [&str; 5] = ["control", "ownership", "shareholding", "shareholdings", "shareholders"];
            // "any person acquires fifty per cent of the voting shares"
            const TAKES: [&str; 8] =
                ["acquires", "acquire", "acquired", "buys", "obtains", "gains", "purchases", "takes"];
            // "more than half of the voting shares in Licensor pass to a person"
            const SHARES: [&str; 5] = ["shares", "stock", "equity", "capital", "interests"];
            const MOST: [&str; 8] = ["half", "majority", "voting", "issued", "percent", "cent", "%", "control"];
            let most = |at: usize| SHARES.contains(&line.word(at)) && line.holds(at.saturating_sub(7)..at, &MOST);
            (0..line.len()).find(|at| {
                (HELD.contains(&line.word(*at)) || most(*at))
                    && (line.holds(*at..*at + 8, &MOVES)
                        || line.holds(at.saturating_sub(10)..*at, &TAKES)
                        || line.holds(at.saturating_sub(4)..*at, &["change", "transfer"]))
            })
        })
    };
    let refuses = || {
        line.phrase(
            0..behind.end,
            &[
                "miss a",
                "misses a",
                "miss any",
                "misses any",
                "miss one",
                "misses one",
                "not comply",
                "not do",
                "not keep",
                "not fulfil",
                "not honour",
                "not honor",
                "not observe",
                "not carry out",
                "not live up",
                "break a",
                "break any",
                "break its",
                "break our",
                "break your",
                "breaks a",
                "breaks an",
                "breaks any",
                "breaks its",
                "not perform",
                "not pay",
                "not paid",
                "not made",
                "not meet",
                "not met",
                "not received",
                "past due",
                "days overdue",
            ],
        )
    };
    if line.says(&BEYOND_CONTROL) {
        return Some((Ground::Event, None));
    }
    if line.says(&OUT_OF_BUSINESS) {
        return Some((Ground::Insolvency, None));
    }
    let breach = seek(&BREACH).or_else(refuses).filter(|at| !is_renewal_word(line, *at));
    // Of one item of a list the first word tells: "files for bankruptcy …, or makes a bad transfer".
    let failed =
        line.item.as_ref().and_then(|_| seek(&INSOLVENCY)).filter(|at| breach.is_some_and(|breach| *at < breach));
    if failed.is_some() {
        return Some((Ground::Insolvency, failed));
    }
    let for_cause = || line.phrase(behind.clone(), &["for cause", "for good cause", "with cause", "for just cause"]);
    if let Some(at) = breach.or_else(for_cause) {
        return Some((Ground::Breach, Some(at)));
    }
    if let Some(at) = seek(&INSOLVENCY) {
        return Some((Ground::Insolvency, Some(at)));
    }
    if let Some(at) = control() {
        return Some((Ground::ChangeOfControl, Some(at)));
    }
    // "as follows: (a) by either party on notice": the head of a list is no ground of its items.
    let list = |at: &usize| line.item.as_ref().is_none_or(|item| line.token(*at) >= item.start);
    let happens = |range: Range<usize>| {
        let heads = || line.phrase(range.clone(), &HEADS).filter(list);
        let event = |at: &usize| EVENTS.contains(&line.word(*at)) && !is_reservation(line, *at);
        // "upon the occurrence of any of these: (a) notice by Client": the item itself needs no event.
        let told = || {
            line.item.as_ref().is_some_and(|item| crate::terms::scope::holds(line.contract, item.clone(), &["notice"]))
        };
        let heading = |at: &usize| list(at) || !(line.word(*at) == "occurrence" && told() || is_notice_alone(line));
        range
            .clone()
            .find(|at| event(at) && heading(at))
            .or_else(|| line.phrase(range.clone(), &HAPPENS))
            .or_else(heads)
    };
    // "by mutual agreement or by either party on notice": the second needs no agreement.
    let mutual =
        |at: &usize| line.word(*at) == "by" || line.word(*at).starts_with("mutual") || line.word(*at) == "agreement";
    let besides = |at: &usize| mutual(at) && line.phrase(*at..line.len(), &["or by"]).is_some();
    let elsewhere = || line.phrase(behind.clone(), &ELSEWHERE).filter(|at| list(at) && !besides(at));
    happens(ahead).or_else(|| happens(behind.clone())).or_else(elsewhere).map(|at| (Ground::Event, Some(at)))
}

/// "may terminate if: … (c) upon Agency giving Client 60 days' notice": the item is a notice and nothing more.
fn is_notice_alone(line: &Line) -> bool {
    let Some(item) = line.item.as_ref() else { return false };
    let words = || (0..line.len()).filter(|at| item.contains(&line.token(*at)));
    let opens = words().next().is_some_and(|at| matches!(line.word(at), "upon" | "on" | "by"));
    let gives = words().any(|at| line.word(at).starts_with("giv") || line.word(at).starts_with("provid"));
    let notice = words().any(|at| line.word(at) == "notice");
    opens && gives && notice && !words().any(|at| EVENTS.contains(&line.word(at)))
}

/// "if permitted by law", "if any", "if not otherwise contrary to law": nothing that must happen.
fn is_reservation(line: &Line, at: usize) -> bool {
    // "in each case on 60 days' notice": whichever of them it is.
    if line.word(at) == "case" {
        return line.holds(at.saturating_sub(1)..at, &["each", "either", "any"]);
    }
    line.word(at) == "if"
        && (matches!(line.word(at + 1), "permitted" | "applicable" | "required" | "so")
            || line.word(at + 1) == "any" && matches!(line.word(at + 2), "," | "." | ";")
            || line.word(at + 1) == "not" && matches!(line.word(at + 2), "otherwise" | "prohibited" | "contrary"))
}

/// "non-renewal" and "notice of non-renewal" are no default.
fn is_renewal_word(line: &Line, at: usize) -> bool {
    matches!(line.word(at), "non" | "later" | "latest" | "none" | "nonetheless")
        && line.stem(at + 1..at + 3, &["pay", "perform", "compl", "conform"]).is_none()
}

pub fn is_outright(line: &Line) -> bool {
    // "should he for any reason fall ill": a ground, whatever its own reason.
    const OPENINGS: [&str; 8] = ["if", "should", "event", "becomes", "become", "decline", "declines", "not"];
    (0..line.len())
        .filter(|at| line.phrase(*at..*at + 1, &FREE).is_some())
        .any(|at| !line.holds(at.saturating_sub(5)..at, &OPENINGS) && !is_of_a_condition(line, at))
        || is_whim(line)
}

/// "whenever it wishes": no ground but the will to leave.
fn is_whim(line: &Line) -> bool {
    (0..line.len()).any(|at| match line.word(at) {
        "whenever" => line.holds(at + 2..at + 6, &WHIMS),
        "when" | "if" => {
            let so = line.word(at + 2) == "so" && WHIMS.contains(&line.word(at + 3));
            so || line.word(at) == "when" && WHIMS.contains(&line.word(at + 2))
        }
        _ => false,
    })
}

/// "may terminate if the bureau declines for any reason to serve": the reason of what must happen.
fn is_of_a_condition(line: &Line, at: usize) -> bool {
    const CONDITIONS: [&str; 5] = ["if", "should", "whenever", "when", "event"];
    let condition = (0..at).rev().find(|at| CONDITIONS.contains(&line.word(*at)));
    condition.is_some_and(|condition| {
        !line.holds(condition..at, &["may", "right", "entitled", "option", "agreement", "contract", "party"])
    })
}

/// Where a proviso begins: what stands there does not make the right depend on a ground.
fn caveat(line: &Line, verb: usize) -> usize {
    let proviso = line.position(verb..line.len(), &["provided", "except", "however", "unless", "whereupon"]);
    let upshot = line.phrase(verb..line.len(), &["in which", "by which", "and such", "and this"]);
    let stop = (verb..line.len()).find(|at| line.word(*at) == "." && *at > verb);
    proviso.into_iter().chain(upshot).chain(stop).min().unwrap_or(line.len())
}

/// Nothing is asked but notice, or not even that; and the words are no refusal to renew.
pub fn is_free(line: &Line, verb: usize, noticed: bool) -> bool {
    let outright = is_outright(line);
    let anytime = line.says(&[
        "at any time",
        "any time",
        "sole discretion",
        "own discretion",
        "at its option",
        "at its election",
        "at their option",
        "absolute discretion",
        "whenever it wishes",
        "whenever it likes",
        "whenever it wants",
        "whenever we like",
        "whenever we want",
        "whenever you want",
        "at its pleasure",
        "when it pleases",
        "whenever you like",
        "at once",
        "with immediate effect",
    ]);
    let notice =
        line.stem(verb.saturating_sub(25)..line.len(), &["notice", "notif", "writing", "warning", "telling"]).is_some();
    !refuses_renewal(line, verb) && (outright || anytime || noticed || notice)
}

/// "unless terminated by either party 60 days before the end of the term".
fn refuses_renewal(line: &Line, verb: usize) -> bool {
    let renews = line.stem(0..line.len(), &["renew", "extend", "extension", "successive", "thereafter"]).is_some();
    let before = line
        .phrase(
            verb.saturating_sub(30)..line.len(),
            &[
                "prior to the end",
                "prior to the expir",
                "before the end",
                "before the expiration",
                "prior to the expiration",
                "prior to expiration",
                "prior to the expiry",
                "prior to the renewal",
                "prior to the anniversary",
                "prior to the commencement",
                "before the expiry",
                "prior to such",
                "prior to each",
                "prior to any",
                "prior to renewal",
                "before renewal",
                "then current",
                "at the end of",
                "at the expiration",
                "at the expiry",
                "upon expiration of",
                "end of the initial",
                "end of the term",
                "end of each",
                "end of any",
                "end of such",
                "end of that",
                "end of the then",
                "end of said",
                "expiration of the",
                "expiry of the",
                "before the renewal",
                "anniversary date",
                "expiration date",
            ],
        )
        .is_some();
    let unless = line.position(0..verb, &["unless"]).is_some();
    let outright = is_outright(line)
        || line.says(&["any time thereafter", "any time after", "any time by", "any time before", "any time prior to"]);
    !outright
        && (before && (renews || line.holds(verb..line.len(), &["end", "expiration", "expiry"])) || renews && unless)
}

/// "which is incapable of remedy", "without opportunity to cure".
/// Does it speak of putting the breach right at all?
pub fn is_curable(line: &Line) -> bool {
    line.stem(0..line.len(), &["cure", "curing", "uncured", "remed", "correct", "rectif", "unremedied"]).is_some()
        || line.says(&PUT_RIGHT)
}

/// The right waits until the other party has had its chance, however long that is.
pub fn awaits_cure(line: &Line) -> bool {
    const CURES: [&str; 5] = ["cure", "curing", "remed", "correct", "rectif"];
    const NOT: [&str; 8] = ["fails", "fail", "failed", "failure", "not", "without", "unless", "until"];
    let waits = |at: usize| line.stem(at..at + 6, &CURES).is_some() || line.phrase(at..at + 4, &PUT_RIGHT).is_some();
    let refused = ["opportunity to cure", "cannot be", "incapable", "not capable", "need to cure", "right to cure"];
    let denied = incurable(line).is_some()
        || cure_denied(line)
        || line.phrase(0..line.len(), &["without opportunity"]).is_some();
    let spoken = (0..line.len()).any(|at| NOT.contains(&line.word(at)) && waits(at));
    let uncured = line.stem(0..line.len(), &["uncured", "unremedied"]).is_some();
    !denied && (uncured || spoken && !line.says(&refused))
}

/// "fails to have the site running within seventy days": the time that it has stands beside the failure.
pub fn in_time(line: &Line, ground: usize) -> bool {
    let behind = ground + 1..(ground + 18).min(line.len());
    line.word(ground).starts_with("fail")
        && line.position(behind.clone(), &["within"]).is_some_and(|within| {
            let cures = line.stem(behind.start..within, &["cure", "curing", "remed", "correct", "rectif", "notice"]);
            let near = line.token(within)..line.token((within + 6).min(behind.end));
            let long = |duration: &Duration| duration.days() >= 10.0;
            let facts = line.contract.facts.quantities_within(near);
            cures.is_none()
                && facts.iter().any(|fact| matches!(&fact.value, Value::Duration(duration) if long(duration)))
        })
}

/// "without opportunity to cure": a breach that could be put right, and may not.
pub fn cure_denied(line: &Line) -> bool {
    line.says(&[
        "without opportunity to cure",
        "no opportunity to cure",
        "without any cure",
        "no cure period",
        "without regard to any period",
        "an opportunity to remedy",
        "opportunity to remedy",
        "opportunity to cure",
        "any opportunity to cure",
        "an opportunity to cure",
        "time to remedy",
    ]) && line.position(0..line.len(), &["without", "no", "not"]).is_some()
}

pub fn incurable(line: &Line) -> Option<Span> {
    let at = line.phrase(
        0..line.len(),
        &[
            "cannot be cured",
            "cannot be remedied",
            "incapable of cure",
            "incapable of being",
            "incapable of remedy",
            "not capable of",
            "not curable",
            "incurable",
            "irremediable",
        ],
    )?;
    // "cannot be cured within thirty days": only not so soon.
    if line.holds(at + 3..at + 5, &["within", "during", "in"]) {
        return None;
    }
    line.span(at..(at + 3).min(line.len()))
}
