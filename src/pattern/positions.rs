//! Sets of places between the words of one path. In: places. Out: unions, steps and smears of
//! whole sets at once, which is what keeps matching linear. `engine` comes next.
//!
//! Place `i` lies before the `i`-th word, so a path of `n` words has the places `0..=n`.

/// A set of places `0..=n`. `Short` serves nearly every sentence, `Long` the rest.
pub(super) trait Places: Clone {
    /// No place of a path with `words` words.
    fn none(words: usize) -> Self;
    /// Every place of a path with `words` words.
    fn all(words: usize) -> Self;
    fn insert(&mut self, place: usize);
    fn contains(&self, place: usize) -> bool;
    fn is_empty(&self) -> bool;
    fn add(&mut self, other: &Self);
    fn keep(&mut self, other: &Self);
    /// The first place at or after `from`.
    fn next(&self, from: usize) -> Option<usize>;
    /// Adds every place up to `reach` words after one of the set.
    fn smear_up(&mut self, reach: usize);
    /// Adds every place up to `reach` words before one of the set.
    fn smear_down(&mut self, reach: usize);

    fn only(words: usize, place: usize) -> Self {
        let mut set = Self::none(words);
        set.insert(place);
        set
    }
}

/// Paths of up to 127 words: two halves, because a WebAssembly module has no wider numbers of its own.
#[derive(Clone, Copy)]
pub(super) struct Short {
    bits: [u64; 2],
    all: [u64; 2],
}

/// The longest path that [`Short`] can hold.
pub(super) const SHORT_WORDS: usize = 127;

/// The first `count` of 64 bits.
fn low(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

impl Places for Short {
    fn none(words: usize) -> Self {
        Self { bits: [0; 2], all: [low(words + 1), low((words + 1).saturating_sub(64))] }
    }

    fn all(words: usize) -> Self {
        let all = Self::none(words).all;
        Self { bits: all, all }
    }

    fn insert(&mut self, place: usize) {
        let half = place / 64 % 2;
        self.bits[half] |= 1 << (place % 64) & self.all[half];
    }

    fn contains(&self, place: usize) -> bool {
        self.bits[place / 64 % 2] >> (place % 64) & 1 == 1
    }

    fn is_empty(&self) -> bool {
        self.bits[0] | self.bits[1] == 0
    }

    fn add(&mut self, other: &Self) {
        self.bits[0] |= other.bits[0];
        self.bits[1] |= other.bits[1];
    }

    fn keep(&mut self, other: &Self) {
        self.bits[0] &= other.bits[0];
        self.bits[1] &= other.bits[1];
    }

    fn next(&self, from: usize) -> Option<usize> {
        let (low, high) = match from {
            0..64 => (self.bits[0] & u64::MAX << from, self.bits[1]),
            64..128 => (0, self.bits[1] & u64::MAX << (from - 64)),
            _ => (0, 0),
        };
        match (low, high) {
            (0, 0) => None,
            (0, high) => Some(64 + high.trailing_zeros() as usize),
            (low, _) => Some(low.trailing_zeros() as usize),
        }
    }

    fn smear_up(&mut self, reach: usize) {
        doubled(reach, |step| {
            let [low, high] = self.bits;
            let (moved, over) = if step == 64 { (0, low) } else { (low << step, low >> (64 - step)) };
            self.bits = [low | moved, high | over | high.checked_shl(step as u32).unwrap_or(0)];
        });
        self.bits[0] &= self.all[0];
        self.bits[1] &= self.all[1];
    }

    fn smear_down(&mut self, reach: usize) {
        doubled(reach, |step| {
            let [low, high] = self.bits;
            let (moved, over) = if step == 64 { (0, high) } else { (high >> step, high << (64 - step)) };
            self.bits = [low | over | low.checked_shr(step as u32).unwrap_or(0), high | moved];
        });
    }
}

/// Paths of any length.
#[derive(Clone)]
pub(super) struct Long {
    bits: Vec<u64>,
    words: usize,
}

impl Places for Long {
    fn none(words: usize) -> Self {
        Self { bits: vec![0; words / 64 + 1], words }
    }

    fn all(words: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; words / 64 + 1], words };
        set.trim();
        set
    }

    fn insert(&mut self, place: usize) {
        if place <= self.words
            && let Some(part) = self.bits.get_mut(place / 64)
        {
            *part |= 1 << (place % 64);
        }
    }

    fn contains(&self, place: usize) -> bool {
        self.bits.get(place / 64).is_some_and(|part| part >> (place % 64) & 1 == 1)
    }

    fn is_empty(&self) -> bool {
        self.bits.iter().all(|part| *part == 0)
    }

    fn add(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(part, more)| *part |= more);
    }

    fn keep(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(part, kept)| *part &= kept);
    }

    fn next(&self, from: usize) -> Option<usize> {
        let first = from / 64;
        let head = self.bits.get(first)? & (u64::MAX << (from % 64));
        let rest = self.bits.iter().enumerate().skip(first + 1).map(|(at, part)| (at, *part));
        std::iter::once((first, head))
            .chain(rest)
            .find(|(_, part)| *part != 0)
            .map(|(at, part)| at * 64 + part.trailing_zeros() as usize)
    }

    fn smear_up(&mut self, reach: usize) {
        doubled(reach.min(self.words), |step| self.add_shifted_up(step));
        self.trim();
    }

    fn smear_down(&mut self, reach: usize) {
        doubled(reach.min(self.words), |step| self.add_shifted_down(step));
    }
}

impl Long {
    /// From the last part to the first, so that every part is read before it is changed.
    fn add_shifted_up(&mut self, step: usize) {
        let (parts, bits) = (step / 64, step % 64);
        for at in (parts..self.bits.len()).rev() {
            let mut moved = self.bits[at - parts] << bits;
            if bits > 0 && at > parts {
                moved |= self.bits[at - parts - 1] >> (64 - bits);
            }
            self.bits[at] |= moved;
        }
    }

    /// From the first part to the last, so that every part is read before it is changed.
    fn add_shifted_down(&mut self, step: usize) {
        let (parts, bits) = (step / 64, step % 64);
        for at in 0..self.bits.len().saturating_sub(parts) {
            let mut moved = self.bits[at + parts] >> bits;
            if bits > 0
                && let Some(next) = self.bits.get(at + parts + 1)
            {
                moved |= next << (64 - bits);
            }
            self.bits[at] |= moved;
        }
    }

    fn trim(&mut self) {
        if let Some(last) = self.bits.last_mut() {
            *last &= u64::MAX >> (63 - self.words % 64);
        }
    }
}

/// Calls `shift` with steps of 1 to 64 that, taken one after another, cover `0..=reach`: 1, 2, 4, … and a rest.
fn doubled(reach: usize, mut shift: impl FnMut(usize)) {
    let mut covered = 0;
    while covered < reach {
        let step = (covered + 1).min(reach - covered).min(64);
        shift(step);
        covered += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn listed<P: Places>(set: &P, words: usize) -> Vec<usize> {
        (0..=words).filter(|place| set.contains(*place)).collect()
    }

    fn agrees<P: Places>(words: usize, places: &[usize], reach: usize) -> Result<(), TestCaseError> {
        let mut set = P::none(words);
        places.iter().for_each(|place| set.insert(place % (words + 1)));
        let base = listed(&set, words);
        let (mut up, mut down) = (set.clone(), set.clone());
        up.smear_up(reach);
        down.smear_down(reach);
        let near = |far: fn(usize, usize) -> Option<usize>| -> Vec<usize> {
            (0..=words).filter(|at| base.iter().any(|one| far(*at, *one).is_some_and(|gap| gap <= reach))).collect()
        };
        prop_assert_eq!(listed(&up, words), near(|at, one| at.checked_sub(one)));
        prop_assert_eq!(listed(&down, words), near(|at, one| one.checked_sub(at)));
        let stepped: Vec<usize> = std::iter::successors(set.next(0), |at| set.next(at + 1)).collect();
        prop_assert_eq!(stepped, base);
        prop_assert_eq!(listed(&P::all(words), words).len(), words + 1);
        Ok(())
    }

    proptest! {
        #[test]
        fn short_sets_are_sets_of_numbers(words in 0usize..=127, places in prop::collection::vec(0usize..500, 0..5), reach in 0usize..=200) {
            agrees::<Short>(words, &places, reach)?;
        }

        #[test]
        fn long_sets_are_sets_of_numbers(words in 0usize..400, places in prop::collection::vec(0usize..500, 0..5), reach in 0usize..=200) {
            agrees::<Long>(words, &places, reach)?;
        }
    }
}
