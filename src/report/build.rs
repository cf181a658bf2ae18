//! Making the report. In: a contract and its review. Out: a [`Report`] whose places count in the text
//! as it was read.

use super::offsets::{encode, in_bytes};
use super::{
    ChangeReport, CheckReport, ClauseReport, Confidence, Coverage, DealFact, DealQuestion, DocumentReport, Edit,
    EvidenceReport, Finding, KeyTermSheet, LikelihoodReport, NoteReport, PartyReport, PartyRole, PlaybookName,
    PositionEncoding, Redline, Report, ReviewOptions, TellReport, TermReport, TopicReport,
};
use crate::contract::Contract;
use crate::facts::{Party, Role};
use crate::outline::{ClauseId, ClauseKind};
use crate::playbook::Playbook;
use crate::redline;
use crate::review::{self, Outcome, Review};
use crate::span::Span;
use crate::terms::{KeyTerm, KeyTopic, TermSheet};

const DISCLAIMER: &str = "This is a reading aid, not legal advice.";

/// Puts a review into plain data.
pub fn build(
    contract: &Contract,
    terms: &TermSheet,
    review: Review,
    playbook: &Playbook,
    encoding: PositionEncoding,
) -> Report {
    let mut report = Report {
        position_encoding: encoding,
        document: document(contract, &review),
        side: review.side,
        playbook: PlaybookName { name: playbook.name.clone(), version: playbook.version.clone() },
        parties: parties(contract),
        terms: topics(contract, terms),
        coverage: coverage(&review),
        findings: review.findings.into_iter().map(|found| finding(contract, found)).collect(),
        disclaimer: DISCLAIMER.to_owned(),
    };
    encode(&mut report, contract.document.text.source());
    report
}

/// The key terms by themselves; their places count bytes.
pub fn key_terms(contract: &Contract, terms: &TermSheet) -> KeyTermSheet {
    KeyTermSheet { title: title(contract), parties: parties(contract), topics: topics(contract, terms) }
}

fn topics(contract: &Contract, terms: &TermSheet) -> Vec<TopicReport> {
    terms.key_terms(contract).into_iter().map(|topic| self::topic(contract, topic)).collect()
}

fn parties(contract: &Contract) -> Vec<PartyReport> {
    contract.facts.parties.list.iter().map(|party| self::party(contract, party)).collect()
}

fn title(contract: &Contract) -> Option<String> {
    let title = contract.outline.clauses.iter().find(|clause| clause.kind == ClauseKind::Title)?;
    let line = contract.quote(title.heading.unwrap_or(title.body)).lines().next()?.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

fn document(contract: &Contract, review: &Review) -> DocumentReport {
    let clauses = &contract.outline.clauses;
    DocumentReport {
        title: title(contract),
        words: review.judged.words,
        clauses: clauses.iter().filter(|clause| clause.number.is_some()).count(),
        judged: review.judged.whole,
        verdict: review.judged.verdict.clone(),
        notices: contract.document.notices.clone(),
        changes: changes(contract),
    }
}

/// What is known of the file that the text was drawn from, and the text itself does not say.
pub(crate) fn tell_of_file(report: &mut Report, contract: &Contract, options: &ReviewOptions) {
    report.document.notices.splice(0..0, options.notices.iter().cloned());
    let mut changes = options.changes.clone();
    in_bytes(&mut changes, contract.document.text.source(), report.position_encoding);
    let clauses = changes.iter().map(|change| clause_of(contract, change));
    let told = options.changes.iter().zip(clauses).map(|(change, clause)| ChangeReport { clause, ..change.clone() });
    report.document.changes.extend(told);
}

fn changes(contract: &Contract) -> Vec<ChangeReport> {
    let mut changes = super::changes(&contract.document);
    for change in &mut changes {
        change.clause = clause_of(contract, change);
    }
    changes
}

/// The clause that holds the change, whose place counts bytes.
fn clause_of(contract: &Contract, change: &ChangeReport) -> Option<ClauseReport> {
    let text = &contract.document.text;
    let place = change.span?.start;
    let before = text.blocks().partition_point(|block| text.to_source(block.span).end < place);
    let clause = contract.outline.clause_at(text.blocks().get(before)?.span.start)?;
    Some(self::clause(contract, clause.id))
}

fn party(contract: &Contract, party: &Party) -> PartyReport {
    PartyReport {
        name: party.name.clone(),
        alias: party.alias.clone(),
        aliases: party.aliases.clone(),
        role: match party.role {
            Role::Vendor => PartyRole::Vendor,
            Role::Customer => PartyRole::Customer,
            Role::Other => PartyRole::Other,
        },
        // Two decimals: what is more is noise, and it reads the same in JSON and in JavaScript.
        confidence: (f64::from(party.confidence) * 100.0).round() / 100.0,
        evidence: party.evidence.iter().map(|span| contract.document.text.to_source(*span)).collect(),
    }
}

fn topic(contract: &Contract, topic: KeyTopic) -> TopicReport {
    TopicReport {
        name: topic.name.to_owned(),
        terms: topic.terms.into_iter().map(|line| term(contract, line)).collect(),
    }
}

fn term(contract: &Contract, line: KeyTerm) -> TermReport {
    TermReport {
        name: line.name.to_owned(),
        value: line.value,
        quote: line.span.map_or(String::new(), |span| contract.quote(span).to_owned()),
        span: line.span.map(|span| contract.document.text.to_source(span)),
        clause: line.clause.map(|clause| self::clause(contract, clause)),
        confidence: confidence(line.confidence),
        contradicted: line.contradicted,
    }
}

fn finding(contract: &Contract, found: review::Finding) -> Finding {
    let source = |span: Span| contract.document.text.to_source(span);
    Finding {
        id: found.id,
        rule: found.rule,
        topic: found.topic,
        group: found.group,
        section: found.section,
        severity: found.severity,
        confidence: confidence(found.confidence),
        side: found.side,
        title: found.title,
        what: found.what,
        why: found.why,
        ask: found.ask,
        quote: found.span.map_or(String::new(), |span| contract.quote(span).to_owned()),
        span: found.span.map(source),
        clause: found.clause.map(|clause| self::clause(contract, clause)),
        evidence: found
            .evidence
            .into_iter()
            .map(|evidence| EvidenceReport {
                label: evidence.label.to_owned(),
                quote: contract.quote(evidence.span).to_owned(),
                span: source(evidence.span),
            })
            .collect(),
        redlines: found.redlines.into_iter().map(|redline| self::redline(contract, redline)).collect(),
        trade: found.trade,
        lane: found.lane,
        likelihood: found.likelihood.map(|(is, source)| LikelihoodReport { is, source }),
        tell: found.tell.into_iter().map(|(who, text)| TellReport { who, text }).collect(),
        notes: found.notes.into_iter().map(|note| NoteReport { text: note.text, source: note.source }).collect(),
        depends: found.depends,
        reasons: found.reasons.into_iter().map(|reason| finding(contract, reason)).collect(),
    }
}

fn confidence(share: f32) -> Confidence {
    match share {
        share if share >= 0.8 => Confidence::High,
        share if share >= 0.5 => Confidence::Medium,
        _ => Confidence::Low,
    }
}

fn clause(contract: &Contract, id: ClauseId) -> ClauseReport {
    let outline = &contract.outline;
    let mut at = outline.clauses.get(id.0);
    while let Some(clause) = at.filter(|clause| clause.number.is_none()) {
        at = clause.parent.and_then(|parent| outline.clauses.get(parent.0));
    }
    ClauseReport {
        number: at.and_then(|clause| clause.number.clone()),
        heading: outline.heading_over(id).map(|span| contract.quote(span).to_owned()),
    }
}

fn redline(contract: &Contract, redline: redline::Redline) -> Redline {
    let edits = redline
        .edits
        .into_iter()
        .map(|edit| Edit { span: contract.document.text.to_source(edit.span), insert: edit.insert });
    Redline {
        level: redline.name,
        title: redline.title,
        edits: edits.collect(),
        comment: redline.comment,
        accept_by: redline.accept_by,
        needs: redline.needs,
        blanks: redline.blanks,
    }
}

fn coverage(review: &Review) -> Coverage {
    let mut coverage = Coverage::default();
    for check in &review.checks {
        let list = match check.outcome {
            Outcome::Found => &mut coverage.found,
            Outcome::Passed => &mut coverage.passed,
            Outcome::Undecided => &mut coverage.undecided,
            Outcome::NotApplicable => &mut coverage.not_applicable,
        };
        let [rule, topic, title, note] = [&check.rule, &check.topic, &check.title, &check.note].map(String::clone);
        list.push(CheckReport { rule, topic, title, note });
    }
    coverage.depends = questions(review);
    coverage
}

/// What is asked of the user once, with the rules that wait for the answer.
fn questions(review: &Review) -> Vec<DealQuestion> {
    let waiting = |fact: DealFact| {
        let checks = review.checks.iter().filter(|check| check.depends.contains(&fact)).map(|check| check.rule.clone());
        let findings = review.points().filter(|found| found.depends.contains(&fact));
        let mut rules: Vec<String> = checks.chain(findings.map(|found| found.rule.clone())).collect();
        rules.dedup();
        rules
    };
    DealFact::ALL
        .iter()
        .map(|(_, fact)| DealQuestion { fact: *fact, question: fact.question().to_owned(), rules: waiting(*fact) })
        .filter(|question| !question.rules.is_empty())
        .collect()
}
