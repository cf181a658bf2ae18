//! A value of a playbook's file, whichever form the file has. In: parsed TOML, or a file that was packed
//! when the crate was built. Out: [`Node`], which `source` reads.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::packed::Packed;
use super::source::Came;
use crate::facts::decimal;

#[derive(Clone, Copy)]
pub enum Node<'a> {
    Toml(&'a DeValue<'a>),
    /// The root of a file.
    TomlTable(&'a DeTable<'a>),
    /// Without places: what comes with the crate has no faults to point at.
    Packed(&'a Packed<'static>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Flag,
    Date,
    List,
    Table,
}

/// A key of a table and its value, each with its place.
pub struct Row<'a> {
    pub key: &'a str,
    pub key_span: Range<usize>,
    pub value: Node<'a>,
    pub span: Range<usize>,
}

impl<'a> Node<'a> {
    pub fn of_table(table: &'a DeTable<'a>) -> Self {
        Self::TomlTable(table)
    }

    pub fn of_packed(packed: &'a Packed<'static>) -> Self {
        Self::Packed(packed)
    }

    pub fn kind(self) -> Kind {
        match self {
            Self::TomlTable(_) | Self::Toml(DeValue::Table(_)) | Self::Packed(Packed::Table(_)) => Kind::Table,
            Self::Toml(DeValue::Array(_)) | Self::Packed(Packed::List(_) | Packed::Later(_)) => Kind::List,
            Self::Toml(DeValue::String(_)) | Self::Packed(Packed::Text(_)) => Kind::Text,
            Self::Toml(DeValue::Boolean(_)) | Self::Packed(Packed::Flag(_)) => Kind::Flag,
            Self::Toml(DeValue::Integer(_) | DeValue::Float(_)) | Self::Packed(Packed::Number(_)) => Kind::Number,
            Self::Toml(DeValue::Datetime(_)) => Kind::Date,
        }
    }

    pub fn came(self) -> Came {
        match self {
            Self::Packed(_) => Came::Packed,
            Self::Toml(_) | Self::TomlTable(_) => Came::Written,
        }
    }

    /// What was packed by itself.
    pub fn later(self) -> Option<&'static [u8]> {
        match self {
            Self::Packed(Packed::Later(bytes)) => Some(bytes),
            _ => None,
        }
    }

    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Toml(DeValue::String(text)) => Some(text),
            Self::Packed(Packed::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub fn flag(self) -> Option<bool> {
        match self {
            Self::Toml(DeValue::Boolean(flag)) | Self::Packed(Packed::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    pub fn number(self) -> Option<f64> {
        match self {
            Self::Toml(DeValue::Integer(number)) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64)
            }
            Self::Toml(DeValue::Float(number)) => float(number.as_str()),
            Self::Packed(Packed::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The values of a list.
    pub fn items(self) -> Option<Vec<(Self, Range<usize>)>> {
        match self {
            Self::Toml(DeValue::Array(values)) => {
                Some(values.iter().map(|value| (Self::Toml(value.get_ref()), value.span())).collect())
            }
            Self::Packed(Packed::List(values)) => {
                Some(values.iter().map(|value| (Self::Packed(value), 0..0)).collect())
            }
            _ => None,
        }
    }

    /// The rows of a table; none of anything else.
    pub fn rows(self) -> Vec<Row<'a>> {
        match self {
            Self::TomlTable(table) | Self::Toml(DeValue::Table(table)) => {
                let row = |(key, value): (&'a Key<'a>, &'a toml::Spanned<DeValue<'a>>)| Row {
                    key: key.get_ref(),
                    key_span: key.span(),
                    value: Self::Toml(value.get_ref()),
                    span: value.span(),
                };
                table.iter().map(row).collect()
            }
            Self::Packed(Packed::Table(rows)) => rows.iter().map(packed_row).collect(),
            _ => Vec::new(),
        }
    }

    /// The row of a table that has this key.
    pub fn row(self, key: &str) -> Option<Row<'a>> {
        match self {
            Self::Packed(Packed::Table(rows)) => rows.iter().find(|(name, _)| *name == key).map(packed_row),
            _ => self.rows().into_iter().find(|row| row.key == key),
        }
    }
}

type Key<'a> = toml::Spanned<std::borrow::Cow<'a, str>>;

fn packed_row<'a>((key, value): &'a (&'static str, Packed<'static>)) -> Row<'a> {
    Row { key, key_span: 0..0, value: Node::Packed(value), span: 0..0 }
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
