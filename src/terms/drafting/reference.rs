//! References to what is not there. In: the cross-references. Out: [`Dangling`], one for each place
//! that is cited and missing, however often.

use std::collections::HashSet;

use crate::contract::Contract;
use crate::facts::{Cited, Reference, Target};
use crate::outline::{ClauseId, ClauseKind, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading, passage, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Dangling {
    pub kind: Cited,
    /// "Section 12.4".
    pub reference: Span,
    pub context: Span,
    pub clause: ClauseId,
}

pub fn read(contract: &Contract) -> Vec<Dangling> {
    if is_amendment(contract) || passage::is_addendum(contract) {
        return Vec::new();
    }
    let mut seen: HashSet<&str> = HashSet::new();
    let missing = contract.facts.references.iter().filter(|found| found.target == Target::Missing);
    let mut found: Vec<&Reference> = missing
        .filter(|found| is_operative(contract, found) && !points_away(contract, found) && !is_titled(contract, found))
        .filter(|found| !is_label(contract, found) && !is_hyphened(contract, found) && !is_counted(contract, found))
        .filter(|found| seen.insert(found.number.as_str()))
        .collect();
    doubt(contract, &mut found);
    found.into_iter().filter_map(|found| dangling(contract, found)).collect()
}

/// What hangs on an attachment so that nobody can judge the deal without it.
const PRICE_AND_SCOPE: [&str; 20] = [
    "fee",
    "fees",
    "price",
    "prices",
    "pricing",
    "rates",
    "charges",
    "compensation",
    "payment",
    "royalties",
    "services",
    "scope",
    "work",
    "deliverables",
    "specifications",
    "specification",
    "products",
    "software",
    "territory",
    "milestones",
];

/// The first attachment with the price or the scope, where not one attachment is here.
pub fn papers(contract: &Contract) -> Option<Dangling> {
    let attached = contract.outline.clauses.iter().any(|clause| clause.kind == ClauseKind::Schedule);
    if attached || is_amendment(contract) || passage::is_addendum(contract) {
        return None;
    }
    let cited = |found: &&Reference| found.kind == Cited::Exhibit && found.target == Target::Missing;
    let mut all = contract.facts.references.iter().filter(cited);
    let headed = |found: &Reference| {
        found.number.split_once(' ').is_none_or(|(sort, label)| label.len() > 2 || is_headed(contract, sort, label))
    };
    let holds_the_deal = |found: &Reference| {
        let near = found.tokens.start.saturating_sub(7)..found.tokens.end + 5;
        scope::holds(contract, near, &PRICE_AND_SCOPE)
    };
    if all.clone().any(headed) {
        return None;
    }
    let first =
        all.find(|found| is_operative(contract, found) && !points_away(contract, found) && holds_the_deal(found))?;
    dangling(contract, first)
}

/// An amendment cites the sections of the agreement that it amends.
fn is_amendment(contract: &Contract) -> bool {
    const OPENING: usize = 250;
    let tokens = contract.document.text.tokens();
    (0..OPENING).any(|at| {
        tokens.at(at) == "amendment"
            && matches!(tokens.at(at.wrapping_sub(1)), "this" | "first" | "second" | "third" | "fourth")
    })
}

/// Of one article or one sort of attachment a slip is missing, not three: where more is, the numbering
/// was not understood or the papers were merely not copied.
fn doubt(contract: &Contract, found: &mut Vec<&Reference>) {
    const SLIPS: usize = 2;
    const MOST: usize = 100;
    if found.len() > MOST {
        found.clear();
    }
    let key = |one: &Reference| match one.kind {
        Cited::Exhibit => one.number.split(' ').next().unwrap_or_default().to_owned(),
        _ => one.number.split(['.', '(']).next().unwrap_or_default().to_owned(),
    };
    let keys: Vec<(bool, String)> = found.iter().map(|one| (one.kind == Cited::Exhibit, key(one))).collect();
    let alike = |wanted: &(bool, String)| keys.iter().filter(|known| *known == wanted).count();
    let known: Vec<bool> = found
        .iter()
        .zip(&keys)
        .map(|(one, key)| match one.kind {
            Cited::Exhibit => alike(key) <= SLIPS && is_attachable(contract, one),
            Cited::Section | Cited::Article => {
                alike(key) <= SLIPS && is_understood(contract, one) && !is_spoken(contract, one)
            }
            // What a small letter means depends on the reader's eye for lists.
            Cited::Paragraph | Cited::Law => false,
        })
        .collect();
    let mut keep = known.into_iter();
    found.retain(|_| keep.next().unwrap_or(false));
}

/// "Article XII. The Contract shall …" within a line: a heading that was not understood as one.
fn is_label(contract: &Contract, found: &Reference) -> bool {
    let tokens = contract.document.text.tokens();
    let next = found.tokens.end + 1;
    let opens = contract
        .outline
        .sentence_at(found.span.start)
        .is_some_and(|sentence| sentence.tokens.start == found.tokens.start);
    opens
        && matches!(tokens.at(found.tokens.end), "." | ":" | "-")
        && tokens.as_slice().get(next).is_some_and(|token| token.capital)
}

/// "This Agreement comprises Clauses 1 to 9": what there is, told and not cited.
fn is_counted(contract: &Contract, found: &Reference) -> bool {
    let before = found.tokens.start.saturating_sub(8)..found.tokens.start;
    scope::holds(contract, before, &["comprises", "comprising", "consists", "consisting"])
}

/// "Schedule 1-1" at the foot of a page, "Section 2520.104-24" of a regulation: one label with its hyphen.
fn is_hyphened(contract: &Contract, found: &Reference) -> bool {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let digits = |at: usize| tokens.at(at).starts_with(|letter: char| letter.is_ascii_digit());
    let touching = |one: usize, two: usize| match (list.get(one), list.get(two)) {
        (Some(one), Some(two)) => one.span.end == two.span.start,
        _ => false,
    };
    let (first, end) = (found.tokens.start, found.tokens.end);
    let ahead = first >= 2 && tokens.at(first - 1) == "-" && digits(first - 2) && touching(first - 2, first - 1);
    let behind = tokens.at(end) == "-" && touching(end - 1, end) && touching(end, end + 1) && digits(end + 1);
    ahead || behind
}

/// Plain numbers ("12.4"), and parts of a clause that is there ("8.1(b)"); not "4.2(a)(i)(B)", "14A", "5.l".
fn is_understood(contract: &Contract, found: &Reference) -> bool {
    let (whole, part) =
        found.number.split_once('(').map_or((found.number.as_str(), None), |(whole, part)| (whole, Some(part)));
    let plain = !whole.is_empty() && whole.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    // "6A", of a section 6 that is there.
    let lettered = whole.strip_suffix(|letter: char| letter.is_ascii_uppercase()).is_some_and(|number| {
        number.chars().all(|letter| letter.is_ascii_digit()) && contract.outline.cited(number).next().is_some()
    });
    let roman = found.kind == Cited::Article && whole.chars().all(|letter| letter.is_ascii_uppercase());
    let shallow = part.is_none_or(|part| !part.contains('('));
    let parent = part.is_none() || contract.outline.cited(whole).next().is_some();
    (plain || roman || lettered) && shallow && parent
}

/// "Exhibit C" where an Exhibit A is attached: one letter or small number. Where none of its sort is
/// attached, they were merely not copied; "Exhibit 10.1" is a filing's.
fn is_attachable(contract: &Contract, found: &Reference) -> bool {
    let Some((sort, label)) = found.number.split_once(' ') else { return false };
    let plain = label.len() <= 2 && label.chars().all(char::is_alphanumeric);
    let sibling = contract.outline.clauses.iter().any(|clause| {
        let number = clause.number.as_deref().unwrap_or_default();
        clause.kind == ClauseKind::Schedule && number.to_lowercase().starts_with(&sort.to_lowercase())
    });
    let tokens = contract.document.text.tokens();
    let listed = matches!(tokens.at(found.tokens.end), ":" | "-" | ".");
    let heads = listed
        && contract
            .outline
            .sentence_at(found.span.start)
            .is_some_and(|sentence| sentence.tokens.start == found.tokens.start);
    plain && sibling && !heads && !is_headed(contract, sort, label)
}

/// Does a line begin with it, or does it stand in capitals: the head of an attachment all the same?
fn is_headed(contract: &Contract, sort: &str, label: &str) -> bool {
    let tokens = contract.document.text.tokens();
    let text = contract.document.text.canonical();
    let (sort, label) = (sort.to_lowercase(), label.to_lowercase());
    tokens.as_slice().iter().enumerate().any(|(at, token)| {
        let named = tokens.word(token.word) == sort && tokens.at(at + 1) == label;
        let opens =
            || text.get(..token.span.start).is_none_or(|before| before.trim_end_matches([' ', '\t']).ends_with('\n'));
        named && (opens() || token.all_caps)
    })
}

/// Does the number stand anywhere but in references: a label that was not understood as one?
fn is_spoken(contract: &Contract, found: &Reference) -> bool {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let first = found.number.split('(').next().unwrap_or_default();
    let Some(word) =
        found.tokens.clone().find(|at| tokens.at(*at) == first).and_then(|at| list.get(at)).map(|token| token.word)
    else {
        return false;
    };
    let references = &contract.facts.references;
    let cited = |at: usize| {
        let after = references.partition_point(|one| one.tokens.start <= at);
        after.checked_sub(1).and_then(|last| references.get(last)).is_some_and(|one| one.tokens.contains(&at))
    };
    let parted = found.number.contains('(');
    // A part of a clause that is there: only its label would tell, and that is looked for elsewhere.
    !parted && list.iter().enumerate().any(|(at, token)| token.word == word && !cited(at))
}

/// "of the Supplement", "to the AZ License", "of the 1933 Act": another paper's, behind all the numbers
/// that are cited together.
fn points_away(contract: &Contract, found: &Reference) -> bool {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let mut at = found.tokens.end;
    // "Labor Regulation Section 2520", "Texas law, Article 5069".
    let lawful = (1..=3).map(|back| tokens.at(found.tokens.start.saturating_sub(back)));
    if lawful
        .into_iter()
        .any(|word| matches!(word, "law" | "regulation" | "regulations" | "code" | "act" | "rule" | "statute"))
    {
        return true;
    }
    let number = |at: usize| tokens.at(at).len() <= 5 && tokens.at(at).chars().any(|letter| letter.is_ascii_digit());
    while at < found.tokens.end + 90 {
        // "8.2 (Limitation of Liability), 9 (Indemnification) … of the Licence": past the titles.
        if tokens.at(at) == "("
            && let Some(close) = (at + 1..at + 12).find(|at| tokens.at(*at) == ")")
        {
            at = close + 1;
            continue;
        }
        let listed =
            matches!(tokens.at(at), "," | "and" | "or" | "elsewhere" | "(" | ")" | "-" | "." | "section" | "sections")
                || number(at)
                || tokens.at(at).len() == 1 && tokens.at(at) != "a";
        if !listed {
            break;
        }
        at += 1;
    }
    if !matches!(tokens.at(at), "of" | "to" | "under" | "in" | "from") {
        return false;
    }
    let lead =
        |at: usize| matches!(tokens.at(at), "the" | "that" | "such" | "its" | "said" | "each" | "any" | "an" | "a");
    let name = (at + 1..at + 4).find(|at| !lead(*at)).unwrap_or(at + 1);
    let own = matches!(
        tokens.at(name),
        "this" | "agreement" | "section" | "article" | "contract" | "exhibit" | "schedule" | "here"
    );
    let named = list.get(name).is_some_and(|token| token.capital) || number(name);
    let lawful = matches!(tokens.at(name), "act" | "law" | "code" | "statute" | "regulations" | "ordinance" | "rules");
    (named || lawful) && !own
}

/// "Section 1.4 (Feedback and Usage Data)" where a heading says just that: it is there under another number.
fn is_titled(contract: &Contract, found: &Reference) -> bool {
    let tokens = contract.document.text.tokens();
    let open = found.tokens.end;
    if !matches!(tokens.at(open), "(" | "[") {
        return false;
    }
    let Some(close) = (open + 1..open + 14).find(|at| matches!(tokens.at(*at), ")" | "]")) else { return false };
    let title = tokens.span(open + 1..close).of(contract.document.text.small());
    title.len() > 2 && contract.document.text.small().matches(title).count() > 1
}

fn is_operative(contract: &Contract, found: &Reference) -> bool {
    let sentence = contract.outline.sentence_at(found.span.start);
    sentence.is_some_and(|sentence| matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition))
}

fn dangling(contract: &Contract, found: &Reference) -> Option<Dangling> {
    let clause = contract.outline.clause_at(found.span.start)?.id;
    let context = super::around(contract, found.tokens.clone(), 8, 6);
    Some(Dangling { kind: found.kind, reference: found.span, context, clause })
}

impl Dangling {
    /// It stands for all attachments, and is asked of a whole contract only.
    pub fn papers_reading(&self) -> Reading {
        let cited = Some(self.reference);
        Reading {
            term: "missing-papers",
            span: None,
            clause: Some(self.clause),
            confidence: 0.7,
            fields: vec![Field { name: "reference", value: FieldValue::Anchor, span: cited }],
            evidence: cited.into_iter().collect(),
        }
    }

    pub fn reading(&self) -> Reading {
        let kind = if self.kind == Cited::Exhibit { "exhibit" } else { "section" };
        let span = Some(self.reference);
        Reading {
            term: "missing-reference",
            span,
            clause: Some(self.clause),
            confidence: 0.8,
            fields: vec![
                record::word("kind", kind, span),
                Field { name: "reference", value: FieldValue::Anchor, span },
            ],
            evidence: Vec::new(),
        }
    }
}
