//! What the text may call a party. In: names read from the preamble. Out: [`Draft`]s, parties in the
//! making, each with its [`Alias`]es: full name, defined terms, short names that the text uses.

use std::ops::Range;

use super::noun;
use super::words::Words;
use crate::span::Span;
use crate::text::WordId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AliasKind {
    /// A proper name or part of one.
    Name,
    /// A defined term or a role noun used as a name.
    Term,
    /// "the supplier" in a text without a capitalised term for it.
    LowerNoun,
    /// "you", "our".
    Pronoun,
}

#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub text: String,
    pub words: Vec<WordId>,
    /// For each word: is it written with a capital?
    pub capitals: Vec<bool>,
    pub kind: AliasKind,
    /// Where the text introduces it; empty where no one place does.
    pub tokens: Range<usize>,
}

impl Alias {
    /// From the place where the text introduces it. Marks of punctuation are no part of the match.
    pub fn at(words: &Words, tokens: Range<usize>, kind: AliasKind) -> Option<Self> {
        let inside: Vec<usize> = tokens.clone().filter(|&at| !words.is_punct(at)).collect();
        let text = words.quote(tokens.clone()).trim_matches(['"', '\'', ',', ' ', ';']).replace('\n', " ");
        let text = without_stop(text);
        (!inside.is_empty() && !text.is_empty()).then(|| Self {
            text,
            words: inside.iter().filter_map(|&at| words.id(at)).collect(),
            capitals: inside.iter().map(|&at| words.get(at).is_some_and(|token| token.capital)).collect(),
            kind,
            tokens,
        })
    }

    /// From one word that the document is known to hold.
    pub fn word(id: WordId, text: &str, kind: AliasKind) -> Self {
        let capital = text.starts_with(char::is_uppercase);
        Self { text: text.to_owned(), words: vec![id], capitals: vec![capital], kind, tokens: 0..0 }
    }
}

/// A party in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub aliases: Vec<Alias>,
    /// Written beside the name but not in quotes ("MICOA" in brackets): kept only if the text uses it again.
    pub tentative: Vec<Alias>,
    pub evidence: Vec<Span>,
    /// It has a name of its own (not only a role noun or a pronoun).
    pub named: bool,
    /// The opening gives it a term in brackets.
    pub defined: bool,
}

impl Draft {
    pub fn add(&mut self, alias: Alias) {
        if !self.aliases.iter().any(|known| known.words == alias.words && known.kind == alias.kind) {
            self.aliases.push(alias);
        }
    }

    pub fn has(&self, words: &[WordId]) -> bool {
        self.aliases.iter().any(|alias| alias.words == words)
    }

    pub fn has_term(&self) -> bool {
        self.aliases.iter().any(|alias| alias.kind == AliasKind::Term)
    }

    pub fn absorb(&mut self, other: Draft) {
        for alias in other.aliases {
            self.add(alias);
        }
        self.tentative.extend(other.tentative);
        self.evidence.extend(other.evidence);
        self.named |= other.named;
        self.defined |= other.defined;
    }

    /// The strongest lean among its role nouns.
    pub fn lean(&self) -> noun::Lean {
        let leans = self.aliases.iter().filter(|alias| matches!(alias.kind, AliasKind::Term | AliasKind::LowerNoun));
        leans.filter_map(|alias| noun::lean_of(&alias.text)).max_by_key(|lean| lean.abs()).unwrap_or(0)
    }
}

/// Words that begin many names and so are no short name by themselves.
fn is_common(word: &str) -> bool {
    word.chars().count() < 2
        || noun::lean(word).is_some()
        || noun::is_legal_form(word)
        || matches!(
            word,
            "the"
                | "national"
                | "american"
                | "america"
                | "united"
                | "first"
                | "general"
                | "global"
                | "international"
                | "new"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "health"
                | "software"
                | "systems"
                | "services"
                | "service"
                | "digital"
                | "mutual"
                | "state"
                | "states"
                | "city"
                | "county"
                | "insurance"
                | "life"
                | "development"
                | "product"
                | "products"
                | "data"
                | "media"
                | "marketing"
                | "technology"
                | "technologies"
                | "great"
                | "royal"
                | "central"
                | "pacific"
                | "atlantic"
                | "european"
                | "british"
                | "canadian"
                | "texas"
                | "california"
                | "internet"
                | "web"
                | "online"
                | "premier"
                | "advanced"
                | "applied"
                | "department"
                | "board"
                | "school"
                | "st"
                | "mr"
                | "ms"
                | "mrs"
                | "dr"
                | "site"
                | "agreement"
                | "content"
                | "network"
                | "energy"
                | "capital"
                | "information"
                | "china"
                | "africa"
                | "canada"
                | "india"
                | "japan"
                | "usa"
                | "us"
                | "uk"
        )
}

/// Adds the parts of each full name that the text uses alone: "Acme" and "Acme Widgets" for "Acme Widgets, Inc."
pub(super) fn add_short_names(words: &Words, drafts: &mut [Draft]) {
    let wanted: Vec<(usize, Alias)> = candidates(words, drafts);
    let mut by_head: Vec<Vec<usize>> = vec![Vec::new(); words.distinct().len()];
    for (place, (_, alias)) in wanted.iter().enumerate() {
        if let Some(places) = alias.words.first().and_then(|head| by_head.get_mut(head.0 as usize)) {
            places.push(place);
        }
    }
    let (mut uses, mut acts) = (vec![0usize; wanted.len()], vec![false; wanted.len()]);
    for at in 0..words.len() {
        let Some(places) = words.id(at).and_then(|id| by_head.get(id.0 as usize)) else { continue };
        for &place in places {
            if stands_alone(words, at, &wanted[place].1) {
                uses[place] += 1;
                acts[place] |= acts_at(words, at, &wanted[place].1);
            }
        }
    }
    for ((draft, alias), (uses, acts)) in wanted.into_iter().zip(uses.into_iter().zip(acts)) {
        let single = alias.words.len() == 1;
        let enough = acts || uses >= if single { 2 } else { 1 };
        // Of a party that has a term of its own, a word of its name names a product or a mark as well.
        let styled = alias.capitals.first() == Some(&false);
        let is_name = |draft: &Draft| !draft.defined || acts || styled || !single && uses >= 2;
        if let Some(draft) = drafts.get_mut(draft).filter(|draft| enough && is_name(draft)) {
            draft.add(alias);
        }
    }
}

/// "Acme shall", "Acme's", "supplied by Acme", "for Acme to supply": the name of somebody who does something.
fn acts_at(words: &Words, at: usize, alias: &Alias) -> bool {
    const DOES: [&str; 14] = [
        "shall",
        "will",
        "must",
        "may",
        "agrees",
        "hereby",
        "acknowledges",
        "represents",
        "warrants",
        "grants",
        "has",
        "is",
        "'s",
        "undertakes",
    ];
    let behind = words.word(at + alias.tokens.len().max(1));
    let before = at.checked_sub(1).map_or("", |at| words.word(at));
    DOES.contains(&behind) || before == "by" || before == "for" && behind == "to"
}

/// The heads of names that could be short names, and that could not be another party's.
fn candidates(words: &Words, drafts: &mut [Draft]) -> Vec<(usize, Alias)> {
    let mut wanted = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        for name in draft.aliases.iter().filter(|alias| alias.kind == AliasKind::Name) {
            let heads = heads(words, name).chain(untitled(words, name)).filter(|head| !draft.has(&head.words));
            wanted.extend(heads.filter(|head| !is_shared(drafts, place, head)).map(|head| (place, head)));
        }
    }
    for (place, draft) in drafts.iter_mut().enumerate() {
        wanted.extend(draft.tentative.drain(..).map(|alias| (place, alias)));
    }
    wanted
}

/// "Acme", "Acme Widgets", … without those that end in a joint ("Smith &") or say nothing ("National").
fn heads(words: &Words, name: &Alias) -> impl Iterator<Item = Alias> {
    let inside: Vec<usize> = name.tokens.clone().filter(|&at| !words.is_punct(at)).collect();
    let longest = inside.len().min(7);
    (1..longest).filter_map(move |length| {
        let (first, last) = (*inside.first()?, *inside.get(length - 1)?);
        let joint = words.is_symbol(last) || matches!(words.word(last), "and" | "of" | "the" | "for" | "de" | "d");
        // "Michael T." of "Michael T. Murray".
        let initial = length > 1 && words.word(last).chars().count() == 1;
        let bare = length == 1 && is_common(words.word(last)) || initial;
        let in_brackets = words.word(last + 1) == ")";
        // "Weaver" of "Weaver's Looms, Inc.", "Ann" of "Ann-Marie's Bakery Ltd".
        let cut = words.touches(last + 1) && matches!(words.word(last + 1), "'s" | "'" | "-");
        // "Acme Ltd" of "Acme Ltd UK" is no shorter name; "Acme Telephone Company" of "…, Inc." is.
        let form = noun::is_legal_form(words.word(last)) && words.word(last).len() <= 4;
        (!joint && !bare && !in_brackets && !form && !cut)
            .then(|| Alias::at(words, first..last + 1, AliasKind::Name))?
    })
}

/// "George Green" of "Dr. George Green".
fn untitled(words: &Words, name: &Alias) -> Option<Alias> {
    const TITLES: [&str; 6] = ["dr", "mr", "mrs", "ms", "prof", "professor"];
    let start = name.tokens.start;
    let titled = TITLES.contains(&words.word(start));
    let first = start + 1 + usize::from(words.word(start + 1) == ".");
    let rest = first..name.tokens.end;
    (titled && rest.len() > 1).then(|| Alias::at(words, rest, AliasKind::Name))?
}

fn is_shared(drafts: &[Draft], owner: usize, head: &Alias) -> bool {
    let others = drafts.iter().enumerate().filter(|&(place, _)| place != owner);
    others
        .flat_map(|(_, draft)| &draft.aliases)
        .any(|alias| alias.words.windows(head.words.len()).any(|run| run == head.words))
}

/// Is the alias here, with its capitals, and not a part of a longer run of capitals?
/// "("Licensor.")" is a slip of the pen; "Inc." is not.
fn without_stop(text: String) -> String {
    let word = text.strip_suffix('.').filter(|name| {
        let last = name.rsplit(' ').next().unwrap_or(name);
        last.len() > 4 && last.chars().all(char::is_alphabetic)
    });
    word.map_or(text.clone(), str::to_owned)
}

fn stands_alone(words: &Words, at: usize, alias: &Alias) -> bool {
    let mut place = at;
    for (&word, &capital) in alias.words.iter().zip(&alias.capitals) {
        while place > at && words.is_punct(place) && place < at + 12 {
            place += 1;
        }
        if words.id(place) != Some(word) || (capital && !words.is_capital(place)) {
            return false;
        }
        place += 1;
    }
    // In capitals all around, only the name's own next word tells that the name goes on.
    // So does the bracket within it: "Acme Networks (Leeds) Ltd".
    let own = usize::from(words.word(alias.tokens.end) == "(" && words.word(place) == "(");
    let next = alias.tokens.end + own;
    let goes_on = !words.is_punct(next) && words.id(place + own) == words.id(next) && at != alias.tokens.start;
    // "Name: Ann Weaver Title: Director": the next line of a signature.
    let labelled = words.word(place + 1) == ":";
    let longer = goes_on
        || words.is_capital(place) && !words.in_capitals(at) && !labelled
        || words.is_symbol(place) && words.raw(place) == "&";
    let form = noun::is_legal_form(words.word(place))
        || words.word(place) == "," && noun::is_legal_form(words.word(place + 1));
    let inner = at > 0 && words.is_capital(at - 1) && !words.starts_sentence(at) && !words.starts_sentence(at - 1);
    // "example.com", "www.acme.com" and "acme@…" name a place on the net.
    let address = matches!(words.word(place), "." | "@" | "/") && words.touches(place) && words.touches(place + 1)
        || at > 0 && matches!(words.word(at - 1), "." | "@" | "/") && words.touches(at);
    // "Miami, Florida"
    let town = alias.words.len() == 1 && words.word(place) == "," && words.is_capital(place + 1);
    let of = matches!(words.word(place), "of" | "for") && words.is_capital(place + 1);
    !longer && !form && !inner && !address && !town && !of
}
