//! What is told first. In: findings. Out: the same in the order of telling, those of one group together;
//! then, for what stands merged, the [`Section`] of each.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Finding;
use crate::playbook::{Likelihood, Playbook, Severity, Trade};
use crate::sorting;

/// More findings of one rule than this tell the reader nothing new; the list of checks has their number.
pub(crate) const MOST_OF_A_RULE: usize = 8;

/// The topic of what is wrong with the draft rather than with the deal.
const DRAFTING: &str = "drafting";

/// How many points to talk about first.
const FIRST: usize = 3;
/// How many findings are told at once; the rest is there for who asks.
const TOLD: usize = 12;
/// How many findings of one group are told at once.
const TOLD_OF_A_GROUP: usize = 3;

/// The part of the telling that a finding belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Section {
    /// To talk about before anything else.
    First,
    /// Worth a card.
    Further,
    /// What is left of a long review.
    Rest,
    /// A fault of the draft rather than of the deal.
    Drafting,
}

/// What weighs more is smaller: the draft comes after the deal; then by severity, what is sure before
/// what is doubtful, what is not for sale before what may be conceded, what stands in the text before
/// what is missing, by the playbook's order of topics, what is often agreed first, and by place.
type Weight = (bool, Reverse<Severity>, bool, u8, bool, usize, u8, usize);

fn weight(finding: &Finding, playbook: &Playbook) -> Weight {
    let trade = match finding.trade {
        Some(Trade::Hold) => 0,
        Some(Trade::Ask) | None => 1,
        Some(Trade::Concede) => 2,
    };
    let chance = match finding.likelihood {
        Some((Likelihood::Often, _)) => 0,
        Some((Likelihood::Sometimes, _)) | None => 1,
        Some((Likelihood::Rarely, _)) => 2,
    };
    let topic = playbook.first.iter().position(|topic| *topic == finding.topic).unwrap_or(playbook.first.len());
    let doubtful = finding.confidence < 0.5;
    let drafting = finding.topic == DRAFTING;
    let place = place(finding);
    (drafting, Reverse(finding.severity), doubtful, trade, finding.span.is_none(), topic, chance, place)
}

/// By the weightiest of each group, then inside a group by severity, by place, and as the rules stand
/// in the playbook.
pub(crate) fn ordered(findings: Vec<Finding>, playbook: &Playbook) -> Vec<Finding> {
    let ranks: HashMap<&str, usize> =
        playbook.rules.iter().enumerate().map(|(rank, rule)| (rule.id.as_str(), rank)).collect();
    let mut groups: HashMap<String, Weight> = HashMap::new();
    for finding in &findings {
        let weight = weight(finding, playbook);
        let group = groups.entry(finding.group.clone()).or_insert(weight);
        *group = (*group).min(weight);
    }
    let key = |finding: &Finding| {
        let group = groups.get(&finding.group).copied().unwrap_or_else(|| weight(finding, playbook));
        let rank = ranks.get(finding.rule.as_str()).copied();
        (group, finding.group.clone(), Reverse(finding.severity), place(finding), rank)
    };
    let mut keyed: Vec<_> = findings.into_iter().map(|finding| (key(&finding), finding)).collect();
    sorting::by(&mut keyed, |(one, _), (two, _)| two < one);
    keyed.into_iter().map(|(_, finding)| finding).collect()
}

/// What is missing comes after what stands in the text.
fn place(finding: &Finding) -> usize {
    finding.span.map_or(usize::MAX, |span| span.start)
}

/// Ordered and merged findings with their sections.
pub(crate) fn sectioned(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups = spread(grouped(findings));
    let deal = || |group: &&Vec<Finding>| !is_drafting(group);
    let short = groups.iter().filter(deal()).map(Vec::len).sum::<usize>() <= TOLD;
    let (mut place, mut told, mut full) = (0, 0, false);
    for group in &mut groups {
        told += group.len().min(TOLD_OF_A_GROUP);
        full |= !short && (told > TOLD || severity(group) <= Severity::Low);
        let section = match place {
            _ if is_drafting(group) => Section::Drafting,
            place if place < FIRST => Section::First,
            _ if full => Section::Rest,
            _ => Section::Further,
        };
        place += 1;
        group.iter_mut().for_each(|finding| finding.section = section);
    }
    groups.into_iter().flatten().collect()
}

fn grouped(findings: Vec<Finding>) -> Vec<Vec<Finding>> {
    let mut groups: Vec<Vec<Finding>> = Vec::new();
    for finding in findings {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|lead| lead.group == finding.group) => group.push(finding),
            _ => groups.push(vec![finding]),
        }
    }
    groups
}

/// Among groups of one severity, the first speak of different topics where they can.
fn spread(mut groups: Vec<Vec<Finding>>) -> Vec<Vec<Finding>> {
    let deals = groups.iter().take_while(|group| !is_drafting(group)).count();
    for place in 1..FIRST.min(deals) {
        let (before, left) = groups.split_at(place);
        let worst = left.first().map_or(Severity::Info, |group| severity(group));
        let peers = left.iter().take(deals - place).take_while(|group| severity(group) == worst);
        let fresh = peers.map(|group| !before.iter().any(|one| topic(one) == topic(group))).position(|fresh| fresh);
        if let Some(range) = fresh.and_then(|by| groups.get_mut(place..=place + by)) {
            range.rotate_right(1);
        }
    }
    groups
}

fn is_drafting(group: &[Finding]) -> bool {
    topic(group) == DRAFTING
}

/// A group's first finding is its most severe.
fn severity(group: &[Finding]) -> Severity {
    group.first().map_or(Severity::Info, |lead| lead.severity)
}

fn topic(group: &[Finding]) -> &str {
    group.first().map_or("", |lead| lead.topic.as_str())
}
