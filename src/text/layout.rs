//! Paragraphs out of lines. In: the lines that are words, and how the text is laid out. Out: for
//! each line whether it goes on with the paragraph of the line before it.

use super::line::Line;
use super::{BlockKind, Layout};

/// A line longer than this was not broken by hand or by a filing program.
const LONGEST_WRAP: usize = 320;
/// A line of running text: so long that it is no title and no line of an address.
const RUNNING: usize = 60;
/// A shorter line is no evidence of a wrap.
const SHORTEST_WRAP: usize = 40;

/// Where the lines of a text break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    /// Lines are paragraphs.
    None,
    /// Lines break before this column.
    At(usize),
}

/// What stands between a line and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    Nothing,
    Blank,
    PageEnd,
}

/// One line as `layout` sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'s> {
    pub(super) line: Line,
    pub(super) words: &'s str,
    pub(super) kind: BlockKind,
    pub(super) between: Between,
}

impl Candidate<'_> {
    fn last(&self) -> char {
        self.words
            .trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']', '*', '_'])
            .chars()
            .next_back()
            .unwrap_or('.')
    }

    /// Ends where a sentence or a list item may end.
    fn closed(&self) -> bool {
        matches!(self.last(), '.' | ';' | ':' | '?' | '!')
    }

    /// Running text, by its length or because most of its words are small; no title, no address.
    fn runs(&self) -> bool {
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let (all, small) =
            self.words.split_whitespace().fold((0, 0), |(all, few), word| (all + 1, few + usize::from(small(word))));
        small > 0 && (self.line.width >= RUNNING || small * 2 >= all)
    }

    /// A quote or bracket is still open: the last of its kind opens one.
    fn is_cut(&self) -> bool {
        let opens = |open: char, close: char| self.words.rfind(open) > self.words.rfind(close);
        let quote = self.words.rfind('"').is_some_and(|at| {
            let (before, after) = (&self.words[..at], &self.words[at + 1..]);
            before.chars().next_back().is_none_or(|letter| letter.is_whitespace() || letter == '(')
                && after.starts_with(|letter: char| !letter.is_whitespace())
        });
        opens('(', ')') || opens('\u{201c}', '\u{201d}') || quote
    }

    fn starts_small(&self) -> bool {
        let first = self.words.trim_start_matches(['"', '\'', '\u{201c}', '(', '[', '*', '_']).chars().next();
        first.is_some_and(char::is_lowercase)
    }

    /// Cut by the end of a page, though the next line begins with a capital: behind a comma or a small
    /// word, inside a bracket, or in the middle of text in capitals. What goes on is as long as running text.
    fn is_torn(&self, after: &Candidate<'_>) -> bool {
        let expects = self.words.ends_with(',') || connects(self.words.split_whitespace().next_back()) || self.is_cut();
        // The last line of a page may be shorter, where long lines in capitals go on behind its comma.
        let loud = self.words.ends_with(',') && self.shouts() && after.shouts() && after.line.width >= RUNNING;
        let torn = self.ends_small() && self.runs() && after.runs() && after.line.width >= RUNNING;
        let long = self.line.width >= if loud { SHORTEST_WRAP } else { RUNNING };
        long && (torn
            || expects && (self.runs() || self.shouts())
            || self.shouts() && after.shouts() && after.line.width >= SHORTEST_WRAP)
    }

    /// In capitals all through.
    fn shouts(&self) -> bool {
        !self.words.contains(char::is_lowercase) && self.words.contains(char::is_uppercase)
    }

    /// Its last word waits for another, so that no sentence and no title ends there: "the terms of this".
    fn ends_small(&self) -> bool {
        const WAITING: [&str; 42] = [
            "this", "that", "these", "those", "such", "said", "any", "all", "each", "every", "either", "other", "its",
            "their", "his", "her", "our", "your", "an", "no", "not", "under", "from", "at", "as", "into", "upon",
            "between", "against", "during", "through", "without", "than", "if", "which", "whose", "is", "are", "be",
            "shall", "will", "may",
        ];
        self.words.split_whitespace().next_back().is_some_and(|last| WAITING.contains(&last))
    }

    fn first_word(&self) -> usize {
        self.words.split_whitespace().next().map_or(0, |word| word.chars().count())
    }
}

pub(super) fn wrap(candidates: &[Candidate<'_>], layout: Layout) -> Wrap {
    if layout == Layout::Paragraphs {
        return Wrap::None;
    }
    let mut extents = [0_usize; LONGEST_WRAP + 1];
    let (mut pairs, mut carried) = (0_usize, 0_usize);
    for pair in candidates.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if after.between == Between::Nothing {
            pairs += 1;
            let width = before.line.width;
            if (SHORTEST_WRAP..=LONGEST_WRAP).contains(&width) && !before.closed() && after.starts_small() {
                carried += 1;
                extents[before.line.extent().min(LONGEST_WRAP)] += 1;
            }
        }
    }
    if carried == 0 || carried * 6 < pairs {
        return Wrap::None;
    }
    Wrap::At(percentile(&extents, carried))
}

/// The column that 95 of 100 wrapped lines do not pass.
fn percentile(extents: &[usize], total: usize) -> usize {
    let mut left = total.div_ceil(20);
    for (extent, count) in extents.iter().enumerate().rev() {
        if *count >= left {
            return extent;
        }
        left -= count;
    }
    0
}

/// For each candidate: does it go on with the paragraph of the one before it?
pub(super) fn continuations(candidates: &[Candidate<'_>], layout: Layout) -> Vec<bool> {
    if layout == Layout::Paragraphs {
        return vec![false; candidates.len()];
    }
    let wrap = wrap(candidates, layout);
    let mut joined = vec![false; candidates.len()];
    let mut start = 0;
    while start < candidates.len() {
        let end = (start + 1..candidates.len())
            .find(|at| candidates[*at].between != Between::Nothing)
            .unwrap_or(candidates.len());
        if start > 0 {
            joined[start] = goes_on_over_gap(&candidates[start - 1], &candidates[start], wrap);
        }
        if let Wrap::At(column) = wrap {
            let margin = right_margin(&candidates[start..end], column);
            for at in start + 1..end {
                joined[at] = goes_on(&candidates[at - 1], &candidates[at], margin);
            }
        }
        start = end;
    }
    joined
}

/// The right margin of lines that stand together: their own where they are several and plainly
/// wrapped, else the text's.
fn right_margin(stanza: &[Candidate<'_>], column: usize) -> usize {
    let extents = || stanza.iter().map(|candidate| candidate.line.extent()).filter(|extent| *extent <= LONGEST_WRAP);
    // A line into which somebody put words passes the margin that its neighbours keep.
    let keeps = |extent: &usize| *extent * 5 <= column * 6;
    let most_keep = extents().filter(keeps).count() * 2 >= extents().count();
    let widest = if most_keep { extents().filter(keeps).max() } else { extents().max() };
    match widest {
        Some(widest) if stanza.len() >= 3 && widest * 10 >= column * 6 => widest,
        Some(widest) => widest.max(column),
        None => column,
    }
}

/// A page break, or a blank line inside a wrapped paragraph, may cut a sentence in two.
fn goes_on_over_gap(before: &Candidate<'_>, after: &Candidate<'_>, wrap: Wrap) -> bool {
    let plain = before.kind != BlockKind::Row
        && after.kind == BlockKind::Paragraph
        && !matches!(before.kind, BlockKind::Heading(_));
    if plain && after.between == Between::PageEnd && counts_on(before.words, after.words) {
        return true;
    }
    if !plain || before.closed() || starts_with_label(after.words) {
        return false;
    }
    if after.between == Between::PageEnd && before.is_torn(after) {
        return true;
    }
    if !after.starts_small() {
        return false;
    }
    match (after.between, wrap) {
        (Between::PageEnd, _) => before.line.width >= SHORTEST_WRAP || before.line.width > 12 && wrap != Wrap::None,
        (Between::Blank, Wrap::At(column)) => {
            before.line.width <= LONGEST_WRAP && before.line.extent() + after.first_word() + 8 > column
        }
        _ => false,
    }
}

/// "(ii) …" at the top of a page, where "(i) …;" stands inside the last paragraph of the page before.
fn counts_on(before: &str, after: &str) -> bool {
    const COUNTS: [[&str; 2]; 16] = [
        ["(i)", "(ii)"],
        ["(ii)", "(iii)"],
        ["(iii)", "(iv)"],
        ["(iv)", "(v)"],
        ["(v)", "(vi)"],
        ["(vi)", "(vii)"],
        ["(a)", "(b)"],
        ["(b)", "(c)"],
        ["(c)", "(d)"],
        ["(d)", "(e)"],
        ["(e)", "(f)"],
        ["(f)", "(g)"],
        ["(1)", "(2)"],
        ["(2)", "(3)"],
        ["(3)", "(4)"],
        ["(4)", "(5)"],
    ];
    let open = !before.ends_with(['.', '?', '!']);
    open && COUNTS.iter().any(|[last, next]| after.starts_with(next) && before.rfind(last).is_some_and(|at| at > 0))
}

/// A word that stands between two others ("GRANT / OF LICENCE").
fn connects(word: Option<&str>) -> bool {
    const CONNECTIVES: [&str; 12] = ["of", "and", "or", "for", "to", "in", "the", "with", "by", "on", "a", "&"];
    word.is_some_and(|word| CONNECTIVES.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// Does `after` go on with the paragraph of `before`, the very next line?
fn goes_on(before: &Candidate<'_>, after: &Candidate<'_>, margin: usize) -> bool {
    let opens = after.kind != BlockKind::Paragraph || matches!(before.kind, BlockKind::Heading(_) | BlockKind::Row);
    let cut = !before.closed() && (after.starts_small() || before.shouts() && after.shouts());
    if opens || before.line.width > LONGEST_WRAP && !cut || ends_with_page_number(before.words) {
        return false;
    }
    let room = margin.saturating_sub(before.line.extent() + 1);
    let word = after.first_word();
    if starts_with_label(after.words) && (before.closed() || ends_with_and(before.words) || room > word + 12) {
        return false;
    }
    let running = before.runs()
        || before.is_cut()
        || connects(before.words.split_whitespace().next_back())
        || connects(after.words.split_whitespace().next());
    if !before.closed() && (after.starts_small() || running) {
        return true;
    }
    let first_line_indent = after.line.indent >= before.line.indent + 3 && before.closed();
    let slack = if before.closed() { 4 } else { 10 };
    !first_line_indent && word + slack > room
}

fn ends_with_and(words: &str) -> bool {
    matches!(words.split_whitespace().next_back(), Some("and" | "or" | "and/or" | "AND" | "OR")) || words.ends_with(',')
}

/// A line of a table of contents: leaders or a wide gap, then the page.
fn ends_with_page_number(words: &str) -> bool {
    let title =
        words.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | 'i' | 'v' | 'x'));
    let bare = title.trim_end();
    let wide_gap = title.len() >= bare.len() + 3 || title.ends_with('\t');
    title.len() < words.len() && (wide_gap || bare.ends_with("..") || bare.ends_with(". ."))
}

/// "4.", "4.2", "(a)", "a)", "iv.", "ARTICLE 4", "Section 4.2." at the start of a line.
pub(super) fn starts_with_label(words: &str) -> bool {
    let Some(first) = words.split_whitespace().next() else { return false };
    let rest = words[first.len()..].trim_start();
    let named = ["article", "section", "schedule", "exhibit", "annex", "appendix", "attachment"];
    if named.iter().any(|name| first.eq_ignore_ascii_case(name)) {
        let upper = first.bytes().all(|byte| byte.is_ascii_uppercase());
        let number = rest.split_whitespace().next().unwrap_or("");
        return upper || number.ends_with(['.', ':']) || number.len() == rest.len();
    }
    if let Some(inner) = first.strip_prefix('(') {
        return inner.split_once(')').is_some_and(|(name, _)| is_ordinal(name));
    }
    let bare = first.trim_end_matches(['.', ')', ':']);
    let closed = bare.len() < first.len();
    let dotted = bare.contains('.')
        && bare
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    dotted && (closed || rest.starts_with(|next: char| next.is_uppercase() || next == '(' || next == '"'))
        || closed && is_ordinal(bare)
}

fn is_ordinal(name: &str) -> bool {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit()) && name.len() <= 3;
    let roman = name.len() <= 6 && name.bytes().all(|byte| b"ivxlIVXL".contains(&byte));
    let letter = name.len() <= 2
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && name.bytes().min() == name.bytes().max();
    !name.is_empty() && (digits || roman || letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_labels() {
        for words in [
            "4. Fees",
            "4.2 Fees",
            "4.2. fees",
            "(a) the",
            "(ii) the",
            "a) the",
            "IV. Term",
            "ARTICLE IV",
            "Section 4.2. Fees",
            "Exhibit A",
        ] {
            assert!(starts_with_label(words), "{words}");
        }
        for words in [
            "30 days",
            "2019",
            "4.2 shall",
            "(including",
            "Section 4.2 shall",
            "a fee",
            "Inc. and",
            "No. 5",
            "2019. The",
        ] {
            assert!(!starts_with_label(words), "{words}");
        }
    }

    /// A sentence put behind the last line of a wrapped paragraph tears none of the lines before it.
    #[test]
    fn a_line_with_new_words_keeps_its_paragraph() {
        let lines = [
            "The parties have read this agreement with care and agree to what it says about the",
            "work, the price of the work and the time at which each part of it is to be handed",
            "over, and neither of them relies on anything that was said before it was signed.",
            "",
            "IN NO EVENT SHALL THE TOTAL LIABILITY OF SUPPLIER UNDER OR IN CONNECTION WITH THIS",
            "AGREEMENT EXCEED THE FEES THAT CUSTOMER HAS PAID DURING THE TWELVE MONTHS BEFORE IT.",
        ];
        let before = lines.join("\n");
        for added in [44, 150, 400] {
            let after = format!("{before} {}", "NOTHING LIMITS FRAUD. ".repeat(added / 22));
            let text = crate::ingest::Document::from_text(after).text;
            assert!(text.canonical().contains("CONNECTION WITH THIS AGREEMENT EXCEED"), "{}", text.canonical());
        }
    }

    /// A page ends in the middle of a sentence, and the next begins with a name.
    #[test]
    fn a_sentence_goes_on_behind_a_word_that_waits() {
        let page = |last: &str| {
            format!(
                "1. The supplier of the bulbs keeps the buyer free of all claims that arise from a breach of {last}\n\n\
                 -1-\n\nAgreement, and the supplier repairs what it broke at its own cost within ten days of notice.\n"
            )
        };
        let joined = |last: &str| {
            let text = crate::ingest::Document::from_text(page(last)).text;
            text.canonical().contains(&format!("{last} Agreement"))
        };
        assert!(joined("the terms of this") && joined("any"));
        assert!(!joined("service") && !joined("duty."));
    }

    #[test]
    fn sees_lines_of_a_table_of_contents() {
        assert!(ends_with_page_number("4.2 Fees ........ 12"));
        assert!(ends_with_page_number("4.2 Fees . . . . 12"));
        assert!(!ends_with_page_number("within the period of 12"));
    }
}
