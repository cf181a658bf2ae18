//! Can this document be judged? In: a contract. Out: [`Judged`]: a sentence that says so or says what
//! to do. Silence is a finding only in a document that can be judged.

use crate::contract::Contract;
use crate::facts::{Side, Who};
use crate::outline::{ClauseKind, SentenceKind};
use crate::redline::spoken_name;

/// Fewer words are no whole contract.
const MIN_WORDS: usize = 120;
/// What is said of silence where the text is no whole contract.
const LEFT_OUT: &str = "what it leaves out counts only where a clause of its own calls for it";
/// English running text has these among a third of its words; other languages next to none.
const COMMON: [&str; 14] =
    ["the", "of", "and", "to", "in", "or", "any", "for", "by", "shall", "is", "this", "with", "be"];
const DUTIES: [&str; 8] = ["shall", "will", "must", "agrees", "agree", "undertakes", "may", "warrants"];

/// How a short paper says a duty: "Seller makes the tooling. Buyer pays."
const PRESENT: [&str; 10] =
    ["pay", "pays", "supplies", "makes", "delivers", "provides", "performs", "repairs", "appoints", "answers"];

/// The title is one of the first clauses, and short.
const TITLE_AMONG: usize = 4;
const LONGEST_TITLE: usize = 120;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub words: usize,
    /// A whole contract between parties, so that what is missing counts as missing.
    pub whole: bool,
    /// Some clauses of a contract: what one of them calls for and none of them says may be told, with care.
    pub extract: bool,
    pub paper: Paper,
    pub verdict: String,
}

/// What kind of contract it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Somebody supplies and somebody pays.
    Deal,
    /// A non-disclosure agreement: somebody tells and somebody keeps.
    Confidentiality,
}

/// What is in the way, the gravest first.
pub fn judge(contract: &Contract) -> Judged {
    let count = Count::of(contract);
    let obstacle = count.obstacle(contract);
    let paper = paper(contract);
    let verdict = || match paper {
        Paper::Deal => verdict(contract),
        Paper::Confidentiality => "Read as a confidentiality agreement.".to_owned(),
    };
    Judged {
        words: count.words,
        whole: obstacle.is_none(),
        extract: obstacle.is_some() && count.is_extract(contract),
        paper,
        verdict: obstacle.unwrap_or_else(verdict),
    }
}

struct Count {
    words: usize,
    common: usize,
    duties: usize,
    /// Duties told as things that are done.
    present: usize,
}

impl Count {
    fn of(contract: &Contract) -> Self {
        let tokens = contract.document.text.tokens();
        let count = tokens.words().len();
        let (mut common, mut duty, mut present) = (vec![false; count], vec![false; count], vec![false; count]);
        for (place, word) in tokens.words().iter().enumerate() {
            common[place] = COMMON.contains(&word.as_str());
            // "You'll photograph the lookbook": a letter says it so.
            duty[place] = DUTIES.contains(&word.as_str()) || word.ends_with("'ll");
            present[place] = PRESENT.contains(&word.as_str());
        }
        let mut count = Self { words: 0, common: 0, duties: 0, present: 0 };
        for token in tokens.as_slice() {
            let known = |list: &[bool]| usize::from(list.get(token.word.0 as usize).copied().unwrap_or(false));
            count.words += usize::from(token.kind == crate::text::TokenKind::Word);
            count.common += known(&common);
            count.duties += known(&duty);
            count.present += known(&present);
        }
        count
    }

    /// Enough clauses in English to tell what they leave out themselves.
    fn is_extract(&self, contract: &Contract) -> bool {
        const CLAUSES: usize = 3;
        const WORDS: usize = 25;
        let operative = contract.outline.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body);
        self.words >= WORDS
            && self.common * 12 >= self.words
            && self.duties + self.present >= 2
            && operative.count() >= CLAUSES
            && supplement(contract).is_none()
    }

    fn obstacle(&self, contract: &Contract) -> Option<String> {
        let words = self.words;
        let operative = contract.outline.sentences.iter().any(|sentence| sentence.kind == SentenceKind::Body);
        if words == 0 {
            return Some("There is no text here. Paste the whole contract, or open its file.".to_owned());
        }
        if words >= 30 && self.common * 12 < words {
            return Some(
                "This does not read as English. Only contracts in English can be read; paste the English version."
                    .to_owned(),
            );
        }
        if words < MIN_WORDS {
            return Some(format!(
                "With {words} words this is too short for a whole contract. What it says was checked; {LEFT_OUT}. \
                 Paste the whole contract."
            ));
        }
        if self.duties < 3 || !operative || !has_two_parties(contract) {
            return Some(format!(
                "This does not read as a contract: no two parties with duties to each other were found. What it says \
                 was checked; {LEFT_OUT}. Check that the whole text was pasted."
            ));
        }
        supplement(contract).map(|paper| {
            format!(
                "This reads as {paper}, which goes with another agreement. What it says was checked; what it leaves \
                 out may stand there. Paste both together to have that checked too."
            )
        })
    }
}

/// Two that are named, or standard terms that speak of "each party" and "the other party" throughout,
/// for names that stand on a cover page.
fn has_two_parties(contract: &Contract) -> bool {
    const OFTEN: usize = 6;
    let parties = &contract.facts.parties;
    let unnamed = parties.mentions.iter().filter(|mention| matches!(mention.who, Who::Each | Who::Some));
    parties.list.len() >= 2 || unnamed.count() >= OFTEN
}

/// A confidentiality agreement says so in its title or in its first words.
fn paper(contract: &Contract) -> Paper {
    const OPENING: usize = 600;
    const NAMES: [&str; 6] = [
        "non-disclosure agreement",
        "nondisclosure agreement",
        "confidentiality agreement",
        "confidential disclosure agreement",
        "confidentiality undertaking",
        "mutual nda",
    ];
    let canonical = contract.document.text.canonical();
    let end = canonical.char_indices().nth(OPENING).map_or(canonical.len(), |(at, _)| at);
    let opening = canonical[..end].to_lowercase();
    let named = NAMES.iter().any(|name| opening.contains(name)) && !opening.contains("services agreement");
    if named { Paper::Confidentiality } else { Paper::Deal }
}

/// What kind of paper that goes with another agreement this is, by its title.
fn supplement(contract: &Contract) -> Option<&'static str> {
    const PAPERS: [(&str, &str); 12] = [
        ("service level agreement", "a service level agreement"),
        ("data processing agreement", "a data processing agreement"),
        ("data processing addendum", "a data processing addendum"),
        ("data protection addendum", "a data protection addendum"),
        ("statement of work", "a statement of work"),
        ("work order", "a work order"),
        ("order form", "an order form"),
        ("change order", "a change order"),
        ("addendum", "an addendum"),
        ("amendment", "an amendment"),
        ("side letter", "a side letter"),
        ("acceptable use policy", "an acceptable use policy"),
    ];
    let title = contract.outline.clauses.iter().take(TITLE_AMONG).find(|clause| clause.kind == ClauseKind::Title)?;
    let title = contract.quote(title.heading.unwrap_or(title.body)).to_lowercase();
    // A title that names both ("Agreement and Statement of Work") is the whole.
    let both = title.contains("agreement and") || title.contains("master") || title.contains("amended and restated");
    let found = PAPERS.iter().find(|(words, _)| title.contains(words)).filter(|_| !both && title.len() < LONGEST_TITLE);
    found.map(|(_, paper)| *paper)
}

fn verdict(contract: &Contract) -> String {
    let parties = &contract.facts.parties;
    match (parties.on(Side::Vendor), parties.on(Side::Customer)) {
        (Some(vendor), Some(customer)) => {
            let (vendor, customer) = (spoken_name(vendor, "vendor"), spoken_name(customer, "customer"));
            format!("Read as a contract in which {vendor} supplies and {customer} pays.")
        }
        _ => {
            "Read as a contract, but who supplies and who pays cannot be told. Say who is who, and it is judged again."
                .to_owned()
        }
    }
}
