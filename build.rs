//! Packs the files under `playbooks/`. In: TOML. Out: for each file one of the same path with `.packed`
//! behind it, in the folder for built files; `src/playbook/builtin.rs` takes them into the module.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

#[path = "src/playbook/packed.rs"]
mod packed;

use packed::Packed;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=playbooks");
    println!("cargo::rerun-if-changed=src/playbook/packed.rs");
    pack_folder(Path::new("playbooks"), &PathBuf::from(env::var("OUT_DIR")?))
}

fn pack_folder(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(out.join(folder))?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            pack_folder(&path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path)?;
            let packed = pack_file(&text).map_err(|fault| format!("{}: {fault}", path.display()))?;
            fs::write(out.join(format!("{}.packed", path.display())), packed)?;
        }
    }
    Ok(())
}

fn pack_file(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let root = DeTable::parse(text)?;
    Ok(postcard::to_allocvec(&table(root.get_ref())?)?)
}

fn table<'a>(table: &'a DeTable<'a>) -> Result<Packed<'a>, Box<dyn Error>> {
    let mut rows: Vec<_> = table.iter().collect();
    rows.sort_by_key(|(key, _)| key.span().start);
    let row = |(key, one): (&'a Spanned<_>, &'a Spanned<_>)| {
        let (key, value) = (key_of(key), value(one.get_ref())?);
        Ok((key, if LATER.contains(&key) { later(key, value)? } else { value }))
    };
    Ok(Packed::Table(rows.into_iter().map(row).collect::<Result<_, Box<dyn Error>>>()?))
}

/// What is packed by itself: a review asks for none of the examples, and of a rule that finds nothing for
/// none of the rest.
const LATER: [&str; 3] = ["example", "ladder", "tell"];

fn later<'a>(key: &'a str, value: Packed<'a>) -> Result<Packed<'a>, Box<dyn Error>> {
    Ok(Packed::Later(postcard::to_allocvec(&Packed::Table(vec![(key, value)]))?.leak()))
}

fn key_of<'a>(key: &'a Spanned<std::borrow::Cow<'a, str>>) -> &'a str {
    key.get_ref()
}

fn value<'a>(one: &'a DeValue<'a>) -> Result<Packed<'a>, Box<dyn Error>> {
    Ok(match one {
        DeValue::String(text) => Packed::Text(text),
        DeValue::Integer(number) => Packed::Number(i64::from_str_radix(number.as_str(), number.radix())? as f64),
        DeValue::Float(number) => Packed::Number(number.as_str().parse()?),
        DeValue::Boolean(flag) => Packed::Flag(*flag),
        DeValue::Array(list) => Packed::List(list.iter().map(|one| value(one.get_ref())).collect::<Result<_, _>>()?),
        DeValue::Table(rows) => table(rows)?,
        DeValue::Datetime(date) => return Err(format!("no playbook has a use for the date {date}").into()),
    })
}
