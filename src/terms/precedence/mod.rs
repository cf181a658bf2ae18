//! In: a contract. Out: [`Precedence`]: which document prevails where they disagree, and whether
//! the terms on an order form apply merely because work has begun.

mod policies;
mod rank;

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope, subject, wording};
use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

pub use policies::Policies;

const PAPERS: FieldKind = FieldKind::Word(&[
    ("agreement", "the agreement"),
    ("order", "the order or statement of work"),
    ("policies", "policies"),
    ("schedule", "a schedule"),
    ("list", "the order that the clause lists"),
    ("other", "another paper"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "precedence",
        name: "an order of precedence",
        fields: &[
            FieldSchema::new("winner", PAPERS, "says what prevails"),
            FieldSchema::new("owner", FieldKind::Bound, "says whose paper that is"),
            FieldSchema::new("paper", FieldKind::Anchor, "names the paper that prevails"),
        ],
    },
    TermSchema {
        term: "order-terms",
        name: "terms on an order form",
        fields: &[
            FieldSchema::new(
                "stance",
                FieldKind::Word(&[("apply", "apply"), ("rejected", "do not apply")]),
                "says whether they apply",
            ),
            FieldSchema::new("owner", FieldKind::Bound, "says whose form it is"),
            FieldSchema::new("paper", FieldKind::Anchor, "names the form"),
        ],
    },
    TermSchema {
        term: "policies",
        name: "a duty to keep to policies",
        fields: &[
            FieldSchema::new("binds", FieldKind::Bound, "says who must keep to them"),
            FieldSchema::new("owner", FieldKind::Bound, "says whose they are"),
            FieldSchema::new("changing", FieldKind::Flag, "lets them change on their own"),
            FieldSchema::new("address", FieldKind::Flag, "gives only an address"),
            FieldSchema::new("change", FieldKind::Anchor, "lets them change on their own"),
            FieldSchema::new("end", FieldKind::Anchor, "ends the duty"),
        ],
    },
];

/// What kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Agreement,
    Order,
    Policies,
    Schedule,
    List,
    Other,
}

/// "In a conflict, this Agreement prevails."
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    pub winner: Paper,
    pub winner_span: Option<Span>,
    /// "Client's purchase order".
    pub owner: Option<Bound>,
    pub passage: Passage,
}

/// "The terms of Client's purchase order apply."
#[derive(Clone, Debug, PartialEq)]
pub struct OrderTerms {
    pub apply: Stance,
    pub owner: Bound,
    pub paper: Span,
    pub passage: Passage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    Apply,
    Rejected,
}

#[derive(Clone, Debug, Default)]
pub struct Precedence {
    pub ranks: Vec<Rank>,
    pub orders: Vec<OrderTerms>,
    pub policies: Vec<Policies>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("list", "(order | orders) of (precedence | priority)"),
        (
            "list",
            "(following | descending | ascending) ..8 (prevail | prevails | control | govern | precedence | priority)",
        ),
        ("list", "(prevail | prevails | control | govern | precedence | priority) ..8 (following | descending) order"),
        ("list", "(documents | papers | they) ..4 (rank | ranking) ..8 (prevail* | order | follows)"),
        ("list", "(following | descending) order of (rank | priority)"),
        ("list", "(documents | papers) ..3 (ranked | ranking) ..3 (highest | top) first"),
        ("list", "(following | this | below) order ..3 (applies | apply | is followed | {shall} be followed)"),
        ("list", "(documents | papers | they) ..2 (rank | ranked) ..2 (thus | so | as)"),
        (
            "list",
            "(listed | named | mentioned | appearing | ranked | set out) ..2 (earlier | first | higher | above) ..8 (prevail* | control* | govern | governs | precedence | priority | override*)",
        ),
        (
            "list",
            "(earlier | higher) ..2 (document | documents | paper | one | item | listed | named | ranked) ..6 (prevail* | control* | govern | governs | precedence | priority | override*) ..3 (later | lower)",
        ),
        (
            "list",
            "(prevail* | control | govern | precedence | priority | rank | apply) ..3 in (the | that | their | this) order [..4] (listed | set out | stated | named | given | appear | appearing | shown)",
        ),
        (
            "conflict",
            "(conflict* | inconsisten* | discrepanc* | contradict* | ambiguit* | variance | differ* | disagree* | diverge* | deviate* | contrary) ..60 \
             (prevail* | control* | govern | governs | precedence | priority | supersede* | supercede* | override* | overriding | paramount)",
        ),
        (
            "conflict",
            "(prevail* | control* | govern | governs | precedence | priority | supersede* | supercede* | override*) ..40 \
             (conflict* | inconsisten* | discrepanc* | contradict* | ambiguit* | contrary)",
        ),
        (
            "conflict",
            "(conflict* | inconsisten* | discrepanc* | contradict* | differ | differs) ..30 (policies | policy | guidelines | order | orders | code) (apply | applies)",
        ),
        (
            "conflict",
            "(conflict* | inconsisten* | discrepanc* | contradict* | differ* | disagree* | diverge* | clash* | odds | irreconcilable | cannot be ..2 (read together | reconciled)) ..50 \
             ((followed | come | comes | rank | ranks | read | applied | apply | applies) first | win | wins)",
        ),
        ("over", "(prevail* | precedence | priority | control | controls) over"),
        (
            "over",
            "(terms | conditions | provisions) of this agreement ..12 (supersede* | supercede* | override* | replace*) ..8 (terms | conditions | provisions) ..8 (order | orders | ordering | acknowledg* | confirmation | invoice)",
        ),
        (
            "over",
            "(this agreement | agreement) {shall} (supersede | override | replace | prevail over) ..6 (pre printed | preprinted | printed | standard) (terms | conditions) ..10 (order | orders | invoice | invoices | acknowledg* | form | forms)",
        ),
        (
            "order-terms",
            "(terms | conditions | provisions) ..14 (purchase order | purchase orders | order form | order acknowledgement | \
             order acknowledgment | acknowledgment form | confirmation | work order | invoice)",
        ),
        ("order-terms", "(purchase order | purchase orders) ..16 (terms | conditions) ..3 (on | printed | overleaf)"),
        (
            "order-terms",
            "{party} [general | standard] (purchase order terms | purchase terms | order terms | terms and conditions of purchase | standard terms of purchase | purchasing terms | purchasing conditions | purchase conditions | terms of purchase | conditions of purchase | general conditions of purchase)",
        ),
        (
            "taken",
            "(acceptance of | assent to | agreement to | consent to) ..3 (purchase order | purchasing | purchase) (terms | conditions)",
        ),
        (
            "order-terms",
            "(purchase order | purchase orders | order | orders) ..12 (accepts | accept | accepted | agrees to | bound by) ..4 (terms | conditions)",
        ),
        (
            "taken",
            "(assent | acceptance | agreement | consent) ..3 (to | of) ..6 (terms | conditions) ..4 (overleaf | on the reverse | printed | purchase | order) !(no ..4 (assent | acceptance | agreement | consent))",
        ),
        (
            "taken",
            "(accepts | accept | agrees to | bound by | accepted) ..2 (such | those | these | its | their) ..2 (terms | conditions) ..3 by \
             (commencing | starting | beginning | shipping | delivering | dispatching | performing | supplying | invoicing)",
        ),
        (
            "order-terms",
            "(purchase order terms | purchase terms | order terms | terms and conditions of purchase | standard terms of purchase | purchasing terms | purchasing conditions | purchase conditions | terms of purchase | conditions of purchase) ..3 of {party}",
        ),
    ])
});

/// A paper's name: its first word, its kind.
const NAMES: &[(&str, Paper)] = &[
    ("agreement", Paper::Agreement),
    ("contract", Paper::Agreement),
    ("msa", Paper::Agreement),
    ("terms", Paper::Agreement),
    ("conditions", Paper::Agreement),
    ("order", Paper::Order),
    ("orders", Paper::Order),
    ("sow", Paper::Order),
    ("statement", Paper::Order),
    ("statements", Paper::Order),
    ("commitment", Paper::Order),
    ("po", Paper::Order),
    ("proposal", Paper::Order),
    ("quotation", Paper::Order),
    ("policy", Paper::Policies),
    ("policies", Paper::Policies),
    ("guidelines", Paper::Policies),
    ("manual", Paper::Policies),
    ("guide", Paper::Policies),
    ("handbook", Paper::Policies),
    ("code", Paper::Policies),
    ("exhibit", Paper::Schedule),
    ("exhibits", Paper::Schedule),
    ("schedule", Paper::Schedule),
    ("schedules", Paper::Schedule),
    ("annex", Paper::Schedule),
    ("appendix", Paper::Schedule),
    ("addendum", Paper::Schedule),
    ("attachment", Paper::Schedule),
    ("attachments", Paper::Schedule),
    ("amendment", Paper::Schedule),
    ("document", Paper::Other),
    ("documents", Paper::Other),
    ("page", Paper::Other),
    ("dpa", Paper::Schedule),
];

impl Precedence {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self { policies: policies::read(contract), ..Self::default() };
        for one in &found {
            // A clause on conflicts "between this Agreement and …" can look like an opening.
            if contract.outline.sentence(one.sentence).kind == SentenceKind::Definition {
                continue;
            }
            match found.name(one) {
                "order-terms" => all.add_order(order_terms(contract, one)),
                "taken" => all.add_order(taken(contract, one)),
                "list" => all.add_rank(rank::list(contract, one)),
                cue => all.add_rank(rank::rank(contract, one, cue)),
            }
        }
        all
    }

    fn add_rank(&mut self, rank: Option<Rank>) {
        self.ranks.extend(
            rank.filter(|rank| !self.ranks.iter().any(|known| known.passage.sentence == rank.passage.sentence)),
        );
    }

    fn add_order(&mut self, order: Option<OrderTerms>) {
        self.orders.extend(
            order.filter(|order| !self.orders.iter().any(|known| known.passage.sentence == order.passage.sentence)),
        );
    }

    pub fn readings(&self) -> Vec<Reading> {
        let ranks = self.ranks.iter().map(|rank| {
            let mut fields = vec![record::word("winner", rank.winner.word(), rank.winner_span)];
            fields.extend(rank.owner.map(|owner| record::bound("owner", owner, None)));
            fields.extend(record::anchor("paper", rank.winner_span));
            rank.passage.reading("precedence", 0.85, fields)
        });
        let orders = self.orders.iter().map(|order| {
            let stance = match order.apply {
                Stance::Apply => "apply",
                Stance::Rejected => "rejected",
            };
            let mut fields =
                vec![record::word("stance", stance, None), record::bound("owner", order.owner, Some(order.paper))];
            fields.extend(record::anchor("paper", Some(order.paper)));
            order.passage.reading("order-terms", 0.8, fields)
        });
        ranks.chain(orders).chain(self.policies.iter().map(Policies::reading)).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Order of precedence";
        let line = |rank: &Rank| {
            let value = match (rank.winner, rank.winner_span) {
                (Paper::List, _) | (_, None) => "In the order that the clause lists".to_owned(),
                (_, Some(span)) => format!("{} prevails", wording::capitalised(contract.quote(span))),
            };
            rank.passage.key_term(NAME, value)
        };
        KeyTerm::or_not_stated(NAME, self.ranks.iter().map(line).collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        // An order whose terms do not count gives way to the agreement.
        let refused = self.orders.iter().find(|order| order.apply == Stance::Rejected);
        let first = self.ranks.first().map(|rank| rank.passage.span).or(refused.map(|order| order.passage.span));
        Sheet { present: first.is_some(), quote: first.map(|span| contract.quote(span).to_owned()) }
    }
}

impl Paper {
    fn word(self) -> &'static str {
        match self {
            Paper::Agreement => "agreement",
            Paper::Order => "order",
            Paper::Policies => "policies",
            Paper::Schedule => "schedule",
            Paper::List => "list",
            Paper::Other => "other",
        }
    }
}

fn paper_at(contract: &Contract, at: usize) -> Option<Paper> {
    let tokens = contract.document.text.tokens();
    let word = tokens.at(at);
    let paper = NAMES.iter().find(|(name, _)| *name == word).map(|(_, paper)| *paper)?;
    // "in order to", "of any order", "the terms of the Agreement" is the Agreement, "law of contract".
    let verbal = word == "order"
        && matches!(
            tokens.at(at + 1),
            "to" | "that" | "of" | "listed" | "in" | "set" | "stated" | "given" | "named" | "shown" | "they"
        );
    (!verbal).then_some(paper)
}

/// "The terms and conditions of Client's purchase order apply", "any terms on an order form are rejected".
/// "Starting work is acceptance of these Purchase Order Terms": what is done stands for a signature.
fn taken(contract: &Contract, one: &Match) -> Option<OrderTerms> {
    const STANDS: [&str; 9] =
        ["constitute", "constitutes", "is", "means", "deemed", "signify", "signifies", "be", "amounts"];
    let stretch = scope::stretch(contract, contract.outline.sentence(one.sentence), one.tokens.end - 1);
    let before = stretch.start..one.tokens.start;
    let stands = scope::holds(contract, before.clone(), &STANDS);
    let denied = scope::holds(contract, before, &["no", "not", "never", "neither", "nor", "nothing"]);
    let named = one.tokens.start + 2..one.tokens.end;
    // "It accepts such conditions by commencing work": those of the order that was named just before.
    let doing = scope::holds(contract, one.tokens.clone(), &["by"]);
    let from = if doing { order_before(contract, one)? } else { named.start };
    let owner = contract.facts.parties.within(from..named.end).iter().rev().find(|mention| mention.possessive);
    (stands || doing).then(|| OrderTerms {
        apply: if denied { Stance::Rejected } else { Stance::Apply },
        owner: owner.map_or(Bound::Unclear, |mention| subject::bound(contract, mention.who)),
        paper: contract.document.text.tokens().span(one.tokens.end.saturating_sub(2)..one.tokens.end),
        passage: Passage::of(contract, one),
    })
}

/// Where the sentence with the purchase order begins: this one or the one before.
fn order_before(contract: &Contract, one: &Match) -> Option<usize> {
    let here = contract.outline.sentence(one.sentence);
    let before = here.id.0.checked_sub(1).and_then(|at| contract.outline.sentences.get(at));
    let start = before.filter(|before| before.clause == here.clause).map_or(here.tokens.start, |one| one.tokens.start);
    passage::phrase(contract, start..one.tokens.start, &["purchase", "order"]).map(|_| start)
}

fn order_terms(contract: &Contract, one: &Match) -> Option<OrderTerms> {
    const REJECTING: [&str; 15] = [
        "no",
        "not",
        "reject",
        "rejected",
        "rejects",
        "void",
        "disregarded",
        "without",
        "null",
        "neither",
        "nothing",
        "superseded",
        "excluded",
        "nor",
        "ineffective",
    ];
    const APPLYING: [&str; 9] =
        ["apply", "applies", "accepted", "acceptance", "accepts", "bound", "binding", "incorporated", "govern"];
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let own = scope::holds(contract, one.tokens.clone(), &["this", "agreement", "payment", "section"]);
    // "accepts Buyer's conditions, and its own shall be of no effect": what comes behind rejects the other form.
    let accepted = scope::holds(contract, stretch.start..one.tokens.end, &["accepts", "accept", "bound", "agrees"]);
    let comma = (one.tokens.end..stretch.end).find(|at| accepted && tokens.at(*at) == ",").unwrap_or(stretch.end);
    let said = stretch.start..comma;
    let rejected = said.into_iter().any(|at| REJECTING.contains(&tokens.at(at)) && !is_indifferent(contract, at));
    let applied = scope::holds(contract, stretch.clone(), &APPLYING)
        || passage::phrase(contract, stretch.clone(), &["have", "agreed", "to"]).is_some()
        || passage::before(contract, stretch.start, one.tokens.start, 6, &["subject"])
        || passage::before(contract, stretch.start, one.tokens.start + 1, 3, &["on"])
            && scope::holds(
                contract,
                stretch.start..one.tokens.start,
                &["made", "placed", "supplied", "accepted", "sold"],
            );
    // "Buyer's terms form the sole terms of the contract".
    let alone =
        scope::holds(contract, one.tokens.end..stretch.end, &["form", "forms", "constitute", "comprise", "are"])
            && scope::holds(contract, one.tokens.end..stretch.end, &["sole", "only", "entire", "exclusive", "whole"]);
    if own || !rejected && !applied && !alone {
        return None;
    }
    let mentions = contract.facts.parties.within(one.tokens.clone());
    let owner = mentions.iter().rev().find(|mention| mention.possessive).or(mentions.last());
    let paper = one.tokens.end.saturating_sub(2).max(one.tokens.start)..one.tokens.end;
    Some(OrderTerms {
        apply: if rejected { Stance::Rejected } else { Stance::Apply },
        owner: owner.map_or(Bound::Unclear, |mention| subject::bound(contract, mention.who)),
        paper: tokens.span(paper),
        passage: Passage::of(contract, one),
    })
}

/// "whether or not Vendor has signed them", "notwithstanding that it has not", "if it does not object".
fn is_indifferent(contract: &Contract, at: usize) -> bool {
    let ahead = at.saturating_sub(8)..at;
    scope::holds(contract, ahead, &["whether", "notwithstanding"])
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub present: bool,
    pub quote: Option<String>,
}
