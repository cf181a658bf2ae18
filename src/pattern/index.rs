//! A document made ready for matching, once for all pattern sets. In: tokens, sentences and facts.
//! Out: an [`Index`]: the paths that a reader reads, where each word stands in them, and the
//! parties, facts and modal phrases as phrases over places. `find` comes next.

use std::ops::Range;

use super::agreement;
use super::class::Class;
use super::cue::{CUES, Cue};
use super::inserted;
use super::lexicon::Lexicon;
use super::line::{Border, Heard, Shape};
use super::modal;
use super::stood::Known;
use crate::facts::{Facts, Mention, Role, Unit, Value, Who};
use crate::ingest::Document;
use crate::outline::{Outline, Sentence, SentenceId, SentenceKind};
use crate::sorting;
use crate::text::{Token, TokenKind, Tokens};

/// The most words that a name, fact or modal phrase may have.
pub(super) const WIDEST_PHRASE: usize = 60;
/// The words of a lead-in (or tail) that all paths of one sentence share out among them, and the
/// most and fewest that each path gets: a list of thousands must not cost the square of its length.
const SHARED_WORDS: usize = 8000;
const MOST_SHARED: usize = 400;
const FEWEST_SHARED: usize = 24;

/// One way to read a sentence: the whole of it or, where a list hangs on it, the lead-in with one
/// item and the tail. `words` are places of [`Index::tokens`].
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) sentence: SentenceId,
    pub(super) kind: SentenceKind,
    pub(super) words: Range<u32>,
    /// The item's place in the list, and its words.
    pub(super) item: Option<(usize, Range<u32>)>,
    pub(super) holds: Holds,
}

/// What may be found in a path, as bits: a quick look before a pattern is tried. Several words
/// share one bit, each class has its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Holds {
    words: [u64; 2],
    classes: u16,
}

impl Holds {
    pub(super) fn word(id: u32) -> Self {
        let mut words = [0; 2];
        words[id as usize / 64 % 2] = 1 << (id % 64);
        Self { words, classes: 0 }
    }

    pub(super) fn class(class: Class) -> Self {
        Self { words: [0; 2], classes: 1 << class.index() }
    }

    pub(super) fn or(self, other: Self) -> Self {
        let words = [self.words[0] | other.words[0], self.words[1] | other.words[1]];
        Self { words, classes: self.classes | other.classes }
    }

    /// Is any of these perhaps here?
    pub(super) fn any(self, of: Self) -> bool {
        self.words[0] & of.words[0] | self.words[1] & of.words[1] != 0 || self.classes & of.classes != 0
    }
}

/// What a class stands for at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phrase {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Into the mentions or quantities; none for a modal phrase.
    pub(super) source: Option<u32>,
}

/// Everything about one document that matching needs, whatever the patterns.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The token of each word of each path.
    pub(super) tokens: Vec<u32>,
    /// The id of each word of each path.
    pub(super) words: Vec<u32>,
    /// The path of each word.
    pub(super) path_of: Vec<u32>,
    pub(super) paths: Vec<Path>,
    pub(super) lexicon: Lexicon,
    /// For each word id, where its places begin in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
    phrases: [Vec<Phrase>; Class::ALL.len()],
    /// What patterns looked up in it.
    pub(super) known: Known,
}

impl Index {
    pub fn read(document: &Document, outline: &Outline, facts: &Facts) -> Self {
        let tokens = document.text.tokens();
        let lexicon = Lexicon::new(tokens.words());
        let mut builder = Builder {
            tokens,
            labels: &outline.labels,
            facts,
            entries: entries(&lexicon, tokens.words()),
            voices: voices(&lexicon, tokens.words()),
            heard: Vec::new(),
            holds: Holds::default(),
            index: Index {
                lexicon,
                tokens: Vec::with_capacity(tokens.len()),
                words: Vec::with_capacity(tokens.len()),
                path_of: Vec::with_capacity(tokens.len()),
                ..Index::default()
            },
        };
        outline.sentences.iter().for_each(|sentence| builder.sentence(sentence));
        let distinct = builder.index.lexicon.ids();
        builder.index.place_words(distinct);
        builder.index
    }

    /// Where the word `id` stands.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        self.places.get(bound(id as usize)..bound(id as usize + 1)).unwrap_or_default()
    }

    pub(super) fn phrases(&self, class: Class) -> &[Phrase] {
        &self.phrases[class.index()]
    }

    /// A number above the ids of all words.
    pub(super) fn ids(&self) -> usize {
        self.starts.len()
    }

    /// Counting sort of all words by id; `distinct` are there.
    fn place_words(&mut self, distinct: usize) {
        let mut starts = vec![0u32; distinct + 2];
        self.words.iter().for_each(|id| starts[*id as usize + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        self.places = vec![0; self.words.len()];
        for (id, place) in self.words.iter().zip(0u32..) {
            let next = &mut starts[*id as usize + 1];
            self.places[*next as usize] = place;
            *next += 1;
        }
        self.starts = starts;
    }
}

/// What one distinct word or mark is to a path.
#[derive(Clone, Copy, Default)]
struct Entry {
    cue: Cue,
    border: Border,
    seen: Seen,
}

/// Patterns do not see the possessive's `'s`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Seen {
    #[default]
    Yes,
    No,
}

/// The marks that part words.
const MARKS: [(&str, Border); 6] = [
    (",", Border::Comma),
    ("(", Border::Open),
    (")", Border::Close),
    (";", Border::Stop),
    (":", Border::Stop),
    (".", Border::Stop),
];

/// The entry of each distinct word, by its id.
fn entries(lexicon: &Lexicon, words: &[String]) -> Vec<Entry> {
    let mut entries = vec![Entry::default(); words.len()];
    let mut give = |word: &str, entry: Entry| {
        if let Some(place) = lexicon.exact(word, words).and_then(|id| entries.get_mut(id as usize)) {
            *place = entry;
        }
    };
    MARKS.iter().for_each(|(mark, border)| give(mark, Entry { border: *border, ..Entry::default() }));
    for (cue, forms) in CUES {
        forms.iter().for_each(|form| give(form, Entry { cue: *cue, ..Entry::default() }));
    }
    give(super::POSSESSIVE, Entry { seen: Seen::No, ..Entry::default() });
    entries
}

/// What a distinct word is before a verb.
#[derive(Clone, Copy, Default)]
enum Voice {
    #[default]
    Other,
    Subject,
    Adverb,
}

/// The voice of each distinct word, by its id.
fn voices(lexicon: &Lexicon, words: &[String]) -> Vec<Voice> {
    let mut voices = vec![Voice::default(); words.len()];
    for (list, voice) in [(&agreement::SUBJECTS[..], Voice::Subject), (&agreement::ADVERBS[..], Voice::Adverb)] {
        for word in list.iter().filter_map(|word| lexicon.exact(word, words)) {
            voices.get_mut(word as usize).into_iter().for_each(|place| *place = voice);
        }
    }
    voices
}

struct Builder<'a> {
    tokens: &'a Tokens,
    labels: &'a [bool],
    facts: &'a Facts,
    entries: Vec<Entry>,
    voices: Vec<Voice>,
    /// The words of the path at hand.
    heard: Vec<Heard>,
    holds: Holds,
    index: Index,
}

impl Builder<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let tokens = sentence.tokens.start..sentence.tokens.end.min(self.tokens.len());
        let (Some(first), Some(last)) = (sentence.items.first(), sentence.items.last()) else {
            self.path(sentence, None, std::slice::from_ref(&tokens));
            return self.without_inserted(sentence, None, &[tokens]);
        };
        let shared = (SHARED_WORDS / sentence.items.len()).clamp(FEWEST_SHARED, MOST_SHARED);
        let lead_end = first.start.clamp(tokens.start, tokens.end);
        let lead = lead_end.saturating_sub(shared).max(tokens.start)..lead_end;
        let tail_start = last.end.clamp(lead_end, tokens.end);
        let tail = tail_start..(tail_start + shared).min(tokens.end);
        if tokens.start < lead.start {
            let whole = tokens.start..lead_end;
            self.path(sentence, None, std::slice::from_ref(&whole));
        }
        for (place, item) in sentence.items.iter().enumerate() {
            let start = item.start.clamp(lead_end, tail_start);
            let item = start..item.end.clamp(start, tail_start);
            let runs = [lead.clone(), item.clone(), tail.clone()];
            self.path(sentence, Some((place, item.clone())), &runs);
            self.without_inserted(sentence, Some((place, item)), &runs);
        }
    }

    /// The same path once more without what is set in behind a modal verb, where something is.
    fn without_inserted(&mut self, sentence: &Sentence, item: Option<(usize, Range<usize>)>, runs: &[Range<usize>]) {
        let mut kept = Vec::new();
        for run in runs {
            let mut from = run.start;
            for inserted in inserted::after_modals(self.tokens, run.clone()) {
                kept.push(from..inserted.start);
                from = inserted.end;
            }
            kept.push(from..run.end);
        }
        if kept.len() > runs.len() {
            self.path(sentence, item, &kept);
        }
    }

    /// A path of some runs of tokens: of a list the lead-in, one item with its tokens, the tail.
    fn path(&mut self, sentence: &Sentence, item: Option<(usize, Range<usize>)>, runs: &[Range<usize>]) {
        self.heard.clear();
        self.holds = Holds::default();
        let start = self.index.tokens.len();
        runs.iter().for_each(|run| self.words(run.clone()));
        self.idioms(start);
        self.agree(start);
        let end = self.index.tokens.len();
        if start == end {
            return;
        }
        let item = item.map(|(place, tokens)| {
            let words = self.seen(start, &tokens);
            (place, words.start as u32..words.end as u32)
        });
        let words = start as u32..end as u32;
        self.index.path_of.resize(end, self.index.paths.len() as u32);
        let before = self.index.phrases.each_ref().map(Vec::len);
        self.modals(start);
        runs.iter().filter(|run| !run.is_empty()).for_each(|run| self.facts(start, run.clone()));
        let mut holds = self.holds;
        for ((phrases, from), class) in self.index.phrases.iter_mut().zip(before).zip(Class::ALL) {
            if from < phrases.len() {
                sorting::by_key(&mut phrases[from..], |phrase| *phrase);
                holds = holds.or(Holds::class(class));
            }
        }
        self.index.paths.push(Path { sentence: sentence.id, kind: sentence.kind, words, item, holds });
    }

    /// Adds the words of a run that patterns see: no labels, no punctuation, no possessive `'s`.
    fn words(&mut self, run: Range<usize>) {
        let mut border = Border::None;
        let tokens = self.tokens.as_slice().get(run.clone()).unwrap_or_default();
        for (token, at) in tokens.iter().zip(run) {
            let entry = self.entries.get(token.word.0 as usize).copied().unwrap_or_default();
            if entry.seen == Seen::No || self.labels.get(at).copied().unwrap_or_default() {
                continue;
            }
            if token.kind == TokenKind::Punct {
                border = if entry.border == Border::None { border } else { entry.border };
                continue;
            }
            self.heard.push(Heard { cue: entry.cue, border, shape: shape(token) });
            self.holds = self.holds.or(Holds::word(token.word.0));
            self.index.tokens.push(at as u32);
            self.index.words.push(token.word.0);
            border = Border::None;
        }
    }

    /// The words of a phrase that stands for usual words become words of their own.
    fn idioms(&mut self, start: usize) {
        let mut at = start;
        while let Some(words) = self.index.words.get_mut(at..).filter(|words| !words.is_empty()) {
            let meant = self.index.lexicon.idiom(words);
            for (word, id) in words.iter_mut().zip(meant) {
                *word = *id;
                self.holds = self.holds.or(Holds::word(*id));
            }
            at += meant.len().max(1);
        }
    }

    /// A verb behind "we" or "you" becomes a word of its own, which means what one party does.
    fn agree(&mut self, start: usize) {
        let voice = |id: &u32| self.voices.get(*id as usize).copied().unwrap_or_default();
        let words = &mut self.index.words;
        let mut subject = false;
        for word in words.get_mut(start..).unwrap_or_default() {
            match voice(word) {
                Voice::Subject => subject = true,
                Voice::Adverb if subject => {}
                _ if subject => {
                    subject = false;
                    if let Some(id) = self.index.lexicon.agreeing(*word) {
                        *word = id;
                        self.holds = self.holds.or(Holds::word(id));
                    }
                }
                _ => {}
            }
        }
    }

    fn modals(&mut self, start: usize) {
        for modal in modal::read(&self.heard) {
            self.add(modal.sense.class(), start + modal.start..start + modal.end, None);
        }
    }

    fn facts(&mut self, start: usize, run: Range<usize>) {
        let facts = self.facts;
        let mentions = &facts.parties.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start < run.start);
        for (place, mention) in mentions.iter().enumerate().skip(first) {
            if mention.tokens.start >= run.end {
                break;
            }
            self.mention(start, place, mention);
        }
        let first = facts.quantities.partition_point(|fact| fact.tokens.start < run.start);
        for (place, fact) in facts.quantities.iter().enumerate().skip(first) {
            if fact.tokens.start >= run.end {
                break;
            }
            let words = self.seen(start, &fact.tokens);
            for class in value_classes(fact.value) {
                self.add(*class, words.clone(), Some(place));
            }
        }
    }

    /// A name with and without its article, and without the contracted verb of "we'll".
    fn mention(&mut self, start: usize, place: usize, mention: &Mention) {
        let words = self.seen(start, &mention.tokens);
        if words.is_empty() {
            return;
        }
        let cue = |at: usize| self.heard.get(at - start).map_or(Cue::Plain, |word| word.cue);
        let inner = if cue(words.start) == Cue::Article { words.start + 1 } else { words.start };
        let outer =
            if words.start > start && cue(words.start - 1) == Cue::Article { words.start - 1 } else { words.start };
        let contracted = matches!(cue(words.end - 1), Cue::Shall | Cue::Is);
        let end = words.end - usize::from(contracted);
        for class in self.mention_classes(mention.who) {
            self.add(*class, words.start..end, Some(place));
            for other in [inner, outer].into_iter().filter(|other| *other != words.start) {
                self.add(*class, other..end, Some(place));
            }
        }
    }

    fn mention_classes(&self, who: Who) -> &'static [Class] {
        match (who, self.facts.parties.role(who)) {
            (Who::Each, _) => &[Class::Party, Class::EachParty],
            (_, Some(Role::Vendor)) => &[Class::Party, Class::Vendor],
            (_, Some(Role::Customer)) => &[Class::Party, Class::Customer],
            _ => &[Class::Party],
        }
    }

    /// The places of the words among `tokens` in the path that begins at `start`.
    fn seen(&self, start: usize, tokens: &Range<usize>) -> Range<usize> {
        let path = self.index.tokens.get(start..).unwrap_or_default();
        let place = |token: usize| start + path.partition_point(|seen| (*seen as usize) < token);
        place(tokens.start)..place(tokens.end)
    }

    fn add(&mut self, class: Class, words: Range<usize>, source: Option<usize>) {
        if words.start <= words.end && words.len() <= WIDEST_PHRASE {
            let phrase =
                Phrase { start: words.start as u32, end: words.end as u32, source: source.map(|place| place as u32) };
            self.index.phrases[class.index()].push(phrase);
        }
    }
}

fn shape(token: &Token) -> Shape {
    match token.kind {
        TokenKind::Number => Shape::Number,
        _ if token.capital => Shape::Capital,
        _ => Shape::Small,
    }
}

fn value_classes(value: Value) -> &'static [Class] {
    match value {
        Value::Duration(duration) => match duration.unit {
            Unit::Hour | Unit::Day | Unit::BusinessDay | Unit::Week => &[Class::Duration, Class::Days],
            Unit::Month | Unit::Quarter | Unit::Year => &[Class::Duration, Class::Months],
        },
        Value::Money { .. } => &[Class::Money],
        Value::Percent(_) => &[Class::Percent],
        Value::Multiple(_) => &[Class::Multiple],
        Value::Number(_) => &[Class::Number],
        Value::Date { .. } => &[],
    }
}
