//! The forms by which entries are written: a value, a facet, a strategy; a new one, or a new version.

use jiff::civil::Date;
use paceline_core::{
    Command, EntryId, Refusal, Sight, Text,
    compass::{self, Command as C, Entry, EvenOverText, FacetText, Says, StrategyText, ValueText},
    initiative::Audience,
};
use serde::Deserialize;

use super::fields::{button, words};
use crate::{
    acting::Acting,
    extract::{Pairs, Path, Query},
    form::{self, Field, FormPage},
    frame::Section,
    look::{Look, Seen, Shown},
    url::To,
    url_compass::InCompass,
};

/// The choice to keep a strategy to a few.
pub(super) const CHOSEN: &str = "chosen";

/// What is typed to write an entry of any kind; each takes what it knows.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) team: String,
    pub(super) review: String,
    pub(super) because: String,
    pub(super) text: String,
    pub(super) looks_like: String,
    pub(super) does_not_look_like: String,
    pub(super) level: String,
    pub(super) reason: String,
    pub(super) until: String,
    pub(super) diagnosis: String,
    pub(super) guiding_policy: String,
    pub(super) actions: String,
    pub(super) even_over: Vec<[String; 2]>,
    pub(super) audience: String,
    pub(super) shown_to: String,
}

/// What a link to a form fills in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begun {
    title: String,
    team: String,
}

/// Whether it is a new entry, or a new version of one that everyone reads, or of a draft.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    New,
    Version(EntryId),
    VersionOfDraft(EntryId),
}

impl Of {
    fn version_of(id: EntryId, entry: &Entry) -> Self {
        match entry.audience {
            Audience::Everyone => Self::Version(id),
            Audience::Chosen => Self::VersionOfDraft(id),
        }
    }

    fn entry(self) -> Option<EntryId> {
        match self {
            Self::New => None,
            Self::Version(id) | Self::VersionOfDraft(id) => Some(id),
        }
    }
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name| pairs.one(name).to_owned();
        let sides = pairs.all("this").zip(pairs.all("over"));
        Self {
            title: one("title"),
            team: one("team"),
            review: one("review"),
            because: one("because"),
            text: one("text"),
            looks_like: one("looks_like"),
            does_not_look_like: one("does_not_look_like"),
            level: one("level"),
            reason: one("reason"),
            until: one("until"),
            diagnosis: one("diagnosis"),
            guiding_policy: one("guiding_policy"),
            actions: one("actions"),
            even_over: sides
                .map(|(this, over)| [this.to_owned(), over.to_owned()])
                .collect(),
            audience: one("audience"),
            shown_to: one("shown_to"),
        }
    }
}

/// The day that was typed, or the refusal.
pub(super) fn day(written: &str) -> Result<Option<Date>, Refusal> {
    match written.trim() {
        "" => Ok(None),
        written => written
            .parse()
            .map(Some)
            .map_err(|_| Refusal::ImpossibleDate),
    }
}

impl Typed {
    /// What an entry says now, to be written anew. Days that have come are left out: they would be refused.
    fn of(says: &Says, review: Option<Date>, today: Date) -> Self {
        let ahead = |day: &Option<Date>| {
            let day = day.filter(|day| *day >= today);
            day.map_or_else(String::new, |day| day.to_string())
        };
        let maybe = |text: &Option<Text>| text.as_ref().map_or_else(String::new, Text::to_string);
        let typed = Self {
            title: says.title().to_string(),
            review: ahead(&review),
            ..Self::default()
        };
        match says {
            Says::Value {
                title: _,
                text,
                looks_like,
                does_not_look_like,
            } => Self {
                text: maybe(text),
                looks_like: maybe(looks_like),
                does_not_look_like: maybe(does_not_look_like),
                ..typed
            },
            Says::Facet {
                title: _,
                level,
                reason,
                until,
            } => Self {
                level: level.to_string(),
                reason: reason.to_string(),
                until: ahead(until),
                ..typed
            },
            Says::Strategy {
                title: _,
                diagnosis,
                guiding_policy,
                actions,
                even_over,
            } => {
                // One action is one line of the form.
                let line = |text: &Text| text.to_string().replace('\n', " ");
                let actions: Vec<String> = actions.iter().map(line).collect();
                Self {
                    diagnosis: diagnosis.to_string(),
                    guiding_policy: guiding_policy.to_string(),
                    actions: actions.join("\n"),
                    even_over: even_over
                        .iter()
                        .map(|even| [even.this.to_string(), even.over.to_string()])
                        .collect(),
                    ..typed
                }
            }
        }
    }

    fn command(
        &self,
        sight: Sight<'_>,
        kind: compass::Kind,
        entry: Option<EntryId>,
    ) -> Result<Command, Refusal> {
        let (title, because) = (self.title.clone(), self.because.clone());
        let team = form::team_named(sight, &self.team)?;
        let review = day(&self.review)?;
        let command = match kind {
            compass::Kind::Value => C::WriteValue(ValueText {
                entry,
                title,
                text: self.text.clone(),
                looks_like: self.looks_like.clone(),
                does_not_look_like: self.does_not_look_like.clone(),
                team,
                review,
                because,
            }),
            compass::Kind::Facet => C::StateFacet(FacetText {
                entry,
                title,
                level: self.level.clone(),
                reason: self.reason.clone(),
                until: day(&self.until)?,
                team,
                because,
            }),
            compass::Kind::Strategy => {
                let shown_to = form::people_named(sight, &self.shown_to)?;
                let is_chosen = self.audience == CHOSEN || !shown_to.is_empty();
                let lines = self.actions.lines().map(str::trim);
                let is_written = |[this, over]: &&[String; 2]| {
                    !this.trim().is_empty() || !over.trim().is_empty()
                };
                let even_over = self.even_over.iter().filter(is_written);
                C::WriteStrategy(StrategyText {
                    entry,
                    title,
                    diagnosis: self.diagnosis.clone(),
                    guiding_policy: self.guiding_policy.clone(),
                    actions: lines
                        .filter(|line| !line.is_empty())
                        .map(ToOwned::to_owned)
                        .collect(),
                    even_over: even_over
                        .map(|[this, over]| EvenOverText {
                            this: this.clone(),
                            over: over.clone(),
                        })
                        .collect(),
                    review,
                    team,
                    shown_to: (is_chosen && entry.is_none()).then_some(shown_to),
                    because,
                })
            }
        };
        Ok(Command::Compass(command))
    }

    fn page(&self, seen: &Seen<'_>, kind: compass::Kind, of: Of) -> FormPage {
        let (title, why) = words(kind, of);
        let mut fields = match kind {
            compass::Kind::Value => self.of_value(),
            compass::Kind::Facet => self.of_facet(),
            compass::Kind::Strategy => self.of_strategy(),
        };
        match of {
            Of::New => {
                fields.push(
                    Field::team(seen.sight, "Whose it is", &self.team)
                        .hint("No team: the whole organisation's."),
                );
                if kind == compass::Kind::Strategy {
                    fields.extend(self.of_audience());
                }
            }
            Of::Version(_) => fields.push(
                Field::text("because", "Why it changes", &self.because)
                    .hint("It stands beside the difference, for everybody who knew it as it was.")
                    .required(),
            ),
            Of::VersionOfDraft(_) => fields.push(
                Field::text("because", "Why it changes", &self.because)
                    .hint("A draft may change without a word."),
            ),
        }
        let (to, back, back_words, button) = match of.entry() {
            None => (
                InCompass::Write(kind),
                To::Compass,
                "Compass".to_owned(),
                button(kind),
            ),
            Some(id) => (
                InCompass::NewVersion(id, kind),
                To::Entry(id),
                id.to_string(),
                "Make it the new version",
            ),
        };
        FormPage {
            section: Section::Compass,
            title,
            why: why.to_owned(),
            back,
            back_words,
            form: form::Form::new(To::InCompass(to), button, fields),
            last: None,
        }
    }
}

async fn ask_for(look: Look, kind: compass::Kind, begun: Begun) -> Shown {
    let typed = Typed {
        title: begun.title,
        team: begun.team,
        ..Typed::default()
    };
    form::show(look, |seen| Some(typed.page(seen, kind, Of::New))).await
}

async fn take_in(acting: Acting, kind: compass::Kind, pairs: &Pairs) -> Shown {
    let typed = Typed::from(pairs);
    let command = acting.read(|seen| typed.command(seen.sight, kind, None));
    let to = |sight: Sight<'_>, receipt: &paceline_store::Receipt| {
        let mut entries = sight.entries();
        let made = entries.rfind(|(_, entry)| (receipt.first..=receipt.last).contains(&entry.seq));
        made.map_or(To::Compass, |(id, _)| To::Entry(id))
    };
    acting
        .run(command, to, |seen| Some(typed.page(seen, kind, Of::New)))
        .await
}

pub(crate) async fn new_value(look: Look, Query(begun): Query<Begun>) -> Shown {
    ask_for(look, compass::Kind::Value, begun).await
}

pub(crate) async fn value_written(acting: Acting, pairs: Pairs) -> Shown {
    take_in(acting, compass::Kind::Value, &pairs).await
}

pub(crate) async fn new_facet(look: Look, Query(begun): Query<Begun>) -> Shown {
    ask_for(look, compass::Kind::Facet, begun).await
}

pub(crate) async fn facet_stated(acting: Acting, pairs: Pairs) -> Shown {
    take_in(acting, compass::Kind::Facet, &pairs).await
}

pub(crate) async fn new_strategy(look: Look, Query(begun): Query<Begun>) -> Shown {
    ask_for(look, compass::Kind::Strategy, begun).await
}

pub(crate) async fn strategy_written(acting: Acting, pairs: Pairs) -> Shown {
    take_in(acting, compass::Kind::Strategy, &pairs).await
}

pub(crate) async fn new_version(look: Look, Path(id): Path<u32>) -> Shown {
    let id = EntryId(id);
    let (mut page, of) = look.find(|seen| {
        let entry = seen.sight.entry(id)?;
        let page = compass::page(seen.sight, None, id, seen.now)?;
        Some((page, Of::version_of(id, entry)))
    })?;
    look.fill(page.says.texts()).await?;
    let review = page.review.map(|review| review.day);
    let typed = Typed::of(&page.says, review, look.now.date());
    form::show(look, |seen| Some(typed.page(seen, page.kind, of))).await
}

pub(crate) async fn version_made(acting: Acting, Path(id): Path<u32>, pairs: Pairs) -> Shown {
    let id = EntryId(id);
    let typed = Typed::from(&pairs);
    let known = acting.read(|seen| {
        let entry = seen.sight.entry(id)?;
        Some((entry.kind(), Of::version_of(id, entry)))
    });
    let Some((kind, of)) = known else {
        return Err(crate::problem::Problem::NotFound);
    };
    let command = acting.read(|seen| typed.command(seen.sight, kind, Some(id)));
    let form = |seen: &Seen<'_>| Some(typed.page(seen, kind, of));
    acting.run(command, |_, _| To::Entry(id), form).await
}
