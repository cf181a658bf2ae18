//! In: a contract. Out: [`LiquidatedDamages`]: sums agreed beforehand for a failure: who pays them,
//! at what rate, up to which cap, and whether they are all that is owed for it.

mod beside;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{
    Bound, Field, FieldKind, FieldSchema, FieldValue, KeyTerm, Reading, TermSchema, record, scope, subject, wording,
};
use crate::contract::Contract;
use crate::facts::{Fact, Mention, Side, Value, Who};
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

const KINDS: FieldKind = FieldKind::Word(&[
    ("damages", "liquidated damages"),
    ("penalty", "a penalty"),
    ("credit", "a service credit"),
    ("fee", "a fee for ending early"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "liquidated-damages",
    name: "liquidated damages",
    fields: &[
        FieldSchema::new("against", FieldKind::Bound, "says who pays them"),
        FieldSchema::new("kind", KINDS, "says what they are called"),
        FieldSchema::new("rate", FieldKind::Amount, "says how much"),
        FieldSchema::new("running", FieldKind::Flag, "lets them grow by the day, week or month"),
        FieldSchema::new("capped", FieldKind::Flag, "caps them"),
        FieldSchema::new("cap", FieldKind::Amount, "says where they stop"),
        FieldSchema::new("sole", FieldKind::Flag, "makes them the only remedy"),
        FieldSchema::new("further", FieldKind::Flag, "leaves further claims beside them"),
        FieldSchema::new("addition", FieldKind::Anchor, "leaves further claims beside them"),
        FieldSchema::new(
            "further-sentence",
            FieldKind::Anchor,
            "leaves further claims beside them in a sentence of its own",
        ),
    ],
}];

/// What the text calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Damages,
    Penalty,
    Credit,
    /// For ending the contract early.
    Fee,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    pub against: Bound,
    pub against_span: Option<Span>,
    pub name: Name,
    /// The sum or share, with its words.
    pub rate: Option<(Value, Span)>,
    /// "for each day of delay".
    pub running: Option<Span>,
    pub cap: Option<(Value, Span)>,
    /// Capped in words that hold no amount.
    pub capped: Option<Span>,
    pub sole: Option<Span>,
    /// "in addition to any other remedy".
    pub addition: Option<Span>,
    /// "Over and above these sums the Client may claim its loss": a sentence behind.
    pub further: Option<Span>,
    pub passage: Passage,
}

#[derive(Clone, Debug, Default)]
pub struct LiquidatedDamages {
    pub all: Vec<Agreed>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("damages", "(liquidated | stipulated | agreed | pre agreed) (damages | sum | compensation)"),
        ("damages", "liquidated and ascertained damages"),
        ("damages", "(delay | delayed delivery | late delivery | lateness) damages"),
        ("damages", "(delay | lateness | late delivery) (penalty | penalties)"),
        ("damages", "LDs"),
        (
            "penalty",
            "(penalty | penalties | late delivery charge | delay charge | delay damages | contractual penalty) of ..8 ({money} | {percent} | {number})",
        ),
        (
            "penalty",
            "({money} | {percent}) ..14 (per | each | every | for each | for every) ..3 (day | week | hour | calendar day | business day) ..6 \
             (delay* | late | lateness | overdue delivery | that the work | until delivery)",
        ),
        (
            "penalty",
            "(each | every | per) [full | calendar | business | working] (day | week) ..10 (late | delay* | overdue) ..8 (fee | fees | price | charges) ..4 (reduced | reduce | reduces | falls | lowered) by ({percent} | {money})",
        ),
        // "For each benefit that we do not get in full and on time, you will pay us £4,000."
        (
            "penalty",
            "(each | every) ..12 (not ..4 (get | receive | delivered | provided | met | achieved) | fail* | miss* | late) ..16 {shall} ..4 (pay | forfeit | credit) ..4 {money} !(invoice* | interest | reminder)",
        ),
        (
            "penalty",
            "(each | every | per) ..3 (day | week | hour) ..14 (slip* | late | later | delay* | overdue | behind | miss*) ..14 {shall} ..4 (pay | forfeit | credit | allow | deduct | lose) ..8 ({percent} | {money})",
        ),
        // "owes, for each commenced week of delay, 2% of the price"
        (
            "penalty",
            "(owes | owe | pays | pay | forfeits | forfeit) ..6 (each | every | per) [commenced | started | full] (day | week | month) of (delay | lateness) ..4 ({percent} | {money})",
        ),
        (
            "penalty",
            "({money} | {percent}) ..6 (per | each | every) [calendar | working] (day | week) until ..3 (work | goods | milestone | delivery | deliverable* | report | site | system) ..3 (is | are | has | have)",
        ),
        (
            "penalty",
            "(each | every | per) ..3 (day | week | month) ..14 (slip* | late | later | delay* | overdue | behind | miss*) ..14 (pays | owes | forfeits | credits | allows | loses) ..8 ({percent} | {money})",
        ),
        (
            "penalty",
            "(missed | late | later | delay | delayed | delays | slips | overdue | not met | not ready | fails to | \
             (not | isn't | aren't | hasn't | haven't) ..3 (live | completed | complete | delivered | ready | handed over | in service | operational | achieved | finished | supplied | launched)) ..30 \
             (pays | pay | owes | forfeits | forfeit | credits | credit | allows | allow | loses) ..10 \
             ({percent} | {money}) ..14 (each | every | per) ..2 (day | week | month)",
        ),
        (
            "penalty",
            "(each | every | per | any) [commenced | started | full | calendar | working | business] (day | week | month) of (delay | lateness | overrun | default) ..20 ({money} | {percent})",
        ),
        (
            "penalty",
            "(delay | lateness | late) ..20 (deduct | reduce | withhold | forfeit | retain) ..4 ({percent} | {money}) ..10 (each | every | per) ..2 (day | week | month)",
        ),
        // "will credit Customer $7,500 for each day until Go-Live", "we'll take £80 off for each day until it is"
        (
            "penalty",
            "{shall} ..6 (pay | credit | forfeit | allow | lose | refund | deduct | deducts) ..10 ({money} | {percent}) ..4 (per | each | every | a) ..2 (day | week | hour) ..2 (until | till | beyond | past | after the) \
             !(interest | deposit | storage | demurrage | rent | hire | rental | invoice | overdue | late payment | unpaid)",
        ),
        (
            "penalty",
            "{shall} ..3 (take | knock | deduct | subtract) ..3 ({money} | {percent}) ..3 (off | from) ..16 (each | every | per) ..2 (day | week | hour) !(interest | invoice | overdue | unpaid)",
        ),
        // "shall pay £30,000 for each time that this agreement is broken"
        (
            "penalty",
            "{shall} ..6 (pay | forfeit | owe | be liable for | be liable to pay) ..12 {money} ..3 (each | every | per) [single | such | and every | individual] (time | occasion | instance | breach | violation | contravention | infringement | default | failure) \
             !(insur* | deductible | royalt* | commission | interest | claim)",
        ),
        // "must pay $4.00 for each person by which attendance falls short"
        (
            "penalty",
            "{shall} ..6 (pay | refund | credit | repay | return) ..12 {money} ..3 (each | every | per) ..14 (falls short | fall short | short of | shortfall | fewer than | less than | below) !(insur* | interest | price | minimum order)",
        ),
        // "shall pay to the other Party an equivalent of eighteen months' salary of the employee"
        (
            "penalty",
            "{shall} ..4 (pay | owe | compensate) ..10 (equivalent | amount equal to | sum equal to) ..6 {duration} ..4 (salary | remuneration | pay | wages | compensation) \
             &(violat* | breach* | solicit* | hire* | hiring | engage* | employ*)",
        ),
        ("penalty", "(penalty | penalties) of {money} (a | per | each | every) (day | week | hour)"),
        ("penalty", "{shall} pay ..10 (a penalty | penalties | contractual penalty | delay damages)"),
        (
            "fee",
            "({shall} | agrees to | entitled) ..12 (pay* | paid | remit | owe | receive) ..16 (early termination | termination | cancellation | exit | break | break up) (fee | payment | charge | charges | penalty)",
        ),
        (
            "credit",
            "(availability | uptime | available | response | calls | service level* | shortfall | performance) ..60 {shall} ..4 (credit | allow ..6 credit of | give ..6 credit of | grant ..6 credit of) ..8 ({percent} | {money}) !(late | delay*)",
        ),
        (
            "credit",
            "(missed | misses | below | short of | failure | fails) ..14 {shall} ..4 (credit | (allow | give | grant) ..6 credit of) ..8 ({percent} | {money}) ..4 (for each | for every | per) !(late | delay*)",
        ),
        (
            "credit",
            "(service credit | service credits | service level credit | service level credits | performance credit | performance credits)",
        ),
    ])
});

impl LiquidatedDamages {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all: Vec<Agreed> = Vec::new();
        for one in &found {
            let name = match found.name(one) {
                "damages" => Name::Damages,
                "penalty" => Name::Penalty,
                "fee" => Name::Fee,
                _ => Name::Credit,
            };
            let sentence = contract.outline.sentence(one.sentence);
            let known = all.iter_mut().find(|known| known.passage.sentence == one.sentence);
            let fresh = known.is_none();
            // What it is called weighs more than how it is put.
            if let Some(known) = known.filter(|known| known.name == Name::Penalty && name == Name::Damages) {
                known.name = name;
            }
            if fresh && sentence.kind == SentenceKind::Body && is_owed(contract, one, name) {
                let found = agreed(contract, one, name);
                if !found.is_for_late_payment(contract) {
                    all.push(found);
                }
            }
        }
        merge(contract, &mut all);
        credits(&mut all);
        Self { all }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.all.iter().map(Agreed::reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Liquidated damages";
        let line = |one: &Agreed| {
            let who = wording::subject(contract, one.against);
            let rate = one.rate.as_ref().map_or(String::new(), |(_, span)| format!(" {}", contract.quote(*span)));
            let each = one.running.map_or(String::new(), |span| format!(" {}", contract.quote(span)));
            let cap = match (&one.cap, one.capped) {
                (Some((_, span)), _) => format!(", at most {}", contract.quote(*span)),
                (None, Some(_)) => ", with a cap".to_owned(),
                (None, None) => String::new(),
            };
            let what = match one.name {
                Name::Credit => "gives service credits",
                Name::Penalty => "pays a penalty",
                Name::Damages => "pays liquidated damages",
                Name::Fee => "pays a fee for ending early",
            };
            let of = if rate.is_empty() { "" } else { " of" };
            one.passage.key_term(NAME, format!("{who} {what}{of}{rate}{each}{cap}"))
        };
        KeyTerm::or_not_stated(NAME, self.all.iter().map(line).collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let told = |one: &&Agreed| one.name != Name::Credit && one.against != Bound::Unclear;
        let first = self.all.iter().find(told);
        let has = |side: Side| self.all.iter().filter(told).any(|one| one.against.is(side));
        let against = match first.map(|one| one.against) {
            None => "none",
            Some(Bound::Both) => "both",
            _ if has(Side::Vendor) && has(Side::Customer) => "both",
            Some(Bound::Side(Side::Customer)) => "customer",
            Some(_) => "vendor",
        };
        Sheet { against, quote: first.map(|one| contract.quote(one.passage.span).to_owned()) }
    }
}

impl Agreed {
    /// "A charge of 1% of the overdue sum for each week of delay": the price of paying late, read as interest.
    fn is_for_late_payment(&self, contract: &Contract) -> bool {
        const OWED: [&str; 3] = ["overdue", "arrears", "unpaid"];
        const WORK: [&str; 6] = ["deliver", "complet", "milestone", "perform", "handover", "work"];
        let tokens = self.passage.tokens.clone();
        matches!(self.name, Name::Penalty | Name::Fee)
            && !self.against.is(Side::Vendor)
            && scope::holds(contract, tokens.clone(), &OWED)
            && !scope::begins(contract, tokens, &WORK)
    }

    fn reading(&self) -> Reading {
        let name = match self.name {
            Name::Damages => "damages",
            Name::Penalty => "penalty",
            Name::Credit => "credit",
            Name::Fee => "fee",
        };
        let capped = self.capped.or(self.cap.as_ref().map(|(_, span)| *span));
        let mut fields = vec![
            record::bound("against", self.against, self.against_span),
            record::word("kind", name, None),
            record::flag("running", self.running.is_some(), self.running),
            record::flag("capped", capped.is_some(), capped),
            record::flag("sole", self.sole.is_some(), self.sole),
            record::flag("further", self.addition.or(self.further).is_some(), self.addition.or(self.further)),
        ];
        fields.extend(self.rate.as_ref().and_then(|(value, span)| amount("rate", *value, *span)));
        fields.extend(self.cap.as_ref().and_then(|(value, span)| amount("cap", *value, *span)));
        fields.extend(record::anchor("addition", self.addition));
        fields.extend(record::anchor("further-sentence", self.further.filter(|_| self.addition.is_none())));
        self.passage.reading("liquidated-damages", 0.85, fields)
    }
}

fn amount(name: &'static str, value: Value, span: Span) -> Option<Field> {
    let value = match value {
        Value::Money { amount, currency } => FieldValue::Money { amount, currency },
        Value::Percent(percent) => FieldValue::Percent(percent),
        Value::Multiple(times) => FieldValue::Multiple(times),
        _ => return None,
    };
    Some(Field { name, value, span: Some(span) })
}

/// Owed, not denied, not a head of loss that a waiver lists, not interest.
fn is_owed(contract: &Contract, one: &Match, name: Name) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.start);
    let near = one.tokens.start.saturating_sub(8).max(stretch.start)..one.tokens.start;
    let denied = scope::holds(
        contract,
        near.clone(),
        &["not", "no", "neither", "nor", "without", "never", "exclude", "excluding"],
    ) && !scope::holds(contract, near.clone(), &["penalty", "only"]);
    let listed = scope::holds(
        contract,
        one.tokens.start.saturating_sub(14).max(stretch.start)..(one.tokens.end + 10).min(stretch.end),
        &["consequential", "punitive", "exemplary", "incidental", "indirect"],
    );
    let fined = name == Name::Penalty
        && scope::begins(
            contract,
            sentence.tokens.clone(),
            &["governmental", "regulator", "irs", "interest", "civil", "fines", "tax"],
        );
    let credited = name == Name::Credit
        && !scope::holds(contract, stretch, &["shall", "will", "must", "is", "are", "receive", "entitled", "may"]);
    let defined = contract.outline.clause(sentence.clause).kind == crate::outline::ClauseKind::Definition;
    !denied && !listed && !fined && !credited && !defined
}

fn agreed(contract: &Contract, one: &Match, name: Name) -> Agreed {
    let passage = Passage::of(contract, one);
    let cap = cap(contract, &passage.tokens);
    let (against, against_span) = against(contract, one, &passage, name);
    let rate = rate(contract, one, &passage.tokens, cap.as_ref().map(|(_, span)| *span));
    let open = beside::left_open(contract, &passage);
    let further = open.or_else(|| beside::further(contract, &passage));
    let claimant = further.and_then(|next| {
        let words = contract.document.text.tokens().inside(next);
        subject::after(contract, words.clone(), &["of"]).or_else(|| subject::owner(contract, words))
    });
    let against = match (against, claimant) {
        (Bound::Unclear, Some(claimant)) => claimant.bound.opposite(),
        (against, _) => against,
    };
    Agreed {
        further,
        against,
        against_span,
        name,
        rate,
        running: running(contract, &passage.tokens),
        capped: cap.as_ref().map(|(_, span)| *span),
        cap,
        sole: beside::sole(contract, &passage.tokens),
        addition: beside::addition(contract, &passage.tokens).filter(|_| open.is_none()),
        passage,
    }
}

/// The payer: the subject of "pay", the party from whom it is due, or the one whose failure it is for.
fn against(contract: &Contract, one: &Match, passage: &Passage, name: Name) -> (Bound, Option<Span>) {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let range = passage.tokens.clone();
    let found = |named: subject::Named| (named.bound, Some(named.span(contract)));
    let paying = |at: &usize| {
        matches!(
            tokens.at(*at),
            "pay"
                | "pays"
                | "owe"
                | "owes"
                | "forfeit"
                | "forfeits"
                | "repay"
                | "refund"
                | "remit"
                | "compensate"
                | "liable"
                | "provide"
                | "issue"
        )
    };
    // "shall credit Client with", not "a service credit".
    let crediting = |at: &usize| {
        matches!(tokens.at(*at), "credit" | "allow" | "lose")
            && (matches!(tokens.at(at.saturating_sub(1)), "shall" | "will" | "must")
                || tokens.at(at.saturating_sub(1)).ends_with("'ll"))
    };
    let receiving = |at: &usize| {
        matches!(
            tokens.at(*at),
            "recover"
                | "receive"
                | "receives"
                | "claim"
                | "deduct"
                | "withhold"
                | "retain"
                | "collect"
                | "demand"
                | "charge"
                | "impose"
                | "levy"
                | "entitled"
                | "obtain"
                | "request"
                | "require"
        )
    };
    // "may take £80 off what it owes", and not "will take £80 off what you owe us".
    let taking = |at: &usize| {
        matches!(tokens.at(*at), "take" | "knock" | "subtract")
            && scope::holds(contract, *at..(*at + 6).min(range.end), &["off", "from"])
    };
    let paying = |at: &usize| paying(at) || taking(at) && !takes_off_own(contract, range.start, *at);
    let receiving = |at: &usize| receiving(at) || taking(at) && takes_off_own(contract, range.start, *at);
    let verbs: Vec<usize> = range.clone().filter(|at| paying(at) || crediting(at) || receiving(at)).collect();
    let nearest = verbs.iter().min_by_key(|at| at.abs_diff(one.tokens.start));
    if let Some(at) = nearest {
        let lead = || scope::lead_in(sentence, *at).and_then(|lead| subject::before(contract, lead.start, lead.end));
        let subject = subject::before(contract, range.start, *at).or_else(lead);
        let agent = || subject::after(contract, *at..range.end, &["by", "from"]);
        let receiver = receiving(at);
        match subject {
            Some(named) if named.bound != Bound::Unclear && receiver => return (named.bound.opposite(), None),
            Some(named) if named.bound != Bound::Unclear => return found(named),
            _ => {}
        }
        if let Some(named) = agent().filter(|named| named.bound != Bound::Unclear) {
            return found(named);
        }
        // "the party that takes them on shall pay to the other": whichever it is.
        let whichever = |mention: &&Mention| matches!(mention.who, Who::Some | Who::Each);
        if !receiver && contract.facts.parties.within(range.start..*at).iter().rfind(whichever).is_some() {
            return (Bound::Both, None);
        }
    }
    if let Some(named) =
        subject::after(contract, range.clone(), &["by", "from"]).filter(|named| named.bound != Bound::Unclear)
    {
        return found(named);
    }
    // Service credits are the vendor's to give.
    if name == Name::Credit {
        return (Bound::Side(Side::Vendor), None);
    }
    failing(contract, &sentence.tokens).unwrap_or_else(|| (usual(contract, &sentence.tokens, name), None))
}

/// "You may take £80 off what you owe us": off the taker's own debt, so that the other side pays.
fn takes_off_own(contract: &Contract, start: usize, at: usize) -> bool {
    let debtor = contract.facts.parties.within(at..at + 10).first().map(|one| subject::bound(contract, one.who));
    subject::before(contract, start, at).is_some_and(|taker| debtor.is_none_or(|debtor| debtor == taker.bound))
}

/// Nobody is named: what is delivered late, the vendor delivers.
fn usual(contract: &Contract, sentence: &Range<usize>, name: Name) -> Bound {
    let late = scope::begins(contract, sentence.clone(), &["deliver", "late", "delay"]);
    let paying = scope::begins(contract, sentence.clone(), &["payment", "invoice", "overdue", "terminat"]);
    if late && !paying && name != Name::Fee { Bound::Side(Side::Vendor) } else { Bound::Unclear }
}

/// "if Agency fails to deliver": the party that fails.
fn failing(contract: &Contract, sentence: &Range<usize>) -> Option<(Bound, Option<Span>)> {
    let tokens = contract.document.text.tokens();
    let verb = sentence.clone().find(|at| {
        matches!(
            tokens.at(*at),
            "fails" | "fail" | "failure" | "breach" | "breaches" | "violates" | "delay" | "late" | "terminates"
        )
    })?;
    let named = subject::before(contract, sentence.start, verb + 1)
        .or_else(|| subject::owner(contract, verb.saturating_sub(3)..verb))
        .or_else(|| subject::after(contract, verb..sentence.end, &["by", "of"]))?;
    (named.bound != Bound::Unclear).then(|| (named.bound, Some(named.span(contract))))
}

const CAPPING: [&str; 7] = ["exceed", "maximum", "cap", "capped", "most", "limited", "limit"];

/// "up to a maximum of 5% of the Fees", "shall not exceed $10,000".
fn cap(contract: &Contract, range: &Range<usize>) -> Option<(Value, Span)> {
    let tokens = contract.document.text.tokens();
    let facts = contract.facts.quantities_within(range.clone());
    facts.iter().find_map(|fact| {
        let capped = passage::before(contract, range.start, fact.tokens.start, 10, &CAPPING)
            || tokens.at(fact.tokens.start.saturating_sub(1)) == "to"
                && tokens.at(fact.tokens.start.saturating_sub(2)) == "up";
        // "not … in an amount more than 8 %".
        let over = tokens.at(fact.tokens.start.saturating_sub(1)) == "than"
            && passage::before(contract, range.start, fact.tokens.start, 20, &["not", "no", "never"]);
        ((capped || over) && is_amount(fact)).then_some((fact.value, fact.span))
    })
}

fn is_amount(fact: &Fact) -> bool {
    matches!(fact.value, Value::Money { .. } | Value::Percent(_) | Value::Multiple(_))
}

/// The amount nearest to the cue that is not the cap.
fn rate(contract: &Contract, one: &Match, range: &Range<usize>, cap: Option<Span>) -> Option<(Value, Span)> {
    let facts = contract.facts.quantities_within(range.clone());
    let free = facts.iter().filter(|fact| is_amount(fact) && Some(fact.span) != cap);
    let near = free.min_by_key(|fact| fact.tokens.start.abs_diff(one.tokens.end));
    near.map(|fact| (fact.value, fact.span))
}

/// "for each person by which attendance falls short": it grows by what is missing.
fn is_short(contract: &Contract, at: usize, end: usize) -> bool {
    let near = at..(at + 16).min(end);
    scope::holds(contract, near.clone(), &["short", "shortfall", "fewer", "below"])
        || passage::phrase(contract, near, &["less", "than"]).is_some()
}

/// "per day", "for each week of delay", "each time that it is broken".
fn running(contract: &Contract, range: &Range<usize>) -> Option<Span> {
    const TIMES: [&str; 8] = ["day", "week", "month", "hour", "days", "calendar", "business", "working"];
    const EVENTS: [&str; 8] =
        ["time", "occasion", "instance", "breach", "violation", "contravention", "infringement", "default"];
    let tokens = contract.document.text.tokens();
    let at = range.clone().find(|at| {
        (matches!(tokens.at(*at), "per" | "each" | "every")
            || tokens.at(*at) == "a" && TIMES[..4].contains(&tokens.at(at + 1)))
            && (TIMES.contains(&tokens.at(at + 1))
                || EVENTS.contains(&tokens.at(at + 1))
                || is_short(contract, *at, range.end)
                // "for each benefit that we do not get"
                || tokens.at(*at) != "per" && matches!(tokens.at(at + 2), "that" | "which")
                || matches!(tokens.at(at + 1), "full" | "completed" | "commenced" | "started" | "additional")
                    && TIMES.contains(&tokens.at(at + 2)))
    })?;
    let long = matches!(
        tokens.at(at + 1),
        "calendar" | "business" | "working" | "full" | "completed" | "commenced" | "started" | "additional"
    );
    let start = at - usize::from(at > range.start && tokens.at(at - 1) == "for");
    Some(tokens.span(start..at + 2 + usize::from(long)))
}

/// Sentences that go on about the same damages ("These liquidated damages are the sole remedy") add to
/// the first instead of being another.
fn merge(contract: &Contract, all: &mut Vec<Agreed>) {
    let mut kept: Vec<Agreed> = Vec::new();
    for one in all.drain(..) {
        let bare = one.rate.is_none();
        match kept.iter_mut().rfind(|known| known.passage.clause == one.passage.clause && near(contract, known, &one)) {
            Some(known) if bare => {
                known.cap = known.cap.take().or(one.cap);
                known.capped = known.capped.or(one.capped);
                known.sole = known.sole.or(one.sole);
                known.addition = known.addition.or(one.addition);
                known.further = known.further.or(one.further);
                if known.against == Bound::Unclear {
                    (known.against, known.against_span) = (one.against, one.against_span);
                }
            }
            _ => kept.push(one),
        }
    }
    *all = kept;
}

/// Credits that have no rate are not owed here; a cap on credits, wherever it stands, is for all of them.
fn credits(all: &mut Vec<Agreed>) {
    let is_credit = |one: &Agreed| one.name == Name::Credit;
    let capped = all.iter().filter(|one| is_credit(one)).find_map(|one| one.capped);
    all.iter_mut().filter(|one| is_credit(one)).for_each(|one| one.capped = one.capped.or(capped));
    all.retain(|one| !is_credit(one) || one.rate.is_some());
}

fn near(contract: &Contract, known: &Agreed, one: &Agreed) -> bool {
    let between = one.passage.sentence.0.saturating_sub(known.passage.sentence.0);
    between <= 4 && contract.outline.sentence(one.passage.sentence).kind == SentenceKind::Body
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub against: &'static str,
    pub quote: Option<String>,
}
