//! Skips work whose inputs have not changed since it was last done.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::project;
use crate::step::Outcome;

/// The state of a task's inputs, by content, kept from one run to the next.
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// `inputs` are files or folders, relative to the root; one that does not exist counts as empty.
    /// `version` says how the task is done: where that changes, the work is done again.
    pub fn of(task: &str, inputs: &[&str], version: &str) -> Self {
        let mut files = Vec::new();
        for input in inputs {
            collect(&project::root().join(input), &mut files);
        }
        files.sort();
        let mut hasher = DefaultHasher::new();
        version.hash(&mut hasher);
        for file in files {
            file.hash(&mut hasher);
            fs::read(&file).unwrap_or_default().hash(&mut hasher);
        }
        Self { file: project::cache().join("stamps").join(task), now: format!("{:016x}", hasher.finish()) }
    }

    /// Was the work done on just these inputs, and is its result still there?
    pub fn holds(&self, result: &Path) -> bool {
        result.exists() && fs::read_to_string(&self.file).is_ok_and(|before| before == self.now)
    }

    /// The work is done. A stamp that cannot be written only costs time, the next time.
    pub fn set(&self) -> Outcome {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(crate::step::at("make", folder))?;
        }
        fs::write(&self.file, &self.now).map_err(crate::step::at("write", &self.file))
    }
}

/// All files below `path`, leaving out what tools make.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    const MADE: [&str; 6] = ["node_modules", "dist", "test-results", "playwright-report", "generated", ".vite"];
    if path.is_file() {
        files.push(path.to_owned());
    } else if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten().filter(|entry| !MADE.iter().any(|made| entry.file_name() == *made)) {
            collect(&entry.path(), files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_until_an_input_changes() {
        let folder = std::env::temp_dir().join(format!("clausewright-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let input = folder.join("input");
        let stamp = || Stamp {
            file: folder.join("stamp"),
            now: Stamp::of("test", &[input.to_str().expect("a path")], "1").now,
        };
        fs::write(&input, "one").expect("written");
        assert!(!stamp().holds(&input), "nothing was done yet");
        stamp().set().expect("set");
        assert!(stamp().holds(&input));
        assert!(!stamp().holds(&folder.join("missing")), "the result is gone");
        fs::write(&input, "two").expect("written");
        assert!(!stamp().holds(&input), "the input changed");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
