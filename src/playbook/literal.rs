//! Amounts as a playbook writes them. In: "30 days", "USD 1,000", "1.5 %", "3x", "12". Out: a [`Value`].

use crate::facts::{Duration, Unit, Value};

const UNITS: [(&str, Unit); 7] = [
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("business day", Unit::BusinessDay),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

const CURRENCIES: [&str; 12] = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "INR"];

/// The amount that `text` writes, or nothing where it is not one.
///
/// ```
/// use clausewright::facts::{Duration, Unit, Value};
/// use clausewright::playbook::amount;
/// assert_eq!(amount("30 days"), Some(Value::Duration(Duration { amount: 30.0, unit: Unit::Day })));
/// assert_eq!(amount("3x"), Some(Value::Multiple(3.0)));
/// assert_eq!(amount("thirty"), None);
/// ```
pub fn amount(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Some((currency, rest)) = CURRENCIES.iter().find_map(|code| Some((*code, text.strip_prefix(code)?))) {
        return Some(Value::Money { amount: number(rest)?, currency: Some(currency) });
    }
    let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
    let (figures, unit) = text.split_at(split);
    let figure = number(figures)?;
    Some(match unit.trim() {
        "" => Value::Number(figure),
        "%" => Value::Percent(figure),
        "x" | "times" => Value::Multiple(figure),
        unit => {
            let single = unit.strip_suffix('s').unwrap_or(unit);
            let (_, unit) = UNITS.iter().find(|(name, _)| *name == single)?;
            Value::Duration(Duration { amount: figure, unit: *unit })
        }
    })
}

fn number(figures: &str) -> Option<f64> {
    let plain = figures.trim().replace(',', "");
    plain.starts_with(|c: char| c.is_ascii_digit()).then(|| plain.parse().ok())?
}

/// The amount in figures, as a person would say it: "90 days", "1.5 %", "USD 10,000".
pub fn plain(value: &Value) -> String {
    match value {
        Value::Duration(Duration { amount, unit }) => {
            let name = UNITS.iter().find(|(_, known)| known == unit).map_or("days", |(name, _)| name);
            format!("{} {name}{}", figures(*amount), if *amount == 1.0 { "" } else { "s" })
        }
        Value::Money { amount, currency: Some(code) } => format!("{code} {}", figures(*amount)),
        Value::Money { amount, currency: None } => figures(*amount),
        Value::Percent(amount) => format!("{}%", figures(*amount)),
        Value::Multiple(amount) => format!("{}x", figures(*amount)),
        Value::Number(amount) => figures(*amount),
    }
}

fn figures(amount: f64) -> String {
    let text = format!("{}", (amount * 100.0).round() / 100.0);
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && digit.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_amounts() {
        for (text, said) in [
            ("30 days", "30 days"),
            ("1 month", "1 month"),
            ("12 months", "12 months"),
            ("10 business days", "10 business days"),
            ("5 %", "5%"),
            ("1.5%", "1.5%"),
            ("3x", "3x"),
            ("USD 1,000,000", "USD 1,000,000"),
            ("250", "250"),
        ] {
            assert_eq!(amount(text).map(|value| plain(&value)).as_deref(), Some(said), "{text}");
        }
        for text in ["", "days", "thirty days", "30 moons", "-5", "USD", "1.2.3"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
