//! The clause-pattern language. In: pattern source, and a contract's tokens, sentences and facts.
//! Out: [`Match`]es. `contract` and `terms` come next. Grammar: `docs/patterns.md`.
//!
//! Three types matter: [`PatternSet`], compiled once; [`Index`], made once for each document and
//! shared by all sets; [`Matches`], what one set found in one document.

mod agreement;
mod check;
mod class;
mod compile;
mod cue;
mod engine;
mod find;
mod found;
mod index;
mod inserted;
mod lexicon;
mod line;
mod modal;
mod plan;
mod positions;
#[cfg(feature = "bench")]
mod registry;
mod stood;
mod syntax;
mod thesaurus;

use std::borrow::Borrow;
use std::sync::{Arc, OnceLock};

use crate::error::Error;
use crate::facts::Facts;
use crate::ingest::Document;
use crate::outline::{Outline, SentenceKind};

pub use found::{Capture, Match, Matches};
pub use index::Index;
#[cfg(feature = "bench")]
pub use registry::used_sets;
pub use syntax::Fault;

/// The possessive's token. Neither patterns nor gaps see it: `{customer} use` is "Client's use".
const POSSESSIVE: &str = "'s";

/// The sentences that state terms: operative text, definitions, recitals and preamble.
pub const TERMS: &[SentenceKind] = &[SentenceKind::Body, SentenceKind::Definition, SentenceKind::Background];

/// A pattern that parses.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    alternatives: OnceLock<Vec<syntax::Alternative>>,
}

impl Pattern {
    /// Errors point into `source`, as the file "pattern". See [`Pattern::read`] for a pattern that
    /// stands in a larger file.
    pub fn parse(source: &str) -> Result<Self, Error> {
        Self::read(source).map_err(|fault| fault.into_error("pattern", source, 0))
    }

    /// Like [`Pattern::parse`], with the fault's place in bytes of `source`, so that a playbook can
    /// point into its own file ([`Fault::into_error`]).
    pub fn read(source: &str) -> Result<Self, Fault> {
        Ok(Self { source: source.to_owned(), alternatives: OnceLock::from(syntax::parse(source)?) })
    }

    /// One that was read before, when the crate was tested: it is parsed when it is asked for. Should
    /// it not parse, it matches nothing.
    pub fn known(source: &str) -> Self {
        Self { source: source.to_owned(), alternatives: OnceLock::new() }
    }

    fn parsed(&self) -> &[syntax::Alternative] {
        self.alternatives.get_or_init(|| syntax::parse(&self.source).unwrap_or_default())
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// The words of each alternative of the top-level choice, in the order of [`Match::alternative`].
    pub fn alternatives(&self) -> impl ExactSizeIterator<Item = &str> {
        self.parsed().iter().map(|one| self.source.get(one.node.range.clone()).unwrap_or_default())
    }
}

/// Many patterns, compiled once, matched over any document in one pass.
///
/// ```
/// use clausewright::{contract::Contract, ingest::Document, pattern::PatternSet};
/// let set = PatternSet::parse(&[("set-off", "(set | sets) off [..6] (invoice* | fee* | amount*)")]).unwrap();
/// let contract = Contract::read(Document::from_text("Client may set off any amount it is owed."), &[]);
/// for found in &contract.find(&set) {
///     assert_eq!(contract.quote(found.span), "set off any amount");
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct PatternSet {
    #[cfg(feature = "bench")]
    sources: Vec<String>,
    names: Arc<[String]>,
    programs: Vec<Vec<compile::Program>>,
    vocabulary: compile::Vocabulary,
}

impl PatternSet {
    pub fn new(patterns: &[impl Borrow<Pattern>]) -> Self {
        Self::named(patterns, Vec::new())
    }

    /// A table of names and patterns. A name may stand on several patterns.
    pub fn parse(table: &[(&str, &str)]) -> Result<Self, Error> {
        let patterns = table.iter().map(|(name, source)| {
            Pattern::read(source).map_err(|fault| fault.into_error(&format!("pattern \"{name}\""), source, 0))
        });
        let patterns = patterns.collect::<Result<Vec<Pattern>, Error>>()?;
        Ok(Self::named(&patterns, table.iter().map(|(name, _)| (*name).to_owned()).collect()))
    }

    /// A table that is written in the program itself, for a `static … : LazyLock<PatternSet>`.
    ///
    /// # Panics
    /// Where a pattern does not parse: a fault of the program, which the first test that uses the
    /// table shows. What a user writes goes through [`PatternSet::parse`].
    pub fn fixed(table: &[(&'static str, &'static str)]) -> Self {
        match Self::parse(table) {
            Ok(set) => {
                #[cfg(feature = "bench")]
                registry::keep(&set);
                set
            }
            Err(error) => panic!("{error}"),
        }
    }

    fn named(patterns: &[impl Borrow<Pattern>], names: Vec<String>) -> Self {
        let mut compiler = compile::Compiler::default();
        let program = |pattern: &Pattern| pattern.parsed().iter().map(|one| compiler.program(one)).collect();
        let programs = patterns.iter().map(Borrow::borrow).map(program).collect();
        Self {
            #[cfg(feature = "bench")]
            sources: patterns.iter().map(|pattern| pattern.borrow().source.clone()).collect(),
            programs,
            vocabulary: compiler.vocabulary,
            names: names.into(),
        }
    }

    pub fn len(&self) -> usize {
        self.programs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.programs.is_empty()
    }

    /// The patterns as they are written.
    #[cfg(feature = "bench")]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Every match in [`TERMS`], by sentence, then by place, then by pattern; overlapping matches of
    /// one pattern are reduced to the leftmost shortest. Reads the document anew: where several sets
    /// are matched, `Contract::find` keeps the [`Index`].
    pub fn find(&self, document: &Document, outline: &Outline, facts: &Facts) -> Vec<Match> {
        let index = Index::read(document, outline, facts);
        self.find_in(&index, document, facts, TERMS).into_vec()
    }

    /// The same with an [`Index`] of this document and these facts, in sentences of these kinds.
    pub fn find_in(&self, index: &Index, document: &Document, facts: &Facts, kinds: &[SentenceKind]) -> Matches {
        let search = find::Search { document, facts, index, kinds };
        Matches::new(search.run(&self.programs, &self.vocabulary), self.names.clone())
    }
}
