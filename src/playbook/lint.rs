//! Faults that show only when rules and positions stand together. In: a playbook. Out: the first
//! fault, at its place: a rule that is not there, a parameter nobody set, a parameter nobody reads.

use super::library::unknown_rule;
use super::position::Position;
use super::rule::{Hurts, Kind, Rule};
use super::{Limit, Origin, Param, Playbook, Template, Test, Where, suggest};
use crate::error::Error;
use crate::sorting;

pub fn check(playbook: &Playbook) -> Result<(), Error> {
    for rule in &playbook.rules {
        known_rules(rule, playbook)?;
    }
    for (id, origin) in playbook.notes.iter().flat_map(|note| &note.rules) {
        if playbook.rule(id).is_none() {
            return Err(unknown_rule(id, origin, &playbook.rules));
        }
    }
    for position in &playbook.positions {
        let Some(rule) = playbook.rule(&position.rule) else { continue };
        right_side(rule, position, playbook)?;
        Uses::of(rule, position, playbook).check()?;
    }
    Ok(())
}

fn known_rules(rule: &Rule, playbook: &Playbook) -> Result<(), Error> {
    let combined = match &rule.kind {
        Kind::Combine { rules, .. } => rules.as_slice(),
        _ => &[],
    };
    let named = rule.unless.iter().chain(&rule.replaces).chain(combined);
    for (id, origin) in named {
        if playbook.rule(id).is_none() {
            return Err(unknown_rule(id, origin, &playbook.rules));
        }
        if *id == rule.id {
            return Err(origin.error(format!("`{id}` speaks of itself")));
        }
    }
    Ok(())
}

fn right_side(rule: &Rule, position: &Position, playbook: &Playbook) -> Result<(), Error> {
    if playbook.stance.of_secrets() && rule.hurts != Hurts::Either {
        let message =
            format!("`{}` hurts one side only; this playbook turns on who receives and who discloses", rule.id);
        return Err(position.origin.error(message).hint("leave the position out"));
    }
    if rule.hurts.concerns(playbook.side) {
        return Ok(());
    }
    let whom = if rule.hurts == Hurts::Side(crate::facts::Side::Vendor) { "vendor" } else { "customer" };
    let message = format!("`{}` hurts the {whom}; this playbook is for the other side", rule.id);
    Err(position.origin.error(message).hint("leave the position out"))
}

/// The parameters of a position, and everything that reads them.
struct Uses<'a> {
    rule: &'a Rule,
    position: &'a Position,
    limits: Vec<&'a Limit>,
    templates: Vec<&'a Template>,
    playbook: &'a Playbook,
}

impl<'a> Uses<'a> {
    fn of(rule: &'a Rule, position: &'a Position, playbook: &'a Playbook) -> Self {
        let ladder = position.ladder.list();
        let edits = || ladder.iter().flat_map(|rung| &rung.edits);
        let mut conditions = rule.conditions();
        conditions.extend(position.severity.iter().map(|step| &step.when));
        conditions.extend(position.raise.iter().map(|raise| &raise.when));
        conditions.extend(ladder.iter().map(|rung| &rung.when));
        conditions.extend(edits().map(|edit| &edit.when));
        let mut limits: Vec<&Limit> =
            position.severity.iter().flat_map(|step| &step.compare).map(|(_, limit)| limit).collect();
        for test in conditions.iter().flat_map(|condition| condition.tests()) {
            if let (_, Test::Compare(_, limit)) = test {
                limits.push(limit);
            }
        }
        let mut templates: Vec<&Template> = rule.texts(playbook.side).all().collect();
        templates.extend(ladder.iter().flat_map(|rung| std::iter::once(&rung.title).chain(&rung.comment)));
        templates.extend(edits().flat_map(|edit| edit.templates()));
        templates.extend(position.words.all());
        templates.extend(position.tell().into_iter().map(|tell| &tell.text));
        Self { rule, position, limits, templates, playbook }
    }

    fn check(&self) -> Result<(), Error> {
        self.limits_are_set()?;
        self.places_can_be_filled()?;
        self.params_are_read()?;
        self.steps_have_a_field()?;
        for (needs, origin) in self.position.ladder.list().iter().filter_map(|rung| rung.needs.as_ref()) {
            if self.playbook.rule(needs).is_none() {
                return Err(unknown_rule(needs, origin, &self.playbook.rules));
            }
        }
        Ok(())
    }

    fn param(&self, name: &str) -> Option<&Param> {
        self.position.params.iter().find(|param| param.name == name)
    }

    fn limits_are_set(&self) -> Result<(), Error> {
        for limit in &self.limits {
            let Limit::Param(name, origin) = limit else { continue };
            match self.param(name) {
                None => return Err(self.unset(name, origin)),
                Some(param) if param.amount().is_none() => {
                    return Err(param
                        .origin
                        .error(format!("`{name}` is compared with, and `{}` is no amount", param.text))
                        .hint("write \"30 days\", \"12 months\", \"1.5 %\", \"3x\", \"USD 1,000\" or a number"));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn unset(&self, name: &str, origin: &Origin) -> Error {
        let message = format!("`{name}` is no amount and no parameter of the position on `{}`", self.rule.id);
        suggest::hint(origin.error(message), name, self.position.params.iter().map(|param| param.name.as_str()))
    }

    fn places_can_be_filled(&self) -> Result<(), Error> {
        let fields: &[crate::terms::FieldSchema] = self.rule.schema().fields;
        for (name, origin) in self.templates.iter().flat_map(|template| template.named()) {
            if self.param(name).is_none() && !fields.iter().any(|field| field.name == name) {
                let message = format!("nothing here is called `{name}`: no parameter, no field, no party");
                let mut known: Vec<&str> = Template::fixed_names().collect();
                known.extend(fields.iter().map(|field| field.name));
                known.extend(self.position.params.iter().map(|param| param.name.as_str()));
                return Err(suggest::hint(origin.error(message), name, known));
            }
        }
        Ok(())
    }

    /// A misspelt key would otherwise pass for a parameter.
    fn params_are_read(&self) -> Result<(), Error> {
        const KEYS: [&str; 13] = [
            "why",
            "ask",
            "comment",
            "severity",
            "by",
            "raise",
            "trade",
            "lane",
            "ladder",
            "off",
            "likelihood",
            "likelihood-source",
            "tell",
        ];
        for param in &self.position.params {
            let in_limits =
                self.limits.iter().any(|limit| matches!(limit, Limit::Param(name, _) if *name == param.name));
            let mut named = self.templates.iter().flat_map(|template| template.named());
            if !in_limits && !named.any(|(name, _)| name == param.name) {
                let error = param.origin.error(format!("nothing reads the parameter `{}`", param.name));
                return Err(suggest::hint(error, &param.name, KEYS));
            }
        }
        Ok(())
    }

    fn steps_have_a_field(&self) -> Result<(), Error> {
        let compared = self.position.severity.iter().any(|step| !step.compare.is_empty());
        if compared && self.position.by.is_none() {
            let error = self.position.origin.error("the severity steps do not say which field they compare");
            return Err(error.hint("write by = \"days\", or any other field that holds an amount"));
        }
        Ok(())
    }
}

/// The one field that conditions compare with an amount.
pub fn single_compared<'a>(conditions: &[&'a Where]) -> Option<&'a str> {
    let mut fields: Vec<&str> = conditions
        .iter()
        .flat_map(|condition| condition.tests())
        .filter(|(_, test)| matches!(test, Test::Compare(..)))
        .map(|(field, _)| field)
        .collect();
    sorting::by_key(&mut fields, |field| *field);
    fields.dedup();
    match fields.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}
