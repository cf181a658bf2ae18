//! Places that have a law of their own. In: tokens. Out: [`Place`]: the name, and the part of the
//! world it lies in.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::text::Token;

/// Where a place lies, for telling a neighbour's law from an offshore one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    UnitedStates,
    Canada,
    UnitedKingdom,
    Europe,
    Asia,
    Offshore,
    Elsewhere,
}

impl Region {
    pub const WORDS: &'static [(&'static str, &'static str)] = &[
        ("united-states", "the United States"),
        ("canada", "Canada"),
        ("united-kingdom", "the United Kingdom"),
        ("europe", "Europe"),
        ("asia", "Asia"),
        ("offshore", "an offshore place"),
        ("elsewhere", "another part of the world"),
    ];

    pub fn word(self) -> &'static str {
        match self {
            Region::UnitedStates => "united-states",
            Region::Canada => "canada",
            Region::UnitedKingdom => "united-kingdom",
            Region::Europe => "europe",
            Region::Asia => "asia",
            Region::Offshore => "offshore",
            Region::Elsewhere => "elsewhere",
        }
    }
}

/// Is it a country as a whole, or a state or province that has a law of its own?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Country,
    Part,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub name: &'static str,
    pub region: Region,
    pub rank: Rank,
    pub tokens: Range<usize>,
    /// "English": a place only before "law".
    pub adjective: bool,
}

/// Each line: the part of the world, the rank, the names; `written=Name` where the name is another.
const PLACES: &[(Region, Rank, &str)] = &[
    (
        Region::UnitedStates,
        Rank::Part,
        "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,\
         Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,\
         Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,\
         Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,\
         West Virginia,Wisconsin,Wyoming,District of Columbia,Puerto Rico,Guam",
    ),
    (
        Region::UnitedStates,
        Rank::Country,
        "United States of America=United States,United States,U.S.A.=United States,U.S.=United States,USA=United States",
    ),
    (
        Region::Canada,
        Rank::Part,
        "Ontario,Quebec,Québec=Quebec,British Columbia,Alberta,Manitoba,Saskatchewan,Nova Scotia,New Brunswick,\
         Newfoundland and Labrador,Newfoundland,Prince Edward Island,Yukon",
    ),
    (Region::Canada, Rank::Country, "Canada"),
    (
        Region::UnitedKingdom,
        Rank::Part,
        "England and Wales,England & Wales=England and Wales,England,Wales,Scotland,Northern Ireland",
    ),
    (
        Region::UnitedKingdom,
        Rank::Country,
        "United Kingdom of Great Britain and Northern Ireland=United Kingdom,United Kingdom,U.K.=United Kingdom,\
         UK=United Kingdom,Great Britain=United Kingdom",
    ),
    (
        Region::Europe,
        Rank::Country,
        "Ireland,France,Germany,Federal Republic of Germany=Germany,Netherlands,Belgium,Luxembourg,Switzerland,\
         Swiss Confederation=Switzerland,Austria,Italy,Spain,Portugal,Denmark,Sweden,Norway,Finland,Iceland,Poland,\
         Czech Republic,Slovakia,Slovenia,Hungary,Romania,Bulgaria,Greece,Croatia,Serbia,Estonia,Latvia,Lithuania,Cyprus,\
         Malta,Ukraine,Russia,Russian Federation=Russia,Turkey,Liechtenstein,Monaco,Catalonia",
    ),
    (
        Region::Asia,
        Rank::Country,
        "China,People 's Republic of China=People's Republic of China,PRC=People's Republic of China,\
         P.R.C.=People's Republic of China,PR China=People's Republic of China,P.R. China=People's Republic of China,\
         Hong Kong,Hong Kong Special Administrative Region=Hong Kong,Macau,Taiwan,Japan,Korea,South Korea,\
         Republic of Korea=Korea,Singapore,Malaysia,Thailand,Vietnam,Indonesia,Philippines,India,Pakistan,Bangladesh,\
         Sri Lanka,Israel,United Arab Emirates,Dubai,Abu Dhabi,Saudi Arabia,Qatar,Kuwait,Jordan,Lebanon,Kazakhstan",
    ),
    (
        Region::Offshore,
        Rank::Country,
        "Cayman Islands,British Virgin Islands,Bermuda,Bahamas,Jersey,Guernsey,Isle of Man,Gibraltar,Seychelles,\
         Mauritius,Panama,Belize,Marshall Islands,Barbados,Curacao,Anguilla,Nevis,Turks and Caicos Islands,Vanuatu",
    ),
    (Region::Elsewhere, Rank::Part, "New South Wales,Queensland,Victoria,Western Australia,South Australia,Tasmania"),
    (
        Region::Elsewhere,
        Rank::Country,
        "Australia,New Zealand,Mexico,Brazil,Argentina,Chile,Colombia,Peru,Uruguay,Costa Rica,Venezuela,Ecuador,\
         South Africa,Egypt,Nigeria,Kenya,Ghana,Morocco,Tunisia",
    ),
];

/// Courts are often told by their city: each with the land or the part of it where it lies.
const CITIES: &[(Region, Rank, &str)] = &[
    (
        Region::Asia,
        Rank::Country,
        "Mumbai=India,Delhi=India,New Delhi=India,Bengaluru=India,Bangalore=India,Karnataka=India,Chennai=India,\
         Tamil Nadu=India,Kolkata=India,Hyderabad=India,Pune=India,Maharashtra=India,Gujarat=India,Tokyo=Japan,\
         Seoul=Korea,Shanghai=People's Republic of China,Beijing=People's Republic of China,Tel Aviv=Israel",
    ),
    (
        Region::Europe,
        Rank::Country,
        "Dublin=Ireland,Paris=France,Berlin=Germany,Munich=Germany,Hamburg=Germany,Frankfurt=Germany,\
         Amsterdam=Netherlands,Brussels=Belgium,Zurich=Switzerland,Geneva=Switzerland,Vienna=Austria,Milan=Italy,\
         Rome=Italy,Madrid=Spain,Barcelona=Spain,Lisbon=Portugal,Copenhagen=Denmark,Stockholm=Sweden,Oslo=Norway,\
         Helsinki=Finland,Warsaw=Poland,Prague=Czech Republic,Budapest=Hungary,Athens=Greece",
    ),
    (Region::UnitedKingdom, Rank::Part, "London=England,Manchester=England,Edinburgh=Scotland,Glasgow=Scotland"),
    (Region::Canada, Rank::Part, "Toronto=Ontario,Ottawa=Ontario,Montreal=Quebec,Vancouver=British Columbia"),
    (Region::Elsewhere, Rank::Part, "Sydney=New South Wales,Melbourne=Victoria,Brisbane=Queensland"),
];

/// Of a law: "English law", "the Dutch courts".
const ADJECTIVES: &[(&str, &str, Region)] = &[
    ("english", "England", Region::UnitedKingdom),
    ("scottish", "Scotland", Region::UnitedKingdom),
    ("scots", "Scotland", Region::UnitedKingdom),
    ("british", "United Kingdom", Region::UnitedKingdom),
    ("irish", "Ireland", Region::Europe),
    ("french", "France", Region::Europe),
    ("german", "Germany", Region::Europe),
    ("dutch", "Netherlands", Region::Europe),
    ("belgian", "Belgium", Region::Europe),
    ("luxembourgish", "Luxembourg", Region::Europe),
    ("swiss", "Switzerland", Region::Europe),
    ("austrian", "Austria", Region::Europe),
    ("italian", "Italy", Region::Europe),
    ("spanish", "Spain", Region::Europe),
    ("portuguese", "Portugal", Region::Europe),
    ("danish", "Denmark", Region::Europe),
    ("swedish", "Sweden", Region::Europe),
    ("norwegian", "Norway", Region::Europe),
    ("finnish", "Finland", Region::Europe),
    ("polish", "Poland", Region::Europe),
    ("czech", "Czech Republic", Region::Europe),
    ("greek", "Greece", Region::Europe),
    ("russian", "Russia", Region::Europe),
    ("turkish", "Turkey", Region::Europe),
    ("israeli", "Israel", Region::Asia),
    ("chinese", "China", Region::Asia),
    ("japanese", "Japan", Region::Asia),
    ("korean", "Korea", Region::Asia),
    ("indian", "India", Region::Asia),
    ("canadian", "Canada", Region::Canada),
    ("australian", "Australia", Region::Elsewhere),
    ("mexican", "Mexico", Region::Elsewhere),
    ("brazilian", "Brazil", Region::Elsewhere),
];

struct Known {
    words: Vec<String>,
    name: &'static str,
    region: Region,
    rank: Rank,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Land,
    City,
}

/// By the first word; the longest name first.
static KNOWN: LazyLock<HashMap<String, Vec<Known>>> = LazyLock::new(|| {
    let mut known: HashMap<String, Vec<Known>> = HashMap::new();
    let lands = PLACES.iter().map(|one| (one, Kind::Land));
    for ((region, rank, list), kind) in lands.chain(CITIES.iter().map(|one| (one, Kind::City))) {
        for entry in list.split(',').map(str::trim) {
            let (written, name) = entry.split_once('=').unwrap_or((entry, entry));
            let words: Vec<String> = written.to_lowercase().split(' ').map(str::to_owned).collect();
            let Some(first) = words.first().cloned() else { continue };
            known.entry(first).or_default().push(Known { words, name, region: *region, rank: *rank, kind });
        }
    }
    for same in known.values_mut() {
        same.sort_by_key(|place| std::cmp::Reverse(place.words.len()));
    }
    known
});

/// The place whose name begins at `at`.
pub fn at(contract: &Contract, at: usize) -> Option<Place> {
    let tokens = contract.document.text.tokens();
    let token = tokens.as_slice().get(at)?;
    if !token.capital {
        return None;
    }
    let word = tokens.word(token.word);
    if let Some(place) = named(contract, at) {
        let end = at + place.words.len();
        if place.kind == Kind::City && is_placed(contract, end) {
            return None;
        }
        return Some(Place {
            name: place.name,
            region: place.region,
            rank: place.rank,
            tokens: at..end,
            adjective: false,
        });
    }
    let adjective = ADJECTIVES.iter().find(|(written, ..)| *written == word)?;
    Some(Place { name: adjective.1, region: adjective.2, rank: Rank::Country, tokens: at..at + 1, adjective: true })
}

/// The place that is written here, wherever it lies.
fn named(contract: &Contract, at: usize) -> Option<&'static Known> {
    let tokens = contract.document.text.tokens();
    let stands =
        |place: &&Known| place.words.iter().enumerate().all(|(step, word)| tokens.at(at + step) == word.as_str());
    KNOWN.get(tokens.at(at))?.iter().find(stands)
}

/// "Athens, Georgia", "Vienna, VA": what stands behind the city tells where it lies.
fn is_placed(contract: &Contract, end: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let state = |token: &Token| token.all_caps && token.span.len() == 2;
    let land = || named(contract, end + 1).is_some_and(|place| place.kind == Kind::Land);
    tokens.at(end) == "," && (land() || tokens.as_slice().get(end + 1).is_some_and(state))
}

/// The name that a place goes by here: "English" is "England", "State of New York" is "New York".
pub fn known(words: &str) -> Option<(&'static str, Region, Rank)> {
    let plain = words.trim().to_lowercase();
    let plain = ["the ", "state of ", "commonwealth of ", "republic of "]
        .iter()
        .fold(plain.as_str(), |words, lead| words.strip_prefix(lead).unwrap_or(words));
    let plain = plain.trim_end_matches(" law");
    if let Some((_, name, _)) = ADJECTIVES.iter().find(|(adjective, ..)| *adjective == plain) {
        return every().find(|(_, place, ..)| place == name).map(|(_, name, region, rank)| (name, region, rank));
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let place = KNOWN.get(*words.first()?)?.iter().find(|place| place.words == words)?;
    Some((place.name, place.region, place.rank))
}

/// All places: as written, as they go by here, and where they lie.
pub fn every() -> impl Iterator<Item = (&'static str, &'static str, Region, Rank)> {
    PLACES.iter().flat_map(|(region, rank, names)| {
        names.split(',').map(move |entry| {
            let (written, name) = entry.split_once('=').unwrap_or((entry, entry));
            (written.trim(), name.trim(), *region, *rank)
        })
    })
}

/// Every place in the range, in order.
pub fn within(contract: &Contract, range: Range<usize>) -> Vec<Place> {
    let mut places = Vec::new();
    let mut next = range.start;
    while next < range.end {
        match at(contract, next) {
            Some(place) => {
                next = place.tokens.end;
                places.push(place);
            }
            None => next += 1,
        }
    }
    places
}
