//! Heads of liability: what stands outside a cap. In: words. Out: a [`Head`] for each thing that
//! they name: fraud, death, confidentiality, a section that is cited.

use std::ops::Range;

use super::passage::Passage;
use crate::facts::{Cited, Target};
use crate::outline::ClauseId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    Indemnity,
    Confidentiality,
    Ip,
    GrossNegligence,
    Wilful,
    Fraud,
    DeathInjury,
    Data,
    Payment,
    Breach,
    Negligence,
    Law,
    Other,
}

/// The words of each head, the weightiest first: "death caused by negligence" is death.
const WORDS: [(Head, &[&str]); 11] = [
    (Head::Fraud, &["fraud", "deceit"]),
    (Head::DeathInjury, &["death", "bodily", "injury", "injuries", "injured"]),
    (Head::Indemnity, &["indemnif", "indemnit"]),
    (
        Head::Confidentiality,
        &["confidential", "confidence", "secrecy", "nondisclosure", "non-disclosure", "disclosure"],
    ),
    (Head::Data, &["data", "privacy", "gdpr", "security"]),
    (
        Head::Ip,
        &["infring", "intellectual", "misappropriat", "copyright", "patent", "proprietary", "ownership", "trademark"],
    ),
    (
        Head::Wilful,
        &["wilful", "willful", "intentional", "deliberate", "reckless", "wanton", "malicious", "malice", "abandon"],
    ),
    (Head::Payment, &["pay", "paid", "fees", "charges", "invoice", "sums", "price"]),
    (Head::Law, &["law", "statut", "legislation", "laws", "mandatory"]),
    (Head::Negligence, &["negligen", "careless"]),
    (
        Head::Breach,
        &[
            "breach",
            "default",
            "failure",
            "nonperformance",
            "non-performance",
            "noncompliance",
            "non-compliance",
            "nonobservance",
        ],
    ),
];

/// What the words name first of all.
pub fn kind(passage: &Passage<'_>, range: Range<usize>) -> Option<Head> {
    let range = named_part(passage, range);
    let gross = range.clone().any(|at| {
        matches!(passage.word(at), "gross" | "grossly") && passage.begins(at..(at + 4).min(range.end), &["neglig"])
    });
    let named = WORDS.iter().find(|(_, stems)| passage.begins(range.clone(), stems)).map(|(head, _)| *head);
    let named = named.filter(|head| *head != Head::Breach || !lacks_care(passage, range.clone()));
    let named = named.or_else(|| lacks_care(passage, range.clone()).then_some(Head::Negligence));
    match named {
        Some(Head::Negligence) | Some(Head::Law) | Some(Head::Breach) | None if gross => Some(Head::GrossNegligence),
        // The breach of one section is no breach of any.
        Some(Head::Breach) if cites(passage, &range) => cited(passage, range).or(Some(Head::Other)),
        Some(Head::Breach) | Some(Head::Payment) | Some(Head::Law) | None => cited(passage, range).or(named),
        named => named,
    }
}

/// "want of care", "failure to take reasonable care": negligence in other words.
fn lacks_care(passage: &Passage<'_>, range: Range<usize>) -> bool {
    const WITHOUT: [&str; 7] = ["want", "lack", "absence", "failure", "failing", "without", "insufficient"];
    let care = range.clone().find(|at| matches!(passage.word(*at), "care" | "diligence"));
    care.is_some_and(|at| passage.holds(at.saturating_sub(7).max(range.start)..at, &WITHOUT))
}

/// "property damage caused by negligence" names damage to property, "losses caused by negligence" and "a
/// breach resulting from negligence" negligence.
fn named_part(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    const GENERIC: [&str; 27] = [
        "breach",
        "breaches",
        "failure",
        "due",
        "act",
        "acts",
        "such",
        "loss",
        "losses",
        "damage",
        "damages",
        "claims",
        "claim",
        "any",
        "all",
        "liability",
        "liabilities",
        "the",
        "a",
        "for",
        "to",
        "of",
        "and",
        "or",
        "which",
        "are",
        "is",
    ];
    let Some(cause) = range.clone().find(|at| matches!(passage.word(*at), "caused" | "resulting")) else {
        return range;
    };
    let labels = &passage.contract.outline.labels;
    let says = |at: usize| {
        !GENERIC.contains(&passage.word(at)) && !labels.get(at).copied().unwrap_or(false) && passage.word(at).len() > 1
    };
    if (range.start..cause).any(says) { range.start..cause } else { range }
}

/// Every head in the words.
pub fn kinds(passage: &Passage<'_>, range: Range<usize>) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    for segment in segments(passage, range) {
        if let Some(head) = kind(passage, segment).filter(|head| !found.contains(head)) {
            found.push(head);
        }
    }
    found
}

fn cites(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let references = &passage.contract.facts.references;
    let from = references.partition_point(|reference| reference.tokens.start < range.start);
    references.get(from).is_some_and(|reference| {
        reference.tokens.start < range.end
            && matches!(reference.kind, Cited::Article | Cited::Section)
            && !reference.number.is_empty()
    })
}

/// "breach of Section 7": what Section 7 is about; "under this Section": what this one is.
fn cited(passage: &Passage<'_>, range: Range<usize>) -> Option<Head> {
    let own = range.clone().any(|at| {
        matches!(passage.word(at), "under" | "by")
            && passage.word(at + 1) == "this"
            && matches!(passage.word(at + 2), "section" | "clause" | "article" | "paragraph")
    });
    if own {
        return about(passage, passage.sentence.clause);
    }
    let references = &passage.contract.facts.references;
    let from = references.partition_point(|reference| reference.tokens.start < range.start);
    references[from..].iter().take_while(|reference| reference.tokens.start < range.end).find_map(|reference| {
        match reference.target {
            Target::Clause(clause) => about(passage, clause),
            _ => None,
        }
    })
}

/// What a clause is about, by its heading or, where it has none, by its own first words.
fn about(passage: &Passage<'_>, clause: ClauseId) -> Option<Head> {
    let outline = &passage.contract.outline;
    let found = outline.clauses.get(clause.0)?;
    let by_words = |words: &str| {
        const TITLES: [(Head, &[&str]); 7] = [
            (Head::Indemnity, &["indemn"]),
            (Head::Confidentiality, &["confiden", "disclos", "secre"]),
            (Head::Data, &["data", "privacy", "security"]),
            (
                Head::Ip,
                &["intellectual", "proprietary", "ownership", "infring", "licen", "trademark", "copyright", "patent"],
            ),
            (Head::Payment, &["payment", "fees", "charges", "price", "royalt", "compensation"]),
            (Head::Law, &["compliance"]),
            (Head::Breach, &["warrant", "represent"]),
        ];
        let words = words.to_lowercase();
        TITLES.iter().find(|(_, stems)| stems.iter().any(|stem| words.contains(stem))).map(|(head, _)| *head)
    };
    let heading = outline.heading_over(clause).map(|span| passage.contract.quote(span));
    let opening: String = passage.contract.quote(found.body).chars().take(160).collect();
    found.heading.and(heading).and_then(by_words).or_else(|| by_words(&opening)).or_else(|| heading.and_then(by_words))
}

/// The members of a row: parted by commas, semicolons, "and", "or", and item borders; what names no
/// head of its own belongs to the one before it.
pub fn segments(passage: &Passage<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    let border = |at: usize| {
        matches!(passage.word(at), "," | ";" | "and" | "or" | "nor" | "and/or")
            || passage.sentence.items.iter().any(|item| item.start == at && at > range.start)
    };
    for at in range.clone() {
        if border(at) {
            if at > start {
                cuts.push(start..at);
            }
            start = if matches!(passage.word(at), "," | ";" | "and" | "or" | "nor" | "and/or") { at + 1 } else { at };
        }
    }
    if range.end > start {
        cuts.push(start..range.end);
    }
    let mut members: Vec<Range<usize>> = Vec::new();
    for cut in cuts {
        let cut = trimmed(passage, cut);
        if cut.is_empty() || names_nothing(passage, cut.clone()) {
            continue;
        }
        let head = kind(passage, cut.clone());
        let hangs = matches!(passage.word(cut.start), "caused" | "resulting" | "arising" | "including" | "whether");
        let fault = matches!(head, Some(Head::Negligence | Head::GrossNegligence | Head::Wilful));
        let conjoined = matches!(passage.word(cut.start.saturating_sub(1)), "or" | "and")
            && passage.word(cut.start.saturating_sub(2)) != ",";
        match members.last_mut() {
            Some(last) if fault && conjoined && is_caused(passage, last) => last.end = cut.end,
            Some(last) if head.is_none() || hangs || head == kind(passage, last.clone()) => last.end = cut.end,
            _ => members.push(cut),
        }
    }
    members
}

/// "to the extent permitted by law" says how far the clause goes, "those set forth above" looks back: neither
/// says what is outside it.
fn names_nothing(passage: &Passage<'_>, range: Range<usize>) -> bool {
    let says = |words: &[&str]| passage.holds(range.clone(), words);
    let permitted = says(&["permitted", "allowed"]) && says(&["extent"]) && says(&["law"]) && !says(&["not"]);
    permitted || says(&["above"]) && says(&["those"]) && kind(passage, range.clone()).is_none()
}

/// "injury caused by negligence [or wilful misconduct]": faults that only say how it came about.
fn is_caused(passage: &Passage<'_>, member: &Range<usize>) -> bool {
    let caused = member.clone().any(|at| matches!(passage.word(at), "caused" | "resulting"));
    caused && named_part(passage, member.clone()) != *member
}

/// Without labels, brackets and marks at the borders.
pub fn trimmed(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let labels = &passage.contract.outline.labels;
    let label = |at: usize| labels.get(at).copied().unwrap_or(false);
    let mark = |at: usize| matches!(passage.word(at), "," | ";" | "." | ":" | "(" | "/" | "and" | "or" | "and/or");
    let mut range = range;
    while range.start < range.end && (label(range.start) || mark(range.start)) {
        range.start += 1;
    }
    while range.end > range.start && (label(range.end - 1) || mark(range.end - 1)) {
        range.end -= 1;
    }
    range
}

impl Head {
    pub fn word(self) -> &'static str {
        match self {
            Head::Indemnity => "indemnity",
            Head::Confidentiality => "confidentiality",
            Head::Ip => "ip",
            Head::GrossNegligence => "gross-negligence",
            Head::Wilful => "wilful",
            Head::Fraud => "fraud",
            Head::DeathInjury => "death-injury",
            Head::Data => "data",
            Head::Payment => "payment",
            Head::Breach => "breach",
            Head::Negligence => "negligence",
            Head::Law => "law",
            Head::Other => "other",
        }
    }

    /// A head that takes the point out of the cap, since most claims come under it.
    pub fn swallows(self) -> bool {
        matches!(self, Head::Breach | Head::Negligence | Head::Confidentiality | Head::Data)
    }
}
