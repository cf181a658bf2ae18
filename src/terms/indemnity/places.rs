//! Where edits take hold of an indemnity. In: a [`Cover`] and its causes. Out: [`Places`] in the text.

use std::ops::Range;

use super::breach;
use super::catch_all::CatchAll;
use super::cover::Cover;
use super::covered;
use super::line::Line;
use super::shape::{self, Making, Shape, Wrong};
use super::usage::Usage;
use crate::span::Span;

/// How the causes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Causes {
    /// As the items of a list that hangs on the duty.
    Listed,
    Prose,
}

/// Where edits take hold.
#[derive(Clone, Debug)]
pub struct Places {
    pub shape: Shape,
    pub cause: Option<Span>,
    pub alleged: Option<Span>,
    pub wrong: Option<Wrong>,
    pub infringed: Option<Span>,
    pub product: Option<Span>,
    pub making: Making,
    pub list: Causes,
    /// The words that lead to the causes.
    pub link: Option<Span>,
    /// "claims", where it is the first word for what is paid.
    pub claims: Option<Span>,
    /// The catch-all, with the words that lead to it.
    pub catch_all: Option<Span>,
    /// The catch-all's object alone.
    pub catch_all_object: Option<Span>,
    /// What is breached, where any breach of the contract is a cause.
    pub breach: Option<(breach::Form, Span)>,
    /// Is that breach the only one among the causes?
    pub breach_alone: bool,
    /// "its customers and end users" among those who are indemnified.
    pub downstream: Option<(Span, covered::Tail)>,
    pub fines: Option<Span>,
    pub on_demand: Option<(Span, covered::Paid)>,
    /// The work that a claim says infringes.
    pub infringing: Option<Span>,
    /// The last word of what is covered.
    pub end: Span,
}

pub(super) fn of(cover: &Cover<'_, '_>, usages: &[Usage], catch_all: Option<&CatchAll>) -> Places {
    let line = cover.line();
    let span = |words: &Range<usize>| line.span(words.clone());
    let hold = shape::of(cover, usages);
    let link = cover.link.as_ref().filter(|link| !duty_lists(cover) || line.item(link.start).is_none());
    let listed = duty_lists(cover) && link.is_some();
    let end = if duty_lists(cover) && !listed { lead_end(cover) } else { cover.end() }.max(1);
    let item = catch_all.filter(|found| line.item(found.object.start).is_some());
    let breach = breach::of(cover);
    Places {
        shape: hold.shape,
        cause: hold.cause.as_ref().map(span),
        alleged: hold.alleged.as_ref().map(span),
        wrong: hold.wrong,
        infringed: hold.infringed.as_ref().map(span),
        product: hold.product.as_ref().map(span),
        making: hold.product.as_ref().map_or(Making::Producing, |product| shape::making(line, product)),
        list: if listed { Causes::Listed } else { Causes::Prose },
        link: link.map(span),
        claims: cover.claims().map(|at| line.span(at..at + 1)),
        catch_all: catch_all.map(|found| {
            item.map_or_else(|| span(&found.whole), |found| line.span(whole_item(line, found.object.start)))
        }),
        catch_all_object: catch_all.map(|found| span(&found.object)),
        breach_alone: breach.as_ref().is_some_and(|found| found.alone),
        breach: breach.map(|found| (found.form, span(&found.object))),
        downstream: covered::downstream(cover).map(|(words, tail)| (span(&words), tail)),
        on_demand: covered::on_demand(cover).map(|(words, paid)| (span(&words), paid)),
        fines: covered::fines(cover),
        infringing: covered::infringing(cover).as_ref().map(span),
        end: line.span(end - 1..end),
    }
}

/// Do items hang on the duty, rather than the duty being one?
fn duty_lists(cover: &Cover<'_, '_>) -> bool {
    cover.duty.item.is_none() && cover.range().any(|at| cover.line().item(at).is_some())
}

/// Where the words before the items end.
fn lead_end(cover: &Cover<'_, '_>) -> usize {
    let line = cover.line();
    let first = cover.range().find(|at| line.item(*at).is_some()).unwrap_or(cover.end());
    if line.is(first.wrapping_sub(1), &[":", ","]) { first - 1 } else { first }
}

/// All words of the item that holds a place.
fn whole_item(line: &Line<'_>, at: usize) -> Range<usize> {
    let item = line.item(at);
    let start = (0..at).rev().take_while(|at| line.item(*at) == item).last().unwrap_or(at);
    let length = (at..line.len()).take_while(|at| line.item(*at) == item).count();
    start..at + length
}

/// From behind the word before, so that commas, brackets and spaces go along.
pub(super) fn behind(line: &Line<'_>, words: Range<usize>) -> Span {
    let bracketed = line.is(words.start.wrapping_sub(1), &["("]) && line.is(words.end, &[")"]);
    let words = if bracketed { words.start - 1..words.end + 1 } else { words };
    let own = line.span(words.clone());
    match words.start.checked_sub(1) {
        Some(before) => Span::new(line.span(before..before + 1).end, own.end),
        None => own,
    }
}
