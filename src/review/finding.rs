//! From a hit to a finding. In: the rule, its position and the reading. Out: a [`Finding`] with
//! severity, confidence, evidence, texts and redlines, all in canonical places.

use super::Docket;
use super::hits::{self, Hit, Verdict, untold};
use super::order::{MOST_OF_A_RULE, Section};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::ClauseId;
use crate::playbook::{DealFact, Lane, Likelihood, Note, Playbook, Position, Rule, Severity, Trade, Who};
use crate::redline::{Purpose, Redline, Scene, ladder, render};
use crate::sorting;
use crate::span::Span;
use crate::terms::{Bound, FieldValue, Reading};

/// One point to raise.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Stable: see [`stable_id`].
    pub id: String,
    pub rule: String,
    pub topic: String,
    pub group: String,
    /// Where it is told; a reason is told with its leader.
    pub section: Section,
    pub side: Side,
    pub severity: Severity,
    /// 0 to 1.
    pub confidence: f32,
    pub title: String,
    pub what: String,
    pub why: String,
    pub ask: String,
    /// None for what is missing.
    pub span: Option<Span>,
    pub clause: Option<ClauseId>,
    pub evidence: Vec<Evidence>,
    pub redlines: Vec<Redline>,
    pub trade: Option<Trade>,
    pub lane: Option<Lane>,
    /// How often the other side agrees, and who says so.
    pub likelihood: Option<(Likelihood, String)>,
    /// A sentence for each stakeholder.
    pub tell: Vec<(Who, String)>,
    /// What statutes say under this contract's law.
    pub notes: Vec<Note>,
    /// What would have to be known of the deal to say how bad it is.
    pub depends: Vec<DealFact>,
    /// Findings about the same cause in the same clause, with those of their rungs that can be taken
    /// beside this one's preferred rung.
    pub reasons: Vec<Finding>,
}

/// Words that support a finding, and what they show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub label: &'static str,
    pub span: Span,
}

pub(crate) fn all(docket: &Docket<'_>, verdicts: &[Verdict]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (rule, verdict) in docket.playbook.rules.iter().zip(verdicts) {
        let Some(position) = docket.position(rule) else { continue };
        findings.extend(worst(docket, rule, position, verdict).map(|hit| finding(docket, rule, position, hit)));
    }
    number_twins(&mut findings);
    findings
}

/// Of many hits the worst and, of those that are as bad, the first; see [`MOST_OF_A_RULE`].
fn worst<'a>(
    docket: &Docket<'_>,
    rule: &Rule,
    position: &Position,
    verdict: &'a Verdict,
) -> impl Iterator<Item = &'a Hit> {
    let mut hits: Vec<&Hit> = verdict.hits.iter().collect();
    if hits.len() > MOST_OF_A_RULE {
        sorting::by_key(&mut hits, |hit| {
            let severity = position.severity(&hit.reading, hits::asked(docket, rule));
            (std::cmp::Reverse(severity), hit.reading.span.map_or(usize::MAX, |span| span.start))
        });
        hits.truncate(MOST_OF_A_RULE);
    }
    hits.into_iter()
}

fn finding(docket: &Docket<'_>, rule: &Rule, position: &Position, hit: &Hit) -> Finding {
    let reading = &hit.reading;
    let schema = rule.schema();
    let scene = Scene {
        contract: docket.contract,
        voice: docket.voice,
        reading,
        schema,
        params: &position.params,
        side: docket.side,
        deal: docket.deal,
    };
    let texts = rule.texts(docket.side);
    let say = |template| render(template, scene, Purpose::Explain);
    Finding {
        id: stable_id(docket, rule, reading),
        rule: rule.id.clone(),
        topic: rule.topic.clone(),
        group: group(docket, rule, reading),
        section: Section::Further,
        side: docket.side,
        severity: if docket.extract && reading.span.is_none() {
            // What an extract leaves out may stand elsewhere in the contract.
            position.severity(reading, scene.asked()).min(Severity::Medium)
        } else {
            position.severity(reading, scene.asked())
        },
        confidence: confidence(docket, reading),
        title: say(&texts.title),
        what: say(&texts.what),
        why: say(position.words.why.as_ref().unwrap_or(&texts.why)),
        ask: say(position.words.ask.as_ref().unwrap_or(&texts.ask)),
        span: reading.span,
        clause: reading.span.and_then(|span| clause_of(docket, span)).or(reading.clause),
        evidence: evidence(rule, hit),
        redlines: ladder(rule, position, scene, docket.readings),
        trade: position.trade,
        lane: position.lane,
        likelihood: position.likelihood.clone(),
        tell: position.tell().into_iter().map(|tell| (tell.who, say(&tell.text))).collect(),
        notes: docket.notes.iter().filter(|note| note.speaks_of(&rule.id)).map(|note| (*note).clone()).collect(),
        depends: untold(docket, position.deal_facts()),
        reasons: Vec::new(),
    }
}

/// Those notes that are true under the law that the contract names.
pub(crate) fn notes<'a>(contract: &Contract, readings: &[Reading], playbook: &'a Playbook) -> Vec<&'a Note> {
    let laws = readings.iter().filter(|reading| reading.term == "governing-law");
    let mut named = laws.filter_map(|reading| reading.field("law")?.span).map(|span| contract.quote(span));
    let Some(law) = named.next() else { return Vec::new() };
    playbook.notes.iter().filter(|note| note.holds_under(law)).collect()
}

fn clause_of(docket: &Docket<'_>, span: Span) -> Option<ClauseId> {
    docket.contract.outline.sentence_at(span.start).map(|sentence| sentence.clause)
}

/// No surer than the reading nor, where it turns on who is bound, than the parties' roles.
fn confidence(docket: &Docket<'_>, reading: &Reading) -> f32 {
    let bound = reading.fields.iter().any(|field| matches!(field.value, FieldValue::Bound(Bound::Side(_))));
    if !bound {
        return reading.confidence;
    }
    let parties = &docket.contract.facts.parties;
    let roles = [Side::Vendor, Side::Customer].into_iter().filter_map(|side| parties.on(side));
    roles.map(|party| party.confidence).fold(reading.confidence, f32::min)
}

fn evidence(rule: &Rule, hit: &Hit) -> Vec<Evidence> {
    let schema = rule.schema();
    let mut found: Vec<Evidence> = Vec::new();
    for field in &hit.reading.fields {
        if let (Some(span), Some(known)) = (field.span, schema.field(field.name))
            && !span.is_empty()
        {
            found.push(Evidence { label: known.label, span });
        }
    }
    found.extend(hit.reading.evidence.iter().map(|span| Evidence { label: "bears on it", span: *span }));
    found.extend(
        hit.with.iter().filter_map(|other| other.span).map(|span| Evidence { label: "stands against it", span }),
    );
    sorting::by_key(&mut found, |evidence| (evidence.span, evidence.label));
    found.dedup_by_key(|evidence| evidence.span);
    found
}

/// The rule's own group or, for findings on the same sentence of one topic, that sentence.
fn group(docket: &Docket<'_>, rule: &Rule, reading: &Reading) -> String {
    if let Some(group) = &rule.group {
        return group.clone();
    }
    match reading.span {
        Some(span) => format!("{}#{:08x}", rule.topic, hash(&[&sentence_words(docket, span)]) as u32),
        None => rule.id.clone(),
    }
}

/// The same for the same rule on the same words, wherever they stand and however they are laid out:
/// a hash of the rule and of the sentence's words in small letters without marks.
fn stable_id(docket: &Docket<'_>, rule: &Rule, reading: &Reading) -> String {
    let words = reading.span.map(|span| sentence_words(docket, span)).unwrap_or_default();
    format!("{:016x}", hash(&[&rule.id, &words]))
}

fn sentence_words(docket: &Docket<'_>, span: Span) -> String {
    let contract = docket.contract;
    let whole = contract.outline.sentence_at(span.start).map_or(span, |sentence| sentence.span.join(span));
    let mut words = String::new();
    for word in contract.quote(whole).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.extend(word.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    words
}

/// FNV-1a, 64 bits.
fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0xff])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// Two findings on one sentence would share an id; the later ones get a number.
fn number_twins(findings: &mut [Finding]) {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for finding in findings {
        let count = seen.entry(finding.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}-{count}", finding.id);
        }
    }
}
