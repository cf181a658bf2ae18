//! Who keeps what confidential. In: sentences that oblige to secrecy. Out: [`ConfidentialityDuty`].

use std::ops::Range;
use std::sync::LazyLock;

use super::duration::Lasting;
use crate::contract::Contract;
use crate::facts::Who;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Field, Reading, actor, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct ConfidentialityDuty {
    pub bound: Bound,
    pub subject: Option<Span>,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    /// It is about information, not about the terms of the deal alone.
    pub information: bool,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "keep",
            "{shall} ..14 (keep | hold | maintain | treat | preserve | protect | safeguard | retain | regard | respect) ..34 (confidential | confidentiality | confidence | secret | secrecy)",
        ),
        (
            "ban",
            "{shall-not} ..16 (disclose | divulge | reveal | disseminate | communicate | use | copy | publish | discuss | share | pass on | show) ..26 (confidential | proprietary | secret | secrets | information | confidence)",
        ),
        (
            "keep",
            "{shall} ..3 (treat | regard | keep | hold) ..16 (as private | private | in private | under wraps) !(private (key | keys | individual | sector))",
        ),
        // In plain words a duty has no "shall": "We keep your plans secret."
        (
            "keep",
            "{party} (keeps | keep | protects | protect | treats | treat | holds | hold) ..12 (confidential | secret | private | in confidence) \
             !(if | where | that {party} | which | when | whether | not | no | never | may | hold {party} | how)",
        ),
        ("ban", "{shall-not} ..2 make known | {shall-not} breathe a word"),
        (
            "ban",
            "not to ..10 (disclose | divulge | reveal | use | disseminate | communicate) ..26 (confidential | proprietary | secret | secrets | information | confidence)",
        ),
        (
            "kept",
            "(information | materials | data | agreement | discussions | terms) ..30 {shall} be ..8 (kept | held | treated | maintained | considered | deemed | regarded) ..12 (confidential | confidence | secret | confidentially)",
        ),
        (
            "ban",
            "{shall} ..2 (tell | show) nobody ..20 (learn | learns | learned | hears | sees | affairs | business | information | secrets)",
        ),
        (
            "keep",
            "{shall} ..6 keep ..24 to (itself | themselves | himself | herself | yourself | yourselves | ourselves)",
        ),
        (
            "ban",
            "{shall-not} ..16 (disclose | divulge | reveal) ..16 (drawings | designs | formulas | formulae | formulations | recipes | data | results | documents | plans | findings | samples | materials | particulars | details | affairs) ..24 (third (party | parties | person | persons) | any other person | anyone | any person | anybody | outside)",
        ),
        // "will guard it as carefully as its own", "will use it for the Purpose and nothing else".
        (
            "keep",
            "{shall} ..24 (guard | guards | protect | safeguard | look after | take care of | keep) ..4 (it | them | information | papers) ..4 (private | safe | least as | same care | carefully as | same degree)",
        ),
        (
            "keep",
            "{shall} ..3 use ..4 information ..8 purpose ..4 (nothing else | no other (purpose | end) | only | alone) !(personal)",
        ),
        (
            "ban",
            "{shall-not} ..3 (hand | show | give | pass | tell) ..4 information ..4 to (anyone | anybody | any | others | people)",
        ),
        ("ban", "{shall-not} ..4 make ..8 (confidential | proprietary) information ..3 (known | public | available)"),
        ("ban", "(confidential | proprietary) information ..8 {shall-not} ..6 (use | disclose | copy | reveal)"),
        (
            "kept",
            "{shall} (be | remain) ..3 (kept | held | treated | maintained | strictly) ..6 (confidential | confidence)",
        ),
        ("kept", "(confidential | proprietary) information {shall} be ..4 (protected | safeguarded | guarded)"),
        (
            "bound",
            "(duty | duties | obligation | obligations) of (confidentiality | secrecy | non disclosure | confidence) ..20 (bind | binds | continue | continues | survive | survives | last | lasts | apply | applies | expire | expires | end | ends | come | comes | cease | ceases | lapse | lapses | (is | are) ..4 (limited | unlimited | perpetual | indefinite))",
        ),
        (
            "bound",
            "(duty | duties | obligation | obligations) ..6 under this (clause | section | article | paragraph) ..8 (continue | continues | survive | survives | last | lasts | expire | expires | end | ends | lapse | lapses | cease | terminate) ..24 (was | were | is | are | been | of | its) ..2 (disclosed | disclosure | divulged)",
        ),
        // "The undertakings in this clause attach to each item of information and shall never lapse."
        (
            "bound",
            "(duty | duties | obligation | obligations | undertaking | undertakings) ..8 (under | in | of) (this | the) ..3 (clause | section | article | paragraph | letter | deed) ..40 \
             (never (lapse | lapses | end | ends | expire | expires | cease | ceases | come | comes) | without limit* ..2 time | perpetual* | indefinite* | for ever | forever) \
             &(confidential* | secre* | information | disclos*)",
        ),
        // "The duty to keep our plans secret goes on for ever."
        (
            "bound",
            "(duty | duties | obligation | obligations | promise) ..3 to keep ..10 (secret | confidential | private) ..4 \
             (goes on | go on | continue | continues | survive | survives | last | lasts | never | does not end | doesn't end | has no end | runs | binds | stays | remains)",
        ),
        // "The obligations of Vendor under this Section shall end a year after …, whereupon it may disclose any information."
        (
            "bound",
            "(duty | duties | obligation | obligations | undertaking | undertakings) ..8 (under | in | of) (this | the) (clause | section | article | paragraph) ..8 \
             (continue | continues | survive | survives | last | lasts | expire | expires | end | ends | lapse | lapses | cease | ceases | terminate | terminates | remain) \
             &(disclos* ..8 information | information ..8 (disclos* | received) | trade secret*)",
        ),
        ("bound", "{shall} be bound by ..10 confidentiality"),
        (
            "bound",
            "(confidentiality | secrecy | non disclosure) (duty | duties | obligation | obligations | undertaking | undertakings) ..16 (bind | binds | continue | continues | survive | survives | last | lasts | apply | applies | expire | expires | end | ends | lapse | lapses | terminate | cease)",
        ),
        // "the duty to hold the papers in secret has no end", "the promise of secrecy lapses".
        (
            "bound",
            "(duty | duties | obligation | obligations | undertaking | undertakings | promise) (to | of) ..8 (confidence | confidential | secret | secrecy) ..12 \
             (bind | binds | continue | continues | survive | survives | last | lasts | apply | applies | expire | expires | end | ends | lapse | lapses | terminate | cease | ceases | outlive* | outlast* | has no | have no | come to | comes to | is not | are not) !(without ..2 (duty | obligation*))",
        ),
        (
            "bound",
            "(duty | duties | obligation | obligations | undertaking | undertakings) ..8 (clause | section | article | paragraph) on (confidentiality | secrecy | confidential information) ..12 \
             (bind | binds | continue | continues | survive | survives | last | lasts | apply | applies | expire | expires | end | ends | lapse | lapses | terminate | cease | ceases | outlive* | outlast* | has no | have no | come to | comes to)",
        ),
        (
            "bound",
            "(duty | duties | obligation | obligations) ..9 (about | as to | concerning | regarding | respecting | (in | with) (respect of | respect to | relation to | regard to)) ..4 (information | secrets) ..16 \
             (continue | continues | survive | survives | last | lasts | expire | expires | end | ends | lapse | lapses | terminate | cease | ceases | outlive* | outlast* | has no | have no | come to | comes to)",
        ),
        // "in no event and for no purpose may X reveal": the denial stands before the party.
        (
            "ban",
            "no ..10 (may | shall | will | must) {party} ..3 (disclose | reveal | divulge | communicate | use | pass on | publish | share) ..12 (information | secrets | data | papers | documents) !(personal | consumer*)",
        ),
        (
            "ban",
            "(may | shall | will | must) neither ..10 (disclose | reveal | divulge | communicate | pass on | publish | use | copy) !(name | names | trademark* | marks | logo*)",
        ),
        (
            "bound",
            "(duty | duties | obligation | obligations) ..4 under this (confidentiality | non disclosure) ..8 (continue | continues | survive | survives | last | lasts | expire | expires | end | ends | lapse | lapses | terminate)",
        ),
        (
            "kept",
            "(information | materials | data | drawings | documents | papers) ..40 {shall-not} be ..4 (disclosed | divulged | revealed | communicated | passed on | used)",
        ),
        (
            "bound",
            "{shall} be ..4 (liable | responsible) ..14 (disclosure | confidentiality) ..12 (confidential | information)",
        ),
        (
            "ban",
            "{shall-not} ..3 (reveal | disclose | divulge | tell | repeat | pass on) ..24 (anything | everything | whatever) ..4 (learn* | hear* | sees | saw | discover* | told | seen)",
        ),
        (
            "same",
            "{party} ..3 (owe | owes | has | have | is under | are under | accepts | undertakes | assumes) ..4 (same | like | equivalent | reciprocal | corresponding | identical) \
             (duty | duties | obligation | obligations | undertaking | undertakings)",
        ),
        (
            "same",
            "same (duty | duties | obligation | obligations | undertaking | undertakings) ..3 (bind | binds | applies | apply | rests) ..2 {party}",
        ),
        (
            "same",
            "same (treatment | care | promise | goes | rule | restriction) ..3 (from | for | to | on | by) {party}",
        ),
        (
            "same",
            "{party} (is | are | {shall} be) ..2 under ..2 (same | like | equivalent | reciprocal | corresponding | identical) (restraint | restriction | covenant | obligation | duty)",
        ),
        ("same", "{party} {shall} ..3 (do the same | keep the same) ..3 (with | for | about | secrecy | in respect)"),
        ("limit", "{may} (use | disclose | share) ..10 (confidential | proprietary) information ..14 only"),
        (
            "limit",
            "{shall} (use | disclose | restrict | limit) ..16 (confidential | proprietary) information ..20 (only | solely)",
        ),
    ])
});

/// What is kept, where the word "confidential" does not stand there itself.
const SECRETS: [&str; 11] = [
    "confidential",
    "confidence",
    "confidentiality",
    "proprietary",
    "secret",
    "secrets",
    "nonpublic",
    "secrecy",
    "confidentially",
    "private",
    "wraps",
];
/// Secrets that are not the other side's business information.
const KEYS: [&str; 7] = ["password", "passwords", "credentials", "login", "passcode", "username", "key"];

pub fn read(contract: &Contract) -> Vec<ConfidentialityDuty> {
    let found = contract.find(&CUES);
    let mut all: Vec<ConfidentialityDuty> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let span = scope::span(contract, one.tokens.start.min(stretch.start)..stretch.end);
        let known = all.iter().any(|known| known.span.overlaps(span) && known.bound != Bound::Unclear);
        if matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition)
            && !known
            && (is_duty(contract, one, &stretch) || found.name(one) == "same" && !all.is_empty())
        {
            all.extend(duty(contract, one, found.name(one), span, &stretch));
        }
    }
    all
}

fn is_duty(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence);
    let secret = scope::holds(contract, one.tokens.start..stretch.end, &SECRETS)
        || scope::holds(contract, one.tokens.clone(), &["anything", "everything", "whatever"])
        || contract.outline.heading_over(sentence.clause).is_some_and(|heading| {
            let heading = contract.quote(heading).to_lowercase();
            heading.contains("confiden") || heading.contains("disclos") || heading.contains("proprietary")
        })
        || clause_speaks(contract, one)
        || scope::holds(contract, one.tokens.end - 1..one.tokens.end, &["disclosed", "disclosure", "divulged"])
        || scope::holds(contract, one.tokens.clone(), &["nobody", "known", "breathe"])
        // "shall not disclose the Information": told to nobody, whatever it is called.
        || scope::holds(contract, one.tokens.clone(), &["disclose", "divulge", "reveal"])
            && scope::holds(contract, one.tokens.clone(), &["information"])
        || scope::begins(contract, one.tokens.end - 1..one.tokens.end, &["itsel", "themsel", "himsel", "hersel", "yoursel", "oursel"])
        // In a paper on confidentiality all information is meant.
        || titled(contract) && scope::holds(contract, stretch.clone(), &["information"])
        // What is told to nobody outside, of whatever kind, is a secret; personal data have rules of their own.
        || scope::begins(contract, one.tokens.clone(), &["third", "any", "outside"])
            && scope::holds(contract, one.tokens.clone(), &["disclose", "divulge", "reveal"])
            && !scope::holds(contract, one.tokens.clone(), &["personal"]);
    let keys = scope::holds(contract, one.tokens.start..(one.tokens.end + 6).min(stretch.end), &KEYS)
        && !scope::holds(contract, one.tokens.clone(), &["information"]);
    // Staff and advisers who are to be bound are not the parties themselves.
    let through = scope::begins(
        contract,
        one.tokens.start.saturating_sub(3).max(stretch.start)..one.tokens.start,
        &["employee", "representative", "who", "subcontractor", "personnel", "advis"],
    );
    // "shall be treated as given on a non-confidential basis": no duty at all.
    let open = tokens.at(one.tokens.end - 1) == "confidential" && tokens.at(one.tokens.end.saturating_sub(2)) == "non";
    let filed = tokens.at(one.tokens.end - 1) == "confidential" && tokens.at(one.tokens.end) == "treatment";
    // Talks about a settlement, and what a former employer confided, are other matters.
    let elsewhere = scope::begins(contract, sentence.tokens.clone(), &["settlement", "mediat", "arbitrat"])
        || scope::holds(contract, stretch.clone(), &["former", "previous"])
            && scope::begins(contract, stretch.clone(), &["employer"]);
    // "or to use any Confidential Information to compete": a restraint of trade, with a time of its own.
    let restraint = scope::holds(contract, stretch.clone(), &["compete", "competing"])
        && scope::begins(contract, stretch.clone(), &["solicit", "compete"])
        && !scope::begins(contract, stretch.clone(), &["disclos", "divulg"]);
    // "shall hold Client harmless from any breach of confidentiality": cover, no duty to keep a secret.
    let cover = scope::begins(contract, one.tokens.clone(), &["indemnif", "harmless"]);
    let wished = scope::holds(contract, one.tokens.clone(), &["wish", "want", "desire"]);
    // "Nothing shall limit Consultant's right to use": leave, no ban.
    let free = scope::holds(contract, one.tokens.clone(), &["limit", "prevent", "preclude", "prohibit", "restrict"])
        && scope::holds(contract, stretch.start..one.tokens.end, &["nothing"]);
    // "the confidentiality obligations will not apply to information which": an exception.
    let lifted =
        scope::holds(contract, one.tokens.clone(), &["apply", "applies", "cover", "covers", "extend", "extends"])
            && scope::holds(contract, one.tokens.clone(), &["not"])
            || lifts(contract, one, stretch);
    secret && !keys && !cover && !lifted && !free && !wished && !through && !filed && !open && !elsewhere && !restraint
}

/// "The duty of secrecy does not cover information which is under no duty …": the exception comes first.
fn lifts(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(one.sentence).tokens.start.min(stretch.start);
    (sentence..(sentence + 12).min(one.tokens.end)).any(|at| {
        tokens.at(at) == "not" && matches!(tokens.at(at + 1), "apply" | "cover" | "extend" | "include" | "attach")
    })
}

/// Does the paper's title say that it is on confidentiality?
fn titled(contract: &Contract) -> bool {
    const TITLE: usize = 8;
    scope::begins(contract, 0..TITLE, &["confiden", "nondisclos", "disclosure", "nda"])
}

/// Do the sentences of this clause speak of confidential information?
fn clause_speaks(contract: &Contract, one: &Match) -> bool {
    let here = contract.outline.sentence(one.sentence);
    let sentences = &contract.outline.sentences;
    let from = here.id.0.saturating_sub(3);
    let near = sentences.iter().skip(from).take(7).filter(|sentence| sentence.clause == here.clause);
    near.into_iter().any(|sentence| scope::holds(contract, sentence.tokens.clone(), &SECRETS))
}

fn duty(
    contract: &Contract,
    one: &Match,
    kind: &str,
    span: Span,
    stretch: &Range<usize>,
) -> Option<ConfidentialityDuty> {
    let sentence = contract.outline.sentence(one.sentence);
    let named = match (kind, actor::modal(one)) {
        // "Client owes Agency the same duty": whoever is named beside the duty.
        ("same", _) => one.capture("party").and_then(|party| {
            Some(Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() })
        }),
        // "disclosed by Client shall be kept confidential": who keeps it stands behind the verb.
        ("kept", Some(modal)) => actor::agent(contract, modal.tokens.end..stretch.end),
        ("kept", None) => actor::agent(contract, one.tokens.start..stretch.end),
        // "Contractor's obligations of confidence": whose they are.
        ("bound", None) => subject::owner(contract, stretch.start..one.tokens.start + 1)
            .or_else(|| subject::before(contract, stretch.start, one.tokens.start)),
        (_, Some(modal)) => actor::subject(contract, sentence, modal.tokens.clone()),
        // "In no event may Agency reveal": the party stands behind the modal verb.
        (_, None) => one
            .capture("party")
            .and_then(|party| Some(Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() }))
            .or_else(|| subject::before(contract, stretch.start, one.tokens.start)),
    };
    let told = named.as_ref().map(|named| named.bound).filter(|bound| *bound != Bound::Unclear);
    let bound = told
        .or_else(|| receiver(contract, stretch.start..one.tokens.start.max(stretch.start) + 6))
        .or_else(|| owner(contract, one.tokens.start.min(stretch.start)..stretch.end))
        .or((kind == "kept" || kind == "bound" && named.is_none()).then_some(Bound::Both))
        .unwrap_or(Bound::Unclear);
    Some(ConfidentialityDuty {
        bound,
        subject: named.map(|named: Named| named.span(contract)),
        clause: sentence.clause,
        sentence: sentence.id,
        information: scope::begins(
            contract,
            stretch.start..stretch.end,
            &["information", "secret", "know", "data", "material", "software", "proprietary", "confidence"],
        ) || !scope::holds(contract, stretch.clone(), &["terms", "agreement"]),
        span,
    })
}

/// "Recipient shall": whoever receives.
fn receiver(contract: &Contract, range: Range<usize>) -> Option<Bound> {
    let range = range.start..range.end.min(contract.document.text.tokens().len());
    scope::holds(contract, range, &["recipient", "receiving", "receiver", "recipients"]).then_some(Bound::Both)
}

/// "All information of Client shall be kept confidential": the other one keeps it.
fn owner(contract: &Contract, range: Range<usize>) -> Option<Bound> {
    let named = subject::owner(contract, range.clone()).or_else(|| subject::after(contract, range, &["of", "by"]))?;
    let who = contract.facts.parties.starting_at(named.tokens.start).map(|mention| mention.who);
    match who {
        Some(Who::Some) => Some(Bound::Both),
        _ => Some(named.bound.opposite()).filter(|bound| *bound != Bound::Unclear),
    }
}

impl ConfidentialityDuty {
    pub fn reading(&self, period: Option<&Lasting>, alone: bool) -> Reading {
        let lasting = period.map_or("unstated", Lasting::word);
        let mut fields: Vec<Field> = vec![
            record::bound("bound", self.bound, self.subject),
            record::word("lasting", lasting, period.map(|period| period.words)),
        ];
        let duration = period.and_then(|period| period.duration);
        fields.extend(duration.map(|(duration, span)| record::duration("duration", duration, Some(span))));
        fields.push(record::flag("alone", alone, None));
        fields.extend(record::anchor("subject", self.subject));
        Reading {
            term: "confidentiality",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.bound == Bound::Unclear { 0.5 } else { 0.8 },
            fields,
            evidence: period.map(|period| period.span).into_iter().collect(),
        }
    }
}
