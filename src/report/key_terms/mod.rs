//! The key terms by themselves, for people. In: a [`KeyTermSheet`]. Out: Markdown, CSV or text for a
//! terminal. Lines of one name stand together; what is not stated is gathered at the end of its topic.

pub(super) mod csv;
mod markdown;
mod terminal;

use std::fmt::Write;

use serde::Serialize;

use super::{ClauseReport, Confidence, PartyReport, PartyRole, TermReport, TopicReport};

pub use csv::key_terms_csv;
pub use markdown::key_terms_markdown;
pub use terminal::key_terms_terminal;

/// What was agreed, for whoever wants that alone.
#[derive(Clone, Debug, Serialize)]
pub struct KeyTermSheet {
    pub title: Option<String>,
    pub parties: Vec<PartyReport>,
    pub topics: Vec<TopicReport>,
}

/// A topic in reading order.
struct Section<'a> {
    name: &'a str,
    groups: Vec<Group<'a>>,
    /// The names of what was looked for and is not there.
    not_stated: Vec<&'a str>,
}

/// All that is said under one name.
struct Group<'a> {
    name: &'a str,
    lines: Vec<&'a TermReport>,
}

/// The topics that have anything to say.
fn sections(sheet: &KeyTermSheet) -> impl Iterator<Item = Section<'_>> {
    sheet.topics.iter().filter(|topic| !topic.terms.is_empty()).map(section)
}

fn section(topic: &TopicReport) -> Section<'_> {
    let mut groups: Vec<Group> = Vec::new();
    for line in topic.terms.iter().filter(|line| line.value.is_some()) {
        match groups.iter_mut().find(|group| group.name == line.name) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { name: &line.name, lines: vec![line] }),
        }
    }
    let mut not_stated: Vec<&str> = Vec::new();
    for line in topic.terms.iter().filter(|line| line.value.is_none()) {
        let said = groups.iter().any(|group| group.name == line.name);
        if !said && !not_stated.contains(&line.name.as_str()) {
            not_stated.push(&line.name);
        }
    }
    Section { name: &topic.name, groups, not_stated }
}

/// Marks what was read with doubt.
fn doubt(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "",
        Confidence::Medium | Confidence::Low => "unsure",
    }
}

/// What is said where two lines disagree.
const CONTRADICTED: &str = "says otherwise elsewhere";

/// "2.2"; the heading where a clause has no number; nothing where it has neither.
fn place(clause: Option<&ClauseReport>) -> Option<&str> {
    let clause = clause?;
    clause.number.as_deref().or(clause.heading.as_deref())
}

/// "Agency, Brightwater Studio LLC (supplies)".
fn party(party: &PartyReport) -> String {
    let mut words = party.name.clone();
    if !party.alias.is_empty() && party.alias != party.name {
        let _ = write!(words, ", \"{}\"", party.alias);
    }
    match party.role {
        PartyRole::Vendor => words.push_str(" (supplies)"),
        PartyRole::Customer => words.push_str(" (pays)"),
        PartyRole::Other => {}
    }
    words
}

/// At most `limit` characters, cut between words.
fn shortened(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text };
    let kept = text.get(..cut).unwrap_or_default();
    let words = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{} …", words.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod fixture {
    use super::*;
    use crate::span::SourceSpan;

    pub fn line(name: &str, value: Option<&str>, number: &str, quote: &str) -> TermReport {
        TermReport {
            name: name.to_owned(),
            value: value.map(str::to_owned),
            quote: quote.to_owned(),
            span: value.map(|_| SourceSpan { start: 0, end: 1 }),
            clause: value.map(|_| ClauseReport { number: Some(number.to_owned()), heading: None }),
            confidence: Confidence::High,
            contradicted: false,
        }
    }

    /// Two periods that disagree around another line, one doubtful line, two silences, an empty topic.
    pub fn sheet() -> KeyTermSheet {
        let period = |value, number, quote| {
            let mut line = line("Payment period", Some(value), number, quote);
            line.contradicted = true;
            line
        };
        let mut doubtful = line("Set-off", Some("Client may hold money back"), "2.5", "Client may set off");
        doubtful.confidence = Confidence::Low;
        let payment = vec![
            period("Client pays within 90 days", "2.2", "Client shall pay each invoice within ninety days."),
            doubtful,
            period("Client pays within 45 days", "B.1", "Invoices fall due after 45 days."),
            line("Late payment", None, "", ""),
            line("Advance", None, "", ""),
        ];
        let topic = |name: &str, terms| TopicReport { name: name.to_owned(), terms };
        let parties = vec![PartyReport {
            name: "Brightwater Studio LLC".to_owned(),
            alias: "Agency".to_owned(),
            aliases: Vec::new(),
            role: PartyRole::Vendor,
            confidence: 0.9,
            evidence: Vec::new(),
        }];
        KeyTermSheet {
            title: Some("SERVICES *AGREEMENT*".to_owned()),
            parties,
            topics: vec![topic("Payment", payment), topic("Insurance", Vec::new())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathers_lines_of_one_name_and_silences() {
        let sheet = fixture::sheet();
        let sections: Vec<Section> = sections(&sheet).collect();
        let [payment] = &sections[..] else { panic!("one topic has something to say") };
        let names: Vec<_> = payment.groups.iter().map(|group| (group.name, group.lines.len())).collect();
        assert_eq!(names, [("Payment period", 2), ("Set-off", 1)]);
        assert_eq!(payment.not_stated, ["Late payment", "Advance"]);
    }

    #[test]
    fn a_name_that_is_stated_is_not_also_not_stated() {
        let mut sheet = fixture::sheet();
        sheet.topics[0].terms.push(fixture::line("Set-off", None, "", ""));
        let section = sections(&sheet).next().unwrap();
        assert_eq!(section.not_stated, ["Late payment", "Advance"]);
    }

    #[test]
    fn shortens_between_words() {
        assert_eq!(shortened("one two  three", 40), "one two three");
        assert_eq!(shortened("one two, three", 9), "one two …");
        assert_eq!(shortened("éééééé", 3), "ééé …");
    }
}
