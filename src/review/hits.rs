//! Asking the rules. In: readings and pattern matches. Out: for each rule a [`Verdict`]: the readings
//! that it speaks of, those that it cannot decide, and whether there was anything to ask about.

use super::{Docket, expression};
use crate::facts::Value;
use crate::outline::{ClauseId, SentenceId};
use crate::pattern::Match;
use crate::playbook::{Answer, Asked, DealFact, Kind, Rule, Sought, Where};
use crate::terms::{Bound, Field, FieldValue, Reading};

/// What one rule has to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdict {
    pub hits: Vec<Hit>,
    /// Readings that do not tell enough, each with the reason.
    pub undecided: Vec<String>,
    /// What would have to be known of the deal.
    pub depends: Vec<DealFact>,
    /// Why the rule was not asked, where it was not.
    pub idle: Option<String>,
    /// How many readings it looked at.
    pub seen: usize,
}

/// Something that a rule speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub reading: Reading,
    /// Readings that belong to it: the other half of a contradiction.
    pub with: Vec<Reading>,
}

/// One verdict for each rule of the playbook, in its order.
pub(crate) fn all(docket: &Docket<'_>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = docket.playbook.rules.iter().map(|rule| ask(docket, rule)).collect();
    combine(docket, &mut verdicts);
    yield_to_stronger(docket, &mut verdicts);
    verdicts
}

fn ask(docket: &Docket<'_>, rule: &Rule) -> Verdict {
    if !docket.asks(rule) {
        return Verdict { idle: Some(why_not_asked(docket, rule)), ..Verdict::default() };
    }
    match &rule.kind {
        Kind::Term { term, when } => by_term(docket, rule, term.term, term.name, when),
        Kind::Pattern { patterns, not_in, when, .. } => by_pattern(docket, rule, patterns.len(), not_in, when),
        Kind::Expression { expressions, not_in } => expression::ask(docket, expressions, not_in),
        Kind::Absent { sought, given } => by_absence(docket, rule, sought, given.as_ref()),
        Kind::Contradiction { term, field, same, when } => by_contradiction(docket, rule, term.term, field, same, when),
        Kind::Combine { .. } => Verdict::default(),
    }
}

fn why_not_asked(docket: &Docket<'_>, rule: &Rule) -> String {
    if rule.hurts.concerns(docket.side) {
        format!("The playbook \"{}\" takes no position on it.", docket.playbook.name)
    } else {
        "It concerns the other side.".to_owned()
    }
}

/// What a condition of this rule may look at beside the reading.
pub(crate) fn asked<'a>(docket: &Docket<'a>, rule: &Rule) -> Asked<'a> {
    let position = docket.position(rule);
    let text = docket.contract.document.text.canonical();
    Asked { side: docket.side, params: position.map_or(&[], |position| &position.params), deal: docket.deal, text }
}

fn stated<'a>(docket: &Docket<'a>, term: &str) -> impl Iterator<Item = &'a Reading> {
    docket.readings_of(term).filter(|reading| reading.span.is_some())
}

fn by_term(docket: &Docket<'_>, rule: &Rule, term: &str, name: &str, when: &Where) -> Verdict {
    let mut verdict = Verdict::default();
    for reading in docket.readings_of(term) {
        // In an extract, silence counts where a clause of it calls for the words: that is its evidence.
        let grounded = docket.extract && is_of_a_clause(rule, None) && !reading.evidence.is_empty();
        if reading.span.is_none() && !docket.counts_silence(rule) && !grounded {
            continue;
        }
        verdict.seen += 1;
        match when.holds(reading, asked(docket, rule)) {
            Answer::Yes => verdict.hits.push(Hit { reading: reading.clone(), with: Vec::new() }),
            Answer::Unknown => verdict.doubt(docket, reading, when, name),
            Answer::No => {}
        }
    }
    verdict
}

impl Verdict {
    /// What is not told: by the user of the deal or, where that is not it, by the text.
    fn doubt(&mut self, docket: &Docket<'_>, reading: &Reading, when: &Where, name: &str) {
        let open = untold(docket, when.deal_facts());
        if open.is_empty() {
            return self.undecided.push(doubt(docket, reading, when, name));
        }
        self.depends_on(&open);
    }

    fn depends_on(&mut self, open: &[DealFact]) {
        for fact in open.iter().filter(|fact| !self.depends.contains(fact)).collect::<Vec<_>>() {
            self.undecided.push(format!("Depends on: {}.", fact.phrase()));
            self.depends.push(*fact);
        }
    }
}

/// Those facts of the deal that nobody told.
pub(crate) fn untold(docket: &Docket<'_>, mut facts: Vec<DealFact>) -> Vec<DealFact> {
    facts.retain(|fact| !docket.deal.tells(*fact));
    facts.dedup();
    facts
}

/// What the text does not tell, and where.
fn doubt(docket: &Docket<'_>, reading: &Reading, when: &Where, name: &str) -> String {
    let unclear = when
        .fields()
        .filter_map(|field| reading.field(field))
        .any(|field| field.value == FieldValue::Bound(Bound::Unclear));
    let reason = if unclear { "cannot tell whom it binds" } else { "the amounts cannot be compared" };
    match reading.span {
        Some(span) => format!("{}: {reason}: \"{}\"", capital(name), shortened(docket.contract.quote(span))),
        None => format!("{}: {reason}.", capital(name)),
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn shortened(quote: &str) -> String {
    const LONGEST: usize = 140;
    match quote.char_indices().nth(LONGEST) {
        None => quote.to_owned(),
        Some((end, _)) => {
            let cut = quote[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &quote[..cut])
        }
    }
}

fn by_pattern(docket: &Docket<'_>, rule: &Rule, own: usize, not_in: &[String], when: &Where) -> Verdict {
    let mut verdict = Verdict::default();
    let beside = matches_of(docket, rule, own..rule.patterns().len());
    for hit in matches_of(docket, rule, 0..own) {
        if under(docket, hit.sentence, not_in) {
            continue;
        }
        let mut reading = as_reading(docket, hit);
        if beside.iter().any(|other| within(docket, other.sentence, hit.sentence)) {
            reading.fields.push(Field { name: "beside", value: FieldValue::Flag(true), span: None });
        }
        verdict.seen += 1;
        match when.holds(&reading, asked(docket, rule)) {
            Answer::Yes => verdict.hits.push(Hit { reading, with: Vec::new() }),
            Answer::Unknown => verdict.doubt(docket, &reading, when, "these words"),
            Answer::No => {}
        }
    }
    verdict
}

/// The matches of some of a rule's patterns, at most one for each sentence or item of a list.
fn matches_of<'a>(docket: &Docket<'a>, rule: &Rule, wanted: std::ops::Range<usize>) -> Vec<&'a Match> {
    let own = docket.matches(rule).iter().filter(|(place, _)| wanted.contains(place));
    let mut found: Vec<&Match> = own.map(|(_, hit)| *hit).collect();
    found.dedup_by_key(|hit| (hit.sentence, hit.item));
    found
}

/// Does a sentence stand in the clause of another one, or in an item of it?
fn within(docket: &Docket<'_>, sentence: SentenceId, of: SentenceId) -> bool {
    let outline = &docket.contract.outline;
    let clause = outline.sentence(of).clause;
    let above = |id: &ClauseId| outline.clause(*id).parent;
    std::iter::successors(Some(outline.sentence(sentence).clause), above).any(|id| id == clause)
}

/// Does this sentence stand in a clause under one of these headings?
pub(crate) fn under(docket: &Docket<'_>, sentence: SentenceId, headings: &[String]) -> bool {
    let outline = &docket.contract.outline;
    let Some(heading) = outline.heading_over(outline.sentence(sentence).clause) else { return false };
    let heading = docket.contract.quote(heading).to_lowercase();
    headings.iter().any(|word| heading.contains(&word.to_lowercase()))
}

/// A match as the record that conditions, texts and edits work on.
fn as_reading(docket: &Docket<'_>, hit: &Match) -> Reading {
    const AMOUNTS: [&str; 7] = ["days", "months", "duration", "money", "percent", "multiple", "number"];
    let facts = &docket.contract.facts.quantities;
    let mut fields: Vec<Field> = Vec::new();
    for capture in &hit.captures {
        let known = AMOUNTS.contains(&capture.name) && !fields.iter().any(|field| field.name == capture.name);
        let fact = capture.fact.filter(|_| known).and_then(|fact| facts.get(fact));
        if let Some((fact, value)) = fact.and_then(|fact| Some((fact, value(fact.value)?))) {
            fields.push(Field { name: capture.name, value, span: Some(fact.span) });
        }
    }
    // Which pattern of the rule's list it is: an edit that fits one wording breaks another.
    if let Some((_, place)) = docket.playbook.owner(hit.pattern) {
        fields.push(Field { name: "form", value: FieldValue::Number(place as f64 + 1.0), span: None });
    }
    Reading {
        term: "match",
        span: Some(hit.span),
        clause: Some(docket.contract.outline.sentence(hit.sentence).clause),
        confidence: 0.9,
        fields,
        evidence: Vec::new(),
    }
}

/// The field that holds this amount; a date is none.
fn value(value: Value) -> Option<FieldValue> {
    match value {
        Value::Duration(duration) => Some(FieldValue::Duration(duration)),
        Value::Money { amount, currency } => Some(FieldValue::Money { amount, currency }),
        Value::Percent(amount) => Some(FieldValue::Percent(amount)),
        Value::Multiple(amount) => Some(FieldValue::Multiple(amount)),
        Value::Number(amount) => Some(FieldValue::Number(amount)),
        Value::Date { .. } => None,
    }
}

/// Is it a clause that calls for the words, and not the paper as a whole, as a governing law is of that?
fn is_of_a_clause(rule: &Rule, given: Option<&Sought>) -> bool {
    let of_paper = matches!(given, Some(Sought::Term { term, .. }) if term.term == "governing-law");
    rule.topic != "law" && !of_paper
}

/// How sure it is that a contract lacks what an extract of it lacks.
const EXTRACT_CONFIDENCE: f32 = 0.4;

fn by_absence(docket: &Docket<'_>, rule: &Rule, sought: &Sought, given: Option<&Sought>) -> Verdict {
    let own = pattern_count(Some(sought));
    let (found, doubts) = look(docket, rule, sought, 0..own);
    let mut verdict = Verdict { seen: found.len(), ..Verdict::default() };
    if !found.is_empty() {
        return verdict;
    }
    if let (Some(DealFact::PersonalData), Some(false)) = (rule.deal, docket.deal.personal_data) {
        verdict.idle = Some("No personal data are involved, as you say.".to_owned());
        return verdict;
    }
    let ground = match given {
        None => None,
        Some(given) => {
            let (grounds, _) = look(docket, rule, given, own..own + pattern_count(Some(given)));
            match grounds.into_iter().next() {
                Some(ground) => Some(ground),
                None => match (rule.deal, docket.deal.personal_data) {
                    (Some(DealFact::PersonalData), Some(true)) => None,
                    (Some(fact), None) => {
                        verdict.depends_on(&[fact]);
                        return verdict;
                    }
                    _ => {
                        verdict.idle = Some("Nothing in this document calls for it.".to_owned());
                        return verdict;
                    }
                },
            }
        }
    };
    if !doubts.is_empty() {
        verdict.undecided = doubts;
    } else if docket.silence_counts && !docket.counts_silence(rule) {
        verdict.idle = Some("Nobody expects it in a confidentiality agreement.".to_owned());
    } else if docket.silence_counts {
        verdict.hits.push(Hit { reading: silence(docket, sought, ground), with: Vec::new() });
    } else if let (true, Some(ground)) = (docket.extract && is_of_a_clause(rule, given), ground) {
        // The rest of the contract may say it: raised, and told to be unsure.
        let mut reading = silence(docket, sought, Some(ground));
        reading.confidence = reading.confidence.min(EXTRACT_CONFIDENCE);
        verdict.hits.push(Hit { reading, with: Vec::new() });
    } else {
        verdict.undecided.push("The text is no whole contract; what it leaves out may stand in the rest.".to_owned());
    }
    verdict
}

fn pattern_count(sought: Option<&Sought>) -> usize {
    match sought {
        Some(Sought::Pattern(patterns)) => patterns.len(),
        _ => 0,
    }
}

/// What is stated of the sort, and what may be of it.
fn look(
    docket: &Docket<'_>,
    rule: &Rule,
    sought: &Sought,
    patterns: std::ops::Range<usize>,
) -> (Vec<Reading>, Vec<String>) {
    match sought {
        Sought::Pattern(_) => {
            (matches_of(docket, rule, patterns).into_iter().map(|hit| as_reading(docket, hit)).collect(), Vec::new())
        }
        Sought::Term { term, when } => {
            let (mut found, mut doubts) = (Vec::new(), Vec::new());
            for reading in stated(docket, term.term) {
                match when.holds(reading, asked(docket, rule)) {
                    Answer::Yes => found.push(reading.clone()),
                    Answer::Unknown => doubts.push(doubt(docket, reading, when, term.name)),
                    Answer::No => {}
                }
            }
            (found, doubts)
        }
    }
}

/// The record of what is missing: the term's own silent reading where its reader made one, else one
/// that belongs where its ground stands.
fn silence(docket: &Docket<'_>, sought: &Sought, ground: Option<Reading>) -> Reading {
    let silent = match sought {
        Sought::Term { term, .. } => docket.readings_of(term.term).find(|reading| reading.span.is_none()).cloned(),
        Sought::Pattern(_) => None,
    };
    let clause = ground.as_ref().and_then(|ground| ground.clause);
    let confidence = ground.as_ref().map_or(0.75, |ground| ground.confidence.min(0.75));
    let mut reading = silent.unwrap_or(Reading {
        term: "silence",
        span: None,
        clause: None,
        confidence,
        fields: ground.as_ref().map_or(Vec::new(), |ground| ground.fields.clone()),
        evidence: ground.and_then(|ground| ground.span).into_iter().collect(),
    });
    reading.clause = reading.clause.or(clause);
    reading
}

fn by_contradiction(
    docket: &Docket<'_>,
    rule: &Rule,
    term: &str,
    field: &str,
    same: &[String],
    when: &Where,
) -> Verdict {
    let value = |reading: &Reading, name: &str| reading.field(name).map(|field| field.value.clone());
    let readings: Vec<&Reading> = stated(docket, term)
        .filter(|reading| when.holds(reading, asked(docket, rule)) == Answer::Yes && reading.field(field).is_some())
        .collect();
    let mut verdict = Verdict { seen: readings.len(), ..Verdict::default() };
    for (place, reading) in readings.iter().enumerate() {
        let differs = |other: &&&Reading| {
            value(reading, field) != value(other, field)
                && same.iter().all(|name| value(reading, name) == value(other, name))
        };
        // Each reading is held against the earlier ones only: a pair is one finding.
        if let Some(earlier) = readings[..place].iter().find(differs) {
            verdict.hits.push(Hit { reading: (*reading).clone(), with: vec![(*earlier).clone()] });
        }
    }
    verdict
}

fn combine(docket: &Docket<'_>, verdicts: &mut [Verdict]) {
    for (place, rule) in docket.playbook.rules.iter().enumerate() {
        let Kind::Combine { rules, when } = &rule.kind else { continue };
        if !docket.asks(rule) {
            continue;
        }
        let firsts: Option<Vec<Reading>> = rules
            .iter()
            .enumerate()
            .map(|(order, (id, _))| {
                let part = docket.playbook.rules.iter().position(|other| other.id == *id)?;
                let counts = |hit: &&Hit| order > 0 || when.holds(&hit.reading, asked(docket, rule)) == Answer::Yes;
                verdicts.get(part)?.hits.iter().find(counts).map(|hit| hit.reading.clone())
            })
            .collect();
        if let Some((first, rest)) = firsts.as_deref().and_then(<[Reading]>::split_first) {
            verdicts[place].hits = vec![Hit { reading: first.clone(), with: rest.to_vec() }];
        }
    }
}

/// A rule keeps silent where a stronger one, named in `unless`, has spoken of the same words.
fn yield_to_stronger(docket: &Docket<'_>, verdicts: &mut [Verdict]) {
    for (place, rule) in docket.playbook.rules.iter().enumerate() {
        for (stronger, _) in &rule.unless {
            let Some(other) = docket.playbook.rules.iter().position(|rule| rule.id == *stronger) else { continue };
            let theirs: Vec<Reading> = verdicts[other].hits.iter().map(|hit| hit.reading.clone()).collect();
            let before = verdicts[place].hits.len();
            verdicts[place].hits.retain(|hit| !theirs.iter().any(|their| same_matter(&hit.reading, their)));
            if verdicts[place].hits.is_empty() && before > 0 {
                verdicts[place].idle = Some(format!("Covered by the finding \"{stronger}\"."));
            }
        }
    }
}

fn same_matter(one: &Reading, other: &Reading) -> bool {
    match (one.span, other.span) {
        (Some(one), Some(other)) => one.overlaps(other) || one == other,
        // What is missing has no words to overlap with.
        _ => true,
    }
}
