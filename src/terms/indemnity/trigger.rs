//! What sets an indemnity off. In: a [`Cover`]. Out: its [`Trigger`]s, each with its words; and the
//! catch-all ("arising out of or in connection with this Agreement") with the words to take hold of.

use std::ops::Range;

use super::cover::{Cover, link_at};
use super::line::Line;
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    IpInfringement,
    Breach,
    Negligence,
    Wilful,
    InjuryProperty,
    Law,
    Data,
    Taxes,
    Use,
    Products,
    Content,
    Employment,
    AnyArising,
    Other,
}

impl Kind {
    /// The word for it in fact sheets.
    pub fn name(self) -> &'static str {
        match self {
            Kind::IpInfringement => "ip_infringement",
            Kind::Breach => "breach",
            Kind::Negligence => "negligence",
            Kind::Wilful => "wilful",
            Kind::InjuryProperty => "injury_property",
            Kind::Law => "law",
            Kind::Data => "data",
            Kind::Taxes => "taxes",
            Kind::Use => "use",
            Kind::Products => "products",
            Kind::Content => "content",
            Kind::Employment => "employment",
            Kind::AnyArising => "any_arising",
            Kind::Other => "other",
        }
    }

    /// What the indemnitor did, or did not do as it should.
    pub fn is_fault(self) -> bool {
        matches!(self, Kind::Breach | Kind::Negligence | Kind::Wilful | Kind::Law | Kind::IpInfringement | Kind::Data)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    pub kind: Kind,
    pub span: Span,
}

/// The causes that the cover names, with where each stands first.
pub(super) fn read(cover: &Cover<'_, '_>) -> Vec<Trigger> {
    let line = cover.line();
    let mut found: Vec<Trigger> = Vec::new();
    let from = causes_from(cover);
    for at in cover.places().filter(|at| *at > from) {
        note(line, at, &mut found);
    }
    for at in condition(cover).chain(named_claims(cover, from)) {
        note(line, at, &mut found);
    }
    for own in &cover.defined {
        for at in 0..own.len() {
            note(own, at, &mut found);
        }
    }
    found
}

fn note(line: &Line<'_>, at: usize, found: &mut Vec<Trigger>) {
    if let Some(kind) = kind_at(line, at)
        && !found.iter().any(|known| known.kind == kind)
    {
        found.push(Trigger { kind, span: line.span(at..at + 1) });
    }
}

/// Losses are listed before the causes; "fines, taxes and injuries" are none where a cause follows.
fn causes_from(cover: &Cover<'_, '_>) -> usize {
    let line = cover.line();
    let verb = cover.duty.verb;
    let pleaded = line.find(verb..cover.end(), &["that", "alleging", "asserting"]).filter(|at| {
        line.holds(
            at.saturating_sub(5)..*at,
            &["claim", "claims", "allegation", "allegations", "suit", "action", "actions", "proceeding"],
        )
    });
    let claims_for = (verb..cover.end()).find(|at| is_qualified(line, *at) && !is_bracketed(line, verb, *at));
    let link = cover.link.as_ref().map(|link| link.start);
    [pleaded, claims_for, link].into_iter().flatten().min().unwrap_or(verb)
}

/// "employment-related claims", "product liability claims": a cause before the claims.
fn named_claims<'c>(cover: &'c Cover<'_, '_>, from: usize) -> impl Iterator<Item = usize> + use<'c> {
    let line = cover.line();
    (cover.duty.verb..from).filter(move |at| {
        let related = line.is(at + 1, &["-", "related"]) && line.is(at + 2, &["related", "claims", "claim"]);
        related || line.is(at + 1, &["claims", "claim"]) && kind_at(line, *at).is_some()
    })
}

/// "claims for injury", "claims by third parties for libel".
fn is_qualified(line: &Line<'_>, at: usize) -> bool {
    const PAID: [&str; 10] =
        ["claims", "claim", "losses", "loss", "damages", "liability", "liabilities", "injury", "injuries", "suits"];
    let by_others = line.is(at + 1, &["by"]) && line.holds(at + 4..at + 7, &["for"]);
    line.is(at, &PAID) && (line.is(at + 1, &["for", "of", "from", "related"]) || by_others)
}

/// Does the place lie in brackets that were opened after `from`?
fn is_bracketed(line: &Line<'_>, from: usize, at: usize) -> bool {
    let last = (from..at).rev().find(|place| line.is(*place, &["(", ")"]));
    last.is_some_and(|place| line.word(place) == "(")
}

/// "If a claim is made that the Software infringes …, Agency shall": the words before the subject.
pub(super) fn condition(cover: &Cover<'_, '_>) -> Range<usize> {
    let line = cover.line();
    let start = cover.duty.start.min(cover.duty.verb);
    let floor = (0..start).rev().find(|at| line.is(*at, &[";", "."])).map_or(0, |at| at + 1);
    let opens = line.holds(floor..floor + 6, &["if", "event", "should", "where", "case"]);
    if opens { floor..start } else { 0..0 }
}

fn kind_at(line: &Line<'_>, at: usize) -> Option<Kind> {
    let word = line.word(at);
    let near = |ahead: usize, behind: usize, words: &[&str]| {
        line.holds(at.saturating_sub(ahead)..at, words) || line.holds(at + 1..at + 1 + behind, words)
    };
    Some(match word {
        _ if word.starts_with("infring") || word.starts_with("misappropriat") => Kind::IpInfringement,
        "breach" | "breaches" if near(0, 4, &["security"]) || line.is(at.wrapping_sub(1), &["data", "security"]) => {
            Kind::Data
        }
        "breach" | "breaches" if near(0, 6, &["law", "laws", "statute", "regulation", "regulations"]) => Kind::Law,
        "breach" | "breaches" | "breached" | "breaching" | "misrepresentation" | "misrepresentations"
        | "inaccuracy" | "nonperformance" | "nonfulfillment" | "nonfulfilment" => Kind::Breach,
        "default" | "defaults" if !line.holds(at + 1..at + 3, &["judgment"]) => Kind::Breach,
        "failure" | "failing" | "fails" | "fail" if near(0, 14, &["law", "laws", "regulations", "statutes"]) => {
            Kind::Law
        }
        "failure" | "failing" | "fails"
            if near(
                0,
                9,
                &[
                    "perform",
                    "comply",
                    "observe",
                    "fulfil",
                    "fulfill",
                    "agreement",
                    "obligations",
                    "duties",
                    "contract",
                ],
            ) =>
        {
            Kind::Breach
        }
        "violation" | "violations" | "violate" | "violates" | "violated" | "noncompliance" | "compliance" => {
            violation(line, at)?
        }
        "unauthorized" | "unauthorised" if line.holds(at + 1..at + 4, &["disclosure"]) => Kind::Breach,
        "unauthorized" | "unauthorised"
            if line.holds(at + 1..at + 7, &["trademark", "trademarks", "copyright", "copyrights", "marks"]) =>
        {
            Kind::IpInfringement
        }
        "recklessness" | "fault" => Kind::Negligence,
        "omissions" if near(3, 0, &["errors"]) => Kind::Negligence,
        _ if word.starts_with("negligen") => Kind::Negligence,
        "misconduct" | "misfeasance" | "malfeasance" | "deceit" | "dishonesty" | "bad" => {
            return (word != "bad" || line.word(at + 1) == "faith").then_some(Kind::Wilful);
        }
        _ if ["wilful", "willful", "intentional", "fraud", "dishonest", "deliberate", "malicious"]
            .iter()
            .any(|stem| word.starts_with(stem)) =>
        {
            Kind::Wilful
        }
        "death" | "bodily" | "disease" => Kind::InjuryProperty,
        "injury" | "injuries" | "injured" if !line.holds(at.saturating_sub(2)..at, &["irreparable"]) => {
            Kind::InjuryProperty
        }
        "damage" | "damages" | "destruction" if near(2, 5, &["property", "premises"]) => Kind::InjuryProperty,
        "privacy" | "cyber" => Kind::Data,
        "data" if near(1, 3, &["personal", "breach", "protection", "security", "loss"]) => Kind::Data,
        "security" if line.word(at + 1) == "incident" => Kind::Data,
        "tax" | "taxes" | "vat" if !near(4, 4, &["income"]) || near(6, 6, &["employ", "employees", "employment"]) => {
            Kind::Taxes
        }
        "content" | "advertising" | "advertisement" | "advertisements" | "prospectus" | "literature" => Kind::Content,
        "materials"
            if near(
                3,
                3,
                &["client", "customer", "marketing", "advertising", "promotional", "furnished", "supplied", "provided"],
            ) =>
        {
            Kind::Content
        }
        "untrue" if near(0, 3, &["statement", "statements", "alleged"]) => Kind::Content,
        _ if ["defam", "libel", "slander", "obscen"].iter().any(|stem| word.starts_with(stem)) => Kind::Content,
        "recall" | "recalls" | "defect" | "defects" | "defective" | "manufacture" | "manufacturing" => Kind::Products,
        "product" | "products" if line.is(at + 1, &["liability"]) || is_sold(line, at) => Kind::Products,
        "employment" | "wages" | "wage" | "salaries" | "unemployment" | "tupe" | "compensation" => {
            return (word != "compensation"
                || line.holds(
                    at.saturating_sub(4)..at,
                    &["workers", "worker", "workmen", "employees", "employee", "unemployment"],
                ))
            .then_some(Kind::Employment);
        }
        _ => return None,
    })
}

/// "violation of law", "violates any patent", "violation of this Agreement".
fn violation(line: &Line<'_>, at: usize) -> Option<Kind> {
    let near = at + 1..at + 12;
    const LAW: [&str; 9] =
        ["law", "laws", "regulation", "regulations", "statute", "statutes", "act", "rule", "ordinance"];
    const RIGHTS: [&str; 9] = [
        "patent",
        "patents",
        "copyright",
        "copyrights",
        "trademark",
        "trademarks",
        "intellectual",
        "proprietary",
        "rights",
    ];
    if line.word(at) == "compliance" {
        let non = matches!(line.before(at), "-" | "non");
        return (non && line.holds(near, &LAW)).then_some(Kind::Law);
    }
    let law = line.find(near.clone(), &LAW);
    let rights = line.find(near.clone(), &RIGHTS);
    match (law, rights) {
        (Some(law), Some(rights)) if rights < law => Some(Kind::IpInfringement),
        (Some(_), _) => Some(Kind::Law),
        (None, Some(_)) => Some(Kind::IpInfringement),
        _ => line
            .holds(near, &["agreement", "contract", "terms", "obligations", "covenant", "covenants"])
            .then_some(Kind::Breach),
    }
}

/// "the sale of the Products", "distribution of its product(s)".
fn is_sold(line: &Line<'_>, at: usize) -> bool {
    line.holds(at.saturating_sub(6)..at, &["sale", "sales", "distribution", "marketing", "manufacture", "production"])
}

/// A cause that is no fault: the agreement or the work itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CatchAll {
    /// From the words that lead to it to its end.
    pub whole: Range<usize>,
    /// The agreement or the work alone.
    pub object: Range<usize>,
}

const SUBJECTS: [&str; 27] = [
    "products",
    "product",
    "software",
    "platform",
    "website",
    "agreement",
    "contract",
    "services",
    "service",
    "work",
    "works",
    "performance",
    "deliverables",
    "engagement",
    "project",
    "order",
    "orders",
    "activities",
    "assignment",
    "terms",
    "transactions",
    "relationship",
    "supply",
    "provision",
    "goods",
    "business",
    "sow",
];
const FAULTS: [&str; 9] =
    ["negligent", "negligence", "breach", "wrongful", "wilful", "willful", "intentional", "unlawful", "fault"];

/// The catch-all of this cover, if it has one and nothing ties it to the indemnitor's fault.
pub(super) fn catch_all(cover: &Cover<'_, '_>) -> Option<CatchAll> {
    let leading = |link: &Range<usize>| leads(cover, link);
    if named_claims(cover, causes_from(cover)).next().is_some() {
        return None;
    }
    let mut causes = cover.links().filter(leading).chain(items(cover));
    causes.find_map(|link| at_link(cover, link)).or_else(|| howsoever(cover))
}

/// Where each item begins whose link stands in the lead-in.
fn items<'c>(cover: &'c Cover<'_, '_>) -> impl Iterator<Item = Range<usize>> + use<'c> {
    let line = cover.line();
    let from = cover.link.as_ref().map_or(usize::MAX, |link| link.end);
    let begins = move |at: &usize| *at >= from && line.item(*at).is_some() && line.item(*at) != line.item(at - 1);
    cover.range().skip(1).filter(begins).map(|at| at..at)
}

/// Does a link lead to a cause of the duty, and not merely to the place of a fault: "negligence in
/// connection with the Services"?
pub(super) fn leads(cover: &Cover<'_, '_>, link: &Range<usize>) -> bool {
    let line = cover.line();
    let Some(first) = cover.link.as_ref().filter(|first| first.end < link.start) else { return true };
    let opens =
        |at: usize| line.item(at) != line.item(at.wrapping_sub(1)) || line.is(at.wrapping_sub(1), &["or", "and", ","]);
    if opens(link.start) {
        return true;
    }
    let from = (first.end..link.start).rev().find(|at| opens(*at)).unwrap_or(first.end);
    !(from..link.start).any(|at| {
        line.is(at, &["act", "acts", "omission", "omissions"])
            || matches!(
                kind_at(line, at),
                Some(Kind::Breach | Kind::Negligence | Kind::Wilful | Kind::Law | Kind::Data)
            )
    })
}

/// Words before the agreement or the work.
const LEADING: [&str; 18] = [
    ",", "the", "any", "its", "all", "and", "or", "either", ":", "their", "our", "your", "such", "this", "alleged",
    "actual", "whole", "these",
];
/// Words that make something of its own of it: "any orders that are not sent in time".
const NARROWING: [&str; 18] = [
    "that",
    "which",
    "not",
    "furnished",
    "supplied",
    "who",
    "liability",
    "recall",
    "recalls",
    "defect",
    "defects",
    "'s",
    "infringe",
    "infringes",
    "infringing",
    "failing",
    "being",
    "warranty",
];

fn at_link(cover: &Cover<'_, '_>, link: Range<usize>) -> Option<CatchAll> {
    let line = cover.line();
    // What the work itself causes is told by cause, not by anything that arises.
    if line.is(link.end.wrapping_sub(1), &["by"]) && !link.is_empty() {
        return None;
    }
    let at = object_start(cover, link.end)?;
    let tail = tail_end(cover, object_end(line, at)?);
    let ahead = if line.is(tail, &["or", "and", ",", ";"]) { tail } else { tail + 4 };
    if line.is(tail, &NARROWING) || line.holds(link.end..ahead, &FAULTS) {
        return None;
    }
    let own = line.item(at).is_none() || line.item(at) == line.item(link.start);
    let whole = if own { link.start..tail } else { at..tail };
    Some(CatchAll { whole, object: link.end..tail })
}

/// Past "the", "any" and the owner; what the other side owns is no work of the indemnitor's.
fn object_start(cover: &Cover<'_, '_>, from: usize) -> Option<usize> {
    let line = cover.line();
    (from..from + 9)
        .find(|at| {
            let owner = line.mention(*at).is_some_and(|mention| mention.possessive);
            !owner && !LEADING.contains(&line.word(*at))
        })
        .filter(|at| {
            let owners = (from..*at).filter_map(|at| line.mention(at)).map(|mention| line.bound(mention));
            !owners.into_iter().any(|owner| owner == cover.duty.indemnitor.opposite() && owner != Bound::Both)
        })
}

/// "this Agreement", "the performance of the Services", "any act or omission of Agency".
fn object_end(line: &Line<'_>, at: usize) -> Option<usize> {
    if matches!(line.word(at), "act" | "acts" | "omission")
        && line.holds(at + 1..at + 4, &["omission", "omissions", "act", "acts"])
    {
        let end = line.find(at + 1..at + 4, &["omission", "omissions", "act", "acts"])?;
        return Some(end + 1);
    }
    (at..at + 3)
        .find(|at| SUBJECTS.contains(&line.word(*at)))
        .filter(|end| {
            (at..*end).all(|at| {
                line.is_capital(at)
                    || line.shouts() && line.mention(at).is_some_and(|mention| !mention.possessive)
                    || matches!(line.word(at), "professional" | "creative" | "consulting" | "said" | "licensed")
            })
        })
        .map(|end| end + 1)
}

/// Takes along "of the Services under this Agreement", "by Agency or its subcontractors", "hereunder".
fn tail_end(cover: &Cover<'_, '_>, mut end: usize) -> usize {
    let line = cover.line();
    const ON: [&str; 10] = ["of", "by", "under", "hereunder", "hereof", "to", "pursuant", "or", "and", "in"];
    loop {
        let word = line.word(end);
        if !ON.contains(&word) || !cover.is_in(end) || link_at(line, end).is_some() {
            return end;
        }
        let mut next = end + 1;
        let limit = end + 8;
        while next < limit
            && (matches!(
                line.word(next),
                "the"
                    | "this"
                    | "that"
                    | "its"
                    | "any"
                    | "such"
                    | "other"
                    | "obligations"
                    | "employees"
                    | "agents"
                    | "subcontractors"
                    | "personnel"
                    | "officers"
                    | "client"
                    | "all"
                    | "or"
                    | "and"
                    | ","
                    | "to"
                    | "duties"
                    | "non"
                    | "-"
                    | "'s"
                    | "representatives"
                    | "contractors"
            ) || SUBJECTS.contains(&line.word(next))
                || line.mention(next).is_some())
        {
            if line.word(next) == ","
                && !line.is(next + 1, &["its", "employees", "agents", "subcontractors", "or", "officers"])
            {
                break;
            }
            next += 1;
        }
        let joined = matches!(word, "or" | "and");
        if joined && !(end + 1..next).any(|at| SUBJECTS.contains(&line.word(at))) {
            return end;
        }
        while next > end + 1
            && matches!(
                line.word(next - 1),
                "or" | "and" | "," | "to" | "the" | "its" | "any" | "such" | "other" | "this" | "all"
            )
        {
            next -= 1;
        }
        if next == end + 1 && !matches!(word, "hereunder" | "hereof") {
            return end;
        }
        end = next;
    }
}

/// "all claims, howsoever arising".
fn howsoever(cover: &Cover<'_, '_>) -> Option<CatchAll> {
    let line = cover.line();
    let at = cover.places().find(|at| {
        matches!(line.word(*at), "howsoever" | "whatsoever" | "however")
            && matches!(line.word(at + 1), "arising" | "caused" | "and" | "or")
    })?;
    let alone = !cover.links().any(|link| link.start > at + 2) && line.find(cover.range(), &FAULTS).is_none();
    let end = (at..cover.end()).find(|at| matches!(line.word(*at), "arising" | "caused")).map(|at| at + 1)?;
    alone.then_some(CatchAll { whole: at..end, object: at..end })
}
