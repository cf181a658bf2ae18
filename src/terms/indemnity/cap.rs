//! Is an indemnity limited? In: a [`Cover`], its surroundings and what the contract says of liability.
//! Out: [`Capped`], with the words of another clause that decide it.

use super::carve::Carves;
use super::cover::Cover;
use super::trigger::{Kind, Trigger};
use crate::facts::Side;
use crate::span::Span;
use crate::terms::liability::State;
use crate::terms::{Bound, Liability};

/// Does it stand under a cap?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capped {
    Yes,
    No,
    Unclear,
}

pub(super) fn of(
    cover: &Cover<'_, '_>,
    carves: &Carves<'_>,
    liability: &Liability,
    triggers: &[Trigger],
) -> (Capped, Option<Span>) {
    let line = cover.line();
    if let Some(own) = carves.cap(cover) {
        return (Capped::Yes, Some(own));
    }
    if line.begins(0..line.len(), &["unlimited", "uncapped"]).is_some() {
        return (Capped::No, None);
    }
    let sides: &[Side] = match cover.duty.indemnitor {
        Bound::Side(Side::Vendor) => &[Side::Vendor],
        Bound::Side(Side::Customer) => &[Side::Customer],
        Bound::Both => &[Side::Vendor, Side::Customer],
        Bound::Unclear => return (Capped::Unclear, None),
    };
    if let Some(outside) = sides.iter().find_map(|side| outside(liability, *side, triggers)) {
        return (Capped::No, Some(outside));
    }
    let states: Vec<_> = sides.iter().map(|side| liability.cap(*side)).collect();
    let all = |state: State| states.iter().all(|cap| cap.state == state);
    if all(State::Capped) {
        return (Capped::Yes, states.first().and_then(|cap| cap.span));
    }
    if states.iter().any(|cap| matches!(cap.state, State::Silent | State::Uncapped)) {
        return (Capped::No, None);
    }
    (Capped::Unclear, None)
}

/// The words that put this indemnity outside the cap of a side.
fn outside(liability: &Liability, side: Side, triggers: &[Trigger]) -> Option<Span> {
    let ip = triggers.iter().any(|trigger| trigger.kind == Kind::IpInfringement);
    let found = liability.carve_outs.iter().find(|carve| {
        let head = carve.head.word();
        let own = carve.obligor == Bound::Both || carve.obligor.is(side);
        carve.of_cap && own && (head == "indemnity" || ip && head == "ip")
    });
    found.map(|carve| carve.item)
}
