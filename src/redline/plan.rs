//! From a ladder to edits. In: a position's rungs and the scene of a finding. Out: [`Redline`]s:
//! each rung that fits this clause, with its edits on the canonical text.

use super::render::{Purpose, Scene, capitalised, render};
use super::{Edit, addition, agreeing, apply, delete, minimal, replace};
use crate::contract::Contract;
use crate::facts;
use crate::outline::ClauseId;
use crate::playbook::{Action, Answer, EditPlan, Home, Kind, Level, Param, Position, Rule, Rung, Template, Words};
use crate::sorting;
use crate::span::Span;
use crate::terms::Reading;

/// One rung, ready to be offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Redline {
    pub level: Level,
    /// "preferred", "fallback-1", "fallback-2" …, "walk-away".
    pub name: String,
    pub title: String,
    /// Sorted, not overlapping; empty where the rung is advice only.
    pub edits: Vec<Edit>,
    pub comment: String,
    pub accept_by: String,
    /// The rule whose point is wanted in return.
    pub needs: Option<String>,
    /// What only a person can fill in, as it stands in the inserted text ("[amount]").
    pub blanks: Vec<String>,
    /// The rung's place in the position's ladder.
    pub rung: usize,
}

/// The rungs of a position that fit this clause. `readings` are all readings of the contract, for
/// edits that go behind another term.
pub fn ladder(rule: &Rule, position: &Position, scene: Scene<'_>, readings: &[Reading]) -> Vec<Redline> {
    let mut found: Vec<Redline> = Vec::new();
    let mut fallbacks = 0;
    for (place, rung) in position.ladder.list().iter().enumerate() {
        let params = accepted(&position.params, &rung.accepts);
        let scene = Scene { params: &params, ..scene };
        let taken = rung.level != Level::Fallback && found.iter().any(|redline| redline.level == rung.level);
        let no_better = || rung.leaves.is_some_and(|left| position.severity(scene.reading, scene.asked()) <= left);
        if taken || !fits(rung, scene) || nothing_to_gain(rule, rung, scene) || no_better() {
            continue;
        }
        let Some(edits) = edits(rung, scene, readings) else { continue };
        fallbacks += usize::from(rung.level == Level::Fallback);
        found.push(redline(rule, &position.words, rung, place, fallbacks, edits, scene));
    }
    found
}

fn accepted(params: &[Param], accepts: &[Param]) -> Vec<Param> {
    let kept = params.iter().filter(|param| !accepts.iter().any(|other| other.name == param.name));
    kept.chain(accepts).cloned().collect()
}

fn fits(rung: &Rung, scene: Scene<'_>) -> bool {
    rung.when.holds(scene.reading, scene.asked()) == Answer::Yes
}

/// A fallback of 45 days is no offer where the text says 40: it meets the fallback as it stands.
fn nothing_to_gain(rule: &Rule, rung: &Rung, scene: Scene<'_>) -> bool {
    match &rule.kind {
        Kind::Term { when, .. } if !rung.accepts.is_empty() => when.holds(scene.reading, scene.asked()) != Answer::Yes,
        _ => false,
    }
}

fn redline(
    rule: &Rule,
    words: &Words,
    rung: &Rung,
    place: usize,
    fallbacks: usize,
    edits: Vec<Edit>,
    scene: Scene<'_>,
) -> Redline {
    let texts = rule.texts(scene.side);
    let own = words.comment.as_ref();
    let comment = own.or(rung.comment.as_ref()).or(texts.comment.as_ref()).unwrap_or(&texts.ask);
    Redline {
        level: rung.level,
        name: match rung.level {
            Level::Preferred => "preferred".to_owned(),
            Level::Fallback => format!("fallback-{fallbacks}"),
            Level::WalkAway => "walk-away".to_owned(),
        },
        title: render(&rung.title, scene, Purpose::Explain),
        comment: render(comment, scene, Purpose::Explain),
        accept_by: rung.accept_by.clone(),
        needs: rung.needs.as_ref().map(|(rule, _)| rule.clone()),
        blanks: blanks(&edits),
        rung: place,
        edits,
    }
}

/// Bracketed words in what is inserted.
fn blanks(edits: &[Edit]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for edit in edits {
        let mut rest = edit.insert.as_str();
        while let Some((_, tail)) = rest.split_once('[') {
            let Some((inside, tail)) = tail.split_once(']') else { break };
            let blank = format!("[{inside}]");
            // Words that a lawyer leaves in brackets on purpose end with a dot.
            if !inside.ends_with('.') && !found.contains(&blank) {
                found.push(blank);
            }
            rest = tail;
        }
    }
    found
}

/// The rung's edits; nothing where one of them finds no hold in this text, or where they collide. None
/// are made, and the rung is advice, where a whole sentence would go that says much else.
fn edits(rung: &Rung, scene: Scene<'_>, readings: &[Reading]) -> Option<Vec<Edit>> {
    let text = scene.contract.document.text.canonical();
    let mut edits = Vec::new();
    for plan in &rung.edits {
        if plan.when.holds(scene.reading, scene.asked()) == Answer::Yes {
            if says_more(plan, scene) {
                return Some(Vec::new());
            }
            edits.extend(carry_out(plan, scene, readings)?);
        }
    }
    let mut edits: Vec<Edit> = edits.into_iter().filter_map(|edit| minimal::minimal(text, edit)).collect();
    sorting::by_key(&mut edits, |edit| (edit.span.start, edit.span.end));
    let sets: Vec<&[Edit]> = edits.iter().map(std::slice::from_ref).collect();
    let sound = agreeing(&sets).len() == edits.len() && (rung.edits.is_empty() || !edits.is_empty());
    sound.then_some(edits)
}

/// Would this put one point in the place of a long sentence, or of a list, that is mostly about others?
fn says_more(plan: &EditPlan, scene: Scene<'_>) -> bool {
    const LONG: usize = 40;
    let (Action::Replace { field, .. } | Action::Delete { field }) = &plan.action else { return false };
    let (contract, own) = (scene.contract, scene.reading.span.filter(|_| field == "sentence"));
    let sentence = own.and_then(|own| contract.outline.sentence_at(own.start));
    let (Some(own), Some(sentence)) = (own, sentence) else { return false };
    let words = contract.document.text.tokens().inside(own).len();
    (sentence.tokens.len() > LONG || !sentence.items.is_empty()) && words * 2 < sentence.tokens.len()
}

fn carry_out(plan: &EditPlan, scene: Scene<'_>, readings: &[Reading]) -> Option<Vec<Edit>> {
    let contract = scene.contract;
    let draft = |template: &Template| render(template, scene, Purpose::Draft);
    Some(match &plan.action {
        Action::Replace { field, with } => {
            let new = draft(with);
            let span = without_stop(contract.quote(place(field, scene)?), &new, place(field, scene)?);
            let old = contract.quote(span);
            let new = amount(with, scene).map_or(new, |value| facts::write(value, old));
            seamed(scene, vec![Edit::new(span, in_manner(scene, span.start, in_case(scene, span.start, new)))])
        }
        Action::Delete { field } => {
            let span = with_proviso(contract, place(field, scene)?);
            seamed(scene, delete::delete(contract, span))
        }
        Action::InsertBefore { field, text } => {
            let at = place(field, scene)?.start;
            let mut edits = seamed(scene, vec![Edit::new(Span::at(at), spaced(scene, at, draft(text)))]);
            edits.iter_mut().for_each(|edit| lead_on(contract.document.text.canonical(), edit));
            edits
        }
        Action::InsertAfter { field, text } => {
            let at = place(field, scene)?.end;
            seamed(scene, vec![Edit::new(Span::at(at), spaced(scene, at, draft(text)))])
        }
        Action::Append { place: at, text } => {
            let span = scene.reading.span?;
            let text = in_manner(scene, span.start, capitalised(&draft(text)));
            let clause = contract.outline.clause_at(span.start).filter(|_| at == "clause");
            vec![clause.map_or_else(
                || addition::sentence(contract, span.start, &text),
                |clause| addition::closing(contract, clause.id, &text),
            )]
        }
        Action::AddClause { text, heading, home } => {
            let home = match home {
                Home::Reading => scene.reading.clause,
                Home::Term(term) => behind(term, readings),
                Home::End => None,
            };
            let heading = heading.as_ref().map(draft);
            vec![addition::clause(scene, home, heading.as_deref(), &capitalised(&draft(text)))]
        }
    })
}

/// What goes takes the sentence behind it along that only qualifies it: "Provided that …".
fn with_proviso(contract: &Contract, span: Span) -> Span {
    let sentences = &contract.outline.sentences;
    let own = contract.outline.sentence_at(span.start).filter(|own| span.covers(own.span));
    let next = own.and_then(|own| sentences.get(own.id.0 + 1).filter(|next| next.clause == own.clause));
    let proviso = next.filter(|next| contract.quote(next.span).starts_with("Provided"));
    proviso.map_or(span, |proviso| span.join(proviso.span))
}

/// The stop of a sentence stays where the new words bring none.
fn without_stop(old: &str, new: &str, span: Span) -> Span {
    let stops = ['.', ';'];
    let lost = old.ends_with(stops) && !new.trim_end().ends_with(stops);
    Span::new(span.start, span.end - usize::from(lost))
}

/// A template that is one amount and nothing else.
fn amount(template: &Template, scene: Scene<'_>) -> Option<facts::Value> {
    facts::parse(&render(template, scene, Purpose::Explain))
}

/// The clause of the first reading of a term.
fn behind(term: &str, readings: &[Reading]) -> Option<ClauseId> {
    readings.iter().filter(|reading| reading.term == term).find_map(|reading| reading.clause)
}

fn place(field: &str, scene: Scene<'_>) -> Option<Span> {
    let outline = &scene.contract.outline;
    let own = scene.reading.span;
    match field {
        "itself" => own,
        "sentence" => outline.sentence_at(own?.start).map(|sentence| sentence.span),
        "clause" => outline.clause_at(own?.start).map(|clause| clause.body),
        field => scene.reading.field(field)?.span,
    }
}

/// Puts one space where words would run together, none before a mark.
fn spaced(scene: Scene<'_>, at: usize, text: String) -> String {
    let canonical = scene.contract.document.text.canonical();
    let before = canonical.get(..at).and_then(|head| head.chars().next_back());
    let after = canonical.get(at..).and_then(|tail| tail.chars().next());
    let text = in_manner(scene, at, in_case(scene, at, text.trim().to_owned()));
    let text = if ends_sentence(scene, at) { capitalised(&text) } else { text };
    let opens = before.is_some_and(|c| !c.is_whitespace() && c != '(') && !text.starts_with([',', '.', ';', ':', ')']);
    let closes = after.is_some_and(|c| c.is_alphanumeric() || c == '(' || c == '"');
    // A comma that closes the aside is there already, or a stop that needs none.
    let stopped = after.is_some_and(|c| matches!(c, ',' | ';' | '.' | ':' | ')'));
    let text = if stopped { text.trim_end_matches(',') } else { &text };
    format!("{}{text}{}", if opens { " " } else { "" }, if closes { " " } else { "" })
}

/// "The Supplier may" behind "Subject to …," goes on in small letters: "the Supplier may".
fn lead_on(canonical: &str, edit: &mut Edit) {
    const OPENERS: [&str; 24] = [
        "The", "All", "Any", "This", "These", "Such", "Each", "Every", "Either", "Neither", "No", "If", "In", "During",
        "Upon", "On", "At", "For", "A", "An", "You", "We", "Your", "Our",
    ];
    let Some(rest) = canonical.get(edit.span.end..) else { return };
    let first = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if edit.insert.trim_end().ends_with(',') && OPENERS.contains(&first) {
        edit.span.end += 1;
        edit.insert.extend(first.chars().take(1).flat_map(char::to_lowercase));
    }
}

/// Does a sentence with its full stop end here, so that what comes in is one of its own?
fn ends_sentence(scene: Scene<'_>, at: usize) -> bool {
    let sentence = scene.contract.outline.sentence_at(at.saturating_sub(1));
    sentence.is_some_and(|sentence| sentence.span.end == at && scene.contract.quote(sentence.span).ends_with('.'))
}

/// A capital where a sentence begins.
fn in_case(scene: Scene<'_>, at: usize, text: String) -> String {
    let outline = &scene.contract.outline;
    let tokens = scene.contract.document.text.tokens();
    let Some(sentence) = outline.sentence_at(at) else { return text };
    let before = tokens.inside(Span::new(sentence.span.start, at.max(sentence.span.start)));
    let opens = before.clone().all(|token| outline.labels.get(token).copied().unwrap_or(false));
    // A name that is written "viaLink" stands at the beginning as it is.
    let first = scene.contract.quote(Span::new(at, sentence.span.end.max(at))).split_whitespace().next();
    if opens && first.is_some_and(|word| word.contains(char::is_uppercase)) {
        return capitalised(&text);
    }
    text
}

/// Capitals throughout where the sentence is written so. Blanks keep their case.
fn in_manner(scene: Scene<'_>, at: usize, text: String) -> String {
    let Some(sentence) = scene.contract.outline.sentence_at(at) else { return text };
    let words = scene.contract.quote(sentence.span);
    let upper = words.chars().filter(|c| c.is_uppercase()).count();
    let lower = words.chars().filter(|c| c.is_lowercase()).count();
    if upper > 20 && upper > lower * 4 { text.to_uppercase() } else { text }
}

/// Puts "a" and "an" right before each edit.
fn seamed(scene: Scene<'_>, edits: Vec<Edit>) -> Vec<Edit> {
    let text = scene.contract.document.text.canonical();
    edits.into_iter().map(|edit| with_article(text, edit)).collect()
}

fn with_article(text: &str, edit: Edit) -> Edit {
    let Some(head) = text.get(..edit.span.start) else { return edit };
    let trimmed = head.trim_end_matches(' ');
    let word_start = trimmed.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let article = trimmed.get(word_start..).unwrap_or("");
    if edit.span.start < edit.span.end && is_article(article) && opens_by_itself(&edit.insert) {
        let capital = article.starts_with(char::is_uppercase);
        let insert = if capital { capitalised(&edit.insert) } else { edit.insert };
        return Edit::new(Span::new(word_start, edit.span.end), insert);
    }
    if !matches!(article, "a" | "an" | "A" | "An") {
        return edit;
    }
    let rest = text.get(edit.span.end..).unwrap_or("");
    let following = format!("{}{}", edit.insert, rest.chars().take(40).collect::<String>());
    let Some(right) = article_before(&following) else { return edit };
    if article.eq_ignore_ascii_case(right) {
        return edit;
    }
    let gap = &head[trimmed.len()..];
    let article = if article.starts_with('A') { capitalised(right) } else { right.to_owned() };
    Edit::new(Span::new(word_start, edit.span.end), format!("{article}{gap}{}", edit.insert))
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// "either party", "the Supplier": words that no article stands before.
fn opens_by_itself(insert: &str) -> bool {
    const OPENINGS: [&str; 12] =
        ["a", "an", "the", "either", "each", "both", "neither", "any", "all", "this", "that", "its"];
    let first = insert.split(' ').next().unwrap_or_default();
    OPENINGS.iter().any(|opening| first.eq_ignore_ascii_case(opening))
}

/// "a" or "an", by the sound of the next word; nothing where none follows.
fn article_before(following: &str) -> Option<&'static str> {
    let word = following.trim_start().split(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
    let first = word.chars().next()?;
    let silent = ["hour", "honest", "heir", "honour", "honor"].iter().any(|start| word.starts_with(start));
    let spoken_y = ["uni", "use", "usu", "util", "eu", "one", "once"].iter().any(|start| word.starts_with(start));
    let eight = word.starts_with('8') || matches!(word.as_str(), "11" | "18");
    Some(if (matches!(first, 'a' | 'e' | 'i' | 'o' | 'u') && !spoken_y) || silent || eight { "an" } else { "a" })
}

impl Redline {
    /// The words of `around` as they would read with this rung taken; nothing where an edit lies outside.
    pub fn preview(&self, text: &str, around: Span) -> Option<String> {
        let inside = self.edits.iter().all(|edit| around.covers(edit.span));
        let shifted = self.edits.iter().map(|edit| {
            let range = edit.span.start.saturating_sub(around.start)..edit.span.end.saturating_sub(around.start);
            (range, edit.insert.as_str())
        });
        if inside { replace(around.of(text), shifted).ok() } else { None }
    }

    /// The whole text with this rung taken.
    pub fn applied(&self, text: &str) -> Result<String, crate::error::Error> {
        apply(text, &self.edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_with_the_word_that_follows() {
        for (text, from, to, insert, expected) in [
            ("within a 60 day term", 9, 11, "80", "within an 80 day term"),
            ("an unlimited duty", 3, 13, "", "a duty"),
            ("a duty", 2, 2, "reasonable ", "a reasonable duty"),
            ("an hour", 3, 7, "unit", "a unit"),
            ("The Customer may end it.", 4, 12, "either party", "Either party may end it."),
            ("by the Customer", 7, 15, "the Supplier", "by the Supplier"),
            ("on the day", 7, 7, "each ", "on the each day"),
        ] {
            let insert = if insert.is_empty() { String::new() } else { insert.to_owned() };
            let edit = with_article(text, Edit::new(Span::new(from, to), insert));
            assert_eq!(apply(text, &[edit]).unwrap(), expected);
        }
    }
}
