//! Reading a position. In: its table in TOML. Out: a [`Layer`], with located faults.

use super::{
    Deferred, Ladder, Lane, Layer, Level, Likelihood, Param, Raise, Rung, SEVERITIES, Step, Tell, Trade, Who, Words,
};
use crate::error::Error;
use crate::facts::{self, Value};
use crate::playbook::condition::{COMPARISONS, Comparison, Limit, Where};
use crate::playbook::edit::EditPlan;
use crate::playbook::source::{Entry, Table};
use crate::playbook::suggest;
use crate::playbook::template::Template;
use crate::terms::{FieldKind, TermSchema};

impl Layer {
    pub fn read(rule: &str, entry: &Entry<'_>, term: &'static TermSchema) -> Result<Self, Error> {
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
            ladder: Ladder::read(&table, "ladder", term, ladder)?,
            likelihood: likelihood(&table)?,
            words: Words::read(&table)?,
            tell: Deferred::read(&table, "tell", (), tells)?,
            off: table.take("off").map(|entry| entry.flag()).transpose()?.unwrap_or(false),
            params: params(&table)?,
            by,
            origin: entry.key_origin.clone(),
        };
        Ok(layer)
    }
}

impl Words {
    fn read(table: &Table<'_>) -> Result<Self, Error> {
        let words = |key: &'static str| table.take(key).map(|entry| Template::read(&entry)).transpose();
        Ok(Self { why: words("why")?, ask: words("ask")?, comment: words("comment")? })
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

fn tells(entry: &Entry<'_>, (): ()) -> Result<Vec<Tell>, Error> {
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
    Err(suggest::hint(error, &name, term.fields.iter().map(|field| field.name)))
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

fn ladder(entry: &Entry<'_>, term: &'static TermSchema) -> Result<Vec<Rung>, Error> {
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
