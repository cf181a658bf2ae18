//! A playbook's file as it is built into the module: a TOML file without its signs and places, which is
//! read in a tenth of the time. In: a file under `playbooks/`, by `build.rs`. Out: [`Packed`], for `node`.

use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
pub enum Packed<'a> {
    #[serde(borrow)]
    Text(&'a str),
    Number(f64),
    Flag(bool),
    List(Vec<Packed<'a>>),
    /// A table of one row, packed by itself: what most have no need of.
    Later(&'a [u8]),
    /// In the order of the file.
    Table(Vec<(&'a str, Packed<'a>)>),
}
