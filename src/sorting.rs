//! Putting lists in order. In: a list and a key. Out: the list by that key; equal keys keep their order.
//!
//! The sorts of the standard library are made for long lists, and each type that is sorted brings
//! seven kilobytes of them into the WebAssembly module. Here one sort serves all types: it finds the
//! order by asking which of two places comes first, and then moves what stands there.

/// Up to so many, each is moved back to its place one step at a time.
const SHORT: usize = 16;

/// Sorts by a key.
pub fn by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    by(list, |one, two| key(two) < key(one));
}

/// Sorts by whether the first of two comes after the second.
pub fn by<T>(list: &mut [T], after: impl Fn(&T, &T) -> bool) {
    if list.len() <= SHORT {
        for end in 1..list.len() {
            let mut place = end;
            while place > 0 && after(&list[place - 1], &list[place]) {
                list.swap(place - 1, place);
                place -= 1;
            }
        }
        return;
    }
    let order = order(list.len(), &|one, two| match (list.get(one), list.get(two)) {
        (Some(one), Some(two)) => after(one, two),
        _ => false,
    });
    if let Some(order) = order {
        rearrange(list, order);
    }
}

/// The places of a list in order; `after` tells whether the first of two comes after the second.
/// Sorted runs are found and merged, two by two; none where there is but one.
fn order(length: usize, after: &dyn Fn(usize, usize) -> bool) -> Option<Vec<usize>> {
    let mut ends: Vec<usize> = (1..length).filter(|place| after(place - 1, *place)).chain([length]).collect();
    if ends.len() == 1 {
        return None;
    }
    let mut order: Vec<usize> = (0..length).collect();
    let mut merged = Vec::with_capacity(length);
    while ends.len() > 1 {
        merged.clear();
        let mut start = 0;
        for pair in ends.chunks(2) {
            let (middle, end) = (pair[0], pair[pair.len() - 1]);
            merge(&order[start..middle], &order[middle..end], after, &mut merged);
            start = end;
        }
        ends = ends.chunks(2).filter_map(|pair| pair.last().copied()).collect();
        std::mem::swap(&mut order, &mut merged);
    }
    Some(order)
}

fn merge(mut left: &[usize], mut right: &[usize], after: &dyn Fn(usize, usize) -> bool, merged: &mut Vec<usize>) {
    while let ([one, others @ ..], [two, rest @ ..]) = (left, right) {
        if after(*one, *two) {
            merged.push(*two);
            right = rest;
        } else {
            merged.push(*one);
            left = others;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// Puts at each place what `order` names for it, ring by ring.
fn rearrange<T>(list: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut place = start;
        loop {
            let next = std::mem::replace(&mut order[place], place);
            if next == start || next == place {
                break;
            }
            list.swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in prop::collection::vec((0u8..20, any::<u8>()), 0..200)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }
    }
}
