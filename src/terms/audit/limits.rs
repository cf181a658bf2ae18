//! How far an audit goes. In: the sentence that gives the right, and those of its clause that speak
//! of the audit too. Out: [`Limits`]: notice, times, how often, how long back, who bears the cost.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::{Duration, Unit, Value};
use crate::outline::SentenceId;
use crate::span::Span;
use crate::terms::scope;

/// What an audit may bring to light; "non" for non-compliance.
const DIFFERENCES: [&str; 13] = [
    "discrepan",
    "error",
    "underpa",
    "understat",
    "deficien",
    "overcharg",
    "overbill",
    "overpa",
    "shortfall",
    "non",
    "deviat",
    "wrong",
    "mistake",
];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub notice: Option<(Duration, Span)>,
    /// "reasonable notice", "prior notice".
    pub noticed: Option<Span>,
    pub any_time: Option<Span>,
    pub no_notice: Option<Span>,
    /// "once a year", "no more than".
    pub often: Option<Span>,
    pub hours: Option<Span>,
    /// "only by asking for the reports": nobody comes to look.
    pub on_paper: Option<Span>,
    /// How long records are kept or may be audited.
    pub kept: Option<(Duration, Span)>,
    /// The audited side pays whatever the error.
    pub any_error: Option<Span>,
    pub error: Option<(f64, Span)>,
}

impl Limits {
    pub fn read(contract: &Contract, sentence: SentenceId, stretch: Range<usize>) -> Self {
        let mut limits = Self::default();
        limits.take(contract, stretch);
        let here = contract.outline.sentence(sentence);
        let sentences = &contract.outline.sentences;
        let next = scope::following(contract, here, 6);
        let before = sentences.iter().take(sentence.0).rev().take(2).take_while(|before| before.clause == here.clause);
        for other in next.chain(before) {
            if scope::begins(contract, other.tokens.clone(), &["audit", "inspect", "examin", "record", "books"]) {
                limits.take(contract, other.tokens.clone());
            }
        }
        // "12.2 If an audit discloses any overcharge": what follows it has a number of its own.
        for other in sentences.iter().skip(sentence.0 + 1).take(4) {
            if scope::begins(contract, other.tokens.clone(), &["audit", "inspection", "examination"]) {
                let reader = Reader { contract, range: other.tokens.clone() };
                limits.error = limits.error.or_else(|| reader.error());
                limits.any_error = limits.any_error.or_else(|| reader.any_error());
            }
        }
        limits
    }

    /// What a stretch says, where nothing said before stands.
    fn take(&mut self, contract: &Contract, range: Range<usize>) {
        let reader = Reader { contract, range };
        self.notice = self.notice.or_else(|| reader.notice());
        self.noticed = self.noticed.or_else(|| reader.words(&["notice", "notification", "announced"]));
        self.no_notice = self.no_notice.or_else(|| reader.no_notice());
        self.any_time = self.any_time.or_else(|| reader.any_time());
        self.often = self.often.or_else(|| reader.often());
        self.hours = self.hours.or_else(|| reader.words(&["hours"]));
        self.on_paper = self.on_paper.or_else(|| reader.on_paper());
        self.kept = self.kept.or_else(|| reader.kept());
        self.error = self.error.or_else(|| reader.error());
        self.any_error = self.any_error.or_else(|| reader.any_error());
        if self.no_notice.is_some() {
            (self.notice, self.noticed) = (None, None);
        }
    }
}

struct Reader<'a> {
    contract: &'a Contract,
    range: Range<usize>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.contract.document.text.tokens().at(at)
    }

    fn span(&self, range: Range<usize>) -> Span {
        scope::span(self.contract, range)
    }

    fn words(&self, words: &[&str]) -> Option<Span> {
        let at = scope::position(self.contract, self.range.clone(), words)?;
        Some(self.span(at..at + 1))
    }

    fn durations(&self) -> impl Iterator<Item = (Duration, Range<usize>, Span)> {
        self.contract.facts.quantities_within(self.range.clone()).iter().filter_map(|fact| match fact.value {
            Value::Duration(duration) => Some((duration, fact.tokens.clone(), fact.span)),
            _ => None,
        })
    }

    /// "ten days' prior written notice", "notice of at least ten days".
    fn notice(&self) -> Option<(Duration, Span)> {
        let near = |tokens: &Range<usize>| {
            (tokens.end..(tokens.end + 7).min(self.range.end))
                .any(|at| matches!(self.word(at), "notice" | "notification" | "advance"))
                || (tokens.start.saturating_sub(8).max(self.range.start)..tokens.start)
                    .any(|at| self.word(at) == "notice")
        };
        let short = |duration: &Duration| {
            matches!(duration.unit, Unit::Hour | Unit::Day | Unit::BusinessDay | Unit::Week) || duration.days() <= 95.0
        };
        self.durations()
            .find(|(duration, tokens, _)| short(duration) && near(tokens))
            .map(|(duration, _, span)| (duration, span))
    }

    /// "may exercise its audit rights only by requesting the report".
    fn on_paper(&self) -> Option<Span> {
        let only = self.words(&["only", "solely", "exclusively"])?;
        let paper = ["report", "reports", "reporting", "questionnaire", "questionnaires", "certification"];
        self.words(&paper).filter(|found| found.start > only.start)
    }

    fn no_notice(&self) -> Option<Span> {
        let told = |at: usize| matches!(self.word(at), "notice" | "warning" | "announcement");
        let at = self.range.clone().find(|at| {
            matches!(self.word(*at), "without" | "no") && (*at + 1..(*at + 5).min(self.range.end)).any(told)
                || self.word(*at) == "unannounced"
                || self.word(*at) == "upon" && self.word(*at + 1) == "demand"
        })?;
        let end = (at + 1..(at + 5).min(self.range.end)).find(|next| told(*next) || self.word(*next) == "demand");
        let end = end.unwrap_or(at);
        Some(self.span(at..end + 1))
    }

    /// "at any time", "from time to time" with nothing that says when: not "at any reasonable time".
    fn any_time(&self) -> Option<Span> {
        // "as often as Client wishes", "whenever it asks".
        let often = self.range.clone().find(|at| match self.word(*at) {
            "whenever" => true,
            "at" => {
                self.word(at + 1) == "all" && self.word(at + 2) == "times"
                    || self.word(at + 1) == "any" && self.word(at + 2) == "hour"
            }
            "as" => self.word(at + 1) == "often" && self.word(at + 2) == "as",
            _ => false,
        });
        if let Some(at) = often {
            return Some(self.span(at..at + if self.word(at) == "whenever" { 1 } else { 3 }));
        }
        let at = self.range.clone().find(|at| self.word(*at) == "any" && self.word(at + 1) == "time")?;
        let start = if at > self.range.start && self.word(at - 1) == "at" { at - 1 } else { at };
        let mut end = at + 2;
        if self.word(end) == "and" && self.word(end + 1) == "from" {
            end = (end + 5).min(self.range.end);
        }
        // "at any time during the term" says for how long the right lasts, and still at any hour.
        (end <= self.range.end).then(|| self.span(start..end))
    }

    fn often(&self) -> Option<Span> {
        let at = self.range.clone().find(|at| match self.word(*at) {
            "half" => matches!(self.word(at + 1), "year" | "yearly"),
            "once" | "annually" | "annual" | "semiannual" | "semiannually" => true,
            "more" | "exceed" => (*at..(*at + 6).min(self.range.end))
                .any(|next| matches!(self.word(next), "once" | "twice" | "one" | "per" | "times")),
            _ => false,
        })?;
        Some(self.span(at..at + 1))
    }

    /// "for three years after the end": how long the books stay open.
    fn kept(&self) -> Option<(Duration, Span)> {
        self.durations()
            .find(|(duration, tokens, _)| {
                duration.days() >= 180.0
                    && (tokens.start.saturating_sub(5).max(self.range.start)..tokens.start).any(|at| {
                        matches!(
                            self.word(at),
                            "for" | "period" | "least" | "of" | "until" | "records" | "books" | "past" | "last"
                        )
                    })
                    && scope::begins(
                        self.contract,
                        self.range.clone(),
                        &["record", "book", "account", "document", "invoice", "voucher", "audit"],
                    )
                    && scope::begins(
                        self.contract,
                        self.range.clone(),
                        &[
                            "keep",
                            "maintain",
                            "retain",
                            "preserve",
                            "kept",
                            "available",
                            "after",
                            "follow",
                            "continue",
                            "past",
                        ],
                    )
            })
            .map(|(duration, _, span)| (duration, span))
    }

    fn cost(&self) -> bool {
        scope::begins(self.contract, self.range.clone(), &["cost", "expense", "reimburse", "fee", "pay"])
            && (scope::begins(self.contract, self.range.clone(), &DIFFERENCES)
                || scope::begins(self.contract, self.range.clone(), &["breach"]))
    }

    fn error(&self) -> Option<(f64, Span)> {
        if !self.cost() {
            return None;
        }
        self.contract.facts.quantities_within(self.range.clone()).iter().find_map(|fact| match fact.value {
            Value::Percent(percent) => Some((percent, fact.span)),
            _ => None,
        })
    }

    /// "any discrepancy": no threshold at all.
    fn any_error(&self) -> Option<Span> {
        if !self.cost() || self.error().is_some() {
            return None;
        }
        // "of any size": whatever it is.
        let size = self.range.clone().find(|at| {
            self.word(*at) == "any"
                && matches!(self.word(at + 1), "amount" | "sum" | "size" | "kind" | "sort" | "magnitude")
        });
        if let Some(at) = size {
            return Some(self.span(at..at + 2));
        }
        // "however slight", "even one wrong entry", "the slightest".
        let slight = self.range.clone().find(|at| match self.word(*at) {
            "slightest" | "smallest" => true,
            "however" => matches!(self.word(at + 1), "small" | "slight" | "minor" | "trivial"),
            "even" => matches!(self.word(at + 1), "one" | "a"),
            _ => false,
        });
        if let Some(at) = slight {
            return Some(self.span(at..at + if self.word(at).ends_with("est") { 1 } else { 2 }));
        }
        let at = self
            .range
            .clone()
            .find(|at| self.word(*at) == "any" && DIFFERENCES.iter().any(|stem| self.word(at + 1).starts_with(stem)))?;
        Some(self.span(at..at + 2))
    }
}
