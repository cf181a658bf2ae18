//! What confidentiality does not cover. In: the clauses that hold the duties, and the definition of
//! confidential information. Out: [`Exceptions`]: which of the usual ones are there, and whether the
//! law's orders may be obeyed.

use std::sync::LazyLock;

use super::duty::ConfidentialityDuty;
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId};
use crate::pattern::{Match, Matches, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Field, FieldValue, Reading, actor, passage, record, scope, subject};

/// The four exceptions that confidentiality clauses have, in the order in which they are given.
pub const USUAL: [&str; 4] = ["public", "known", "received", "independent"];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exceptions {
    /// Those of [`USUAL`] that the contract has, with their words.
    pub found: Vec<(&'static str, Span)>,
    /// Disclosure that law or a court demands is allowed.
    pub compelled: Option<Span>,
    /// Who may not even obey a court, and where that is said.
    pub barred: Option<(Bound, ClauseId, Span)>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "public",
            "public domain | (publicly | generally) ..4 (known | available) | (is | becomes | become | was | are | not yet | already | made) ..6 public | public knowledge | public information | (available | known | disclosed) to the public | public ..2 (find | learn | see) | already out there | in the open",
        ),
        (
            "known",
            "(that | what | which) (you | they | it | he | she | {party}) knew | (already | previously | rightfully | lawfully | prior to | before | at the time) ..8 (known | possession | knew) | (known | possession | possessed | held) ..14 (prior to | before | beforehand | previously | already | at the time | without) | (known to | knew | had | in the possession of) ..10 (prior | before | already | beforehand | previously | earlier)",
        ),
        (
            "received",
            "(received | receives | obtained | obtains | acquired | acquires | disclosed | learned | available | rightfully) ..10 (third party | third parties | third person | someone else | anyone else | another person | another source | other sources | other source | third source | independent source | independent sources | different source | source other than | (others | other people) ..3 (lawfully | rightfully | without))",
        ),
        (
            "received",
            "(passed | given | disclosed | supplied | comes | came | received | told) ..8 (by | from) ..2 (someone | anyone | a person | persons | one | a source | sources | others) ..3 (free | not | entitled | under no | lawfully | rightfully | without)",
        ),
        (
            "received",
            "(lawfully | rightfully | properly | legitimately | rightly) ..2 (received | obtained | acquired | learned | learnt | got) ..3 from (others | other people | someone | somebody | elsewhere | another | another person) | (received | obtained | acquired | learned | learnt | got) (lawfully | rightfully | properly | legitimately | rightly) from (others | other people | someone | somebody | elsewhere | another | another person)",
        ),
        (
            "received",
            "(others | other people | somebody | someone | stranger* | third party | third parties) ..3 (free | entitled | at liberty | permitted | able) to (tell | give | impart | disclose | pass | share) | (heard | learned | learnt) ..2 fairly ..2 (elsewhere | from) | (given | told | supplied | passed) ..2 freely ..2 by ..2 third party",
        ),
        (
            "independent",
            "(works out | work out | worked out | arrived at | found out | established | came up with | come up with | comes up with | discovered | produced) ..12 (own efforts | own research | own separate research | own work | for itself | for themselves | on its own | on your own | on their own | by itself)",
        ),
        (
            "independent",
            "(independently | independent) ..8 (developed | develop | develops | development | derived | discovered | created | conceived)",
        ),
        (
            "independent",
            "(developed | develops | develop | created | create | work out | works out | worked out | arrived at) ..8 (independently | without ..6 (use | reference | access | recourse))",
        ),
        (
            "compelled",
            "(required | compelled | ordered | requested | demanded | obligated | obliged | necessary | requires | require | permitted) ..10 (law | laws | court | subpoena | regulation | regulations | legal process | legal | governmental | government | regulatory | judicial | order | authority | statute | rules)",
        ),
        (
            "compelled",
            "(pursuant to | response to | comply with | under) ..8 (subpoena | court order | order of a court | legal process | judicial)",
        ),
        ("compelled", "legally (required | compelled)"),
        // "That does not stop you handing over what a court or another public body orders."
        (
            "compelled",
            "(stop | stops | prevent | prevents | keep | keeps) ..30 (court | courts | authority | authorities | regulator | public body | police | tax office) ..10 (order | orders | require | requires | demand | demands | ask | asks)",
        ),
        // "will not hand it to a court, whatever the order says": obeying is what is forbidden.
        (
            "barred",
            "{shall-not} ..6 (disclose | reveal | divulge | hand | give | show | tell | pass | produce) ..30 (whatever | even if | even where | even though | even when | whether or not | regardless of | notwithstanding) ..12 \
             (order | orders | ordered | demand | demands | demanded | subpoena | court | compelled | required by law | requires | regulator) !((except | save | unless) ..8 (law | required | ordered | court | compelled) | provided)",
        ),
        // "A subpoena shall not relieve it from this duty", "no order of a court justifies disclosure".
        (
            "refused",
            "(subpoena* | summons | warrant | court | courts | legal process | public body | authority | regulator | judge) ..16 {shall-not} ..2 (relieve | excuse | release | justify | discharge | entitle)",
        ),
        (
            "refused",
            "(order | orders | judgment | subpoena* | summons) ..8 {shall-not} ..2 be ..3 (defence | defense | excuse | justification | answer)",
        ),
        // "This holds also when a court asks for it", "notwithstanding that disclosure is called for by process of law".
        (
            "refused",
            "(this | that | prohibition | duty | ban | rule) ..3 (includes | applies | holds | extends | goes) ..3 (when | where | if) ..8 (authority | authorities | court | courts | regulator | judge | police | tribunal) \
             ..8 (ask* | demand* | order* | require* | compel*)",
        ),
        (
            "refused",
            "(notwithstanding | even if | even where | even though | although) ..2 disclosure ..8 (called for | required | ordered | demanded | compelled)",
        ),
        (
            "refused",
            "(no | neither) ..8 (subpoena | summons | warrant | court | legal process | law | authority | regulator | judge) ..8 [{shall}] ..1 (relieve | relieves | excuse | excuses | release | releases | justify | justifies | entitle | entitles)",
        ),
        (
            "refused",
            "(subpoena* | summons | court | legal process | public body | authority | regulator | judge) ..16 {shall} ..1 (nonetheless | nevertheless | still | even then) ..4 (keep | refuse | decline | withhold | remain | stay | say nothing)",
        ),
        (
            "compelled",
            "(must | has to | have to) ..2 be ..3 (disclosed | given | revealed | produced) ..4 (by | under) ..6 (law | statute | court | order | authority)",
        ),
        (
            "compelled",
            "(law | court | courts | authority | regulation | regulator | order) ..8 (requires | require | orders | order | demands | demand | compels | compel | obliges | oblige | obligates | commands)",
        ),
    ])
});

impl Exceptions {
    pub fn read(contract: &Contract, duties: &[ConfidentialityDuty]) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self::default();
        for one in &found {
            let sentence = contract.outline.sentence(one.sentence);
            let near = duties.iter().any(|duty| {
                duty.clause == sentence.clause
                    || one.sentence.0.abs_diff(duty.sentence.0) <= 12
                    || contract.outline.clause(sentence.clause).parent == contract.outline.clause(duty.clause).parent
            });
            let named = duties.iter().any(|duty| duty.sentence == one.sentence)
                || near && lists(&found, one)
                || near && under_heading(contract, one.sentence)
                || speaks(contract, one.sentence)
                || near && names(contract, one.sentence);
            // Whoever is told to stay silent before a court is bound to secrecy, wherever the duty stands.
            let named =
                named || matches!(found.name(one), "barred" | "refused") && keeps_silent(contract, one.sentence);
            if !named || is_overridden(contract, one) && found.name(one) != "barred" {
                continue;
            }
            match found.name(one) {
                "barred" => all.barred = all.barred.or_else(|| barred(contract, one)),
                "refused" => all.barred = all.barred.or_else(|| Some(refused(contract, one, duties))),
                "compelled" if is_barred(contract, one) => {}
                "compelled" => all.compelled = all.compelled.or(Some(one.span)),
                name => all.take(name, one.span),
            }
        }
        all
    }

    fn take(&mut self, name: &str, span: Span) {
        let Some(usual) = USUAL.into_iter().find(|usual| *usual == name) else { return };
        if !self.found.iter().any(|(known, _)| *known == usual) {
            self.found.push((usual, span));
        }
    }

    pub fn missing(&self) -> Vec<&'static str> {
        USUAL.into_iter().filter(|usual| !self.found.iter().any(|(known, _)| known == usual)).collect()
    }

    /// Whoever may not even obey a court has no leave, whatever the other one has.
    pub fn barred_reading(&self) -> Option<Reading> {
        let (bound, clause, span) = self.barred?;
        Some(Reading {
            term: "confidentiality-exceptions",
            span: Some(span),
            clause: Some(clause),
            confidence: 0.7,
            fields: vec![
                record::bound("bound", bound, None),
                record::flag("any", true, None),
                record::flag("complete", true, None),
                record::flag("compelled", false, None),
            ],
            evidence: Vec::new(),
        })
    }

    /// One reading for the contract; its words are the first duty's.
    pub fn reading(&self, bound: Bound, duty: &ConfidentialityDuty) -> Reading {
        let missing = self.missing();
        let mut fields: Vec<Field> = vec![
            record::bound("bound", bound, None),
            record::flag("any", !self.found.is_empty(), self.found.first().map(|(_, span)| *span)),
            record::flag("complete", missing.is_empty(), None),
            record::flag("compelled", self.compelled.is_some(), self.compelled),
        ];
        fields.push(Field { name: "missing", value: FieldValue::Words(missing), span: None });
        Reading {
            term: "confidentiality-exceptions",
            span: Some(duty.span),
            clause: Some(duty.clause),
            confidence: 0.7,
            fields,
            evidence: Vec::new(),
        }
    }
}

/// Several of the usual exceptions in one sentence are their list, whatever it is called.
fn lists(found: &Matches, one: &Match) -> bool {
    let usual = |name: &str| USUAL.contains(&name);
    let here = found.in_sentence(one.sentence);
    usual(found.name(one)) && here.iter().any(|two| found.name(two) != found.name(one) && usual(found.name(two)))
}

/// "No exception is made for what it found out by itself", "even if you had heard it elsewhere": what
/// is named there is no exception.
fn is_overridden(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence).tokens.clone();
    let tokens = contract.document.text.tokens();
    let even = (sentence.start..one.tokens.start)
        .any(|at| tokens.at(at) == "even" && matches!(tokens.at(at + 1), "if" | "though" | "where"));
    const NONE: [&[&str]; 4] =
        [&["no", "exception"], &["no", "exemption"], &["not", "exempt"], &["in", "the", "same", "way"]];
    even || NONE.iter().any(|words| passage::phrase(contract, sentence.clone(), words).is_some())
}

fn barred(contract: &Contract, one: &Match) -> Option<(Bound, ClauseId, Span)> {
    let modal = actor::modal(one)?;
    let sentence = contract.outline.sentence(one.sentence);
    let named = actor::subject(contract, sentence, modal.tokens.clone())?;
    Some((named.bound, sentence.clause, one.span))
}

/// "A subpoena shall not relieve Contractor": the party named behind it, else whoever keeps the secret.
fn refused(contract: &Contract, one: &Match, duties: &[ConfidentialityDuty]) -> (Bound, ClauseId, Span) {
    let sentence = contract.outline.sentence(one.sentence);
    let mentions = contract.facts.parties.within(one.tokens.start..sentence.tokens.end).iter();
    let named = mentions.filter(|mention| !mention.possessive).map(|mention| subject::bound(contract, mention.who));
    let kept = || actor::union(duties.iter().map(|duty| duty.bound));
    let bound = named.into_iter().find(|bound| *bound != Bound::Unclear).or_else(kept).unwrap_or(Bound::Both);
    (bound, sentence.clause, one.span)
}

fn keeps_silent(contract: &Contract, sentence: SentenceId) -> bool {
    let tokens = contract.outline.sentence(sentence).tokens.clone();
    scope::begins(contract, tokens, &["disclos", "reveal", "divulg", "confiden", "secre", "silen", "undertaking"])
}

/// "under no circumstances, including pursuant to a court order": the law's order is no excuse either.
fn is_barred(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence).tokens.clone();
    let near = one.tokens.start.saturating_sub(5).max(sentence.start)..one.tokens.start;
    let excepts =
        scope::holds(contract, sentence.clone(), &["except", "unless", "save", "but", "however", "provided", "other"]);
    let never = scope::holds(contract, sentence.start..one.tokens.end, &["circumstances", "circumstance", "event"])
        && scope::holds(contract, sentence.start..one.tokens.end, &["no", "not", "never"]);
    (never || scope::holds(contract, near, &["including", "even", "included", "whether"])) && !excepts
}

/// Does the sentence stand under a heading on confidentiality?
fn under_heading(contract: &Contract, sentence: SentenceId) -> bool {
    let heading = contract.outline.heading_over(contract.outline.sentence(sentence).clause);
    heading.is_some_and(|heading| {
        let heading = contract.quote(heading).to_lowercase();
        ["confiden", "disclos", "proprietary", "secre", "definition"].iter().any(|word| heading.contains(word))
    })
}

fn speaks(contract: &Contract, sentence: SentenceId) -> bool {
    let tokens = contract.outline.sentence(sentence).tokens.clone();
    crate::terms::scope::begins(contract, tokens, &["confiden", "proprietary", "nondisclos", "secrecy"])
}

/// "Information that is public": in the clause of the duty the word itself is enough.
fn names(contract: &Contract, sentence: SentenceId) -> bool {
    let tokens = contract.outline.sentence(sentence).tokens.clone();
    crate::terms::scope::begins(contract, tokens, &["information", "obligation", "foregoing", "exception", "disclos"])
}
