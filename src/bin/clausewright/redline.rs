//! `clausewright redline FILE -o OUT.docx`: the file with the chosen edits as tracked changes.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use clausewright::facts::Side;
use clausewright::report::ReviewOptions;
use clausewright::session::{self, Choice, LeftOut, RedlineForm, RedlineOptions, RungTaken, TakenEdit};
use clausewright::{Error, ErrorKind};

use crate::{File, input, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    file: File,
    /// The Word file to write
    #[arg(short, long, value_name = "OUT.docx")]
    output: PathBuf,
    /// The side that you are on
    #[arg(long, value_enum, default_value_t = OnSide::Vendor)]
    side: OnSide,
    /// What to take: "preferred", "fallback", or ids of findings, each with or without a level
    /// ("4f2a…,81c0…=fallback-1")
    #[arg(long, default_value = "preferred", value_name = "preferred|fallback|ID,…")]
    take: String,
    /// Who the changes are by
    #[arg(long, default_value = "Clausewright")]
    author: String,
    /// When they were made, as 2026-11-22T09:30:00Z; now, where it is not said
    #[arg(long)]
    date: Option<String>,
    /// Put the business reason and the question in the margin
    #[arg(long)]
    comments: bool,
    /// Mark in yellow what can be conceded and in pink what is asked for it
    #[arg(long)]
    highlight: bool,
    /// Write a clean copy: the edits made, no tracked changes
    #[arg(long)]
    clean: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum OnSide {
    Vendor,
    Customer,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let side = match arguments.side {
        OnSide::Vendor => Side::Vendor,
        OnSide::Customer => Side::Customer,
    };
    let (rung, only) = taken(&arguments.take)?;
    let options = RedlineOptions {
        review: ReviewOptions { side, ..ReviewOptions::default() },
        rung,
        only,
        form: if arguments.clean { RedlineForm::Clean } else { RedlineForm::Tracked },
        author: arguments.author.clone(),
        date: arguments.date.clone().unwrap_or_else(now),
        comments: arguments.comments,
        highlight: arguments.highlight,
    };
    let playbook = session::playbook_for(&options.review)?;
    let name = arguments.file.path.file_name().unwrap_or_default().to_string_lossy();
    let file = session::redline_file(&input::bytes(&arguments.file.path)?, &name, &options, &playbook)?;
    output::file(&arguments.output, &file.bytes)?;
    for notice in &file.notices {
        eprintln!("{notice}");
    }
    if !file.left_out.is_empty() {
        eprintln!("Left out:\n{}", list(file.left_out.iter().map(left_out)));
    }
    let path = arguments.output.display();
    let edits = match file.taken.len() {
        0 => format!("No edit is in {path}."),
        1 => format!("The edit for one finding is in {path}:\n"),
        many => format!("The edits for {many} findings are in {path}:\n"),
    };
    output::print(&(edits + &list(file.taken.iter().map(in_file))))?;
    Ok(ExitCode::SUCCESS)
}

fn list(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| format!("  - {line}\n")).collect()
}

/// "Clause 2, Payment: the time to pay is long. Done: 30 days."
fn in_file(taken: &TakenEdit) -> String {
    let blanks =
        if taken.blanks.is_empty() { String::new() } else { format!(" Fill in: {}.", taken.blanks.join(", ")) };
    format!("{}: {}. Done: {}.{blanks}", taken.place, stopped(&taken.title), stopped(&taken.edit))
}

fn left_out(left: &LeftOut) -> String {
    match left.title.as_str() {
        "" => format!("{}: {}", left.finding, left.reason),
        title => format!("{}: {}. {}", left.place, stopped(title), left.reason),
    }
}

/// Without its full stop.
fn stopped(title: &str) -> &str {
    title.trim_end_matches('.')
}

fn taken(take: &str) -> Result<(RungTaken, Vec<Choice>), Error> {
    match take {
        "preferred" => return Ok((RungTaken::Preferred, Vec::new())),
        "fallback" => return Ok((RungTaken::Fallback, Vec::new())),
        _ => {}
    }
    let choice = |word: &str| {
        let (finding, level) = word.split_once('=').map_or((word, None), |(id, level)| (id, Some(level)));
        Choice { finding: finding.trim().to_owned(), level: level.map(|level| level.trim().to_owned()) }
    };
    let only: Vec<Choice> = take.split(',').filter(|word| !word.trim().is_empty()).map(choice).collect();
    if only.is_empty() {
        return Err(Error::new(ErrorKind::Edit, "--take names nothing.")
            .hint("say preferred, fallback, or ids as `clausewright review --format json` gives them"));
    }
    Ok((RungTaken::Preferred, only))
}

/// The time by Greenwich.
fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (year, month, day) = date(seconds / 86_400);
    let rest = seconds % 86_400;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

/// The date so many days after 1 January 1970. Years are counted from March, so that the leap day is
/// the last of its year.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, expected) in
            [(0, (1970, 1, 1)), (59, (1970, 3, 1)), (19_782, (2024, 2, 29)), (20_779, (2026, 11, 22))]
        {
            assert_eq!(date(days), expected);
        }
    }
}
