//! A playbook's TOML with places. In: a file's name and text. Out: [`Table`]s and [`Entry`]s that know
//! where they stand, so that every fault can be pointed at. `rule` and `position` read them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use super::node::{Kind, Node, Row};
use super::packed::Packed;
use super::suggest;
use crate::error::{Error, ErrorKind};
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
        if raw.len() < value.len() {
            return self.clone();
        }
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
    read(Table::root(Node::of_table(root.get_ref()), &source))
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Body {
    Text(Cow<'static, str>),
    Packed(&'static [u8]),
}

impl Body {
    pub fn read<T>(&self, file: &str, read: impl FnOnce(Table<'_>) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Self::Text(text) => parse(file, text, read),
            Self::Packed(bytes) => {
                unpack(&Arc::new(Source { file: file.to_owned(), text: String::new() }), bytes, read)
            }
        }
    }
}

/// How what is read came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// As a person wrote it: every fault is to be found now.
    Written,
    /// Packed with the crate, whose tests found it good: what costs time may wait until it is asked for.
    Packed,
}

/// A row that was packed by itself, to be read when it is asked for.
#[derive(Clone, Debug)]
pub struct Later {
    source: Arc<Source>,
    bytes: &'static [u8],
}

impl Later {
    /// Hands a table of the one row to `read`.
    pub fn read<T>(&self, read: impl FnOnce(Table<'_>) -> Result<T, Error>) -> Result<T, Error> {
        unpack(&self.source, self.bytes, read)
    }
}

/// Reads a file that was packed when the crate was built, and hands its root to `read`.
fn unpack<T>(
    source: &Arc<Source>,
    bytes: &'static [u8],
    read: impl FnOnce(Table<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let root: Packed<'static> = postcard::from_bytes(bytes)
        .map_err(|fault| Error::new(ErrorKind::Playbook, format!("`{}` was packed wrongly: {fault}", source.file)))?;
    read(Table::root(Node::of_packed(&root), source))
}

/// A TOML table that notes which keys were asked for; what is left over is a mistake.
pub struct Table<'a> {
    node: Node<'a>,
    pub origin: Origin,
    /// "a rule", "a position": for messages.
    name: &'static str,
    asked: RefCell<Vec<&'static str>>,
}

/// Room for the keys that most tables are asked for.
fn asked() -> RefCell<Vec<&'static str>> {
    RefCell::new(Vec::with_capacity(16))
}

/// A value and where it stands.
pub struct Entry<'a> {
    node: Node<'a>,
    pub origin: Origin,
    /// The key that it stands behind.
    pub key: &'a str,
    pub key_origin: Origin,
}

impl<'a> Table<'a> {
    fn root(node: Node<'a>, source: &Arc<Source>) -> Self {
        let origin = Origin { source: source.clone(), range: 0..0 };
        Table { node, origin, name: "a playbook", asked: asked() }
    }

    pub fn take(&self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.borrow_mut().push(key);
        self.node.row(key).map(|row| self.entry(row))
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
        let strays = self.node.rows().into_iter().filter(|row| !asked.contains(&row.key));
        let mut rest: Vec<_> = strays.map(|row| self.entry(row)).collect();
        sorting::by_key(&mut rest, |entry| entry.key_origin.range.start);
        rest
    }

    /// Refuses what nobody asked for.
    pub fn finish(&self) -> Result<(), Error> {
        let Some(stray) = self.rest().into_iter().next() else { return Ok(()) };
        let error = stray.key_origin.error(format!("unknown key `{}` in {}", stray.key, self.name));
        Err(suggest::hint(error, stray.key, self.asked.borrow().iter().copied()))
    }

    fn entry(&self, row: Row<'a>) -> Entry<'a> {
        let at = |range: Range<usize>| Origin { source: self.origin.source.clone(), range };
        Entry { node: row.value, origin: at(row.span), key: row.key, key_origin: at(row.key_span) }
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

    /// How it came.
    pub fn came(&self) -> Came {
        self.node.came()
    }

    /// This, where it was packed by itself.
    pub fn later(&self) -> Option<Later> {
        self.node.later().map(|bytes| Later { source: self.origin.source.clone(), bytes })
    }

    /// A text, where this is one.
    pub fn as_str(&self) -> Option<&'a str> {
        self.node.text()
    }

    pub fn as_flag(&self) -> Option<bool> {
        self.node.flag()
    }

    pub fn as_number(&self) -> Option<f64> {
        self.node.number()
    }

    pub fn flag(&self) -> Result<bool, Error> {
        self.as_flag().ok_or_else(|| self.expected("`true` or `false`"))
    }

    pub fn is_table(&self) -> bool {
        self.node.kind() == Kind::Table
    }

    pub fn is_list(&self) -> bool {
        self.node.kind() == Kind::List
    }

    pub fn table(&self, name: &'static str) -> Result<Table<'a>, Error> {
        if !self.is_table() {
            return Err(self.expected("a table"));
        }
        Ok(Table { node: self.node, origin: self.table_origin(), name, asked: asked() })
    }

    /// The entries of a list; a value that is no list is a list of one.
    pub fn list(&self) -> Vec<Entry<'a>> {
        let own = |(node, range): (Node<'a>, Range<usize>)| Entry {
            node,
            origin: Origin { source: self.origin.source.clone(), range },
            key: self.key,
            key_origin: self.key_origin.clone(),
        };
        match self.node.items() {
            Some(items) => items.into_iter().map(own).collect(),
            None => vec![own((self.node, self.origin.range.clone()))],
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
        let found = match self.node.kind() {
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Flag => "true or false",
            Kind::Date => "a date",
            Kind::List => "a list",
            Kind::Table => "a table",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::Library;

    /// What is built in is what is written.
    #[test]
    fn packed_files_say_the_same() {
        let mut files = 0;
        for (file, packed, text) in Library::files() {
            let root = DeTable::parse(text).unwrap();
            let written = outlined(Node::of_table(root.get_ref()));
            let packed: Packed<'static> = postcard::from_bytes(packed).unwrap();
            assert!(outlined(Node::of_packed(&packed)) == written, "{file}");
            files += 1;
        }
        assert!(files > 50);
    }

    /// Everything that `Node` tells of a value but its places.
    fn outlined(node: Node<'_>) -> String {
        if let Some(bytes) = node.later() {
            let packed: Packed<'static> = postcard::from_bytes(bytes).unwrap();
            return outlined(Node::of_packed(&packed).rows().remove(0).value);
        }
        match node.kind() {
            Kind::Table => {
                let mut rows = node.rows();
                rows.sort_by_key(|row| row.key.to_owned());
                rows.into_iter().map(|row| format!("{} = {}\n", row.key, outlined(row.value))).collect()
            }
            Kind::List => {
                let items = node.items().unwrap().into_iter();
                format!("[{}]", items.map(|(item, _)| outlined(item) + ", ").collect::<String>())
            }
            kind => format!("{kind:?} {:?} {:?} {:?}", node.text(), node.flag(), node.number()),
        }
    }
}
