//! Rights to end the contract. In: a contract. Out: [`Exit`]s: who may end it, on which ground (none
//! at all: for convenience), on how much notice, after how long a time to cure. One for each line.

use std::sync::LazyLock;

use super::ground::{self, Ground};
use super::line::{self, Line};
use super::{holder, notice, object, places};
use crate::contract::Contract;
use crate::facts::Duration;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::Bound;
use crate::terms::subject::{self, Named};

/// The part of speech that names a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Noun,
    Verb,
}

/// One right to end the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    pub by: Bound,
    pub by_span: Option<Span>,
    pub ground: Ground,
    /// The words that name the ground.
    pub ground_span: Option<Span>,
    /// The notice that ends it, with its words.
    pub notice: Option<(Duration, Span)>,
    /// "immediately", "with immediate effect".
    pub at_once: Option<Span>,
    /// The time to put things right, with its words.
    pub cure: Option<(Duration, Span)>,
    /// A clause of its own gives time to cure before any right to end is used.
    pub granted: bool,
    /// "which cannot be cured", "without opportunity to cure".
    pub incurable: Option<Span>,
    /// The ground is something that the other party does.
    pub act: bool,
    /// Speaks of putting the breach right.
    pub curable: bool,
    /// Waits until the breach has not been put right: "fails to cure", "which is not remedied".
    pub awaits_cure: bool,
    /// Says that a breach must be material.
    pub material: Option<Span>,
    /// The noun of the breach ("any breach", "a default") or its verb ("fails", "breaches").
    pub breach: Option<(Part, Span)>,
    /// Only where something else holds too: "if no order is open, either party may …".
    pub conditional: bool,
    /// The breach is a failure to pay.
    pub payment: bool,
    /// Fraud, misconduct, gross negligence: what nobody expects to be given time for.
    pub grave: bool,
    /// "to Agency": the party told of it, where the words name one.
    pub addressee: Option<Span>,
    /// "prior written notice" without a length.
    pub notice_word: Option<Span>,
    /// "change of control of Agency": where the words of that ground end.
    pub control: Option<Span>,
    /// Only where a competitor takes control.
    pub competitor: bool,
    /// "may": the words that permit it, where they are one word.
    pub permission: Option<Span>,
    /// A share of what is left to pay, or a fee for leaving, is owed for it.
    pub kill_fee: bool,
    /// What is ended: the contract, or a part of it (an order, a service).
    pub part: bool,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("active", "{may} ..25 (terminate | cancel | rescind)"),
        (
            "active",
            "{may} ..12 (end | close) [..2 early] (this | the | our | your) ..2 (agreement | contract | project | engagement | arrangement | work | services | order | commission | collaboration | cooperation | job | mandate | deal | lease | hosting | subscription | licence | license | appointment | deed | plan | retainer | relationship | assignment)",
        ),
        ("active", "{may} ..4 end it (on | upon | at | by | with | whenever | when | without | for any | early)"),
        (
            "active",
            "{may} ..4 (call off | call a halt to | pull the plug on | wind down | drop) (this | the | your | our) ..2 (retainer | arrangement | assignment | engagement | project | commission | booking | shoot | campaign | contract | agreement)",
        ),
        ("active", "{may} ..4 bring ..14 to [an | its | a] [early | premature] (end | close | conclusion)"),
        ("active", "{may} ..4 put an end to"),
        (
            "active",
            "{may} ..2 leave (on | upon | with | at | early | by | this | the (agreement | contract | plan | service))",
        ),
        ("active", "{may} ..3 (close | deactivate | shut down) (your | the | its | such) account"),
        ("same", "{may} ..3 do (so | the same | likewise)"),
        (
            "same",
            "{party} ..3 (has | have | enjoys | enjoy) (the | a | an) (same | like | corresponding | identical | similar | equal) (right | option | power)",
        ),
        (
            "mirror",
            "(same | like | corresponding | identical) (right | option | power) ..12 (belongs to | (is | are | shall be) ..3 (given | granted | available | open | accorded) to | lies with) ..1 {party}",
        ),
        ("mirror", "(so | as) {may} {party}"),
        (
            "active",
            "{may} ..10 (call off | determine) (this | the) ..2 (agreement | contract | engagement | project | order | tour | event | campaign | production | work | works | services | job | assignment | programme)",
        ),
        (
            "active",
            "{may} ..6 (discontinue | withdraw from | walk away from | conclude | wind up) ..5 (agreement | contract | services | project | engagement | appointment | retainer | arrangement | relationship)",
        ),
        ("active", "{may} ..4 (dispense with | stand down) {vendor}"),
        ("active", "{may} ..6 (discontinue | withdraw) (the | this) (service | services | agreement)"),
        (
            "active",
            "(right | rights | option | entitled | entitles | election | elect | elects | permitted | ability | reserves) ..12 to ..8 (terminate | cancel | rescind | end this | end the)",
        ),
        (
            "wish",
            "(desires | desire | wishes | wish | wants | decides | chooses | choose | elects | elect | determines) to ..3 (terminate | cancel | end)",
        ),
        ("passive", "({may} | can) ..2 be ..6 (terminated | cancelled | canceled | rescinded | ended)"),
        ("passive", "(shall | will) be ..4 (terminated | cancelled | canceled | ended) ..4 by"),
        (
            "passive",
            "(agreement | contract | engagement | appointment | services | retainer) ..8 ({may} | can) ..2 be ..3 (dispensed with | foreclosed)",
        ),
        (
            "passive",
            "(agreement | contract | engagement | appointment) ..4 ({may} | can) ..2 be ..2 determined ..14 notice",
        ),
        (
            "passive",
            "(agreement | contract | engagement | appointment | employment | commission) ..6 ({may} | can) ..2 be ..2 (determined | brought to an end) ..3 (by {party} | at | upon | on)",
        ),
        (
            "active",
            "{may} ..4 (stop | halt) (the | this | our | your) ..1 (work | works | services | project | engagement) ..6 (any day | any time | whenever | simply | without)",
        ),
        (
            "active",
            "{may} ..6 bring ..8 (agreement | contract | engagement | appointment | commission | arrangement) to ..2 end",
        ),
        (
            "active",
            "{may} ..3 (withdraw | take away) ..3 (services | work | works | order | orders | assignment | engagement) ..2 from {vendor}",
        ),
        ("active", "{may} ..4 foreclose (the | this) ..2 (work | works | contract | project)"),
        ("passive", "(terminable | cancelable | cancellable)"),
        ("passive", "(until | unless) ..10 (terminated | cancelled | canceled | ended) ..2 (by | upon | on | at)"),
        ("passive", "is ..2 (terminated | cancelled | canceled) by"),
        ("passive", "(until | unless) ..10 (terminates | cancels | ends) (this | the)"),
        ("noun", "(termination | cancellation) ..3 by ..10 (upon | on | with | by giving) ..12 notice"),
        (
            "noun",
            "(until | by) ..6 (gives | giving | provides | providing | delivers | informs | notifies) ..14 notice of ..4 (termination | cancellation)",
        ),
        ("noun", "right of termination"),
        ("noun", "terminat* ..30 (giving | gives | provides | providing) ..14 notice"),
        ("noun", "terminat* ..25 at the ..3 (option | election | discretion) of"),
        (
            "void",
            "(breach | breaches | default | violation) ..12 {shall} ..4 terminate (this | the) ..2 agreement ..3 (automatically | immediately | at once | forthwith | without)",
        ),
        (
            "void",
            "({shall} ..3 | {may} ..3 | is | are) (automatically terminate | terminate automatically | terminate immediately | immediately terminate | terminate forthwith | terminate at once | terminate promptly upon | null and void)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Exit> {
    let found = contract.find(&CUES);
    let mut all: Vec<Exit> = Vec::new();
    for one in &found {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        for line in Line::of(contract, one) {
            let exit = match found.name(one) {
                "same" | "mirror" => likewise(contract, one, &all),
                cue => exit(&line, cue, one),
            };
            if let Some(exit) = exit
                && !all.iter().any(|known| is_same(known, &exit))
            {
                all.push(exit);
            }
        }
    }
    all.sort_by_key(|exit| exit.span.start);
    all
}

/// "and Supplier may do so on the same notice": the same right once more, for the other party.
fn likewise(contract: &Contract, found: &Match, known: &[Exit]) -> Option<Exit> {
    let sentence = contract.outline.sentence(found.sentence);
    // "The same right belongs to the Agency", "and so may the Agency": the party comes last.
    let named = match found.captures.last() {
        Some(last) if last.name == "party" && last.tokens.end >= found.tokens.end => {
            let mention = contract.facts.parties.within(last.tokens.clone()).first()?;
            Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() }
        }
        Some(first) if first.name == "party" => {
            let mention = contract.facts.parties.within(first.tokens.clone()).first()?;
            Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() }
        }
        _ => subject::before(contract, sentence.tokens.start, found.tokens.start)?,
    };
    let near = |exit: &&Exit| exit.clause == sentence.clause && exit.sentence.0 + 1 >= sentence.id.0;
    let first = known.iter().rev().find(near).filter(|exit| exit.by == named.bound.opposite())?;
    let span = crate::terms::scope::span(contract, found.tokens.clone());
    Some(Exit { by: named.bound, by_span: Some(named.span(contract)), span, ..first.clone() })
}

fn is_same(known: &Exit, new: &Exit) -> bool {
    known.sentence == new.sentence
        && known.ground == new.ground
        && (known.span == new.span || known.by == new.by && days(known) == days(new))
}

fn days(exit: &Exit) -> (Option<f64>, Option<f64>) {
    (exit.notice.map(|(length, _)| length.days()), exit.cure.map(|(length, _)| length.days()))
}

/// The verb of the match, as a place in its line.
fn verb(line: &Line, found: &Match) -> Option<usize> {
    const ENDING: [&str; 9] =
        ["dispens", "foreclos", "determine", "terminat", "terminab", "cancel", "rescind", "discontinu", "withdraw"];
    let (first, last) = (found.tokens.start, found.tokens.end);
    let range = line.place(first).unwrap_or(0)..line.place(last - 1).map_or(line.len(), |at| at + 1);
    range.clone().rev().find(|at| ENDING.iter().any(|stem| line.word(*at).starts_with(stem))).or_else(|| {
        let ends = |at: &usize| {
            matches!(
                line.word(*at),
                "end"
                    | "ended"
                    | "ends"
                    | "stop"
                    | "halt"
                    | "void"
                    | "call"
                    | "leave"
                    | "close"
                    | "shut"
                    | "deactivate"
            )
        };
        range.clone().rev().find(ends)
    })
}

fn exit(line: &Line, cue: &str, found: &Match) -> Option<Exit> {
    let verb = verb(line, found)?;
    let start = line.place(found.tokens.start).unwrap_or(0);
    if is_denied(line, start, verb) || is_past(line, start, verb, cue) || !object::ends_the_deal(line, verb) {
        return None;
    }
    if line.item.is_some()
        && line.says(&["mutual written", "mutual agreement", "mutual consent", "written agreement of"])
        || line.says(&["written mutual consent", "mutual written consent"])
    {
        return None;
    }
    // "Orders are filled unless they are canceled": a contract is one.
    if cue == "passive" && line.position(verb.saturating_sub(4)..verb, &["they"]).is_some() {
        return None;
    }
    // "any dispute that arises out of this Agreement, or its breach or termination"
    if cue == "noun" && line.stem(0..verb, &["dispute", "controvers"]).is_some() {
        return None;
    }
    let by = holder::named(line, cue, verb, start);
    let ground = ground::ground(line, verb, cue == "wish");
    // "the right to negotiate will automatically terminate": a right ends, not the contract.
    let right = line.stem(start.saturating_sub(14)..start, &["right", "option", "licens", "licenc"]).is_some();
    if cue == "void" && right {
        return None;
    }
    if cue == "void" && (ground.is_none() || line::known(&by) == Bound::Unclear) {
        return None;
    }
    let (kind, ground_at) = ground.unwrap_or((Ground::None, None));
    let notice = notice::of(line, verb);
    if kind == Ground::None && !ground::is_free(line, verb, notice.is_some()) {
        return None;
    }
    let cure = notice::cure(line).or_else(|| notice::later_cure(line).filter(|_| kind == Ground::Breach));
    let notice = notice.or_else(|| notice::later(line).filter(|_| kind == Ground::None));
    let modal = found.capture("may").filter(|may| may.tokens.len() == 1);
    let known = match line::known(&by) {
        Bound::Side(_) if kind == Ground::None && cue == "passive" && holder::is_anyones(line, &by, verb) => {
            Bound::Both
        }
        // "a party that wishes to leave": whichever it is.
        Bound::Unclear if kind == Ground::None && by.as_ref().is_some_and(|by| holder::is_any_party(line, by)) => {
            Bound::Both
        }
        Bound::Unclear
            if by
                .as_ref()
                .is_some_and(|by| holder::is_wronged_party(line, by) || holder::is_other_of_any(line, by)) =>
        {
            Bound::Both
        }
        known => known,
    };
    // A default is mostly defined elsewhere, with the time to cure that goes before it.
    let cured_before =
        || line.says(&["event of default"]) && notice::preceding(line, 3).any(|before| notice::cure(&before).is_some());
    let defaulted = (by.as_ref().is_some_and(|by| holder::is_wronged_party(line, by)) || cured_before())
        && !ground::cure_denied(line)
        && (line.says(&["event of default", "in default", "remains uncured"])
            || line.holds(0..line.len(), &["defaulting"]));
    let in_time = ground_at.is_some_and(|at| ground::in_time(line, at));
    Some(Exit {
        by: known,
        by_span: by.map(|named| named.span(line.contract)),
        ground: kind,
        ground_span: ground_at.and_then(|at| line.span(at..at + 1)),
        notice: notice.filter(|(_, span)| cure.is_none_or(|(_, cure)| cure != *span)),
        at_once: notice::at_once(line, verb),
        cure,
        granted: false,
        breach: places::breach(line, kind).filter(|_| !in_time && !defaulted),
        grave: places::is_grave(line),
        conditional: cue != "wish"
            && line.position(0..verb, &["if", "where", "when", "unless"]).is_some_and(|at| at < 3),
        payment: ground_at.is_some_and(|at| places::is_payment(line, at)),
        addressee: places::addressee(line, verb, known),
        notice_word: places::notice_word(line, verb),
        control: places::control(line),
        competitor: line.stem(0..line.len(), &["competitor", "competing", "compete"]).is_some(),
        act: ground_at.is_some_and(|at| holder::is_act_of_the_other(line, at, known)),
        incurable: ground::incurable(line),
        curable: ground::is_curable(line) && !ground::cure_denied(line),
        awaits_cure: ground::awaits_cure(line) || in_time || defaulted,
        material: places::material(line),
        permission: modal.map(|may| crate::terms::scope::span(line.contract, may.tokens.clone())),
        kill_fee: !known.is(crate::facts::Side::Vendor) && places::has_kill_fee(line),
        part: object::is_part(line, verb),
        sentence: line.sentence.id,
        clause: line.sentence.clause,
        span: line.quote(),
    })
}

/// "may not terminate", "neither party may", "no right to cancel".
fn is_denied(line: &Line, start: usize, verb: usize) -> bool {
    let near = start.saturating_sub(3)..verb;
    let not = line.position(near.clone(), &["not", "neither", "never", "cannot", "nor", "nothing", "without"]);
    // "the right (but not the obligation) to terminate".
    let right_only = |at: usize| verb <= at + 5 && line.holds(at + 1..at + 4, &["obligation", "duty", "obliged"]);
    let only = |at: usize| {
        line.word(at) == "not" && (matches!(line.word(at + 1), "only" | "later" | "less") || right_only(at))
    };
    let without = |at: usize| line.word(at) == "without" && !line.holds(at..at + 3, &["right", "ability"]);
    not.is_some_and(|at| !only(at) && !without(at))
        || line
            .phrase(
                start.saturating_sub(7)..verb,
                &["not give", "not entitle", "not confer", "not grant", "not create"],
            )
            .is_some()
        || line.phrase(start.saturating_sub(2)..verb, &["no right", "no party", "no such right"]).is_some()
        || is_of_no_ground(line, start)
        || line
            .phrase(
                start.saturating_sub(14)..verb,
                &["no provision", "none of", "no term", "no amendment", "no waiver"],
            )
            .is_some()
}

/// "is not a default for which Client may terminate": what is no ground gives no right.
fn is_of_no_ground(line: &Line, start: usize) -> bool {
    let which = line.position(start.saturating_sub(5)..start, &["which", "that"]);
    which.is_some_and(|which| {
        let governed = matches!(line.word(which.saturating_sub(1)), "for" | "on" | "upon" | "by" | "of");
        governed && line.holds(which.saturating_sub(10)..which, &["not", "no", "never", "nor"])
    })
}

/// "if this Agreement is terminated by", "in the event of a termination": what follows from an end.
fn is_past(line: &Line, start: usize, verb: usize, cue: &str) -> bool {
    let before = start.saturating_sub(8)..start;
    let opening =
        line.holds(before.clone(), &["if", "event", "upon", "after", "following", "where", "when", "should", "case"]);
    let loose = matches!(cue, "noun" | "passive")
        && line.position(start..verb, &["may", "can", "until", "unless", "terminable"]).is_none()
        && line.word(verb) != "terminable";
    let told = line.holds(before.start..verb, &["elects", "elect", "chooses", "exercises", "exercise"])
        && cue != "wish"
        && opening
        && line.holds(before, &["if", "event"]);
    loose && opening || told && !has_own_duty(line, verb)
}

/// "if Client elects to terminate, it shall give 30 days' notice".
fn has_own_duty(line: &Line, verb: usize) -> bool {
    line.position(verb..line.len(), &["notice", "notify"])
        .is_some_and(|at| line.holds(verb..at, &["shall", "must", "will", "by", "upon"]))
}

impl Exit {
    /// At once where the breach cannot be put right, whatever time there is to cure another.
    pub fn is_immediate_if_incurable(&self) -> bool {
        self.ground == Ground::Breach && !self.granted && self.incurable.is_some()
    }

    /// At once for a breach, with no time to cure.
    pub fn is_immediate(&self) -> bool {
        let at_once = self.at_once.is_some() || self.notice.is_none() && !self.curable && !self.part;
        let wrong = self.ground == Ground::Breach || self.ground == Ground::Event && self.act;
        let waits = self.granted || self.awaits_cure;
        wrong && self.cure.is_none() && !waits && (at_once || self.incurable.is_some())
    }
}
