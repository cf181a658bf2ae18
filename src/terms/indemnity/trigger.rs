//! What sets an indemnity off. In: a [`Cover`]. Out: its [`Trigger`]s, each with its words.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::link::link_at;
use crate::span::Span;

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
    // "Losses that result from defects shall be borne by Agency": the causes stand before the verb.
    let before = if line.is(cover.duty.verb, &["borne"]) { cover.duty.start..cover.duty.verb } else { 0..0 };
    for at in before.chain(cover.places().filter(|at| *at > from)) {
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

pub(super) fn note(line: &Line<'_>, at: usize, found: &mut Vec<Trigger>) {
    if let Some(kind) = kind_at(line, at)
        && !found.iter().any(|known| known.kind == kind)
    {
        found.push(Trigger { kind, span: line.span(at..at + 1) });
    }
}

/// Losses are listed before the causes; "fines, taxes and injuries" are none where a cause follows.
pub(super) fn causes_from(cover: &Cover<'_, '_>) -> usize {
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
pub(super) fn named_claims<'c>(cover: &'c Cover<'_, '_>, from: usize) -> impl Iterator<Item = usize> + use<'c> {
    let line = cover.line();
    (cover.duty.verb..from).filter(move |at| {
        let related = line.is(at + 1, &["-", "related"]) && line.is(at + 2, &["related", "claims", "claim"]);
        let claims = line.is(at + 1, &["claims", "claim"]) && kind_at(line, *at).is_some();
        // "any payments, taxes, interest and penalties assessed against Client"
        let assessed =
            line.is(*at, &["taxes", "customs"]) && line.holds(at + 1..at + 10, &["assessed", "imposed", "levied"]);
        related || claims || assessed
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
    // "For any default in such observance Client shall be indemnified".
    let opens = line.holds(floor..floor + 6, &["if", "event", "should", "where", "case"])
        || line.is(floor, &["for"]) && line.is(floor + 1, &["any", "every", "each"]);
    // "Liability connected with the sale of the goods shall be borne by Agency": the causes stand before.
    let borne = line.is(cover.duty.verb, &["borne", "met", "satisfied", "discharged"]);
    if borne || refers_back(cover) {
        return floor..cover.duty.verb;
    }
    if opens { floor..start } else { 0..0 }
}

/// "shall bear all taxes, and shall indemnify Client for any action with respect thereto".
pub(super) fn refers_back(cover: &Cover<'_, '_>) -> bool {
    let line = cover.line();
    let back = line.find(cover.duty.verb..line.len(), &["thereto", "thereof", "therefrom", "therewith", "therefor"]);
    back.is_some_and(|at| {
        line.holds(at.saturating_sub(3)..at, &["respect", "relation", "connection", "relating", "related", "arising"])
    })
}

pub(super) fn kind_at(line: &Line<'_>, at: usize) -> Option<Kind> {
    let word = line.word(at);
    let near = |ahead: usize, behind: usize, words: &[&str]| {
        line.holds(at.saturating_sub(ahead)..at, words) || line.holds(at + 1..at + 1 + behind, words)
    };
    Some(match word {
        // "infringe any law": a law is broken, a right infringed.
        _ if word.starts_with("infring")
            && line.holds(at + 1..at + 6, &STATUTES)
            && !line.holds(at + 1..at + 12, &RIGHTS) =>
        {
            Kind::Law
        }
        _ if word.starts_with("infring") || word.starts_with("misappropriat") => Kind::IpInfringement,
        // "disputes that result from Agency's intellectual property"
        "intellectual" if line.is(at + 1, &["property"]) && is_led(line, at) => Kind::IpInfringement,
        "breach" | "breaches" if near(0, 4, &["security"]) || line.is(at.wrapping_sub(1), &["data", "security"]) => {
            Kind::Data
        }
        "breach" | "breaches" if near(0, 6, &["law", "laws", "statute", "regulation", "regulations"]) => Kind::Law,
        // "any inaccuracy of the information that Client furnished": what it furnished, and no promise.
        "inaccuracy" | "inaccuracies" | "incompleteness"
            if near(0, 9, &["information", "material", "materials", "data", "content"])
                && !near(0, 9, &["representation", "representations", "warranty", "warranties"]) =>
        {
            Kind::Content
        }
        "breach" | "breaches" | "breached" | "breaching" | "misrepresentation" | "misrepresentations"
        | "inaccuracy" | "nonperformance" | "nonfulfillment" | "nonfulfilment" => Kind::Breach,
        // "do not keep any promise in this agreement", "anything you told us turns out not to be right"
        "keep" | "kept"
            if near(3, 0, &["not", "never"]) && near(0, 4, &["promise", "promises", "agreement", "term", "terms"]) =>
        {
            Kind::Breach
        }
        "break" | "breaks" | "broke" | "broken"
            if near(0, 4, &["promise", "promises", "agreement", "contract", "term", "terms"]) =>
        {
            Kind::Breach
        }
        // "has not observed any provision of it", "proves incorrect"
        "observed" | "complied" | "fulfilled" if near(3, 0, &["not", "never"]) => Kind::Breach,
        "performed"
            if near(3, 0, &["not", "never"]) && near(0, 5, &["obligation", "obligations", "provision", "term"]) =>
        {
            Kind::Breach
        }
        "incorrect" | "untrue" if near(12, 0, &["warranty", "warranties", "representation", "representations"]) => {
            Kind::Breach
        }
        "non" if line.holds(at + 1..at + 3, &["performance", "fulfilment", "fulfillment", "observance"]) => {
            Kind::Breach
        }
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
        "disclosure" if near(0, 4, &["confidential"]) => Kind::Breach,
        "unauthorized" | "unauthorised"
            if line.holds(at + 1..at + 7, &["trademark", "trademarks", "copyright", "copyrights", "marks"]) =>
        {
            Kind::IpInfringement
        }
        "recklessness" | "fault" => Kind::Negligence,
        "omissions" if near(3, 0, &["errors"]) => Kind::Negligence,
        _ if word.starts_with("negligen") => return (!is_waved_aside(line, at)).then_some(Kind::Negligence),
        "environmental" if near(0, 3, &["law", "laws", "regulation", "regulations", "requirements"]) => Kind::Law,
        "regulatory" | "governmental" | "government"
            if line.is(at + 1, &["agency", "agencies", "authority", "authorities", "body"])
                && near(5, 0, &["action", "actions", "proceeding", "proceedings", "investigation"]) =>
        {
            Kind::Law
        }
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
        "customs" | "excise" if near(0, 2, &["duties", "duty", "taxes"]) => Kind::Taxes,
        // "claims that the Content infringes": what infringes is not one more cause.
        "content" | "advertising" | "advertisement" | "advertisements" | "materials"
            if is_said_to_infringe(line, at) =>
        {
            return None;
        }
        "creative" | "creatives" if line.is_capital(at) && !near(0, 1, &["services", "work"]) => Kind::Content,
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
        "deficiency" | "deficiencies" if near(0, 7, &["product", "products", "goods", "services"]) => Kind::Products,
        "product" | "products" if line.is(at + 1, &["liability"]) || is_sold(line, at) || is_cause(line, at) => {
            Kind::Products
        }
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

/// "regardless of the negligence of any indemnified party": no cause, and no excuse either.
fn is_waved_aside(line: &Line<'_>, at: usize) -> bool {
    line.holds(at.saturating_sub(7)..at, &["regardless", "irrespective", "notwithstanding"])
}

const STATUTES: [&str; 9] =
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

/// Do words that lead to a cause stand right before the place, with no more than its owner between?
fn is_led(line: &Line<'_>, at: usize) -> bool {
    let ends = |from: usize| link_at(line, from).is_some_and(|link| link.end <= at && at - link.end <= 5);
    (at.saturating_sub(8)..at)
        .any(|from| ends(from) && !(from..at).any(|place| line.begins(place..place + 1, &["breach"]).is_some()))
}

/// "claims that the Content, or its use, infringes": what is said to infringe is no cause of its own.
pub(super) fn is_said_to_infringe(line: &Line<'_>, at: usize) -> bool {
    let item = line.item(at);
    let stops = |place: &usize| line.item(*place) == item && !line.is(*place, &[";", "."]);
    let verb = (at + 1..at + 30).take_while(stops).find(|place| line.begins(*place..place + 1, &["infring"]).is_some());
    let Some(verb) = verb else { return false };
    let said = (at.saturating_sub(14)..at)
        .rev()
        .take_while(stops)
        .any(|place| line.is(place, &["that", "alleging", "asserting", "claiming"]));
    verb <= at + 3 || said && !line.holds(at..verb, &["that", "which"])
}

/// "violation of law", "violates any patent", "violation of this Agreement".
fn violation(line: &Line<'_>, at: usize) -> Option<Kind> {
    let near = at + 1..at + 12;
    if line.word(at) == "compliance" {
        let non = matches!(line.before(at), "-" | "non");
        return (non && line.holds(near, &STATUTES)).then_some(Kind::Law);
    }
    let law = line.find(near.clone(), &STATUTES);
    let rights = line.find(near.clone(), &RIGHTS);
    match (law, rights) {
        (Some(law), Some(rights)) if rights < law => Some(Kind::IpInfringement),
        (Some(_), _) => Some(Kind::Law),
        (None, Some(_)) => Some(Kind::IpInfringement),
        _ => line
            .holds(
                near,
                &[
                    "agreement",
                    "agreements",
                    "contract",
                    "terms",
                    "obligations",
                    "covenant",
                    "covenants",
                    "representation",
                    "representations",
                    "warranty",
                    "warranties",
                    "provision",
                    "provisions",
                    "undertakings",
                ],
            )
            .then_some(Kind::Breach),
    }
}

/// "arising out of the Company Products": the goods themselves are the cause.
fn is_cause(line: &Line<'_>, at: usize) -> bool {
    const CAUSES: [&[&str]; 5] = [
        &["in", "connection", "with"],
        &["arising", "out", "of"],
        &["arising", "from"],
        &["resulting", "from"],
        &["caused", "by"],
    ];
    // "of the Products or Client's breach": the goods, and something of its own behind them.
    let joined = line.is(at + 1, &["or", "and"]) && (at + 2..at + 4).any(|next| line.mention(next).is_some());
    let ends = joined || !line.word(at + 1).starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let first = at.saturating_sub(6);
    let cause =
        (first..at).any(|place| CAUSES.iter().any(|words| line.says(place, words) && at - (place + words.len()) <= 3));
    ends && cause
}

/// "the sale of the Products", "distribution of its product(s)".
fn is_sold(line: &Line<'_>, at: usize) -> bool {
    line.holds(at.saturating_sub(6)..at, &["sale", "sales", "distribution", "marketing", "manufacture", "production"])
}
