//! What a pattern must be beyond its grammar. In: a parsed alternative. Out: nothing, or the
//! [`Fault`]: it matches everything, it begins or ends with a gap, it is too wide.

use super::syntax::{Alternative, Fault, Node, NodeKind};

/// The widest match, in words of gaps.
const MAX_WIDTH: usize = 1000;

pub(super) fn alternative(alternative: &Alternative) -> Result<(), Fault> {
    let node = &alternative.node;
    if fewest_words(node) == 0 {
        return Err(Fault::new(
            node.range.clone(),
            "without a word of its own this matches everything",
            "add a word that must be there; gaps, braces and what is in `[…]` do not count",
        ));
    }
    bounds(node)?;
    let about = |groups: &[Node], message: &'static str, hint: &'static str| {
        groups.iter().try_for_each(|group| {
            if is_nullable(group) {
                return Err(Fault::new(group.range.clone(), message, hint));
            }
            bounds(group)
        })
    };
    about(&alternative.forbidden, "this forbids every sentence", "take the `[…]` away inside `!(…)`")?;
    about(&alternative.required, "this is there in every sentence", "take the `[…]` away inside `&(…)`")
}

fn bounds(node: &Node) -> Result<(), Fault> {
    if let Some(gap) = edge_gap(node, Edge::First).or_else(|| edge_gap(node, Edge::Last)) {
        return Err(Fault::new(
            gap.range.clone(),
            "a match cannot begin or end with a gap",
            "take the gap away, or put it inside the `[…]` beside it: `[a ..3] b`",
        ));
    }
    let width = width(node);
    if width > MAX_WIDTH {
        return Err(Fault::new(
            node.range.clone(),
            format!("the gaps add up to {width} words; at most {MAX_WIDTH} are allowed"),
            "give the gaps a number: `..20`",
        ));
    }
    Ok(())
}

/// The fewest literal words that any match holds.
fn fewest_words(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Word { .. } => 1,
        NodeKind::Class(_) | NodeKind::Gap(_) | NodeKind::Optional(_) => 0,
        NodeKind::Sequence(nodes) => nodes.iter().map(fewest_words).sum(),
        NodeKind::Choice(nodes) => nodes.iter().map(fewest_words).min().unwrap_or(0),
    }
}

fn is_nullable(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Word { .. } | NodeKind::Class(_) => false,
        NodeKind::Gap(_) | NodeKind::Optional(_) => true,
        NodeKind::Sequence(nodes) => nodes.iter().all(is_nullable),
        NodeKind::Choice(nodes) => nodes.iter().any(is_nullable),
    }
}

/// The words of all gaps, along the widest way.
fn width(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Word { .. } | NodeKind::Class(_) => 0,
        NodeKind::Gap(reach) => *reach,
        NodeKind::Optional(inner) => width(inner),
        NodeKind::Sequence(nodes) => nodes.iter().map(width).sum(),
        NodeKind::Choice(nodes) => nodes.iter().map(width).max().unwrap_or(0),
    }
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// A gap with which a match could begin (or end).
fn edge_gap(node: &Node, edge: Edge) -> Option<&Node> {
    match &node.kind {
        NodeKind::Gap(_) => Some(node),
        NodeKind::Word { .. } | NodeKind::Class(_) => None,
        NodeKind::Optional(inner) => edge_gap(inner, edge),
        NodeKind::Choice(nodes) => nodes.iter().find_map(|node| edge_gap(node, edge)),
        NodeKind::Sequence(nodes) => {
            let ordered: Box<dyn Iterator<Item = &Node>> = match edge {
                Edge::First => Box::new(nodes.iter()),
                Edge::Last => Box::new(nodes.iter().rev()),
            };
            for node in ordered {
                if let Some(gap) = edge_gap(node, edge) {
                    return Some(gap);
                }
                if !is_nullable(node) {
                    break;
                }
            }
            None
        }
    }
}
