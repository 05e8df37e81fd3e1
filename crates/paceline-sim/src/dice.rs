//! Chance by seed: whole numbers only, so that every machine throws the same.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::behaviour::{Days, PerMille};

/// The one source of chance.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `limit`; nought when the limit is nought.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let high = (u128::from(self.0.next_u64()) * limit as u128) >> 64;
        usize::try_from(high).unwrap_or(0)
    }

    /// A number of days within a span, both ends included.
    pub(crate) fn days(&mut self, span: Days) -> i64 {
        let width = span.to.saturating_sub(span.from) as usize + 1;
        i64::from(span.from) + i64::try_from(self.below(width)).unwrap_or(0)
    }

    pub(crate) fn chance(&mut self, of: PerMille) -> bool {
        self.below(1000) < of as usize
    }

    pub(crate) fn choose<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = self.below(from.len());
        from.get(index).copied()
    }

    pub(crate) fn line(&mut self, from: &[&'static str]) -> &'static str {
        self.choose(from).unwrap_or_default()
    }

    /// The place of the weight that was hit.
    pub(crate) fn weighted(&mut self, weights: &[PerMille]) -> usize {
        let total: usize = weights.iter().map(|weight| *weight as usize).sum();
        let mut hit = self.below(total);
        for (index, weight) in weights.iter().enumerate() {
            let weight = *weight as usize;
            if hit < weight {
                return index;
            }
            hit -= weight;
        }
        0
    }

    /// The numbers below `length` in some order.
    pub(crate) fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for last in (1..length).rev() {
            let other = self.below(last + 1);
            order.swap(last, other);
        }
        order
    }
}
