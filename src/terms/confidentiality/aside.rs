//! What stands beside the duty of confidentiality. In: a contract. Out: [`Aside`]s: information that
//! need not be marked, copies to give back, what memory may keep, injunctions without security.

use std::ops::Range;
use std::sync::LazyLock;

use super::duty::ConfidentialityDuty;
use crate::contract::Contract;
use crate::outline::{ClauseId, Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::Named;
use crate::terms::{Bound, Field, Reading, actor, passage, record, scope, subject};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "whether or not marked as confidential".
    Unmarked,
    /// Every copy goes back or is destroyed.
    Return,
    /// What people remember may be used.
    Residuals,
    /// An injunction without a bond.
    Injunction,
    /// Only what is marked is protected.
    Marked,
    /// Models may be trained on it.
    Training,
}

impl Kind {
    fn term(self) -> &'static str {
        match self {
            Kind::Unmarked => "unmarked-information",
            Kind::Return => "return-of-information",
            Kind::Residuals => "residuals",
            Kind::Injunction => "injunction-without-bond",
            Kind::Marked => "marked-information",
            Kind::Training => "training-on-information",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub kind: Kind,
    /// Who is bound by it or, for residuals and injunctions, whose right it is.
    pub whose: Bound,
    /// Return: copies that may be kept are excepted.
    pub archive: Option<Span>,
    /// Unmarked: a sentence or half of one by itself says it ("it makes no difference whether").
    pub apart: bool,
    /// The telling words.
    pub words: Span,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "unmarked",
            "(whether or not | regardless of whether | irrespective of whether | even if not) ..8 (marked | labeled | labelled | identified | designated | legended) [as ..2 (confidential | proprietary | such)]",
        ),
        (
            "unmarked",
            "(whether or not | regardless of whether | irrespective of whether | even if) ..4 (bears | bear | carries | carry) ..3 (legend | stamp | marking | mark | label | notice)",
        ),
        (
            "apart",
            "(absence | lack | want) of ..6 (stamp | legend | marking | label | mark) ..16 (no (consequence | account | importance | moment) | immaterial | irrelevant)",
        ),
        // "it makes no difference that nobody called it confidential", "no matter how it is labelled".
        (
            "apart",
            "(it is | it shall be | it makes no | it does not | that makes no | makes no) ..3 (difference | immaterial | irrelevant | matter | consequence | importance | account) ..10 \
             (marked | labeled | labelled | identified | designated | legended | stamped | headed | named | described | called ..2 (confidential | secret | proprietary))",
        ),
        (
            "unmarked",
            "(no matter | irrespective of | regardless of | whatever | even though | even where | although) ..6 (nobody | no one | not | never | how | whether) ..6 (marked | labeled | labelled | identified | designated | legended | stamped | headed | described | called ..2 (confidential | secret | proprietary))",
        ),
        (
            "apart",
            "(marking | label | labels | legend | stamp | markings | stamps) ..6 (is | are) ..2 (immaterial | irrelevant | of no (consequence | importance | account))",
        ),
        (
            "apart",
            "(need not | does not need to | do not need to | does not have to) ..2 (be | bear | carry) ..6 (marked | labeled | labelled | designated | identified | stamped | marking | label | legend | stamp)",
        ),
        // "even though nothing identifies it as such", "with no need for us to say so"
        (
            "unmarked",
            "(even though | even if | although | whether or not | regardless of whether) ..2 (nothing | nobody | no one | anyone | anybody | anything | it | they) ..4 (identifies | identified | marks | marked | labels | labelled | designates | says | said) ..2 (it | so | as | them) | no need ..4 (say so | mark | label | tell you)",
        ),
        (
            "unmarked",
            "(with or without | whether with or without) ..6 (marking | label | legend | stamp | designation | mark) | (marked | stamped | labelled | labeled) confidential or not",
        ),
        (
            "unmarked",
            "regardless of ..14 (marking | markings | legend) | without regard to ..6 (marking | markings | marked)",
        ),
        (
            "unmarked",
            "no (marking | label | legend | stamp | designation) ..10 (required | necessary | needed) | (need not | not need to) be ..4 (marked | labeled | labelled | designated | identified)",
        ),
        (
            "unmarked",
            "(marked | labeled | labelled | designated) or (not | unmarked) | without ..2 being ..4 (marked | labeled | labelled | designated | identified as confidential)",
        ),
        (
            "return",
            "{shall} ..12 (return | destroy | deliver | delete | erase | surrender | shred | purge | wipe) ..16 (information | copies | copy | materials | documents | document | records | record | files | data)",
        ),
        (
            "return",
            "{shall} ..12 (hand back | give back | hand over | deliver up) ..16 (information | copies | copy | materials | documents | records)",
        ),
        (
            "return",
            "(information | copies | papers | materials | documents | records | notes | correspondence) ..16 {shall} ..3 [be] ..4 (returned | destroyed | delivered up | handed over | burnt | deleted | surrendered | handed back | given up | wiped | erased | purged | shredded)",
        ),
        // "what its engineers recollect may be exploited by the Licensee", "may find its way into our products".
        (
            "recalled",
            "(absorb* | recollect* | recollection | remember* | sticks with | stick with | in memory) ..40 {may} ..3 (be exploited | be used | be employed | be applied | find its way | turn up | use | apply | exploit | employ) \
             !(nothing | {shall-not} | may not | neither)",
        ),
        (
            "residuals",
            "(use | using | exploit | exploiting) ..40 (retain* | remember* | absorb* | recall*) (mentally | from memory | in memory)",
        ),
        ("residuals", "unaided memory | unaided memories | residuals | residual information | residual knowledge"),
        (
            "residuals",
            "{may} ..8 use ..30 (retained | retain | remember | remembers | remembered) ..8 (memory | memories | minds)",
        ),
        (
            "residuals",
            "(retain* | remain* | remember* | kept | keep | carr* | stored) ..10 (memory | memories | minds | heads | mind | head | recollection) ..30 (use* | exploit* | apply | applied | draw on | employed by)",
        ),
        (
            "residuals",
            "(use | using | exploit) ..30 (carry | carries | retain* | remember* | keep | keeps | stay | stays | remain | remains | stick | sticks | lodge* | linger*) ..6 (memory | memories | minds | heads | mind | head)",
        ),
        (
            "residuals",
            "(use | using | exploit | build on | draw on | work with) ..30 (remember | remembers | recall | recalls | happen to remember | cannot forget | cannot unlearn) ..12 (information | papers | documents | seen | heard | shown | disclosed | learned | learnt | told | without | going back)",
        ),
        (
            "marked",
            "(marked | stamped | labelled | labeled | legended | headed | designated | identified in writing as) ..4 (confidential | proprietary | secret) !(no matter | without being | (whether | even if | regardless | irrespective) ..20 (marked | stamped | labelled | labeled))",
        ),
        (
            "training",
            "{may} ..24 (train | training | teach | teaching | fine tune | improve | refine) ..10 (model | models | algorithm | algorithms | software | artificial intelligence | ai | machine learning | engine) \
             &(information | data | recordings | images | samples | readings | documents | materials | it | them)",
        ),
        (
            "training",
            "{may} ..3 (run | feed | put | pass) ..12 (through | into | to) ..6 (model | models | algorithm | algorithms | engine | machine learning)",
        ),
        ("bond", "(bond | bonds | security | undertaking in damages) ..12 (waived | dispensed with)"),
        ("bond", "without ..16 (bond | bonds | security | surety)"),
        (
            "bond",
            "(waive | waives | waiving | give up | gives up | forgo | forgoes | renounce*) ..14 (bond | bonds | security | surety | undertaking in damages)",
        ),
        (
            "bond",
            "no ..4 (bond | bonds | surety | security ..2 (costs | damages)) ..8 (required | necessary | demanded | needed | asked | posted | given | called for | lodged)",
        ),
        (
            "forgone",
            "({shall-not} ask | {shall-not} require) ..16 (bond | bonds | security | surety | undertaking in damages)",
        ),
        (
            "bond",
            "(need not | not need to | not have to | not required to | not obliged to) ..3 (lodge | post | give | provide | furnish | put up) ..3 (bond | security | surety | undertaking in damages)",
        ),
    ])
});

/// What leaves the use of a thing open: leave, and what "nothing" does.
const FREE: [&str; 24] = [
    "may",
    "keeps",
    "bars",
    "hinders",
    "can",
    "free",
    "freely",
    "freedom",
    "liberty",
    "entitled",
    "right",
    "restrict",
    "restricts",
    "restricted",
    "stop",
    "stops",
    "prevent",
    "prevents",
    "prevented",
    "preclude",
    "precludes",
    "prohibit",
    "limit",
    "limits",
];

/// Where only what one side marks is protected: the marks of both are even, and no reading.
fn uneven(all: Vec<Aside>) -> Vec<Aside> {
    let marked = |side: Bound| all.iter().any(|aside| aside.kind == Kind::Marked && aside.whose == side);
    let even = all.iter().any(|aside| aside.kind == Kind::Marked && marked(aside.whose.opposite()));
    all.into_iter().filter(|aside| aside.kind != Kind::Marked || !even).collect()
}

pub fn read(contract: &Contract, duties: &[ConfidentialityDuty], bound: Option<Bound>) -> Vec<Aside> {
    let alone = of_a_clause(contract);
    let bound = bound.filter(|bound| *bound != Bound::Unclear).or(alone).or(bound);
    let found = contract.find(&CUES);
    let mut all: Vec<Aside> = Vec::new();
    for one in &found {
        let kind = found.name(one);
        // An injunction may be had for any breach; the rest needs somebody who keeps a secret.
        let Some(bound) =
            bound.or(matches!(kind, "bond" | "forgone" | "residuals" | "recalled" | "return" | "training")
                .then_some(Bound::Unclear))
        else {
            continue;
        };
        let sentence = contract.outline.sentence(one.sentence);
        let reader = Reader { contract, one, sentence, duties, bound, alone: alone.is_some() };
        let aside = match kind {
            "unmarked" | "apart" => reader.unmarked(kind == "apart"),
            "return" => reader.handed_back(),
            "residuals" => reader.residuals(),
            "recalled" => reader.recalled(),
            "forgone" => reader.forgone(),
            "marked" => reader.marked(),
            "training" => reader.training(),
            _ => reader.injunction(),
        };
        let known = |aside: &Aside| all.iter().any(|known| known.kind == aside.kind && known.span.overlaps(aside.span));
        all.extend(aside.filter(|aside| reader.sentence.kind != SentenceKind::Background && !known(aside)));
    }
    uneven(all)
}

/// A clause by itself, whose duty stands elsewhere: whoever is told is bound.
pub(super) fn of_a_clause(contract: &Contract) -> Option<Bound> {
    /// Tokens of a text that is a clause rather than a contract.
    const CLAUSE: usize = 140;
    let tokens = contract.document.text.tokens().as_slice().len();
    if tokens > CLAUSE || !scope::begins(contract, 0..tokens, &OPENS) {
        return None;
    }
    const OPENS: [&str; 7] =
        ["confidential", "secrecy", "secrets", "recipient", "discloser", "disclosing", "proprietary"];
    const TELLS: [&str; 7] = ["by", "from", "of", "concerning", "about", "regarding", "relating"];
    let teller = subject::after(contract, 0..tokens, &TELLS).map(|named| named.bound.opposite());
    let teller = teller.filter(|bound| *bound != Bound::Unclear);
    let owner = || owner(contract).map(|named| named.bound.opposite()).filter(|bound| *bound != Bound::Unclear);
    let receiver = || receiver(contract).map(|named| named.bound).filter(|bound| *bound != Bound::Unclear);
    Some(receiver().or(teller).or_else(owner).unwrap_or(Bound::Both))
}

/// "comes to the Contractor's attention": whose attention, knowledge or hands it reaches.
fn receiver(contract: &Contract) -> Option<Named> {
    let mentions = contract.facts.parties.mentions.iter().filter(|mention| mention.possessive);
    // "observed by the Consultant", "disclosed to the Consultant": who comes to know it.
    let tokens = contract.document.text.tokens();
    let learns = |at: usize| {
        const LEARNS: [&str; 9] =
            ["observed", "received", "obtained", "learned", "learnt", "acquired", "seen", "accessed", "gathered"];
        const TOLD: [&str; 6] = ["disclosed", "supplied", "given", "told", "known", "shown"];
        match tokens.at(at) {
            "by" => at > 0 && LEARNS.contains(&tokens.at(at - 1)),
            "to" => at > 0 && TOLD.contains(&tokens.at(at - 1)),
            _ => false,
        }
    };
    let told = contract.facts.parties.mentions.iter().find(|mention| {
        let first = mention.tokens.start;
        !mention.possessive && (first >= 1 && learns(first - 1) || first >= 2 && learns(first - 2))
    });
    if let Some(told) = told {
        return Some(Named { bound: subject::bound(contract, told.who), tokens: told.tokens.clone() });
    }
    mentions.into_iter().find_map(|mention| {
        let word = contract.document.text.tokens().at(mention.tokens.end);
        matches!(word, "attention" | "knowledge" | "possession" | "notice" | "hands")
            .then(|| Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
    })
}

/// Whose information it is; a right to use it is nobody's information.
fn owner(contract: &Contract) -> Option<Named> {
    let mentions = contract.facts.parties.mentions.iter().filter(|mention| mention.possessive);
    let owned = |end: usize| contract.document.text.tokens().at(end) != "right";
    let mention = mentions.into_iter().find(|mention| owned(mention.tokens.end))?;
    Some(Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
}

struct Reader<'a> {
    contract: &'a Contract,
    one: &'a Match,
    sentence: &'a Sentence,
    duties: &'a [ConfidentialityDuty],
    bound: Bound,
    /// The text is a clause on confidentiality and nothing else.
    alone: bool,
}

impl Reader<'_> {
    fn stretch(&self) -> Range<usize> {
        scope::stretch(self.contract, self.sentence, self.one.tokens.end - 1)
    }

    fn begins(&self, stems: &[&str]) -> bool {
        scope::begins(self.contract, self.sentence.tokens.clone(), stems)
    }

    /// Stands in a clause on confidentiality, or speaks of it.
    fn at_home(&self) -> bool {
        self.alone
            || self.begins(&["confiden", "proprietary"])
            || self.duties.iter().any(|duty| duty.clause == self.sentence.clause)
    }

    /// A paper on confidentiality says so in its title.
    fn titled(&self) -> bool {
        const TITLE: usize = 8;
        scope::begins(self.contract, 0..TITLE, &["confiden", "nondisclos", "disclosure", "nda"])
    }

    fn unmarked(&self, apart: bool) -> Option<Aside> {
        // "It makes no difference whether it is marked": what "it" is stands in the sentence before.
        let said = apart
            && self.before().is_some_and(|before| scope::begins(self.contract, before, &["confiden", "proprietary"]));
        (said || self.at_home() && self.begins(&["confiden", "proprietary", "information"]))
            .then(|| Aside { apart, ..self.aside(Kind::Unmarked, self.teller().unwrap_or(self.bound), None) })
    }

    /// "Your information means documents that you have stamped": whose is protected only so.
    fn marked(&self) -> Option<Aside> {
        let whose = self.teller()?.opposite();
        Some(self.aside(Kind::Marked, whose, None))
    }

    /// Who may let models learn from what it was shown.
    fn training(&self) -> Option<Aside> {
        let modal = actor::modal(self.one)?;
        let whose = actor::subject(self.contract, self.sentence, modal.tokens.clone())?.bound;
        const TAMED: [&str; 7] = ["aggregat", "anonymi", "deidentif", "consent", "synthetic", "staff", "own"];
        let end = self.one.tokens.end + 3;
        (!self.begins(&TAMED)
            && !scope::holds(self.contract, self.one.tokens.start..end, &["not", "employees", "users"]))
        .then(|| self.aside(Kind::Training, whose, None))
    }

    /// The words of the sentence before, in the same clause.
    fn before(&self) -> Option<Range<usize>> {
        let before = self.contract.outline.sentences.get(self.sentence.id.0.checked_sub(1)?)?;
        (before.clause == self.sentence.clause).then(|| before.tokens.clone())
    }

    /// "in the case of BFC, all information", "Our information means": one side's alone; the other one must keep it.
    fn teller(&self) -> Option<Bound> {
        let stretch = self.stretch();
        let from = stretch.start..self.one.tokens.start.max(stretch.start);
        let case = from.clone().rev().find(|at| self.contract.document.text.tokens().at(*at) == "case");
        let case = case.and_then(|case| subject::after(self.contract, case..from.end, &["of"]));
        let owned = || {
            let mentions = self.contract.facts.parties.within(from.clone()).iter().rev();
            let own = |end: usize| {
                scope::holds(self.contract, end..end + 2, &["information"])
                    && scope::holds(self.contract, end..end + 5, &["means", "is", "includes"])
            };
            let mention = mentions.into_iter().find(|mention| mention.possessive && own(mention.tokens.end))?;
            Some(Named { bound: subject::bound(self.contract, mention.who), tokens: mention.tokens.clone() })
        };
        case.or_else(owned).map(|named| named.bound.opposite()).filter(|bound| matches!(bound, Bound::Side(_)))
    }

    fn handed_back(&self) -> Option<Aside> {
        let named = actor::of(self.contract, self.one, self.one.tokens.end - 1);
        // "every copy of Client's information shall be destroyed": the other one destroys it.
        let passive = || {
            let after = self.one.tokens.start..self.one.tokens.end;
            scope::holds(self.contract, after, &["be"]).then(|| self.owner_here()).flatten().map(Bound::opposite)
        };
        let told = named.map(|named| named.bound).filter(|bound| *bound != Bound::Unclear).or_else(passive);
        let owned = self.is_owned(told);
        let known = self.bound != Bound::Unclear || owned || told.is_some() && self.begins(&["confiden"]);
        let about = self.begins(&["confiden"])
            || owned
            || self.at_home() && self.begins(&["information"])
            || self.titled() && self.begins(&["information", "material", "cop", "document"]);
        let here = self.sentence;
        let after = scope::following(self.contract, here, 3);
        // A clause on survival or on the end may let copies stay, a little further on.
        const FURTHER: usize = 12;
        let sentences = self.contract.outline.sentences.iter().skip(here.id.0 + 1).take(FURTHER);
        let further = sentences.filter(|next| scope::begins(self.contract, next.tokens.clone(), &["confiden"]));
        let archive = std::iter::once(here).chain(after).chain(further).find_map(|next| self.archive(next));
        let whose = told.unwrap_or(self.bound);
        // "provided that BFC may retain one copy": leave for one of the two.
        let keeper =
            archive.and_then(|kept| self.keeper(kept)).filter(|_| matches!(whose, Bound::Both | Bound::Unclear));
        let (whose, archive) = match keeper {
            Some(keeper) => (keeper.opposite(), None),
            None => (whose, archive),
        };
        (about && known).then(|| self.aside(Kind::Return, whose, archive))
    }

    /// The one side that may keep copies.
    fn keeper(&self, kept: Span) -> Option<Bound> {
        let at = self.sentence.tokens.clone().find(|at| scope::span(self.contract, *at..at + 1) == kept)?;
        let modal = (at.saturating_sub(3)..at)
            .find(|at| matches!(self.contract.document.text.tokens().at(*at), "may" | "can"))?;
        let named = subject::before(self.contract, self.sentence.tokens.start, modal)?;
        (modal - named.tokens.end <= 1 && matches!(named.bound, Bound::Side(_))).then_some(named.bound)
    }

    /// Whose information the sentence speaks of.
    fn owner_here(&self) -> Option<Bound> {
        let mentions = self.contract.facts.parties.within(self.stretch()).iter();
        let owns = |end: usize| scope::holds(self.contract, end..end + 3, &["information"]);
        let mention = mentions.into_iter().find(|mention| mention.possessive && owns(mention.tokens.end))?;
        Some(subject::bound(self.contract, mention.who)).filter(|bound| matches!(bound, Bound::Side(_)))
    }

    /// "every copy of Client's information": the other side's, and all of it.
    fn is_owned(&self, told: Option<Bound>) -> bool {
        let whole = scope::holds(self.contract, self.sentence.tokens.clone(), &["all", "every", "entire", "any"]);
        let others = |mention: &crate::facts::Mention| {
            mention.possessive
                && self.contract.document.text.tokens().at(mention.tokens.end) == "information"
                && told.is_some_and(|told| told.opposite() == subject::bound(self.contract, mention.who))
        };
        whole && self.contract.facts.parties.within(self.stretch()).iter().any(others)
    }

    /// Backups, one archival copy, what the law wants kept.
    fn archive(&self, sentence: &Sentence) -> Option<Span> {
        const KEPT: [&str; 15] = [
            "backup",
            "backups",
            "archive",
            "archives",
            "archival",
            "retain",
            "retention",
            "keep",
            "except",
            "unless",
            "retained",
            "counsel",
            "hold",
            "remain",
            "spared",
        ];
        let tokens = self.contract.document.text.tokens();
        // "every copy, including electronic backups": they go too.
        // "shall keep it confidential and destroy all copies": nothing stays.
        let secret = |at: usize| {
            tokens.at(at) == "keep"
                && scope::holds(self.contract, at..at + 8, &["confidential", "secret", "confidence"])
        };
        let copies = |at: usize| tokens.at(at).starts_with("backup") || tokens.at(at).starts_with("archiv");
        let leaves = scope::holds(
            self.contract,
            sentence.tokens.clone(),
            &[
                "may",
                "except",
                "unless",
                "save",
                "but",
                "provided",
                "entitled",
                "permitted",
                "until",
                "ordinary",
                "routine",
                "need",
                "required",
                "subject",
                "exception",
            ],
        ) || passage::phrase(self.contract, sentence.tokens.clone(), &["other", "than"]).is_some();
        // "backups and the records that you keep are not spared".
        let spared = sentence.tokens.clone().any(|at| {
            tokens.at(at) == "not"
                && matches!(tokens.at(at + 1), "spared" | "excepted" | "exempt" | "exempted" | "excluded")
        });
        if spared {
            return None;
        }
        // "shall not retain any copy", "no copies are kept", "no part shall be suffered to remain".
        let refused = |at: usize| {
            matches!(tokens.at(at), "retain" | "retained" | "keep" | "remain")
                && (at.saturating_sub(7)..at).any(|back| matches!(tokens.at(back), "not" | "no" | "never" | "nothing"))
        };
        let taken_in =
            |at: usize| (at.saturating_sub(3)..at).any(|back| tokens.at(back) == "including") || copies(at) && !leaves;
        let at = sentence.tokens.clone().find(|at| {
            KEPT.contains(&tokens.at(*at))
                && !taken_in(*at)
                && !refused(*at)
                && !secret(*at)
                && (tokens.at(*at) != "remain" || tokens.at(at + 1) == "with")
                && !matches!(tokens.at(at + 1), "none" | "no" | "nothing")
        })?;
        let retained = scope::begins(
            self.contract,
            sentence.tokens.clone(),
            &["copy", "copies", "backup", "archiv", "retention", "law", "record", "back"],
        );
        retained.then(|| scope::span(self.contract, at..at + 1))
    }

    fn residuals(&self) -> Option<Aside> {
        let allowed = actor::modal(self.one).map(|modal| modal.tokens.clone());
        let stretch = self.stretch();
        let denied = scope::holds(self.contract, stretch.start..self.one.tokens.end, &["not", "no", "neither"])
            && !scope::holds(self.contract, stretch.clone(), &FREE);
        // "grants neither party a right to use residuals".
        let refused = scope::holds(self.contract, stretch.start..self.one.tokens.end, &["neither", "no"])
            && scope::begins(self.contract, stretch.start..self.one.tokens.end, &["grant", "right", "licen"])
            && !scope::begins(self.contract, stretch.clone(), &["restrict", "prohibit", "stop", "prevent", "obligat"]);
        // "This does not permit the use of what is retained in memory".
        let tokens = self.contract.document.text.tokens();
        let forbidden = (stretch.start..self.one.tokens.end).any(|at| {
            matches!(self.contract.document.text.tokens().at(at), "not" | "nothing" | "no" | "neither")
                && scope::begins(self.contract, at + 1..at + 5, &["permit", "allow", "authori", "entitle", "licen"])
                // "Nothing herein shall be construed to grant".
                || tokens.at(at) == "nothing" && scope::begins(self.contract, at + 1..at + 9, &["grant"])
        });
        let denied = denied || refused || forbidden;
        let named = match allowed {
            Some(modal) => actor::subject(self.contract, self.sentence, modal.clone())
                .or_else(|| actor::sender(self.contract, stretch.start..modal.start)),
            None => subject::before(self.contract, stretch.start, self.one.tokens.start)
                .or_else(|| self.right_of(stretch.start))
                .or_else(|| actor::sender(self.contract, stretch.start..self.one.tokens.start))
                .or_else(|| actor::agent(self.contract, self.one.tokens.start..stretch.end)),
        };
        let about = self.at_home()
            || self.begins(&["memor", "residual", "recollect"])
            || self.titled() && self.begins(&["information"])
            || self.begins(&["information", "knowledge", "know"]) && self.begins(&["heads", "minds"]);
        // "residuals" are royalties too.
        let paid = self.contract.document.text.tokens().at(self.one.tokens.end - 1) == "residuals"
            && self.begins(&["royalt", "payment", "guild", "commission"]);
        let whose = self.unless_of(&stretch).unwrap_or(named.map_or(self.bound, |named| named.bound));
        let free = scope::holds(self.contract, stretch, &FREE);
        (about && free && !denied && !paid).then(|| self.aside(Kind::Residuals, whose, None))
    }

    /// "What they remember may be used by the Licensee", "may find its way into our products": whoever
    /// may use it, or whose it becomes.
    fn recalled(&self) -> Option<Aside> {
        let stretch = self.stretch();
        let behind = self.one.tokens.end..stretch.end;
        let owner = || subject::owner(self.contract, behind.clone());
        // "What they remember, we may use": whoever is free to.
        let free = || {
            let modal = actor::modal(self.one)?;
            subject::before(self.contract, stretch.start, modal.tokens.start)
        };
        let named = actor::agent(self.contract, behind.clone()).or_else(owner).or_else(free)?;
        (!scope::holds(self.contract, stretch, &["not", "nothing", "never"]))
            .then(|| self.aside(Kind::Residuals, named.bound, None))
    }

    /// "this shall not apply to Confidential Information of BFC": then the right is BFC's alone.
    fn unless_of(&self, stretch: &Range<usize>) -> Option<Bound> {
        let tokens = self.contract.document.text.tokens();
        let not = (self.one.tokens.end..stretch.end)
            .find(|at| tokens.at(*at) == "not" && matches!(tokens.at(at + 1), "apply" | "extend" | "cover"))?;
        let named = subject::after(self.contract, not..stretch.end, &["of", "from", "by"])
            .or_else(|| subject::owner(self.contract, not..stretch.end))?;
        Some(named.bound).filter(|bound| matches!(bound, Bound::Side(_)))
    }

    /// "Nothing limits Consultant's right to use".
    fn right_of(&self, from: usize) -> Option<Named> {
        let mentions = self.contract.facts.parties.within(from..self.one.tokens.start).iter();
        let free = |end: usize| matches!(self.contract.document.text.tokens().at(end), "right" | "freedom");
        let mention = mentions.into_iter().find(|mention| mention.possessive && free(mention.tokens.end))?;
        Some(Named { bound: subject::bound(self.contract, mention.who), tokens: mention.tokens.clone() })
    }

    fn injunction(&self) -> Option<Aside> {
        let about = self.begins(&["injunct", "equitab", "restrain", "specific"])
            || passage::phrase(self.contract, self.sentence.tokens.clone(), &["court", "order"]).is_some();
        let stretch = self.stretch();
        let named = subject::before(self.contract, stretch.start, self.one.tokens.start).or_else(|| {
            let lead = scope::lead_in(self.sentence, self.one.tokens.start)?;
            subject::before(self.contract, lead.start, lead.end)
        });
        let entitled = self.contract.facts.parties.within(stretch.clone()).iter().find(|mention| {
            !mention.possessive
                && (mention.tokens.end..(mention.tokens.end + 8).min(stretch.end))
                    .take_while(|at| self.contract.facts.parties.starting_at(*at).is_none())
                    .any(|at| {
                        matches!(
                            self.contract.document.text.tokens().at(at),
                            "entitled" | "seek" | "obtain" | "right" | "apply"
                        )
                    })
        });
        // "injunctive relief in favour of Provider".
        let favoured = scope::position(self.contract, stretch.clone(), &["favour", "favor"])
            .and_then(|at| subject::after(self.contract, at..stretch.end, &["of"]))
            .map(|named| named.bound);
        let whose = entitled.map(|mention| match mention.who {
            crate::facts::Who::Party(_) => subject::bound(self.contract, mention.who),
            _ => Bound::Both,
        });
        // "Contractor gives up any bond": the other one need not give it.
        let waives = scope::begins(
            self.contract,
            self.one.tokens.start..self.one.tokens.start + 1,
            &["waiv", "giv", "forgo", "renounc"],
        );
        let waived = named.as_ref().filter(|_| waives).map(|named| named.bound.opposite());
        let whose = waived.or(favoured).or(whose).or(named.map(|named| named.bound)).unwrap_or(Bound::Unclear);
        // "gives up no bond", "does not give up its right to a bond".
        let first = self.one.tokens.start;
        let kept = waives
            && scope::holds(
                self.contract,
                first.saturating_sub(3).max(stretch.start)..(first + 4).min(stretch.end),
                &["not", "no", "nothing", "neither", "nor"],
            );
        (about && !kept).then(|| self.aside(Kind::Injunction, whose, None))
    }

    /// "You will not ask the judge for security": the other one need not give it.
    fn forgone(&self) -> Option<Aside> {
        let stretch = self.stretch();
        let named = match actor::modal(self.one) {
            Some(modal) => actor::subject(self.contract, self.sentence, modal.tokens.clone()),
            None => subject::before(self.contract, stretch.start, self.one.tokens.start),
        }?;
        let about = self.begins(&["injunct", "equitab", "restrain", "specific", "judge", "court"]);
        about.then(|| self.aside(Kind::Injunction, named.bound.opposite(), None))
    }

    fn aside(&self, kind: Kind, whose: Bound, archive: Option<Span>) -> Aside {
        Aside {
            kind,
            whose,
            archive,
            apart: false,
            words: self.one.span,
            clause: self.sentence.clause,
            span: scope::span(self.contract, self.stretch()),
        }
    }
}

impl Aside {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![record::bound("whose", self.whose, None)];
        if self.kind == Kind::Return {
            fields.push(record::flag("archive", self.archive.is_some(), self.archive));
        }
        if self.kind == Kind::Unmarked {
            fields.push(record::flag("apart", self.apart, None));
        }
        fields.extend(record::anchor("words", Some(self.words)));
        Reading {
            term: self.kind.term(),
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.whose == Bound::Unclear { 0.5 } else { 0.75 },
            fields,
            evidence: Vec::new(),
        }
    }
}
