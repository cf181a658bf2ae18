//! Words changed. In: two texts. Out: the runs of words that stay, go and come, for reading.

use super::minimal::words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Same(String),
    Gone(String),
    New(String),
}

/// More words than this on one side are shown as one change: nobody reads such a diff.
const MAX_WORDS: usize = 2_000;

/// The changes that lead from `old` to `new`, by the longest common run of words.
pub fn diff(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = (words(old), words(new));
    let front = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut changes = Changes::default();
    old[..front].iter().for_each(|word| changes.same(word));
    middle(&old[front..old.len() - back], &new[front..new.len() - back], &mut changes);
    old[old.len() - back..].iter().for_each(|word| changes.same(word));
    changes.flush();
    changes.list
}

fn middle(old: &[&str], new: &[&str], changes: &mut Changes) {
    if old.len() > MAX_WORDS || new.len() > MAX_WORDS {
        old.iter().for_each(|word| changes.gone.push_str(word));
        new.iter().for_each(|word| changes.new.push_str(word));
        return;
    }
    let common = common_lengths(old, new);
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            changes.same(old[i]);
            (i, j) = (i + 1, j + 1);
        } else if j >= new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            changes.gone.push_str(old[i]);
            i += 1;
        } else {
            changes.new.push_str(new[j]);
            j += 1;
        }
    }
}

/// For each pair of places, how many words the two rests have in common.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}

#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    gone: String,
    new: String,
}

impl Changes {
    /// A space between two changes belongs to both: "a b" to "c d" reads as one change, not two.
    fn same(&mut self, word: &str) {
        self.flush();
        match self.list.last_mut() {
            Some(Change::Same(text)) => text.push_str(word),
            _ => self.list.push(Change::Same(word.to_owned())),
        }
    }

    fn flush(&mut self) {
        if !self.gone.is_empty() {
            self.list.push(Change::Gone(std::mem::take(&mut self.gone)));
        }
        if !self.new.is_empty() {
            self.list.push(Change::New(std::mem::take(&mut self.new)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        diff(old, new)
            .into_iter()
            .map(|change| match change {
                Change::Same(text) => text,
                Change::Gone(text) => format!("[-{text}-]"),
                Change::New(text) => format!("{{+{text}+}}"),
            })
            .collect()
    }

    #[test]
    fn shows_words_that_go_and_come() {
        for (old, new, shown) in [
            ("pay in ninety days", "pay in thirty days", "pay in [-ninety-]{+thirty+} days"),
            ("", "all new", "{+all new+}"),
            ("all gone", "", "[-all gone-]"),
            ("same", "same", "same"),
            ("a, b and c", "a and c", "a[-, b-] and c"),
        ] {
            assert_eq!(marked(old, new), shown);
        }
    }
}
