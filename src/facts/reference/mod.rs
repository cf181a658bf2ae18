//! Cross-references: "subject to Section 9.2", "Exhibit A", and whether their target exists. In: a
//! document and its outline. Out: [`Reference`]s in order. `terms` and `review` come next.

mod abroad;
mod citation;
mod targets;

use std::ops::Range;

use crate::ingest::Document;
use crate::outline::{ClauseId, ClauseKind, Outline, SentenceKind};
use crate::span::Span;
use citation::{Citation, Member, Reader};
use targets::Targets;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A clause of this document.
    Clause(ClauseId),
    /// Said to be in this document, and not there.
    Missing,
    /// In another document ("Section 365 of the Bankruptcy Code").
    Elsewhere,
    /// Not told: the document's clauses carry no numbers.
    Unclear,
}

/// What kind of place is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    Article,
    /// "Section", "Clause", "§", and "Paragraph 4.2".
    Section,
    /// "paragraph (b)": a part of the clause that cites it.
    Paragraph,
    /// "Exhibit", "Schedule", "Annex", "Appendix", "Attachment": a document may name one that is
    /// not attached.
    Exhibit,
    /// "Rule 144": law.
    Law,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written: "Section 9.2"; "4.2" for the second of "Sections 4.1 and 4.2".
    pub span: Span,
    pub tokens: Range<usize>,
    pub kind: Cited,
    /// As cited: "9.2", "Exhibit A"; empty for a bare "this Section".
    pub number: String,
    pub target: Target,
}

pub fn read(document: &Document, outline: &Outline) -> Vec<Reference> {
    let reader = Reader::new(document, outline);
    let targets = Targets::new(document, outline);
    let citations = citations(&reader, outline);
    let mut references = Vec::new();
    for group in citations.chunk_by(|one, two| reader.joined(one.end, two.start)) {
        let elsewhere = abroad::is_elsewhere(&reader, group);
        for citation in group {
            references.extend(resolved(&reader, &targets, citation, elsewhere));
        }
    }
    doubt(&mut references);
    references
}

fn citations(reader: &Reader, outline: &Outline) -> Vec<Citation> {
    let mut citations = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        let citation = reader.at(at);
        at = citation.as_ref().map_or(at + 1, |citation| citation.end.max(at + 1));
        citations.extend(citation.filter(|citation| !heads(reader, outline, citation)));
    }
    citations
}

/// Where much that is cited is not found, the numbering was not understood, or the numbers are of
/// the agreement that this one amends: then nothing is said to be missing.
fn doubt(references: &mut [Reference]) {
    let is_section = |found: &&Reference| matches!(found.kind, Cited::Section | Cited::Article);
    let distinct = |target: fn(Target) -> bool| {
        let numbers = references.iter().filter(is_section).filter(|found| target(found.target));
        numbers.map(|found| targets::head(&found.number)).collect::<std::collections::BTreeSet<_>>().len()
    };
    let missing = distinct(|target| target == Target::Missing);
    let found = distinct(|target| matches!(target, Target::Clause(_)));
    if missing > 3 || missing > 1 && missing * 2 > found {
        references
            .iter_mut()
            .filter(|found| found.target == Target::Missing && matches!(found.kind, Cited::Section | Cited::Article))
            .for_each(|found| found.target = Target::Unclear);
    }
}

/// Is it the label or heading of a clause, and so no reference?
fn heads(reader: &Reader, outline: &Outline, citation: &Citation) -> bool {
    let Some(first) = citation.members.first() else { return true };
    if (citation.start..first.tokens.end).any(|at| outline.labels.get(at).copied().unwrap_or(false)) {
        return true;
    }
    let place = reader.span(citation.start..citation.start + 1).start;
    let starts = targets::holding(outline, place).is_some_and(|id| {
        outline
            .clauses
            .get(id.0)
            .is_some_and(|clause| clause.kind == ClauseKind::Schedule && clause.span.start == place)
    });
    let heading = outline
        .sentence_at(place)
        .is_some_and(|sentence| sentence.kind == SentenceKind::Heading && sentence.tokens.start == citation.start);
    starts || heading
}

fn resolved(reader: &Reader, targets: &Targets, citation: &Citation, elsewhere: bool) -> Vec<Reference> {
    let kind = citation.kind;
    let one = |member: &Member| {
        let span = reader.span(member.tokens.clone());
        let target = match targets.find(kind, member, span.start) {
            _ if elsewhere => Target::Elsewhere,
            // "this Section 7" stands in it, whatever became of its label.
            Target::Missing if reader.says_this(member) => Target::Unclear,
            found => found,
        };
        Reference { span, tokens: member.tokens.clone(), kind, number: member.number.clone(), target }
    };
    citation.members.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str) -> Vec<(String, String, Target)> {
        let document = Document::from_text(text);
        read(&document, &Outline::read(&document))
            .into_iter()
            .map(|found| (found.span.of(document.text.canonical()).to_owned(), found.number, found.target))
            .collect()
    }

    #[test]
    fn reads_how_lawyers_cite() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("subject to Section 9.2, Client", &[("Section 9.2", "9.2")]),
            ("under Sections 4.1 and 4.2 hereof", &[("Sections 4.1", "4.1"), ("4.2", "4.2")]),
            ("of Sections 4.1 through 4.5,", &[("Sections 4.1", "4.1"), ("4.5", "4.5")]),
            ("see Section 4.1 through Section 4.11.", &[("Section 4.1", "4.1"), ("Section 4.11", "4.11")]),
            ("under clause 4.2(a)(ii) and", &[("clause 4.2(a)(ii)", "4.2(a)(ii)")]),
            ("as provided in paragraph (b) below", &[("paragraph (b)", "(b)")]),
            ("in Article IV shall", &[("Article IV", "IV")]),
            ("under § 12 and", &[("§ 12", "12")]),
            ("listed in Exhibit A and Schedule 2.", &[("Exhibit A", "Exhibit A"), ("Schedule 2", "Schedule 2")]),
            ("listed in Exhibit \"A\" attached", &[("Exhibit \"A\"", "Exhibit A")]),
            ("in Schedules A and B", &[("Schedules A", "Schedule A"), ("B", "Schedule B")]),
            ("in Appendix B-1 hereto", &[("Appendix B-1", "Appendix B-1")]),
            ("and Section 9 (Limitation of Liability) applies", &[("Section 9", "9")]),
            ("and Sections 5, 6.1(b), and 7 survive", &[("Sections 5", "5"), ("6.1(b)", "6.1(b)"), ("7", "7")]),
            ("defined in Section 1g, 2i", &[("Section 1g", "1g"), ("2i", "2i")]),
            ("under this Section 4", &[("this Section 4", "4")]),
            ("as set out in this Section", &[("this Section", "")]),
            ("and Sections 5 and 7-11 survive", &[("Sections 5", "5"), ("7", "7"), ("11", "11")]),
            ("within Section 4 or 30 days", &[("Section 4", "4")]),
            ("the schedule of fees and a section of road", &[]),
            ("will schedule a meeting in a clause or two", &[]),
            ("the headings of articles and sections", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = cited(text).into_iter().map(|(span, number, _)| (span, number)).collect();
            let found: Vec<_> = found.iter().map(|(span, number)| (span.as_str(), number.as_str())).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }

    #[test]
    fn knows_what_is_elsewhere() {
        for text in [
            "under Section 365 of the Bankruptcy Code",
            "waives Section 1542 of the California Civil Code",
            "exempt under Rule 144 of the rules",
            "as defined in Section 5 of the Master Agreement",
            "11 U.S.C. Section 365(n) applies",
            "under Sections 401, 403(b) or 457 of the Internal Revenue Code",
            "Cal. Civ. Code § 1542",
            "listed in Schedule B thereto",
            "with Annex 1A, Annex II, and Annex III of the UK Addendum",
            "as Section 12.4 of the Alliance Agreement. Next",
            "see Section 10.4 of that certain Agreement and Plan of Merger",
            "under FAR section 12.212 and",
            "in Section 101 of Title 17 of the United States Code",
        ] {
            let found = cited(text);
            assert!(
                !found.is_empty() && found.iter().all(|(.., target)| *target == Target::Elsewhere),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn takes_its_own_agreement_for_home() {
        for text in ["under Section 9 of this Agreement", "under Section 9 of the Agreement", "under Section 9 hereof"]
        {
            assert!(cited(text).iter().all(|(.., target)| *target != Target::Elsewhere), "{text}");
        }
    }
}
