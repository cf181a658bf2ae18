//! How many tests passed, from what the runners print. In: lines of output. Out: [`Tally`].

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Who ran the tests: each sums up in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// `test result: ok. 12 passed; 0 failed; …`, once for each test program.
    Cargo,
    /// `# pass 12` and `# fail 0`.
    Node,
    /// `Tests  1 failed | 12 passed (13)`.
    Vitest,
    /// `12 passed (3.4s)`, `1 failed`, each on its own line.
    Playwright,
}

impl Runner {
    /// What this line adds; nothing for the many lines that are no summary.
    pub fn count(self, line: &str) -> Tally {
        let plain = without_colours(line);
        let line = plain.trim();
        match self {
            Runner::Cargo if line.starts_with("test result:") => counts(line),
            Runner::Vitest if line.starts_with("Tests ") => counts(line),
            Runner::Playwright if line.starts_with(|first: char| first.is_ascii_digit()) => {
                counts(line.split('(').next().unwrap_or(""))
            }
            Runner::Node => match line.split_whitespace().collect::<Vec<_>>()[..] {
                ["#", "pass", number] => Tally { passed: number.parse().unwrap_or(0), failed: 0 },
                ["#", "fail", number] => Tally { passed: 0, failed: number.parse().unwrap_or(0) },
                _ => Tally::default(),
            },
            _ => Tally::default(),
        }
    }
}

/// The numbers before "passed" and "failed"; where there are other words, it was no summary.
fn counts(line: &str) -> Tally {
    const SUMMARY: [&str; 13] = [
        "test", "result", "ok", "FAILED", "Tests", "passed", "failed", "ignored", "measured", "filtered", "out",
        "skipped", "flaky",
    ];
    let words: Vec<&str> =
        line.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').map(|word| word.trim_matches('.')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let timing = words.iter().position(|word| *word == "finished").unwrap_or(words.len());
    let summary = &words[..timing];
    if summary.iter().any(|word| !SUMMARY.contains(word) && word.parse::<u64>().is_err()) {
        return Tally::default();
    }
    let before = |name: &str| {
        let mut pairs = summary.windows(2).filter(|pair| pair[1] == name);
        pairs.find_map(|pair| pair[0].parse().ok()).unwrap_or(0)
    };
    Tally { passed: before("passed"), failed: before("failed") }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_summaries_and_nothing_else() {
        use Runner::{Cargo, Node, Playwright, Vitest};
        let cases = [
            (
                Cargo,
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
                12,
                0,
            ),
            (
                Cargo,
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
                3,
                2,
            ),
            (Cargo, "test text::tests::ten_passed ... ok", 0, 0),
            (Node, "# pass 7", 7, 0),
            (Node, "# fail 2", 0, 2),
            (Node, "# tests 9", 0, 0),
            (Vitest, "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m41 passed\u{1b}[39m\u{1b}[22m (41)", 41, 0),
            (Vitest, "      Tests  1 failed | 11 passed | 2 skipped (14)", 11, 1),
            (Vitest, " Test Files  3 passed (3)", 0, 0),
            (Playwright, "  14 passed (12.3s)", 14, 0),
            (Playwright, "  1 failed", 0, 1),
            (Playwright, "  2 skipped", 0, 0),
            (Playwright, "  1) tests/paste.spec.ts:3:1 › 2 failed uploads are told", 0, 0),
            (Playwright, "Running 14 tests using 1 worker", 0, 0),
        ];
        for (runner, line, passed, failed) in cases {
            assert_eq!(runner.count(line), Tally { passed, failed }, "{line}");
        }
    }
}
