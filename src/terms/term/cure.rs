//! The times to put a breach right. In: a contract. Out: [`Cure`]s, wherever they stand.

use std::sync::LazyLock;

use super::line::Line;
use super::notice;
use crate::contract::Contract;
use crate::facts::Duration;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::PatternSet;
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Cure {
    pub length: Duration,
    pub length_span: Span,
    /// "Before terminating for a breach …": it holds for every right to end.
    pub general: bool,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("cure", "(cure* | curing | uncured | remed* | correct* | rectif* | unremedied) ..22 {duration}"),
        ("cure", "{duration} ..28 (cure* | curing | uncured | remed* | correct* | rectif* | unremedied)"),
        (
            "lasts",
            "(breach | default | failure | violation | event of default) ..14 (continu* | persist* | remain* | subsist*) ..14 {duration}",
        ),
        ("fails", "(fail* | default*) ..20 {duration} ..8 (notice | demand | notification)"),
    ])
});

pub fn read(contract: &Contract) -> Vec<Cure> {
    let found = contract.find(&CUES);
    let mut all: Vec<Cure> = Vec::new();
    for one in &found {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        for line in Line::of(contract, one) {
            let times = if ends_the_deal(&line) { notice::cures(&line) } else { Vec::new() };
            for (length, length_span) in times.into_iter().filter(|(length, _)| length.days() <= 400.0) {
                if all.iter().any(|known| known.length_span == length_span) {
                    continue;
                }
                let (clause, general) = (line.sentence.clause, is_general(&line));
                all.push(Cure { length, length_span, general, clause, span: line.quote() });
            }
        }
    }
    all
}

/// The breach ends the contract, by this line or by its section.
fn ends_the_deal(line: &Line) -> bool {
    let breach = line.stem(0..line.len(), &["breach", "default", "fail", "violat", "obligation"]).is_some()
        || line.says(&["cure period", "right to cure", "days to cure", "remedy period"]);
    let ends = line.stem(0..line.len(), &["terminat", "cancel", "rescind"]).is_some() || is_among_endings(line);
    breach && (ends || is_headed(line) || ends_next(line))
}

/// "This Agreement ends in these cases: …; a breach that remains unremedied for 30 days".
fn is_among_endings(line: &Line) -> bool {
    let tokens = line.contract.document.text.tokens();
    let opening = line.sentence.tokens.start..(line.sentence.tokens.start + 12).min(line.sentence.tokens.end);
    let ends = |at: usize| matches!(tokens.at(at), "ends" | "end" | "expires" | "terminates" | "dissolved");
    opening.clone().any(ends) && opening.into_iter().any(|at| matches!(tokens.at(at), "agreement" | "contract"))
}

/// "… continues for 15 days after notice. If an event of default occurs, either party may terminate."
fn ends_next(line: &Line) -> bool {
    notice::following(line, 2).any(|next| {
        next.stem(0..next.len(), &["terminat", "cancel"]).is_some()
            && next.stem(0..next.len(), &["default", "breach", "uncured", "unremedied"]).is_some()
    })
}

/// "Before terminating for a breach that can be cured, the terminating party …", "Prior to any
/// termination for default, …".
pub fn is_general(line: &Line) -> bool {
    let opens = line.holds(0..1, &["before", "prior"]);
    opens && line.stem(1..line.len().min(6), &["terminat", "cancel", "ending", "exercis"]).is_some()
}

fn is_headed(line: &Line) -> bool {
    let outline = &line.contract.outline;
    let mut at = Some(line.sentence.clause);
    while let Some(id) = at {
        let clause = outline.clause(id);
        let heading = clause.heading.map(|heading| line.contract.quote(heading).to_lowercase()).unwrap_or_default();
        if ["terminat", "default", "breach", "cancel"].iter().any(|stem| heading.contains(stem)) {
            return true;
        }
        at = clause.parent;
    }
    false
}
