//! Mentions. In: the words and the drafts with all their aliases. Out: every place that names a
//! party, in one pass: the longest alias at each word, and phrases such as "either party".

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{Mention, PartyId, Who, generic, noun, pronoun, usage};
use crate::sorting;
use crate::text::WordId;

/// The mentions, and how often each alias of each draft was used.
pub(super) struct Found {
    pub mentions: Vec<Mention>,
    pub uses: Vec<Vec<usize>>,
    /// For each draft, how many of its mentions follow "the".
    pub articles: Vec<usize>,
}

impl Found {
    pub fn uses_of(&self, draft: usize) -> usize {
        self.uses.get(draft).map_or(0, |uses| uses.iter().sum())
    }
}

/// All aliases, by the word that they begin with; the longest first.
struct Table<'a> {
    /// By word: 0, or one more than a place in `rows`.
    heads: Vec<u32>,
    rows: Vec<Vec<Row<'a>>>,
}

#[derive(Clone, Copy)]
struct Row<'a> {
    draft: usize,
    place: usize,
    alias: &'a Alias,
}

impl<'a> Table<'a> {
    fn new(distinct: usize, drafts: &'a [Draft]) -> Self {
        let mut table = Self { heads: vec![0; distinct], rows: Vec::new() };
        for (draft, aliases) in drafts.iter().enumerate() {
            for (place, alias) in aliases.aliases.iter().enumerate() {
                table.add(Row { draft, place, alias });
            }
        }
        for row in &mut table.rows {
            sorting::by_key(row, |row| std::cmp::Reverse(row.alias.words.len()));
        }
        table
    }

    fn add(&mut self, row: Row<'a>) {
        let Some(head) = row.alias.words.first().and_then(|head| self.heads.get_mut(head.0 as usize)) else { return };
        if *head == 0 {
            self.rows.push(Vec::new());
            *head = self.rows.len() as u32;
        }
        if let Some(rows) = self.rows.get_mut(*head as usize - 1) {
            rows.push(row);
        }
    }

    fn at(&self, head: WordId) -> &[Row<'a>] {
        match self.heads.get(head.0 as usize) {
            Some(&place) if place > 0 => self.rows.get(place as usize - 1).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}

pub(super) fn find(words: &Words, drafts: &[Draft]) -> Found {
    let table = Table::new(words.distinct().len(), drafts);
    let phrases = generic::Heads::new(words);
    let mut found = Found {
        mentions: Vec::new(),
        uses: drafts.iter().map(|draft| vec![0; draft.aliases.len()]).collect(),
        articles: vec![0; drafts.len()],
    };
    let compounds = Compounds::new(words, &table);
    let turns: Vec<bool> = (0u32..)
        .map(WordId)
        .take(words.distinct().len())
        .map(|id| phrases.turn_on(id) || !table.at(id).is_empty())
        .collect();
    let mut at = 0;
    let mut free_from = 0;
    while at < words.len() {
        let Some(id) = words.id(at) else { break };
        if !turns.get(id.0 as usize).copied().unwrap_or_default() {
            at += 1;
            continue;
        }
        let of_us = phrases.of_us(words, at, free_from);
        if let Some((row, end)) = longest(words, at, table.at(id)).filter(|_| of_us.is_none()) {
            if admits(words, at, end, row.alias, &compounds) {
                note(words, &mut found, row, at, end);
                free_from = found.mentions.last().map_or(end, |mention| mention.tokens.end);
                at = free_from;
                continue;
            }
            if row.alias.words.len() > 1 {
                at = end;
                continue;
            }
        }
        if let Some(phrase) = phrases.at(words, at, free_from) {
            let end = close(words, phrase.tokens.end);
            let possessive = end > phrase.tokens.end;
            found.mentions.push(Mention { who: phrase.who, tokens: phrase.tokens.start..end, possessive });
            free_from = end;
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

fn note(words: &Words, found: &mut Found, row: Row, at: usize, end: usize) {
    let closed = close(words, end);
    // "We will each keep it secret", "we both agree": the two of them.
    let next = end + usize::from(usage::is_modal(words.word(end)));
    if words.word(at) == "we" && row.alias.kind == AliasKind::Pronoun && matches!(words.word(next), "each" | "both") {
        return found.mentions.push(Mention { who: Who::Each, tokens: at..closed, possessive: false });
    }
    let own = matches!(words.word(at), "your" | "our" | "my" | "yours" | "ours" | "mine")
        && row.alias.kind == AliasKind::Pronoun;
    if let Some(uses) = found.uses.get_mut(row.draft).and_then(|uses| uses.get_mut(row.place)) {
        *uses += 1;
    }
    if at > 0
        && words.word(at - 1) == "the"
        && let Some(articles) = found.articles.get_mut(row.draft)
    {
        *articles += 1;
    }
    found.mentions.push(Mention {
        who: Who::Party(PartyId(row.draft)),
        tokens: at..closed,
        possessive: own || closed > end,
    });
}

/// Past a possessive mark.
fn close(words: &Words, end: usize) -> usize {
    if words.is_possessive(end) { end + 1 } else { end }
}

fn longest<'a>(words: &Words, at: usize, rows: &[Row<'a>]) -> Option<(Row<'a>, usize)> {
    rows.iter().find_map(|&row| Some((row, ends_at(words, at, row.alias)?)))
}

/// Where the alias ends, if it stands at `at` with its capitals. Marks between its words do not count.
fn ends_at(words: &Words, at: usize, alias: &Alias) -> Option<usize> {
    let mut place = at;
    for (index, (&word, &capital)) in alias.words.iter().zip(&alias.capitals).enumerate() {
        let mut marks = 0;
        while index > 0 && marks < 3 && words.is_punct(place) {
            place += 1;
            marks += 1;
        }
        let token = words.get(place)?;
        if token.word != word || capital && !token.capital {
            return None;
        }
        place += 1;
    }
    // "Inc." takes its dot along where the name goes on behind it.
    Some(place)
}

/// Is this the party, and not a part of another term or one of many?
fn admits(words: &Words, at: usize, end: usize, alias: &Alias, compounds: &Compounds) -> bool {
    match alias.kind {
        AliasKind::Pronoun => match words.word(at) {
            "us" => !pronoun::is_country(words, at),
            "i" => pronoun::is_first_person(words, at),
            "mine" => at > 0 && !matches!(words.word(at - 1), "a" | "the"),
            _ => true,
        },
        AliasKind::LowerNoun => is_the_noun(words, at, end),
        AliasKind::Term | AliasKind::Name => {
            let many = at > 0
                && alias.kind == AliasKind::Term
                && noun::lean_of(&alias.text).is_some()
                && is_one_of_many(words, at);
            !many && !in_longer_name(words, at, end, compounds) && !in_address(words, at, end)
        }
    }
}

fn is_the_noun(words: &Words, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    before == "the"
        || !usage::is_of_many(before) && usage::is_modal(words.word(end))
        || matches!(before, "to" | "by" | "between" | "from")
}

/// "any Customer", "its Distributor"; but "such Customer" and "each Licensor" in a group speak of it.
fn is_one_of_many(words: &Words, at: usize) -> bool {
    matches!(
        words.word(at - 1),
        "a" | "an"
            | "any"
            | "another"
            | "other"
            | "every"
            | "its"
            | "their"
            | "your"
            | "our"
            | "no"
            | "third"
            | "end"
            | "potential"
            | "prospective"
            | "new"
            | "his"
            | "her"
            | "my"
            | "sub"
    )
}

/// "Client Materials", "Initial Client": a capitalised neighbour makes another term of it.
fn in_longer_name(words: &Words, at: usize, end: usize, compounds: &Compounds) -> bool {
    let hyphen =
        matches!(words.word(end), "-" | "/") && words.touches(end) && words.touches(end + 1) && words.word(end) == "-";
    if hyphen {
        return words.is_capital(end + 1);
    }
    let shout = amid_capitals(words, at, end) || words.in_capitals(at);
    let after = !words.is_possessive(end) && is_name_word(words, end) && !words.starts_line(end);
    if after && shout {
        return compounds.holds(words, at, end);
    }
    if after && !usage::is_modal(words.word(end)) && !is_small(words.word(end)) {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let inner = is_name_word(words, before) && !is_small(words.word(before)) && !words.starts_line(at);
    // "In each Contract Year Buyer shall": a time that ends before the party acts.
    let timed = is_time(words.word(before)) && usage::is_modal(words.word(end));
    inner && !timed && !shout && !words.starts_sentence(before) && !words.is_caps(before) && !words.starts_line(before)
}

/// "IN NO EVENT SHALL Acme BE LIABLE": a name keeps its small letters in a text that shouts.
fn amid_capitals(words: &Words, at: usize, end: usize) -> bool {
    let behind = words.is_caps(end) && words.is_caps(end + 1);
    !words.is_caps(at) && behind && at.checked_sub(1).is_some_and(|before| words.is_caps(before))
}

/// The last word of "Contract Year", "Effective Date", "this Agreement".
pub(super) fn is_time(word: &str) -> bool {
    matches!(
        word,
        "year" | "month" | "quarter" | "term" | "period" | "date" | "day" | "week" | "agreement" | "contract"
    )
}

fn is_name_word(words: &Words, at: usize) -> bool {
    words.is_word(at) && words.is_capital(at) && !words.is_possessive(at)
}

/// Small words that have a capital only in a title or at the start of a sentence.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "by"
            | "of"
            | "to"
            | "for"
            | "from"
            | "with"
            | "and"
            | "or"
            | "in"
            | "on"
            | "if"
            | "as"
            | "at"
            | "that"
            | "when"
            | "where"
            | "upon"
            | "should"
            | "neither"
            | "both"
            | "between"
            | "such"
            | "each"
            | "any"
            | "all"
            | "whereas"
            | "because"
            | "since"
            | "unless"
            | "until"
            | "while"
            | "after"
            | "before"
            | "except"
            | "nor"
            | "provided"
            | "however"
            | "although"
            | "once"
            | "without"
            | "notwithstanding"
            | "than"
            | "which"
            | "who"
            | "against"
            | "under"
            | "per"
            | "not"
            | "whether"
            | "during"
            | "only"
            | "also"
            | "mr"
            | "ms"
            | "is"
            | "are"
    )
}

/// "sales@acme.com", "www.acme.com".
fn in_address(words: &Words, at: usize, end: usize) -> bool {
    let before = at > 0 && matches!(words.word(at - 1), "." | "@" | "/") && words.touches(at) && !words.starts_line(at);
    let after =
        matches!(words.word(end), "." | "@") && words.touches(end) && words.touches(end + 1) && words.is_word(end + 1);
    before && words.word(at - 1) != "/" || after
}

/// Terms that begin with a party's noun in mixed case ("Client Materials"), so that they are known
/// again where the text shouts.
struct Compounds {
    pairs: Vec<(WordId, WordId)>,
}

impl Compounds {
    fn new(words: &Words, table: &Table) -> Self {
        let mut pairs = Vec::new();
        for at in 1..words.len() {
            let (Some(first), Some(second)) = (words.id(at - 1), words.id(at)) else { continue };
            if table.at(first).is_empty() || !words.get(at - 1).is_some_and(|token| token.capital) {
                continue;
            }
            let shouted = words.is_caps(at) && words.is_caps(at - 1) || amid_capitals(words, at - 1, at);
            let small = is_small(words.word(at)) || usage::is_modal(words.word(at));
            if is_name_word(words, at) && !shouted && !small {
                pairs.push((first, second));
            }
        }
        sorting::by_key(&mut pairs, |pair| *pair);
        pairs.dedup();
        Self { pairs }
    }

    fn holds(&self, words: &Words, at: usize, end: usize) -> bool {
        let last = end.saturating_sub(1).max(at);
        match (words.id(last), words.id(end)) {
            (Some(first), Some(second)) => self.pairs.binary_search(&(first, second)).is_ok(),
            _ => false,
        }
    }
}
