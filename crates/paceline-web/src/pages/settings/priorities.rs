//! One's own priorities: three to five in their order, kept to oneself or shared.

use paceline_core::{
    Command,
    person::{self, Priorities, Sharing, priorities::MOST},
};

use super::page_from;
use crate::{
    acting::Acting,
    extract::Pairs,
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Shown},
    url::To,
    url_accounts::Mine,
};

/// What is typed: a place and a priority a row.
pub(crate) struct Typed {
    rows: Vec<[String; 2]>,
    sharing: String,
}

/// As a form sends it.
fn word(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Private => "private",
        Sharing::Shared => "shared",
    }
}

impl From<Option<Priorities>> for Typed {
    fn from(known: Option<Priorities>) -> Self {
        let sharing = known
            .as_ref()
            .map_or(Sharing::Private, |known| known.sharing);
        let ranked = known.into_iter().flat_map(|known| known.ranked);
        let titles = ranked
            .map(|title| title.to_string())
            .chain(std::iter::repeat(String::new()));
        let rows = (1..=MOST).zip(titles);
        Self {
            rows: rows
                .map(|(place, title)| [place.to_string(), title])
                .collect(),
            sharing: word(sharing).to_owned(),
        }
    }
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let places = pairs.all("place");
        let rows = places.zip(pairs.all("priority")).take(MOST);
        Self {
            rows: rows
                .map(|(place, title)| [place.to_owned(), title.to_owned()])
                .collect(),
            sharing: pairs.one("sharing").to_owned(),
        }
    }
}

impl Typed {
    /// The priorities in the order of the numbers. What was moved to a place goes before what stood there when it was
    /// moved up, and after it when it was moved down.
    fn ranked(&self) -> Vec<String> {
        let mut rows: Vec<(usize, std::cmp::Ordering, &String)> = (1..)
            .zip(&self.rows)
            .filter(|(_, [_, title])| !title.trim().is_empty())
            .map(|(stood, [place, title])| {
                let place = place.trim().parse().unwrap_or(stood);
                (place, place.cmp(&stood), title)
            })
            .collect();
        rows.sort_by_key(|(place, moved, _)| (*place, *moved));
        rows.into_iter()
            .map(|(_, _, title)| title.clone())
            .collect()
    }

    fn command(&self) -> Command {
        let is_shared = self.sharing == word(Sharing::Shared);
        Command::Person(person::Command::RankPriorities {
            priorities: self.ranked(),
            sharing: if is_shared {
                Sharing::Shared
            } else {
                Sharing::Private
            },
        })
    }

    fn page(self) -> FormPage {
        let choices = vec![
            Choice::new(word(Sharing::Private), "Only I see them"),
            Choice::new(
                word(Sharing::Shared),
                "Everybody in the organisation sees them on my page",
            ),
        ];
        let mut rows = self.rows;
        for place in rows.len() + 1..=MOST {
            rows.push([place.to_string(), String::new()]);
        }
        let fields = vec![
            Field::new("priority", "Three to five, in their order", Kind::Ranked(rows), "").hint(
                "Change a number to move one up or down. What they are about can be named: I-7, G-3, O-2, C-1. Leave \
                 all empty to have none.",
            ),
            Field::new("sharing", "Who sees them", Kind::Radio(choices), &self.sharing),
        ];
        page_from(
            To::Me,
            (
                "My priorities",
                "What you would not let go of. For all else the question is whether it will matter to you in six months; \
                 if not, follow.",
            ),
            form::Form::new(To::Mine(Mine::Priorities), "Save", fields),
        )
    }
}

pub(crate) async fn priorities(look: Look) -> Shown {
    form::show(look, |seen| {
        let known = person::priorities(seen.sight, seen.me());
        Some(Typed::from(known).page())
    })
    .await
}

pub(crate) async fn ranked(acting: Acting, pairs: Pairs) -> Shown {
    let typed = Typed::from(&pairs);
    let command = typed.command();
    acting
        .run(Ok(command), |_, _| To::Me, |_| Some(typed.page()))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(rows: &[(&str, &str)]) -> String {
        let rows = rows.iter();
        let typed = Typed {
            rows: rows
                .map(|(place, title)| [(*place).to_owned(), (*title).to_owned()])
                .collect(),
            sharing: String::new(),
        };
        typed.ranked().join(" ")
    }

    #[test]
    fn a_number_moves_a_priority_up_or_down() {
        let as_they_stand = [("1", "A"), ("2", "B"), ("3", "C"), ("4", ""), ("5", "")];
        assert_eq!(ranked(&as_they_stand), "A B C");
        assert_eq!(ranked(&[("1", "A"), ("2", "B"), ("1", "C")]), "C A B");
        assert_eq!(ranked(&[("3", "A"), ("2", "B"), ("3", "C")]), "B C A");
        assert_eq!(ranked(&[("2", "A"), ("1", "B"), ("x", "C")]), "B A C");
        assert_eq!(ranked(&[("", "A"), ("", " "), ("1", "C")]), "C A");
    }
}
