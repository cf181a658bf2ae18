//! Rules: what a clause is, in plain words and with examples. In: `[[rule]]`. Out: [`Rule`]s.
//! What one side accepts stands in `position`; `review` runs the rules.

use super::condition::Where;
use super::deal::DealFact;
use super::example::{Examples, Expect};
use super::expression::Expression;
use super::source::{Came, Entry, Origin, Table};
use super::suggest;
use super::template::Template;
use crate::error::Error;
use crate::facts::Side;
use crate::pattern::Pattern;
use crate::terms::{FieldKind, FieldSchema, TermSchema, schema, term_schema};

/// Fewer examples of each sort, and a rule is refused.
pub const EXAMPLES: usize = 2;

/// Whom a clause of this kind hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hurts {
    Side(Side),
    /// Whichever side is under review: `where` speaks of `self` and `other`.
    Either,
}

impl Hurts {
    pub fn concerns(self, side: Side) -> bool {
        matches!(self, Hurts::Either) || self == Hurts::Side(side)
    }
}

/// A term or a pattern that is looked for.
#[derive(Clone, Debug)]
pub enum Sought {
    Term { term: &'static TermSchema, when: Where },
    Pattern(Vec<PatternText>),
}

#[derive(Clone, Debug)]
pub struct PatternText {
    pub pattern: Pattern,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// A reading of this term that meets the conditions.
    Term { term: &'static TermSchema, when: Where },
    /// Words that match, in no clause under one of these headings; conditions on the amounts among them,
    /// and on whether what is asked for beside them stands in their clause.
    Pattern { patterns: Vec<PatternText>, beside: Vec<PatternText>, not_in: Vec<String>, when: Where },
    /// What a regular expression finds inside a sentence, in no clause under one of these headings.
    Expression { expressions: Vec<Expression>, not_in: Vec<String> },
    /// Nothing of this sort, in a document that has the `given`.
    Absent { sought: Sought, given: Option<Sought> },
    /// Two readings of a term that agree in `same` and differ in `field`.
    Contradiction { term: &'static TermSchema, field: String, same: Vec<String>, when: Where },
    /// Findings of all these rules; conditions on an amount of the first.
    Combine { rules: Vec<(String, Origin)>, when: Where },
}

/// What a finding says.
#[derive(Clone, Debug)]
pub struct Texts {
    pub title: Template,
    pub what: Template,
    pub why: Template,
    pub ask: Template,
    pub comment: Option<Template>,
}

impl Texts {
    pub fn all(&self) -> impl Iterator<Item = &Template> {
        [&self.title, &self.what, &self.why, &self.ask].into_iter().chain(&self.comment)
    }
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    /// What is looked for, in a few words: "Long payment term".
    pub name: String,
    pub topic: String,
    pub hurts: Hurts,
    pub kind: Kind,
    /// Findings of rules with one group have one root cause.
    pub group: Option<String>,
    /// Says nothing where one of these has a finding on the same words.
    pub unless: Vec<(String, Origin)>,
    /// Takes the place of these rules.
    pub replaces: Vec<(String, Origin)>,
    pub examples: Examples,
    /// For an absence: what of the deal calls for it, whatever the text says.
    pub deal: Option<DealFact>,
    pub origin: Origin,
    texts: [Texts; 2],
}

pub(super) const SIDES: [(&str, Side); 2] = [("vendor", Side::Vendor), ("customer", Side::Customer)];

/// The fields of what a pattern matched.
pub static MATCH: TermSchema = TermSchema {
    term: "match",
    name: "a pattern's match",
    fields: &[
        FieldSchema::new("days", FieldKind::Duration, "says how long"),
        FieldSchema::new("months", FieldKind::Duration, "says how long"),
        FieldSchema::new("duration", FieldKind::Duration, "says how long"),
        FieldSchema::new("money", FieldKind::Money, "says how much"),
        FieldSchema::new("percent", FieldKind::Percent, "says how much"),
        FieldSchema::new("multiple", FieldKind::Multiple, "says how many times"),
        FieldSchema::new("number", FieldKind::Number, "says how many"),
        FieldSchema::new("form", FieldKind::Number, "is worded in this form"),
        FieldSchema::new("beside", FieldKind::Flag, "has what is asked for beside it"),
    ],
};

impl Rule {
    pub fn read(table: &Table<'_>) -> Result<Self, Error> {
        let id = identifier(&table.need("id")?)?;
        let hurts = table.need("hurts")?.choice(&[
            ("vendor", Hurts::Side(Side::Vendor)),
            ("customer", Hurts::Side(Side::Customer)),
            ("either", Hurts::Either),
        ])?;
        let rule = Self {
            name: table.need("name")?.string()?,
            topic: table.need("topic")?.string()?,
            kind: kind(table)?,
            group: table.string("group")?,
            unless: names(table, "unless")?,
            replaces: names(table, "replaces")?,
            examples: Examples::of(table)?,
            deal: table
                .take("deal")
                .map(|entry| entry.choice(&[("personal-data", DealFact::PersonalData)]))
                .transpose()?,
            origin: table.need("id")?.origin,
            texts: texts(table)?,
            id,
            hurts,
        };
        table.finish()?;
        if rule.deal.is_some() && !matches!(rule.kind, Kind::Absent { .. }) {
            return Err(rule.origin.error("`deal` stands in rules on an absence only"));
        }
        rule.enough_examples()?;
        Ok(rule)
    }

    pub fn texts(&self, side: Side) -> &Texts {
        let [vendor, customer] = &self.texts;
        match side {
            Side::Vendor => vendor,
            Side::Customer => customer,
        }
    }

    /// The fields that its texts, conditions and edits may speak of.
    pub fn schema(&self) -> &'static TermSchema {
        match &self.kind {
            Kind::Term { term, .. } | Kind::Contradiction { term, .. } => term,
            Kind::Absent { sought: Sought::Term { term, .. }, .. } => term,
            Kind::Absent { given: Some(Sought::Term { term, .. }), .. } => term,
            Kind::Pattern { .. } | Kind::Expression { .. } | Kind::Absent { .. } | Kind::Combine { .. } => &MATCH,
        }
    }

    /// Every pattern of the rule, in the order that [`crate::playbook::Playbook`] compiles them.
    pub fn patterns(&self) -> Vec<&PatternText> {
        match &self.kind {
            Kind::Pattern { patterns, beside, .. } => patterns.iter().chain(beside).collect(),
            Kind::Absent { sought, given } => std::iter::once(sought)
                .chain(given)
                .flat_map(|sought| match sought {
                    Sought::Pattern(patterns) => patterns.iter(),
                    Sought::Term { .. } => [].iter(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Its regular expressions.
    pub fn expressions(&self) -> &[Expression] {
        match &self.kind {
            Kind::Expression { expressions, .. } => expressions,
            _ => &[],
        }
    }

    /// The conditions of the rule, wherever they stand.
    pub fn conditions(&self) -> Vec<&Where> {
        match &self.kind {
            Kind::Term { when, .. }
            | Kind::Pattern { when, .. }
            | Kind::Contradiction { when, .. }
            | Kind::Combine { when, .. } => vec![when],
            Kind::Absent { sought, given } => std::iter::once(sought)
                .chain(given)
                .filter_map(|sought| match sought {
                    Sought::Term { when, .. } => Some(when),
                    Sought::Pattern(_) => None,
                })
                .collect(),
            Kind::Expression { .. } => Vec::new(),
        }
    }

    fn enough_examples(&self) -> Result<(), Error> {
        for (expect, key) in [(Expect::Flag, "flag"), (Expect::Pass, "pass")] {
            if let Some(count) = self.examples.count(expect).filter(|count| *count < EXAMPLES) {
                let message = format!("`{}` has {count} `{key}` examples; a rule needs {EXAMPLES}", self.id);
                let hint = format!("add [[rule.example]] with {key} = \"…\"");
                return Err(self.origin.error(message).hint(hint));
            }
        }
        Ok(())
    }
}

fn kind(table: &Table<'_>) -> Result<Kind, Error> {
    let found = (
        table.take("term"),
        table.take("pattern"),
        table.take("regex"),
        table.take("absent"),
        table.take("contradiction"),
        table.take("combine"),
    );
    match found {
        (Some(term), None, None, None, None, None) => {
            let term = term_of(&term)?;
            Ok(Kind::Term { term, when: conditions(table, term)? })
        }
        (None, Some(pattern), None, None, None, None) => Ok(Kind::Pattern {
            patterns: patterns(&pattern)?,
            beside: table.take("beside").map(|entry| patterns(&entry)).transpose()?.unwrap_or_default(),
            not_in: headings(table)?,
            when: conditions(table, &MATCH)?,
        }),
        (None, None, Some(regex), None, None, None) => {
            Ok(Kind::Expression { expressions: Expression::read_all(&regex)?, not_in: headings(table)? })
        }
        (None, None, None, Some(absent), None, None) => Ok(Kind::Absent {
            sought: sought(&absent)?,
            given: table.take("given").map(|given| sought(&given)).transpose()?,
        }),
        (None, None, None, None, Some(entry), None) => contradiction(&entry),
        (None, None, None, None, None, Some(rules)) => {
            Ok(Kind::Combine { rules: names_of(&rules)?, when: conditions(table, &MATCH)? })
        }
        _ => Err(table
            .origin
            .error("a rule looks for exactly one thing")
            .hint("write one of term, pattern, regex, absent, contradiction, combine")),
    }
}

/// The clauses that are left out, by words of their headings.
fn headings(table: &Table<'_>) -> Result<Vec<String>, Error> {
    Ok(table.take("not-in").map(|entry| entry.strings()).transpose()?.unwrap_or_default())
}

fn conditions(table: &Table<'_>, term: &TermSchema) -> Result<Where, Error> {
    Ok(table.take("where").map(|entry| Where::read(&entry, term)).transpose()?.unwrap_or_default())
}

fn contradiction(entry: &Entry<'_>) -> Result<Kind, Error> {
    let table = entry.table("a contradiction")?;
    let term = term_of(&table.need("term")?)?;
    let field = field_name(&table.need("field")?, term)?;
    let same = match table.take("same") {
        Some(same) => same.list().iter().map(|one| field_name(one, term)).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    let when = conditions(&table, term)?;
    table.finish()?;
    Ok(Kind::Contradiction { term, field, same, when })
}

/// `"late-interest"`, `{ term = …, where = … }` or `{ pattern = … }`.
fn sought(entry: &Entry<'_>) -> Result<Sought, Error> {
    if !entry.is_table() {
        return Ok(Sought::Term { term: term_of(entry)?, when: Where::default() });
    }
    let table = entry.table("what is sought")?;
    let found = match (table.take("term"), table.take("pattern")) {
        (Some(term), None) => {
            let term = term_of(&term)?;
            Sought::Term { term, when: conditions(&table, term)? }
        }
        (None, Some(pattern)) => Sought::Pattern(patterns(&pattern)?),
        _ => return Err(table.origin.error("write either `term` or `pattern`")),
    };
    table.finish()?;
    Ok(found)
}

pub fn term_of(entry: &Entry<'_>) -> Result<&'static TermSchema, Error> {
    let name = entry.string()?;
    term_schema(&name).ok_or_else(|| {
        let error = entry.origin.error(format!("no term is called `{name}`"));
        suggest::hint(error, &name, schema().map(|term| term.term))
    })
}

fn field_name(entry: &Entry<'_>, term: &TermSchema) -> Result<String, Error> {
    let name = entry.string()?;
    if term.field(&name).is_some() {
        return Ok(name);
    }
    let error = entry.origin.error(format!("{} has no field `{name}`", term.name));
    Err(suggest::hint(error, &name, term.fields.iter().map(|field| field.name)))
}

fn patterns(entry: &Entry<'_>) -> Result<Vec<PatternText>, Error> {
    entry.list().iter().map(pattern).collect()
}

/// A fault inside the pattern is pointed at inside the TOML string.
fn pattern(entry: &Entry<'_>) -> Result<PatternText, Error> {
    let text = entry.string()?;
    let pattern = match entry.came() {
        Came::Packed => Pattern::known(&text),
        Came::Written => Pattern::read(&text)
            .map_err(|fault| entry.origin.within(&text, fault.range).error(fault.message).hint(fault.hint))?,
    };
    Ok(PatternText { pattern, origin: entry.origin.clone() })
}

fn texts(table: &Table<'_>) -> Result<[Texts; 2], Error> {
    let common = Texts {
        title: Template::read(&table.need("title")?)?,
        what: Template::read(&table.need("what")?)?,
        why: Template::read(&table.need("why")?)?,
        ask: Template::read(&table.need("ask")?)?,
        comment: table.take("comment").map(|entry| Template::read(&entry)).transpose()?,
    };
    let mut both = [common.clone(), common];
    if let Some(variants) = table.take("for") {
        let variants = variants.table("the texts for a side")?;
        for (texts, (key, _)) in both.iter_mut().zip(SIDES) {
            if let Some(variant) = variants.take(key) {
                vary(texts, &variant.table("the texts for a side")?)?;
            }
        }
        variants.finish()?;
    }
    Ok(both)
}

/// Puts one side's own wording in place of the common one.
fn vary(texts: &mut Texts, variant: &Table<'_>) -> Result<(), Error> {
    let slots =
        [("title", &mut texts.title), ("what", &mut texts.what), ("why", &mut texts.why), ("ask", &mut texts.ask)];
    for (key, slot) in slots {
        if let Some(entry) = variant.take(key) {
            *slot = Template::read(&entry)?;
        }
    }
    if let Some(entry) = variant.take("comment") {
        texts.comment = Some(Template::read(&entry)?);
    }
    variant.finish()
}

/// A dotted name: "payment.long-terms".
fn identifier(entry: &Entry<'_>) -> Result<String, Error> {
    let id = entry.string()?;
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if id.len() <= 80 && id.contains('.') && id.split('.').all(plain) {
        return Ok(id);
    }
    let error = entry.origin.error(format!("`{id}` is no rule id"));
    Err(error.hint("write topic and name in small letters: \"payment.long-terms\""))
}

fn names(table: &Table<'_>, key: &'static str) -> Result<Vec<(String, Origin)>, Error> {
    table.take(key).map_or(Ok(Vec::new()), |entry| names_of(&entry))
}

pub(super) fn names_of(entry: &Entry<'_>) -> Result<Vec<(String, Origin)>, Error> {
    entry.list().iter().map(|one| Ok((one.string()?, one.origin.clone()))).collect()
}
