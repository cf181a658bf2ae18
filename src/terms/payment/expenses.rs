//! Who bears the expenses. In: sentences on expenses of doing the work. Out: [`Expenses`]. The costs of
//! a defence, an audit, a recall or a lawsuit are not meant.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::facts::{Fact, Mention, Side, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject;
use crate::terms::{Bound, Reading, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Expenses {
    /// Both: each its own.
    pub borne_by: Bound,
    /// Only those approved before.
    pub approved: Option<Span>,
    /// Up to a sum.
    pub capped: Option<Span>,
    /// "reasonable travel expenses": the noun, for words to stand behind.
    pub expense: Option<Span>,
    /// The expenses of the one who does the work.
    pub general: bool,
    /// How plainly it speaks of the expenses of the work: the plainest is taken.
    pub weight: u8,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "reimburse",
            "(reimburse | reimburses | reimbursed | reimbursement | refund | refunds) ..14 (expense | expenses | costs | out of pocket | travel)",
        ),
        (
            "reimburse",
            "(reimburse | reimburses | reimbursed) ..6 (airfare | airfares | mileage | lodging | hotels | subsistence | meals | accommodation | fares)",
        ),
        // "repays whatever its trainers spend on flights".
        (
            "reimburse",
            "(reimburses | reimburse | repay | repays | refunds | refund | makes good) ..2 (whatever | everything | what | all that | all) ..8 (spend | spends | spent | lays out | lay out | laid out) ..12 (flights | hotels | travel | trains | meals | accommodation | fares | expenses | subsistence)",
        ),
        (
            "reimburse",
            "(disbursements | outlays | expenses | travel) ..24 (charged | debited | billed | invoiced) ..1 to the account of {customer}",
        ),
        (
            "reimburse",
            "(travel | subsistence | sundries | disbursements | outlays) ..12 (recharged | re charged | passed on | charged on) ..2 (as incurred | at cost | with | to {party} | in addition | plus)",
        ),
        (
            "reimburse",
            "(expense | expenses | out of pocket costs | costs | travel) ..14 (reimbursed | reimbursable | reimbursement | be billed | be invoiced | be charged | invoiced | are additional | are extra | billed (at cost | as incurred | monthly | separately | in addition | to {party}))",
        ),
        (
            "exclusive",
            "(price | prices | fees | fee | charges | rates) ..3 (exclude | excludes | exclusive of | not including | excluding) ..12 (transport | transportation | shipping | freight | travel | expenses | delivery)",
        ),
        ("pay", "{shall} ..6 (pay | bear | cover | assume | absorb) ..12 (expense | expenses | out of pocket | costs)"),
        ("pay", "{shall} ..3 be responsible for ..10 (expense | expenses | costs)"),
        (
            "duty",
            "(freight | shipping | shipment | transportation | travel) ..6 (expense | expenses | costs) ..14 {shall} be ..5 (responsibility | expense)",
        ),
        ("pay", "(solely | sole | fully) responsible for ..10 (expense | expenses | costs)"),
        ("pay", "(expense | expenses | costs) ..20 ({shall} | is to | are to) be (borne | paid | covered | assumed)"),
        ("duty", "(all | any) ..6 (expense | expenses | costs) ..50 {shall} be ..5 responsibility of"),
        ("pay", "{shall} ..6 (pay | bear | cover) ..12 (travel | lodging | airfare | accommodation | accommodations)"),
        ("pay", "{party} (is | are | remains) [solely | fully] responsible for ..6 own ..6 (expenses | costs)"),
        (
            "pay",
            "{party} (bears | bear | meets | meet | carries | carry | pays) (all | any | every | the) ..8 (expense | expenses | costs)",
        ),
        ("pay", "{party} (pays | pay | bears | bear) [for] its own ..6 (expenses | costs | travel)"),
        (
            "pay",
            "{party} (pays | pay) for ..3 own ..10 (travel | tickets | hotel | hotels | flights | meals | equipment | tools | materials | accommodation | fares)",
        ),
        ("pay", "{party} (is | are) [solely | fully] responsible for [paying] (all | any) ..5 expenses"),
        ("duty-of", "at ..3 request and [at [the]] (expense | cost) of {party}"),
        ("each", "{each-party} (bears | pays | is responsible for) ..4 own ..6 (expense | expenses | costs | cost)"),
        (
            "pay",
            "{shall} (provide | furnish) ..14 (air travel | airfare | air transportation | hotel accommodation | hotel accommodations | lodging | ground transportation)",
        ),
        ("inclusive", "(fee | fees | price | compensation) (cover | covers) ..8 (expense | expenses | costs)"),
        ("own", "at ..3 own ..4 (cost | costs | expense | expenses)"),
        ("own", "at ..3 (sole | entire) (cost | expense)"),
        ("own", "at (its | their | his | her) [..2] (cost | costs | expense | expenses)"),
        // "flights, hotels and meals are for Consultant to bear".
        (
            "pocket",
            "(expense | expenses | costs | travel | flights | hotels | trains | meals | mileage | subsistence | fares | accommodation) ..16 for {party} to (bear | pay | meet | carry)",
        ),
        (
            "pocket",
            "(come | comes | met | paid | funded) [for] (out of | from) {party} own (pocket | funds | fee | fees | purse)",
        ),
        ("at-cost-of", "at {party} [sole | own | entire] (cost | costs | expense | expenses)"),
        (
            "each",
            "(each | both) ..4 {shall} ..4 (bear | pay | be responsible for) ..4 (own | respective) ..6 (expense | expenses | costs | cost)",
        ),
        (
            "each",
            "{each-party} {shall} ..4 (bear | pay | be responsible for) ..4 (own | respective) ..6 (expense | expenses | costs | cost)",
        ),
        ("each", "(expense | expenses | costs) ..6 {shall} be (shared | split | divided) !(royalt* | profit*)"),
        (
            "each",
            "(expense | expenses | costs | fees (incurred | arising)) ..20 (borne | paid | met) ..2 (by {each-party} | by each of them) [respectively]",
        ),
        ("not", "{shall-not} ..4 (reimburse | pay | be responsible for) ..10 (expense | expenses | costs)"),
        (
            "owed",
            "({shall} | entitled | owing | due | paid | payment) ..20 (unreimbursed | reimbursable | related) (expense | expenses)",
        ),
        (
            "inclusive",
            "(fee | fees | price | prices | rates | charges | compensation) ..4 (includes | include | inclusive of | is inclusive of | cover | covers | are inclusive of) ..10 (expense | expenses | costs)",
        ),
        // "fares, lodging and all other outlays are comprised in the day rate"
        (
            "inclusive",
            "(expense | expenses | outlays | travel | fares | lodging | disbursements) ..16 (comprised | included | absorbed | contained) in ..3 (fee | fees | price | rate | rates | charges | remuneration)",
        ),
        (
            "none",
            "no [..3] (expense | expenses | out of pocket costs) ..10 {shall} be (paid | reimbursed | charged | payable | reimbursable | invoiced | recoverable | claimed | claimable)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Expenses> {
    let found = contract.find(&CUES);
    let mut all: Vec<Expenses> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let span = scope::span(contract, stretch.clone());
        let known = all.iter().any(|known: &Expenses| known.span == span);
        let owed = found.name(one) == "owed" && !holds_lawsuit(contract, &stretch);
        if sentence.kind == SentenceKind::Body
            && !known
            && !is_side_matter(contract, found.name(one), &stretch)
            && (owed || found.name(one) == "exclusive" || is_of_the_work(contract, found.name(one), one, &stretch))
        {
            all.extend(expenses(contract, found.name(one), one, stretch));
        }
    }
    all.sort_by_key(|one| (std::cmp::Reverse(one.weight), one.span.start));
    all
}

/// Not of a lawsuit, an audit, a recall, a defence, insurance, a refund or a termination.
fn is_of_the_work(contract: &Contract, cue: &str, one: &Match, stretch: &Range<usize>) -> bool {
    const OTHER: [&str; 46] = [
        "legal",
        "attorney",
        "attorneys",
        "counsel",
        "defend",
        "defense",
        "defence",
        "indemnify",
        "indemnified",
        "audit",
        "auditor",
        "recall",
        "arbitration",
        "arbitrator",
        "litigation",
        "suit",
        "claim",
        "claims",
        "proceeding",
        "action",
        "insurance",
        "collection",
        "mediation",
        "mediator",
        "mediators",
        "arbitrators",
        "expert",
        "infringement",
        "breach",
        "termination",
        "default",
        "transaction",
        "negotiation",
        "inspection",
        "replace",
        "return",
        "loss",
        "damages",
        "damage",
        "patent",
        "freight",
        "recourse",
        "taxes",
        "fails",
        "failure",
        "cure",
    ];
    let near = one.tokens.start.saturating_sub(12).max(stretch.start)..(one.tokens.end + 12).min(stretch.end);
    // "refund to Client all fees and expenses paid": the price comes back.
    let back = contract.document.text.tokens().at(one.tokens.start).starts_with("refund")
        && scope::holds(contract, one.tokens.start..near.end, &["fee", "fees", "price", "amounts", "sums", "paid"]);
    // "Each bears its own expenses and taxes".
    let other = |at: usize| {
        let word = contract.document.text.tokens().at(at);
        OTHER.contains(&word) && !(cue == "each" && word == "taxes")
    };
    let caused = cue != "each" && is_caused_by_a_fault(contract, stretch);
    !back && !caused && !near.into_iter().any(other)
}

/// "out-of-pocket costs incurred in connection with the recall", "costs resulting from defects of the goods"; but not
/// "except so far as they arise from its negligence".
fn is_caused_by_a_fault(contract: &Contract, stretch: &Range<usize>) -> bool {
    const FAULTS: [&str; 7] = ["recall", "seizure", "deficien", "defect", "negligen", "breach", "misconduct"];
    const CAUSES: [&str; 5] = ["resulting", "result", "arising", "caused", "connection"];
    const ASIDE: [&str; 4] = ["except", "unless", "extent", "save"];
    let Some(cause) = scope::position(contract, stretch.clone(), &CAUSES) else { return false };
    let reach = cause..(cause + 10).min(stretch.end);
    scope::begins(contract, reach.clone(), &FAULTS) && !scope::holds(contract, stretch.start..reach.end, &ASIDE)
}

/// "the costs incurred by Client as a result of the deletion", "should the review find an error of 5%".
fn is_of_a_fault(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    const FAULT: [&str; 10] =
        ["result", "inaccura", "breach", "default", "fail", "seizure", "discrepan", "error", "underpa", "recall"];
    let tokens = contract.document.text.tokens();
    let incurred = (one.tokens.start..stretch.end).any(|at| tokens.at(at) == "incurred" && tokens.at(at + 1) == "by");
    incurred && scope::begins(contract, stretch.clone(), &FAULT)
}

/// "at its own cost" beside a duty that is not the work: a mark is defended, books are examined.
fn is_side_matter(contract: &Contract, cue: &str, stretch: &Range<usize>) -> bool {
    const SIDE: [&str; 29] = [
        "cooperat",
        "co-operat",
        "assist",
        "enforc",
        "regist",
        "prosecut",
        "protect",
        "examin",
        "inspect",
        "audit",
        "infring",
        "option",
        "election",
        "enjoin",
        "procure",
        "claim",
        "recall",
        "destroy",
        "remov",
        "replac",
        "correct",
        "repair",
        "terminat",
        "litigat",
        "insur",
        "compl",
        "dispute",
        "return",
        "elect",
    ];
    // "may, at its own cost, build"; "such permits as may be required" leaves nothing open.
    let tokens = contract.document.text.tokens();
    let may = |at: usize| tokens.at(at) == "may" && !matches!(tokens.at(at.wrapping_sub(1)), "as" | "that" | "which");
    matches!(cue, "own" | "at-cost-of") && (scope::begins(contract, stretch.clone(), &SIDE) || stretch.clone().any(may))
}

/// What is owed for work done may be told of a termination, but not of a suit.
fn holds_lawsuit(contract: &Contract, stretch: &Range<usize>) -> bool {
    const SUIT: [&str; 12] = [
        "attorney",
        "attorneys",
        "legal",
        "claims",
        "damages",
        "losses",
        "suit",
        "litigation",
        "indemnify",
        "defense",
        "defence",
        "audit",
    ];
    scope::holds(contract, stretch.clone(), &SUIT)
}

fn expenses(contract: &Contract, cue: &str, one: &Match, stretch: Range<usize>) -> Option<Expenses> {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let verb = one.capture("shall").or(one.capture("shall-not")).map_or(one.tokens.start, |modal| modal.tokens.start);
    // "Agency shall bill Client and Client shall pay": the modal of the verb that bears them.
    let bears = one.tokens.clone().find(|at| BEARS.contains(&tokens.at(*at)));
    let nearest = bears.and_then(|bears| {
        (verb..bears)
            .rev()
            .find(|at| matches!(tokens.at(*at), "shall" | "will" | "must") && follows_party(contract, *at))
    });
    let verb = nearest.filter(|_| cue == "pay").unwrap_or(verb);
    // "Consultant bears all costs": the party that the words begin with.
    let verb = one.capture("party").map_or(verb, |party| party.tokens.end.max(verb));
    let subject = || {
        subject::before(contract, stretch.start, verb.max(stretch.start))
            .or_else(|| scope::lead_in(sentence, verb).and_then(|lead| subject::before(contract, lead.start, lead.end)))
    };
    let agent = || subject::after(contract, one.tokens.start..stretch.end, &["by"]);
    let subject_bound = subject().map(|named| named.bound);
    let agent_bound = agent().map(|named| named.bound);
    let borne = match cue {
        "each" => Some(Bound::Both),
        "not" => subject_bound.map(Bound::opposite),
        // "Prices do not include transportation costs".
        "inclusive" if scope::holds(contract, one.tokens.clone(), &["not", "no"]) => {
            agent_bound.or(Some(Bound::Side(Side::Customer)))
        }
        "inclusive" | "none" => Some(Bound::Side(Side::Vendor)),
        "exclusive" => Some(Bound::Side(Side::Customer)),
        "duty-of" | "at-cost-of" | "pocket" => one.capture("party")?.who.map(|who| subject::bound(contract, who)),
        // "procured by Contractor at its own cost".
        "own" => subject_bound
            .or_else(|| subject::after(contract, stretch.start..one.tokens.start, &["by"]).map(|named| named.bound)),
        // "Agency shall be reimbursed for its expenses".
        "reimburse" if tokens.at(one.tokens.start) == "reimbursed" => {
            agent_bound.or(subject_bound.map(Bound::opposite))
        }
        // Of a party to this contract, not of a bank that one of them engages.
        "reimburse" if is_denied(contract, one, &stretch) => {
            subject_bound.or(agent_bound).map(|_| Bound::Side(Side::Vendor))
        }
        "owed" => Some(Bound::Side(Side::Customer)),
        // "shall be the sole responsibility of Sponsor".
        "duty" => subject::after(contract, one.tokens.end - 1..stretch.end, &["of"])
            .or_else(|| subject::owner(contract, one.tokens.clone()))
            .map(|named| named.bound),
        "reimburse" => reimburser(contract, one, &stretch).or(agent_bound).or(Some(Bound::Side(Side::Customer))),
        // "The Fund shall bear all expenses that are not assumed by the Adviser": who bears is the subject.
        // What one party's fault costs the other is damages.
        "pay" if is_active(contract, one) && is_of_a_fault(contract, one, &stretch) => None,
        "pay" if is_active(contract, one) => subject_bound.or(agent_bound),
        _ => agent_bound.filter(|_| tokens.at(one.tokens.end - 1) != "expenses").or(subject_bound),
    }?;
    let own = scope::holds(contract, one.tokens.clone(), &["own"]);
    let both = borne == Bound::Both && own;
    let borne = if borne == Bound::Both && !own && cue != "each" { return None } else { borne };
    if borne.is(Side::Customer) && is_its_own(contract, one, &stretch, borne) {
        return None;
    }
    // "Agency shall reimburse Client for …": not what its own work costs.
    let others = cue == "reimburse" && borne.is(Side::Vendor) && !is_denied(contract, one, &stretch);
    Some(Expenses {
        general: !others,
        borne_by: borne,
        approved: approved(contract, &stretch),
        capped: capped(contract, &stretch),
        expense: noun(contract, one, &stretch),
        weight: weight(contract, cue, one, &stretch, both)
            + u8::from(borne.is(Side::Vendor) && of_making(contract, one, &stretch)),
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// "Client shall": a party of a known side right before the modal.
fn follows_party(contract: &Contract, modal: usize) -> bool {
    let mention = contract.facts.parties.ending_at(modal);
    mention.is_some_and(|mention| matches!(subject::bound(contract, mention.who), Bound::Side(_)))
}

const BEARS: [&str; 6] = ["pay", "bear", "cover", "assume", "absorb", "reimburse"];

fn is_active(contract: &Contract, one: &Match) -> bool {
    scope::holds(
        contract,
        one.tokens.clone(),
        &["pay", "pays", "bear", "bears", "cover", "assume", "absorb", "responsible", "meets", "carries"],
    )
}

/// "the expenses of Client's personnel shall be paid by Client", "Client, at its own cost".
fn is_its_own(contract: &Contract, one: &Match, stretch: &Range<usize>, borne: Bound) -> bool {
    const NEAR: usize = 5;
    let tokens = contract.document.text.tokens();
    let Some(noun) =
        one.tokens.clone().rev().find(|at| tokens.at(*at).starts_with("expens") || tokens.at(*at).starts_with("cost"))
    else {
        return false;
    };
    let parties = &contract.facts.parties;
    let mut ahead = parties.within(noun.saturating_sub(NEAR).max(stretch.start)..noun).iter();
    let mut behind = parties.within(noun + 1..(noun + NEAR).min(stretch.end)).iter();
    let owner = |mention: &Mention| subject::bound(contract, mention.who) == borne;
    // "expenses incurred by Client shall be paid by Client".
    let incurred = (noun + 1..(noun + 6).min(stretch.end)).find(|at| tokens.at(*at) == "incurred");
    let by_it = incurred.is_some_and(|at| {
        // "incurred by Client", "incurred by Client's staff".
        let by = tokens.at(at + 1) == "by";
        by && parties.within(at + 2..(at + 5).min(stretch.end)).first().is_some_and(owner)
    });
    by_it
        || scope::holds(contract, noun.saturating_sub(3).max(stretch.start)..noun, &["own"])
        || ahead.any(|mention| mention.possessive && owner(mention))
        || tokens.at(noun + 1) == "of" && behind.next().is_some_and(owner)
}

/// "shall not be entitled to reimbursement".
fn is_denied(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let first = one.tokens.start.saturating_sub(14).max(stretch.start);
    // Behind the one who pays: "if the fault is not covered, Client shall reimburse Agency".
    let payer = contract.facts.parties.within(first..one.tokens.start).iter().rev().find(|mention| !mention.possessive);
    let first = payer.map_or(first, |payer| payer.tokens.start.saturating_sub(1).max(first));
    scope::holds(contract, first..one.tokens.end, &["not", "no", "without"])
}

fn reimburser(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Bound> {
    let tokens = contract.document.text.tokens();
    let verb = one.tokens.clone().find(|at| tokens.at(*at).starts_with("reimburs"))?;
    match tokens.at(verb) {
        "reimburse" | "reimburses" => subject::before(contract, stretch.start, verb).map(|named| named.bound),
        _ => {
            let entitled = (stretch.start..verb).any(|at| matches!(tokens.at(at), "entitled" | "receive"));
            let subject = subject::before(contract, stretch.start, verb).map(|named| named.bound);
            if entitled { subject.map(Bound::opposite) } else { None }
        }
    }
    .filter(|bound| matches!(bound, Bound::Side(_)))
}

/// "expenses": in the match or right behind it.
fn noun(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let mut range = one.tokens.start..(one.tokens.end + 6).min(stretch.end);
    let at = range.find(|at| matches!(tokens.at(*at), "expenses" | "expense" | "costs"))?;
    Some(scope::span(contract, at..at + 1))
}

fn approved(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    const APPROVAL: [&str; 11] = [
        "approved",
        "approval",
        "consent",
        "authorized",
        "authorised",
        "agreed",
        "authorization",
        "specified",
        "sanction",
        "sanctioned",
        "authorisation",
    ];
    let tokens = contract.document.text.tokens();
    // "no prior sanction being necessary": it need not be asked for.
    let denied = |at: usize| {
        let before = at.saturating_sub(4).max(stretch.start)..at;
        scope::holds(contract, before, &["no", "without", "whether", "not"])
    };
    let at = stretch.clone().find(|at| APPROVAL.contains(&tokens.at(*at)) && !denied(*at))?;
    Some(scope::span(contract, at..at + 1))
}

fn capped(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let facts = contract.facts.quantities_within(stretch.clone());
    // "at cost plus 15 %" is a surcharge and no limit.
    let added = |at: usize| at > stretch.start && matches!(tokens.at(at - 1), "plus" | "+");
    let mut sums = facts.iter().filter(|fact| matches!(fact.value, Value::Money { .. } | Value::Percent(_)));
    // "a handling charge of ten percent" is one as well.
    let surcharge = |at: usize| {
        let before = at.saturating_sub(5).max(stretch.start)..at;
        scope::holds(contract, before, &["charge", "surcharge", "markup", "uplift", "margin", "handling"])
    };
    let is_limit = |fact: &&Fact| !matches!(fact.value, Value::Percent(_)) || !surcharge(fact.tokens.start);
    sums.find(|fact| !added(fact.tokens.start) && is_limit(fact)).map(|fact| fact.span)
}

/// "all costs associated with the design, hosting and maintenance of the site".
fn of_making(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    const MAKING: [&str; 8] =
        ["design", "develop", "hosting", "operation", "implement", "labor", "labour", "production"];
    scope::holds(contract, one.tokens.clone(), &["all"])
        && scope::begins(contract, one.tokens.start..stretch.end, &MAKING)
}

/// General words on the expenses of the work weigh more than "at its own cost" beside one duty.
fn weight(contract: &Contract, cue: &str, one: &Match, stretch: &Range<usize>, both: bool) -> u8 {
    let general = scope::begins(
        contract,
        stretch.clone(),
        &["travel", "pocket", "incur", "perform", "incidental", "lodging", "whatever", "however"],
    );
    let expense = scope::begins(contract, one.tokens.clone(), &["expens"]);
    let headed = contract.outline.heading_over(contract.outline.sentence(one.sentence).clause).is_some_and(|heading| {
        let words = contract.quote(heading).to_lowercase();
        words.contains("expense") || words.contains("reimburse")
    });
    u8::from(!matches!(cue, "own" | "at-cost-of")) * 2
        + u8::from(general)
        + u8::from(expense)
        + u8::from(headed) * 2
        + u8::from(both && general)
        + u8::from(cue == "not")
}

impl Expenses {
    /// Speaks of the expenses of the work at large, and not of one duty's cost.
    pub fn is_plain(&self) -> bool {
        self.weight >= 2
    }

    /// What the contract says of expenses in one word, and by what: the plainest general term, else the
    /// duties that are done at somebody's own cost: each its own, where both sides have such.
    pub fn told(all: &[Self]) -> Option<(Bound, &Self)> {
        let borne = |one: &&Self| one.borne_by != Bound::Unclear;
        if let Some(one) = all.iter().filter(|one| one.is_plain()).find(borne) {
            return Some((one.borne_by, one));
        }
        let first = all.iter().find(borne)?;
        let other = all.iter().any(|one| one.borne_by == first.borne_by.opposite());
        Some((if other { Bound::Both } else { first.borne_by }, first))
    }

    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("borne-by", self.borne_by, None)),
            Some(record::flag("approved", self.approved.is_some(), self.approved)),
            Some(record::flag("capped", self.capped.is_some(), self.capped)),
            Some(record::flag("general", self.general && self.weight >= 3, None)),
            record::anchor("expense", self.expense),
        ];
        Reading {
            term: "expenses",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
