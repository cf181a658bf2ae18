//! Words that change nothing between a party and its verb: "Client for its part shall", "may in its turn".
//! In: the tokens. Out: marks on those that nobody needs to see.

use std::ops::Range;

use crate::text::Tokens;

const MODALS: [&str; 6] = ["shall", "will", "must", "may", "agrees", "undertakes"];

pub(super) fn mark(tokens: &Tokens, unseen: &mut [bool]) {
    for noun in ["part", "turn"] {
        let Some(id) = tokens.id(noun) else { continue };
        let places = tokens.as_slice().iter().enumerate().filter(|(_, token)| token.word == id);
        for range in places.filter_map(|(at, _)| aside(tokens, at)) {
            unseen.get_mut(range).into_iter().flatten().for_each(|mark| *mark = true);
        }
    }
}

/// The phrase that ends in the noun at `at`, where a modal verb stands beside it.
fn aside(tokens: &Tokens, at: usize) -> Option<Range<usize>> {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens.at(at));
    let own = matches!(before(1), "its" | "their" | "his" | "her" | "our" | "your");
    let start = match (tokens.at(at), before(1), before(2)) {
        ("turn", "in", _) => at - 1,
        ("turn", _, "in") | ("part", _, "for" | "on") if own => at - 2,
        _ => return None,
    };
    let next = if tokens.at(at + 1) == "," { at + 2 } else { at + 1 };
    let last = start.checked_sub(1).map(|last| if tokens.at(last) == "," { last.saturating_sub(1) } else { last });
    let modal = |at: usize| MODALS.contains(&tokens.at(at));
    (modal(next) || last.is_some_and(modal)).then_some(start..at + 1)
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::text::Tokens;

    #[test]
    fn marks_what_stands_beside_a_modal_verb() {
        for (text, expected) in [
            ("Client for its part shall pay.", "client shall pay ."),
            ("Client shall, in turn, pay.", "client shall , , pay ."),
            ("Client shall pay for its part of the work.", "client shall pay for its part of the work ."),
            ("It is Client's turn and part.", "it is client 's turn and part ."),
        ] {
            let tokens = Tokens::of(text);
            let mut unseen = vec![false; tokens.len()];
            mark(&tokens, &mut unseen);
            let seen: Vec<&str> = (0..tokens.len()).filter(|at| !unseen[*at]).map(|at| tokens.at(at)).collect();
            assert_eq!(seen.join(" "), expected);
        }
    }
}
