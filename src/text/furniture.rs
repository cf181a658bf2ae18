//! Page furniture. In: lines. Out: which of them are no words of the contract: page numbers,
//! running heads and feet, filing tags, drawn rules.

use super::intern::WordMap;
use super::line::Line;

/// A head or foot stands on at least this many pages.
const REPEATS: u32 = 3;
/// Blank lines that tell a page break in text drawn from a PDF.
const PAGE_GAP: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Words,
    /// A rule drawn with hyphens or the like: no words, but no page ends there.
    Rule,
    /// Page number, running head, filing tag.
    Furniture,
}

pub(super) fn roles(source: &str, lines: &[Line]) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..lines.len()).map(|at| alone(source, lines, at)).collect();
    drop_running_heads(source, lines, &mut roles);
    roles
}

/// What the line is, seen by itself and its blank lines.
fn alone(source: &str, lines: &[Line], at: usize) -> Role {
    let line = &lines[at];
    if line.width > 40 && !matches!(line.of(source).as_bytes().first(), Some(b'-' | b'=' | b'*' | b'~' | b'<')) {
        return Role::Words;
    }
    let words = line.of(source);
    if is_rule(words) {
        return Role::Rule;
    }
    if is_tag(words) || (is_page_number(words) && stands_alone(source, lines, at)) {
        return Role::Furniture;
    }
    Role::Words
}

pub(super) fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'~' | b' ' | b'\t'))
}

/// `<PAGE>`, `<TABLE>`, `<S> <C>` of old filings.
fn is_tag(words: &str) -> bool {
    words.starts_with('<')
        && words.ends_with('>')
        && words
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'<' | b'>' | b'/' | b' '))
}

/// "12", "- 12 -", "Page 3 of 10", "A-4", "iv".
fn is_page_number(words: &str) -> bool {
    let bare =
        words.trim_matches(|mark: char| matches!(mark, '-' | '\u{2013}' | '\u{2014}' | ' ' | '[' | ']' | '|' | '~'));
    let mut parts = bare.split_ascii_whitespace();
    match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(number), None, ..) => is_numeral(number) || is_appendix_page(number),
        (Some(page), Some(number), None, ..) => is_page_word(page) && is_numeral(number) || is_followed(page, number),
        (Some(number), Some("of"), Some(total), None, _) => is_numeral(number) && is_numeral(total),
        (Some(page), Some(number), Some("of" | "Of" | "OF"), Some(total), None) => {
            is_page_word(page) && is_numeral(number) && is_numeral(total)
        }
        _ => false,
    }
}

/// "-7-    8": the page's own number, and that which the filing gave it.
fn is_followed(own: &str, filed: &str) -> bool {
    let number = |word: &str| word.trim_matches(['-', '\u{2013}']).parse::<u16>().ok();
    own.ends_with(['-', '\u{2013}']) && number(own).is_some() && number(filed).is_some()
}

fn is_page_word(word: &str) -> bool {
    word.eq_ignore_ascii_case("page") || word.eq_ignore_ascii_case("p.")
}

fn is_numeral(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4;
    let roman = word.len() <= 6 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    !word.is_empty() && (digits || roman)
}

fn is_appendix_page(word: &str) -> bool {
    word.split_once('-').is_some_and(|(letter, number)| {
        letter.len() == 1
            && letter.bytes().all(|byte| byte.is_ascii_uppercase())
            && !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn stands_alone(source: &str, lines: &[Line], at: usize) -> bool {
    let tag = |line: &Line| is_tag(line.of(source));
    let above = at == 0 || lines[at].blanks_before > 0 || lines[at].page_before || tag(&lines[at - 1]);
    let below = lines.get(at + 1).is_none_or(|next| next.blanks_before > 0 || next.page_before || tag(next));
    above && below
}

/// Lines that say the same but for their numbers, next to where a page ends, on several pages.
fn drop_running_heads(source: &str, lines: &[Line], roles: &mut [Role]) {
    let near: Vec<bool> = (0..lines.len()).map(|at| near_page_end(lines, roles, at)).collect();
    if !near.contains(&true) {
        return;
    }
    let mut counts: WordMap<Box<str>, u32> = WordMap::default();
    let mut key = String::new();
    let ends = || near.iter().enumerate().filter(|(_, near)| **near).map(|(at, _)| at);
    for at in ends() {
        if write_key(source, &lines[at], roles[at], &mut key) {
            *counts.entry(key.as_str().into()).or_default() += 1;
        }
    }
    for at in ends() {
        let repeated = write_key(source, &lines[at], roles[at], &mut key)
            && counts.get(key.as_str()).is_some_and(|count| *count >= REPEATS);
        if repeated {
            roles[at] = Role::Furniture;
        }
    }
}

/// At most two lines from a page number, tag, form feed or a wide gap.
fn near_page_end(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let breaks_before = |line: &Line| line.page_before || line.blanks_before >= PAGE_GAP;
    let neighbours = at.saturating_sub(2)..(at + 3).min(lines.len());
    breaks_before(&lines[at])
        || lines.get(at + 1).is_some_and(breaks_before)
        || neighbours.into_iter().any(|other| other != at && roles[other] == Role::Furniture)
}

/// The line in small letters with each number as `#`; false where it is too long to be a head.
fn write_key(source: &str, line: &Line, role: Role, key: &mut String) -> bool {
    key.clear();
    if role != Role::Words || line.width > 110 || line.width < 3 {
        return false;
    }
    for letter in line.of(source).chars() {
        match letter {
            '0'..='9' if key.ends_with('#') => {}
            '0'..='9' => key.push('#'),
            _ if letter.is_whitespace() => {}
            _ => key.push(letter.to_ascii_lowercase()),
        }
    }
    // A short label with blanks to fill repeats because signatures do.
    key.bytes().filter(u8::is_ascii_alphabetic).count() >= 3 && !key.contains("__") && !key.ends_with(':')
}

/// Cuts the page numbers that stand at the end of the last line of a page, or of the last before its foot:
/// they count up, one a page.
pub(super) fn cut_page_numbers(source: &str, lines: &mut [Line]) {
    let ends_page = |at: usize| lines.get(at).is_none_or(gap_is_page_end);
    let foot = |at: usize| lines.get(at).is_some_and(|line| line.blanks_before > 0) && ends_page(at + 1);
    let ends: Vec<(usize, usize, usize)> = (0..lines.len())
        .filter(|at| ends_page(at + 1) || foot(at + 1))
        .filter_map(|at| last_number(lines[at].of(source)).map(|(number, len)| (at, number, len)))
        .collect();
    for (place, (at, number, len)) in ends.iter().enumerate() {
        let before =
            place.checked_sub(1).and_then(|place| ends.get(place)).is_some_and(|(_, other, _)| other + 1 == *number);
        let after = ends.get(place + 1).is_some_and(|(_, other, _)| number + 1 == *other);
        if before || after {
            lines[*at].end -= len;
            lines[*at].width -= len;
        }
    }
}

/// Cuts the foot of a page where it stands at the end of a line of words: "Acme, Inc. Page 3". Such feet
/// end in a page's number, which goes up, and all say the same before it.
pub(super) fn cut_page_feet(source: &str, lines: &mut [Line]) {
    let feet: Vec<(usize, usize, &str)> = (0..lines.len())
        .filter_map(|at| numbered_foot(lines[at].of(source)).map(|(number, head)| (at, number, head)))
        .collect();
    if feet.len() < REPEATS as usize || !feet.is_sorted_by(|one, other| one.1 < other.1) {
        return;
    }
    let same = feet.iter().map(|(.., head)| *head).reduce(|one, other| common_end(one, other)).unwrap_or_default();
    // A foot begins with a word. Where it has a line to itself, that line is left to the running heads.
    let begins = |head: &str| head.strip_suffix(same).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let start = if feet.iter().all(|(.., head)| begins(head)) { Some(0) } else { same.find(' ') };
    let Some(foot) = start.and_then(|start| same.get(start..)) else { return };
    // "as shown on page 3" is said in small letters.
    if !foot.chars().any(|letter| letter.is_uppercase() || letter.is_ascii_digit()) {
        return;
    }
    for (at, _, head) in &feet {
        let words = head.strip_suffix(foot).unwrap_or(head).trim_end();
        if words.is_empty() {
            continue;
        }
        let cut = lines[*at].of(source).len() - words.len();
        lines[*at].end -= cut;
        lines[*at].width = lines[*at].width.saturating_sub(cut);
    }
}

/// The number of the page that a line ends with, and what stands before "Page 3".
fn numbered_foot(words: &str) -> Option<(usize, &str)> {
    let (rest, number) = words.rsplit_once(' ')?;
    let head = rest.trim_end();
    let (head, page) = head.split_at(head.rfind(' ')?);
    let digits = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && is_page_word(page.trim_start())).then(|| Some((number.parse().ok()?, head))).flatten()
}

/// The longest end that both have.
fn common_end<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let length: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    &one[one.len() - length..]
}

/// The number at the end of a line and its length with the white space before it.
fn last_number(words: &str) -> Option<(usize, usize)> {
    let rest = words.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = words.len() - rest.len();
    let kept = rest.trim_end_matches([' ', '\t']);
    if digits == 0 || digits > 3 || kept.is_empty() || kept.len() == rest.len() {
        return None;
    }
    words[rest.len()..].parse().ok().map(|number| (number, words.len() - kept.len()))
}

/// Does a page end between these two lines of words, seen from the gap alone?
pub(super) fn gap_is_page_end(line: &Line) -> bool {
    line.page_before || line.blanks_before >= PAGE_GAP
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn knows_page_numbers() {
        for words in ["12", "- 12 -", "-12-", "-12-    13", "Page 3 of 10", "PAGE 3", "3 of 10", "iv", "A-4"] {
            assert!(is_page_number(words), "{words}");
        }
        for words in ["12.", "Section 3", "12 days", "12 13", "(12)", "Acme", "Net 30"] {
            assert!(!is_page_number(words), "{words}");
        }
    }

    #[test]
    fn cuts_page_numbers_that_count_up() {
        let source = "Vendor shall pay the 1\n\n\n\n\nfees. 2\n\n\n\n\nWithin 30";
        let mut list = lines(source);
        cut_page_numbers(source, &mut list);
        let kept: Vec<&str> = list.iter().map(|line| line.of(source)).collect();
        assert_eq!(kept, ["Vendor shall pay the", "fees.", "Within 30"]);
        let footed = "Vendor shall pay the 1\n\nFiled by Acme\n\n\n\n\nfees. 2\n\nFiled by Acme\n\n\n\n\nWithin 30";
        let mut list = lines(footed);
        cut_page_numbers(footed, &mut list);
        assert_eq!((list[0].of(footed), list[2].of(footed)), ("Vendor shall pay the", "fees."));
    }

    #[test]
    fn cuts_feet_behind_words() {
        let source = "Vendor shall pay harmless from 1-800-WORK | www.acme.example PAGE 1\n\nall claims.\n\nFees are due \
            on the 1-800-WORK | www.acme.example PAGE 2\n\nfirst. Sums stand 1-800-WORK | www.acme.example PAGE 7\n\n1-800-WORK | www.acme.example PAGE 8";
        let mut list = lines(source);
        cut_page_feet(source, &mut list);
        let kept: Vec<&str> = list.iter().map(|line| line.of(source)).collect();
        let whole = [
            "Vendor shall pay harmless from",
            "all claims.",
            "Fees are due on the",
            "first. Sums stand",
            "1-800-WORK | www.acme.example PAGE 8",
        ];
        assert_eq!(kept, whole);
        let listed =
            "See the rate as shown on page 2\n\nand the plan as shown on page 4\n\nand the rest as shown on page 9";
        let mut list = lines(listed);
        cut_page_feet(listed, &mut list);
        assert_eq!(list[0].of(listed), "See the rate as shown on page 2");
    }

    #[test]
    fn drops_running_heads_but_not_repeated_words() {
        let said = ["Fees are due.", "Notices are written.", "Delaware law governs.", "Parts are severable."];
        let page =
            |(n, said): (usize, &&str)| format!("Widget Deal - Draft {n}\n\nVendor:\n\n{said}\n\n{n}\n\n<PAGE>\n\n");
        let source: String = said.iter().enumerate().map(page).collect();
        let list = lines(&source);
        let kept: Vec<&str> = list
            .iter()
            .zip(roles(&source, &list))
            .filter(|(_, role)| *role == Role::Words)
            .map(|(line, _)| line.of(&source))
            .collect();
        // The head of the first page may be the title, and stays.
        assert_eq!(kept[..4], ["Widget Deal - Draft 0", "Vendor:", said[0], "Vendor:"]);
        assert_eq!(kept.len(), 9);
    }
}
