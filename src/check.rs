//! A playbook's self-test. In: a playbook. Out: every way in which it does not keep its word, at its
//! place: an example that is not flagged, an edit that does not fix. `bin` and the tests run it.
//! What is asked of a playbook stands in `docs/playbooks.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Contract;
use crate::error::Error;
use crate::ingest::Document;
use crate::playbook::{Deal, Example, Expect, Level, Library, Playbook, Position, Rule, Rung, Severity};
use crate::redline::Redline;
use crate::report::{self, Edit};
use crate::review::{Finding, Silence, point_by_point, searched};
use crate::terms::{Reading, TermSheet};

/// Which rules to test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that the playbook takes a position on.
    Everything,
    /// Those on which a file of the user's has a word; the built-in ones are tested with the crate.
    Own,
}

/// Everything that is wrong, in the order of the rules. A sound playbook gives an empty list.
pub fn check(playbook: &Playbook, scope: Scope) -> Vec<Error> {
    prove(playbook, scope).faults
}

/// What a self-test went through.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub faults: Vec<Error>,
    /// Examples that were read.
    pub examples: usize,
    /// Rungs with edits that were taken on an example, each measured afterwards.
    pub edits: usize,
}

/// As [`check`], with counts.
pub fn prove(playbook: &Playbook, scope: Scope) -> Proof {
    let mut proof = Proof::default();
    for rule in &playbook.rules {
        let Some(position) = playbook.position(&rule.id) else { continue };
        let built_in = Library::is_built_in(&position.origin.source.file);
        if scope == Scope::Everything || !built_in {
            // A limit that is laid over another, or a user's on a built-in rule, need not agree with the
            // rule's own examples.
            let strict = !position.overlaid && (built_in || position.origin.source.file == rule.origin.source.file);
            Trial { playbook, rule, position, strict }.run(&mut proof);
        }
    }
    proof
}

/// One rule on trial.
struct Trial<'a> {
    playbook: &'a Playbook,
    rule: &'a Rule,
    position: &'a Position,
    /// Must the examples come out as they say?
    strict: bool,
}

impl Trial<'_> {
    fn run(&self, proof: &mut Proof) {
        let stance = self.playbook.stance;
        // Who receives is told by each example; one that is read for the other party is not ours.
        let own =
            |example: &&Example| example.side.is_none_or(|own| own == stance.side_in(&readings_of(&example.text)));
        let examples = || self.rule.examples.list().iter().filter(own);
        for example in examples() {
            proof.examples += 1;
            self.example(example, proof);
        }
        if self.strict {
            self.alternatives(examples(), &mut proof.faults);
            self.expressions(examples(), &mut proof.faults);
        }
    }

    fn example(&self, example: &Example, proof: &mut Proof) {
        let faults = &mut proof.faults;
        let found = Findings::of(&example.text, self.playbook, &example.deal);
        let own = found.by(&self.rule.id);
        let id = &self.rule.id;
        match (example.expect, own.is_empty()) {
            (Expect::Flag, true) if self.strict => {
                faults.push(example.origin.error(format!("`{id}` does not flag this example{}", found.reason(id))));
            }
            (Expect::Pass, false) if self.strict => {
                let quote = own.first().and_then(|finding| finding.span).map(|span| found.contract.quote(span));
                let error = example.origin.error(format!("`{id}` flags this example, which must pass"));
                faults.push(quote.into_iter().fold(error, |error, quote| error.hint(format!("it reads: \"{quote}\""))));
            }
            _ => self.fixes(example, &found, proof),
        }
    }

    /// Each rung that is offered on this text must do what it promises.
    fn fixes(&self, example: &Example, found: &Findings, proof: &mut Proof) {
        let own = found.by(&self.rule.id);
        for finding in &own {
            self.complete(example, finding, &mut proof.faults);
        }
        let offered = own.iter().flat_map(|finding| &finding.redlines).filter(|redline| !redline.edits.is_empty());
        let rungs: BTreeSet<usize> = offered.map(|redline| redline.rung).collect();
        for place in rungs {
            let Some(rung) = self.position.ladder.list().get(place) else { continue };
            proof.edits += 1;
            if let Err(fault) = self.rung(example, found, place, rung) {
                proof.faults.push(fault);
            }
        }
    }

    /// A finding has a preferred rung, and none of its texts has a hole.
    fn complete(&self, example: &Example, finding: &Finding, faults: &mut Vec<Error>) {
        if !finding.redlines.iter().any(|redline| redline.level == Level::Preferred) {
            let message = format!("`{}` offers no preferred edit for this example", self.rule.id);
            faults.push(
                example.origin.error(message).hint("add a rung whose `when` fits, or an edit that finds its words"),
            );
        }
        let texts = [&finding.title, &finding.what, &finding.why, &finding.ask];
        let rungs = finding.redlines.iter().flat_map(|redline| [&redline.title, &redline.comment]);
        let inserts = finding.redlines.iter().flat_map(|redline| &redline.edits).map(|edit| &edit.insert);
        let mut all = texts.into_iter().chain(rungs).chain(inserts);
        if let Some(text) = all.find(|text| text.contains('…')).filter(|_| !example.text.contains('…')) {
            let error = example.origin.error(format!("a text of `{}` cannot be filled here: \"{text}\"", self.rule.id));
            faults.push(error.hint("put what may be missing into {? … }"));
        }
    }

    fn rung(&self, example: &Example, before: &Findings, place: usize, rung: &Rung) -> Result<(), Error> {
        let id = &self.rule.id;
        let blame = |message: String, text: &str| example.origin.error(message).hint(format!("it becomes: \"{text}\""));
        let text = self.taken(example, before, place)?;
        if let Some(becomes) = example.becomes.as_ref().filter(|_| self.strict && rung.level == Level::Preferred)
            && *becomes != text
        {
            return Err(blame(format!("the preferred edit of `{id}` does not give what `becomes` says"), &text));
        }
        let accepting = self.playbook.accepting(id, &rung.accepts);
        let after = Findings::of(&text, &accepting, &example.deal);
        let name = format!("rung {} of `{id}`", place + 1);
        let bad = before.by(id).iter().map(|finding| finding.severity).max();
        let left = after.by(id).iter().map(|finding| finding.severity).max();
        if !is_cleared(bad, left, rung.leaves) {
            return Err(blame(format!("{name} does not clear this example"), &text));
        }
        let offered = before.by(id).into_iter().flat_map(|finding| &finding.redlines);
        let blanks: Vec<String> =
            offered.filter(|redline| redline.rung == place).flat_map(|redline| redline.blanks.clone()).collect();
        match before.raised(&after, id, &blanks) {
            Some(other) => Err(blame(format!("{name} raises `{other}` on this example"), &text)),
            None => Ok(()),
        }
    }

    /// The example with this rung taken wherever the rule offers it.
    fn taken(&self, example: &Example, before: &Findings, place: usize) -> Result<String, Error> {
        let rounds = before.by(&self.rule.id).len();
        let mut text = example.text.clone();
        for _ in 0..rounds {
            let found = Findings::of(&text, self.playbook, &example.deal);
            let own = found.by(&self.rule.id);
            let mut offered = own.iter().flat_map(|finding| &finding.redlines);
            let Some(redline) = offered.find(|redline| redline.rung == place && !redline.edits.is_empty()) else {
                break;
            };
            text = found.applied(redline).map_err(|fault| {
                example.origin.error(format!("an edit of `{}` cannot be made: {}", self.rule.id, fault.message))
            })?;
        }
        Ok(text)
    }

    fn alternatives<'b>(&self, examples: impl Iterator<Item = &'b Example>, faults: &mut Vec<Error>) {
        let texts = self.rule.patterns();
        if texts.is_empty() {
            return;
        }
        let mut hit: BTreeSet<(usize, usize)> = BTreeSet::new();
        for example in examples {
            let contract = Contract::read(Document::from_text(example.text.as_str()), &[]);
            for found in &contract.find(self.playbook.patterns()) {
                let owner = self.playbook.owner(found.pattern);
                let own =
                    owner.filter(|(rule, _)| self.playbook.rules.get(*rule).is_some_and(|r| r.id == self.rule.id));
                hit.extend(own.map(|(_, place)| (place, found.alternative)));
            }
        }
        for (place, text) in texts.iter().enumerate() {
            for (alternative, words) in text.pattern.alternatives().enumerate() {
                if !hit.contains(&(place, alternative)) {
                    let message = format!("no example of `{}` is hit by `{words}`", self.rule.id);
                    let source = text.pattern.source();
                    let start = source.find(words).unwrap_or(0);
                    let origin = text.origin.within(source, start..start + words.len());
                    faults.push(origin.error(message).hint("add an example, or take the alternative out"));
                }
            }
        }
    }

    fn expressions<'b>(&self, examples: impl Iterator<Item = &'b Example>, faults: &mut Vec<Error>) {
        if self.rule.expressions().is_empty() {
            return;
        }
        let flagged: Vec<Contract> = examples
            .filter(|example| example.expect == Expect::Flag)
            .map(|example| Contract::read(Document::from_text(example.text.as_str()), &[]))
            .collect();
        for expression in self.rule.expressions() {
            let hits = |contract| searched(contract).any(|(_, words)| expression.regex.is_match(words));
            if !flagged.iter().any(hits) {
                let message = format!("no example of `{}` is hit by `{}`", self.rule.id, expression.regex);
                faults.push(expression.origin.error(message).hint("add an example, or take the expression out"));
            }
        }
    }
}

fn readings_of(text: &str) -> Vec<Reading> {
    let contract = Contract::read(Document::from_text(text), &[]);
    TermSheet::read(&contract).readings()
}

fn is_cleared(before: Option<Severity>, after: Option<Severity>, leaves: Option<Severity>) -> bool {
    match (after, leaves) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(after), Some(leaves)) => after <= leaves && before.is_some_and(|before| after < before),
    }
}

/// What a playbook finds in an example, which stands for a whole contract.
struct Findings {
    contract: Contract,
    all: Vec<Finding>,
    notes: BTreeMap<String, String>,
}

impl Findings {
    fn of(text: &str, playbook: &Playbook, deal: &Deal) -> Self {
        let contract = Contract::read(Document::from_text(text), &[]);
        let readings = TermSheet::read(&contract).readings();
        let review = point_by_point(&contract, &readings, playbook, deal, Silence::Always);
        let notes = review.checks.into_iter().map(|check| (check.rule, check.note)).collect();
        Self { contract, all: review.findings, notes }
    }

    fn by(&self, rule: &str) -> Vec<&Finding> {
        self.all.iter().filter(|finding| finding.rule == rule).collect()
    }

    /// Why a rule found nothing, where it knows.
    fn reason(&self, rule: &str) -> String {
        self.notes.get(rule).filter(|note| !note.is_empty()).map_or(String::new(), |note| format!(" ({note})"))
    }

    /// A rule that finds more after an edit than before. What the edit leaves blank for the user to fill
    /// is meant to be seen.
    fn raised(&self, after: &Findings, except: &str, blanks: &[String]) -> Option<String> {
        let count = |findings: &Findings, rule: &str| findings.by(rule).len();
        let is_blank = |finding: &Finding| {
            let quote = finding.span.map_or("", |span| after.contract.quote(span)).to_lowercase();
            blanks.iter().any(|blank| quote.contains(&blank.to_lowercase()))
        };
        let mut others = after.all.iter().filter(|finding| finding.rule != except && !is_blank(finding));
        others
            .find(|finding| count(after, &finding.rule) > count(self, &finding.rule))
            .map(|finding| finding.rule.clone())
    }

    /// The text as a user would get it: with the edits made on the source.
    fn applied(&self, redline: &Redline) -> Result<String, Error> {
        let text = &self.contract.document.text;
        let edits: Vec<Edit> = redline
            .edits
            .iter()
            .map(|edit| Edit { span: text.to_source(edit.span), insert: edit.insert.clone() })
            .collect();
        report::apply(text.source(), &edits)
    }
}
