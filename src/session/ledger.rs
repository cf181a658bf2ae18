//! Edits taken one round after the other, brought back to the text as it was. In: edits on the text
//! that earlier ones left. Out: changes on the first text, each piece with the finding it belongs to.

use std::ops::Range;

use crate::docx::write::{Change, Highlight, Insertion};

/// Who made a piece what it is: a finding's place among those taken.
pub type Owner = usize;

#[derive(Clone, Debug)]
enum Piece {
    Kept(Range<usize>),
    Gone(Range<usize>, Owner),
    New(String, Owner),
}

impl Piece {
    /// Its length in the text as it stands now.
    fn length(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::Gone(..) => 0,
            Self::New(text, _) => text.len(),
        }
    }
}

/// A text with all that was done to it.
#[derive(Clone, Debug)]
pub struct Ledger {
    pieces: Vec<Piece>,
}

/// What one finding did to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deed {
    /// The words of the first text that it touched or put words beside.
    pub anchor: Option<Range<usize>>,
    /// Whether it took words away.
    pub deletes: usize,
}

impl Ledger {
    pub fn of(text: &str) -> Self {
        Self { pieces: vec![Piece::Kept(0..text.len())] }
    }

    /// Puts other words in the place of these bytes of the text as it stands now.
    pub fn edit(&mut self, span: Range<usize>, insert: &str, owner: Owner) {
        let start = self.cut(span.start);
        let end = self.cut(span.end).max(start);
        let mut between: Vec<Piece> = self.pieces.splice(start..end, []).collect();
        between.retain_mut(|piece| match piece {
            Piece::Kept(range) => {
                *piece = Piece::Gone(range.clone(), owner);
                true
            }
            Piece::Gone(..) => true,
            Piece::New(..) => false,
        });
        if !insert.is_empty() {
            between.push(Piece::New(insert.to_owned(), owner));
        }
        self.pieces.splice(start..start, between);
    }

    /// Cuts the piece at this byte in two; the place of the piece behind the cut.
    fn cut(&mut self, at: usize) -> usize {
        let mut start = 0;
        for place in 0..self.pieces.len() {
            let length = self.pieces[place].length();
            if at <= start && length > 0 {
                return place;
            }
            if at < start + length {
                let (left, right) = halves(&self.pieces[place], at - start);
                self.pieces.splice(place..=place, [left, right]);
                return place + 1;
            }
            start += length;
        }
        self.pieces.len()
    }

    /// All changes on the first text. `dress` says how the words of a finding look and which comment
    /// speaks of them.
    pub fn changes(&self, dress: impl Fn(Owner) -> (Option<usize>, Option<Highlight>)) -> Vec<(Change, Vec<Owner>)> {
        let mut changes: Vec<(Change, Vec<Owner>)> = Vec::new();
        let (mut at, mut open) = (0, false);
        for piece in &self.pieces {
            if let Piece::Kept(range) = piece {
                at = range.end;
                open &= range.is_empty();
                continue;
            }
            if !open {
                changes.push((Change { span: at..at, insert: Vec::new() }, Vec::new()));
                open = true;
            }
            let Some((change, owners)) = changes.last_mut() else { continue };
            let owner = match piece {
                Piece::Gone(range, owner) => {
                    change.span.end = range.end;
                    at = range.end;
                    *owner
                }
                Piece::New(text, owner) => {
                    let (comment, highlight) = dress(*owner);
                    change.insert.push(Insertion { text: text.clone(), comment, highlight });
                    *owner
                }
                Piece::Kept(_) => continue,
            };
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        changes
    }

    /// What this finding did.
    pub fn deed(&self, owner: Owner) -> Deed {
        let mut deed = Deed::default();
        let mut at = 0;
        for piece in &self.pieces {
            let place = match piece {
                Piece::Kept(range) => {
                    at = range.end;
                    continue;
                }
                Piece::Gone(range, own) => {
                    at = range.end;
                    deed.deletes += usize::from(*own == owner);
                    (*own == owner).then(|| range.clone())
                }
                Piece::New(_, own) => (*own == owner).then_some(at..at),
            };
            if let Some(place) = place {
                let anchor = deed.anchor.get_or_insert(place.clone());
                *anchor = anchor.start.min(place.start)..anchor.end.max(place.end);
            }
        }
        deed
    }
}

fn halves(piece: &Piece, at: usize) -> (Piece, Piece) {
    match piece {
        Piece::Kept(range) => {
            let middle = range.start + at;
            (Piece::Kept(range.start..middle), Piece::Kept(middle..range.end))
        }
        Piece::New(text, owner) => {
            let (left, right) = text.split_at_checked(at).unwrap_or((text, ""));
            (Piece::New(left.to_owned(), *owner), Piece::New(right.to_owned(), *owner))
        }
        Piece::Gone(range, owner) => (Piece::Gone(range.clone(), *owner), Piece::Gone(range.end..range.end, *owner)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(ledger: &Ledger) -> Vec<(Range<usize>, String, Vec<Owner>)> {
        let changes = ledger.changes(|_| (None, None));
        let words = |change: &Change| change.insert.iter().map(|one| one.text.as_str()).collect::<String>();
        changes.into_iter().map(|(change, owners)| (change.span.clone(), words(&change), owners)).collect()
    }

    #[test]
    fn later_edits_count_on_what_earlier_ones_left() {
        let mut ledger = Ledger::of("one two three");
        ledger.edit(4..7, "zwei", 0);
        // "one zwei three"
        ledger.edit(8..8, " und", 1);
        ledger.edit(0..3, "", 2);
        assert_eq!(written(&ledger), [(0..3, String::new(), vec![2]), (4..7, "zwei und".to_owned(), vec![0, 1])]);
        assert_eq!(ledger.deed(1).anchor, Some(7..7));
        assert_eq!(ledger.deed(0), Deed { anchor: Some(4..7), deletes: 1 });
    }

    #[test]
    fn clauses_at_one_place_keep_their_order() {
        let mut ledger = Ledger::of("The end.");
        ledger.edit(8..8, "\nA", 0);
        ledger.edit(10..10, "\nB", 1);
        ledger.edit(9..10, "X", 2);
        assert_eq!(written(&ledger), [(8..8, "\nX\nB".to_owned(), vec![0, 2, 1])]);
    }
}
