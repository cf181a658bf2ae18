//! What may stand in braces. In: a name. Out: a [`Class`], which `index` fills for a document.

/// A `{…}` of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Vendor,
    Customer,
    Party,
    EachParty,
    Shall,
    ShallNot,
    May,
    Days,
    Months,
    Duration,
    Money,
    Percent,
    Multiple,
    Number,
}

impl Class {
    pub(super) const ALL: [Class; 14] = [
        Class::Vendor,
        Class::Customer,
        Class::Party,
        Class::EachParty,
        Class::Shall,
        Class::ShallNot,
        Class::May,
        Class::Days,
        Class::Months,
        Class::Duration,
        Class::Money,
        Class::Percent,
        Class::Multiple,
        Class::Number,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Class::Vendor => "vendor",
            Class::Customer => "customer",
            Class::Party => "party",
            Class::EachParty => "each-party",
            Class::Shall => "shall",
            Class::ShallNot => "shall-not",
            Class::May => "may",
            Class::Days => "days",
            Class::Months => "months",
            Class::Duration => "duration",
            Class::Money => "money",
            Class::Percent => "percent",
            Class::Multiple => "multiple",
            Class::Number => "number",
        }
    }

    pub(super) fn named(name: &str) -> Option<Class> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Its place in a table with one entry for each class.
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_own_place_and_name() {
        for (place, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class.index(), place);
            assert_eq!(Class::named(class.name()), Some(class));
        }
        assert_eq!(Class::named("supplier"), None);
    }
}
