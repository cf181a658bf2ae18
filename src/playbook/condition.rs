//! Conditions on a reading. In: a rule's `where`. Out: [`Where`], which answers yes, no or cannot tell
//! for a [`Reading`](crate::terms::Reading). `rule` and `position` hold them, `review` asks them.

mod read;

use super::source::Origin;
use super::{Deal, DealFact, Param};
use crate::facts::{Side, Unit, Value};
use crate::terms::lies_in;
use crate::terms::{Bound, Field, FieldValue, Reading};

/// An answer that may be "the text does not tell".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    Unknown,
}

impl Answer {
    fn of(holds: bool) -> Self {
        if holds { Answer::Yes } else { Answer::No }
    }

    fn and(self, next: impl FnOnce() -> Answer) -> Answer {
        match self {
            Answer::No => Answer::No,
            Answer::Yes => next(),
            Answer::Unknown if next() == Answer::No => Answer::No,
            Answer::Unknown => Answer::Unknown,
        }
    }

    fn negated(self) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Over,
    Under,
    AtLeast,
    AtMost,
}

pub const COMPARISONS: [(&str, Comparison); 4] = [
    ("over", Comparison::Over),
    ("under", Comparison::Under),
    ("at-least", Comparison::AtLeast),
    ("at-most", Comparison::AtMost),
];

/// An amount, or the name of the position's parameter that holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    Amount(Value),
    Param(String, Origin),
    /// What the deal is worth.
    DealValue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundTest {
    Is(Bound),
    Own,
    Other,
}

const BOUNDS: [(&str, BoundTest); 6] = [
    ("vendor", BoundTest::Is(Bound::Side(Side::Vendor))),
    ("customer", BoundTest::Is(Bound::Side(Side::Customer))),
    ("both", BoundTest::Is(Bound::Both)),
    ("unclear", BoundTest::Is(Bound::Unclear)),
    ("self", BoundTest::Own),
    ("other", BoundTest::Other),
];

/// What one field must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Bound(BoundTest),
    Word(String),
    Amount(Value),
    Flag(bool),
    Compare(Comparison, Limit),
    Stated(bool),
    /// At least one of these words.
    Has(Vec<String>),
    /// None of these words.
    Lacks(Vec<String>),
    /// A place whose law is home to the reader, or is not.
    AtHome(bool),
    /// A place whose law the user said is home; what is not told is not known.
    KnownHome(bool),
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
}

/// Conditions on a reading's fields: all of one list must hold, and one of the lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Where {
    pub any_of: Vec<Vec<(String, Test)>>,
}

/// What a condition is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub side: Side,
    pub params: &'a [Param],
    pub deal: &'a Deal,
    /// The canonical text, for what a field's own words say.
    pub text: &'a str,
}

impl Where {
    pub fn holds(&self, reading: &Reading, asked: Asked<'_>) -> Answer {
        if self.any_of.is_empty() {
            return Answer::Yes;
        }
        let answers: Vec<Answer> = self.any_of.iter().map(|fields| all_hold(fields, reading, asked)).collect();
        any(answers.into_iter())
    }

    /// The fields that a reading must tell for this to be decided.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.any_of.iter().flatten().map(|(name, _)| name.as_str())
    }

    /// What must be known of the deal for this to be decided.
    pub fn deal_facts(&self) -> Vec<DealFact> {
        let fact = |(_, test): (&str, &Test)| match test {
            Test::Compare(_, Limit::DealValue) => Some(DealFact::Value),
            Test::AtHome(_) => Some(DealFact::HomeLaw),
            _ => None,
        };
        self.tests().into_iter().filter_map(fact).collect()
    }

    /// Every test with the field it stands on, inside `any`, `not` and the like too.
    pub fn tests(&self) -> Vec<(&str, &Test)> {
        let mut found = Vec::new();
        for (name, test) in self.any_of.iter().flatten() {
            test.walk(&mut |test| found.push((name.as_str(), test)));
        }
        found
    }
}

fn all_hold(fields: &[(String, Test)], reading: &Reading, asked: Asked<'_>) -> Answer {
    fields.iter().fold(Answer::Yes, |so_far, (name, test)| so_far.and(|| test.holds(reading.field(name), asked)))
}

fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    answers.fold(Answer::No, |so_far, next| match (so_far, next) {
        (Answer::Yes, _) | (_, Answer::Yes) => Answer::Yes,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
        _ => Answer::No,
    })
}

impl Test {
    pub fn holds(&self, field: Option<&Field>, asked: Asked<'_>) -> Answer {
        let value = field.map(|field| &field.value);
        match self {
            Test::Stated(stated) => Answer::of(is_stated(field) == *stated),
            Test::Any(tests) => any(tests.iter().map(|test| test.holds(field, asked))),
            Test::All(tests) => tests.iter().fold(Answer::Yes, |so_far, test| so_far.and(|| test.holds(field, asked))),
            Test::Not(test) => test.holds(field, asked).negated(),
            Test::Bound(test) => match value {
                Some(FieldValue::Bound(bound)) => test.holds(*bound, asked.side),
                _ => Answer::No,
            },
            Test::Word(word) => Answer::of(matches!(value, Some(FieldValue::Word(found)) if found == word)),
            // A flag that a reading leaves out is not set.
            Test::Flag(flag) => Answer::of(matches!(value, Some(FieldValue::Flag(true))) == *flag),
            Test::Has(words) => Answer::of(has(value, words)),
            Test::Lacks(words) => Answer::of(!has(value, words)),
            Test::Amount(amount) => compare(value, amount).map_or(Answer::No, |order| Answer::of(order.is_eq())),
            Test::Compare(comparison, limit) => limit.compare(value, *comparison, asked),
            Test::KnownHome(known) => Answer::of((is_home(field, asked) == Some(true)) == *known),
            Test::AtHome(at_home) => is_home(field, asked).map_or(Answer::Unknown, |home| Answer::of(home == *at_home)),
        }
    }

    fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Test)) {
        visit(self);
        match self {
            Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|test| test.walk(visit)),
            Test::Not(test) => test.walk(visit),
            _ => {}
        }
    }
}

/// Does this field's place have one of the reader's own laws? None where either is not told.
fn is_home(field: Option<&Field>, asked: Asked<'_>) -> Option<bool> {
    if !asked.deal.tells(DealFact::HomeLaw) {
        return None;
    }
    let place = field?.span?.of(asked.text);
    Some(asked.deal.home_law.iter().any(|home| lies_in(place, home)))
}

fn is_stated(field: Option<&Field>) -> bool {
    match field {
        None => false,
        Some(Field { value: FieldValue::Flag(set), .. }) => *set,
        Some(Field { value: FieldValue::Words(words), .. }) => !words.is_empty(),
        Some(Field { value: FieldValue::Anchor, span, .. }) => span.is_some(),
        Some(_) => true,
    }
}

fn has(value: Option<&FieldValue>, words: &[String]) -> bool {
    match value {
        Some(FieldValue::Words(found)) => found.iter().any(|one| words.iter().any(|word| word == one)),
        _ => false,
    }
}

impl BoundTest {
    fn holds(self, bound: Bound, side: Side) -> Answer {
        let wanted = match self {
            BoundTest::Is(bound) => bound,
            BoundTest::Own => Bound::Side(side),
            BoundTest::Other => Bound::Side(side.other()),
        };
        match bound {
            _ if bound == wanted => Answer::Yes,
            Bound::Unclear => Answer::Unknown,
            _ => Answer::No,
        }
    }
}

impl Limit {
    /// The amount, with parameters looked up.
    pub fn amount(&self, asked: Asked<'_>) -> Option<Value> {
        match self {
            Limit::Amount(value) => Some(*value),
            Limit::DealValue => asked.deal.amount(),
            Limit::Param(name, _) => asked.params.iter().find(|param| param.name == *name)?.amount(),
        }
    }

    fn compare(&self, value: Option<&FieldValue>, comparison: Comparison, asked: Asked<'_>) -> Answer {
        let Some(value) = value else { return Answer::No };
        let Some(limit) = self.amount(asked) else {
            return if *self == Limit::DealValue { Answer::Unknown } else { Answer::No };
        };
        if different_currencies(value, &limit) {
            return Answer::Unknown;
        }
        let Some(order) = compare(Some(value), &limit) else { return Answer::No };
        Answer::of(match comparison {
            Comparison::Over => order.is_gt(),
            Comparison::Under => order.is_lt(),
            Comparison::AtLeast => order.is_ge(),
            Comparison::AtMost => order.is_le(),
        })
    }
}

fn different_currencies(value: &FieldValue, limit: &Value) -> bool {
    matches!((value, limit),
        (FieldValue::Money { currency: Some(one), .. }, Value::Money { currency: Some(other), .. }) if one != other)
}

/// Is it counted by the month or longer, so that "12 months" is "1 year"?
fn in_months(unit: Unit) -> bool {
    matches!(unit, Unit::Month | Unit::Quarter | Unit::Year)
}

/// How a field's amount stands to `limit`; nothing where they are of different kinds.
fn compare(value: Option<&FieldValue>, limit: &Value) -> Option<std::cmp::Ordering> {
    let (left, right) = match (value?, limit) {
        (FieldValue::Duration(left), Value::Duration(right)) if in_months(left.unit) || in_months(right.unit) => {
            (left.months(), right.months())
        }
        (FieldValue::Duration(left), Value::Duration(right)) => (left.days(), right.days()),
        (FieldValue::Money { amount, .. }, Value::Money { amount: limit, .. } | Value::Number(limit)) => {
            (*amount, *limit)
        }
        (FieldValue::Percent(left), Value::Percent(right))
        | (FieldValue::Multiple(left), Value::Multiple(right))
        | (FieldValue::Number(left), Value::Number(right)) => (*left, *right),
        _ => return None,
    };
    left.partial_cmp(&right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Duration;
    use crate::terms::{FieldKind, FieldSchema};

    fn test(kind: FieldKind, written: &str) -> Test {
        let field = FieldSchema::new("f", kind, "");
        super::super::source::parse("t.toml", &format!("f = {written}"), |table| Test::read(&table.need("f")?, &field))
            .unwrap()
    }

    fn answer(kind: FieldKind, written: &str, value: Option<FieldValue>) -> Answer {
        let field = value.map(|value| Field { name: "f", value, span: None });
        test(kind, written)
            .holds(field.as_ref(), Asked { side: Side::Vendor, params: &[], deal: &Deal::default(), text: "" })
    }

    #[test]
    fn bounds_are_yes_no_or_cannot_tell() {
        for (written, bound, expected) in [
            ("'vendor'", Bound::Side(Side::Vendor), Answer::Yes),
            ("'self'", Bound::Side(Side::Vendor), Answer::Yes),
            ("'other'", Bound::Side(Side::Vendor), Answer::No),
            ("'vendor'", Bound::Both, Answer::No),
            ("'vendor'", Bound::Unclear, Answer::Unknown),
            ("{ not = 'vendor' }", Bound::Unclear, Answer::Unknown),
            ("'unclear'", Bound::Unclear, Answer::Yes),
            ("'unclear'", Bound::Both, Answer::No),
            ("{ any = ['vendor', 'both'] }", Bound::Both, Answer::Yes),
        ] {
            assert_eq!(answer(FieldKind::Bound, written, Some(FieldValue::Bound(bound))), expected, "{written}");
        }
    }

    #[test]
    fn amounts_keep_their_units() {
        let duration = |amount, unit| Some(FieldValue::Duration(Duration { amount, unit }));
        for (written, value, expected) in [
            ("{ over = '30 days' }", duration(45.0, Unit::Day), Answer::Yes),
            ("{ over = '30 days' }", duration(30.0, Unit::Day), Answer::No),
            ("{ over = '12 months' }", duration(1.0, Unit::Year), Answer::No),
            ("{ at-least = '12 months' }", duration(1.0, Unit::Year), Answer::Yes),
            ("{ over = '30 days', at-most = '60 days' }", duration(2.0, Unit::Month), Answer::Yes),
            ("{ over = '30 days' }", None, Answer::No),
            ("{ stated = false }", None, Answer::Yes),
            ("{ not = { over = '30 days' } }", None, Answer::Yes),
        ] {
            assert_eq!(answer(FieldKind::Duration, written, value), expected, "{written}");
        }
        let money = |currency| Some(FieldValue::Money { amount: 5.0, currency });
        let over = "{ over = 'USD 1' }";
        assert_eq!(answer(FieldKind::Money, over, money(Some("USD"))), Answer::Yes);
        assert_eq!(answer(FieldKind::Money, over, money(None)), Answer::Yes);
        assert_eq!(answer(FieldKind::Money, over, money(Some("EUR"))), Answer::Unknown);
    }

    #[test]
    fn lists_have_and_lack() {
        const WORDS: FieldKind = FieldKind::Words(&[("fraud", "fraud"), ("data", "data")]);
        let value = Some(FieldValue::Words(vec!["fraud"]));
        assert_eq!(answer(WORDS, "{ has = 'fraud' }", value.clone()), Answer::Yes);
        assert_eq!(answer(WORDS, "{ lacks = ['data', 'fraud'] }", value.clone()), Answer::No);
        assert_eq!(answer(WORDS, "{ lacks = 'data' }", value), Answer::Yes);
        assert_eq!(answer(WORDS, "{ lacks = 'data' }", None), Answer::Yes);
    }
}
