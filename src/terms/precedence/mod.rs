//! In: a contract. Out: [`Precedence`]: which document prevails where they disagree, and whether
//! the terms on an order form apply merely because work has begun.

mod policies;

use std::ops::Range;
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
        (
            "conflict",
            "(conflict* | inconsisten* | discrepanc* | contradict* | ambiguit* | variance | differ* | disagree* | diverge* | deviate* | contrary) ..60 \
             (prevail* | control* | govern | governs | precedence | priority | supersede* | supercede* | override* | paramount)",
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
        ("over", "(prevail* | precedence | priority) over"),
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
                "list" => all.add_rank(list(contract, one)),
                cue => all.add_rank(rank(contract, one, cue)),
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

fn list(contract: &Contract, one: &Match) -> Option<Rank> {
    let passage = Passage::whole(contract, one.sentence);
    let papers = passage.tokens.clone().filter(|at| paper_at(contract, *at).is_some()).count();
    let (winner, winner_span, owner) = match first(contract, one, &passage) {
        Some((winner, span, owner)) => (winner, Some(span), Some(owner)),
        None => (Paper::List, None, None),
    };
    (papers >= 2).then_some(Rank { winner, winner_span, owner, passage })
}

/// "(a) Client's policies; (b) this Agreement": the paper that a list names first, where one party writes
/// it and the agreement comes after.
fn first(contract: &Contract, one: &Match, passage: &Passage) -> Option<(Paper, Span, Bound)> {
    let behind = one.tokens.end..passage.tokens.end;
    let tokens = contract.document.text.tokens();
    let rank = |at: usize| matches!(tokens.at(at - 1), "following" | "descending" | "ascending" | "this");
    let named = |at: usize| paper_at(contract, at).filter(|_| !rank(at)).map(|paper| (at, paper));
    let (at, winner) = behind.clone().find_map(named)?;
    // "Buyer's conditions": what one party wrote is not what was agreed here.
    let winner = if winner == Paper::Agreement { Paper::Policies } else { winner };
    let later = (at + 1..behind.end).any(|at| paper_at(contract, at) == Some(Paper::Agreement));
    let owners = contract.facts.parties.within(behind.start..at);
    let owner = owners.iter().rev().find(|mention| mention.possessive)?;
    let span = tokens.span(owner.tokens.start..at + 1);
    (later && matches!(winner, Paper::Order | Paper::Policies))
        .then(|| (winner, span, subject::bound(contract, owner.who)))
}

/// Law, interest, a translation: not the papers of this contract.
const NOT_PAPERS: [&str; 19] = [
    "law",
    "laws",
    "statute",
    "regulation",
    "regulations",
    "interest",
    "interests",
    "language",
    "translation",
    "english",
    "code",
    "act",
    "court",
    "force",
    "change",
    "gaap",
    "warranty",
    "remedy",
    "inspection",
];

fn rank(contract: &Contract, one: &Match, cue: &str) -> Option<Rank> {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let applies = one.tokens.end - 1;
    let verb = one.tokens.clone().find(|at| is_prevailing(tokens.at(*at)));
    let verb = verb.or(matches!(tokens.at(applies), "apply" | "applies").then_some(applies))?;
    // The winner is the subject of "prevails": the nearest paper before it.
    if let Some(rank) = pointed(contract, one, &stretch, verb) {
        return Some(rank);
    }
    let before = verb.saturating_sub(22).max(stretch.start)..verb;
    let winner = before.clone().rev().filter_map(|at| paper_at(contract, at).map(|paper| (at, paper)));
    // "between the Agreement and this Amendment, the latter shall prevail".
    let which = scope::position(contract, verb.saturating_sub(4).max(stretch.start)..verb, &["latter", "former"]);
    let of_two = which.and_then(|which| {
        let mut papers = (stretch.start..which).filter_map(|at| paper_at(contract, at).map(|paper| (at, paper)));
        if tokens.at(which) == "former" { papers.next() } else { papers.last() }
    });
    let (at, winner) = of_two.or_else(|| winner.into_iter().find(|(at, _)| is_subject(contract, *at, verb)))?;
    // "the purchase order terms shall prevail": what stands before "terms" tells whose terms.
    let modifier = at.checked_sub(1).filter(|_| matches!(tokens.at(at), "terms" | "conditions"));
    let winner = modifier.and_then(|before| paper_at(contract, before)).unwrap_or(winner);
    // "our online terms", "Client's standard conditions": a party's own terms are not what was agreed here.
    let own =
        contract.facts.parties.within(at.saturating_sub(4).max(stretch.start)..at).iter().any(|one| one.possessive);
    let winner = if own && modifier.is_some() && winner == Paper::Agreement { Paper::Policies } else { winner };
    let clash = stretch.clone().any(|at| clashes(tokens.at(at)));
    let papers = stretch.clone().filter(|at| paper_at(contract, *at).is_some()).count();
    let lawful = scope::holds(contract, at + 1..verb, &NOT_PAPERS) || clash && is_of_law(contract, &stretch);
    let enough = papers >= 2 && (clash || cue == "over");
    if lawful || !enough || denied(contract, &stretch, verb) {
        return None;
    }
    let start = phrase_start(contract, stretch.start, at);
    let end = phrase_end(contract, at, verb);
    // "Client's supplier policies": a word or two between the owner and the paper.
    let near = start.saturating_sub(6).max(stretch.start)..at;
    let mentions = contract.facts.parties.within(near);
    let named = |mention: &&crate::facts::Mention| {
        (mention.possessive || mention.tokens.end >= at) && !scope::holds(contract, mention.tokens.end..at, &[","])
    };
    let owner = mentions.iter().rev().find(named).or_else(|| issuer(contract, &stretch, winner));
    let close = owner.filter(|mention| mention.tokens.start + 5 >= start && mention.tokens.end <= at);
    let start = close.map_or(start, |mention| mention.tokens.start.min(start));
    Some(Rank {
        winner,
        winner_span: Some(tokens.span(start..end)),
        owner: owner.map(|mention| subject::bound(contract, mention.who)),
        passage: Passage::of(contract, one),
    })
}

/// "a purchase order issued by Customer", "the policies of Vendor": whose paper it is, where it is first named.
fn issuer<'a>(contract: &'a Contract, stretch: &Range<usize>, winner: Paper) -> Option<&'a crate::facts::Mention> {
    const REACH: usize = 5;
    let tokens = contract.document.text.tokens();
    let papers = stretch.clone().filter(|at| paper_at(contract, *at) == Some(winner) && winner != Paper::Agreement);
    papers.into_iter().find_map(|at| {
        let behind = at + 1..(at + REACH).min(stretch.end);
        contract.facts.parties.within(behind).iter().find(|mention| {
            let before = mention.tokens.start.saturating_sub(1);
            const FROM: [&str; 4] = ["by", "of", "at", "on"];
            FROM.contains(&tokens.at(before)) || FROM.contains(&tokens.at(before.saturating_sub(1)))
        })
    })
}

/// "Gridline's policies form part of this Agreement. Where they differ from it, they take priority":
/// the pronoun stands for the first paper of the sentence before.
fn pointed(contract: &Contract, one: &Match, stretch: &Range<usize>, verb: usize) -> Option<Rank> {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let before = contract.outline.sentences.get(sentence.id.0.checked_sub(1)?)?;
    let pronoun =
        (verb.saturating_sub(4).max(stretch.start)..verb).find(|at| matches!(tokens.at(*at), "they" | "it"))?;
    let clash = (stretch.start..pronoun).any(|at| clashes(tokens.at(at)));
    let named = (stretch.start..pronoun).any(|at| paper_at(contract, at).is_some());
    if !clash || named || before.clause != sentence.clause || denied(contract, stretch, verb) {
        return None;
    }
    let (at, winner) = before.tokens.clone().find_map(|at| paper_at(contract, at).map(|paper| (at, paper)))?;
    let owner = contract.facts.parties.within(before.tokens.start..at).iter().rev().find(|mention| mention.possessive);
    Some(Rank {
        winner,
        winner_span: Some(tokens.span(pronoun..pronoun + 1)),
        owner: owner.map(|mention| subject::bound(contract, mention.who)),
        passage: Passage::of(contract, one),
    })
}

fn is_prevailing(word: &str) -> bool {
    word.starts_with("prevail")
        || matches!(
            word,
            "control"
                | "controls"
                | "controlling"
                | "govern"
                | "governs"
                | "precedence"
                | "priority"
                | "override"
                | "overrides"
                | "paramount"
        )
        || word.starts_with("supersed")
        || word.starts_with("superced")
}

fn clashes(word: &str) -> bool {
    [
        "conflict",
        "inconsisten",
        "discrepanc",
        "contradict",
        "ambiguit",
        "variance",
        "differ",
        "disagree",
        "diverge",
        "contrary",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// "conflict of laws", "conflict with applicable law", "conflicts of interest".
fn is_of_law(contract: &Contract, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let Some(at) = stretch.clone().find(|at| clashes(tokens.at(*at))) else { return false };
    scope::holds(contract, at + 1..(at + 4).min(stretch.end), &["law", "laws", "interest", "interests"])
}

fn denied(contract: &Contract, stretch: &Range<usize>, verb: usize) -> bool {
    passage::before(contract, stretch.start, verb, 4, &["not", "never"])
}

fn paper_at(contract: &Contract, at: usize) -> Option<Paper> {
    let tokens = contract.document.text.tokens();
    let word = tokens.at(at);
    let paper = NAMES.iter().find(|(name, _)| *name == word).map(|(_, paper)| *paper)?;
    // "in order to", "of any order", "the terms of the Agreement" is the Agreement, "law of contract".
    let verbal = word == "order" && matches!(tokens.at(at + 1), "to" | "that" | "of");
    (!verbal).then_some(paper)
}

/// Between the paper and its verb only the verb's own words and what belongs to the paper.
fn is_subject(contract: &Contract, at: usize, verb: usize) -> bool {
    const FREE: [&str; 31] = [
        "shall",
        "will",
        "must",
        "should",
        "the",
        "of",
        "to",
        "this",
        "that",
        "such",
        "in",
        "all",
        "cases",
        "respects",
        "take",
        "takes",
        "have",
        "has",
        "and",
        "be",
        "always",
        "applicable",
        "hereto",
        "is",
        "a",
        "extent",
        "provisions",
        "terms",
        "agreement",
        "services",
        "work",
    ];
    let tokens = contract.document.text.tokens();
    let free = |at: usize| {
        let capital = tokens.as_slice().get(at).is_some_and(|token| token.capital);
        FREE.contains(&tokens.at(at)) || capital || tokens.at(at).len() == 1
    };
    // "the policies, as published on its portal, take precedence"; "the policies published there shall control".
    let inserted = tokens.at(at + 1) == ","
        && (at + 2..verb).rev().find(|at| tokens.at(*at) == ",").is_some_and(|comma| (comma + 1..verb).all(free));
    let told =
        matches!(tokens.at(at + 1), "published" | "posted" | "available" | "issued" | "located" | "set" | "found");
    let modal = (at + 2..verb).rev().find(|at| matches!(tokens.at(*at), "shall" | "will" | "take" | "takes"));
    inserted || told && modal.is_some() || (at + 1..verb).all(free)
}

fn phrase_start(contract: &Contract, from: usize, at: usize) -> usize {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let mut start = at;
    while start > from {
        let before = start - 1;
        if let Some(mention) = contract.facts.parties.at(before).filter(|mention| mention.possessive) {
            start = mention.tokens.start.max(from);
            continue;
        }
        let named = list.get(before).is_some_and(|token| token.capital && !token.all_caps);
        let small = matches!(
            tokens.at(before),
            "the" | "this" | "that" | "such" | "applicable" | "relevant" | "purchase" | "work" | "of" | "standard"
        );
        if !(small || named && !matches!(tokens.at(before), "in" | "if" | "where")) {
            break;
        }
        start = before;
    }
    start + usize::from(tokens.at(start) == "of")
}

fn phrase_end(contract: &Contract, at: usize, verb: usize) -> usize {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let mut end = at + 1;
    let goes_on = |place: usize| {
        list.get(place).is_some_and(|token| {
            token.capital && !token.all_caps || token.kind == crate::text::TokenKind::Number || tokens.at(place) == "of"
        })
    };
    while end < verb && goes_on(end) {
        end += 1;
    }
    end
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
    let owner = contract.facts.parties.within(named).iter().rev().find(|mention| mention.possessive);
    stands.then(|| OrderTerms {
        apply: if denied { Stance::Rejected } else { Stance::Apply },
        owner: owner.map_or(Bound::Unclear, |mention| subject::bound(contract, mention.who)),
        paper: contract.document.text.tokens().span(one.tokens.end.saturating_sub(2)..one.tokens.end),
        passage: Passage::of(contract, one),
    })
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
    let rejected = scope::holds(contract, stretch.clone(), &REJECTING);
    let applied = scope::holds(contract, stretch.clone(), &APPLYING)
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

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub present: bool,
    pub quote: Option<String>,
}
