//! What teams make of an entry or a goal: its translations and the veer-offs from it, as a part of its page.

use paceline_core::{
    EntryId, Refusal, Text,
    compass::{
        Point, PointLink,
        difference::{self, Change as Became, Stretch},
    },
    reference::Reference,
    team::TeamLink,
    text,
    translation::{self, Change, TranslationView},
    veer_off::{self, Row},
};

use crate::{
    list::cut,
    look::{Look, Seen},
    problem::Problem,
    url::To,
    url_points::{Around, Say},
};

pub(crate) mod said;
pub(crate) mod team;
pub(crate) mod veer_offs;

/// The most veer-offs that a part of a page shows.
const DEPARTURES: usize = 30;
/// The most earlier wordings of one translation.
const EARLIER: usize = 10;

/// The translations of an entry or a goal and the veer-offs from it; a page holds one, and its template includes
/// `points/_parts.html`.
pub(crate) struct PointParts {
    of: Point,
    pub(crate) translations: Vec<Translated>,
    pub(crate) more_translations: usize,
    pub(crate) missing: Vec<TeamLink>,
    pub(crate) more_missing: usize,
    pub(crate) departures: Vec<Departure>,
    pub(crate) more_departures: usize,
    /// Whoever looks is of a team below it, and looks at today.
    pub(crate) may_say: bool,
}

impl PointParts {
    /// Nothing is said of it, and nothing can be.
    pub(crate) fn is_empty(&self) -> bool {
        self.translations.is_empty()
            && self.missing.is_empty()
            && self.departures.is_empty()
            && !self.may_say
    }

    pub(crate) fn translate(&self) -> To<'static> {
        To::Around(Around::Say(self.of, Say::Translate))
    }

    pub(crate) fn depart(&self) -> To<'static> {
        To::Around(Around::Say(self.of, Say::Depart))
    }

    /// How many teams have none.
    pub(crate) fn missing_in_all(&self) -> usize {
        self.missing.len() + self.more_missing
    }

    /// The same with its long texts, and the differences between them.
    pub(crate) async fn filled(mut self, look: &Look) -> Result<Self, Problem> {
        for translated in &mut self.translations {
            translated.fill(look).await?;
        }
        look.fill(
            self.departures
                .iter_mut()
                .flat_map(Departure::texts)
                .collect(),
        )
        .await?;
        Ok(self)
    }
}

/// What is said of an entry or a goal; none where whoever looks may not read it.
pub(crate) fn parts(seen: &Seen<'_>, of: Point) -> Option<PointParts> {
    let known = translation::of_point(seen.sight, of, seen.now)?;
    let mut departures: Vec<Departure> = veer_off::of_point(seen.sight, of, seen.now)
        .into_iter()
        .map(Departure::of)
        .collect();
    let translated = known.translations.into_iter();
    Some(PointParts {
        of,
        translations: translated
            .map(|view| Translated::of(view, seen.at.is_past()))
            .collect(),
        more_translations: known.more,
        more_missing: known.missing_in_all - known.missing.len(),
        missing: known.missing,
        more_departures: cut(&mut departures, DEPARTURES),
        departures,
        may_say: !known.ours.is_empty() && !seen.at.is_past(),
    })
}

/// A translation, with what changed in what it translates.
pub(crate) struct Translated {
    pub(crate) view: TranslationView,
    pub(crate) more_earlier: usize,
    /// Of a stale one, once its texts are read.
    pub(crate) differences: Vec<Difference>,
    pub(crate) may_say: bool,
}

/// A part of an entry or a goal, with its words that went and came.
pub(crate) struct Difference {
    pub(crate) part: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// Some words that stayed, went or came.
pub(crate) struct Piece(Stretch);

impl Piece {
    pub(crate) fn text(&self) -> &str {
        &self.0.text
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.0.change == Became::Taken
    }

    pub(crate) fn is_new(&self) -> bool {
        self.0.change == Became::Added
    }
}

impl Translated {
    fn of(mut view: TranslationView, is_past: bool) -> Self {
        Self {
            more_earlier: cut(&mut view.earlier, EARLIER),
            differences: Vec::new(),
            may_say: view.is_ours && !is_past,
            view,
        }
    }

    /// Where it is said that it still holds.
    pub(crate) fn confirm(&self) -> To<'static> {
        To::Around(Around::Say(self.view.of, Say::Confirm))
    }

    /// Where it is written anew.
    pub(crate) fn write(&self) -> To<'static> {
        To::Around(Around::TranslateFor(self.view.of, self.view.team.id))
    }

    async fn fill(&mut self, look: &Look) -> Result<(), Problem> {
        let mut texts = vec![&mut self.view.text];
        texts.extend(
            self.view
                .earlier
                .iter_mut()
                .map(|earlier| &mut earlier.text),
        );
        let mut changes: Vec<&mut Change> = Vec::new();
        if let Some(stale) = &mut self.view.stale {
            changes.extend(&mut stale.changes);
        }
        for change in changes {
            texts.extend(change.was.iter_mut().chain(&mut change.is));
        }
        look.fill(texts).await?;
        let stale = self.view.stale.iter();
        let changes = stale.flat_map(|stale| &stale.changes);
        self.differences = changes.filter_map(Difference::of).collect();
        Ok(())
    }
}

impl Difference {
    /// None where two long texts turned out to be the same.
    fn of(change: &Change) -> Option<Self> {
        let whole = |texts: &[Text]| {
            let texts: Vec<&str> = texts.iter().map(Text::short).collect();
            texts.join("\n")
        };
        let pieces = difference::words(&whole(&change.was), &whole(&change.is));
        let differs = pieces.iter().any(|piece| piece.change != Became::Kept);
        differs.then(|| Self {
            part: change.part,
            pieces: pieces.into_iter().map(Piece).collect(),
        })
    }
}

/// A veer-off as a row.
pub(crate) struct Departure {
    pub(crate) row: Row,
    pub(crate) of: Named,
}

impl Departure {
    pub(crate) fn of(row: Row) -> Self {
        Self {
            of: Named::of(&row.of),
            row,
        }
    }

    pub(crate) fn texts(&mut self) -> [&mut Text; 2] {
        [&mut self.row.stakeholder, &mut self.row.reason]
    }
}

/// An entry or a goal with the way to it.
pub(crate) struct Named {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) to: To<'static>,
}

impl Named {
    pub(crate) fn of(link: &PointLink) -> Self {
        match link {
            PointLink::Entry(entry) => Self {
                number: entry.id.to_string(),
                title: entry.title.clone(),
                to: To::Entry(entry.id),
            },
            PointLink::Goal(goal) => Self {
                number: goal.id.to_string(),
                title: goal.title.clone(),
                to: To::Goal(goal.id),
            },
        }
    }
}

/// The place of an entry or a goal.
pub(crate) fn place(of: Point) -> To<'static> {
    match of {
        Point::Entry(id) => To::Entry(id),
        Point::Goal(id) => To::Goal(id),
    }
}

/// The entry or goal with this number, as written.
pub(crate) fn point_named(written: &str) -> Result<Point, Refusal> {
    match named(written)? {
        Reference::Entry(id) => Ok(Point::Entry(id)),
        Reference::Goal(id) => Ok(Point::Goal(id)),
        Reference::Gap(_) | Reference::Initiative(_) | Reference::VeerOff(_) => {
            Err(no_such(written))
        }
    }
}

/// The entry with this number, as written.
pub(crate) fn entry_named(written: &str) -> Result<EntryId, Refusal> {
    match named(written)? {
        Reference::Entry(id) => Ok(id),
        Reference::Goal(_)
        | Reference::Gap(_)
        | Reference::Initiative(_)
        | Reference::VeerOff(_) => Err(no_such(written)),
    }
}

fn named(written: &str) -> Result<Reference, Refusal> {
    if written.trim().is_empty() {
        return Err(Refusal::Empty { what: "number" });
    }
    written.trim().parse()
}

fn no_such(written: &str) -> Refusal {
    Refusal::NoSuchReference {
        written: text::cut(written, 40),
    }
}
