//! Plain data as an indented outline for reading. In: any JSON value. Out: text, without what is empty.

use serde_json::{Map, Value};

/// Fields of words copied from the contract; they stand on a line of their own.
const QUOTES: &str = "quote";

pub fn of(value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::Object(fields) => write_fields(fields, 0, &mut text),
        other => text.push_str(&plain(other)),
    }
    text
}

fn write_fields(fields: &Map<String, Value>, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for (name, value) in fields.iter().filter(|(_, value)| !is_empty(value)) {
        let name = name.replace('_', " ");
        match value {
            Value::Object(inner) => {
                text.push_str(&format!("{indent}{name}\n"));
                write_fields(inner, depth + 1, text);
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                text.push_str(&format!("{indent}{name}\n"));
                items.iter().for_each(|item| write_item(item, depth + 1, text));
            }
            other => text.push_str(&format!("{indent}{name}: {}\n", plain(other))),
        }
    }
}

/// One record of a list: its figures in a line, the words that say so under it.
fn write_item(item: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let Value::Object(fields) = item else { return text.push_str(&format!("{indent}- {}\n", plain(item))) };
    let shown = fields.iter().filter(|(name, value)| !is_empty(value) && *name != QUOTES);
    let line: Vec<String> = shown.map(|(name, value)| format!("{} {}", name.replace('_', " "), plain(value))).collect();
    text.push_str(&format!("{indent}- {}\n", line.join("; ")));
    if let Some(quote) = fields.get(QUOTES).and_then(Value::as_str) {
        text.push_str(&format!("{indent}  \"{quote}\"\n"));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_is_empty_and_sets_quotes_apart() {
        let value = serde_json::json!({
            "roles": { "vendor": ["Agency", "Studio LLC"], "customer": [] },
            "payment": { "late_interest": { "present": false, "percent": null },
                         "terms": [{ "payer": "customer", "days": 30, "quote": "Client shall pay" }] },
            "liability": { "vendor_cap": null },
        });
        let expected = "\
roles
  vendor: Agency, Studio LLC
payment
  late interest
    present: no
  terms
    - payer customer; days 30
      \"Client shall pay\"
";
        assert_eq!(of(&value), expected);
    }
}
