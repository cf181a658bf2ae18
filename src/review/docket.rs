//! Everything that the rules are asked about. In: a contract, its readings and the matches of a
//! playbook's patterns. Out: a [`Docket`], with a [`Brief`] for each rule. `hits` comes next.

use std::collections::HashMap;

use super::Paper;
use crate::contract::Contract;
use crate::facts::Side;
use crate::pattern::Match;
use crate::playbook::{Deal, Note, Playbook, Position, Rule};
use crate::redline::Voice;
use crate::terms::Reading;

pub(crate) struct Docket<'a> {
    pub contract: &'a Contract,
    pub playbook: &'a Playbook,
    pub readings: &'a [Reading],
    pub stated: Stated<'a>,
    pub briefs: Briefs<'a>,
    pub voice: &'a Voice,
    pub deal: &'a Deal,
    pub side: Side,
    pub silence_counts: bool,
    /// The text is an extract: silence counts where a clause of its own calls for the words.
    pub extract: bool,
    pub paper: Paper,
    /// What statutes say under this contract's law.
    pub notes: Vec<&'a Note>,
}

impl<'a> Docket<'a> {
    /// Is this rule asked at all? It must concern the side, and the side must have a position on it.
    pub fn asks(&self, rule: &Rule) -> bool {
        rule.hurts.concerns(self.side) && self.position(rule).is_some()
    }

    /// The readings of a term, in their order.
    pub fn readings_of(&self, term: &str) -> impl Iterator<Item = &'a Reading> {
        self.stated.0.get(term).into_iter().flatten().copied()
    }

    /// What the side thinks of a rule; none where it does not care.
    pub fn position(&self, rule: &Rule) -> Option<&'a Position> {
        self.briefs.0.get(rule.id.as_str())?.position
    }

    /// The matches of a rule's patterns, each with the pattern's place in [`Rule::patterns`], in the
    /// order of the text.
    pub fn matches(&self, rule: &Rule) -> &[(usize, &'a Match)] {
        self.briefs.0.get(rule.id.as_str()).map_or(&[], |brief| &brief.matches)
    }

    /// May silence be a finding of this rule in this paper? Nobody expects a confidentiality agreement
    /// to limit liability or to excuse a flood.
    pub fn counts_silence(&self, rule: &Rule) -> bool {
        self.silence_counts && self.expects(rule)
    }

    /// May this silent reading be a finding in an extract? Only where a clause of its own calls for the
    /// words, and not the paper as a whole, as a governing law or a list of schedules is of that.
    pub fn counts_in_extract(&self, rule: &Rule, silent: &Reading) -> bool {
        const OF_PAPERS: [&str; 3] = ["law", "document", "drafting"];
        let called_for = !silent.evidence.is_empty() && !OF_PAPERS.contains(&rule.topic.as_str());
        self.extract && called_for && self.expects(rule)
    }

    fn expects(&self, rule: &Rule) -> bool {
        const OF_SECRETS: [&str; 5] = ["confidentiality", "law", "amendment", "document", "drafting"];
        self.paper != Paper::Confidentiality || OF_SECRETS.contains(&rule.topic.as_str())
    }
}

/// What there is on one rule.
#[derive(Default)]
struct Brief<'a> {
    position: Option<&'a Position>,
    matches: Vec<(usize, &'a Match)>,
}

/// The briefs of all rules, by the rule's id: put together once, since each rule is asked of many
/// readings.
pub(crate) struct Briefs<'a>(HashMap<&'a str, Brief<'a>>);

impl<'a> Briefs<'a> {
    pub fn of(playbook: &'a Playbook, matches: &'a [Match]) -> Self {
        let mut briefs: HashMap<&str, Brief<'_>> = HashMap::with_capacity(playbook.rules.len());
        for position in &playbook.positions {
            briefs.entry(position.rule.as_str()).or_default().position.get_or_insert(position);
        }
        for hit in matches {
            let owner = playbook.owner(hit.pattern);
            if let Some((rule, place)) = owner.and_then(|(rule, place)| Some((playbook.rules.get(rule)?, place))) {
                briefs.entry(rule.id.as_str()).or_default().matches.push((place, hit));
            }
        }
        Self(briefs)
    }
}

/// The readings of each term, put together once.
pub(crate) struct Stated<'a>(HashMap<&'a str, Vec<&'a Reading>>);

impl<'a> Stated<'a> {
    pub fn of(readings: &'a [Reading]) -> Self {
        let mut stated: HashMap<&str, Vec<&Reading>> = HashMap::new();
        readings.iter().for_each(|reading| stated.entry(reading.term).or_default().push(reading));
        Self(stated)
    }
}
