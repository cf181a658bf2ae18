//! Patterns made ready to run. In: parsed patterns. Out: [`Program`]s and the [`Vocabulary`] of all
//! their words, each kept once. `find` comes next.

use std::hash::Hasher;

use super::class::Class;
use super::index::WIDEST_PHRASE;
use super::syntax::{Alternative, Node, NodeKind};
use crate::sorting;
use crate::text::{WordHasher, WordMap};

/// A set of words, into [`Vocabulary::sets`].
pub(super) type WordSet = usize;

#[derive(Clone, Debug)]
pub(super) enum Step {
    /// One word of a set.
    Word(WordSet),
    Class(Class),
    Gap(usize),
    Sequence(Vec<Step>),
    Choice(Vec<Step>),
    Optional(Box<Step>),
}

impl Step {
    /// Does it hold a class, which a match then tells of?
    pub(super) fn catches(&self) -> bool {
        match self {
            Step::Class(_) => true,
            Step::Word(_) | Step::Gap(_) => false,
            Step::Optional(inner) => inner.catches(),
            Step::Sequence(steps) | Step::Choice(steps) => steps.iter().any(Step::catches),
        }
    }
}

/// One alternative of one pattern.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) step: Step,
    pub(super) forbidden: Vec<Step>,
    pub(super) required: Vec<Step>,
    /// The most words that a match can have.
    pub(super) width: usize,
}

/// A word as a pattern writes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) prefix: bool,
}

/// Two hashes of a form, or the sums of those of several, whatever their order: other words have others.
pub(super) type Key = [u64; 2];

impl Form {
    pub(super) fn fits(&self, word: &str) -> bool {
        if self.prefix { word.starts_with(&self.text) } else { word == self.text }
    }

    fn key(&self) -> Key {
        let mut hasher = WordHasher::default();
        hasher.write_u8(u8::from(self.prefix));
        hasher.write(self.text.as_bytes());
        let hash = hasher.finish();
        [scattered(hash), scattered(!hash)]
    }
}

/// The finish of SplitMix64: sums of its results do not fall together as sums of like words would.
fn scattered(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Every word of every pattern of a set, once.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) forms: Vec<Form>,
    /// Which forms each word set holds.
    pub(super) sets: Vec<Vec<usize>>,
    /// For each form and for each word set what tells it from all others, of whatever vocabulary.
    pub(super) form_keys: Vec<Key>,
    pub(super) set_keys: Vec<Key>,
}

#[derive(Default)]
pub(super) struct Compiler {
    pub(super) vocabulary: Vocabulary,
    forms: WordMap<Form, usize>,
    sets: WordMap<Vec<usize>, WordSet>,
}

impl Compiler {
    pub(super) fn program(&mut self, alternative: &Alternative) -> Program {
        let step = self.step(&alternative.node);
        let mut steps = |groups: &[Node]| groups.iter().map(|group| self.step(group)).collect();
        let (forbidden, required) = (steps(&alternative.forbidden), steps(&alternative.required));
        Program { width: width(&step), step, forbidden, required }
    }

    fn step(&mut self, node: &Node) -> Step {
        match &node.kind {
            NodeKind::Word { text, prefix } => {
                let form = self.form(text, *prefix);
                Step::Word(self.word_set(vec![form]))
            }
            NodeKind::Class(class) => Step::Class(*class),
            NodeKind::Gap(reach) => Step::Gap(*reach),
            NodeKind::Sequence(nodes) => Step::Sequence(nodes.iter().map(|node| self.step(node)).collect()),
            NodeKind::Choice(nodes) => self.choice(nodes),
            NodeKind::Optional(inner) => Step::Optional(Box::new(self.step(inner))),
        }
    }

    /// The single words of a choice become one set: one look at the text instead of many.
    fn choice(&mut self, nodes: &[Node]) -> Step {
        let (mut words, mut steps) = (Vec::new(), Vec::new());
        for node in nodes {
            match &node.kind {
                NodeKind::Word { text, prefix } => words.push(self.form(text, *prefix)),
                _ => steps.push(self.step(node)),
            }
        }
        if !words.is_empty() {
            sorting::by_key(&mut words, |word| *word);
            words.dedup();
            steps.push(Step::Word(self.word_set(words)));
        }
        match steps.pop() {
            Some(only) if steps.is_empty() => only,
            last => {
                steps.extend(last);
                Step::Choice(steps)
            }
        }
    }

    fn form(&mut self, text: &str, prefix: bool) -> usize {
        let form = Form { text: text.to_owned(), prefix };
        if let Some(known) = self.forms.get(&form) {
            return *known;
        }
        self.vocabulary.form_keys.push(form.key());
        self.vocabulary.forms.push(form.clone());
        *self.forms.entry(form).or_insert(self.vocabulary.forms.len() - 1)
    }

    fn word_set(&mut self, forms: Vec<usize>) -> WordSet {
        if let Some(known) = self.sets.get(&forms) {
            return *known;
        }
        let keys = forms.iter().filter_map(|form| self.vocabulary.form_keys.get(*form));
        let sum = keys.fold([0; 2], |[one, two]: Key, key| [one.wrapping_add(key[0]), two.wrapping_add(key[1])]);
        self.vocabulary.set_keys.push(sum);
        self.vocabulary.sets.push(forms.clone());
        *self.sets.entry(forms).or_insert(self.vocabulary.sets.len() - 1)
    }
}

fn width(step: &Step) -> usize {
    match step {
        Step::Word(_) => 1,
        Step::Class(_) => WIDEST_PHRASE,
        Step::Gap(reach) => *reach,
        Step::Optional(inner) => width(inner),
        Step::Sequence(steps) => steps.iter().map(width).sum(),
        Step::Choice(steps) => steps.iter().map(width).max().unwrap_or(0),
    }
}
