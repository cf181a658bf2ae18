//! Places in other documents. In: a citation and the words around it. Out: whether it points
//! outside: a statute ("Section 365 of the Bankruptcy Code"), another agreement.

use super::Cited;
use super::citation::{Citation, Reader};

/// Citations joined by "and" are in one document.
pub(super) fn is_elsewhere(reader: &Reader, group: &[Citation]) -> bool {
    let law = group.iter().any(|citation| citation.kind == Cited::Law);
    let before = group.first().is_some_and(|first| law_before(reader, first.start));
    law || before || group.last().is_some_and(|last| behind(reader, last.end))
}

/// "11 U.S.C. Section 365", "Cal. Civ. Code § 1542", "17 C.F.R. § 240".
fn law_before(reader: &Reader, start: usize) -> bool {
    const BOOKS: [&str; 19] = [
        "u.s.c.", "u.s.c", "usc", "c.f.r.", "c.f.r", "cfr", "code", "stat", "stats", "regs", "act", "erisa", "gdpr",
        "ucc", "treas", "far", "fars", "dfar", "dfars",
    ];
    (1..=4)
        .map_while(|back| start.checked_sub(back))
        .take_while(|&at| !reader.line_ends(at))
        .take_while(|&at| reader.capital(at) || matches!(reader.word(at), "." | "," | "§" | "section" | "c" | "r"))
        .any(|at| reader.capital(at) && BOOKS.contains(&reader.word(at)))
}

fn behind(reader: &Reader, end: usize) -> bool {
    let mut at = end;
    // "Section 9 (Limitation of Liability) of the Master Agreement"
    if reader.word(at) == "(" {
        at = (at..at + 12).find(|&place| reader.word(place) == ")").map_or(at, |close| close + 1);
    }
    if matches!(reader.word(at), "thereto" | "thereof" | "therein" | "thereunder") {
        return true;
    }
    if matches!(reader.word(at), "," | "attached" | "as" | "set" | "listed")
        && matches!(reader.word(at + 1), "thereto" | "thereof")
    {
        return true;
    }
    let joined = matches!(reader.word(at), "of" | "under" | "to" | "in") && !reader.line_ends(at);
    joined && names_another(reader, at + 1, reader.word(at))
}

/// "the Bankruptcy Code", "Title 11", "ERISA", "the Master Agreement"; not "this Agreement", "the Agreement".
fn names_another(reader: &Reader, start: usize, joint: &str) -> bool {
    const LEADS: [&str; 8] = ["the", "that", "such", "said", "certain", "its", "a", "an"];
    let at = (start..start + 3).find(|&at| !LEADS.contains(&reader.word(at))).unwrap_or(start + 3);
    if (start..at).any(|lead| reader.word(lead) == "certain") {
        return true;
    }
    match reader.word(at) {
        "this" | "these" | "section" | "article" | "exhibit" | "schedule" | "clause" | "paragraph" => return false,
        "title" | "part" | "chapter" => return joint == "of" && is_number(reader, at + 1),
        _ => {}
    }
    let name = name(reader, at);
    let (law, paper) = (name.iter().any(|word| is_law(word)), name.last().is_some_and(|word| is_paper(word)));
    // "the Agreement" is this one; "the Master Services Agreement" is another, unless this one is called so.
    let another = paper && name.len() > 1 && !own(reader, &name);
    law && joint != "to" || joint == "of" && (another || acronym(reader, start, at, name.len()))
}

/// "of ERISA", "of the EEA SCCs"; in a line of capitals every word looks like one.
fn acronym(reader: &Reader, start: usize, at: usize, words: usize) -> bool {
    let shouting = start > 0 && reader.token(start - 1).is_some_and(|joint| joint.all_caps);
    let caps = reader.token(at).is_some_and(|token| token.all_caps);
    (1..=2).contains(&words) && caps && !shouting && !is_paper(reader.word(at))
}

fn is_number(reader: &Reader, at: usize) -> bool {
    reader.word(at).starts_with(|c: char| c.is_ascii_digit())
}

/// The capitalised words from `at` on, small joints among them.
fn name<'a>(reader: &Reader<'a>, at: usize) -> Vec<&'a str> {
    let mut words = Vec::new();
    let mut place = at;
    while words.len() < 10 && !reader.word(place).is_empty() {
        let word = reader.word(place);
        let joint = matches!(word, "of" | "and" | "&" | "-" | "'s") && !words.is_empty();
        if !(reader.capital(place) && !ends_name(word) || joint) {
            break;
        }
        if !joint {
            words.push(word);
        }
        place += 1;
    }
    words
}

/// Words that belong to no name, even in a line of capitals.
fn ends_name(word: &str) -> bool {
    const VERBS: [&str; 18] = [
        "shall", "will", "in", "is", "are", "which", "that", "no", "not", "by", "for", "to", "under", "with", "or",
        "the", "this", "any",
    ];
    VERBS.contains(&word)
}

fn is_law(word: &str) -> bool {
    matches!(
        word,
        "act"
            | "acts"
            | "code"
            | "codes"
            | "law"
            | "laws"
            | "regulation"
            | "regulations"
            | "statute"
            | "statutes"
            | "directive"
            | "constitution"
            | "ordinance"
            | "u.s.c."
            | "u.s.c"
            | "c.f.r."
            | "usc"
            | "cfr"
            | "erisa"
            | "gdpr"
            | "ucc"
            | "rules"
            | "treaty"
            | "convention"
            | "incoterms"
            | "ccpa"
            | "hipaa"
    )
}

fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "agreement"
            | "agreements"
            | "contract"
            | "msa"
            | "lease"
            | "plan"
            | "terms"
            | "policy"
            | "charter"
            | "bylaws"
            | "indenture"
            | "note"
            | "addendum"
            | "amendment"
            | "license"
            | "prospectus"
    )
}

/// Does the document call itself so: "this Master Services Agreement"?
fn own(reader: &Reader, name: &[&str]) -> bool {
    (0..reader.len().min(400)).any(|at| {
        reader.word(at) == "this" && name.iter().enumerate().all(|(step, word)| reader.word(at + 1 + step) == *word)
    })
}
