//! In: a contract. Out: [`Defence`]: who conducts the defence of an indemnified claim, who may settle
//! it, and what late notice of the claim costs.

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope, subject, wording};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

const HOLDERS: FieldKind = FieldKind::Word(&[
    ("indemnitor", "the party that indemnifies"),
    ("indemnitee", "the party that is indemnified"),
    ("unclear", "a party that the text does not tell"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "defence-control",
        name: "control of the defence",
        fields: &[
            FieldSchema::new("by", HOLDERS, "says who conducts the defence"),
            FieldSchema::new("holder", FieldKind::Bound, "says which party that is"),
        ],
    },
    TermSchema {
        term: "settlement",
        name: "a word on settling claims",
        fields: &[
            FieldSchema::new("consent", FieldKind::Flag, "needs the other party's consent"),
            FieldSchema::new("by", HOLDERS, "says who may settle"),
            FieldSchema::new("holder", FieldKind::Bound, "says which party that is"),
            FieldSchema::new("without", FieldKind::Anchor, "needs no consent"),
        ],
    },
    TermSchema {
        term: "claim-notice",
        name: "notice of an indemnified claim",
        fields: &[
            FieldSchema::new("forfeits", FieldKind::Flag, "ends the indemnity where notice is late"),
            FieldSchema::new("end", FieldKind::Anchor, "ends the sentence"),
        ],
    },
];

/// Which side of an indemnity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Indemnitor,
    Indemnitee,
    Unclear,
}

/// "The indemnifying party may assume the defence."
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    pub by: Place,
    pub holder: Bound,
    pub holder_span: Option<Span>,
    pub passage: Passage,
}

/// "… shall not settle any claim without consent", "… may settle without consent".
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    pub consent: bool,
    pub by: Place,
    pub holder: Bound,
    pub holder_span: Option<Span>,
    /// The words that need no consent.
    pub without: Option<Span>,
    pub passage: Passage,
}

/// "Failure to give notice relieves the indemnitor."
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimNotice {
    /// The words that end the duty, where nothing softens them.
    pub forfeit: Option<Span>,
    pub end: Span,
    pub passage: Passage,
}

#[derive(Clone, Debug, Default)]
pub struct Defence {
    pub control: Vec<Control>,
    pub settlement: Vec<Settlement>,
    pub notice: Vec<ClaimNotice>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "control",
            "(control | conduct | assume | assumes | assumption of | undertake | handle | direct | manage | take over | takes over) ..14 \
             (defense | defence | defend | settlement | litigation | proceedings | action | suit)",
        ),
        (
            "control",
            "(defense | defence | settlement) ..8 (controlled | conducted | assumed | handled | directed | managed) by",
        ),
        (
            "control",
            "(sole | exclusive | full | complete | right | option | authority | entitled | control) ..8 (to | of) ..3 \
             (defend | defense | defence | litigate | settle) ..20 (claim* | suit* | action* | proceeding* | same | thereof | infringement)",
        ),
        (
            "control",
            "(defend | defense | defence) ..20 (counsel | attorneys | lawyers) of (its | their | his) [own] (choice | choosing | selection)",
        ),
        (
            "control",
            "{shall} ..3 have ..4 (control | conduct | charge) of ..6 (claim | claims | suit | suits | action | actions | proceeding | proceedings)",
        ),
        ("control", "given ..6 (authority | control) ..20 (defense | defence | defend | settlement)"),
        ("participate", "(participate | participation) ..6 (defense | defence)"),
        ("consent", "(not | nor | no | without) ..14 (settle* | compromise | settlement) ..40 (consent | approval)"),
        ("settles", "{may} ..6 (settle | compromise) ..30 without ..20 (consent | approval)"),
        (
            "settles",
            "{may} ..6 (settle | compromise) ..24 without ..3 (asking | consulting | telling | referring | reference | recourse) ..2 {party}",
        ),
        (
            "untold",
            "(not | without) ..3 (told | notified | informed | given notice | notify | telling | notifying) ..20 (lose* | forfeit* | waive* | lapse*) ..6 (benefit | right | rights | indemni* | claim | protection)",
        ),
        (
            "untold",
            "(not | without) ..3 (told | tell | notified | notify | informed | inform | given notice | give notice) ..24 (indemni* ..4 (not apply | not be | lapse* | ends | end | void) | no ..2 (indemnity | indemnification | obligation to indemnify))",
        ),
        (
            "untold",
            "notice ..8 (late | later than | out of time | delayed) ..24 (owes nothing | no obligation | not obliged | relieved | released | lapses | forfeit*)",
        ),
        ("late", "notice ..14 condition precedent to ..20 indemni*"),
        (
            "untold",
            "(conditional | conditioned | contingent | dependent) (on | upon) ..12 (notice | notification | notifying | notify | telling) ..14 {days}",
        ),
        // "If it does not, Supplier is discharged from its duty to indemnify": the sentence before asks for notice.
        (
            "untold",
            "(if | where | should) ..3 (it | {party}) ..2 (does not | do not | did not | fails | fail | has not) ..16 (relieve* | release* | discharge* | freed | excused) ..3 (from | of) \
             ..6 (obligation | obligations | duty | duties | liability | responsibility) ..4 (indemnify | indemnity | indemnification)",
        ),
        (
            "untold",
            "no (obligation | duty | liability | responsibility) ..4 (indemnify | indemnification | indemnity) ..16 not ..3 (notified | notify | told | tell | informed | inform | given notice | give notice | received notice)",
        ),
        (
            "untold",
            "(notice | notification) ..6 not [been] (received | given | served | delivered | made) ..30 (relieve* | release* | discharge* | forfeit* | lapse* | lose* | lost | excuse* | freed | owes nothing | no (obligation | liability | duty))",
        ),
        (
            "settles",
            "{customer} ..40 {may} ..14 (settle | compromise) ..8 on (whatever | such | any) terms ..3 (it | they | {party}) (think* | see* | choose* | consider* | please* | find* | like* | deem* | wish*) !(consent | approval | approves | agreed | without)",
        ),
        (
            "settles",
            "{customer} ..40 {may} ..14 (settle | compromise) ..8 (as it (thinks | sees) fit | as it (likes | pleases | chooses) | on terms of its (own choosing | choosing | choice)) !(consent | approval | approves | agreed | without)",
        ),
        (
            "late",
            "(failure | delay | omission | failing | fails | fail | omits | omit) ..30 (notify | notice | notification | inform) ..30 (relieve* | release* | discharge* | forfeit* | waive* | lose* | lapse* | excuse* | forfeit)",
        ),
        (
            "late",
            "(notice | notify | notified | notification | inform | informs) ..30 (failing which | in default of which | or else) ..10 (relieve* | release* | discharge* | forfeit* | lose* | lapse* | excuse* | freed)",
        ),
        (
            "untold",
            "(arises | arise | applies | apply | exists | exist | owed | available) only (where | if | when | provided) ..12 \
             (notice | notified | particulars | details | told | informed | notification) ..16 {days}",
        ),
        (
            "untold",
            "no (obligation | duty | liability | responsibility) ..8 (indemnif* | indemnity | claim) ..6 unless ..6 \
             (notified | notifies | notify | informs | informed | gives notice | given notice | receives notice | told | tells) ..16 {days}",
        ),
        (
            "untold",
            "(notice | notify | notified | notifies | notification) ..30 (failing which | in default of which | or else) ..10 no (recourse | claim | right | remedy)",
        ),
        (
            "untold",
            "(notice | particulars | details | notification) ..4 (any later | too late | after that | out of time) ..30 \
             (relieve* | release* | discharge* | forfeit* | lapse* | lose* | lost | freed | owes nothing)",
        ),
        (
            "untold",
            "(notice | particulars | details | notification) ..6 (late | incomplete | out of time | not ..4 in time) ..24 \
             (cease* to be (covered | indemnified) | no longer ..2 (covered | indemnified) | fall* outside | not be (covered | indemnified) | no (indemnity | cover) | lapse* | lost | forfeit* | barred)",
        ),
        // "Particulars are sent within five days. If that is not done, the indemnitor is discharged."
        (
            "untold",
            "(if | where | unless) ..3 (that | this | it | notice | particulars) ..3 not ..2 (done | given | observed | met | sent | complied) ..24 \
             (discharged | released | relieved | freed | no longer | no (obligation | duty | liability)) &(claim | claims | indemn*) !(invoice* | payment)",
        ),
        (
            "untold",
            "(not | without) ..3 (told | tell | notified | notify | informed | inform | given notice | give notice) ..24 (promise | promises | protection | cover | indemn*) ..4 (falls away | fall away | lapses | lapse | ends | is lost | ceases)",
        ),
        (
            "untold",
            "notice ..16 (later than | after | out of time) ..24 (deprive* | costs | disentitle*) ..6 (indemnity | indemnification | cover | protection)",
        ),
        // "If you miss that deadline, even by a day, we no longer have to protect you against that claim."
        (
            "untold",
            "(miss | misses | missed | overlook* | exceed*) ..4 (deadline | date | limit | cut off) ..14 (no longer | not | nothing) ..6 (have to | obliged | bound | protect* | defend* | indemnif* | covered | cover | pay | owed) \
             &(claim | claims | indemn* | protect*) !(invoice* | payment | milestone*)",
        ),
        // "You have 48 hours to tell us. If you are late, you lose this protection."
        (
            "untold",
            "(late | not ..3 (tell | told | notify | notified | inform | informed | report)) ..10 (lose | loses | forfeit*) ..4 (protection | cover | indemnity | indemnification | promise) !(invoice* | payment)",
        ),
        (
            "untold",
            "(lose | loses | forfeit | forfeits | waive | waives) ..4 (indemnity | indemnification | cover | protection | right to be indemnified) ..6 (if | where | when | unless) ..4 (late | not ..3 (tell | told | notify | notified | inform | informed | report | give notice)) !(invoice* | payment)",
        ),
        (
            "untold",
            "no (obligation | duty | liability | responsibility) ..14 (if | where | when) ..4 not ..4 (give | provide | send | serve) ..3 notice ..3 (claim | claims | action) ..8 {days}",
        ),
        (
            "untold",
            "not ..2 (reported | notified | tendered | communicated) ..12 ({shall} be | is | are) ..2 (waived | barred | lost | forfeited | excluded) &(indemn*) !(invoice* | payment)",
        ),
        (
            "untold",
            "(in default of | in the absence of | failing | without) ..2 notice ..14 (barred | debarred | disentitled | deprived | lose* | forfeit*) ..6 (right | rights | claim | indemnity | indemnification) !(invoice* | payment)",
        ),
        (
            "untold",
            "claim* ..4 (notified | reported | tendered) (after | later than | more than | outside | beyond) ..3 {days} ..10 (not covered | not ..3 indemnified | excluded | barred | lapse* | outside)",
        ),
    ])
});

impl Defence {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self::default();
        for one in &found {
            if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
                continue;
            }
            match found.name(one) {
                "control" => all.add_control(contract, one),
                "consent" => all.add_settlement(contract, one, true),
                "settles" => all.add_settlement(contract, one, false),
                "late" => all.notice.extend(late(contract, one, Told::Late)),
                "untold" => all.notice.extend(late(contract, one, Told::Never)),
                _ => {}
            }
        }
        all
    }

    fn add_control(&mut self, contract: &Contract, one: &Match) {
        let known = self.control.iter().any(|known| known.passage.sentence == one.sentence);
        if !known && is_of_claims(contract, one) && !is_denied(contract, one) && !is_beside(contract, one) {
            self.control.push(control(contract, one));
        }
    }

    fn add_settlement(&mut self, contract: &Contract, one: &Match, consent: bool) {
        let known = self.settlement.iter().any(|known| known.passage.sentence == one.sentence);
        // "shall not publicize the settlement" says nothing of who may settle.
        let told = scope::begins(contract, one.tokens.clone(), &["publici", "announce", "disclos"]);
        if known || told || !is_of_claims(contract, one) {
            return;
        }
        let (by, holder, holder_span) = holder(contract, one);
        // "Client … may settle as it sees fit": only where it is the one that is covered.
        if one.capture("customer").is_some() && !holder.is(Side::Customer) {
            return;
        }
        let tokens = contract.document.text.tokens();
        // "The Indemnified Parties may settle without the consent of Supplier": whose consent it is tells whose not.
        let asked = || subject::after(contract, one.tokens.end - 1..one.tokens.end + 5, &["of"]);
        let owner = || subject::owner(contract, one.tokens.end.saturating_sub(6)..one.tokens.end);
        let holder = match (holder, by) {
            (Bound::Unclear | Bound::Both, Place::Indemnitee) if !consent => {
                asked().or_else(owner).map_or(holder, |named| named.bound.opposite())
            }
            // "It may settle without referring back to Supplier": who is passed over is the one that pays.
            (Bound::Unclear, Place::Unclear) if !consent => {
                let passed_over = subject::after(
                    contract,
                    one.tokens.end.saturating_sub(8)..one.tokens.end,
                    &["asking", "consulting", "telling", "to"],
                );
                passed_over.map_or(holder, |named| named.bound.opposite())
            }
            (holder, _) => holder,
        };
        // "without asking", and where nobody need be asked "on whatever terms it thinks fit".
        let free = |at: &usize| {
            matches!(tokens.at(*at), "on" | "as") && one.capture("may").is_some_and(|may| may.tokens.end <= *at)
        };
        let without = one.tokens.clone().rfind(|at| tokens.at(*at) == "without");
        let without = without.or_else(|| one.tokens.clone().find(free)).filter(|_| !consent);
        let fit = usize::from(matches!(tokens.at(one.tokens.end), "fit" | "proper" | "best" | "appropriate"));
        let without = without.map(|at| tokens.span(at..one.tokens.end + fit));
        self.settlement.push(Settlement {
            consent,
            by,
            holder,
            holder_span,
            without,
            passage: Passage::of(contract, one),
        });
    }

    pub fn readings(&self) -> Vec<Reading> {
        let control = self.control.iter().map(|one| {
            let fields = vec![
                record::word("by", one.by.word(), one.holder_span),
                record::bound("holder", one.holder, one.holder_span),
            ];
            one.passage.reading("defence-control", 0.85, fields)
        });
        let settlement = self.settlement.iter().map(|one| {
            let mut fields = vec![
                record::flag("consent", one.consent, None),
                record::word("by", one.by.word(), one.holder_span),
                record::bound("holder", one.holder, one.holder_span),
            ];
            fields.extend(record::anchor("without", one.without));
            one.passage.reading("settlement", 0.8, fields)
        });
        let notice = self.notice.iter().map(|one| {
            let mut fields = vec![record::flag("forfeits", one.forfeit.is_some(), one.forfeit)];
            fields.extend(record::anchor("end", Some(one.end)));
            one.passage.reading("claim-notice", 0.8, fields)
        });
        control.chain(settlement).chain(notice).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Defence of claims";
        let line = |one: &Control| {
            let who = match (one.holder, one.by) {
                (Bound::Unclear | Bound::Both, Place::Indemnitor) => "The party that indemnifies".to_owned(),
                (Bound::Unclear | Bound::Both, Place::Indemnitee) => "The party that is indemnified".to_owned(),
                (holder, _) => wording::subject(contract, holder),
            };
            one.passage.key_term(NAME, format!("{who} conducts the defence"))
        };
        let mut lines: Vec<KeyTerm> = Vec::new();
        for one in self.control.iter().map(line) {
            if !lines.iter().any(|known: &KeyTerm| known.value == one.value) {
                lines.push(one);
            }
        }
        KeyTerm::or_not_stated(NAME, lines)
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        // Where nothing says who conducts it, a say in the settlement is what there is of control.
        let settled = || self.settlement.iter().find(|one| one.consent).map(|one| one.passage.span);
        let span = self.control.first().map(|one| one.passage.span).or_else(settled);
        Sheet { present: span.is_some(), quote: span.map(|span| contract.quote(span).to_owned()) }
    }
}

impl Place {
    fn word(self) -> &'static str {
        match self {
            Place::Indemnitor => "indemnitor",
            Place::Indemnitee => "indemnitee",
            Place::Unclear => "unclear",
        }
    }
}

/// Claims that somebody is indemnified for, not the enforcement of one's own rights.
fn is_of_claims(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let indemnity = sentence
        .tokens
        .clone()
        .any(|at| tokens.at(at).starts_with("indemni") || matches!(tokens.at(at), "harmless" | "covered"));
    let headed = passage::headed(contract, sentence.clause, &["indemn", "defen", "claims", "infringement", "warrant"]);
    let enforcing = scope::begins(
        contract,
        one.tokens.start.saturating_sub(14).max(sentence.tokens.start)..one.tokens.end,
        &["enforce", "prosecut", "infringer", "initiat", "audit"],
    );
    // The clause before or around speaks of an indemnity.
    let around = || {
        let near = sentence.tokens.start.saturating_sub(160)..(sentence.tokens.end + 120).min(tokens.len());
        near.into_iter().any(|at| tokens.at(at).starts_with("indemni"))
    };
    (indemnity || headed || around()) && !enforcing
}

/// "any infringement claim", "third-party claims": in the sentence or the one before.
fn names_claims(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let end = sentence.tokens.end;
    // "the claim", where nothing says that it is one about goods or money.
    let plain = |at: usize| {
        matches!(tokens.at(at), "claim" | "claims")
            && matches!(tokens.at(at.wrapping_sub(1)), "the" | "a" | "any" | "such" | "each" | "that")
    };
    let other = || {
        let stems =
            ["warrant", "defect", "deliver", "ship", "goods", "extension", "variation", "insur", "invoice", "pric"];
        scope::begins(contract, sentence.tokens.clone(), &stems)
    };
    if sentence.tokens.clone().any(plain) && !other() {
        return true;
    }
    (one.tokens.start.saturating_sub(60)..end).any(|at| {
        matches!(tokens.at(at), "claim" | "claims")
            && matches!(tokens.at(at.wrapping_sub(1)), "infringement" | "party" | "ip" | "covered")
    })
}

/// "assume responsibility for any suit" pays for it, "conduct a recall or similar action" is no suit.
fn is_beside(contract: &Contract, one: &Match) -> bool {
    const PAID: [&str; 5] = ["responsibility", "liability", "liabilities", "obligations", "costs"];
    let verb = one.tokens.start;
    scope::holds(contract, verb + 1..(verb + 5).min(one.tokens.end), &PAID)
        || scope::begins(contract, one.tokens.clone(), &["recall", "withdrawal"])
}

fn is_denied(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    passage::before(
        contract,
        sentence.tokens.start,
        one.tokens.start,
        5,
        &["not", "no", "nor", "fails", "fail", "neither", "declines", "elects", "refuses"],
    ) && !passage::before(contract, sentence.tokens.start, one.tokens.start, 7, &["only", "if"])
}

fn control(contract: &Contract, one: &Match) -> Control {
    let (by, holder, holder_span) = holder(contract, one);
    Control { by, holder, holder_span, passage: Passage::of(contract, one) }
}

/// Who conducts it: by its part in the indemnity, and by its name.
fn holder(contract: &Contract, one: &Match) -> (Place, Bound, Option<Span>) {
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let acts = one.capture("may").map_or(one.tokens.start, |may| may.tokens.start);
    let stretch = scope::stretch(contract, sentence, acts);
    let start = stretch.start.min(acts);
    let given = passage::before(
        contract,
        start,
        one.tokens.start,
        30,
        &[
            "gives",
            "give",
            "giving",
            "grants",
            "granted",
            "given",
            "allows",
            "permit",
            "permits",
            "provides",
            "tender",
            "tenders",
            "allow",
            "permitting",
        ],
    );
    let part = |at: usize| match tokens.at(at) {
        "indemnifying" | "indemnitor" | "indemnitors" => Some(Place::Indemnitor),
        "indemnified" | "indemnitee" | "indemnitees" => Some(Place::Indemnitee),
        _ => None,
    };
    let near = (start..one.tokens.start).rev().find_map(|at| part(at).map(|place| (at, place)));
    let named = if given {
        let taken = contract.facts.parties.within(start..one.tokens.end);
        taken
            .iter()
            .rev()
            .find(|mention| !mention.possessive && mention.tokens.end <= one.tokens.start)
            .map(|mention| (subject::bound(contract, mention.who), mention.tokens.clone()))
    } else {
        subject::before(contract, start, acts).map(|named| (named.bound, named.tokens))
    };
    match (near, named) {
        (Some((at, place)), None) => (place, Bound::Unclear, Some(tokens.span(at..at + 1))),
        (Some((at, place)), Some((_, range))) if range.end < at || range.contains(&at) => {
            (place, Bound::Unclear, Some(tokens.span(at..at + 1)))
        }
        (_, Some((bound, range))) => (Place::Unclear, bound, Some(tokens.span(range))),
        (None, None) => (Place::Unclear, Bound::Unclear, None),
    }
}

/// How a lack of notice is put: "failure to notify relieves", "a party that has not told loses".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Late,
    Never,
}

fn late(contract: &Contract, one: &Match, told: Told) -> Option<ClaimNotice> {
    const SOFT: [&str; 12] = [
        "extent",
        "except",
        "unless",
        "prejudiced",
        "prejudice",
        "prejudices",
        "materially",
        "only",
        "not",
        "nor",
        "neither",
        "no",
    ];
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let tokens = contract.document.text.tokens();
    // "has not told the other of a claim": what is not done is no softening of it, nor is "whether or not".
    let unsent = one.tokens.clone().find(|at| tokens.at(*at) == "not");
    let own = |at: usize| {
        let ended = told == Told::Never
            && one.tokens.contains(&at)
            && (at + 3 >= one.tokens.end
                || Some(at) == unsent
                || matches!(tokens.at(at + 1), "apply" | "be")
                || tokens.at(at + 1).starts_with("indemni"));
        told == Told::Never && at == one.tokens.start
            || ended
            || tokens.at(at) == "not" && tokens.at(at.wrapping_sub(1)) == "or"
            || told == Told::Never && one.tokens.contains(&at) && tokens.at(at) == "unless"
            // "shall no longer be covered"
            || tokens.at(at) == "no" && tokens.at(at + 1) == "longer"
            // "arises only where notice is given"
            || tokens.at(at) == "only" && matches!(tokens.at(at + 1), "where" | "if" | "when" | "provided")
    };
    let idle = (one.tokens.start..stretch.end).find(|at| {
        matches!((tokens.at(*at), tokens.at(at + 1)), ("whether", "or") | ("even", "if" | "though" | "where"))
            || matches!(tokens.at(*at), "regardless" | "irrespective")
    });
    let near = one.tokens.start.saturating_sub(6).max(stretch.start)..idle.unwrap_or(stretch.end);
    // "even if it has lost nothing by that, but only to the extent …"
    let measured = idle.is_some_and(|idle| scope::holds(contract, idle..stretch.end, &["extent"]));
    let soft = measured || near.into_iter().any(|at| SOFT.contains(&tokens.at(at)) && !own(at));
    // "relieves it of the agreed date": a duty, a claim or a clause is what ends.
    let ends = scope::begins(
        contract,
        one.tokens.end - 1..stretch.end,
        &[
            "obligation",
            "liab",
            "indemn",
            "dut",
            "responsib",
            "claim",
            "right",
            "benefit",
            "section",
            "clause",
            "protection",
        ],
    ) || scope::begins(contract, stretch.clone(), &["indemn", "claim"]);
    if !ends || !is_of_claims(contract, one) && !names_claims(contract, one) {
        return None;
    }
    let passage = Passage::of(contract, one);
    Some(ClaimNotice { forfeit: (!soft).then_some(one.span), end: passage.end(contract), passage })
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub present: bool,
    pub quote: Option<String>,
}
