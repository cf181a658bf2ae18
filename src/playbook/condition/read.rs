//! Reading conditions. In: their table in TOML and the term that they speak of. Out: [`Where`], [`Test`],
//! [`Limit`], with located faults.

use super::{BOUNDS, COMPARISONS, Limit, Test, Where};
use crate::error::Error;
use crate::facts::{self, Value};
use crate::playbook::source::Entry;
use crate::playbook::suggest;
use crate::terms::{FieldKind, FieldSchema, TermSchema};

impl Where {
    pub fn read(entry: &Entry<'_>, term: &TermSchema) -> Result<Self, Error> {
        let mut any_of = Vec::new();
        for entry in entry.list() {
            let table = entry.table("a condition")?;
            let mut fields = Vec::new();
            for condition in table.rest() {
                let field = field_of(&condition, term)?;
                fields.push((condition.key.to_owned(), Test::read(&condition, field)?));
            }
            any_of.push(fields);
        }
        Ok(Self { any_of })
    }
}

impl Test {
    pub(super) fn read(entry: &Entry<'_>, field: &FieldSchema) -> Result<Self, Error> {
        if let Some(flag) = entry.as_flag() {
            return match field.kind {
                FieldKind::Flag => Ok(Test::Flag(flag)),
                _ => Err(entry.origin.error(format!("`{}` is no flag", field.name)).hint("write { stated = true }")),
            };
        }
        if entry.is_table() {
            return Self::table(entry, field);
        }
        if entry.is_list() {
            return Err(entry.expected("one value").hint("write { any = [ … ] } for a choice"));
        }
        match field.kind {
            FieldKind::Bound => Ok(Test::Bound(entry.choice(&BOUNDS)?)),
            FieldKind::Word(words) => word(entry, words).map(Test::Word),
            FieldKind::Words(_) => Err(entry.expected("{ has = … } or { lacks = … }")),
            FieldKind::Flag => Err(entry.expected("true or false")),
            FieldKind::Anchor => Err(entry.expected("{ stated = true } or { stated = false }")),
            _ => literal(entry).map(Test::Amount),
        }
    }

    fn table(entry: &Entry<'_>, field: &FieldSchema) -> Result<Self, Error> {
        let table = entry.table("a condition")?;
        let mut tests = Vec::new();
        for (key, comparison) in COMPARISONS {
            if let Some(limit) = table.take(key) {
                tests.push(Test::Compare(comparison, Limit::read(&limit, field.kind)?));
            }
        }
        if let Some(stated) = table.take("stated") {
            tests.push(Test::Stated(stated.flag()?));
        }
        if let Some(inner) = table.take("any") {
            let any: Result<Vec<Test>, Error> = inner.list().iter().map(|one| Test::read(one, field)).collect();
            tests.push(Test::Any(any?));
        }
        if let Some(inner) = table.take("not") {
            tests.push(Test::Not(Box::new(Test::read(&inner, field)?)));
        }
        if let Some(home) = table.take("at-home") {
            if field.kind != FieldKind::Anchor {
                return Err(home.key_origin.error(format!("`{}` is no place", field.name)));
            }
            tests.push(Test::AtHome(home.flag()?));
        }
        if let Some(home) = table.take("known-home") {
            if field.kind != FieldKind::Anchor {
                return Err(home.key_origin.error(format!("`{}` is no place", field.name)));
            }
            tests.push(Test::KnownHome(home.flag()?));
        }
        for (key, make) in [("has", Test::Has as fn(Vec<String>) -> Test), ("lacks", Test::Lacks)] {
            if let Some(words) = table.take(key) {
                tests.push(make(words_of(&words, field)?));
            }
        }
        table.finish()?;
        match tests.len() {
            0 => Err(entry.expected("a condition such as { over = \"30 days\" }")),
            1 => Ok(tests.remove(0)),
            _ => Ok(Test::All(tests)),
        }
    }
}

impl Limit {
    pub fn read(entry: &Entry<'_>, kind: FieldKind) -> Result<Self, Error> {
        if let Some(text) = entry.as_str() {
            if text == "deal.value" {
                return match kind {
                    FieldKind::Money | FieldKind::Amount => Ok(Limit::DealValue),
                    _ => Err(entry
                        .origin
                        .error(format!("the contract value cannot be compared with {}", kind_name(kind)))),
                };
            }
            let name = !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if name {
                return Ok(Limit::Param(text.to_owned(), entry.origin.clone()));
            }
        }
        let value = literal(entry)?;
        if !fits(kind, &value) {
            return Err(entry.origin.error(format!("this amount cannot be compared with {}", kind_name(kind))));
        }
        Ok(Limit::Amount(value))
    }
}

fn field_of(condition: &Entry<'_>, term: &TermSchema) -> Result<&'static FieldSchema, Error> {
    term.field(condition.key).ok_or_else(|| {
        let error = condition.key_origin.error(format!("{} has no field `{}`", term.name, condition.key));
        suggest::hint(error, condition.key, term.fields.iter().map(|field| field.name))
    })
}

fn words_of(entry: &Entry<'_>, field: &FieldSchema) -> Result<Vec<String>, Error> {
    match field.kind {
        FieldKind::Words(words) => entry.list().iter().map(|one| word(one, words)).collect(),
        _ => Err(entry.key_origin.error(format!("`{}` is no list of words", field.name))),
    }
}

fn word(entry: &Entry<'_>, words: &'static [(&'static str, &'static str)]) -> Result<String, Error> {
    let choices: Vec<(&'static str, ())> = words.iter().map(|(word, _)| (*word, ())).collect();
    entry.choice(&choices)?;
    entry.string()
}

/// An amount written out.
pub fn literal(entry: &Entry<'_>) -> Result<Value, Error> {
    if let Some(number) = entry.as_number() {
        return Ok(Value::Number(number));
    }
    let text = entry.string()?;
    facts::parse(&text).ok_or_else(|| {
        entry
            .origin
            .error(format!("`{text}` is no amount"))
            .hint("write \"30 days\", \"12 months\", \"1.5 %\", \"3x\", \"USD 1,000\" or a number")
    })
}

fn kind_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Duration => "a length of time",
        FieldKind::Money => "a sum of money",
        FieldKind::Percent => "a percentage",
        FieldKind::Multiple => "a multiple",
        FieldKind::Number | FieldKind::Amount => "a number",
        _ => "a field that is no amount",
    }
}

fn fits(kind: FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::Duration => matches!(value, Value::Duration(_)),
        FieldKind::Money => matches!(value, Value::Money { .. } | Value::Number(_)),
        FieldKind::Percent => matches!(value, Value::Percent(_)),
        FieldKind::Multiple => matches!(value, Value::Multiple(_)),
        FieldKind::Number => matches!(value, Value::Number(_)),
        FieldKind::Amount => true,
        _ => false,
    }
}
