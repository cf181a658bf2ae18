//! Rights that pass from one party to the other. In: sentences that assign, transfer or vest. Out:
//! [`Assignment`]s. Assigning the contract itself, goods and money is another matter.

use std::ops::Range;
use std::sync::LazyLock;

use super::matter::{self, Matter};
use super::moment::{self, AtOnce, Moment};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    pub from: Bound,
    pub from_span: Option<Span>,
    pub to: Bound,
    pub to_span: Option<Span>,
    pub matter: Matter,
    pub moment: Moment,
    /// "shall assign", "undertakes to assign": another act is still needed, whenever it is due.
    pub promised: bool,
    /// "hereby assigns", "shall assign".
    pub verb: Span,
    /// "upon creation".
    pub created: Option<Span>,
    /// "shall assign" of a party, or "shall be assigned".
    pub voice: Voice,
    /// The party that gives gets a licence back in the same clause.
    pub licensed_back: bool,
    /// The phrase that takes in what was there before.
    pub background: Option<Span>,
    /// The phrase that takes in concepts, drafts and rejected ideas.
    pub concepts: Option<Span>,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

/// Who stands before the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    Active,
    /// "copyright shall be assigned".
    Passive,
    /// "all rights shall be assigned".
    Plural,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "now",
            "(hereby | presently | now) ..4 (assign | assigns | assigned | transfer | transfers | transferred | convey | conveys | cede | cedes)",
        ),
        ("now", "(does | do) hereby ..4 (assign | transfer | convey)"),
        (
            "now",
            "(assigns | transfers | conveys) ..6 (all | any | the | its | full | those | these | such) ..6 (right | rights | title | copyright | copyrights | ownership | interest | patents | inventions | improvements | intellectual | designs | works | deliverables)",
        ),
        (
            "now",
            "(copyright | copyrights | title | ownership | rights | property) ..25 {shall} ..3 (vest | vests | pass | transfer)",
        ),
        (
            "now",
            "(copyright | copyrights | title | ownership | rights) ..20 (vests | passes | pass | moves) ..3 (in | to)",
        ),
        ("now", "(copyright | copyrights | title | ownership | rights) ..12 (transfers | transfer) ..2 to"),
        (
            "now",
            "(assigns | transfers) to {party} ..20 (right | rights | title | copyright | copyrights | ownership | designs | concepts | drafts | works | deliverables | materials | inventions | technology)",
        ),
        ("now", "(we | you) [hereby] (assign | transfer)"),
        ("now", "(assigns | transfers | conveys) (the same | them) to {party}"),
        (
            "now",
            "(invention | inventions | deliverables | works | materials | results | designs) ..16 (vests | vest) ..3 (in | with) {party}",
        ),
        (
            "later",
            "{shall} ..16 (execute | sign | enter into) ..6 (assignment | assignments) ..8 of ..8 (copyright | rights | intellectual | patents | title)",
        ),
        // "will, if asked, enter into an instrument transferring to Customer the copyright".
        (
            "later",
            "{shall} ..16 (execute | sign | enter into) ..6 (instrument | instruments | deed | document | documents) ..4 (transferring | assigning | conveying)",
        ),
        ("now", "(is | are) ..3 (hereby | automatically) assigned"),
        ("later", "({shall} | and) [..3] (assign | transfer | convey | cede)"),
        ("now", "(stand | stands) ..2 (assigned | transferred) to"),
        ("later", "{shall} be ..3 (assigned | transferred | conveyed) ..3 to"),
        ("later", "(is | are) ..2 (assigned | transferred) ..6 (to | when | upon | as)"),
        ("later", "{party} (is | are) to (assign | transfer | convey)"),
        ("later", "{shall} ..8 cause ..20 to (assign | transfer)"),
    ])
});

/// Words of which one must stand with the verb.
const RIGHTS: [&str; 60] = [
    "concepts",
    "sketches",
    "ideas",
    "scripts",
    "intellectual",
    "copyright",
    "copyrights",
    "patent",
    "patents",
    "invention",
    "inventions",
    "deliverables",
    "deliverable",
    "improvements",
    "developments",
    "trademark",
    "trademarks",
    "goodwill",
    "software",
    "domain",
    "works",
    "title",
    "marks",
    "ownership",
    "design",
    "designs",
    "know",
    "materials",
    "property",
    "work",
    "moral",
    "regulatory",
    "data",
    "drawings",
    "artwork",
    "photographs",
    "recordings",
    "footage",
    "films",
    "photos",
    "images",
    "templates",
    "tools",
    "feedback",
    "suggestions",
    "report",
    "film",
    "portal",
    "website",
    "app",
    "code",
    "drafts",
    "enhancements",
    "modifications",
    "reports",
    "content",
    "results",
    "libraries",
    "methods",
    "translations",
];
/// Not rights in what is made: the contract, goods, money, people, shares.
const ELSE: [&str; 26] = [
    "agreement",
    "obligations",
    "duties",
    "goods",
    "equipment",
    "vehicle",
    "vehicles",
    "shares",
    "account",
    "employees",
    "personnel",
    "leases",
    "receivables",
    "funds",
    "lease",
    "units",
    "possession",
    "risk",
    "stock",
    "contract",
    "hereunder",
    "securities",
    "amounts",
    "delegate",
    "policy",
    "trust",
];

pub fn read(contract: &Contract) -> Vec<Assignment> {
    let found = contract.find(&CUES);
    let mut all: Vec<Assignment> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let at_once = if found.name(one) == "now" { AtOnce::Yes } else { AtOnce::No };
        let known =
            all.iter().rev().take(4).any(|known| known.sentence == one.sentence && known.span.overlaps(one.span));
        if sentence.kind == SentenceKind::Body && !known {
            all.extend(assignment(contract, sentence, one, at_once));
        }
    }
    all
}

fn assignment(contract: &Contract, sentence: &Sentence, one: &Match, at_once: AtOnce) -> Option<Assignment> {
    let verb = verb(contract, one)?;
    let part = scope::stretch(contract, sentence, verb);
    let now = scope::holds(contract, verb.saturating_sub(6).max(part.start)..verb, &["hereby", "automatically"]);
    let vests = scope::begins(contract, verb..verb + 1, &["vest", "pass"]);
    let at_once = match (now, vests) {
        (true, _) => AtOnce::Yes,
        (false, true) => AtOnce::Vests,
        _ => at_once,
    };
    // "agrees to assign, and does hereby assign": what takes effect at once is read.
    let tokens = contract.document.text.tokens();
    let later =
        |at: &usize| tokens.at(*at) == "hereby" && scope::begins(contract, at + 1..at + 4, &["assign", "transfer"]);
    if at_once == AtOnce::No && (verb..part.end).any(|at| later(&at)) {
        return None;
    }
    let object = verb + 1..(verb + 40).min(part.end);
    if is_denied(contract, &part, verb) || !is_of_rights(contract, &part, verb, &object) {
        return None;
    }
    let (from, to) = ends(contract, sentence, one, verb, &part);
    // A vendor that assigns its rights in "the App" has made it for the customer.
    let gives = |from: &Option<Named>, to: &Option<Named>| {
        from.as_ref().is_some_and(|named| named.bound.is(Side::Vendor))
            && to.as_ref().is_none_or(|named| named.bound.is(Side::Customer))
            && scope::holds(contract, part.clone(), &["intellectual", "copyright", "rights"])
    };
    // What passes on creation was made for the job, whatever it is called.
    let matter = match matter::matter(contract, part.clone()) {
        Some(Matter::Product) if moment::created(contract, &part).is_some() || gives(&from, &to) => Matter::Work,
        about => about.unwrap_or(Matter::Work),
    };
    let of = |named: &Option<Named>| named.as_ref().map_or(Bound::Unclear, |named| named.bound);
    let settle = |one: Bound, other: Bound| if one == Bound::Unclear { other.opposite() } else { one };
    Some(Assignment {
        from: settle(of(&from), of(&to)),
        from_span: from.as_ref().map(|named| named.span(contract)),
        to: settle(of(&to), of(&from)),
        to_span: to.as_ref().map(|named| named.span(contract)),
        matter,
        moment: moment::moment(contract, part.clone(), at_once),
        promised: at_once == AtOnce::No
            && (one.capture("shall").is_some()
                || contract.document.text.tokens().at(verb.saturating_sub(1)) == "to"
                || !scope::holds(contract, verb.saturating_sub(3)..verb, &["is", "are"])),
        verb: scope::span(contract, words_of_verb(contract, one, verb)),
        created: moment::created(contract, &part),
        voice: voice(contract, &part, verb),
        licensed_back: licensed_back(contract, sentence),
        background: background(contract, &part),
        concepts: concepts(contract, &part),
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, part),
    })
}

fn verb(contract: &Contract, one: &Match) -> Option<usize> {
    const STEMS: [&str; 7] = ["assign", "transfer", "convey", "cede", "vest", "pass", "ceding"];
    let tokens = contract.document.text.tokens();
    one.tokens.clone().rev().find(|at| STEMS.iter().any(|stem| tokens.at(*at).starts_with(stem)))
}

/// From the modal or "hereby" to the verb.
fn words_of_verb(contract: &Contract, one: &Match, verb: usize) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let modal = one.capture("shall").map(|modal| modal.tokens.start);
    let hereby = (verb.saturating_sub(5)..verb).find(|at| matches!(tokens.at(*at), "hereby" | "does" | "do"));
    modal.or(hereby).unwrap_or(verb)..verb + 1
}

fn is_denied(contract: &Contract, part: &Range<usize>, verb: usize) -> bool {
    let tokens = contract.document.text.tokens();
    // "To the extent that it is not so, Agency hereby assigns": the denial belongs to another clause.
    let far = verb.saturating_sub(8).max(part.start);
    let ahead = (far..verb).rev().find(|at| tokens.at(*at) == ",").map_or(far, |comma| comma + 1)..verb;
    let passive = scope::holds(contract, verb.saturating_sub(3).max(part.start)..verb, &["be", "is", "are"]);
    let none = passive && scope::holds(contract, part.start..verb, &["no", "neither", "nothing"]);
    none || scope::holds(
        contract,
        ahead,
        &["not", "may", "neither", "nor", "no", "nothing", "right", "if", "cannot", "never"],
    )
}

fn is_of_rights(contract: &Contract, part: &Range<usize>, verb: usize, object: &Range<usize>) -> bool {
    let near = verb + 1..(verb + 10).min(part.end);
    let passive =
        scope::holds(contract, verb.saturating_sub(4).max(part.start)..verb, &["be", "is", "are", "stand", "stands"]);
    let vests = matches!(contract.document.text.tokens().at(verb), "vest" | "vests" | "pass" | "passes");
    let passes = scope::holds(
        contract,
        verb.saturating_sub(10).max(part.start)..verb,
        &["title", "copyright", "copyrights", "ownership"],
    );
    let about = if passive || vests || passes { part.start..object.end } else { object.clone() };
    let mentions = |words: &[&str]| scope::holds(contract, about.clone(), words);
    let bare = scope::holds(contract, near.clone(), &ELSE)
        && !scope::holds(
            contract,
            // "transfers to Client, by this agreement, the whole copyright"
            near.start..(verb + 16).min(part.end),
            &["copyright", "copyrights", "intellectual", "invention", "inventions", "patent", "patents", "title"],
        );
    let goods = scope::holds(
        contract,
        about.clone(),
        &["goods", "risk", "equipment", "vehicles", "delivery", "shipment", "carrier", "loss", "shares"],
    ) && !mentions(&["intellectual", "copyright", "copyrights", "patent", "patents", "inventions"])
        && !(mentions(&["delivery"])
            && mentions(&["artwork", "designs", "deliverables", "works", "footage", "images", "photographs", "film"])
            && !mentions(&["goods", "risk", "equipment", "vehicles", "shipment", "carrier", "loss", "shares"]));
    // "convey good title to the Product free of any lien": the goods themselves.
    let goods = goods
        || mentions(&["title"])
            && mentions(&["lien", "liens", "encumbrance", "encumbrances"])
            && !mentions(&[
                "intellectual",
                "copyright",
                "copyrights",
                "patent",
                "patents",
                "inventions",
                "work",
                "works",
            ]);
    let told = scope::holds(contract, verb + 1..verb + 4, &["decisions", "information", "messages", "instructions"]);
    // "all rights in it": what the words before speak of.
    let backward = (mentions(&["rights", "right"]) && mentions(&["it", "them", "same", "those", "such"]))
        || scope::begins(contract, verb + 1..verb + 3, &["same", "them"])
            && scope::holds(contract, part.start..verb, &RIGHTS);
    // "any benefits accruing from use of the Marks shall vest in their owner" passes no right.
    let accrues = vests && scope::begins(contract, verb.saturating_sub(14).max(part.start)..verb, &["accru", "inur"]);
    (mentions(&RIGHTS) || backward) && !bare && !goods && !told && !accrues
}

/// Who gives and who gets.
fn ends(
    contract: &Contract,
    sentence: &Sentence,
    one: &Match,
    verb: usize,
    part: &Range<usize>,
) -> (Option<Named>, Option<Named>) {
    let behind = verb + 1..part.end;
    let to = subject::after(contract, behind.clone(), &["to", "in", "unto"]);
    let tokens = contract.document.text.tokens();
    let begin = one.captures.first().map_or(one.tokens.start, |capture| capture.tokens.start).min(verb);
    // "you assign": the subject is in the words themselves.
    let begin = if matches!(tokens.at(begin), "we" | "you") { verb } else { begin };
    let passive = scope::holds(contract, verb.saturating_sub(4).max(part.start)..verb, &["be", "is", "are"])
        || tokens.at(verb).starts_with("vest")
        || tokens.at(verb).starts_with("pass");
    let from = if passive {
        subject::after(contract, behind, &["by", "from"])
    } else {
        subject::before(contract, part.start, begin)
            .or_else(|| subject::before(contract, part.start, verb))
            .or_else(|| scope::lead_in(sentence, verb).and_then(|lead| subject::before(contract, lead.start, lead.end)))
    };
    match (from, to) {
        (Some(from), Some(to)) if from.bound == to.bound && from.bound != Bound::Both => {
            (Some(from.clone()), Some(Named { tokens: to.tokens, bound: from.bound.opposite() }))
        }
        both => both,
    }
}

fn voice(contract: &Contract, part: &Range<usize>, verb: usize) -> Voice {
    let be = scope::holds(contract, verb.saturating_sub(4).max(part.start)..verb, &["be", "is", "are"]);
    let several =
        ["rights", "copyrights", "patents", "inventions", "works", "deliverables", "designs", "they", "interests"];
    // The head of the subject stands before its first preposition: "all copyright in the designs".
    let from = verb.saturating_sub(20).max(part.start);
    let head = scope::position(contract, from..verb, &["in", "of", "to", "for", "shall", "will"]).unwrap_or(verb);
    let plural = scope::holds(contract, from..head, &several);
    match (be, plural) {
        (false, _) => Voice::Active,
        (true, false) => Voice::Passive,
        (true, true) => Voice::Plural,
    }
}

/// Does the clause grant a licence as well?
fn licensed_back(contract: &Contract, sentence: &Sentence) -> bool {
    let near = sentence.id.0.saturating_sub(1)..(sentence.id.0 + 3).min(contract.outline.sentences.len());
    contract.outline.sentences.get(near).unwrap_or_default().iter().any(|other| {
        other.clause == sentence.clause
            && scope::holds(
                contract,
                other.tokens.clone(),
                &["license", "licence", "licenses", "licences", "sublicense", "sublicensable"],
            )
            && scope::begins(contract, other.tokens.clone(), &["grant", "receiv", "licenses", "back", "gets"])
    })
}

/// From the "including" or "whether" before `at` to the end of the phrase.
fn phrase(contract: &Contract, part: &Range<usize>, at: usize) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let opens = |at: &usize| matches!(tokens.at(*at), "including" | "whether" | "together" | "plus" | "as");
    let start = (at.saturating_sub(14).max(part.start)..at).rev().find(opens).unwrap_or(at);
    let end = (at..part.end).find(|at| matches!(tokens.at(*at), "." | ";" | ":")).unwrap_or(part.end);
    start..end
}

/// "whether or not pre-existing", "including all tools and know-how".
pub(super) fn background(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    swept(contract, part).or_else(|| defined(contract, part, swept))
}

/// The words in the meaning of a defined term used here, where the term is not taken out.
fn defined(
    contract: &Contract,
    part: &Range<usize>,
    words: fn(&Contract, &Range<usize>) -> Option<Span>,
) -> Option<Span> {
    let used = contract.facts.uses_within(part.clone());
    // "in that deliverable, excluding Provider Technology": what stays tells nothing of what goes.
    let goes = |at: usize| {
        let before = at.saturating_sub(6).max(part.start)..at;
        !scope::holds(contract, before, &["except", "excluding", "save", "other", "excludes", "exclude", "without"])
    };
    used.iter().filter(|used| goes(used.tokens.start)).find_map(|used| {
        let meaning = contract.facts.definitions.get(used.definition)?.meaning;
        words(contract, &contract.document.text.tokens().inside(meaning))
    })
}

/// The phrase inside these words that takes in what was there before.
fn swept(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let kept = |at: usize| {
        (at.saturating_sub(20).max(part.start)..at).any(|at| match tokens.at(at) {
            "except" | "excluding" | "save" | "other" | "exclude" | "excludes" | "no" | "retains" => true,
            // "made while under contract with Client, whether before or after this date".
            "while" => true,
            // "whether or not made before": all of it.
            "not" => tokens.at(at.saturating_sub(1)) != "or",
            _ => false,
        })
    };
    part.clone().find_map(|at| match (tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)) {
        ("pre", "-", "existing")
        | ("existing" | "existed" | "exists", "before" | "prior" | "already", _)
        | ("old", "or", "new")
        | ("new", "or", "old")
        | ("preexisting" | "background" | "predate" | "predates" | "predating", _, _)
            if !kept(at) =>
        {
            Some(scope::span(contract, phrase(contract, part, at)))
        }
        // "including those that it owned before this Agreement".
        (
            "owned" | "made" | "created" | "developed" | "held" | "had" | "acquired",
            "before" | "beforehand" | "earlier" | "previously" | "prior",
            _,
        ) if !kept(at) => Some(scope::span(contract, phrase(contract, part, at))),
        // "developed in the course of the job or previously"
        // "whenever and for whomever made", "already in Contractor's possession"
        ("whenever", _, _)
            if scope::holds(contract, at + 1..at + 7, &["made", "created", "written", "developed", "conceived"])
                && !kept(at) =>
        {
            Some(scope::span(contract, phrase(contract, part, at)))
        }
        ("already", "in" | "owned" | "held", _) if !kept(at) => Some(scope::span(contract, phrase(contract, part, at))),
        ("or" | "and", "previously" | "theretofore" | "beforehand", _)
        | ("irrespective" | "regardless", "of", "when")
        | ("whether" | "or", "before", "or" | "the" | "this" | "it")
            if !kept(at) =>
        {
            Some(scope::span(contract, phrase(contract, part, at)))
        }
        // "libraries that Contractor brought into the project"
        // But "contributed to or made by Contractor" says who made it.
        ("brought" | "brings" | "contributed" | "introduced", "into" | "to", next)
            if !matches!(next, "or" | "and" | "by") && !kept(at) =>
        {
            Some(scope::span(contract, phrase(contract, part, at)))
        }
        ("brought" | "brings", "them" | "it", "into" | "to") if !kept(at) => {
            Some(scope::span(contract, phrase(contract, part, at)))
        }
        _ => None,
    })
}

fn concepts(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    drafts(contract, part).or_else(|| unchosen(contract, part)).or_else(|| defined(contract, part, unchosen))
}

/// "whether or not it is chosen or published by Client": what is turned down goes too.
fn unchosen(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    const CHOSEN: [&str; 9] =
        ["used", "chosen", "selected", "accepted", "adopted", "approved", "presented", "published", "rejected"];
    let tokens = contract.document.text.tokens();
    let at = part.clone().find(|at| {
        tokens.at(*at) == "whether"
            && scope::holds(contract, at + 1..at + 4, &["or"])
            && scope::holds(contract, at + 1..(at + 9).min(part.end), &CHOSEN)
    })?;
    let kept = scope::holds(contract, at.saturating_sub(12).max(part.start)..at, &["except", "excluding", "retains"]);
    (!kept).then(|| scope::span(contract, phrase(contract, part, at)))
}

fn drafts(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    const DRAFTS: [&str; 8] =
        ["concepts", "drafts", "sketches", "unused", "rejected", "preliminary", "pitches", "proposals"];
    let at = scope::position(contract, part.clone(), &DRAFTS)?;
    let kept = scope::holds(
        contract,
        at.saturating_sub(12).max(part.start)..at,
        &["except", "excluding", "other", "not", "retains"],
    );
    (!kept).then(|| scope::span(contract, phrase(contract, part, at)))
}

impl Assignment {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("from", self.from, self.from_span)),
            Some(record::bound("to", self.to, self.to_span)),
            Some(record::word("matter", self.matter.word(), None)),
            Some(record::word("moment", self.moment.word(), Some(self.verb))),
            Some(record::flag("promised", self.promised, None)),
            record::anchor("verb", Some(self.verb)),
            record::anchor("created", self.created),
            Some(record::word(
                "voice",
                match self.voice {
                    Voice::Active => "active",
                    Voice::Passive => "passive",
                    Voice::Plural => "plural",
                },
                None,
            )),
            Some(record::flag("licensed-back", self.licensed_back, None)),
            record::anchor("background", self.background),
            record::anchor("concepts", self.concepts),
        ];
        Reading {
            term: "ip-assignment",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
