//! What a document does not hold and a check may need: what the deal is worth, which law is home, are
//! personal data involved. In: the user's word, once. Out: [`Deal`], which `condition` asks.

use super::source::{Entry, Table};
use crate::error::Error;
use crate::facts::{self, Value};

/// Everything is optional: what is not told leaves the checks that need it undecided.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Deal {
    /// What the contract is worth: "USD 100,000".
    pub value: Option<String>,
    /// The laws that the reader works under: "England", "New York".
    pub home_law: Vec<String>,
    /// Does the vendor get personal data of the customer's?
    pub personal_data: Option<bool>,
}

/// One thing that only the user can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum DealFact {
    Value,
    HomeLaw,
    PersonalData,
}

impl DealFact {
    pub const ALL: [(&str, DealFact); 3] =
        [("value", DealFact::Value), ("home-law", DealFact::HomeLaw), ("personal-data", DealFact::PersonalData)];

    /// "depends on: …"
    pub fn phrase(self) -> &'static str {
        match self {
            DealFact::Value => "the contract value",
            DealFact::HomeLaw => "your home law",
            DealFact::PersonalData => "whether personal data are involved",
        }
    }

    pub fn question(self) -> &'static str {
        match self {
            DealFact::Value => "What is the contract worth?",
            DealFact::HomeLaw => "Which law do you work under?",
            DealFact::PersonalData => "Does the vendor get personal data of the customer's?",
        }
    }
}

impl Deal {
    pub fn tells(&self, fact: DealFact) -> bool {
        match fact {
            DealFact::Value => self.amount().is_some(),
            DealFact::HomeLaw => self.home_law.iter().any(|law| !law.trim().is_empty()),
            DealFact::PersonalData => self.personal_data.is_some(),
        }
    }

    /// The contract value, where it can be read as a sum of money.
    pub fn amount(&self) -> Option<Value> {
        match facts::parse(self.value.as_deref()?.trim())? {
            Value::Number(amount) => Some(Value::Money { amount, currency: None }),
            money @ Value::Money { .. } => Some(money),
            _ => None,
        }
    }

    /// `deal = { value = "USD 100,000", home-law = "England", personal-data = true }` in an example.
    pub(super) fn read(entry: &Entry<'_>) -> Result<Self, Error> {
        let table: Table<'_> = entry.table("a deal")?;
        let deal = Self {
            value: table.string("value")?,
            home_law: table.take("home-law").map(|laws| laws.strings()).transpose()?.unwrap_or_default(),
            personal_data: table.take("personal-data").map(|flag| flag.flag()).transpose()?,
        };
        table.finish()?;
        if deal.value.is_some() && deal.amount().is_none() {
            return Err(entry.origin.error("`value` is no sum of money").hint("write \"USD 100,000\""));
        }
        Ok(deal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_sum_of_money_or_not_told() {
        for (written, told) in [
            ("USD 100,000", true),
            ("€ 5.000", true),
            ("100000", true),
            ("a lot", false),
            ("30 days", false),
            ("", false),
        ] {
            let deal = Deal { value: Some(written.to_owned()), ..Deal::default() };
            assert_eq!(deal.tells(DealFact::Value), told, "{written}");
        }
    }
}
