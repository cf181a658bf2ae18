//! Who owns what. In: sentences that state or keep ownership. Out: [`Ownership`]: the owner, what is
//! owned, and whether it was the owner's before. Ownership of goods, shares and premises is not meant.

use std::ops::Range;
use std::sync::LazyLock;

use super::assignment;
use super::matter::{self, Matter};
use super::moment::{self, AtOnce, Moment};
use crate::contract::Contract;
use crate::facts::Who;
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading, grant};
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Ownership {
    pub owner: Bound,
    pub owner_span: Option<Span>,
    pub matter: Matter,
    /// It was the owner's before, and stays so.
    pub kept: bool,
    pub joint: bool,
    /// Only warranted: "guarantees that the pictures are owned by it".
    pub promised: bool,
    /// Only said by what the agreement does not grant.
    pub ungranted: bool,
    /// The sentence lets ownership begin with payment.
    pub paid: bool,
    /// "own" in "shall own": what is owned follows.
    pub own: Option<Span>,
    /// "shall be the property of": what is owned stands before.
    pub held: Option<Span>,
    /// The phrase that takes in what the other side had before.
    pub background: Option<Span>,
    /// What co-owners may do without each other is said in the clause.
    pub accounting: bool,
    pub verb: Span,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "keeps",
            "(retain | retains | retained | reserve | reserves | keep | keeps) ..8 (right | rights | title | ownership | interest | copyright | copyrights | property)",
        ),
        (
            "keeps",
            "(title | ownership | rights | right | copyright) ..25 ({shall} | is | are) ..6 (reserved | retained | remain) ..4 (by | for | to | with | in)",
        ),
        ("keeps", "(maintain | maintains) [its | full] ownership"),
        (
            "property",
            "(remain | remains | be | is | are | as | become | becomes | constitute) ..10 (property | asset) ..3 of",
        ),
        (
            "property",
            "(is | are | remain | remains) {party} [sole | exclusive | absolute] [and] [sole | exclusive | absolute] property",
        ),
        ("owned", "({shall} | is | are | be | remain*) ..6 owned ..6 by"),
        ("owns", "{party} ({shall} | alone | hereby | also | solely | exclusively) ..6 own"),
        ("owns", "{party} [..2] owns"),
        ("owns", "{party} [also | alone | still] own"),
        (
            "owns",
            "{party} ..4 ({shall} be | {shall} become | is | are | remain* | {shall} remain) ..6 (owner | owners) ..5 of",
        ),
        (
            "nothing",
            "nothing ..8 (transfer* | grant | grants | granting | convey* | confer* | assign | assigns | give | gives | giving) ..8 (right | rights | title | interest | ownership) ..6 (in | to)",
        ),
        ("property", "(become | becomes | be | remains) {party} [sole | exclusive] [and] [sole | exclusive] property"),
        ("belongs", "(belong | belongs | vest | vests | vested) ..4 (to | in | with) ..4 {party}"),
        (
            "belongs",
            "(title | ownership | copyright) ..16 (resides | reside | rests | lies | remains | remain) ..1 (in | with) {party}",
        ),
        (
            "belongs",
            "(is | are | remain | remains) [and {shall} remain] [confidential and] proprietary to {party} !(contain* | elements | aspects)",
        ),
        ("belongs", "(title | ownership) ..20 {shall} ..4 (remain | remains | reside | rest | be) ..4 (with | in)"),
        (
            "acknowledged",
            "(acknowledge | acknowledges | recognizes | recognises | agrees) ..12 {party} ..4 \
             ((ownership | title) ..6 (of | to | in) | exclusive (right | rights) ..6 (of | to (the | all | any | its | such | this | these) | in)) \
             !((agrees | agree | hereby) [to] (assign* | transfer* | convey*))",
        ),
        (
            "denied",
            "{party} {shall-not} ..2 (acquire | obtain | claim | gain) [any] ..2 (right | rights | interest) ..3 in (the | any | such | {party})",
        ),
        (
            "denied",
            "{party} ({shall-not} | {shall}) ..3 (acquire | obtain | have | receive | claim | gain) [any | no] ..2 (right title | title | ownership | rights title) \
             ..8 (in | to | of)",
        ),
        (
            "denied",
            "{party} (acquires | obtains | receives | has | have | gains) no ..3 (title | ownership | right title) ..8 (in | to | of)",
        ),
        // What an agreement does not give to one party stays with the other.
        (
            "ungranted",
            "({shall-not} | does not | do not) ..2 (confer | grant | give | convey | transfer) ..3 {party} ..4 (right | rights | title | ownership | interest) ..8 (in | to (the | any | its | such | all))",
        ),
        (
            "ungranted",
            "(grants | confers | gives | conveys | transfers) ..1 {party} no ..4 (right | rights | title | ownership | interest) ..8 (in | to (the | any | its | such | all))",
        ),
        ("owns", "of which {party} ({shall} be | is | becomes) ..5 (owner | owners)"),
        ("owns", "{party} (becomes | become) [..3] (owner | owners) of"),
        (
            "joint",
            "(owned | held) ..16 (in equal [undivided] shares | in undivided shares | in equal parts | tenants in common)",
        ),
        (
            "joint",
            "(belong | belongs) ..2 (both parties | the parties) ..3 (jointly | equally | in common | in equal shares)",
        ),
        (
            "joint",
            "(belong to | belongs to | owned by | property of) both ..4 (equal | equally | half | halves | jointly | together | in common)",
        ),
        (
            "joint",
            "(belong | belongs | owned | held | vest | vests | property) ..24 (in common | equal undivided | co owners | half each | half and half)",
        ),
        (
            "joint",
            "(belong | belongs | owned | held | vest | vests | ownership | title) ..12 (both parties | both of (us | them) | the parties | us both | the two of (us | them) | you and us | us and you) \
             (jointly | together | equally | in equal shares)",
        ),
        ("joint", "common property of ..8 and"),
        (
            "joint",
            "(jointly own* | jointly owned | owned in common | held in common | co own* | joint owners | joint ownership | joint property)",
        ),
    ])
});

/// What is owned otherwise: goods, companies, land, money, secrets.
const ELSE: [&str; 32] = [
    "shares",
    "stock",
    "premises",
    "equipment",
    "vehicle",
    "vehicles",
    "inventory",
    "goods",
    "securities",
    "tools",
    "molds",
    "tooling",
    "subsidiary",
    "subsidiaries",
    "voting",
    "assets",
    "controlled",
    "control",
    "percent",
    "restaurant",
    "franchised",
    "units",
    "samples",
    "deposit",
    "funds",
    "risk",
    "insurance",
    "leased",
    "business",
    "facility",
    "capital",
    "building",
];

pub fn read(contract: &Contract) -> Vec<Ownership> {
    let found = contract.find(&CUES);
    let mut all: Vec<Ownership> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known =
            all.iter().rev().take(4).any(|known| known.sentence == one.sentence && known.span.overlaps(one.span));
        if sentence.kind == SentenceKind::Body && !known {
            all.extend(ownership(contract, sentence, one, found.name(one)));
        }
    }
    all
}

fn ownership(contract: &Contract, sentence: &Sentence, one: &Match, cue: &str) -> Option<Ownership> {
    let part = scope::stretch(contract, sentence, one.tokens.end - 1);
    let tokens = contract.document.text.tokens();
    let ahead = one.tokens.start.saturating_sub(6).max(part.start)..one.tokens.end;
    let denied = !matches!(cue, "denied" | "nothing" | "ungranted")
        && scope::holds(contract, ahead, &["not", "no", "neither", "nor", "nothing", "if", "may"])
        && !scope::holds(contract, one.tokens.clone(), &["shall"]);
    let nothing = !matches!(cue, "denied" | "nothing" | "ungranted")
        && scope::holds(contract, part.start..(part.start + 6).min(part.end), &["nothing", "no", "neither"]);
    let rights = [
        "intellectual",
        "ip",
        "copyright",
        "copyrights",
        "patent",
        "patents",
        "inventions",
        "software",
        "deliverables",
        "marks",
        "trademarks",
        "know",
        "methods",
        "methodologies",
        "processes",
    ];
    // "title to the Products shall remain with Supplier until their sale": things that are delivered.
    let sold = scope::holds(contract, part.clone(), &["title"])
        && scope::holds(contract, part.clone(), &["sale", "shipment", "consumer", "carrier", "delivery"]);
    // "in equal undivided shares" are no company's.
    let parts = |at: usize| matches!(tokens.at(at.saturating_sub(1)), "equal" | "undivided");
    let elsewhere = part.clone().any(|at| ELSE.contains(&tokens.at(at)) && !parts(at));
    let goods = (sold || elsewhere) && !scope::holds(contract, part.clone(), &rights);
    // "all other rights and obligations shall remain in effect", "for the proper protection of its property".
    let near = one.tokens.start.saturating_sub(3).max(part.start)..one.tokens.end;
    let duties = scope::holds(contract, near, &["obligations", "necessary", "protection", "effect"]);
    let about = matter::matter(contract, part.clone())
        .map(|about| if is_supplied(contract, &part) { Matter::Background } else { about })
        // What "becomes" somebody's property was made for it.
        .map(|about| match about {
            Matter::Product
                if cue == "property" && scope::holds(contract, one.tokens.clone(), &["become", "becomes"]) =>
            {
                Matter::Work
            }
            about => about,
        });
    // What one party does not get, the other keeps.
    let withheld = cue == "denied"
        && !scope::holds(contract, one.tokens.clone(), &["not", "no", "never", "neither", "nor", "cannot"]);
    if withheld || denied || nothing || goods || duties || about.is_none() {
        return None;
    }
    let joint = cue == "joint"
        || scope::holds(contract, one.tokens.clone(), &["jointly", "joint", "co", "coowners"])
        || cue == "belongs" && is_shared(contract, one.tokens.end..(one.tokens.end + 10).min(part.end));
    // "nothing that results from it is to be held in joint ownership"
    let far = part.start.max(one.tokens.start.saturating_sub(16))..one.tokens.end;
    let near = part.start.max(one.tokens.start.saturating_sub(5))..one.tokens.end;
    if joint
        && (scope::holds(contract, far, &["nothing", "neither", "never", "rather"])
            || scope::holds(contract, near, &["no", "not", "without"]))
    {
        return None;
    }
    // "shall not be construed to create a partnership or co-ownership"
    if joint && scope::holds(contract, part.clone(), &["construed", "partnership", "partners", "venture"]) {
        return None;
    }
    let owner = if joint { None } else { owner(contract, sentence, one, cue, &part) };
    // "its own expense"; "retains the right to refuse".
    let possessive = contract.facts.parties.at(one.tokens.start).is_some_and(|mention| mention.possessive);
    let adjective = matches!(
        tokens.at(one.tokens.end - 2),
        "its" | "their" | "his" | "her" | "our" | "your" | "'s" | "my" | "on" | "at" | "in" | "for" | "of" | "with"
    );
    // "if Agency is then the owner": nobody says that it is.
    let supposed = cue == "owns"
        && owner.as_ref().is_some_and(|named| {
            let ahead = named.tokens.start.saturating_sub(3).max(part.start)..named.tokens.start;
            scope::holds(contract, ahead, &["if", "whether", "where", "when", "unless"])
        });
    let other_sense = supposed
        || (cue == "nothing" && owner.is_none())
        || (cue == "owns" && (owner.is_none() || possessive || adjective))
        || (cue == "keeps" && is_a_right_to_act(contract, one));
    if other_sense {
        return None;
    }
    let promised = is_promised(contract, &part, one);
    let kept = about == Some(Matter::Marks)
        || matches!(cue, "keeps" | "acknowledged" | "denied" | "nothing" | "ungranted")
        || cue == "owns" && scope::holds(contract, part.clone(), &["continue", "continues"])
        || scope::holds(contract, one.tokens.clone(), &["remain", "remains", "retain", "retains"])
        || about == Some(Matter::Background)
        || promised
        || is_own_making(contract, &part, owner.as_ref())
        || creates_itself(contract, &part, owner.as_ref())
        || cue == "belongs" && is_put_forward(contract, part.start..one.tokens.start, owner.as_ref());
    Some(Ownership {
        owner: if joint { Bound::Both } else { owner.as_ref().map_or(Bound::Unclear, |named| named.bound) },
        owner_span: owner.map(|named| named.span(contract)),
        matter: about?,
        kept,
        joint,
        promised,
        ungranted: cue == "ungranted",
        paid: moment::moment(contract, part.clone(), AtOnce::Yes) == Moment::Payment,
        own: (cue == "owns" && matches!(tokens.at(one.tokens.end - 1), "own" | "owns"))
            .then(|| scope::span(contract, one.tokens.end - 1..one.tokens.end)),
        held: match cue {
            "property" | "owned" | "belongs" => Some(one.span),
            // "shall be [the sole owner of]"
            "owns" => one.capture("shall").and_then(|_| {
                let be = one.tokens.clone().find(|at| matches!(tokens.at(*at), "be" | "become"))?;
                Some(scope::span(contract, be + 1..one.tokens.end))
            }),
            _ => None,
        },
        background: assignment::background(contract, &part),
        accounting: joint && accounts(contract, sentence),
        verb: scope::span(contract, one.tokens.clone()),
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, part),
    })
}

/// "jointly", "to Supplier and Customer together", "in equal undivided shares".
fn is_shared(contract: &Contract, behind: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    matches!(tokens.at(behind.start), "jointly" | "together")
        || behind.clone().any(|at| {
            tokens.at(at) == "together" && matches!(tokens.at(at + 1), "in" | "as")
                || matches!(tokens.at(at), "equal" | "undivided") && matches!(tokens.at(at + 1), "shares" | "parts")
        })
}

/// "the content that you provided", "materials supplied by Client": the owner had them before.
fn is_supplied(contract: &Contract, part: &Range<usize>) -> bool {
    let supplied =
        scope::position(contract, part.clone(), &["provided", "supplied", "furnished", "uploaded", "upload"]);
    let Some(at) = supplied else { return false };
    let before = contract.facts.parties.ending_at(at).map(|mention| mention.who);
    let after = contract.facts.parties.within(at + 1..at + 4).first().map(|mention| mention.who);
    let by = contract.document.text.tokens().at(at + 1) == "by";
    let owner = owner_of(contract, part);
    let to = contract.document.text.tokens().at(at + 1) == "to";
    if to && after.is_some() && after != owner_of(contract, part) {
        return true;
    }
    let who = before.or(after.filter(|_| by));
    who.is_some() && who == owner
}

/// "You guarantee that the pictures are owned by you": a promise about what was there before.
fn is_promised(contract: &Contract, part: &Range<usize>, one: &Match) -> bool {
    let ahead = part.start..one.tokens.start;
    scope::holds(contract, ahead, &["guarantee", "guarantees", "warrant", "warrants", "represent", "represents"])
}

/// "All data created by Client … shall be owned by Client": nobody else made it.
fn is_own_making(contract: &Contract, part: &Range<usize>, owner: Option<&Named>) -> bool {
    const MADE: [&str; 8] =
        ["created", "made", "developed", "prepared", "generated", "written", "produced", "conceived"];
    let tokens = contract.document.text.tokens();
    let mut makers = part.clone().filter(|at| MADE.contains(&tokens.at(*at)) && tokens.at(at + 1) == "by");
    let Some(at) = makers.next() else { return false };
    let makers = contract.facts.parties.within(at + 2..(at + 5).min(part.end));
    let alone = !scope::holds(contract, at + 2..(at + 8).min(part.end), &["or", "and"]);
    let maker = makers.first().map(|mention| mention.who);
    let bound = maker.map(|maker| subject::bound(contract, maker));
    let own = owner.map_or(maker == owner_of(contract, part), |owner| bound == Some(owner.bound));
    alone && maker.is_some() && own
}

/// "everything that you create with it" is yours.
fn creates_itself(contract: &Contract, part: &Range<usize>, owner: Option<&Named>) -> bool {
    const CREATES: [&str; 6] = ["create", "creates", "upload", "uploads", "generate", "generates"];
    let tokens = contract.document.text.tokens();
    let creator = |at: usize| contract.facts.parties.ending_at(at).map(|mention| subject::bound(contract, mention.who));
    let owner = owner.map(|named| named.bound);
    part.clone().any(|at| CREATES.contains(&tokens.at(at)) && creator(at).is_some() && creator(at) == owner)
}

/// "ideas which Client's staff put forward belong to Client"
fn is_put_forward(contract: &Contract, ahead: Range<usize>, owner: Option<&Named>) -> bool {
    let tokens = contract.document.text.tokens();
    let who = |at: usize| {
        let owner = contract.facts.parties.within(at + 1..(at + 4).min(ahead.end));
        owner.first().map(|mention| subject::bound(contract, mention.who))
    };
    let owner = owner.map(|named| named.bound);
    let mut relative = ahead.clone().filter(|at| matches!(tokens.at(*at), "which" | "that"));
    relative.next().is_some_and(|at| who(at).is_some() && who(at) == owner)
}

/// The party that is named last as the one to whom it belongs.
fn owner_of(contract: &Contract, part: &Range<usize>) -> Option<Who> {
    let tokens = contract.document.text.tokens();
    let by = part.clone().find(|at| {
        matches!(tokens.at(*at), "by" | "of") && matches!(tokens.at(at.saturating_sub(1)), "owned" | "property")
    });
    let mentions = contract.facts.parties.within(by.unwrap_or(part.start)..part.end);
    mentions.first().map(|mention| mention.who)
}

/// Does the clause say what each co-owner may do by itself?
fn accounts(contract: &Contract, sentence: &Sentence) -> bool {
    let near = sentence.id.0..(sentence.id.0 + 4).min(contract.outline.sentences.len());
    contract.outline.sentences.get(near).unwrap_or_default().iter().any(|other| {
        other.clause == sentence.clause
            && scope::holds(contract, other.tokens.clone(), &["account", "accounting", "consent", "independently"])
    })
}

/// "retains the right to review", not "retains all rights to the software".
fn is_a_right_to_act(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let last = one.tokens.end - 1;
    let title = scope::holds(contract, last + 1..last + 5, &["title", "interest", "ownership"]);
    let to =
        tokens.at(last + 1) == "to" && !matches!(tokens.at(last + 2), "the" | "all" | "its" | "any" | "such" | "and");
    (tokens.at(last) == "right" && !title) || (tokens.at(last) == "rights" && to)
}

fn owner(contract: &Contract, sentence: &Sentence, one: &Match, cue: &str, part: &Range<usize>) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    let behind = one.tokens.end.saturating_sub(2)..part.end.min(one.tokens.end + 12);
    let subject = |at: usize| {
        subject::before(contract, part.start, at)
            .or_else(|| scope::lead_in(sentence, at).and_then(|lead| subject::before(contract, lead.start, lead.end)))
    };
    let respective = scope::position(contract, behind.clone(), &["respective"])
        .map(|at| Named { bound: Bound::Both, tokens: at..at + 1 });
    match cue {
        "keeps"
            if scope::holds(contract, one.tokens.clone(), &["reserved", "retained", "remain"])
                && tokens.at(one.tokens.end - 1) != "rights" =>
        {
            subject::after(contract, behind, &["by", "for", "to", "with", "in"]).or_else(|| subject(one.tokens.start))
        }
        "keeps" => subject(one.tokens.start),
        // "Client acknowledges that Agency is the owner": the party nearest to the verb.
        "owns" => {
            let mentions = contract.facts.parties.within(one.tokens.clone());
            let nearest = mentions.iter().rfind(|mention| !mention.possessive);
            subject(nearest.map_or(one.tokens.start, |mention| mention.tokens.end))
        }
        "nothing" => subject::owner(contract, one.tokens.end..part.end),
        "property" => respective
            .or_else(|| subject::after(contract, behind.clone(), &["of"]))
            // "is the property of and is owned by Licensor"
            .or_else(|| subject::after(contract, behind, &["by"]))
            .or_else(|| subject::owner(contract, one.tokens.clone()))
            // "is Company property"
            .or_else(|| {
                let party = one.capture("party")?;
                Some(Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() })
            }),
        "denied" => contract.facts.parties.at(one.tokens.start).filter(|mention| !mention.possessive).map(|mention| {
            grant::opposite(Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
        }),
        "ungranted" => {
            let party = one.capture("party")?;
            let named = Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() };
            Some(grant::opposite(named))
        }
        "acknowledged" => subject::owner(contract, one.tokens.clone()),
        "owned" => respective.or_else(|| subject::after(contract, behind, &["by"])),
        _ => respective.or_else(|| subject::after(contract, one.tokens.start..behind.end, &["to", "in", "with"])),
    }
}

impl Ownership {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("owner", self.owner, self.owner_span)),
            Some(record::word("matter", self.matter.word(), None)),
            Some(record::flag("kept", self.kept, None)),
            Some(record::flag("joint", self.joint, None)),
            Some(record::flag("paid", self.paid, None)),
            Some(record::flag("accounting", self.accounting, None)),
            record::anchor("background", self.background),
            record::anchor("own", self.own),
            record::anchor("held", self.held),
            record::anchor("verb", Some(self.verb)),
        ];
        Reading {
            term: "ip-ownership",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
