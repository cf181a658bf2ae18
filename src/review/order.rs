//! What comes first. In: findings. Out: the same, most severe first, those of one group together.

use std::collections::HashMap;
use std::sync::Arc;

use super::Finding;
use crate::playbook::{Rule, Severity};
use crate::sorting;

/// More findings of one rule than this tell the reader nothing new; the list of checks has their number.
pub(crate) const MOST_OF_A_RULE: usize = 8;

/// By the worst of each group, then inside a group by severity, then by place, then as the rules stand
/// in the playbook.
pub(crate) fn ordered(findings: Vec<Finding>, rules: &[Arc<Rule>]) -> Vec<Finding> {
    let ranks: HashMap<&str, usize> = rules.iter().enumerate().map(|(rank, rule)| (rule.id.as_str(), rank)).collect();
    let mut groups: HashMap<String, (Severity, usize)> = HashMap::new();
    for finding in &findings {
        let place = place(finding);
        let group = groups.entry(finding.group.clone()).or_insert((finding.severity, place));
        *group = (group.0.max(finding.severity), group.1.min(place));
    }
    let key = |finding: &Finding| {
        let (worst, first) = groups.get(&finding.group).copied().unwrap_or((finding.severity, 0));
        (
            std::cmp::Reverse(worst),
            first,
            finding.group.clone(),
            std::cmp::Reverse(finding.severity),
            place(finding),
            ranks.get(finding.rule.as_str()).copied(),
        )
    };
    let mut keyed: Vec<_> = findings.into_iter().map(|finding| (key(&finding), finding)).collect();
    sorting::by(&mut keyed, |(one, _), (two, _)| two < one);
    keyed.into_iter().map(|(_, finding)| finding).collect()
}

/// What is missing comes after what stands in the text.
fn place(finding: &Finding) -> usize {
    finding.span.map_or(usize::MAX, |span| span.start)
}
