//! A playbook's TOML with places. In: a file's name and text. Out: [`Table`]s and [`Entry`]s that know
//! where they stand, so that every fault can be pointed at. `rule` and `position` read them.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::suggest;
use crate::error::{Error, ErrorKind};
use crate::facts::decimal;
use crate::sorting;

/// A file of more bytes than this is refused unread.
pub const MAX_FILE: usize = 2_000_000;
/// No text in a playbook needs more bytes than this.
pub const MAX_STRING: usize = 20_000;

#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    pub file: String,
    pub text: String,
}

/// A place in a playbook's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub source: Arc<Source>,
    pub range: Range<usize>,
}

impl Origin {
    /// A playbook error that points here.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Playbook, message).at(&self.source.file, &self.source.text, self.range.clone())
    }

    /// The place of bytes `inner` of this string's value: exact where the string is written without
    /// escapes, the whole string otherwise.
    pub fn within(&self, value: &str, inner: Range<usize>) -> Origin {
        let raw = self.source.text.get(self.range.clone()).unwrap_or("");
        // Behind the quotation marks, as a rule: `"…"`, or `"""` and a line's end.
        let opening = [1, 4, 3].into_iter().find(|at| raw.get(*at..).is_some_and(|rest| rest.starts_with(value)));
        let exact = opening.or_else(|| raw.find(value)).filter(|_| !value.is_empty()).and_then(|offset| {
            let start = self.range.start + offset + inner.start;
            let end = self.range.start + offset + inner.end.min(value.len());
            (start <= end).then_some(start..end)
        });
        Origin { source: self.source.clone(), range: exact.unwrap_or(self.range.clone()) }
    }
}

/// Parses TOML and hands its root to `read`.
pub fn parse<T>(file: &str, text: &str, read: impl FnOnce(Table<'_>) -> Result<T, Error>) -> Result<T, Error> {
    if text.len() > MAX_FILE {
        let message = format!("`{file}` has {} bytes; a playbook may have {MAX_FILE}", text.len());
        return Err(Error::new(ErrorKind::Playbook, message).hint("split it, or leave out long examples"));
    }
    let source = Arc::new(Source { file: file.to_owned(), text: text.to_owned() });
    let root = DeTable::parse(&source.text).map_err(|fault| {
        let range = fault.span().unwrap_or(0..0);
        let message = fault.message().lines().next().unwrap_or("this is not TOML").to_owned();
        Error::new(ErrorKind::Playbook, message).at(file, text, range)
    })?;
    read(Table {
        entries: root.get_ref(),
        origin: Origin { source: source.clone(), range: 0..0 },
        name: "a playbook",
        asked: RefCell::default(),
    })
}

/// A TOML table that notes which keys were asked for; what is left over is a mistake.
pub struct Table<'a> {
    entries: &'a DeTable<'a>,
    pub origin: Origin,
    /// "a rule", "a position": for messages.
    name: &'static str,
    asked: RefCell<Vec<&'static str>>,
}

/// A value and where it stands.
pub struct Entry<'a> {
    value: &'a DeValue<'a>,
    pub origin: Origin,
    /// The key that it stands behind.
    pub key: String,
    pub key_origin: Origin,
}

impl<'a> Table<'a> {
    pub fn take(&self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.borrow_mut().push(key);
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(name, value)| self.entry(name, value))
    }

    pub fn need(&self, key: &'static str) -> Result<Entry<'a>, Error> {
        self.take(key).ok_or_else(|| self.origin.error(format!("{} needs `{key}`", self.name)))
    }

    pub fn string(&self, key: &'static str) -> Result<Option<String>, Error> {
        self.take(key).map(|entry| entry.string()).transpose()
    }

    /// The entries whose keys nobody asked for, in the order of the file.
    pub fn rest(&self) -> Vec<Entry<'a>> {
        let asked = self.asked.borrow();
        let mut rest: Vec<_> = self
            .entries
            .iter()
            .filter(|(name, _)| !asked.contains(&name.get_ref().as_ref()))
            .map(|(name, value)| self.entry(name, value))
            .collect();
        sorting::by_key(&mut rest, |entry| entry.key_origin.range.start);
        rest
    }

    /// Refuses what nobody asked for.
    pub fn finish(&self) -> Result<(), Error> {
        let Some(stray) = self.rest().into_iter().next() else { return Ok(()) };
        let error = stray.key_origin.error(format!("unknown key `{}` in {}", stray.key, self.name));
        Err(suggest::hint(error, &stray.key, self.asked.borrow().iter().copied()))
    }

    fn entry(&self, name: &'a Spanned<std::borrow::Cow<'a, str>>, value: &'a Spanned<DeValue<'a>>) -> Entry<'a> {
        let at = |range: Range<usize>| Origin { source: self.origin.source.clone(), range };
        Entry {
            value: value.get_ref(),
            origin: at(value.span()),
            key: name.get_ref().to_string(),
            key_origin: at(name.span()),
        }
    }
}

impl<'a> Entry<'a> {
    pub fn string(&self) -> Result<String, Error> {
        let text = self.as_str().ok_or_else(|| self.expected("a text in quotes"))?;
        if text.len() > MAX_STRING {
            return Err(self.origin.error(format!(
                "`{}` has {} bytes; {MAX_STRING} are allowed",
                self.key,
                text.len()
            )));
        }
        Ok(text.to_owned())
    }

    /// A text, where this is one.
    pub fn as_str(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_flag(&self) -> Option<bool> {
        match self.value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64),
            DeValue::Float(number) => float(number.as_str()),
            _ => None,
        }
    }

    pub fn flag(&self) -> Result<bool, Error> {
        self.as_flag().ok_or_else(|| self.expected("`true` or `false`"))
    }

    pub fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    pub fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    pub fn table(&self, name: &'static str) -> Result<Table<'a>, Error> {
        match self.value {
            DeValue::Table(entries) => {
                Ok(Table { entries, origin: self.table_origin(), name, asked: RefCell::default() })
            }
            _ => Err(self.expected("a table")),
        }
    }

    /// The entries of a list; a value that is no list is a list of one.
    pub fn list(&self) -> Vec<Entry<'a>> {
        let own = |value: &'a DeValue<'a>, range: Range<usize>| Entry {
            value,
            origin: Origin { source: self.origin.source.clone(), range },
            key: self.key.clone(),
            key_origin: self.key_origin.clone(),
        };
        match self.value {
            DeValue::Array(values) => values.iter().map(|value| own(value.get_ref(), value.span())).collect(),
            _ => vec![own(self.value, self.origin.range.clone())],
        }
    }

    pub fn strings(&self) -> Result<Vec<String>, Error> {
        self.list().iter().map(Entry::string).collect()
    }

    /// A table's span may run to the next header; its first line says enough.
    fn table_origin(&self) -> Origin {
        let text = self.origin.source.text.get(self.origin.range.clone()).unwrap_or("");
        let line = text.lines().next().unwrap_or("").trim_end();
        let range = self.origin.range.start..self.origin.range.start + line.len();
        Origin { source: self.origin.source.clone(), range }
    }

    pub fn expected(&self, what: &str) -> Error {
        let found = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.origin.error(format!("`{}` must be {what}, not {found}", self.key))
    }

    /// One of a closed set of words.
    pub fn choice<T: Copy>(&self, choices: &[(&'static str, T)]) -> Result<T, Error> {
        let word = self.string()?;
        choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value).ok_or_else(|| {
            let error = self.origin.error(format!("`{}` cannot be `{word}`", self.key));
            suggest::hint(error, &word, choices.iter().map(|(name, _)| *name))
        })
    }
}

/// A float of TOML: "-1.5", "2e3"; no infinity.
fn float(written: &str) -> Option<f64> {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let digits = mantissa.trim_start_matches(['+', '-']);
    let value = decimal(digits)? * 10f64.powi(exponent.parse().ok()?);
    Some(if mantissa.starts_with('-') { -value } else { value }).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_floats() {
        for (written, value) in [("1.5", 1.5), ("-0.25", -0.25), ("+2.0", 2.0), ("2e3", 2000.0), ("1.5E+2", 150.0)] {
            assert_eq!(float(written), Some(value), "{written}");
        }
        assert_eq!((float("inf"), float("nan"), float("1e999")), (None, None, None));
    }
}
