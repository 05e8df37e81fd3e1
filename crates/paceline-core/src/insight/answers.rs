//! Time to first answer: how soon whoever asked for support heard from somebody, by how much was asked (mission row L12).
//!
//! It is about answering, not about anybody: nothing is said where fewer than five people answered.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{GROUP, Scope};
use crate::{
    PersonId, Sight, Time,
    initiative::{
        Ask, Size,
        asking::{after, middle, took},
    },
};

/// So many answered asks make the slowest tenth worth telling: two of them at least.
const ENOUGH: usize = 20;

/// How soon the asks of some initiatives were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "FirstAnswers")]
pub struct Answers {
    pub from: Time,
    pub now: Time,
    /// All asks, whatever their size; those of which nobody said it are counted here alone.
    pub all: Answered,
    /// Small, medium, large.
    pub by_size: Vec<Answered>,
}

/// Asks of one size, or all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "FirstAnswersOf")]
pub struct Answered {
    /// `None`: all.
    pub size: Option<Size>,
    /// How many were asked in this time.
    pub asked: usize,
    /// How many of them somebody else answered; `None` where fewer than five people did.
    pub answered: Option<usize>,
    /// Seconds, half of them sooner and half of them later.
    pub median: Option<i64>,
    /// Seconds within which nine in ten were answered; `None` of fewer than twenty.
    pub ninetieth: Option<i64>,
}

/// How soon asks of this time had their first answer; nothing is said of a group of fewer than five people.
pub fn answers(sight: Sight<'_>, scope: &Scope, from: Time, now: Time) -> Option<Answers> {
    if scope.inside.is_some() && scope.people(sight).len() < GROUP {
        return None;
    }
    let mut asks: Vec<&Ask> = Vec::new();
    for (_, entity) in sight.initiatives() {
        if entity.last_change >= from && scope.has(entity.team) {
            asks.extend(
                entity
                    .asks
                    .iter()
                    .filter(|ask| ask.at >= from && ask.at <= now),
            );
        }
    }
    let of = |size: Size| {
        let ours = asks.iter().copied().filter(|ask| ask.size == Some(size));
        Answered::of(Some(size), ours)
    };
    Some(Answers {
        from,
        now,
        by_size: Size::ALL.map(of).into(),
        all: Answered::of(None, asks.iter().copied()),
    })
}

impl Answered {
    fn of<'a>(size: Option<Size>, asks: impl Iterator<Item = &'a Ask>) -> Self {
        let (mut asked, mut times) = (0, Vec::new());
        let mut people: BTreeSet<PersonId> = BTreeSet::new();
        for ask in asks {
            asked += 1;
            if let Some(answer) = ask.answered_by_another() {
                times.push(took(ask, answer));
                people.extend(answer.by);
            }
        }
        // What few answered would tell how soon each of them did.
        let times = Some(times).filter(|_| people.len() >= GROUP);
        let answered = times.as_ref().map(Vec::len);
        let ninetieth = times.clone().filter(|times| times.len() >= ENOUGH);
        Self {
            size,
            asked,
            answered,
            median: times.and_then(middle),
            ninetieth: ninetieth.and_then(|mut times| {
                times.sort_unstable();
                times.get((times.len() * 9).div_ceil(10) - 1).copied()
            }),
        }
    }

    /// `Small asks`, `All asks`.
    pub fn title(&self) -> String {
        let which = self.size.map_or("all", Size::word);
        format!("{} asks", crate::text::capital(which))
    }

    /// `after 5 h`.
    pub fn usually(&self) -> Option<String> {
        self.median.map(after)
    }

    /// `within 2 days`.
    pub fn at_the_latest(&self) -> Option<String> {
        let after = after(self.ninetieth?);
        Some(match after.strip_prefix("after ") {
            Some(took) => format!("within {took}"),
            None => after,
        })
    }
}

impl Answers {
    /// The finding in words.
    pub fn sentence(&self) -> String {
        let (asked, usually) = (self.all.asked, self.all.usually());
        match (asked, usually, self.all.answered) {
            (0, ..) => "Nobody asked for support in this time.".to_owned(),
            (_, Some(usually), Some(answered)) => {
                let most = self.all.at_the_latest();
                let most = most.map_or(String::new(), |most| {
                    format!(" Nine in ten of them were answered {most}.")
                });
                format!(
                    "{answered} of {asked} asks were answered, half of them {usually} or sooner.{most}"
                )
            }
            _ => "Too few people have answered to say how soon without saying who.".to_owned(),
        }
    }
}
