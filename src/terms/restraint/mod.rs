//! What a party may not do, or must do with this party alone: exclusivity, non-compete, non-solicitation,
//! most-favoured terms, first refusal, minimum commitments. In: a contract. Out: [`Restraints`].

mod covenant;
mod exclusive;
mod key_terms;
mod minimum;
mod period;
mod preference;
mod restriction;
mod sheet;

use super::{Bound, FieldKind, FieldSchema, Reading, TermSchema};
use crate::contract::Contract;
use crate::facts::Side;
use crate::span::Span;

pub use restriction::{Kind, Restraint};
pub use sheet::Sheet;

const KIND: FieldKind = FieldKind::Word(&[
    ("exclusivity", "exclusivity"),
    ("non-compete", "a ban on competing"),
    ("non-solicit-employees", "a ban on soliciting staff"),
    ("non-solicit-customers", "a ban on soliciting customers"),
    ("most-favoured", "most favoured terms"),
    ("non-disparagement", "a ban on disparaging"),
    ("first-refusal", "a right of first refusal"),
    ("minimum-commitment", "a minimum commitment"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "restraint",
    name: "a restraint",
    fields: &[
        FieldSchema::new("kind", KIND, "says what is restrained"),
        FieldSchema::new("binds", FieldKind::Bound, "says who is bound"),
        FieldSchema::new("months", FieldKind::Duration, "says how long it binds after the end"),
        FieldSchema::new("ban", FieldKind::Anchor, "forbids or obliges"),
        FieldSchema::new("effort", FieldKind::Anchor, "obliges to buy or sell"),
        FieldSchema::new(
            "wording",
            FieldKind::Word(&[
                ("exclusive", "an exclusive right"),
                ("exclusively", "dealing with one party only"),
                ("covenant", "a promise"),
            ]),
            "says it in which words",
        ),
        FieldSchema::new("mutual", FieldKind::Flag, "binds the other party too"),
        FieldSchema::new("scoped", FieldKind::Flag, "compares like with like"),
    ],
}];

/// Every restraint, in document order.
#[derive(Clone, Debug, Default)]
pub struct Restraints {
    pub list: Vec<Restraint>,
}

impl Restraints {
    pub fn read(contract: &Contract) -> Self {
        let mut list = covenant::read(contract);
        list.extend(exclusive::read(contract));
        list.extend(preference::read(contract));
        list.extend(minimum::read(contract));
        list.sort_by_key(|one| (one.span.start, one.kind));
        let mut list = once(without_compared(list));
        let sides: Vec<(Kind, Bound)> = list.iter().map(|one| (one.kind, one.binds)).collect();
        for one in &mut list {
            // Who may serve nobody else even after the contract keeps out of a market, and serves no one instead.
            // One who may sell through the other alone has an exclusive channel, and no market closed.
            let channel = contract.quote(one.span).contains("than through");
            // Whoever may not sell to others once it is over is kept out of its market, whatever its role here.
            let sells = contract.quote(one.span).contains(" to any other ");
            let supplier = one.binds.is(Side::Vendor) || sells && one.binds != Bound::Unclear;
            if one.kind == Kind::Exclusivity && supplier && one.outlives() && !channel {
                one.kind = Kind::NonCompete;
            }
            one.mutual = one.binds == Bound::Both
                || sides.contains(&(one.kind, one.binds.opposite())) && one.binds != Bound::Unclear;
        }
        Self { list }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.list.iter().map(Restraint::reading).collect()
    }
}

/// "Supplier shall not approach …, and Customer shall not approach …": one each.
fn are_opposed(one: &Restraint, other: &Restraint) -> bool {
    let sides = matches!(one.binds, Bound::Side(_)) && one.binds.opposite() == other.binds;
    sides && one.ban != other.ban && one.kind != Kind::MinimumCommitment
}

/// "No other sponsor shall receive a more prominent use than …" compares; it bars nobody.
fn without_compared(mut list: Vec<Restraint>) -> Vec<Restraint> {
    let favoured = list.iter().filter(|one| one.kind == Kind::MostFavoured);
    let compared: Vec<Span> = favoured.map(|one| one.ban).collect();
    let within = |one: &Restraint| compared.iter().any(|span| span.start <= one.ban.start && one.ban.end <= span.end);
    list.retain(|one| one.kind != Kind::Exclusivity || !within(one));
    list
}

/// Said twice in one sentence, it is one restraint.
fn once(list: Vec<Restraint>) -> Vec<Restraint> {
    let mut kept: Vec<Restraint> = Vec::with_capacity(list.len());
    for one in list {
        let again = |known: &Restraint| {
            known.sentence == one.sentence
                && known.kind == one.kind
                && (known.binds == one.binds || known.span == one.span && !are_opposed(known, &one))
        };
        if !kept.iter().rev().take(8).any(again) {
            kept.push(one);
        }
    }
    kept
}
