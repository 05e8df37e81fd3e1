//! How like a draft each thing is by its words: rare ones count more than common ones, and titles more than texts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, source::worth};
use crate::search::tokens::{stands_alone, tokens};

/// The most words of a draft that are looked for.
const WORDS_OF_A_DRAFT: usize = 5_000;
/// How many shared words are named as the reason.
const NAMED: usize = 3;
/// Words that say nothing of what a text is about.
const EMPTY: [&str; 64] = [
    "about", "after", "again", "all", "also", "and", "any", "are", "because", "been", "before",
    "being", "but", "can", "could", "did", "does", "each", "every", "for", "from", "had", "has",
    "have", "her", "his", "how", "into", "its", "may", "more", "most", "must", "not", "now", "one",
    "only", "our", "out", "over", "should", "some", "such", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "was", "were", "what", "when", "which", "who",
    "will", "with", "would", "you", "your",
];

/// The words of one thing, each with what it is worth: more where it stands in the title.
type Bag = BTreeMap<String, u32>;

/// Adds to each thing what the words that it shares with the draft are worth.
pub(super) fn weigh(candidates: &mut [Candidate], draft: &str) {
    let wanted = words_of(draft);
    let bags: Vec<Bag> = candidates.iter().map(bag).collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for word in bags.iter().flat_map(BTreeMap::keys) {
        *spread.entry(word).or_default() += 1;
    }
    for (candidate, bag) in candidates.iter_mut().zip(&bags) {
        let mut shared: Vec<(u32, &str)> = bag
            .iter()
            .filter(|(word, _)| wanted.contains(*word))
            .map(|(word, worth)| {
                let share = bags.len() / spread.get(word.as_str()).copied().unwrap_or(1).max(1);
                (worth * (1 + share.max(1).ilog2()), word.as_str())
            })
            .collect();
        shared.sort_by_key(|(worth, word)| (std::cmp::Reverse(*worth), *word));
        let sum: u32 = shared.iter().map(|(worth, _)| worth).sum();
        // One common word in a text is chance; two, or one of a title, are not.
        let by_chance = shared.len() < 2 && shared.first().is_none_or(|(worth, _)| *worth < 6);
        if by_chance {
            continue;
        }
        candidate.score += sum.min(worth::WORDS_AT_MOST);
        let named: Vec<String> = shared
            .iter()
            .take(NAMED)
            .map(|(_, word)| format!("“{word}”"))
            .collect();
        let (noun, named) = match named.len() {
            1 => ("word", named.join("")),
            _ => ("words", named.join(", ")),
        };
        candidate
            .reasons
            .push(format!("shares the {noun} {named} with the draft"));
    }
}

fn words_of(draft: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    tokens(draft, |_, word| {
        if words.len() < WORDS_OF_A_DRAFT && says_something(word) {
            words.insert(stem(word).to_owned());
        }
    });
    words
}

fn bag(candidate: &Candidate) -> Bag {
    let mut bag = Bag::new();
    let mut take = |text: &str, worth: u32| {
        tokens(text, |_, word| {
            if says_something(word) {
                let known = bag.entry(stem(word).to_owned()).or_default();
                *known = worth.max(*known);
            }
        });
    };
    take(candidate.title.short(), 3);
    for stretch in &candidate.says {
        take(stretch.text.short(), 1);
    }
    for key_result in &candidate.key_results {
        take(&key_result.wanted, 1);
    }
    bag
}

fn says_something(word: &str) -> bool {
    let long = word.chars().count() > 2 || word.chars().any(stands_alone);
    let is_number = word.chars().all(|c| c.is_ascii_digit());
    long && !is_number && EMPTY.binary_search(&word).is_err()
}

/// One and many are the same word: `release` and `releases`.
fn stem(word: &str) -> &str {
    let bare = word.strip_suffix('s').filter(|bare| bare.len() > 3);
    bare.filter(|bare| !bare.ends_with(['s', 'u', 'i']))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_words_are_in_order() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn words_are_told_apart_by_what_they_say() {
        let words = words_of("The releases of a Checkout: 12 releases, status and 発布.");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["checkout", "release", "status", "布", "発"]);
    }
}
