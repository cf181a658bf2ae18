//! One cause, one finding. In: findings in their order. Out: the same, with those that share a rule
//! group and a clause made one, and those that say the same of several clauses: the most severe leads,
//! the others are its reasons.

use std::sync::Arc;

use super::Finding;
use crate::outline::{ClauseId, ClauseKind, Outline};
use crate::playbook::{Level, Rule};
use crate::redline::Edit;

/// Findings of one group, most severe first, stand together in what comes in.
pub(crate) fn merged(findings: Vec<Finding>, rules: &[Arc<Rule>], outline: &Outline) -> Vec<Finding> {
    let mut leads: Vec<Finding> = Vec::new();
    for finding in findings {
        let grouped = rules.iter().any(|rule| rule.id == finding.rule && rule.group.is_some());
        let again = |lead: &Finding| lead.rule == finding.rule && lead.title == finding.title;
        let near = |lead: &Finding| grouped && lead.group == finding.group && is_near(lead, &finding, outline);
        let lead = leads.iter_mut().find(|lead| near(lead) || again(lead));
        match lead {
            Some(lead) => lead.give(finding),
            None => leads.push(finding),
        }
    }
    leads
}

/// In one clause, or nowhere in the text.
fn is_near(one: &Finding, other: &Finding, outline: &Outline) -> bool {
    if one.span.is_none() && other.span.is_none() {
        return true;
    }
    let (Some(one), Some(other)) = (one.clause, other.clause) else { return false };
    section(outline, one) == section(outline, other)
}

/// The clause that the items of a list belong to.
fn section(outline: &Outline, id: ClauseId) -> ClauseId {
    let mut at = id;
    while let Some(clause) = outline.clauses.get(at.0).filter(|clause| clause.kind == ClauseKind::Item) {
        let Some(parent) = clause.parent else { break };
        at = parent;
    }
    at
}

impl Finding {
    /// The finding and its reasons.
    pub fn points(&self) -> impl Iterator<Item = &Finding> {
        std::iter::once(self).chain(&self.reasons)
    }

    /// Takes another one as a reason, with those of its edits that can be taken beside the own ones.
    fn give(&mut self, mut reason: Finding) {
        let own = self.redlines.iter().find(|redline| redline.level == Level::Preferred);
        let own: &[Edit] = own.map_or(&[], |redline| &redline.edits);
        let collides = |edit: &Edit| own.iter().any(|other| edit.span.overlaps(other.span));
        reason.redlines.retain(|redline| !redline.edits.is_empty() && !redline.edits.iter().any(collides));
        self.reasons.push(reason);
    }
}
