//! Prints how a contract was read: its tree of clauses and their sentences.
//! `cargo run --example outline -- FILE`

use std::io::Write;

use clausewright::ingest;
use clausewright::outline::Outline;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let document = ingest::read(&std::fs::read(&path)?, &path)?;
        let sketch = Outline::read(&document).sketch(&document);
        std::io::stdout().write_all(sketch.as_bytes())?;
    }
    Ok(())
}
