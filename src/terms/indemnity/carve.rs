//! What stands beside an indemnity. In: a [`Cover`] and the clauses around it. Out: whether use,
//! changes or combination by the other side are carved out, and whether a cap of its own stands there.

use std::ops::Range;
use std::sync::LazyLock;

use super::cover::Cover;
use super::duty::Duty;
use super::line::Line;
use super::link::opens_exclusion;
use super::trigger::{Kind, Trigger, condition};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{Clause, ClauseId, ClauseKind, Sentence, SentenceId};
use crate::pattern::{Matches, PatternSet};
use crate::span::Span;
use crate::terms::Bound;

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "out",
            "not ..3 (apply | cover | extend | indemnify | liable | responsible | obligated | obliged | required | include | considered | deemed)",
        ),
        ("out", "(not have to | need not) (do so | indemnify | defend | pay | do this)"),
        (
            "out",
            "no ..3 (obligation | obligations | liability | responsibility | duty | indemnity | indemnification) !(no (answer | defence | defense | excuse))",
        ),
        (
            "out",
            "(indemnity | indemnification | obligation | duty) ..2 (falls away | lapses | ends | ceases | is lost | is void) ..6 (where | if | when | to the extent | so far as)",
        ),
        ("out", "nothing ..12 (liable | responsible | obligate | oblige)"),
        ("out", "(excludes | excluded | exclude | excluding | relieved | except)"),
        (
            "cap",
            "(not exceed | limited to | capped at | subject to) ..14 (fees | paid | payable | cap | limit | limits | limitation | limitations | {money} | {percent})",
        ),
    ])
});

/// What takes conduct of the other side out of a duty.
#[derive(Clone, Copy)]
pub(super) enum Carve {
    /// An exception of the duty itself.
    Own(Span),
    /// Another sentence of its section.
    Beside(Span),
    /// Another sentence that speaks of changes to the work alone.
    ChangesBeside(Span),
}

impl Carve {
    pub fn span(self) -> Span {
        match self {
            Carve::Own(span) | Carve::Beside(span) | Carve::ChangesBeside(span) => span,
        }
    }
}

/// The sentences of a contract that take something out of a duty or cap it; found once.
pub(super) struct Carves<'a> {
    contract: &'a Contract,
    found: Matches,
    /// The sentences of indemnities: what one of them excepts is its own matter.
    duties: Vec<SentenceId>,
}

impl<'a> Carves<'a> {
    pub fn of(contract: &'a Contract, duties: &[Duty<'_>]) -> Self {
        let duties = duties.iter().map(|duty| duty.sentence).collect();
        Self { contract, found: contract.find(&CUES), duties }
    }

    /// The words that take the other side's use, changes or combinations out.
    pub fn near(&self, cover: &Cover<'_, '_>, indemnitor: Bound, triggers: &[Trigger]) -> Option<Carve> {
        self.own(cover).map(Carve::Own).or_else(|| self.beside(cover, indemnitor, triggers))
    }

    /// Among the duty's own exceptions and conditions, or those of its defined terms.
    fn own(&self, cover: &Cover<'_, '_>) -> Option<Span> {
        let line = cover.line();
        if let Some(own) = cover.exclusions().iter().find(|one| is_carve(line, one)) {
            return Some(line.span(own.clone()));
        }
        if let Some(asked) = asked_for(cover) {
            return Some(line.span(asked));
        }
        if cover
            .defined
            .iter()
            .any(|own| (0..own.len()).any(|at| opens_exclusion(own, at).is_some() && is_conduct(own, at..own.len())))
        {
            return Some(line.span(cover.range()));
        }
        None
    }

    fn beside(&self, cover: &Cover<'_, '_>, indemnitor: Bound, triggers: &[Trigger]) -> Option<Carve> {
        let own = self.contract.outline.sentence(cover.duty.sentence);
        let section = self.section(own.clause);
        self.sentences("out", section)
            .find(|sentence| !self.duties.contains(&sentence.id) && self.takes_out(sentence, indemnitor, triggers))
            .map(|sentence| self.beside_of(sentence))
    }

    fn beside_of(&self, sentence: &Sentence) -> Carve {
        let line = Line::run(self.contract, sentence.tokens.clone());
        let uses = ["use", "using", "usage", "combin", "operat", "exploit"];
        match line.begins(0..line.len(), &uses) {
            Some(_) => Carve::Beside(sentence.span),
            None => Carve::ChangesBeside(sentence.span),
        }
    }

    /// The words that put a limit on this indemnity itself.
    pub fn cap(&self, cover: &Cover<'_, '_>) -> Option<Span> {
        let own = self.contract.outline.sentence(cover.duty.sentence);
        let section = self.section(own.clause);
        self.sentences("cap", section).find(|sentence| self.caps(sentence, own)).map(|sentence| sentence.span)
    }

    /// The sentences of a stretch of text in which a cue of this name stands.
    fn sentences(&self, name: &'static str, section: Span) -> impl Iterator<Item = &'a Sentence> {
        let contract = self.contract;
        let first =
            self.found.partition_point(|one| contract.outline.sentence(one.sentence).span.start < section.start);
        self.found
            .iter()
            .skip(first)
            .take_while(move |one| contract.outline.sentence(one.sentence).span.start < section.end)
            .filter(move |one| self.found.name(one) == name)
            .map(move |one| contract.outline.sentence(one.sentence))
    }

    /// The numbered section (or the whole text of a fragment) that a clause belongs to.
    fn section(&self, clause: ClauseId) -> Span {
        let outline = &self.contract.outline;
        let mut at = outline.clause(clause);
        while let Some(parent) = at.parent.map(|id| outline.clause(id)) {
            let head = matches!(parent.kind, ClauseKind::Schedule | ClauseKind::Title | ClauseKind::Preamble);
            if head || parent.span.len() > 12_000 {
                break;
            }
            at = parent;
        }
        self.with_siblings(at)
    }

    /// "11.1 … 11.2 …" without a section 11 above them: the clauses that bear its number.
    fn with_siblings(&self, clause: &Clause) -> Span {
        let stem = |one: &Clause| {
            one.number.as_deref().and_then(|number| number.split_once('.')).map(|(stem, _)| stem.to_owned())
        };
        let Some(own) = stem(clause).filter(|own| !own.is_empty()) else { return clause.span };
        let clauses = &self.contract.outline.clauses;
        let same = clauses.iter().filter(|one| one.depth == clause.depth && stem(one).as_ref() == Some(&own));
        same.fold(clause.span, |so_far, one| so_far.join(one.span))
    }

    fn takes_out(&self, sentence: &Sentence, indemnitor: Bound, triggers: &[Trigger]) -> bool {
        let line = Line::run(self.contract, sentence.tokens.clone());
        let all = 0..line.len();
        let opens = self
            .found
            .in_sentence(sentence.id)
            .iter()
            .find(|one| self.found.name(one) == "out")
            .map_or(0, |one| line.place(one.tokens.start));
        // "Customer's obligations shall not apply to …" frees the other side.
        let freed = (0..opens).find_map(|at| line.mention(at)).map(|mention| line.bound(mention));
        let other = match (freed, indemnitor) {
            (Some(Bound::Side(side)), Bound::Side(own)) => side != own,
            _ => false,
        };
        let about = line
            .begins(
                all.clone(),
                &[
                    "indemn",
                    "infring",
                    "claim",
                    "alleg",
                    "obligation",
                    "liab",
                    "foregoing",
                    "defen",
                    "section",
                    "clause",
                    "responsib",
                    "duty",
                    "defect",
                    "recall",
                ],
            )
            .is_some();
        let waiver = line.begins(all.clone(), &["consequential", "punitive", "incidental"]).is_some();
        !other && about && !waiver && is_conduct(&line, all) && bears_on(&line, triggers)
    }

    fn caps(&self, sentence: &Sentence, own: &Sentence) -> bool {
        let line = Line::run(self.contract, sentence.tokens.clone());
        let all = 0..line.len();
        let same = sentence.id == own.id;
        let under = line.begins(all.clone(), &["indemn"]).is_some()
            || (0..line.len())
                .any(|at| line.says(at, &["under", "this", "clause"]) || line.says(at, &["under", "this", "section"]));
        let liable = line.holds(all.clone(), &["liability", "obligation", "obligations", "exceed"]);
        let denied = line.begins(all, &["unlimited", "uncapped"]).is_some();
        (same || under) && liable && !denied
    }
}

/// What is carved out of an infringement indemnity says nothing of one for the indemnitor's own fault.
fn bears_on(line: &Line<'_>, triggers: &[Trigger]) -> bool {
    let has = |kinds: &[Kind]| triggers.iter().any(|trigger| kinds.contains(&trigger.kind));
    let rights = [Kind::IpInfringement, Kind::Use, Kind::Other];
    let infringement = line.begins(0..line.len(), &["infring"]).is_some();
    triggers.is_empty()
        || has(&rights)
        || !infringement && has(&[Kind::Products, Kind::InjuryProperty, Kind::AnyArising])
}

/// "If a claim is made that is not caused by Client's use in another manner, Agency shall": the condition of
/// the duty takes out what it must not be.
fn asked_for(cover: &Cover<'_, '_>) -> Option<Range<usize>> {
    const CAUSED: [&str; 7] = ["caused", "based", "due", "attributable", "result", "arise", "resulting"];
    let line = cover.line();
    let condition = condition(cover);
    let not = condition.clone().find(|at| line.is(*at, &["not"]) && line.holds(at + 1..at + 3, &CAUSED))?;
    let asked = not..condition.end;
    is_conduct(line, asked.clone()).then_some(asked)
}

/// "Provided that Client gives notice of its use" asks for something; it takes nothing out.
fn is_carve(line: &Line<'_>, range: &Range<usize>) -> bool {
    let asks = line.word(range.start) == "provided" && !line.holds(range.clone(), &["not", "no"])
        || line.says(range.start, &["but", "only", "if"]);
    !asks && is_conduct(line, range.clone())
}

/// Use, changes or combination by the one who is covered.
fn is_conduct(line: &Line<'_>, range: Range<usize>) -> bool {
    const CHANGES: [&str; 8] = ["combin", "modif", "unauthor", "alter", "misus", "tamper", "adapt", "improper"];
    const SUPPLIES: [&str; 7] =
        ["specification", "instruction", "supplied", "furnish", "customi", "incorporat", "materials"];
    let customer =
        |at: usize| line.mention(at).is_some_and(|mention| line.bound(mention) == Bound::Side(Side::Customer));
    let named = range.clone().any(customer);
    let supplied = named && line.begins(range.clone(), &SUPPLIES).is_some();
    let used = range.clone().any(|at| {
        let head =
            line.is(at, &["use", "used", "using", "uses", "operation"]) && !line.is(at.wrapping_sub(2), &["loss"]);
        // "Client's use", "Client having used"
        let before = if line.is(at.wrapping_sub(1), &["having"]) { 2 } else { 1 };
        let own = at.checked_sub(before).is_some_and(customer);
        let manner = line.says(at + 1, &["in", "a", "manner"]) || line.holds(at + 2..at + 8, &["manner"]);
        let misused = manner && line.holds(at + 3..at + 13, &["prohibited", "not", "inconsistent"]);
        let abroad = ["than", "outside", "contrary", "beyond", "violation", "breach", "combination", "conjunction"];
        head && (own
            || misused
            || line.holds(at..at + 9, &abroad)
            || (at..at + 10).any(|by| line.word(by) == "by" && customer(by + 1)))
    });
    line.begins(range, &CHANGES).is_some() || supplied || used
}
