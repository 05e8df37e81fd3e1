//! Which documents a word occurs in, in about one byte each.

/// The documents of a word. Most words occur in one document only, and that takes no room of its own.
#[derive(Debug, Clone)]
pub(super) enum Postings {
    One(u32),
    Many(Box<List>),
}

/// Documents in the order of their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// The distance of each from the one before it, seven bits a byte.
    packed: Vec<u8>,
    count: u32,
    last: u32,
    /// Came out of order, perhaps twice; woven in when they are many.
    late: Vec<u32>,
}

impl Postings {
    pub(super) fn insert(&mut self, document: u32) {
        match self {
            Self::One(only) if *only == document => {}
            Self::One(only) => {
                let mut list = List::default();
                list.append((*only).min(document));
                list.append((*only).max(document));
                *self = Self::Many(Box::new(list));
            }
            Self::Many(list) => list.insert(document),
        }
    }

    /// Takes a document out; answers whether none is left.
    pub(super) fn remove(&mut self, document: u32) -> bool {
        match self {
            Self::One(only) => *only == document,
            Self::Many(list) => {
                let mut documents = list.all();
                documents.retain(|other| *other != document);
                **list = List::of(&documents);
                documents.is_empty()
            }
        }
    }

    /// Hands over every document, some perhaps twice.
    pub(super) fn each(&self, mut take: impl FnMut(u32)) {
        match self {
            Self::One(only) => take(*only),
            Self::Many(list) => {
                list.each_packed(&mut take);
                list.late.iter().copied().for_each(take);
            }
        }
    }

    /// Gives back room that was kept for growth.
    pub(super) fn shrink(&mut self) {
        if let Self::Many(list) = self {
            list.packed.shrink_to_fit();
            list.late.shrink_to_fit();
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::One(_) => 0,
            Self::Many(list) => {
                size_of::<List>() + list.packed.capacity() + 4 * list.late.capacity()
            }
        }
    }
}

impl List {
    fn of(documents: &[u32]) -> Self {
        let mut list = Self::default();
        for document in documents {
            list.append(*document);
        }
        list.packed.shrink_to_fit();
        list
    }

    /// Adds a document beyond the last.
    fn append(&mut self, document: u32) {
        let mut distance = document - self.last;
        while distance >= 0x80 {
            self.packed.push(distance.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.packed.push(distance.to_le_bytes()[0]);
        self.last = document;
        self.count += 1;
    }

    /// Weaving in costs as much as the list is long and comes once in a sixteenth of its length: a document costs
    /// the same in a list of any length.
    fn insert(&mut self, document: u32) {
        if document > self.last {
            self.append(document);
        } else if document < self.last && self.late.last() != Some(&document) {
            self.late.push(document);
            if self.late.len() > 8 + self.count as usize / 16 {
                *self = Self::of(&self.all());
            }
        }
    }

    /// In order, each once.
    fn all(&self) -> Vec<u32> {
        let mut all = Vec::with_capacity(self.count as usize + self.late.len());
        self.each_packed(&mut |document| all.push(document));
        all.extend(&self.late);
        all.sort_unstable();
        all.dedup();
        all
    }

    fn each_packed(&self, take: &mut impl FnMut(u32)) {
        let (mut document, mut distance, mut shift) = (0_u32, 0_u32, 0_u32);
        for &byte in &self.packed {
            distance |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                document += distance;
                take(document);
                (distance, shift) = (0, 0);
            } else {
                shift += 7;
            }
        }
    }
}

/// A set of documents, a bit each.
#[derive(Debug, Clone)]
pub(super) struct Documents(Vec<u64>);

impl Documents {
    /// None out of so many.
    pub(super) fn none_of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, document: u32) {
        if let Some(word) = self.0.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(super) fn has(&self, document: u32) -> bool {
        self.0
            .get(document as usize / 64)
            .is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).step_by(64).zip(&self.0).flat_map(|(base, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    base + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_list_holds_what_was_put_in_and_not_taken_out(
            acts in prop::collection::vec((0_u32..400, prop::bool::weighted(0.9)), 1..300),
        ) {
            let mut told = BTreeSet::new();
            let mut list: Option<Postings> = None;
            for (document, is_put_in) in acts {
                if is_put_in {
                    told.insert(document);
                    match &mut list {
                        None => list = Some(Postings::One(document)),
                        Some(list) => list.insert(document),
                    }
                } else if let Some(postings) = &mut list {
                    told.remove(&document);
                    if postings.remove(document) {
                        list = None;
                    }
                }
            }
            let mut held = BTreeSet::new();
            if let Some(list) = &list {
                list.each(|document| { held.insert(document); });
            }
            prop_assert_eq!(&held, &told);
            let mut set = Documents::none_of(400);
            for document in &held {
                set.insert(*document);
            }
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), told.into_iter().collect::<Vec<_>>());
        }
    }
}
