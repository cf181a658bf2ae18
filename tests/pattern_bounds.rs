//! What must hold for any pattern over any text: the matches are those of the plain definition,
//! and a stranger's pattern costs its length times the text's and no more.

use std::collections::BTreeSet;
use std::ops::Range;

use clausewright::contract::Contract;
use clausewright::facts::Facts;
use clausewright::ingest::Document;
use clausewright::outline::{ClauseId, Outline, Sentence, SentenceId, SentenceKind};
use clausewright::pattern::{Pattern, PatternSet};
use proptest::prelude::*;

/// One sentence of the words, with the items of a list at these word ranges.
fn contract(words: &[&str], items: Vec<Range<usize>>) -> Contract {
    let document = Document::from_paragraphs(words.join(" "));
    let tokens = 0..document.text.tokens().len();
    assert_eq!(tokens.len(), words.len());
    let span = document.text.tokens().span(tokens.clone());
    let sentence = Sentence {
        id: SentenceId(0),
        clause: ClauseId(0),
        kind: SentenceKind::Body,
        span,
        tokens: tokens.clone(),
        items,
    };
    let outline = Outline { sentences: vec![sentence], labels: vec![false; tokens.len()], ..Outline::default() };
    Contract::of(document, outline, Facts::default())
}

/// A pattern as a tree, to be written down and to be matched by definition.
#[derive(Clone, Debug)]
enum Tree {
    Word(&'static str),
    Gap(usize),
    Optional(Box<Tree>),
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
}

impl Tree {
    fn write(&self) -> String {
        let list = |trees: &[Tree], with| trees.iter().map(Tree::write).collect::<Vec<_>>().join(with);
        match self {
            Tree::Word(word) => (*word).to_owned(),
            Tree::Gap(reach) => format!("..{reach}"),
            Tree::Optional(tree) => format!("[{}]", tree.write()),
            Tree::Sequence(trees) => list(trees, " "),
            Tree::Choice(trees) => format!("({})", list(trees, " | ")),
        }
    }

    /// Every end of a match of `words` that begins at `start`.
    fn ends(&self, words: &[&str], start: usize) -> BTreeSet<usize> {
        match self {
            Tree::Word(word) => {
                words.get(start).filter(|found| *found == word).map(|_| start + 1).into_iter().collect()
            }
            Tree::Gap(reach) => (start..=(start + reach).min(words.len())).collect(),
            Tree::Optional(tree) => tree.ends(words, start).into_iter().chain([start]).collect(),
            Tree::Choice(trees) => trees.iter().flat_map(|tree| tree.ends(words, start)).collect(),
            Tree::Sequence(trees) => trees.iter().fold(BTreeSet::from([start]), |starts, tree| {
                starts.into_iter().flat_map(|start| tree.ends(words, start)).collect()
            }),
        }
    }
}

/// Leftmost, then shortest, none overlapping the one before.
fn by_definition(tree: &Tree, words: &[&str]) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while from < words.len() {
        match tree.ends(words, from).into_iter().next() {
            Some(end) => {
                found.push(from..end);
                from = end;
            }
            None => from += 1,
        }
    }
    found
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["ant", "bee", "cat"])
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![4 => word().prop_map(Tree::Word), 1 => (1usize..4).prop_map(Tree::Gap)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::Sequence),
            1 => prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::Choice),
            1 => inner.prop_map(|tree| Tree::Optional(Box::new(tree))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn matches_are_those_of_the_definition(
        inner in tree(), first in word(), last in word(), words in prop::collection::vec(word(), 1..150)
    ) {
        let tree = Tree::Sequence(vec![Tree::Word(first), inner, Tree::Word(last)]);
        let set = PatternSet::new(&[Pattern::parse(&tree.write()).unwrap()]);
        let found: Vec<_> = contract(&words, Vec::new()).find(&set).iter().map(|found| found.tokens.clone()).collect();
        prop_assert_eq!(found, by_definition(&tree, &words), "{}", tree.write());
    }

    #[test]
    fn top_level_alternatives_are_one_pattern(
        one in tree(), two in tree(), ends in prop::collection::vec(word(), 4), words in prop::collection::vec(word(), 1..40)
    ) {
        let framed = |first, inner, last| Tree::Sequence(vec![Tree::Word(first), inner, Tree::Word(last)]);
        let trees = [framed(ends[0], one, ends[1]), framed(ends[2], two, ends[3])];
        let set = PatternSet::new(&[Pattern::parse(&format!("{} | {}", trees[0].write(), trees[1].write())).unwrap()]);
        let found: Vec<_> = contract(&words, Vec::new()).find(&set).iter().map(|found| found.tokens.clone()).collect();
        prop_assert_eq!(found, by_definition(&Tree::Choice(trees.to_vec()), &words));
    }

    #[test]
    fn an_item_is_read_with_its_lead_in_and_tail(
        inner in tree(), first in word(), last in word(), words in prop::collection::vec(word(), 12)
    ) {
        let tree = Tree::Sequence(vec![Tree::Word(first), inner, Tree::Word(last)]);
        let set = PatternSet::new(&[Pattern::parse(&tree.write()).unwrap()]);
        let found: BTreeSet<_> =
            contract(&words, vec![4..6, 6..10]).find(&set).iter().map(|found| (found.tokens.start, found.tokens.end)).collect();
        let mut expected = BTreeSet::new();
        for item in [4..6, 6..10] {
            let path: Vec<usize> = (0..4).chain(item).chain(10..12).collect();
            let read: Vec<&str> = path.iter().map(|at| words[*at]).collect();
            expected.extend(by_definition(&tree, &read).into_iter().map(|found| (path[found.start], path[found.end - 1] + 1)));
        }
        prop_assert_eq!(found, expected, "{}", tree.write());
    }

    #[test]
    fn no_source_makes_the_parser_panic(source in "[a-c*(){}|!\\[\\] .0-9é’,-]{0,40}") {
        if let Err(fault) = Pattern::read(&source) {
            prop_assert!(source.get(fault.range.clone()).is_some(), "{:?} in {:?}", fault.range, source);
        }
    }

    #[test]
    fn no_outline_makes_the_index_panic(
        words in prop::collection::vec(word(), 1..20), items in prop::collection::vec((0usize..30, 0usize..30), 0..4)
    ) {
        let items = items.into_iter().map(|(start, end)| start..end).collect();
        let set = PatternSet::fixed(&[("all", "ant ..3 bee | cat")]);
        let contract = contract(&words, items);
        for found in &contract.find(&set) {
            prop_assert!(found.tokens.end <= words.len() && found.tokens.start < found.tokens.end);
        }
    }
}

/// Patterns that make a backtracking matcher try every way to part the words among the gaps.
fn hostile() -> Vec<String> {
    vec![
        format!("ant {} bee", "[..9 (ant | [cat] ant)] ".repeat(50)),
        format!("ant {} bee", "..5 [ant [..2 ant]] ".repeat(60)),
        format!("ant {} bee", "(ant | ant ant | [ant] [ant] ant) ".repeat(40)),
        format!("{}ant{}", "([ant] [ant ..3] ".repeat(7), ")".repeat(7)),
        format!("ant {}", ".. [ant] ant ".repeat(5)),
        format!("(ant | cat) {} !(bee ant)", "[ant ..2 ant] ".repeat(40)),
    ]
}

/// A matcher that backtracks would not come to its end here within a lifetime.
#[test]
fn hostile_patterns_end() {
    let contract = contract(&vec!["ant"; 4_000], Vec::new());
    for pattern in hostile() {
        let set = PatternSet::new(&[Pattern::parse(&pattern).unwrap_or_else(|error| panic!("{error}"))]);
        let ends = contract.find(&set).iter().all(|found| found.tokens.end <= 4_000);
        assert!(ends, "{pattern}");
    }
}

/// One that read the whole sentence anew for each item would take hours.
#[test]
fn a_long_list_does_not_cost_its_square() {
    let words = 40_000;
    let items = (10_000..30_000).map(|at| at..at + 1).collect();
    let contract = contract(&vec!["ant"; words], items);
    let set = PatternSet::fixed(&[("all", "ant ..5 bee"), ("ants", "ant ant")]);
    assert!(contract.find(&set).iter().all(|found| found.tokens.end <= words));
}
