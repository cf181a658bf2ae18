//! The sets of patterns that the program itself holds, for measuring the matching stage by itself.
//! In: each [`PatternSet`] as it is made. Out: all of them. Only with the feature `bench`.

use std::sync::{Mutex, PoisonError};

use super::PatternSet;

static SETS: Mutex<Vec<PatternSet>> = Mutex::new(Vec::new());

pub(super) fn keep(set: &PatternSet) {
    SETS.lock().unwrap_or_else(PoisonError::into_inner).push(set.clone());
}

/// Every fixed set that was used up to now.
pub fn used_sets() -> Vec<PatternSet> {
    SETS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
