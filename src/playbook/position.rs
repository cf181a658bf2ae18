//! Positions: what one side accepts. In: `[position."rule.id"]`. Out: [`Layer`]s, laid over one
//! another along `extends`, then a [`Position`]. `review` reads severities from it, `redline` the ladder.

mod read;

use super::condition::{Answer, Asked, Comparison, Limit, Test, Where};
use super::deal::DealFact;
use super::deferred::Deferred;
use super::edit::EditPlan;
use super::source::Origin;
use super::template::Template;
use crate::error::Error;
use crate::facts::Value;
use crate::terms::{Reading, TermSchema};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

pub const SEVERITIES: [(&str, Severity); 5] = [
    ("info", Severity::Info),
    ("low", Severity::Low),
    ("medium", Severity::Medium),
    ("high", Severity::High),
    ("critical", Severity::Critical),
];

impl Severity {
    pub fn name(self) -> &'static str {
        SEVERITIES.iter().find(|(_, severity)| *severity == self).map_or("", |(name, _)| name)
    }

    /// One or more steps worse, critical at most.
    fn raised(self, by: usize) -> Self {
        let place = SEVERITIES.iter().position(|(_, severity)| *severity == self).unwrap_or(0);
        SEVERITIES.get(place + by).map_or(Severity::Critical, |(_, severity)| *severity)
    }
}

/// What to do with the point in a negotiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Trade {
    /// Not for sale.
    Hold,
    /// May be given for something in return.
    Concede,
    /// What is asked for in return.
    Ask,
}

/// Whose point it is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Lane {
    /// Procurement, or the account lead: commercial points.
    Commercial,
    Legal,
}

/// How often the other side agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Likelihood {
    Often,
    Sometimes,
    Rarely,
}

/// Whom a sentence is for, inside the reader's own house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Who {
    Owner,
    AccountLead,
    Finance,
    Legal,
}

impl Who {
    pub const ALL: [(&str, Who); 4] =
        [("owner", Who::Owner), ("account-lead", Who::AccountLead), ("finance", Who::Finance), ("legal", Who::Legal)];

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, who)| *who == self).map_or("", |(name, _)| name)
    }
}

/// The owner's own words in place of the rule's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    pub why: Option<Template>,
    pub ask: Option<Template>,
    pub comment: Option<Template>,
}

impl Words {
    fn over(self, below: Self) -> Self {
        Self { why: self.why.or(below.why), ask: self.ask.or(below.ask), comment: self.comment.or(below.comment) }
    }

    pub fn all(&self) -> impl Iterator<Item = &Template> {
        self.why.iter().chain(&self.ask).chain(&self.comment)
    }
}

/// One sentence for one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Tell {
    pub who: Who,
    pub text: Template,
}

/// A value that the position's owner sets: `limit = "30 days"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub name: String,
    /// As written.
    pub text: String,
    pub number: Option<f64>,
    value: Option<Value>,
    pub origin: Origin,
}

impl Param {
    pub fn amount(&self) -> Option<Value> {
        self.value
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub compare: Vec<(Comparison, Limit)>,
    pub when: Where,
    pub is: Severity,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Raise {
    pub when: Where,
    pub by: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Preferred,
    Fallback,
    WalkAway,
}

/// One rung of the ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    pub level: Level,
    pub title: Template,
    /// Only for readings of this shape.
    pub when: Where,
    pub edits: Vec<EditPlan>,
    pub comment: Option<Template>,
    pub accept_by: String,
    /// The rule whose point is to be won in return.
    pub needs: Option<(String, Origin)>,
    /// Parameters as they stand once this rung is accepted; for "a fix fixes".
    pub accepts: Vec<Param>,
    /// The severity at which the rule may still speak after the edit.
    pub leaves: Option<Severity>,
    pub origin: Origin,
}

/// The rungs from the preferred one down, which speak of the fields of the rule's term.
pub type Ladder = Deferred<Rung, &'static TermSchema>;

/// What one file says about a rule; the rest comes from the file that it extends.
#[derive(Clone, Debug)]
pub struct Layer {
    pub rule: String,
    params: Vec<Param>,
    severity: Option<Vec<Step>>,
    by: Option<String>,
    raise: Option<Vec<Raise>>,
    trade: Option<Trade>,
    lane: Option<Lane>,
    ladder: Option<Ladder>,
    likelihood: Option<(Likelihood, String)>,
    tell: Option<Deferred<Tell>>,
    words: Words,
    pub off: bool,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Position {
    pub rule: String,
    pub params: Vec<Param>,
    pub severity: Vec<Step>,
    /// The field whose amount the steps compare.
    pub by: Option<String>,
    pub raise: Vec<Raise>,
    pub trade: Option<Trade>,
    pub lane: Option<Lane>,
    pub ladder: Ladder,
    /// How often the other side agrees, and who says so.
    pub likelihood: Option<(Likelihood, String)>,
    /// From the lowest layer upwards.
    tell: Vec<Deferred<Tell>>,
    pub words: Words,
    /// Laid over another position on the same rule, so that it judges otherwise?
    pub overlaid: bool,
    pub origin: Origin,
}

impl Layer {
    /// This layer over a position that was there before.
    pub fn over(self, below: Option<Position>) -> Result<Position, Error> {
        let judges =
            !self.params.is_empty() || self.severity.is_some() || self.raise.is_some() || self.ladder.is_some();
        let overlaid = below.as_ref().is_some_and(|below| below.overlaid || judges);
        let mut position = match below {
            Some(below) => below,
            None => self.foundation()?,
        };
        position.overlaid = overlaid;
        for param in self.params {
            position.params.retain(|known| known.name != param.name);
            position.params.push(param);
        }
        position.severity = self.severity.unwrap_or(position.severity);
        position.raise = self.raise.unwrap_or(position.raise);
        position.ladder = self.ladder.unwrap_or(position.ladder);
        position.by = self.by.or(position.by);
        position.trade = self.trade.or(position.trade);
        position.lane = self.lane.or(position.lane);
        position.likelihood = self.likelihood.or(position.likelihood);
        position.words = self.words.over(position.words);
        position.tell.extend(self.tell);
        position.origin = self.origin;
        Ok(position)
    }

    /// A position with nothing below it must say how bad it is and what to do.
    fn foundation(&self) -> Result<Position, Error> {
        let missing = |what: &str, hint: &str| {
            Err(self.origin.error(format!("the position on `{}` {what}", self.rule)).hint(hint))
        };
        if self.severity.is_none() {
            return missing(
                "needs `severity`",
                "write severity = \"high\", or steps: [{ over = \"30 days\", is = \"low\" }]",
            );
        }
        let preferred = |rungs: &[Rung]| rungs.iter().any(|rung| rung.level == Level::Preferred);
        if !self.ladder.as_ref().is_some_and(|ladder| ladder.at_hand().is_none_or(preferred)) {
            return missing("needs a preferred rung", "add [[position.\"…\".ladder]] with level = \"preferred\"");
        }
        Ok(Position {
            rule: self.rule.clone(),
            params: Vec::new(),
            severity: Vec::new(),
            by: None,
            raise: Vec::new(),
            trade: None,
            lane: None,
            ladder: Ladder::default(),
            likelihood: None,
            tell: Vec::new(),
            words: Words::default(),
            overlaid: false,
            origin: self.origin.clone(),
        })
    }
}

impl Position {
    /// What must be known of the deal to say how bad a reading is.
    pub fn deal_facts(&self) -> Vec<DealFact> {
        let compared = self.severity.iter().flat_map(|step| &step.compare);
        let value = compared.filter(|(_, limit)| *limit == Limit::DealValue).map(|_| DealFact::Value);
        let conditions = self.severity.iter().map(|step| &step.when).chain(self.raise.iter().map(|raise| &raise.when));
        value.chain(conditions.flat_map(Where::deal_facts)).collect()
    }

    /// One sentence for each of them that has something to hear; an upper layer's in place of a lower one's.
    pub fn tell(&self) -> Vec<&Tell> {
        let mut told: Vec<&Tell> = Vec::new();
        for tell in self.tell.iter().flat_map(Deferred::list) {
            told.retain(|known| known.who != tell.who);
            told.push(tell);
        }
        told
    }

    /// How bad this reading is. Where no step fits, the mildest one counts: the rule did find something.
    pub fn severity(&self, reading: &Reading, asked: Asked<'_>) -> Severity {
        let fits = |step: &&Step| {
            let field = self.by.as_deref().and_then(|name| reading.field(name));
            let compared = step.compare.iter().all(|(comparison, limit)| {
                Test::Compare(*comparison, limit.clone()).holds(field, asked) == Answer::Yes
            });
            compared && step.when.holds(reading, asked) == Answer::Yes
        };
        let found = self.severity.iter().filter(fits).map(|step| step.is).max();
        let mildest = self.severity.iter().map(|step| step.is).min().unwrap_or(Severity::Info);
        let raised = self.raise.iter().filter(|raise| raise.when.holds(reading, asked) == Answer::Yes);
        found.unwrap_or(mildest).raised(raised.map(|raise| raise.by).sum())
    }
}
