//! Liability: whose liability is capped at what, what stands outside the cap, who is spared
//! indirect and consequential loss. In: a contract. Out: [`Liability`].

mod amount;
mod carve_out;
mod cue;
mod data;
mod denial;
mod direct;
mod exception;
mod excuse;
mod head;
mod home;
mod key_terms;
mod limit;
mod measure;
mod mirror;
mod obligor;
mod passage;
mod reach;
mod record;
mod schema;
mod shared;
mod sheet;
mod unlimited;
mod worth;

use super::{Bound, Indemnity, Reading};
use crate::contract::Contract;
use crate::facts::Side;
use crate::span::Span;
use carve_out::Found;
use denial::Denied;
use home::Home;
use reach::Reach;

pub use carve_out::CarveOut;
pub use denial::Denial;
pub use direct::DirectLoss;
pub use limit::Limit;
pub use measure::Choice;
pub use schema::SCHEMA;
pub use shared::Shared;
pub use sheet::Sheet;
pub use unlimited::Unlimited;

/// Everything that the contract says about how far liability goes.
#[derive(Clone, Debug, Default)]
pub struct Liability {
    /// Caps, in document order.
    pub limits: Vec<Limit>,
    /// Liability that is said to have no limit.
    pub unlimited: Vec<Unlimited>,
    /// Liability that is denied: for indirect loss, or altogether.
    pub denials: Vec<Denial>,
    pub carve_outs: Vec<CarveOut>,
    /// Liability for what others do, or together with them.
    pub shared: Vec<Shared>,
    /// Losses of business that are said to be direct.
    pub direct: Vec<DirectLoss>,
    /// Does the contract speak of personal or customer data?
    pub data: Option<Span>,
    /// Is there a limit for claims on such data alone?
    pub data_limit: bool,
    home: Home,
}

/// How far one side's liability goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Capped,
    /// Said outright to be without a limit.
    Uncapped,
    /// Nothing is said, so there is no limit.
    Silent,
    /// There is a cap, and the text does not tell whose.
    Unclear,
}

/// One side's cap, and the words that make it.
#[derive(Clone, Copy, Debug)]
pub struct Cap<'a> {
    pub side: Side,
    pub state: State,
    pub limit: Option<&'a Limit>,
    pub unlimited: Option<&'a Unlimited>,
    pub exclusion: Option<&'a Denial>,
    pub span: Option<Span>,
}

pub fn read(contract: &Contract) -> Liability {
    let found = contract.find(&cue::CUES);
    let mut limits = limit::read(contract, &found);
    let worth = worth::of(contract);
    limits.iter_mut().for_each(|limit| limit.measure.weigh(worth.as_ref()));
    let unlimited = unlimited::read(contract, &found);
    let mut denials = denial::read(contract, &found, &limits);
    mirror::share(contract, &mut limits, &mut denials);
    let known = Found { limits: &limits, unlimited: &unlimited, denials: &denials };
    let carve_outs = carve_out::read(contract, &found, &known);
    Liability {
        carve_outs,
        unlimited,
        denials,
        shared: shared::read(contract, &found),
        direct: direct::read(contract, &found),
        data: data::mentioned(contract, &found),
        data_limit: data::has_own_limit(contract, &found, &limits),
        home: home::find(contract, &found),
        limits,
    }
}

impl Liability {
    /// How far this side's liability goes. A cap of one head of it, or a waiver of indirect loss
    /// alone, leaves the rest without a limit.
    pub fn cap(&self, side: Side) -> Cap<'_> {
        let binds = |bound: Bound| bound == Bound::Both || bound.is(side);
        let limit = self.limits.iter().find(|limit| limit.reach == Reach::General && binds(limit.obligor.bound));
        let unlimited = self.unlimited.iter().find(|one| one.reach == Reach::General && binds(one.obligor.bound));
        let exclusion =
            self.denials.iter().find(|denial| denial.denied == Denied::All && denial.obligor.bound.is(side));
        let unclear =
            self.limits.iter().any(|limit| limit.reach == Reach::General && limit.obligor.bound == Bound::Unclear);
        let (state, span) = match (limit, unlimited, exclusion) {
            (Some(limit), ..) => (State::Capped, Some(limit.span)),
            (None, Some(one), _) => (State::Uncapped, Some(one.span)),
            (None, None, Some(denial)) => (State::Capped, Some(denial.span)),
            _ if unclear => (State::Unclear, None),
            _ => (State::Silent, None),
        };
        let unlimited = unlimited.filter(|_| state == State::Uncapped);
        let exclusion = exclusion.filter(|_| limit.is_none() && unlimited.is_none());
        Cap { side, state, limit, unlimited, exclusion, span }
    }

    /// The waivers of indirect and consequential loss.
    pub fn waivers(&self) -> impl Iterator<Item = &Denial> {
        self.denials.iter().filter(|denial| denial.remote)
    }

    /// Whom the waivers protect, all together.
    pub fn protects(&self) -> Option<Bound> {
        let mut bounds = self.waivers().map(|denial| denial.obligor.bound);
        let first = bounds.next()?;
        Some(bounds.fold(first, |so_far, next| match (so_far, next) {
            (Bound::Unclear, other) | (other, Bound::Unclear) => other,
            (so_far, next) if so_far == next => so_far,
            _ => Bound::Both,
        }))
    }

    /// `indemnities` tell what a cap loses where it leaves them out.
    pub fn readings(&self, indemnities: &[Indemnity]) -> Vec<Reading> {
        record::readings(self, indemnities)
    }
}
