//! In: a contract. Out: [`ThirdParties`]: whether strangers to the contract may enforce it, or may not.

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope};
use crate::contract::Contract;
use crate::facts::{Mention, Role};
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

const STANCES: FieldKind =
    FieldKind::Word(&[("excluded", "nobody else may enforce it"), ("granted", "others may enforce it")]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "third-party-rights",
    name: "a word on the rights of third parties",
    fields: &[
        FieldSchema::new("stance", STANCES, "says whether others may enforce the contract"),
        FieldSchema::new("plain", FieldKind::Flag, "says no more than that"),
        FieldSchema::new("grant", FieldKind::Anchor, "gives them the right"),
    ],
}];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    Excluded,
    Granted,
}

/// How plainly it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Speaks of beneficiaries, or of the statute, by name.
    Named,
    Said,
    /// "solely for the benefit of the parties": that others have no right follows from it.
    Implied,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Strangers {
    pub stance: Stance,
    /// The words that give the right.
    pub grant: Option<Span>,
    pub word: Word,
    pub passage: Passage,
}

#[derive(Clone, Debug, Default)]
pub struct ThirdParties {
    pub clauses: Vec<Strangers>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("beneficiary", "(third party | intended | express | direct) (beneficiar* | creditor beneficiar*)"),
        ("beneficiary", "third party ..3 (beneficiar*)"),
        // "Nothing in this Agreement confers any right on any person other than the parties."
        (
            "excludes",
            "(no | not | nothing | none | neither | never) ..30 (confer* | create* | creating | benefit* | give* | giving | inure | grant* | provide* | vest*) \
             ..30 (third part* | any other person | any other party | other than the part* | not a party | \
             person other | entity other | party other | anyone other | person except | non part* | who is not | anyone else)",
        ),
        (
            "excludes",
            "(no | nor any | not) ..4 (third part* | person | one | other party | other person | entity) ..30 \
             (right | rights | remedy | claim | entitled | enforce | rely | benefit | beneficiary)",
        ),
        ("excludes", "no beneficiaries of ..4 (agreement | contract) other than"),
        (
            "excludes",
            "(person | one | entity) who is not a party ..8 {shall-not} ..4 (have | acquire | enjoy) ..3 right*",
        ),
        (
            "excludes",
            "nothing ..20 (give | gives | grant | grants | confer | confers) ..8 (right | rights | benefit | benefits) ..8 to ..3 (third (person | persons | party | parties) | other person | anyone)",
        ),
        (
            "benefit",
            "(sole | solely | exclusive | exclusively | only) ..6 benefit of ..4 (parties | party | {vendor} | {customer})",
        ),
        ("excludes", "{each-party} ..8 do not intend ..40 third part*"),
        ("grants", "for the benefit of ..8 (affiliates | group | subsidiaries) ..24 {may} ..6 enforce"),
        ("act", "contracts rights of third parties act"),
        (
            "grants",
            "(affiliates | affiliate | third part* | subsidiaries | subsidiary | sublicensees | franchisor | group compan* | group member* | (member | members | company | companies) (of | in | within) ..6 group | successors | lenders | lender | funder | funders | purchaser | purchasers | tenant | tenants | end user | end users | end client | end customer | customers) ..14 {may} ..10 (enforce | sue (on | upon | under) | rely on and enforce)",
        ),
        (
            "grants",
            "(affiliates | affiliate | subsidiaries | subsidiary | group compan* | group member* | (member | members | companies) of ..6 group | lenders | end users) ..20 (right | entitled | able) to ..4 (enforce | sue | bring ..3 (proceedings | action | actions | suit | claim | claims))",
        ),
        (
            "grants",
            "(affiliate | affiliates | subsidiary | subsidiaries | franchisee | franchisees | licensee | licensees | dealer | dealers | \
             (member | members | company | companies | business | businesses) (of | in | within) ..6 group) ..30 \
             (bring | commence | take | start | issue) ..2 (proceedings | action | actions | suit | claim | claims) ..4 in its own (name | right)",
        ),
        (
            "grants",
            "(affiliate | affiliates | subsidiary | subsidiaries | franchisee | franchisees | licensee | licensees | dealer | dealers | \
             (member | members | company | companies | business | businesses) (of | in | within) ..6 group) ..12 \
             ({may} | {shall} | is | are) ..3 ((entitled to | have | enjoy | take) the benefit of | enforce | sue) ..6 {vendor}",
        ),
        // "given for the benefit of the lenders, all of whom may sue".
        (
            "grants",
            "benefit of ..24 (all | any | each | every one) of (whom | them) {may} ..6 (sue | enforce | bring | claim)",
        ),
        // "franchisees, although not parties, may enforce".
        (
            "grants",
            "(franchisee | franchisees | licensees | dealers | broadcaster | broadcasters | financiers | insurers | assignees | investors | distributors) ..14 {may} ..4 (enforce | rely on and enforce | sue)",
        ),
        (
            "grants",
            "(who | whoever) {may} ..2 (enforce | sue) ..6 {vendor} ..12 (affiliates | customers | assignees | subsidiaries | group | franchisees)",
        ),
        (
            "excepted",
            "(apart from | except for | save for | except | save | other than) ..3 (affiliate | affiliates | subsidiary | subsidiaries | franchisees | licensees | \
             (member | members | company | companies) (of | in | within) ..6 group) ..3 (no | nobody) ..14 (enforce | rights | benefit)",
        ),
        (
            "grants",
            "{may} be enforced ..4 by ..8 (affiliates | affiliate | subsidiaries | subsidiary | group compan* | lenders)",
        ),
    ])
});

impl ThirdParties {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self::default();
        // What is only implied, last: where a sentence says it outright, that is quoted.
        let (implied, said): (Vec<&Match>, Vec<&Match>) = found.iter().partition(|one| found.name(one) == "benefit");
        for one in said.into_iter().chain(implied) {
            let sentence = contract.outline.sentence(one.sentence);
            if sentence.kind == SentenceKind::Body {
                all.add(contract, one, found.name(one));
            }
        }
        all
    }

    fn add(&mut self, contract: &Contract, one: &Match, cue: &str) {
        let Some(stance) = stance(contract, one, cue) else { return };
        if self.clauses.iter().any(|known| known.passage.sentence == one.sentence && known.stance == stance) {
            return;
        }
        let grant = (stance == Stance::Granted).then_some(one.span);
        let word = match cue {
            "beneficiary" | "act" => Word::Named,
            "benefit" => Word::Implied,
            _ => Word::Said,
        };
        self.clauses.push(Strangers { stance, grant, word, passage: Passage::of(contract, one) });
    }

    /// The plainest word on it: that there are no beneficiaries, before that nothing gives a right.
    fn chief(&self) -> Option<&Strangers> {
        self.with(Stance::Excluded).min_by_key(|one| one.word)
    }

    fn with(&self, stance: Stance) -> impl Iterator<Item = &Strangers> {
        self.clauses.iter().filter(move |one| one.stance == stance)
    }

    pub fn readings(&self) -> Vec<Reading> {
        let reading = |one: &Strangers| {
            let mut fields = vec![
                record::word("stance", one.stance.word(), None),
                record::flag("plain", one.passage.is_plain(), None),
            ];
            fields.extend(record::anchor("grant", one.grant));
            one.passage.reading("third-party-rights", 0.85, fields)
        };
        self.clauses.iter().map(reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, _contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Rights of third parties";
        let mut lines: Vec<KeyTerm> = Vec::new();
        lines.extend(self.chief().map(|one| one.passage.key_term(NAME, "Only the parties may enforce it")));
        lines.extend(
            self.with(Stance::Granted).map(|one| one.passage.key_term(NAME, "Others than the parties may enforce it")),
        );
        KeyTerm::or_not_stated(NAME, lines)
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let first = self.chief();
        Sheet {
            excluded: first.is_some(),
            granted: self.with(Stance::Granted).next().is_some(),
            quote: first.map(|one| contract.quote(one.passage.span).to_owned()),
        }
    }
}

impl Stance {
    pub fn word(self) -> &'static str {
        match self {
            Stance::Excluded => "excluded",
            Stance::Granted => "granted",
        }
    }
}

fn stance(contract: &Contract, one: &Match, cue: &str) -> Option<Stance> {
    const DENIALS: [&str; 7] = ["no", "not", "nothing", "none", "neither", "nor", "never"];
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    /// "no third party may enforce it, rely on it, … or be a beneficiary".
    const FAR: usize = 60;
    let ahead = one.tokens.start.saturating_sub(FAR).max(stretch.start.min(one.tokens.start))..one.tokens.start;
    // "Affiliates may use it, but only Client may enforce it".
    let kept = cue == "grants" && scope::holds(contract, one.tokens.clone(), &["only", "but", "solely"]);
    let denied = scope::holds(contract, ahead, &DENIALS) || kept;
    let tokens = contract.document.text.tokens();
    match cue {
        "beneficiary" => {
            let close =
                (one.tokens.end..(one.tokens.end + 6).min(stretch.end)).any(|at| DENIALS.contains(&tokens.at(at)));
            let granting = scope::holds(
                contract,
                one.tokens.start.saturating_sub(8)..one.tokens.start,
                &["is", "are", "be", "as", "deemed", "made", "an"],
            );
            // "shall name Vendor as a third party beneficiary": in contracts with others, and no stranger to this one.
            let party = contract.facts.parties.within(one.tokens.start.saturating_sub(4)..one.tokens.start);
            let sides = [Some(Role::Vendor), Some(Role::Customer)];
            let side = |mention: &Mention| sides.contains(&contract.facts.parties.role(mention.who));
            let insider = party.iter().any(|mention| !mention.possessive && side(mention));
            match (denied || close, granting) {
                (true, _) => Some(Stance::Excluded),
                (false, true) if insider => None,
                (false, true) => Some(Stance::Granted),
                (false, false) => None,
            }
        }
        "excludes" | "benefit" => is_about_the_contract(contract, one).then_some(Stance::Excluded),
        "act" => {
            Some(if stretch.clone().any(|at| DENIALS.contains(&tokens.at(at)) || tokens.at(at).starts_with("exclu")) {
                Stance::Excluded
            } else {
                return None;
            })
        }
        "excepted" => Some(Stance::Granted),
        "grants" => (!denied && !scope::holds(contract, one.tokens.clone(), &["not", "no"])).then_some(Stance::Granted),
        _ => None,
    }
}

/// Rights under this agreement, not a licence, a secret or a piece of land.
fn is_about_the_contract(contract: &Contract, one: &Match) -> bool {
    const PAPERS: [&str; 8] =
        ["agreement", "contract", "hereof", "hereunder", "herein", "terms", "addendum", "provisions"];
    const OTHERS: [&str; 23] = [
        "license",
        "licence",
        "licensed",
        "sublicense",
        "confidential",
        "disclose",
        "disclosed",
        "trademark",
        "trademarks",
        "marks",
        "patent",
        "patents",
        "infringe",
        "infringing",
        "assign",
        "indemnify",
        "warranty",
        "consent",
        "security",
        "terminate",
        "exercise",
        "authorize",
        "entity's",
    ];
    let sentence = contract.outline.sentence(one.sentence);
    let headed = passage::headed(
        contract,
        sentence.clause,
        &[
            "third party",
            "third-party",
            "third parties",
            "beneficiar",
            "parties in interest",
            "no other",
            "binding effect",
            "benefit",
        ],
    );
    let near =
        one.tokens.start.saturating_sub(16).max(sentence.tokens.start)..(one.tokens.end + 12).min(sentence.tokens.end);
    let paper =
        scope::holds(contract, near.clone(), &PAPERS) && !scope::holds(contract, near, &["without", "prior", "unless"]);
    // "any person other than Supplier and Buyer, their successors and assigns, and the indemnified parties, any right"
    const BEHIND: usize = 32;
    let right = scope::holds(
        contract,
        one.tokens.start..(one.tokens.end + BEHIND).min(sentence.tokens.end),
        &[
            "right",
            "rights",
            "remedy",
            "remedies",
            "claim",
            "benefit",
            "benefits",
            "enforce",
            "beneficiary",
            "interest",
        ],
    );
    right && (headed || paper && !scope::holds(contract, one.tokens.clone(), &OTHERS))
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub excluded: bool,
    /// Somebody who is no party may enforce it.
    pub granted: bool,
    pub quote: Option<String>,
}
