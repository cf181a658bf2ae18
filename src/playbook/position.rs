//! Positions: what one side accepts. In: `[position."rule.id"]`. Out: [`Layer`]s, laid over one
//! another along `extends`, then a [`Position`]. `review` reads severities from it, `redline` the ladder.

use super::condition::{Answer, Asked, COMPARISONS, Comparison, Limit, Test, Where};
use super::deal::DealFact;
use super::edit::EditPlan;
use super::source::{Entry, Origin, Table};
use super::template::Template;
use crate::error::Error;
use crate::facts::{self, Value};
use crate::terms::{FieldKind, Reading, TermSchema};

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
    fn read(table: &Table<'_>) -> Result<Self, Error> {
        let words = |key: &'static str| table.take(key).map(|entry| Template::read(&entry)).transpose();
        Ok(Self { why: words("why")?, ask: words("ask")?, comment: words("comment")? })
    }

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
    ladder: Option<Vec<Rung>>,
    likelihood: Option<(Likelihood, String)>,
    tell: Option<Vec<Tell>>,
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
    pub ladder: Vec<Rung>,
    /// How often the other side agrees, and who says so.
    pub likelihood: Option<(Likelihood, String)>,
    pub tell: Vec<Tell>,
    pub words: Words,
    /// Laid over another position on the same rule, so that it judges otherwise?
    pub overlaid: bool,
    pub origin: Origin,
}

impl Layer {
    pub fn read(rule: &str, entry: &Entry<'_>, term: &TermSchema) -> Result<Self, Error> {
        let table = entry.table("a position")?;
        let by = table.take("by").map(|by| known_field(&by, term)).transpose()?;
        let layer = Self {
            rule: rule.to_owned(),
            severity: table.take("severity").map(|entry| steps(&entry, term)).transpose()?,
            raise: table.take("raise").map(|entry| raises(&entry, term)).transpose()?,
            trade: table
                .take("trade")
                .map(|entry| entry.choice(&[("hold", Trade::Hold), ("concede", Trade::Concede), ("ask", Trade::Ask)]))
                .transpose()?,
            lane: table
                .take("lane")
                .map(|entry| entry.choice(&[("commercial", Lane::Commercial), ("legal", Lane::Legal)]))
                .transpose()?,
            ladder: table.take("ladder").map(|entry| ladder(&entry, term)).transpose()?,
            likelihood: likelihood(&table)?,
            words: Words::read(&table)?,
            tell: table.take("tell").map(|entry| tells(&entry)).transpose()?,
            off: table.take("off").map(|entry| entry.flag()).transpose()?.unwrap_or(false),
            params: params(&table)?,
            by,
            origin: entry.key_origin.clone(),
        };
        Ok(layer)
    }

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
        for tell in self.tell.into_iter().flatten() {
            position.tell.retain(|known| known.who != tell.who);
            position.tell.push(tell);
        }
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
        if !self.ladder.iter().flatten().any(|rung| rung.level == Level::Preferred) {
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
            ladder: Vec::new(),
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

/// A guess without its source is not worth having.
fn likelihood(table: &Table<'_>) -> Result<Option<(Likelihood, String)>, Error> {
    const CHOICES: [(&str, Likelihood); 3] =
        [("often", Likelihood::Often), ("sometimes", Likelihood::Sometimes), ("rarely", Likelihood::Rarely)];
    let source = table.take("likelihood-source");
    match (table.take("likelihood"), source) {
        (Some(entry), Some(source)) => Ok(Some((entry.choice(&CHOICES)?, source.string()?))),
        (None, None) => Ok(None),
        (Some(entry), None) => {
            Err(entry.key_origin.error("`likelihood` needs `likelihood-source`").hint("say where it is known from"))
        }
        (None, Some(source)) => Err(source.key_origin.error("`likelihood-source` without `likelihood`")),
    }
}

fn tells(entry: &Entry<'_>) -> Result<Vec<Tell>, Error> {
    let table = entry.table("what stakeholders are told")?;
    let mut found = Vec::new();
    for (key, who) in Who::ALL {
        if let Some(text) = table.take(key) {
            found.push(Tell { who, text: Template::read(&text)? });
        }
    }
    table.finish()?;
    Ok(found)
}

fn known_field(entry: &Entry<'_>, term: &TermSchema) -> Result<String, Error> {
    let name = entry.string()?;
    if term.field(&name).is_some() {
        return Ok(name);
    }
    let error = entry.origin.error(format!("{} has no field `{name}`", term.name));
    Err(super::suggest::hint(error, &name, term.fields.iter().map(|field| field.name)))
}

fn steps(entry: &Entry<'_>, term: &TermSchema) -> Result<Vec<Step>, Error> {
    if !entry.is_list() {
        let is = entry.choice(&SEVERITIES)?;
        return Ok(vec![Step { compare: Vec::new(), when: Where::default(), is }]);
    }
    let steps: Vec<(Step, Entry<'_>)> =
        entry.list().into_iter().map(|entry| Ok((step(&entry, term)?, entry))).collect::<Result<_, Error>>()?;
    for (i, (step, entry)) in steps.iter().enumerate() {
        if steps[..i].iter().any(|(earlier, _)| contradicts(earlier, step)) {
            return Err(entry
                .origin
                .error("this step contradicts an earlier one")
                .hint("a worse amount must not be milder"));
        }
    }
    Ok(steps.into_iter().map(|(step, _)| step).collect())
}

fn step(entry: &Entry<'_>, term: &TermSchema) -> Result<Step, Error> {
    let table = entry.table("a severity step")?;
    let mut compare = Vec::new();
    for (key, comparison) in COMPARISONS {
        if let Some(limit) = table.take(key) {
            compare.push((comparison, Limit::read(&limit, FieldKind::Amount)?));
        }
    }
    let when = table.take("where").map(|entry| Where::read(&entry, term)).transpose()?.unwrap_or_default();
    let is = table.need("is")?.choice(&SEVERITIES)?;
    table.finish()?;
    Ok(Step { compare, when, is })
}

/// "over 30 days is high, over 60 days is low" cannot be meant.
fn contradicts(one: &Step, other: &Step) -> bool {
    let ([(a, Limit::Amount(left))], [(b, Limit::Amount(right))]) = (one.compare.as_slice(), other.compare.as_slice())
    else {
        return false;
    };
    if a != b || one.when != other.when {
        return false;
    }
    let Some((left, right)) = sizes(left, right) else { return false };
    if left == right {
        return true;
    }
    let upward = matches!(a, Comparison::Over | Comparison::AtLeast);
    (if upward { left < right } else { left > right }) != (one.is < other.is)
}

fn sizes(left: &Value, right: &Value) -> Option<(f64, f64)> {
    match (left, right) {
        (Value::Duration(a), Value::Duration(b)) => Some((a.days(), b.days())),
        (Value::Percent(a), Value::Percent(b))
        | (Value::Multiple(a), Value::Multiple(b))
        | (Value::Number(a), Value::Number(b))
        | (Value::Money { amount: a, .. }, Value::Money { amount: b, .. }) => Some((*a, *b)),
        _ => None,
    }
}

fn raises(entry: &Entry<'_>, term: &TermSchema) -> Result<Vec<Raise>, Error> {
    let raise = |entry: &Entry<'_>| {
        let table = entry.table("a raise")?;
        let when = Where::read(&table.need("where")?, term)?;
        let by = table.take("by").map_or(Some(1.0), |by| by.as_number());
        table.finish()?;
        match by {
            Some(by) if (1.0..=4.0).contains(&by) => Ok(Raise { when, by: by as usize }),
            _ => Err(table.origin.error("`by` must be a number of steps from 1 to 4")),
        }
    };
    entry.list().iter().map(raise).collect()
}

fn ladder(entry: &Entry<'_>, term: &TermSchema) -> Result<Vec<Rung>, Error> {
    let rungs: Vec<Rung> = entry.list().iter().map(|entry| rung(entry, term)).collect::<Result<_, _>>()?;
    for (i, rung) in rungs.iter().enumerate() {
        let before = &rungs[..i];
        if before.iter().any(|earlier| earlier.level as u8 > rung.level as u8) {
            return Err(rung.origin.error("a rung stands above a stricter one").hint("preferred, fallback, walk-away"));
        }
        let twice = rung.level != Level::Fallback
            && before.iter().any(|earlier| earlier.level == rung.level && earlier.when == rung.when);
        if twice {
            return Err(rung
                .origin
                .error("this level stands twice for the same clauses")
                .hint("tell them apart by `when`"));
        }
    }
    Ok(rungs)
}

const LEVELS: [(&str, Level); 3] =
    [("preferred", Level::Preferred), ("fallback", Level::Fallback), ("walk-away", Level::WalkAway)];

fn rung(entry: &Entry<'_>, term: &TermSchema) -> Result<Rung, Error> {
    let table = entry.table("a rung")?;
    let level = table.need("level")?.choice(&LEVELS)?;
    let edits = match table.take("edit") {
        Some(edits) => edits.list().iter().map(|edit| EditPlan::read(edit, term)).collect::<Result<Vec<_>, _>>()?,
        None => Vec::new(),
    };
    let accepts = match table.take("accepts") {
        Some(entry) => params(&entry.table("what a rung accepts")?)?,
        None => Vec::new(),
    };
    let rung = Rung {
        level,
        title: Template::read(&table.need("title")?)?,
        when: table.take("when").map(|when| Where::read(&when, term)).transpose()?.unwrap_or_default(),
        comment: table.take("comment").map(|entry| Template::read(&entry)).transpose()?,
        accept_by: table.string("accept_by")?.unwrap_or_default(),
        needs: table.take("needs").map(|needs| Ok::<_, Error>((needs.string()?, needs.origin))).transpose()?,
        leaves: table.take("leaves").map(|leaves| leaves.choice(&SEVERITIES)).transpose()?,
        origin: table.origin.clone(),
        edits,
        accepts,
    };
    table.finish()?;
    if rung.level == Level::WalkAway && !rung.edits.is_empty() {
        return Err(rung.origin.error("a walk-away point has no edit").hint("say in `title` what is not acceptable"));
    }
    Ok(rung)
}

/// Every key that is not a word of the format is a parameter.
fn params(table: &Table<'_>) -> Result<Vec<Param>, Error> {
    let param = |entry: Entry<'_>| {
        let name = entry.key;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            return Err(entry
                .key_origin
                .error(format!("`{name}` is no name for a parameter"))
                .hint("small letters and -"));
        }
        let number = entry.as_number();
        let text = match number {
            Some(number) => format!("{number}"),
            None => entry.string()?,
        };
        let value = number.map(Value::Number).or_else(|| facts::parse(&text));
        Ok(Param { name: name.to_owned(), text, number, value, origin: entry.origin })
    };
    table.rest().into_iter().map(param).collect()
}
