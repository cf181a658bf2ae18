//! Payment: who pays whom within how many days of what, what late payment costs, what may be held
//! back, and whether payment hangs on somebody else's. In: a contract. Out: [`Payment`].

mod advance;
mod blanked;
mod collected;
mod contingent;
mod dated;
mod deadline;
mod duty;
mod expenses;
mod instalment;
mod interest;
mod key_terms;
mod limit;
mod payer;
mod price;
mod reported;
mod set_off;
mod shares;
mod sheet;
mod start;
mod undated;

use super::{FieldKind, FieldSchema, Reading, TermSchema};
use crate::contract::Contract;
use crate::facts::Side;
use crate::pattern::Matches;
use crate::sorting;
use crate::span::Span;

pub use advance::Advance;
pub use contingent::Contingent;
pub use dated::Dated;
pub use deadline::PaymentTerm;
pub use expenses::Expenses;
pub use interest::LateInterest;
pub use price::PriceChange;
pub use set_off::SetOff;
pub use sheet::Sheet;
pub use start::From;
pub use undated::Undated;

/// Everything that the contract says about payment.
#[derive(Clone, Debug, Default)]
pub struct Payment {
    /// Every stated time limit for paying, in document order.
    pub terms: Vec<PaymentTerm>,
    /// Payments on a calendar date.
    pub dated: Vec<Dated>,
    pub interest: Vec<LateInterest>,
    pub set_off: Vec<SetOff>,
    pub contingent: Vec<Contingent>,
    /// A fee that grows out of what others have paid.
    pub collected: Option<Span>,
    /// The clause that speaks of the customer's paying, where no time limit stands anywhere.
    pub undated: Option<Undated>,
    /// What is paid before the work.
    pub advances: Vec<Advance>,
    /// Prices that one party may change.
    pub price_changes: Vec<PriceChange>,
    /// Who bears the expenses of the work, the plainest words first.
    pub expenses: Vec<Expenses>,
}

const FROM: FieldKind = FieldKind::Word(&[
    ("receipt", "receipt of the invoice"),
    ("invoice-date", "the invoice date"),
    ("month-end", "the end of the period"),
    ("acceptance", "acceptance"),
    ("approval", "approval"),
    ("delivery", "delivery"),
    ("start", "the start of the contract"),
    ("event", "the event that the clause names"),
    ("unstated", "a day that the clause does not name"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "payment",
        name: "a payment term",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays"),
            FieldSchema::new("days", FieldKind::Duration, "says how long"),
            FieldSchema::new("from", FROM, "says from when the days count"),
            FieldSchema::new("verified", FieldKind::Flag, "lets the days count only from a proper or approved invoice"),
            FieldSchema::new("reimburses", FieldKind::Flag, "is a time for giving expenses back"),
            FieldSchema::new("invoiced", FieldKind::Flag, "speaks of invoices"),
        ],
    },
    TermSchema {
        term: "dated-payment",
        name: "a payment on a calendar date",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays"),
            FieldSchema::new("date", FieldKind::Anchor, "says when"),
        ],
    },
    TermSchema {
        term: "payment-date",
        name: "a date for payment",
        fields: &[
            FieldSchema::new("stated", FieldKind::Flag, "says when"),
            FieldSchema::new("duty", FieldKind::Anchor, "speaks of payment and names no date"),
        ],
    },
    TermSchema {
        term: "late-interest",
        name: "a remedy for late payment",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays it"),
            FieldSchema::new(
                "stance",
                FieldKind::Word(&[("granted", "owed"), ("excluded", "excluded"), ("silent", "not mentioned")]),
                "says whether late payment costs anything",
            ),
            FieldSchema::new("percent", FieldKind::Percent, "says how much"),
            FieldSchema::new("yearly", FieldKind::Percent, "says how much by the year"),
            FieldSchema::new("monthly", FieldKind::Flag, "counts by the month"),
            FieldSchema::new("weekly", FieldKind::Flag, "counts by the week"),
            FieldSchema::new("daily", FieldKind::Flag, "counts by the day"),
            FieldSchema::new(
                "shape",
                FieldKind::Word(&[
                    ("none", "no interest"),
                    ("without", "without interest"),
                    ("other", "in other words"),
                ]),
                "says in which form",
            ),
            FieldSchema::new("denial", FieldKind::Anchor, "takes the interest away"),
            FieldSchema::new("payment", FieldKind::Anchor, "dates payment and says nothing of paying late"),
        ],
    },
    TermSchema {
        term: "set-off",
        name: "a right to set off or withhold",
        fields: &[
            FieldSchema::new("holder", FieldKind::Bound, "says who may hold money back"),
            FieldSchema::new(
                "wide",
                FieldKind::Flag,
                "reaches beyond this agreement or rests on the holder's judgement",
            ),
            FieldSchema::new("limited", FieldKind::Flag, "keeps to sums that are agreed or decided"),
            FieldSchema::new("permission", FieldKind::Anchor, "gives the right"),
            FieldSchema::new("no-notice", FieldKind::Anchor, "needs no notice"),
            FieldSchema::new("reach", FieldKind::Anchor, "says how far it reaches"),
        ],
    },
    TermSchema {
        term: "pay-when-paid",
        name: "a payment that hangs on somebody else's",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays"),
            FieldSchema::new(
                "tie",
                FieldKind::Word(&[("when", "timing"), ("if", "a condition")]),
                "says how payment hangs on it",
            ),
            FieldSchema::new(
                "shape",
                FieldKind::Word(&[
                    ("event", "days counted from the other payment"),
                    ("no-duty", "no duty to pay before"),
                    ("condition", "a condition on paying"),
                    ("precedent", "a condition precedent"),
                    ("label", "paid when paid"),
                ]),
                "says in which form",
            ),
            FieldSchema::new("long-stop", FieldKind::Flag, "sets a last day all the same"),
            FieldSchema::new("event", FieldKind::Anchor, "names the other payment"),
            FieldSchema::new("denial", FieldKind::Anchor, "denies the duty to pay"),
            FieldSchema::new("until", FieldKind::Anchor, "ties payment to it"),
            FieldSchema::new("tail", FieldKind::Anchor, "makes it a condition precedent"),
        ],
    },
    TermSchema {
        term: "advance",
        name: "a payment before the work",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays it"),
            FieldSchema::new(
                "kind",
                FieldKind::Word(&[
                    ("deposit", "a deposit"),
                    ("signing", "a sum on signing"),
                    ("period", "fees before their period"),
                ]),
                "says what is paid ahead",
            ),
            FieldSchema::new("kept", FieldKind::Flag, "says that it is not given back"),
            FieldSchema::new("kept-verb", FieldKind::Anchor, "says with a verb that it is kept"),
            FieldSchema::new("kept-sentence", FieldKind::Anchor, "says in a sentence of its own that it is kept"),
            FieldSchema::new("beside-noun", FieldKind::Flag, "says so right before what is paid"),
        ],
    },
    TermSchema {
        term: "price-change",
        name: "a right to change prices",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who may change them"),
            FieldSchema::new("cap", FieldKind::Percent, "says by how much at most"),
            FieldSchema::new("indexed", FieldKind::Flag, "ties it to an index or to costs"),
            FieldSchema::new("notice", FieldKind::Duration, "says on how much notice"),
            FieldSchema::new("at-renewal", FieldKind::Flag, "keeps it to a renewal"),
            FieldSchema::new("change", FieldKind::Anchor, "changes the price"),
        ],
    },
    TermSchema {
        term: "expenses",
        name: "a term on expenses",
        fields: &[
            FieldSchema::new("borne-by", FieldKind::Bound, "says who bears them"),
            FieldSchema::new("approved", FieldKind::Flag, "asks for approval first"),
            FieldSchema::new("capped", FieldKind::Flag, "names a sum"),
            FieldSchema::new("general", FieldKind::Flag, "speaks of all expenses of the work"),
            FieldSchema::new("expense", FieldKind::Anchor, "names the expenses"),
        ],
    },
];

/// Where payment is due without a day: the bare duty, the one that hangs on another payment, or one
/// in instalments.
fn silence(
    contract: &Contract,
    found: &Matches,
    undated: Option<&Undated>,
    contingent: &[Contingent],
    dated: &[Dated],
) -> Option<interest::Silence> {
    let duty = undated.map(|undated| interest::Silence { clause: undated.clause, duty: undated.duty });
    let on_a_date = || {
        let one = dated.iter().find(|one| !one.payer.is(Side::Vendor))?;
        Some(interest::Silence { clause: one.clause, duty: contract.outline.sentence(one.sentence).span })
    };
    let tied = || {
        let tie = contingent.iter().find(|tie| !tie.payer.is(Side::Vendor))?;
        Some(interest::Silence { clause: tie.clause, duty: contract.outline.sentence(tie.sentence).span })
    };
    let in_parts = || {
        let sentence = undated::owed(contract, found)?;
        Some(interest::Silence { clause: sentence.clause, duty: sentence.span })
    };
    duty.or_else(on_a_date).or_else(tied).or_else(in_parts)
}

impl Payment {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&deadline::CUES);
        let contingent = contingent::read(contract);
        let mut terms = deadline::read(contract, &found, &contingent);
        terms.extend(reported::read(contract, &terms));
        terms.sort_by_key(|term| (term.sentence, term.days_span.start));
        let mut dated = dated::read(contract);
        let (instalments, days) = instalment::read(contract, &terms, &dated);
        terms.extend(instalments);
        let in_shares = shares::read(contract, &terms);
        terms.extend(in_shares);
        terms.sort_by_key(|term| (term.sentence, term.days_span.start));
        dated.extend(days);
        dated.extend(blanked::read(contract));
        sorting::by_key(&mut dated, |one| one.sentence);
        let undated = undated::undated(contract, &found, &terms, &contingent, &dated);
        Self {
            interest: interest::read(
                contract,
                &terms,
                silence(contract, &found, undated.as_ref(), &contingent, &dated),
            ),
            undated,
            dated,
            set_off: set_off::read(contract),
            contingent,
            collected: collected::read(contract),
            terms,
            advances: advance::read(contract),
            price_changes: price::read(contract),
            expenses: expenses::read(contract),
        }
    }

    /// Does late payment to the vendor cost interest?
    pub fn late_costs_interest(&self) -> bool {
        let granted = |one: &LateInterest| one.stance == interest::Stance::Granted && one.span.is_some();
        self.interest.iter().any(|one| granted(one) && !one.payer.is(Side::Vendor))
    }

    pub fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.terms.iter().map(PaymentTerm::reading).collect();
        all.extend(self.dated.iter().map(Dated::reading));
        all.extend(self.interest.iter().map(LateInterest::reading));
        all.extend(self.set_off.iter().map(SetOff::reading));
        all.extend(self.contingent.iter().map(Contingent::reading));
        all.extend(self.undated.iter().map(Undated::reading));
        all.extend(self.advances.iter().map(Advance::reading));
        all.extend(self.price_changes.iter().map(PriceChange::reading));
        all.extend(self.expenses.iter().map(Expenses::reading));
        all
    }
}
