//! Playbooks. In: TOML. Out: a [`Playbook`]: rules (what a clause is), positions (what one side
//! accepts) and ladders (what to write instead), or a located error. `redline` and `review` come next.
//! The format: `docs/playbooks.md`.

mod builtin;
mod condition;
mod deal;
mod deferred;
mod edit;
mod example;
mod expression;
mod library;
mod lint;
mod node;
mod note;
mod packed;
mod position;
mod reference;
mod rule;
mod source;
mod stance;
mod suggest;
mod template;

use std::sync::{Arc, OnceLock};

use crate::error::Error;
use crate::facts::Side;
use crate::pattern::{Pattern, PatternSet};

pub use condition::{Answer, Asked, BoundTest, Comparison, Limit, Test, Where};
pub use deal::{Deal, DealFact};
pub use edit::{Action, EditPlan, Home};
pub use example::{Example, Examples, Expect};
pub use expression::Expression;
pub use library::Library;
pub use note::Note;
pub use position::{Lane, Level, Likelihood, Param, Position, Raise, Rung, Severity, Step, Tell, Trade, Who, Words};
pub use reference::{ParamPage, RulePage, RungPage, starter};
pub use rule::{Hurts, Kind, PatternText, Rule, Sought, Texts};
pub use source::Origin;
pub use stance::Stance;
pub use template::{Form, PartyName, Piece, Template, Usage};

/// Rules and what one side thinks of them, ready to judge any contract.
///
/// ```
/// use clausewright::facts::Side;
/// use clausewright::playbook::Playbook;
/// let own = "name = \"ours\"\nversion = \"1\"\nextends = \"agency\"\n";
/// let playbook = Playbook::parse("ours.toml", own).unwrap();
/// assert_eq!((playbook.name.as_str(), playbook.side), ("ours", Side::Vendor));
/// ```
#[derive(Clone, Debug)]
pub struct Playbook {
    pub name: String,
    pub version: String,
    /// The side that it was written for, where the contract does not tell.
    pub side: Side,
    /// Whom it was written for.
    pub stance: Stance,
    pub rules: Vec<Arc<Rule>>,
    pub positions: Vec<Position>,
    /// The topics whose points are told first among points that weigh the same.
    pub first: Vec<String>,
    pub notes: Vec<Note>,
    /// Compiled when they are first matched.
    patterns: OnceLock<PatternSet>,
    /// For each pattern of the set: its rule, and its place in [`Rule::patterns`].
    owners: Vec<(usize, usize)>,
}

impl Playbook {
    /// A playbook that comes with the crate: "agency", "customer", "nda-receiving".
    pub fn builtin(name: &str) -> Result<Self, Error> {
        Library::builtin().load(name)
    }

    /// The built-in playbook that a side is given where it names none.
    pub fn for_side(side: Side) -> Result<Self, Error> {
        Self::builtin(match side {
            Side::Vendor => "agency",
            Side::Customer => "customer",
        })
    }

    /// A user's own file. It may extend a built-in playbook; to extend another file, use [`Library`].
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        Library::builtin().parse(file, text)
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().map(Arc::as_ref).find(|rule| rule.id == id)
    }

    /// What this side thinks of a rule; none where it does not care.
    pub fn position(&self, rule: &str) -> Option<&Position> {
        self.positions.iter().find(|position| position.rule == rule)
    }

    /// The patterns of all rules that it asks.
    pub fn patterns(&self) -> &PatternSet {
        self.patterns.get_or_init(|| {
            let pattern = |(rule, place): &(usize, usize)| {
                let rule = self.rules.get(*rule)?;
                Some(&rule.patterns().get(*place)?.pattern)
            };
            PatternSet::new(&self.owners.iter().filter_map(pattern).collect::<Vec<&Pattern>>())
        })
    }

    /// The rule that owns a pattern of [`Playbook::patterns`], and the pattern's place in it.
    pub fn owner(&self, pattern: usize) -> Option<(usize, usize)> {
        self.owners.get(pattern).copied()
    }

    /// The same playbook with a rung's parameters accepted on one rule; for "a fix fixes".
    pub fn accepting(&self, rule: &str, params: &[Param]) -> Self {
        let mut accepted = self.clone();
        for position in accepted.positions.iter_mut().filter(|position| position.rule == rule) {
            for param in params {
                position.params.retain(|known| known.name != param.name);
                position.params.push(param.clone());
            }
        }
        accepted
    }

    fn assemble(
        name: String,
        version: String,
        stance: Stance,
        rules: Vec<Arc<Rule>>,
        positions: Vec<Position>,
        first: Vec<String>,
        notes: Vec<Note>,
    ) -> Self {
        // Nobody asks a rule without a position, so its patterns need not be matched.
        let asked = |rule: &&Arc<Rule>| positions.iter().any(|position| position.rule == rule.id);
        let owners: Vec<(usize, usize)> = rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| asked(rule))
            .flat_map(|(place, rule)| (0..rule.patterns().len()).map(move |pattern| (place, pattern)))
            .collect();
        let side = stance.usual_side();
        Self { name, version, side, stance, rules, positions, first, notes, patterns: OnceLock::new(), owners }
    }
}
