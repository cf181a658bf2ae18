//! Fields. In: their marks (`w:fldChar`) as they come. Out: whether text here is shown: the
//! result of a field is, its instruction is not. `run` uses it.

/// Fields nest; more open ones than this are not followed.
const MAX_OPEN: usize = 64;

/// Whether instructions are told from results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FieldMarks {
    #[default]
    Followed,
    /// For a damaged part whose fields do not end: all its text is shown.
    Ignored,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Instruction,
    Result,
}

/// The fields that are open.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Half>,
    marks: FieldMarks,
}

impl Fields {
    pub fn new(marks: FieldMarks) -> Self {
        Self { open: Vec::new(), marks }
    }

    /// A `w:fldChar` of this type.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MAX_OPEN => self.open.push(Half::Instruction),
            "separate" => {
                if let Some(half) = self.open.last_mut() {
                    *half = Half::Result;
                }
            }
            "end" => drop(self.open.pop()),
            _ => {}
        }
    }

    pub fn shows_text(&self) -> bool {
        self.marks == FieldMarks::Ignored || !self.open.contains(&Half::Instruction)
    }

    /// Whether a field was begun that never came to an end and so hid all text behind it.
    pub fn hid_the_rest(&self) -> bool {
        !self.shows_text()
    }
}

/// Whether this instruction makes a number that stands nowhere in the file.
pub fn computes_number(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    matches!(name.as_str(), "LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_instructions_are_hidden() {
        let mut fields = Fields::default();
        let mut shown = String::new();
        for mark in ["begin", "begin", "separate", "end", "separate", "begin", "separate", "end", "end"] {
            fields.mark(mark);
            shown.push(if fields.shows_text() { '1' } else { '0' });
        }
        assert_eq!(shown, "000010111");
    }
}
