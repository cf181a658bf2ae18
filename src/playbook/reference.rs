//! Reference pages. In: a playbook. Out: [`RulePage`]s, plain data on each rule that the side looks for:
//! what, why, question, ladder, examples, steps; and the same as Markdown, a page for each topic.

use std::fmt::Write;

use super::condition::{BoundTest, Comparison, Limit, Test, Where};
use super::edit::Action;
use super::position::{Level, Rung, Step};
use super::template::{Form, PartyName, Piece, Usage};
use super::{Expect, Hurts, Kind, Param, Playbook, Position, Rule, Template};
use crate::facts::{Side, Value};
use crate::terms::{Bound, FieldKind, FieldSchema, TermSchema};

/// All there is to know about one rule.
#[derive(Clone, Debug, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct RulePage {
    pub rule: String,
    pub name: String,
    pub topic: String,
    /// "reading", "pattern", "regular expression", "absence", "contradiction", "combination".
    pub kind: String,
    pub what: String,
    pub why: String,
    pub ask: String,
    /// The margin comment for the other side.
    pub comment: String,
    /// "high", or "low; over 45 days: medium".
    pub severity: String,
    /// What the position's owner sets.
    pub params: Vec<ParamPage>,
    pub ladder: Vec<RungPage>,
    /// Texts that are flagged, and texts that pass.
    pub flags: Vec<String>,
    pub passes: Vec<String>,
}

#[derive(Clone, Debug, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct ParamPage {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Debug, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct RungPage {
    /// "preferred", "fallback", "walk-away".
    pub level: String,
    pub title: String,
    /// What it does to the text; empty where it only advises.
    pub edits: Vec<String>,
    pub accept_by: String,
}

impl Kind {
    /// What it is called in the reference.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Term { .. } => "reading",
            Kind::Pattern { .. } => "pattern",
            Kind::Expression { .. } => "regular expression",
            Kind::Absent { .. } => "absence",
            Kind::Contradiction { .. } => "contradiction",
            Kind::Combine { .. } => "combination",
        }
    }
}

impl Playbook {
    /// A page for each rule on which the playbook takes a position, in its order.
    pub fn pages(&self) -> Vec<RulePage> {
        self.rules.iter().filter_map(|rule| Some(page(self, rule, self.position(&rule.id)?))).collect()
    }

    /// The reference as Markdown: file names and texts, the index first.
    pub fn reference(&self) -> Vec<(String, String)> {
        let pages = self.pages();
        let mut topics: Vec<&str> = Vec::new();
        for page in &pages {
            if !topics.contains(&page.topic.as_str()) {
                topics.push(&page.topic);
            }
        }
        let mut index = format!("# The rules of `{}`\n\n", self.name);
        let _ = writeln!(index, "{} rules. Each page is made from the playbook's own files.\n", pages.len());
        let mut files = Vec::new();
        for topic in topics {
            let own: Vec<&RulePage> = pages.iter().filter(|page| page.topic == topic).collect();
            let _ = writeln!(index, "## [{}]({topic}.md)\n", capital(topic));
            let mut text = format!("# {}\n\nRules of `{}` on this topic.\n", capital(topic), self.name);
            for page in own {
                let _ = writeln!(index, "- {} (`{}`, {})", escaped(&page.name), page.rule, page.severity);
                text.push_str(&page.markdown());
            }
            index.push('\n');
            files.push((format!("{topic}.md"), text));
        }
        files.insert(0, ("index.md".to_owned(), format!("{}\n", index.trim_end())));
        files
    }
}

impl RulePage {
    fn markdown(&self) -> String {
        let mut out =
            format!("\n## {}\n\n`{}` · {} · {}\n\n", escaped(&self.name), self.rule, self.kind, self.severity);
        for (label, text) in [("What", &self.what), ("Why", &self.why), ("Ask", &self.ask)] {
            let _ = writeln!(out, "**{label}.** {}\n", escaped(text));
        }
        if !self.params.is_empty() {
            let params: Vec<String> =
                self.params.iter().map(|param| format!("`{}` = {}", param.name, escaped(&param.value))).collect();
            let _ = writeln!(out, "**Set by the playbook.** {}\n", params.join(", "));
        }
        for rung in &self.ladder {
            let who =
                if rung.accept_by.is_empty() { String::new() } else { format!(" *({})*", escaped(&rung.accept_by)) };
            let _ = writeln!(out, "- **{}**: {}{who}", capital(&rung.level), escaped(&rung.title));
            for edit in &rung.edits {
                let _ = writeln!(out, "  - {}", escaped(edit));
            }
        }
        for (label, texts) in [("Flagged", &self.flags), ("Passes", &self.passes)] {
            let _ = writeln!(out, "\n{label}:\n");
            for text in texts {
                let _ = writeln!(out, "> {}\n", escaped(&text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        format!("{}\n", out.trim_end())
    }
}

fn page(playbook: &Playbook, rule: &Rule, position: &Position) -> RulePage {
    let side = playbook.side;
    let texts = rule.texts(side);
    let say = |template: &Template| plain(template.pieces(), &position.params);
    let own = |expect: Expect| {
        let mine = rule
            .examples
            .list()
            .iter()
            .filter(move |one| one.expect == expect && one.side.is_none_or(|own| own == side));
        mine.map(|one| one.text.trim().to_owned()).collect()
    };
    RulePage {
        rule: rule.id.clone(),
        name: rule.name.clone(),
        topic: rule.topic.clone(),
        kind: rule.kind.name().to_owned(),
        what: say(&texts.what),
        why: say(position.words.why.as_ref().unwrap_or(&texts.why)),
        ask: say(position.words.ask.as_ref().unwrap_or(&texts.ask)),
        comment: position.words.comment.as_ref().or(texts.comment.as_ref()).map_or(String::new(), say),
        severity: severity(position, rule.schema()),
        params: position
            .params
            .iter()
            .map(|param| ParamPage { name: param.name.clone(), value: param.text.clone() })
            .collect(),
        ladder: position.ladder.list().iter().map(|rung| self::rung(rung, &position.params)).collect(),
        flags: own(Expect::Flag),
        passes: own(Expect::Pass),
    }
}

fn rung(rung: &Rung, params: &[Param]) -> RungPage {
    let kept = params.iter().filter(|param| !rung.accepts.iter().any(|other| other.name == param.name));
    let params: Vec<Param> = kept.chain(&rung.accepts).cloned().collect();
    let say = |template: &Template| plain(template.pieces(), &params);
    let edit = |action: &Action| match action {
        Action::Replace { field, with } => format!("replace {field} with \"{}\"", say(with)),
        Action::Delete { field } => format!("delete {field}"),
        Action::InsertBefore { field, text } => format!("insert \"{}\" before {field}", say(text)),
        Action::InsertAfter { field, text } => format!("insert \"{}\" after {field}", say(text)),
        Action::Append { place, text } => format!("add behind the {place}: \"{}\"", say(text)),
        Action::AddClause { text, .. } => format!("add a clause: \"{}\"", say(text)),
    };
    RungPage {
        level: match rung.level {
            Level::Preferred => "preferred",
            Level::Fallback => "fallback",
            Level::WalkAway => "walk-away",
        }
        .to_owned(),
        title: say(&rung.title),
        edits: rung.edits.iter().map(|plan| edit(&plan.action)).collect(),
        accept_by: rung.accept_by.clone(),
    }
}

/// "low; over 45 days: medium; where it says how far it goes: nothing is said: high".
fn severity(position: &Position, schema: &TermSchema) -> String {
    let step = |step: &Step| {
        let compared =
            step.compare.iter().map(|(comparison, limit)| format!("{} {}", word(*comparison), amount(limit)));
        let mut conditions: Vec<String> = compared.collect();
        conditions.extend(described(&step.when, schema));
        match conditions.is_empty() {
            true => step.is.name().to_owned(),
            false => format!("{}: {}", conditions.join(", "), step.is.name()),
        }
    };
    position.severity.iter().map(step).collect::<Vec<_>>().join("; ")
}

fn described(when: &Where, schema: &TermSchema) -> Option<String> {
    let all = |fields: &Vec<(String, Test)>| {
        fields.iter().map(|(field, test)| condition(field, test, schema)).collect::<Vec<_>>().join(" and ")
    };
    let any: Vec<String> = when.any_of.iter().map(all).collect();
    (!any.is_empty()).then(|| any.join(", or "))
}

/// "where it says who pays: our side", "unless it lets a party leave".
fn condition(field: &str, test: &Test, schema: &TermSchema) -> String {
    let known = schema.field(field);
    let label = known.map_or_else(|| format!("has {field}"), |field| field.label.to_owned());
    match test {
        Test::Flag(true) | Test::Stated(true) => format!("where it {label}"),
        Test::Flag(false) | Test::Stated(false) => format!("unless it {label}"),
        test => format!("where it {label}: {}", what(test, known)),
    }
}

/// What a test asks of a field, in the words that people use for it.
fn what(test: &Test, field: Option<&FieldSchema>) -> String {
    let said = |word: &str| match field.map(|field| field.kind) {
        Some(FieldKind::Word(words) | FieldKind::Words(words)) => {
            words.iter().find(|(known, _)| *known == word).map_or(word, |(_, phrase)| phrase).to_owned()
        }
        _ => word.to_owned(),
    };
    let joined = |words: &[String], joint: &str| words.iter().map(|word| said(word)).collect::<Vec<_>>().join(joint);
    let list = |tests: &[Test], joint: &str| tests.iter().map(|test| what(test, field)).collect::<Vec<_>>().join(joint);
    match test {
        Test::Bound(BoundTest::Own) => "our side".to_owned(),
        Test::Bound(BoundTest::Other) => "the other side".to_owned(),
        Test::Bound(BoundTest::Is(bound)) => match bound {
            Bound::Side(Side::Vendor) => "the vendor",
            Bound::Side(Side::Customer) => "the customer",
            Bound::Both => "both sides",
            Bound::Unclear => "one that is not clear",
        }
        .to_owned(),
        Test::Word(word) => said(word),
        Test::Amount(value) => written(value),
        Test::Flag(set) | Test::Stated(set) => if *set { "yes" } else { "no" }.to_owned(),
        Test::Compare(comparison, limit) => format!("{} {}", word(*comparison), amount(limit)),
        Test::Has(words) => joined(words, " or "),
        Test::Lacks(words) => format!("without {}", joined(words, " and ")),
        Test::AtHome(home) => if *home { "at home" } else { "not at home" }.to_owned(),
        Test::KnownHome(home) => if *home { "known to be home" } else { "not known to be home" }.to_owned(),
        Test::Any(tests) => list(tests, " or "),
        Test::All(tests) => list(tests, " and "),
        Test::Not(test) => format!("not {}", what(test, field)),
    }
}

fn word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Over => "over",
        Comparison::Under => "under",
        Comparison::AtLeast => "at least",
        Comparison::AtMost => "at most",
    }
}

fn amount(limit: &Limit) -> String {
    match limit {
        Limit::Amount(value) => written(value),
        Limit::Param(name, _) => format!("the {name}"),
        Limit::DealValue => "the contract value".to_owned(),
    }
}

fn written(value: &Value) -> String {
    crate::facts::write(*value, "")
}

/// A text without a document: parties by their sides, what only a document tells in angle brackets.
fn plain(pieces: &[Piece], params: &[Param]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let part = match piece {
            Piece::Text(words) => words.clone(),
            Piece::Party { name, form } => party(*name, form),
            Piece::Usage(usage) => self::usage(*usage).to_owned(),
            Piece::Quote => "‹the words›".to_owned(),
            Piece::Words { field, .. } => format!("‹{field}›"),
            Piece::Named { name, .. } => match params.iter().find(|param| param.name == *name) {
                Some(param) => param.text.clone(),
                None => format!("‹{name}›"),
            },
            Piece::Optional(inner) => plain(inner, params),
        };
        let begins = text.trim_end().is_empty() || text.trim_end().ends_with(['.', '?', '!']);
        text.push_str(&if begins && !matches!(piece, Piece::Text(_)) { capital(&part) } else { part });
    }
    text
}

fn party(name: PartyName, form: &Form) -> String {
    let name = match name {
        PartyName::Vendor => "the vendor",
        PartyName::Customer => "the customer",
        PartyName::Own => "our side",
        PartyName::Other => "the other side",
    };
    match form {
        Form::Subject | Form::Object => name.to_owned(),
        Form::Possessive => format!("{name}'s"),
        Form::Verb { third, .. } => third.clone(),
    }
}

fn usage(usage: Usage) -> &'static str {
    match usage {
        Usage::Shall => "shall",
        Usage::ThisAgreement => "this Agreement",
        Usage::Deliverables => "deliverables",
        Usage::Services => "services",
        Usage::Fees => "fees",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Marks that Markdown would read are written out; so are controls, which a stranger's text may hold.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => safe.extend(['\\', c]),
            '&' => safe.push_str("&amp;"),
            '\n' => safe.push(' '),
            c if c.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A commented file to begin with. It changes nothing yet, and passes the self-test as it stands.
pub fn starter(name: &str, base: &Playbook) -> String {
    let mut out = format!(
        "# A playbook of your own. It is laid over `{base}`: what is not said here comes from there.\n\
         # Check it after each change: clausewright playbook check FILE\n\
         # The format: docs/playbooks.md. All rules: clausewright playbook docs {base}\n\n\
         name = \"{name}\"\nversion = \"1\"\nextends = \"{base}\"\n",
        base = base.name
    );
    let _ = writeln!(out, "\n# Take the `#` away from what you want to change.");
    let mut topic = "";
    for rule in &base.rules {
        let Some(position) = base.position(&rule.id) else { continue };
        if rule.topic != topic {
            topic = &rule.topic;
            let _ = writeln!(out, "\n# --- {topic} ---");
        }
        let _ = writeln!(out, "\n# {} (now: {})", rule.name, severity(position, rule.schema()));
        let _ = writeln!(out, "# [position.\"{}\"]", rule.id);
        for param in &position.params {
            match param.number {
                Some(_) => out.push_str(&format!("# {} = {}\n", param.name, param.text)),
                None => out.push_str(&format!("# {} = \"{}\"\n", param.name, param.text)),
            }
        }
        let _ = writeln!(out, "# off = true");
    }
    out
}

impl Hurts {
    /// "vendor", "customer", "either".
    pub fn name(self) -> &'static str {
        match self {
            Hurts::Side(Side::Vendor) => "vendor",
            Hurts::Side(Side::Customer) => "customer",
            Hurts::Either => "either",
        }
    }
}
