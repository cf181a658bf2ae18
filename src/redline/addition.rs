//! Putting in what is missing. In: a text and where it belongs. Out: an edit that adds a sentence, or
//! a clause with the next number in the document's own sequence.

use super::Edit;
use super::render::Scene;
use crate::contract::Contract;
use crate::outline::{Clause, ClauseId, ClauseKind};
use crate::span::Span;

/// A sentence behind the one that holds `place`; behind the list where that is an item of one which
/// goes on.
pub fn sentence(contract: &Contract, place: usize, text: &str) -> Edit {
    after(contract, list_end(contract, place).unwrap_or(place), text)
}

/// The end of the sentence at `place`; of the list where it is an item of one which goes on.
fn list_end(contract: &Contract, place: usize) -> Option<usize> {
    const ITEMS: usize = 24;
    let own = contract.outline.sentence_at(place)?;
    let following = contract.outline.sentences.iter().skip(own.id.0).take(ITEMS);
    let last = following.map(|sentence| sentence.span).find(|span| !goes_on(contract.quote(*span)));
    Some(last.unwrap_or(own.span).end)
}

/// "… Application Software;", "… in the Territory; and".
fn goes_on(sentence: &str) -> bool {
    let words = sentence.trim_end();
    let words = ["and", "or", "and/or"].iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    words.trim_end().ends_with([';', ','])
}

/// A sentence behind the last one of the clause.
pub fn closing(contract: &Contract, clause: ClauseId, text: &str) -> Edit {
    let clause = contract.outline.clause(clause);
    let leads_in = contract.quote(clause.body).trim_end().ends_with(':');
    let end = if clause.body.is_empty() || leads_in { clause.span.end } else { clause.body.end };
    let words = contract.document.text.canonical().get(..end).map_or(end, |head| head.trim_end().len());
    let last = list_end(contract, words.saturating_sub(1)).unwrap_or(end);
    after(contract, last.max(end), text)
}

fn after(contract: &Contract, end: usize, text: &str) -> Edit {
    let canonical = contract.document.text.canonical();
    let end = canonical.get(..end).map_or(end, |head| head.trim_end().len());
    let ended = canonical.get(..end).is_some_and(|head| head.ends_with(['.', '!', '?', '"', ':']));
    Edit::new(Span::at(end), if ended || end == 0 { format!(" {text}") } else { format!(". {text}") })
}

/// A clause of its own: the next in the sequence that `home` belongs to, or the last of the document.
pub fn clause(scene: Scene<'_>, home: Option<ClauseId>, heading: Option<&str>, text: &str) -> Edit {
    let contract = scene.contract;
    let gap = scene.voice.paragraph_break;
    let neighbour = match home {
        Some(home) => neighbour(contract, home),
        None => last_section(contract).map(|last| (last, true)),
    };
    let Some((last, numbered)) = neighbour else {
        let canonical = contract.document.text.canonical();
        let signed = contract.outline.clauses.iter().find(|clause| clause.kind == ClauseKind::Signature);
        let signed = signed.map_or(canonical.len(), |clause| clause.span.start);
        let end = canonical.get(..signed).map_or(signed, |head| head.trim_end().len());
        return Edit::new(Span::at(end), format!("{gap}{}", with_heading(heading, ". ", text)));
    };
    let canonical = contract.document.text.canonical();
    let end = canonical.get(..last.span.end).map_or(last.span.end, |head| head.trim_end().len());
    let label = if numbered { next_label(contract, last) } else { None };
    let Some(label) = label else {
        return Edit::new(Span::at(end), format!("{gap}{text}"));
    };
    let body = match last.heading {
        None => text.to_owned(),
        Some(span) => {
            let shouted = span.of(canonical).chars().all(|c| !c.is_lowercase());
            let heading = heading.map(|heading| if shouted { heading.to_uppercase() } else { heading.to_owned() });
            with_heading(heading.as_deref(), heading_gap(canonical, last, span), text)
        }
    };
    Edit::new(Span::at(end), format!("{gap}{label} {body}"))
}

fn with_heading(heading: Option<&str>, gap: &str, text: &str) -> String {
    heading.map_or(text.to_owned(), |heading| format!("{heading}{gap}{text}"))
}

/// What the neighbour writes between its heading and its text: a dot, or the end of the line.
fn heading_gap(canonical: &str, clause: &Clause, heading: Span) -> &'static str {
    let between = canonical.get(heading.end..clause.body.start.max(heading.end)).unwrap_or("");
    match between {
        _ if between.contains('\n') || clause.body.is_empty() => "\n",
        _ if between.contains(':') => ": ",
        _ => ". ",
    }
}

/// The last of the sections beside or below `home`, and whether a new one takes the next number.
fn neighbour(contract: &Contract, home: ClauseId) -> Option<(&Clause, bool)> {
    let outline = &contract.outline;
    let mut section = outline.clauses.get(home.0)?;
    while matches!(section.kind, ClauseKind::Item | ClauseKind::Definition) {
        section = outline.clause(section.parent?);
    }
    let below = numbered_children(contract, Some(section.id)).last();
    if let Some(last) = below {
        return Some((last, true));
    }
    match section.parent {
        Some(parent) => Some((numbered_children(contract, Some(parent)).last()?, true)),
        None => Some((section, false)),
    }
}

fn numbered_children(contract: &Contract, parent: Option<ClauseId>) -> impl Iterator<Item = &Clause> {
    contract.outline.clauses.iter().filter(move |clause| {
        let section = matches!(clause.kind, ClauseKind::Section | ClauseKind::Article);
        clause.parent == parent && section && clause.number.is_some()
    })
}

/// The last section of the document's own body; a heading over the signatures alone is none.
fn last_section(contract: &Contract) -> Option<&Clause> {
    let clauses = &contract.outline.clauses;
    let body = clauses.iter().take_while(|clause| !matches!(clause.kind, ClauseKind::Schedule | ClauseKind::Signature));
    let top = body
        .filter(|clause| clause.parent.is_none())
        .filter(|clause| matches!(clause.kind, ClauseKind::Section | ClauseKind::Article));
    let says =
        |clause: &&Clause| !clause.body.is_empty() || clauses.iter().any(|below| below.parent == Some(clause.id));
    let last = top.clone().filter(says).last().or_else(|| top.last())?;
    // Numbers that run on under an unnumbered heading.
    let below = || clauses.iter().filter(|clause| clause.parent == Some(last.id) && clause.number.is_some());
    let numbered = below().rfind(|clause| clause.kind == ClauseKind::Section);
    Some(numbered.filter(|_| last.number.is_none()).unwrap_or(last))
}

/// The label that comes after the clause's own: "9.4" gives "9.5", "(d)" gives "(e)".
fn next_label(contract: &Contract, clause: &Clause) -> Option<String> {
    clause.number.as_ref()?;
    let start = clause.heading.map_or(clause.body.start, |heading| heading.start.min(clause.body.start));
    let canonical = contract.document.text.canonical();
    let label = canonical.get(clause.span.start..start.max(clause.span.start))?.trim();
    let siblings = numbered_children(contract, clause.parent).count();
    incremented(label, siblings)
}

fn incremented(label: &str, siblings: usize) -> Option<String> {
    let end = label.rfind(|c: char| c.is_ascii_alphanumeric())? + 1;
    let start = label[..end]
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + label[at..].chars().next().map_or(1, char::len_utf8));
    let last = &label[start..end];
    let next = match last.parse::<u32>() {
        Ok(number) => number.checked_add(1)?.to_string(),
        Err(_) if last.eq_ignore_ascii_case(&roman(siblings)) => cased(last, roman(siblings + 1)),
        Err(_) if last.len() == 1 && !last.eq_ignore_ascii_case("z") => {
            last.bytes().next().map(|letter| char::from(letter + 1).to_string())?
        }
        Err(_) => return None,
    };
    Some(format!("{}{next}{}", &label[..start], &label[end..]))
}

fn cased(like: &str, text: String) -> String {
    if like.chars().all(char::is_uppercase) { text.to_uppercase() } else { text }
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_on() {
        for (label, siblings, next) in [
            ("9.4", 4, Some("9.5")),
            ("9.4.", 4, Some("9.5.")),
            ("14.", 14, Some("15.")),
            ("(d)", 4, Some("(e)")),
            ("(i)", 1, Some("(ii)")),
            ("ARTICLE IV", 4, Some("ARTICLE V")),
            ("Section 9.9", 9, Some("Section 9.10")),
            ("§ 3", 3, Some("§ 4")),
            ("-", 1, None),
        ] {
            assert_eq!(incremented(label, siblings).as_deref(), next, "{label}");
        }
    }
}
