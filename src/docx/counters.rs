//! Counting. In: the paragraphs' lists and levels, in document order. Out: each paragraph's label
//! ("11.2" and a tab). `body` uses it.

use std::collections::{HashMap, HashSet};

use super::numbering::{LEVELS, Lists};
use super::numerals::NumberFormat;

/// Where every list stands. Lists of one definition count together.
#[derive(Debug, Default)]
pub struct Counters {
    counts: HashMap<i32, [Option<i32>; LEVELS]>,
    started: HashSet<(i32, usize)>,
}

impl Counters {
    /// Counts one paragraph and gives its label with what parts it from the text; empty where the
    /// level has none.
    pub fn label(&mut self, lists: &Lists, list: i32, level: usize) -> String {
        let Some(definition) = lists.definition(list) else { return String::new() };
        let counts = self.counts.entry(definition).or_default();
        let start = |level| {
            let own = lists.start_override(list, level);
            own.unwrap_or_else(|| lists.level(list, level).map_or(1, |level| level.start))
        };
        let restarts = lists.start_override(list, level).is_some() && self.started.insert((list, level));
        counts[level] = Some(match counts[level] {
            Some(count) if !restarts => count.saturating_add(1),
            _ => start(level),
        });
        // A level that was left out ("1.1" without a "1") counts as begun.
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(above));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = lists.level(list, below).and_then(|level| level.restart).unwrap_or(below);
            if level < restart {
                *count = None;
            }
        }
        write(lists, list, level, counts)
    }
}

fn write(lists: &Lists, list: i32, level: usize, counts: &[Option<i32>; LEVELS]) -> String {
    let Some(own) = lists.level(list, level) else { return String::new() };
    if own.format == NumberFormat::Bullet {
        return if own.text.is_empty() { String::new() } else { format!("{}{}", own.text, own.suffix.as_str()) };
    }
    let mut label = String::new();
    let mut marks = own.text.chars().peekable();
    while let Some(mark) = marks.next() {
        let digit = marks.peek().and_then(|digit| digit.to_digit(10)).filter(|&digit| mark == '%' && digit > 0);
        let Some(digit) = digit else {
            label.push(mark);
            continue;
        };
        marks.next();
        let shown = digit as usize - 1;
        let format = lists.level(list, shown).map_or(NumberFormat::Decimal, |level| level.format);
        let format = if own.legal && format != NumberFormat::None { NumberFormat::Decimal } else { format };
        if let Some(count) = counts[shown] {
            label += &format.write(count);
        }
    }
    // A label of blanks alone is there for its indent.
    if label.trim().is_empty() { String::new() } else { label + own.suffix.as_str() }
}

#[cfg(test)]
mod tests {
    use super::super::styles::Styles;
    use super::*;

    /// Levels of one definition, as (format, text, further elements).
    fn lists(levels: &[(&str, &str, &str)], nums: &str) -> Lists {
        let levels: String = levels
            .iter()
            .enumerate()
            .map(|(at, (format, text, more))| {
                format!(
                    "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
                )
            })
            .collect();
        let source = format!(
            "<w:numbering><w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>{nums}</w:numbering>"
        );
        Lists::read(&source, &Styles::default()).unwrap()
    }

    fn labels(lists: &Lists, uses: &[(i32, usize)]) -> Vec<String> {
        let mut counters = Counters::default();
        uses.iter().map(|&(list, level)| counters.label(lists, list, level).trim_end().to_owned()).collect()
    }

    #[test]
    fn levels_restart_under_their_parent() {
        let lists = lists(
            &[("upperRoman", "Article %1", ""), ("decimal", "%1.%2", "<w:isLgl/>"), ("lowerLetter", "(%3)", "")],
            "",
        );
        let uses = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)];
        assert_eq!(labels(&lists, &uses), ["Article I", "1.1", "(a)", "(b)", "1.2", "(a)", "Article II", "2.1"]);
    }

    #[test]
    fn restart_may_be_switched_off_or_tied_to_another_level() {
        let never = lists(&[("decimal", "%1", ""), ("decimal", "%2.", "<w:lvlRestart w:val='0'/>")], "");
        assert_eq!(labels(&never, &[(1, 0), (1, 1), (1, 0), (1, 1)]), ["1", "1.", "2", "2."]);
        let first = lists(
            &[("decimal", "%1", ""), ("decimal", "%1.%2", ""), ("lowerRoman", "%3", "<w:lvlRestart w:val='1'/>")],
            "",
        );
        let uses = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)];
        assert_eq!(labels(&first, &uses), ["1", "1.1", "i", "1.2", "ii", "2", "i"]);
    }

    #[test]
    fn overrides_start_once_and_lists_of_a_definition_count_together() {
        let lists = lists(
            &[("decimal", "%1.", "")],
            "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
             <w:numFmt w:val='lowerLetter'/><w:suff w:val='space'/><w:lvlText w:val='(%1)'/></w:lvl></w:lvlOverride></w:num>",
        );
        let uses = [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (3, 0)];
        assert_eq!(labels(&lists, &uses), ["1.", "2.", "5.", "6.", "7.", "(h)"]);
    }

    #[test]
    fn left_out_levels_count_as_begun() {
        let lists = lists(&[("decimal", "%1.", ""), ("decimal", "%1.%2", "")], "");
        assert_eq!(labels(&lists, &[(1, 1), (1, 1), (1, 0), (1, 1)]), ["1.1", "1.2", "2.", "2.1"]);
    }

    #[test]
    fn bullets_and_empty_labels() {
        let lists = lists(&[("bullet", "\u{f0b7}", ""), ("none", "", ""), ("bullet", "\u{f0a8}", "")], "");
        assert_eq!(labels(&lists, &[(1, 0), (1, 1), (1, 2), (9, 0)]), ["•", "", "☐", ""]);
    }
}
