//! Liability as the rules see it. In: a [`Liability`]. Out: [`Reading`]s: one cap for each side, one
//! reading for each carve-out and for each one-sided waiver, and silence where nothing is said.

use super::denial::{Denial, Denied};
use super::head::Head;
use super::obligor::{Form, Wording};
use super::reach::Reach;
use super::unlimited::Saying;
use super::{Cap, CarveOut, Choice, Liability, Limit, State};
use crate::facts::Side;
use crate::outline::ClauseId;
use crate::span::Span;
use crate::terms::record::{anchor, bound, duration, flag, word};
use crate::terms::{Bound, Field, FieldValue, Indemnity, Reading};

pub fn readings(liability: &Liability, indemnities: &[Indemnity]) -> Vec<Reading> {
    let mut all: Vec<Reading> =
        [Side::Vendor, Side::Customer].into_iter().filter_map(|side| cap(liability, side)).collect();
    all.extend(unclear(liability));
    all.extend(liability.carve_outs.iter().map(|carve| carve_out(carve, indemnities)));
    all.extend(waiver(liability));
    all.extend(liability.shared.iter().map(super::Shared::reading));
    all.extend(liability.direct.iter().map(super::DirectLoss::reading));
    all
}

fn cap(liability: &Liability, side: Side) -> Option<Reading> {
    let cap = liability.cap(side);
    let other = liability.cap(side.other());
    let state = state(cap.state)?;
    if cap.state == State::Silent && !liability.home.calls_for_it {
        return None;
    }
    let mut fields = vec![Some(word("state", state, None))];
    fields.extend(self::state(other.state).map(|state| Some(word("counterpart", state, None))));
    fields.push(anchor("mirror", other.limit.map(|limit| limit.amount.span).filter(|_| cap.limit.is_none())));
    fields.extend(party(&cap, side));
    if let Some(limit) = cap.limit {
        fields.push(Some(word("basis", limit.amount.basis.word(), Some(limit.amount.span))));
        fields.push(anchor("amount", Some(limit.amount.span)));
        fields.push(Some(flag("per-claim", limit.per_claim.is_some(), limit.per_claim)));
        fields.push(Some(flag("mutual", limit.obligor.bound == Bound::Both, None)));
        fields.push(Some(flag("referred", limit.referred, None)));
        fields.extend(measured(limit));
        fields.push(holes(liability, side));
        fields.push(data(liability, side));
    }
    if let Some(one) = cap.unlimited {
        fields.push(Some(word("saying", saying(one.saying), None)));
        fields.push(anchor("unlimited", Some(one.words)));
        fields.push(Some(flag("mutual", one.obligor.bound == Bound::Both, None)));
    }
    if cap.state == State::Silent {
        fields.push(anchor("reserved", liability.home.reserved));
    }
    Some(Reading {
        term: "cap",
        span: cap.span.or(liability.home.reserved.filter(|_| cap.state == State::Silent)),
        clause: clause(&cap).or_else(|| home(liability)),
        confidence: if cap.state == State::Silent { 0.75 } else { 0.9 },
        fields: fields.into_iter().flatten().collect(),
        evidence: cap.limit.and_then(|limit| limit.amount.definition).into_iter().collect(),
    })
}

/// Who is bound, and the words that an edit takes hold of.
fn party(cap: &Cap<'_>, side: Side) -> Vec<Option<Field>> {
    let own = Bound::Side(side);
    if let Some(limit) = cap.limit {
        return vec![
            Some(bound("obligor", own, limit.party)),
            anchor("party", limit.party),
            Some(word("form", form(limit.obligor.form), None)),
            anchor("creditor", limit.creditor),
            anchor("denial", limit.denial),
            verb(limit.verb),
            Some(word("wording", wording(limit.wording), None)),
        ];
    }
    if let Some(one) = cap.unlimited {
        return vec![Some(bound("obligor", own, one.party)), Some(word("form", form(one.obligor.form), None))];
    }
    if let Some(denial) = cap.exclusion {
        return vec![
            Some(bound("obligor", own, denial.party)),
            anchor("party", denial.party),
            Some(word("form", form(denial.obligor.form), None)),
            anchor("creditor", denial.creditor),
            anchor("denial", denial.words),
            verb(denial.verb),
            Some(word("wording", wording(denial.wording), None)),
        ];
    }
    vec![Some(bound("obligor", own, None))]
}

/// How high it is, and by what it counts anew.
fn measured(limit: &Limit) -> Vec<Option<Field>> {
    let measure = &limit.measure;
    let times = |value: f64, span: Option<Span>, name| Field { name, value: FieldValue::Multiple(value), span };
    vec![
        measure.months.map(|(length, span)| duration("months", length, span)),
        measure.times.map(|(value, span)| times(value, Some(span), "times")),
        measure.sum.map(|(amount, currency, span)| Field {
            name: "sum",
            value: FieldValue::Money { amount, currency },
            span: Some(span),
        }),
        measure.share.map(|share| times(share, None, "share")),
        measure.choice.map(|choice| word("choice", if choice == Choice::Greater { "greater" } else { "lesser" }, None)),
        anchor("order", measure.order),
        anchor("each-claim", measure.each_claim),
        anchor("each-year", measure.each_year),
    ]
}

/// The heads outside this side's cap.
fn holes(liability: &Liability, side: Side) -> Option<Field> {
    let mut heads: Vec<&'static str> = Vec::new();
    for carve in liability.carve_outs.iter().filter(|carve| binds(carve, side)) {
        if !heads.contains(&carve.head.word()) {
            heads.push(carve.head.word());
        }
    }
    (!heads.is_empty()).then_some(Field { name: "outside", value: FieldValue::Words(heads), span: None })
}

fn binds(carve: &CarveOut, side: Side) -> bool {
    carve.of_cap && (carve.obligor == Bound::Both || carve.obligor.is(side))
}

/// Where claims for lost data stand, in a contract that deals with data.
fn data(liability: &Liability, side: Side) -> Option<Field> {
    let named = liability.data?;
    let outside = liability.carve_outs.iter().any(|carve| {
        binds(carve, side) && matches!(carve.head, Head::Data | Head::Confidentiality | Head::Breach | Head::Other)
    });
    let own = liability.limits.iter().any(|limit| match &limit.reach {
        Reach::Heads(heads) => heads.contains(&Head::Data) || heads.contains(&Head::Confidentiality),
        Reach::General => false,
    });
    let place = match () {
        () if own || liability.data_limit => "own-limit",
        () if outside => "outside",
        () => "inside",
    };
    Some(word("data", place, Some(named)))
}

fn clause(cap: &Cap<'_>) -> Option<ClauseId> {
    cap.limit
        .map(|limit| limit.clause)
        .or(cap.unlimited.map(|one| one.clause))
        .or(cap.exclusion.map(|denial| denial.clause))
}

/// Where the missing clause belongs: beside what is said on liability, else where such clauses stand.
fn home(liability: &Liability) -> Option<ClauseId> {
    let said = liability.limits.first().map(|limit| limit.clause);
    said.or_else(|| liability.waivers().next().map(|waiver| waiver.clause)).or(liability.home.clause)
}

/// A cap of which the text does not tell whose it is.
fn unclear(liability: &Liability) -> Option<Reading> {
    let unclear = [Side::Vendor, Side::Customer].iter().any(|side| liability.cap(*side).state == State::Unclear);
    let limit = liability.limits.iter().find(|limit| limit.obligor.bound == Bound::Unclear).filter(|_| unclear)?;
    let fields = [
        Some(bound("obligor", Bound::Unclear, limit.party)),
        Some(word("state", "silent", None)),
        Some(word("counterpart", "silent", None)),
        anchor("amount", Some(limit.amount.span)),
    ];
    Some(Reading {
        term: "cap",
        span: Some(limit.span),
        clause: Some(limit.clause),
        confidence: 0.5,
        fields: fields.into_iter().flatten().collect(),
        evidence: Vec::new(),
    })
}

fn carve_out(carve: &CarveOut, indemnities: &[Indemnity]) -> Reading {
    let indemnity = (carve.head == Head::Indemnity).then(|| word("indemnities", vendors(indemnities), None));
    let fields = [
        indemnity,
        Some(bound("obligor", carve.obligor, None)),
        Some(word("head", carve.head.word(), Some(carve.item))),
        Some(flag("from-cap", carve.of_cap, None)),
        anchor("whole", carve.whole),
        anchor("word", carve.word),
        Some(flag("infringement", carve.is_infringement, None)),
        Some(flag("own-sentence", carve.is_sentence, None)),
    ];
    Reading {
        term: "carve-out",
        span: Some(carve.item),
        clause: Some(carve.clause),
        confidence: 0.85,
        fields: fields.into_iter().flatten().collect(),
        evidence: Vec::new(),
    }
}

/// What the vendor's indemnities cover: anything, or some faults only.
fn vendors(indemnities: &[Indemnity]) -> &'static str {
    let own = || indemnities.iter().filter(|one| one.indemnitor == Bound::Both || one.indemnitor.is(Side::Vendor));
    match () {
        () if own().any(Indemnity::is_wide) => "wide",
        () if own().next().is_some() => "narrow",
        () => "none",
    }
}

fn waiver(liability: &Liability) -> Option<Reading> {
    let protects = liability.protects();
    let first = liability.waivers().next();
    let Some(first) = first else {
        let elsewhere = liability.limits.iter().any(|limit| limit.referred);
        return (liability.home.calls_for_it && !elsewhere).then(|| Reading {
            term: "consequential-waiver",
            span: None,
            clause: home(liability),
            confidence: 0.75,
            fields: vec![flag("stated", false, None)],
            evidence: Vec::new(),
        });
    };
    Some(waived(first, protects.unwrap_or(Bound::Unclear)))
}

fn waived(denial: &Denial, protects: Bound) -> Reading {
    let fields = [
        Some(bound("protects", protects, denial.party)),
        Some(flag("stated", true, None)),
        anchor("party", denial.party),
        Some(word("form", form(denial.obligor.form), None)),
        anchor("creditor", denial.creditor),
        anchor("denial", denial.words),
        verb(denial.verb),
        Some(word("wording", wording(denial.wording), None)),
        anchor("advised", denial.advised),
        Some(flag("whole", denial.denied == Denied::All, None)),
    ];
    Reading {
        term: "consequential-waiver",
        span: Some(denial.span),
        clause: Some(denial.clause),
        confidence: 0.9,
        fields: fields.into_iter().flatten().collect(),
        evidence: Vec::new(),
    }
}

fn verb(verb: Option<(&'static str, Span)>) -> Option<Field> {
    verb.map(|(verb, span)| word("verb", verb, Some(span)))
}

fn state(state: State) -> Option<&'static str> {
    match state {
        State::Capped => Some("capped"),
        State::Uncapped => Some("uncapped"),
        State::Silent => Some("silent"),
        State::Unclear => None,
    }
}

fn saying(saying: Saying) -> &'static str {
    match saying {
        Saying::Be => "be",
        Saying::Is => "is",
        Saying::Quality => "quality",
        Saying::Without => "without",
        Saying::Sentence => "sentence",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Possessive => "possessive",
        Form::InvertedPossessive => "inverted-possessive",
        Form::Of => "of",
        Form::Subject => "subject",
        Form::Inverted => "inverted",
        Form::Creditor => "creditor",
        Form::Unnamed => "unnamed",
    }
}

fn wording(wording: Wording) -> &'static str {
    match wording {
        Wording::Not => "not",
        Wording::No => "no",
        Wording::InNoEvent => "in-no-event",
        Wording::Before => "before",
    }
}
