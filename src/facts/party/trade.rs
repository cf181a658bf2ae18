//! What the opening tells of a party's trade: "Acme is the manufacturer of the Products". In: the
//! words and a mention. Out: whether it says that the party is a maker, or sells what others make.

use super::words::Words;

/// So many words behind a name its trade is told.
const REACH: usize = 14;

/// What a party is by its trade.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trade {
    Maker,
    Dealer,
}

/// The trade told behind the name that ends before `from`: "is the manufacturer and distributor of …
/// products", "is a leading retailer of …", "is engaged in the business of distributing …".
pub(super) fn told(words: &Words, from: usize) -> Option<Trade> {
    if !matches!(words.word(from), "is" | "are") || words.word(from + 1) == "not" {
        return None;
    }
    let end = (from..from + REACH).find(|&at| words.word(at) == "." || words.word(at) == ";");
    let reach = from + 1..end.unwrap_or(from + REACH);
    let noun = reach.clone().find_map(|at| trade(words.word(at)).map(|trade| (at, trade)));
    let (at, trade) = noun.filter(|(at, _)| opens(words, from + 1..*at))?;
    // "is the owner of a store" has no goods; "is the manufacturer of the Products" has.
    let goods = (at..reach.end.max(at + REACH)).any(|place| is_goods(words.word(place)));
    goods.then_some(trade)
}

fn trade(word: &str) -> Option<Trade> {
    match word {
        "manufacturer" | "maker" | "producer" | "developer" | "publisher" | "designer" | "manufactures" => {
            Some(Trade::Maker)
        }
        "retailer" | "reseller" | "wholesaler" | "dealer" => Some(Trade::Dealer),
        _ => None,
    }
}

/// Articles and praise before the noun; "in the business of" takes no noun of a trade.
fn opens(words: &Words, mut before: std::ops::Range<usize>) -> bool {
    before.all(|at| !matches!(words.word(at), "by" | "to" | "with" | "from" | "for" | "whether" | "if" | "of"))
}

fn is_goods(word: &str) -> bool {
    matches!(word, "products" | "product" | "goods" | "software" | "equipment" | "devices" | "systems" | "merchandise")
}
