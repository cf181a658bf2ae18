//! The files that playbooks are made of. In: the built-in files and a user's own. Out: playbooks,
//! with what they extend laid beneath them.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use super::builtin::{BuiltIn, HEADS, NOTES, POSITIONS, RULES};
use super::note::Note;
use super::position::{Layer, Position};
use super::rule::{Hurts, Rule};
use super::source::{Body, Entry, Origin, Table};
use super::{Playbook, Stance, expression, lint, suggest};
use crate::error::{Error, ErrorKind};

/// A playbook of more rules than this is refused.
const MAX_RULES: usize = 2_000;

/// A set of playbook files that can extend one another by name.
#[derive(Clone, Debug)]
pub struct Library {
    rules: Vec<Arc<Rule>>,
    notes: Vec<Note>,
    files: Vec<(Cow<'static, str>, Body)>,
    /// The files of the folders beside the heads.
    parts: Vec<(&'static str, Body)>,
    fault: Option<Error>,
}

/// One file, read but not yet joined with what it extends.
struct File {
    name: String,
    version: String,
    stance: Option<Stance>,
    /// Of what it extends, only the positions on these topics.
    topics: Option<Vec<(String, Origin)>>,
    /// The topics that are told first.
    first: Option<Vec<(String, Origin)>>,
    extends: Option<(String, Origin)>,
    origin: Origin,
}

impl Library {
    /// What comes with the crate, read once.
    pub fn builtin() -> &'static Self {
        static BUILT_IN: LazyLock<Library> = LazyLock::new(|| Library::read(|file| Body::Packed(file.packed)));
        &BUILT_IN
    }

    /// The same from the files as they are written: for those who change them and want each fault's place.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn written() -> &'static Self {
        static WRITTEN: LazyLock<Library> =
            LazyLock::new(|| Library::read(|file| Body::Text(Cow::Borrowed(file.text))));
        &WRITTEN
    }

    fn read(body: impl Fn(&BuiltIn) -> Body) -> Self {
        let parts = POSITIONS.iter().map(|file| (file.path, body(file))).collect();
        let mut library = Self { rules: Vec::new(), notes: Vec::new(), files: Vec::new(), parts, fault: None };
        for file in RULES {
            match body(file).read(file.path, |table| {
                let rules = read_rules(&table, &library.rules)?;
                table.finish()?;
                Ok(rules)
            }) {
                Ok(rules) => library.rules.extend(rules),
                Err(fault) => library.fault = library.fault.or(Some(fault)),
            }
        }
        for file in NOTES {
            match body(file).read(file.path, |table| {
                let notes = read_notes(&table)?;
                table.finish()?;
                Ok(notes)
            }) {
                Ok(notes) => library.notes.extend(notes),
                Err(fault) => library.fault = library.fault.or(Some(fault)),
            }
        }
        library.files.extend(HEADS.iter().map(|file| (Cow::Borrowed(file.path), body(file))));
        library
    }

    /// The built-in playbooks and whom each is for, read from their heads alone: a list to choose from
    /// must not wait for the rules.
    pub fn heads() -> Result<Vec<(String, Stance)>, Error> {
        let read = |file: &BuiltIn| Body::Packed(file.packed).read(file.path, |table| File::read(&table));
        let files: Vec<File> = HEADS.iter().map(read).collect::<Result<_, _>>()?;
        let below = |name: &str| files.iter().find(|file| file.name == name);
        let stance = |file: &File| {
            let mut at = Some(file);
            for _ in 0..files.len() {
                match at {
                    Some(File { stance: Some(stance), .. }) => return Some(*stance),
                    other => at = other.and_then(|file| below(&file.extends.as_ref()?.0)),
                }
            }
            None
        };
        Ok(files.iter().filter_map(|file| Some((file.name.clone(), stance(file)?))).collect())
    }

    /// Each file that comes with the crate: its path, packed, and as it is written.
    #[cfg(test)]
    pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8], &'static str)> {
        let all = [RULES, NOTES, HEADS, POSITIONS].into_iter().flatten();
        all.map(|file| (file.path, file.packed, file.text))
    }

    /// Is this a file that comes with the crate?
    pub fn is_built_in(file: &str) -> bool {
        [RULES, NOTES, HEADS, POSITIONS].into_iter().flatten().any(|one| one.path == file)
    }

    /// The names of the built-in playbooks.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(file, _)| stem(file))
    }

    /// Adds a file that others may extend by its name without the ending.
    pub fn add(&mut self, file: &str, text: &str) {
        self.files.push((Cow::Owned(file.to_owned()), Body::Text(Cow::Owned(text.to_owned()))));
    }

    /// A playbook of this library by its name.
    pub fn load(&self, name: &str) -> Result<Playbook, Error> {
        match self.file(name) {
            Some((file, body)) => self.assemble(file, body),
            None => {
                let error = Error::new(ErrorKind::Playbook, format!("no playbook is called `{name}`"));
                Err(suggest::hint(error, name, self.names()))
            }
        }
    }

    /// A user's file, laid over what it extends.
    pub fn parse(&self, file: &str, text: &str) -> Result<Playbook, Error> {
        self.assemble(file, &Body::Text(Cow::Owned(text.to_owned())))
    }

    fn assemble(&self, file: &str, body: &Body) -> Result<Playbook, Error> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let mut build = Build {
            rules: self.rules.clone(),
            positions: Vec::new(),
            first: Vec::new(),
            notes: self.notes.clone(),
            stance: None,
        };
        let top = self.lay(&mut build, &[], file, body)?;
        let Some(stance) = build.stance else {
            return Err(top.origin.error("a playbook that extends none needs `side`").hint("write side = \"vendor\""));
        };
        let positions = build.positions.into_iter().flatten().collect();
        let playbook =
            Playbook::assemble(top.name, top.version, stance, build.rules, positions, build.first, build.notes);
        // What comes with the crate was looked at when it was tested.
        if matches!(body, Body::Text(_)) {
            lint::check(&playbook)?;
        }
        Ok(playbook)
    }

    /// Lays what the file extends, then the file itself. `above` are the names of those that led to it.
    fn lay(&self, build: &mut Build, above: &[&str], file: &str, body: &Body) -> Result<File, Error> {
        body.read(file, |table| {
            let head = File::read(&table)?;
            if let Some((name, origin)) = &head.extends {
                let Some((next, body)) = self.file(name) else {
                    let error = origin.error(format!("no playbook is called `{name}`"));
                    return Err(suggest::hint(error, name, self.names()));
                };
                let path = [above, &[stem(file)]].concat();
                if path.contains(&name.as_str()) {
                    let circle = [&path, &[name.as_str()][..]].concat().join(" -> ");
                    return Err(origin.error(format!("`extends` runs in a circle: {circle}")));
                }
                self.lay(build, &path, next, body)?;
            }
            build.lay(&table, &head)?;
            for (part, body) in self.parts_of(file) {
                body.read(part, |table| build.lay_positions(&table))?;
            }
            Ok(head)
        })
    }

    fn file(&self, name: &str) -> Option<(&str, &Body)> {
        self.files.iter().rev().find(|(file, _)| stem(file) == name).map(|(file, body)| (file.as_ref(), body))
    }

    /// The files of the folder beside a built-in head.
    fn parts_of(&self, head: &str) -> impl Iterator<Item = &(&'static str, Body)> {
        let folder = head.strip_suffix(".toml").unwrap_or(head).to_owned();
        self.parts.iter().filter(move |(part, _)| part.rsplit_once('/').is_some_and(|(parent, _)| parent == folder))
    }
}

/// "playbooks/agency.toml" is called "agency".
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

impl File {
    fn read(table: &Table<'_>) -> Result<Self, Error> {
        let name = table.need("name")?;
        Ok(Self {
            version: table.string("version")?.unwrap_or_default(),
            stance: table.take("side").map(|side| Stance::read(&side)).transpose()?,
            topics: table.take("topics").map(|topics| super::rule::names_of(&topics)).transpose()?,
            first: table.take("first").map(|topics| super::rule::names_of(&topics)).transpose()?,
            extends: table.take("extends").map(|e| Ok::<_, Error>((e.string()?, e.origin))).transpose()?,
            origin: name.key_origin.clone(),
            name: name.string()?,
        })
    }
}

/// A playbook under construction, from the lowest file upwards.
struct Build {
    rules: Vec<Arc<Rule>>,
    /// What was laid over another stands behind it and leaves a gap: closing each would move them all.
    positions: Vec<Option<Position>>,
    first: Vec<String>,
    notes: Vec<Note>,
    stance: Option<Stance>,
}

impl Build {
    fn lay(&mut self, table: &Table<'_>, file: &File) -> Result<(), Error> {
        if let (Some(Stance::On(below)), Some(Stance::On(above))) = (self.stance, file.stance)
            && below != above
        {
            return Err(file.origin.error("this playbook extends one that was written for the other side"));
        }
        self.stance = file.stance.or(self.stance);
        self.keep_topics(file)?;
        let added = read_rules(table, &self.rules)?;
        for (replaced, origin) in added.iter().flat_map(|rule| &rule.replaces) {
            if !self.rules.iter().any(|rule| rule.id == *replaced) {
                return Err(unknown_rule(replaced, origin, &self.rules));
            }
            self.positions.retain(|position| position.as_ref().is_some_and(|one| one.rule != *replaced));
        }
        self.rules.extend(added);
        if let Some(first) = &file.first {
            self.know(first)?;
            self.first = first.iter().map(|(topic, _)| topic.clone()).collect();
        }
        self.notes.extend(read_notes(table)?);
        self.lay_positions(table)
    }

    /// Drops what the file does not take over from the one that it extends: positions on other
    /// topics and, for one that turns on secrets, those that hurt one side only.
    fn keep_topics(&mut self, file: &File) -> Result<(), Error> {
        if let Some(topics) = &file.topics {
            self.know(topics)?;
            self.keep(|rule| topics.iter().any(|(kept, _)| *kept == rule.topic));
        }
        if file.stance.is_some_and(Stance::of_secrets) {
            self.keep(|rule| rule.hurts == Hurts::Either);
        }
        Ok(())
    }

    fn keep(&mut self, wanted: impl Fn(&Rule) -> bool) {
        let rules = &self.rules;
        let kept = |position: &Position| rules.iter().any(|rule| rule.id == position.rule && wanted(rule));
        self.positions.retain(|position| position.as_ref().is_some_and(kept));
    }

    /// Is there a rule on each of these topics?
    fn know(&self, topics: &[(String, Origin)]) -> Result<(), Error> {
        let known: Vec<&str> = self.rules.iter().map(|rule| rule.topic.as_str()).collect();
        match topics.iter().find(|(topic, _)| !known.contains(&topic.as_str())) {
            Some((stray, origin)) => {
                Err(suggest::hint(origin.error(format!("no topic is called `{stray}`")), stray, known))
            }
            None => Ok(()),
        }
    }

    fn lay_positions(&mut self, table: &Table<'_>) -> Result<(), Error> {
        if let Some(positions) = table.take("position") {
            for entry in positions.table("the positions")?.rest() {
                self.place(&entry)?;
            }
        }
        table.finish()
    }

    fn place(&mut self, entry: &Entry<'_>) -> Result<(), Error> {
        let Some(rule) = self.rules.iter().find(|rule| rule.id == entry.key) else {
            return Err(unknown_rule(entry.key, &entry.key_origin, &self.rules));
        };
        let layer = Layer::read(&rule.id, entry, rule.schema())?;
        let on_it = |position: &&mut Option<Position>| position.as_ref().is_some_and(|one| one.rule == rule.id);
        let below = self.positions.iter_mut().find(on_it).and_then(Option::take);
        if !layer.off {
            let mut position = layer.over(below)?;
            if position.by.is_none() {
                position.by = lint::single_compared(&rule.conditions()).map(str::to_owned);
            }
            self.positions.push(Some(position));
        }
        Ok(())
    }
}

fn read_notes(table: &Table<'_>) -> Result<Vec<Note>, Error> {
    let Some(notes) = table.take("note") else { return Ok(Vec::new()) };
    notes.list().iter().map(|entry| Note::read(&entry.table("a note")?)).collect()
}

pub fn unknown_rule(id: &str, origin: &Origin, rules: &[Arc<Rule>]) -> Error {
    let error = origin.error(format!("no rule is called `{id}`"));
    suggest::hint(error, id, rules.iter().map(|rule| rule.id.as_str()))
}

fn read_rules(table: &Table<'_>, known: &[Arc<Rule>]) -> Result<Vec<Arc<Rule>>, Error> {
    let Some(entry) = table.take("rule") else { return Ok(Vec::new()) };
    let entries = entry.list();
    if entries.len() + known.len() > MAX_RULES {
        return Err(entry.key_origin.error(format!("more than {MAX_RULES} rules")));
    }
    let mut rules: Vec<Arc<Rule>> = Vec::with_capacity(entries.len());
    let mut expressions = 0;
    for entry in &entries {
        let rule = Rule::read(&entry.table("a rule")?)?;
        if rules.iter().chain(known).any(|other| other.id == rule.id) {
            let error = rule.origin.error(format!("a rule is called `{}` already", rule.id));
            return Err(error.hint(format!("give it another id and write replaces = [\"{}\"]", rule.id)));
        }
        expressions += rule.expressions().len();
        if expressions > expression::MOST {
            return Err(expression::too_many(&rule.origin));
        }
        rules.push(Arc::new(rule));
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file under `playbooks/` that is not listed above would be dead.
    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        let mut folders = vec!["playbooks".to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(root.join(&folder)).unwrap().map(Result::unwrap) {
                let name = format!("{folder}/{}", entry.file_name().into_string().unwrap());
                match entry.file_type().unwrap().is_dir() {
                    true => folders.push(name),
                    false => found.push(name),
                }
            }
        }
        found.sort();
        let listed = [RULES, NOTES, HEADS, POSITIONS].into_iter().flatten();
        let mut listed: Vec<String> = listed.map(|file| file.path.to_owned()).collect();
        listed.sort();
        assert_eq!(found, listed);
    }

    /// A part without a head would never be laid.
    #[test]
    fn every_part_has_a_head() {
        let library = Library::builtin();
        for part in POSITIONS.iter().map(|file| file.path) {
            let beside = |head: &BuiltIn| library.parts_of(head.path).any(|(other, _)| *other == part);
            assert!(HEADS.iter().any(beside), "{part}");
        }
    }

    /// What is read when it is asked for is there in full.
    #[test]
    fn deferred_lists_say_the_same_packed_and_written() {
        for name in Library::builtin().names() {
            let [packed, written] = [Library::builtin(), Library::written()].map(|library| library.load(name).unwrap());
            assert_eq!(format!("{:?}", packed.pages()), format!("{:?}", written.pages()), "{name}");
            for (packed, written) in packed.positions.iter().zip(&written.positions) {
                let told = |position: &Position| position.tell().iter().map(|tell| tell.who).collect::<Vec<_>>();
                assert_eq!(told(packed), told(written), "{name}: {}", packed.rule);
            }
        }
    }

    /// What is packed is not looked at again when it is read, so that it must be sound as it is written.
    #[test]
    fn every_built_in_playbook_loads() {
        for library in [Library::builtin(), Library::written()] {
            let heads = Library::heads().unwrap();
            assert!(library.names().eq(heads.iter().map(|(name, _)| name.as_str())));
            for (name, stance) in &heads {
                let playbook = library.load(name).unwrap_or_else(|fault| panic!("{fault}"));
                assert_eq!((&playbook.name, playbook.stance), (name, *stance));
                assert!(
                    playbook.rules.iter().flat_map(|rule| rule.patterns()).all(|text| text
                        .pattern
                        .alternatives()
                        .len()
                        > 0)
                );
            }
        }
    }
}
