//! What a right is in. In: a range of words. Out: [`Matter`]: the work made for the job, what was there
//! before, improvements, names, the product itself. Goods and premises are none.

use std::ops::Range;

use crate::contract::Contract;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    Work,
    Background,
    Improvements,
    Feedback,
    Marks,
    Product,
    Data,
}

impl Matter {
    pub fn word(self) -> &'static str {
        match self {
            Matter::Work => "work",
            Matter::Background => "background",
            Matter::Improvements => "improvements",
            Matter::Feedback => "feedback",
            Matter::Marks => "marks",
            Matter::Product => "product",
            Matter::Data => "data",
        }
    }
}

const FEEDBACK: [&str; 3] = ["feedback", "suggestion", "suggestions"];
const BACKGROUND: [&str; 6] = ["preexisting", "background", "existing", "existed", "reserved", "preexist"];
const BEFORE: [&str; 5] = ["prior", "before", "independently", "previously", "already"];
const WORK: [&str; 43] = [
    "create",
    "deliverable",
    "deliverables",
    "works",
    "work",
    "inventions",
    "invention",
    "developments",
    "results",
    "designs",
    "foreground",
    "creative",
    "artwork",
    "discoveries",
    "copyrights",
    "copyright",
    "reports",
    "authored",
    "conceived",
    "developed",
    "created",
    "authorship",
    "campaign",
    "drawings",
    "materials",
    "recordings",
    "project",
    "photographs",
    "designed",
    "produced",
    "makes",
    "creates",
    "produces",
    "writes",
    "drafted",
    "footage",
    "films",
    "photos",
    "images",
    "film",
    "report",
    "portal",
    "drafts",
];
/// Words that mean the work even beside improvements.
const MADE: [&str; 5] = ["deliverable", "deliverables", "inventions", "invention", "artwork"];
const IMPROVEMENTS: [&str; 10] = [
    "improvements",
    "improvement",
    "enhancements",
    "enhancement",
    "derivative",
    "derivatives",
    "modifications",
    "modification",
    "adaptations",
    "adaptation",
];
const MARKS: [&str; 14] = [
    "marks",
    "mark",
    "trademark",
    "trademarks",
    "logo",
    "logos",
    "tradename",
    "goodwill",
    "name",
    "names",
    "domain",
    "likeness",
    "trade",
    "brand",
];
const DATA: [&str; 5] = ["data", "records", "files", "lists", "list"];
const PRODUCT: [&str; 25] = [
    "software",
    "product",
    "products",
    "service",
    "services",
    "platform",
    "technology",
    "documentation",
    "content",
    "site",
    "system",
    "program",
    "programs",
    "know",
    "patents",
    "patent",
    "intellectual",
    "application",
    "website",
    "code",
    "scripts",
    "templates",
    "libraries",
    "methods",
    "interface",
];

/// What the words speak of; the narrower before the wider.
pub fn matter(contract: &Contract, range: Range<usize>) -> Option<Matter> {
    let tokens = contract.document.text.tokens();
    // "Harbour Film Corporation owns the software": its name says nothing of what it owns.
    let free = |at: &usize| contract.facts.parties.at(*at).is_none_or(|mention| mention.tokens.len() == 1);
    let said: Vec<&str> = range.clone().filter(free).map(|at| tokens.at(at)).collect();
    let has = |words: &[&str]| said.iter().any(|word| words.contains(word));
    // "existing or future products": all of them, not what was there before.
    let older = range.clone().any(|at| {
        BACKGROUND.contains(&tokens.at(at))
            && !(tokens.at(at) == "existing" && matches!(tokens.at(at + 2), "future" | "hereafter" | "anticipated"))
    });
    let order: [(Matter, &[&str]); 8] = [
        (Matter::Feedback, &FEEDBACK),
        (Matter::Background, &BACKGROUND),
        (Matter::Work, &MADE),
        (Matter::Improvements, &IMPROVEMENTS),
        (Matter::Work, &WORK),
        (Matter::Marks, &MARKS),
        (Matter::Data, &DATA),
        (Matter::Product, &PRODUCT),
    ];
    let speaks = |(matter, words): &(Matter, &[&str])| has(words) && (*matter != Matter::Background || older);
    // "all further developments of the process"
    let further = range.clone().any(|at| tokens.at(at) == "further" && tokens.at(at + 1) == "developments");
    if further && !has(&MADE) {
        return Some(Matter::Improvements);
    }
    // "all goodwill developed by its use of the marks"
    if has(&["goodwill"]) && has(&MARKS[..6]) {
        return Some(Matter::Marks);
    }
    let first = order.into_iter().find(speaks).map(|(matter, _)| matter)?;
    let before = has(&BEFORE) && has(&["existing", "prior", "owned", "developed", "independently", "own"]);
    let older = first == Matter::Work && before && !has(&["deliverables", "deliverable", "product"]);
    Some(if older { Matter::Background } else { first })
}
