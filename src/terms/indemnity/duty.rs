//! Who indemnifies. In: a contract. Out: a [`Duty`] for each place where a party takes the burden on
//! itself: its line, its verb and its subject. Procedure, references to an indemnity and denials are
//! none. `cover` reads what it is against.

use std::ops::Range;
use std::sync::LazyLock;

use super::line::Line;
use crate::contract::Contract;
use crate::facts::{Mention, Who};
use crate::outline::{SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone)]
pub(super) struct Duty<'a> {
    pub sentence: SentenceId,
    pub line: Line<'a>,
    pub indemnitor: Bound,
    pub indemnitor_span: Option<Span>,
    /// Where its words begin: the subject or, in a passive, the one who is covered.
    pub start: usize,
    /// The verb.
    pub verb: usize,
    /// Where the line stops being about this duty.
    pub end: usize,
    /// The item of the list that the verb stands in.
    pub item: Option<usize>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("verb", "(indemnify | indemnifies | indemnified)"),
        ("harmless", "(hold | holds | held | save | saves | saved | keep | keeps | kept) ..25 harmless"),
        ("defend", "{party} {shall} ..4 defend"),
        ("plain", "{party} {shall} ..3 (cover | pay | reimburse | compensate | protect | settle)"),
        ("noun", "{party} {shall} ..2 (give | provide | grant) ..8 (indemnity | indemnification)"),
    ])
});

pub(super) fn read(contract: &Contract) -> Vec<Duty<'_>> {
    let found = contract.find(&CUES);
    let mut duties: Vec<Duty<'_>> = Vec::new();
    for one in &found {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        if let Some(duty) = judge(contract, one, found.name(one)) {
            add(&mut duties, duty);
        }
    }
    duties.sort_by_key(|duty| duty.line.token(duty.verb));
    part(&mut duties);
    duties
}

/// "Defend, indemnify and hold harmless" is one duty, and so are "will defend … and will indemnify …".
fn add<'a>(duties: &mut Vec<Duty<'a>>, duty: Duty<'a>) {
    let same = |known: &&mut Duty<'a>| {
        known.sentence == duty.sentence
            && known.item == duty.item
            && (known.indemnitor == duty.indemnitor || known.verb == duty.verb)
    };
    match duties.iter_mut().rev().take(8).find(same) {
        Some(known) if duty.verb < known.verb && known.indemnitor == duty.indemnitor => *known = duty,
        Some(_) => {}
        None => duties.push(duty),
    }
}

/// A line ends where the next duty of its sentence begins.
fn part(duties: &mut [Duty<'_>]) {
    for place in 1..duties.len() {
        let (head, tail) = duties.split_at_mut(place);
        let (Some(one), Some(next)) = (head.last_mut(), tail.first()) else { continue };
        if one.sentence == next.sentence {
            let start = one.line.place(next.line.token(next.start));
            if start > one.verb {
                one.end = one.end.min(start);
            }
        }
    }
}

fn judge<'a>(contract: &'a Contract, one: &Match, cue: &str) -> Option<Duty<'a>> {
    let sentence = contract.outline.sentence(one.sentence);
    let token = match cue {
        "harmless" => one.tokens.start,
        _ => one.tokens.end - 1,
    };
    let line = Line::around(contract, sentence, token);
    let finder = Finder { verb: line.place(token), line: &line };
    let spoken = match cue {
        "plain" if !finder.is_about_claims() => return None,
        // "harmless to the environment" is no promise.
        "harmless" if contract.document.text.tokens().at(one.tokens.end) == "to" => return None,
        "defend" if !finder.defends_claims() => return None,
        "noun" => finder.giving(),
        _ if finder.is_participle() => finder.passive().or_else(|| finder.keeping()),
        _ => finder.active(),
    }?;
    let (verb, end, item) = (finder.verb, line.len(), line.item(finder.verb));
    Some(Duty {
        sentence: one.sentence,
        indemnitor: spoken.indemnitor,
        indemnitor_span: spoken.words.map(|words| line.span(words)),
        start: spoken.start,
        verb,
        end,
        item,
        line,
    })
}

/// Who takes the duty on.
struct Spoken {
    indemnitor: Bound,
    words: Option<Range<usize>>,
    start: usize,
}

struct Finder<'l, 'a> {
    line: &'l Line<'a>,
    verb: usize,
}

/// Verbs and phrases that share one modal.
const CHAIN: [&str; 52] = [
    "each",
    "both",
    "together",
    ":",
    "defend",
    "protect",
    "save",
    "hold",
    "keep",
    "release",
    "reimburse",
    "pay",
    "compensate",
    "exonerate",
    "and",
    "or",
    ",",
    "/",
    "fully",
    "hereby",
    "forever",
    "promptly",
    "irrevocably",
    "unconditionally",
    "also",
    "jointly",
    "severally",
    "discharge",
    "insure",
    "harmless",
    "further",
    "indemnify",
    "at",
    "its",
    "own",
    "sole",
    "cost",
    "expense",
    "forthwith",
    "demand",
    "on",
    "effectively",
    "be",
    "liable",
    "for",
    "responsible",
    "secure",
    "absolve",
    "immediately",
    "will",
    "their",
    "your",
];
const MODALS: [&str; 6] = ["shall", "will", "must", "'ll", "shalt", "agrees"];
const AGREEING: [&str; 9] =
    ["agrees", "agree", "undertakes", "undertake", "covenants", "covenant", "promises", "promise", "commits"];
const BOUND_TO: [&str; 6] = ["obligated", "obliged", "required", "bound", "committed", "liable"];
const DUTIES: [&str; 3] = ["duty", "obligation", "responsibility"];
const ADVERBS: [&str; 21] = [
    "hereby",
    "further",
    "also",
    "each",
    "jointly",
    "severally",
    "expressly",
    "irrevocably",
    "therefore",
    "accordingly",
    "always",
    "both",
    "likewise",
    "similarly",
    "unconditionally",
    "do",
    "does",
    "then",
    "specifically",
    "separately",
    "additionally",
];

impl<'a> Finder<'_, 'a> {
    fn is_participle(&self) -> bool {
        matches!(self.line.word(self.verb), "indemnified" | "held" | "kept" | "saved")
    }

    /// "We will pay what a court orders if you are sued": plain words for an indemnity.
    fn is_about_claims(&self) -> bool {
        const CLAIMS: [&str; 6] = ["sued", "sues", "lawsuit", "lawsuits", "sue", "court"];
        const OTHER: [&str; 12] = [
            "insurance",
            "policy",
            "prevailing",
            "collect",
            "collecting",
            "collection",
            "overdue",
            "enforce",
            "enforcing",
            "enforcement",
            "unpaid",
            "arbitration",
        ];
        const PRICE: [&str; 7] = ["fee", "fees", "price", "charges", "invoice", "invoices", "royalties"];
        let line = self.line;
        let end = line.find(self.verb + 1..line.len(), &["shall", "will", "must", ";"]).unwrap_or(line.len());
        let rest = 0..end;
        let claim = line.holds(rest.clone(), &CLAIMS) || self.is_claimed_by_others(end);
        claim && !line.holds(rest, &OTHER) && !line.holds(self.verb..self.verb + 5, &PRICE)
    }

    /// "if somebody else claims that …", "claims made against you by third parties".
    fn is_claimed_by_others(&self, end: usize) -> bool {
        let line = self.line;
        (self.verb..end).any(|at| {
            matches!(line.word(at), "claims" | "claim")
                && (line.holds(at.saturating_sub(4)..at, &["anyone", "somebody", "someone", "else", "third"])
                    || line.holds(at..at + 3, &["against"]))
        })
    }

    /// "shall defend any claim …", not "defend its title" or "defend the Marks".
    fn defends_claims(&self) -> bool {
        const CLAIMS: [&str; 9] =
            ["claim", "claims", "suit", "suits", "action", "actions", "proceeding", "proceedings", "lawsuit"];
        let near = self.verb..self.verb + 25;
        self.line.holds(near.clone(), &CLAIMS) || self.line.begins(near, &["indemni"]).is_some()
    }

    fn active(&self) -> Option<Spoken> {
        if self.is_adjective() {
            return None;
        }
        let chain = self.chain_start();
        let line = self.line;
        let before = line.before(chain);
        if MODALS.contains(&line.word(chain)) && chain < self.verb || AGREEING.contains(&line.word(chain)) {
            return self.subject(chain);
        }
        match before {
            "to" => self.subject(self.obliging(chain - 1)?),
            "shall" | "will" | "must" | "'ll" => self.subject(chain - 1),
            "not" | "never" => None,
            _ if self.subject_stands_at(chain) => self.present(chain),
            _ if matches!(line.word(chain), "and" | "or" | ",") => self.coordinate(chain),
            _ => None,
        }
    }

    /// "the indemnified party", "indemnified losses", "indemnify" in a phrase of procedure.
    fn is_adjective(&self) -> bool {
        let line = self.line;
        line.mention(self.verb).is_some()
            || matches!(
                line.word(self.verb + 1),
                "party"
                    | "parties"
                    | "person"
                    | "persons"
                    | "claim"
                    | "claims"
                    | "losses"
                    | "loss"
                    | "liability"
                    | "liabilities"
                    | "matter"
                    | "matters"
                    | "indemnitee"
                    | "indemnitees"
                    | "damages"
                    | "event"
            ) && line.word(self.verb) == "indemnified"
    }

    /// Back over "defend, protect and" to where the verbs begin.
    fn chain_start(&self) -> usize {
        let mut at = self.verb;
        while at > 0
            && CHAIN.contains(&self.line.word(at - 1))
            && self.line.mention(at - 1).is_none()
            && self.verb - at < 24
        {
            at -= 1;
            if MODALS.contains(&self.line.word(at)) {
                break;
            }
        }
        at
    }

    /// "agrees to", "is obligated to", "has the duty to" before a verb; what comes before "to" tells.
    fn obliging(&self, to: usize) -> Option<usize> {
        let line = self.line;
        let mut at = to.checked_sub(1)?;
        while at > 0
            && matches!(
                line.word(at),
                "," | "also"
                    | "hereby"
                    | "further"
                    | "fully"
                    | "jointly"
                    | "severally"
                    | "and"
                    | "expense"
                    | "cost"
                    | "sole"
                    | "own"
                    | "its"
                    | "at"
            )
        {
            at -= 1;
        }
        let word = line.word(at);
        if AGREEING.contains(&word) {
            let noun = matches!(line.before(at), "the" | "'s" | "its" | "such" | "this" | "any");
            return (!noun).then_some(at);
        }
        if BOUND_TO.contains(&word) {
            let be =
                at.checked_sub(1).filter(|be| line.is(*be, &["be", "is", "are", "hereby", "remain", "remains"]))?;
            return self.modal_around(be);
        }
        if DUTIES.contains(&word) {
            let have = (at.saturating_sub(5)..at).rev().find(|have| line.is(*have, &["have", "has", "under"]))?;
            let denied = line.holds(have..at, &["no", "any", "not"]);
            return if denied { None } else { self.modal_around(have) };
        }
        // "shall continue to indemnify", "agrees that it is to indemnify".
        (word == "continue").then(|| self.modal_around(at)).flatten()
    }

    /// The modal right before a place, or the place itself; nothing where it is denied.
    fn modal_around(&self, at: usize) -> Option<usize> {
        let line = self.line;
        let mut first = at;
        while first > 0
            && matches!(
                line.word(first - 1),
                "also"
                    | "hereby"
                    | "further"
                    | "shall"
                    | "will"
                    | "must"
                    | "not"
                    | "no"
                    | "longer"
                    | "be"
                    | "otherwise"
                    | "then"
                    | "may"
                    | "would"
            )
        {
            first -= 1;
            if matches!(line.word(first), "not" | "no" | "may" | "would" | "otherwise") {
                return None;
            }
        }
        Some(first)
    }

    fn subject_stands_at(&self, chain: usize) -> bool {
        let mut end = chain;
        while end > 0 && ADVERBS.contains(&self.line.word(end - 1)) {
            end -= 1;
        }
        end.checked_sub(1).and_then(|at| self.line.mention(at)).is_some_and(|mention| !mention.possessive)
    }

    /// "Agency hereby indemnifies", "You indemnify us".
    fn present(&self, chain: usize) -> Option<Spoken> {
        let line = self.line;
        let word = line.word(self.verb);
        let singular = matches!(word, "indemnifies" | "holds" | "saves" | "keeps");
        let speaks = chain.checked_sub(1).is_some_and(|at| matches!(line.word(at), "you" | "we" | "i" | "parties"));
        // "help Agency indemnify" has no verb in the present, and no subject.
        (singular || speaks).then(|| self.subject(chain)).flatten()
    }

    /// "… will defend the claim at its expense and indemnify …": the modal of the first verb.
    fn coordinate(&self, chain: usize) -> Option<Spoken> {
        let line = self.line;
        for at in (chain.saturating_sub(80)..chain).rev() {
            match line.word(at) {
                ";" | "." | "which" | "whom" | "whose" | "may" | "might" | "can" | "could" => return None,
                "shall" | "will" | "must" => return self.subject(at),
                word if AGREEING.contains(&word) => return self.subject(at),
                _ => {}
            }
        }
        // "Agency defends … and indemnifies …".
        let present = matches!(line.word(self.verb), "indemnifies" | "holds");
        self.spoken(line.free_before(chain).filter(|_| present)?)
    }

    /// The party whose modal stands at `modal`.
    fn subject(&self, modal: usize) -> Option<Spoken> {
        let line = self.line;
        if line.holds(modal..self.verb, &["not", "never", "neither"])
            && line.find(modal..modal + 4, &["not", "never", "neither"]).is_some()
        {
            return None;
        }
        let end = self.over_aside(self.over_adverbs(modal));
        if self.is_coordinated(end) {
            return self.earlier(end);
        }
        if let Some(mention) = end.checked_sub(1).and_then(|at| line.mention(at)).filter(|mention| !mention.possessive)
        {
            return self.spoken(mention);
        }
        match line.before(end) {
            "it" | "they" | "he" | "she" => {
                self.spoken(line.free_before(end - 1)?).map(|spoken| Spoken { start: end - 1, ..spoken })
            }
            "indemnitor" | "indemnitors" | "indemnifier" => self.indemnitor(end - 1),
            "who" | "which" | "that" | "" => None,
            _ => self.group(end),
        }
    }

    /// Back over "hereby", "each", "jointly and severally".
    fn over_adverbs(&self, modal: usize) -> usize {
        let line = self.line;
        let mut end = modal;
        while end > 0 && line.mention(end - 1).is_none() {
            let joint = line.is(end - 1, &["and"]) && line.is(end, &["severally"]);
            if !joint && !ADVERBS.contains(&line.word(end - 1)) {
                break;
            }
            end -= 1;
        }
        end
    }

    /// "… will defend Client and will indemnify": the subject of the modal before.
    fn earlier(&self, end: usize) -> Option<Spoken> {
        let line = self.line;
        let floor = end.saturating_sub(90);
        let modal = (floor..end)
            .rev()
            .take_while(|at| !line.is(*at, &["."]))
            .find(|at| matches!(line.word(*at), "shall" | "will" | "must") || AGREEING.contains(&line.word(*at)));
        match modal {
            Some(modal) => self.subject(modal),
            None => self.spoken(line.free_before(end)?),
        }
    }

    /// Does the modal follow another verb of the same subject: "will pay … and will indemnify"?
    fn is_coordinated(&self, end: usize) -> bool {
        self.line.is(end.wrapping_sub(1), &["and", "or", ",", "but", ";", ":", "then"])
    }

    /// Back over "(the "Indemnitor")" and ", at its own expense,".
    fn over_aside(&self, end: usize) -> usize {
        let line = self.line;
        let reach = end.saturating_sub(30);
        match line.before(end) {
            ")" => (reach..end - 1).rev().find(|at| line.word(*at) == "(").unwrap_or(end),
            "," => {
                let comma = (reach..end - 1).rev().find(|at| line.word(*at) == ",");
                let named = |at: usize| {
                    at.checked_sub(1).and_then(|at| line.mention(at)).is_some_and(|mention| !mention.possessive)
                };
                comma.filter(|at| named(*at)).unwrap_or(end)
            }
            _ => end,
        }
    }

    /// "Agency and its affiliates shall": the party that the others belong to. A stranger with a name
    /// is somebody, but not told who; its insurers and subcontractors are nobody here.
    fn group(&self, end: usize) -> Option<Spoken> {
        let line = self.line;
        let stranger = Spoken { indemnitor: Bound::Unclear, words: None, start: end.saturating_sub(1) };
        let named = line.is_capital(end.saturating_sub(1)).then_some(stranger);
        let Some(owner) = (end.saturating_sub(14)..end).rev().find_map(|at| line.mention(at)) else { return named };
        let after = line.extent(owner).end;
        let joined = line.is(after, &["and", "or", ",", "("]) || line.says(after, &["on", "behalf"]);
        match (owner.possessive, joined) {
            (true, _) => None,
            (false, true) => self.spoken(owner),
            (false, false) => named,
        }
    }

    fn spoken(&self, mention: &'a Mention) -> Option<Spoken> {
        let line = self.line;
        let words = line.extent(mention);
        let start = line.over_article(words.start);
        if self.is_dependent(start)
            || matches!(line.word(words.start), "neither" | "no")
            || line.holds(start.saturating_sub(6)..start, &["nothing"])
        {
            return None;
        }
        let indemnitor = match mention.who {
            Who::Some => self.defined(words.clone()),
            Who::Each => Bound::Both,
            Who::Party(_) => self.joined(line.bound(mention), start),
        };
        Some(Spoken { indemnitor, words: Some(words), start })
    }

    /// "which Agency shall indemnify", "if Agency agrees to indemnify": no duty is made here.
    fn is_dependent(&self, start: usize) -> bool {
        let line = self.line;
        match line.before(start) {
            "which" | "whom" | "if" | "whether" | "extent" | "unless" | "where" | "when" | "whenever" | "because"
            | "until" | "after" => true,
            "that" => {
                let ahead = start.checked_sub(2).map_or("", |at| line.word(at));
                let opens = [
                    "agrees",
                    "agree",
                    "agreed",
                    "acknowledges",
                    "acknowledge",
                    "provided",
                    "further",
                    "understood",
                    "covenants",
                    "covenant",
                    "undertakes",
                    "however",
                    "confirms",
                    ",",
                    "except",
                    "promises",
                    "always",
                ];
                !opens.contains(&ahead)
            }
            _ => false,
        }
    }

    /// "Agency and Client shall indemnify each other".
    fn joined(&self, bound: Bound, start: usize) -> Bound {
        let line = self.line;
        let and = start.checked_sub(1).filter(|at| line.is(*at, &["and", "or"]));
        let other =
            and.and_then(|at| at.checked_sub(1)).and_then(|at| line.mention(at)).filter(|mention| !mention.possessive);
        match other.map(|mention| line.bound(mention)) {
            Some(other) if other != bound => Bound::Both,
            _ => bound,
        }
    }

    /// "The Indemnifying Party": whoever it is, unless the text says that only one can be.
    fn defined(&self, words: Range<usize>) -> Bound {
        let line = self.line;
        let term = line.contract.quote(line.span(words));
        let term = term.strip_prefix("the ").or_else(|| term.strip_prefix("The ")).unwrap_or(term);
        self.named_by(term)
    }

    fn indemnitor(&self, at: usize) -> Option<Spoken> {
        let line = self.line;
        let start = line.over_article(at);
        let indemnitor = self.named_by(line.contract.quote(line.span(at..at + 1)));
        (!self.is_dependent(start)).then_some(Spoken { indemnitor, words: Some(at..at + 1), start })
    }

    /// The party for whom the text defines such a name right behind its own.
    fn named_by(&self, term: &str) -> Bound {
        let contract = self.line.contract;
        let mut found = Vec::new();
        for definition in
            contract.facts.definitions.iter().filter(|definition| definition.term.eq_ignore_ascii_case(term))
        {
            let from = definition.tokens.start.saturating_sub(8);
            let named = contract.facts.parties.within(from..definition.tokens.start).last();
            found.extend(named.map(|mention| crate::terms::subject::bound(contract, mention.who)));
        }
        match found.as_slice() {
            [Bound::Side(side)] => Bound::Side(*side),
            _ => Bound::Both,
        }
    }

    /// "Client shall be indemnified by Agency", "Agency shall be held harmless".
    fn passive(&self) -> Option<Spoken> {
        if self.is_adjective() {
            return None;
        }
        let line = self.line;
        let be = (self.verb.saturating_sub(12)..self.verb).rev().find(|at| line.is(*at, &["be", "is", "are"]))?;
        let between = be + 1..self.verb;
        let verbs = [
            "defended",
            "indemnified",
            "held",
            "kept",
            "saved",
            "protected",
            "and",
            ",",
            "fully",
            "hereby",
            "or",
            "reimbursed",
            "at",
            "all",
            "times",
        ];
        if !between.into_iter().all(|at| verbs.contains(&line.word(at)))
            || line.is(be.wrapping_sub(1), &["not", "may", "can", "would", "could"])
        {
            return None;
        }
        if line.word(be) != "be" && !line.holds(be..self.verb, &["hereby"]) {
            return None;
        }
        let modal = if line.before(be) == "to" { self.entitled(be - 1)? } else { be.checked_sub(1)? };
        let covered = self.subject(modal)?;
        let indemnitor = match self.agent() {
            Some(agent) => Spoken { start: covered.start, ..self.spoken_agent(agent) },
            None => Spoken { indemnitor: opposite(covered.indemnitor)?, words: None, start: covered.start },
        };
        Some(indemnitor)
    }

    /// "shall keep Client fully indemnified against".
    fn keeping(&self) -> Option<Spoken> {
        let line = self.line;
        let keep = (self.verb.saturating_sub(12)..self.verb)
            .rev()
            .find(|at| line.is(*at, &["keep", "keeps", "hold", "holds"]))?;
        Finder { line, verb: keep }.active()
    }

    /// "is entitled to be indemnified": the place of its verb.
    fn entitled(&self, to: usize) -> Option<usize> {
        let line = self.line;
        let at = to.checked_sub(1)?;
        let right = line.is(at, &["entitled"]) || line.is(at, &["right"]);
        let verb =
            (at.saturating_sub(4)..at).rev().find(|at| line.is(*at, &["is", "are", "has", "have", "shall", "will"]))?;
        right.then(|| self.modal_around(verb)).flatten()
    }

    fn agent(&self) -> Option<&'a Mention> {
        let line = self.line;
        let end = (self.verb + 30).min(line.len());
        (self.verb..end).find_map(|at| {
            let start = if line.word(at + 1) == "the" { at + 2 } else { at + 1 };
            (line.word(at) == "by").then(|| line.mention(start)).flatten().filter(|mention| !mention.possessive)
        })
    }

    fn spoken_agent(&self, agent: &Mention) -> Spoken {
        let words = self.line.extent(agent);
        let indemnitor = match agent.who {
            Who::Party(_) => self.line.bound(agent),
            _ => Bound::Both,
        };
        Spoken { indemnitor, words: Some(words), start: 0 }
    }

    /// "shall provide Client with an indemnity against".
    fn giving(&self) -> Option<Spoken> {
        let line = self.line;
        let modal = (0..self.verb).rev().find(|at| MODALS.contains(&line.word(*at)))?;
        let against = line.find(self.verb..self.verb + 4, &["against", "for", "in", "from"]).is_some();
        against.then(|| self.subject(modal)).flatten()
    }
}

fn opposite(covered: Bound) -> Option<Bound> {
    match covered {
        Bound::Side(_) => Some(covered.opposite()),
        Bound::Both => Some(Bound::Both),
        Bound::Unclear => None,
    }
}
