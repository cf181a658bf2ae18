//! Who indemnifies. In: a contract. Out: a [`Duty`] for each place where a party takes the burden on
//! itself: its line, its verb and its subject. Procedure, references to an indemnity and denials are
//! none. [`verb`] and [`passive`] read how it is said, [`subject`] by whom. `cover` comes next.

mod passive;
mod subject;
mod verb;

use std::ops::Range;
use std::sync::LazyLock;

use super::line::Line;
use super::link::link_at;
use crate::contract::Contract;
use crate::outline::{SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone)]
pub(super) struct Duty<'a> {
    pub sentence: SentenceId,
    pub line: Line<'a>,
    pub indemnitor: Bound,
    pub indemnitor_span: Option<Span>,
    /// Where its words begin: the subject or, in a passive, the one who is covered.
    pub start: usize,
    /// The verb.
    pub verb: usize,
    /// Where the line stops being about this duty.
    pub end: usize,
    /// The item of the list that the verb stands in.
    pub item: Option<usize>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("verb", "(indemnify | indemnifies | indemnified)"),
        ("harmless", "(hold | holds | held | save | saves | saved | keep | keeps | kept) ..25 harmless"),
        (
            "harmless",
            "(hold | holds | held | keep | keeps | kept) {party} [fully | entirely | wholly | clear and] free (of | from) ..10 (claim* | loss | losses | damage* | cost* | liabilit* | demand* | penny | expense* | awarded | sums)",
        ),
        ("harmless", "(hold | holds | keep | keeps | make | makes) {party} whole (against | from | for | in respect)"),
        ("defend", "{party} {shall} ..4 defend"),
        ("defend", "{party} agrees that it {shall} ..5 defend"),
        ("assume", "{party} {shall} ..10 (assume | take over | undertake | take on | take up) ..6 (defense | defence)"),
        ("plain", "{party} {shall} ..3 (cover | pay | reimburse | compensate | protect | settle | bear | meet)"),
        ("plain", "{party} {shall} (stand in | step into) ..3 (shoes | place | position) ..3 (meet | pay | bear)"),
        (
            "good",
            "{party} {shall} ..3 (make good | compensate) ..20 (any | all | every | each) [and all | and every] (loss* | liabilit* | claim | claims | expense*) ..30 \
             (aris* | connect* | connection | result* | relat* | linked | origin* | stem* | flow* | deriv* | caused by | (suffer* | sustain* | incur*) ..3 (through | because | as))",
        ),
        (
            "borne",
            "(loss | losses | damages | liability | liabilities | damage | claim | claims) ..16 (result* | aris* | caus* | connect* | relat* | by reason of | flow* | stem* | consequen* | attribut*) ..24 \
             {shall} be ..2 (borne | met | satisfied | discharged | made good)",
        ),
        ("liable", "{party} {shall} be (liable | responsible) (for indemnifying | to indemnify)"),
        // "You will cover us for every claim that has to do with the event."
        (
            "good",
            "{party} {shall} ..3 (cover | pay | protect | reimburse | compensate) {party} ..30 (any | all | every | each) [and all | and every] (loss | losses | liability | liabilities | claim | claims) ..30 \
             (aris* | connect* | connection | result* | relat* | because | linked | origin* | stem* | flow* | deriv* | to do with | come* from | came from)",
        ),
        ("noun", "{party} {shall} ..2 (give | provide | grant) ..8 (indemnity | indemnification)"),
    ])
});

pub(super) fn read(contract: &Contract) -> Vec<Duty<'_>> {
    let found = contract.find(&CUES);
    let mut duties: Vec<Duty<'_>> = Vec::new();
    for one in &found {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        if let Some(duty) = judge(contract, one, found.name(one)) {
            add(&mut duties, duty);
        }
    }
    duties.sort_by_key(|duty| duty.line.token(duty.verb));
    part(&mut duties);
    duties
}

/// "Defend, indemnify and hold harmless" is one duty, and so are "will defend … and will indemnify …".
fn add<'a>(duties: &mut Vec<Duty<'a>>, duty: Duty<'a>) {
    let same = |known: &&mut Duty<'a>| {
        known.sentence == duty.sentence
            && known.item == duty.item
            && (known.indemnitor == duty.indemnitor || known.verb == duty.verb)
    };
    match duties.iter_mut().rev().take(8).find(same) {
        Some(known) if duty.verb < known.verb && known.indemnitor == duty.indemnitor => *known = duty,
        Some(_) => {}
        None => duties.push(duty),
    }
}

/// A line ends where the next duty of its sentence begins.
fn part(duties: &mut [Duty<'_>]) {
    for place in 1..duties.len() {
        let (head, tail) = duties.split_at_mut(place);
        let (Some(one), Some(next)) = (head.last_mut(), tail.first()) else { continue };
        if one.sentence == next.sentence {
            let start = one.line.place(next.line.token(next.start));
            if start > one.verb {
                one.end = one.end.min(start);
            }
        }
    }
}

fn judge<'a>(contract: &'a Contract, one: &Match, cue: &str) -> Option<Duty<'a>> {
    let sentence = contract.outline.sentence(one.sentence);
    let token = match cue {
        "harmless" => one.tokens.start,
        "good" => made_good(contract, one),
        "assume" => assumed(contract, one),
        _ => one.tokens.end - 1,
    };
    let line = Line::around(contract, sentence, token);
    let finder = Finder { verb: line.place(token), line: &line };
    let spoken = match cue {
        "plain" if !finder.is_about_claims() => return None,
        // "harmless to the environment" is no promise.
        "harmless" if contract.document.text.tokens().at(one.tokens.end) == "to" => return None,
        "defend" if !finder.defends_claims() => return None,
        // Who conducts the defence is procedure, unless it is asked for before anything is proved.
        "assume" if !finder.is_asked_for() => return None,
        "noun" | "liable" => finder.giving(),
        // "Losses that result from Agency's delay shall be borne by Agency."
        "borne" => finder.borne_by(line.place(one.tokens.start)),
        _ if finder.is_participle() => finder.passive().or_else(|| finder.keeping()),
        _ => finder.active(),
    }?;
    let (verb, end, item) = (finder.verb, finder.clause_end(), line.item(finder.verb));
    Some(Duty {
        sentence: one.sentence,
        indemnitor: spoken.indemnitor,
        indemnitor_span: spoken.words.map(|words| line.span(words)),
        start: spoken.start,
        verb,
        end,
        item,
        line,
    })
}

/// "shall at its own expense assume the defence": its verb.
fn assumed(contract: &Contract, one: &Match) -> usize {
    let verb = |at: &usize| matches!(contract.document.text.tokens().at(*at), "assume" | "take" | "undertake");
    one.tokens.clone().find(verb).unwrap_or(one.tokens.start)
}

/// "shall make good": its first verb.
fn made_good(contract: &Contract, one: &Match) -> usize {
    let verb = |at: &usize| {
        matches!(
            contract.document.text.tokens().at(*at),
            "make" | "compensate" | "cover" | "pay" | "protect" | "reimburse"
        )
    };
    one.tokens.clone().find(verb).unwrap_or(one.tokens.start)
}

/// Who takes the duty on.
struct Spoken {
    indemnitor: Bound,
    words: Option<Range<usize>>,
    start: usize,
}

struct Finder<'l, 'a> {
    line: &'l Line<'a>,
    verb: usize,
}

const MODALS: [&str; 6] = ["shall", "will", "must", "'ll", "shalt", "agrees"];
const AGREEING: [&str; 9] =
    ["agrees", "agree", "undertakes", "undertake", "covenants", "covenant", "promises", "promise", "commits"];

impl<'a> Finder<'_, 'a> {
    fn is_participle(&self) -> bool {
        matches!(self.line.word(self.verb), "indemnified" | "held" | "kept" | "saved")
    }

    /// Where another main clause begins behind the causes: "…, and Agency shall obtain insurance".
    fn clause_end(&self) -> usize {
        const SUBORDINATE: [&str; 12] = [
            "that", "which", "if", "when", "where", "who", "than", "unless", "extent", "provided", "whether", "because",
        ];
        let line = self.line;
        let link = (self.verb..line.len()).find_map(|at| link_at(line, at));
        let Some(from) = link.map(|link| link.end + 2) else { return line.len() };
        let opens = |at: usize| {
            let mention = line.mention(at).filter(|mention| !mention.possessive)?;
            let (start, end) = (line.over_article(line.extent(mention).start), line.extent(mention).end);
            let joined = line.is(start.wrapping_sub(1), &["and", "but"]) && line.is(start.wrapping_sub(2), &[",", ";"]);
            let told = joined || line.is(start.wrapping_sub(1), &[",", ";", "."]);
            let comma = (self.verb..start.saturating_sub(2)).rev().find(|at| line.is(*at, &[",", ";", "."]));
            let clause = if joined { start - 2 } else { comma? };
            // "…, In any case to which it applies, Agency shall obtain insurance" begins with its condition.
            let leads = line.is(clause + 1, &["in", "if", "where", "when", "should"]) && line.is_capital(clause + 1);
            let main = line.is(end, &["shall", "will", "must"]) && (leads || !line.holds(clause..start, &SUBORDINATE));
            let same = line.item(start) == line.item(self.verb);
            (start > from && told && main && same).then_some(if leads { clause + 1 } else { start })
        };
        (from..line.len()).find_map(opens).unwrap_or(line.len())
    }

    /// "We will pay what a court orders if you are sued": plain words for an indemnity.
    fn is_about_claims(&self) -> bool {
        const CLAIMS: [&str; 6] = ["sued", "sues", "lawsuit", "lawsuits", "sue", "court"];
        const OTHER: [&str; 12] = [
            "insurance",
            "policy",
            "prevailing",
            "collect",
            "collecting",
            "collection",
            "overdue",
            "enforce",
            "enforcing",
            "enforcement",
            "unpaid",
            "arbitration",
        ];
        const PRICE: [&str; 7] = ["fee", "fees", "price", "charges", "invoice", "invoices", "royalties"];
        let line = self.line;
        let end = line.find(self.verb + 1..line.len(), &["shall", "will", "must", ";"]).unwrap_or(line.len());
        let rest = 0..end;
        let near = self.verb + 1..self.verb + 9;
        // "protect us against claims", and not "protect the secrets against disclosure".
        let covers = line.is(self.verb, &["cover"]) && line.holds(self.verb + 1..self.verb + 6, &["against"])
            || line.is(self.verb, &["protect"])
                && line.holds(near.clone(), &["against", "from"])
                && line.holds(near, &["claim", "claims", "suits", "actions", "proceedings"]);
        let claim = line.holds(rest.clone(), &CLAIMS) || self.is_claimed_by_others(end) || covers;
        claim && !line.holds(rest, &OTHER) && !line.holds(self.verb..self.verb + 5, &PRICE)
    }

    /// "if somebody else claims that …", "claims made against you by third parties".
    fn is_claimed_by_others(&self, end: usize) -> bool {
        let line = self.line;
        // "Should any third party bring a claim because …, Agency shall bear".
        let condition = line.holds(0..6, &["if", "event", "should", "where"])
            && line.holds(0..self.verb, &["claim", "claims", "action", "proceedings", "proceed", "proceeds"])
            && line.holds(0..self.verb, &["third", "anyone", "somebody", "someone"]);
        condition
            || (self.verb..end).any(|at| {
                matches!(line.word(at), "claims" | "claim")
                    && (line.holds(at.saturating_sub(4)..at, &["anyone", "somebody", "someone", "else", "third"])
                        || line.holds(at..at + 3, &["against"]))
            })
    }

    /// "on first request", "upon demand", before any court has spoken.
    fn is_asked_for(&self) -> bool {
        // "As soon as the Buyer asks", "on first request".
        let asked = |at: usize| {
            self.line.is(at, &["on", "upon"]) && self.line.holds(at + 1..at + 5, &["demand", "request"])
                || self.line.is(at, &["when", "whenever", "as"])
                    && self.line.holds(at + 1..at + 6, &["asks", "requests", "demands", "requires"])
        };
        let such = (self.verb..self.verb + 14).any(|at| {
            self.line.is(at, &["such", "that", "those", "these"])
                && self.line.is(at + 1, &["claim", "claims", "action", "actions", "proceedings"])
        });
        (0..self.line.len()).any(asked) && !such
    }

    /// "shall defend any claim …", not "defend its title" or "defend the Marks".
    fn defends_claims(&self) -> bool {
        const CLAIMS: [&str; 9] =
            ["claim", "claims", "suit", "suits", "action", "actions", "proceeding", "proceedings", "lawsuit"];
        let near = self.verb..self.verb + 25;
        // "If a third party claims that …, Agency shall defend Client and pay the damages awarded."
        let condition = self.line.holds(0..6, &["if", "event", "should", "where"])
            && (self.line.holds(0..self.verb, &CLAIMS)
                || self.line.begins(0..self.verb, &["alleg"]).is_some()
                || self.line.holds(0..self.verb, &["says", "accuses", "complains"]))
            && self
                .line
                .holds(self.verb..self.verb + 14, &["pay", "damages", "cover", "judgment", "judgement", "settlement"]);
        condition || self.line.holds(near.clone(), &CLAIMS) || self.line.begins(near, &["indemni", "alleg"]).is_some()
    }
}
