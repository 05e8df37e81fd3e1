//! Translations: what an entry or a goal from above means for a team, in its own words (mission row L4).

use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Draft, PersonId, Recorded, Refusal, Seq, Sight, State, TeamId, Time, WordId,
    access::Viewer, compass::Point, team, text,
};

mod said;
mod view;

pub use said::{Change, changes};
pub(crate) use view::is_of;
pub use view::{
    Confirmed, EarlierView, OfPoint, OfTeam, StaleView, Translatable, TranslationView, of_point,
    of_team,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes what an entry or a goal from above means for a team; writing it again replaces it, and the earlier words stay on record.
    Write {
        /// What is translated.
        of: Point,
        team: TeamId,
        /// What this means for us.
        text: String,
    },
    /// Says that a translation still holds although what it translates has changed.
    Confirm { of: Point, team: TeamId },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Written {
        of: Point,
        team: TeamId,
        /// The version that was translated; the first is 1.
        version: u16,
        text: WordId,
    },
    Confirmed {
        of: Point,
        team: TeamId,
        version: u16,
    },
}

/// What we remember of one team's translation of one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// Oldest first; never empty.
    pub wordings: Vec<Wording>,
    /// The version of what is translated for which it was last said to hold.
    pub version: u16,
    pub confirmed: Option<(Time, Option<PersonId>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    pub text: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

impl Translation {
    pub fn wording(&self) -> Option<Wording> {
        self.wordings.last().copied()
    }

    /// Whether what it translates has changed since.
    pub fn is_stale(&self, sight: Sight<'_>, of: Point) -> bool {
        of.version(sight) > self.version
    }
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Write { of, team, text } => {
            let version = translatable(draft.state, person, (*of, *team))?;
            let text = text::text("translation", text)?;
            let known = draft.state.translation(*of, *team);
            let says_so = |wording: Wording| draft.state.words.short(wording.text) == text;
            let same = known.filter(|known| known.wording().is_some_and(says_so));
            match same {
                Some(known) if known.version >= version => {
                    return Err(Refusal::TranslatedSo { of: of.to_string() });
                }
                // The same words for what has changed: they still hold.
                Some(_) => Event::Confirmed {
                    of: *of,
                    team: *team,
                    version,
                },
                None => Event::Written {
                    of: *of,
                    team: *team,
                    version,
                    text: draft.word(text),
                },
            }
        }
        Command::Confirm { of, team } => {
            let version = translatable(draft.state, person, (*of, *team))?;
            let known = draft.state.translation(*of, *team);
            let known = known.ok_or_else(|| Refusal::NotTranslated { of: of.to_string() })?;
            if known.version >= version {
                return Err(Refusal::TranslationHolds { of: of.to_string() });
            }
            Event::Confirmed {
                of: *of,
                team: *team,
                version,
            }
        }
    };
    draft.happened(crate::Event::Translation(event));
    Ok(())
}

/// The version that a team translates, or why it cannot: the point stands above the team, and whoever asks is of the team.
fn translatable(
    state: &State,
    asker: PersonId,
    (of, team): (Point, TeamId),
) -> Result<u16, Refusal> {
    team::member_or_refuse(state, team, asker)?;
    of.binds_or_refuse(state, asker, team)?;
    Ok(of.version(state.seen_by(Viewer::of(state, asker))))
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    let by = recorded.by.person();
    match event {
        Event::Written {
            of,
            team,
            version,
            text,
        } => {
            let known = state.translations.entry((*of, *team));
            let known = known.or_insert_with(|| Translation {
                wordings: Vec::new(),
                version: *version,
                confirmed: None,
            });
            known.version = *version;
            known.wordings.push(Wording {
                text: *text,
                at: recorded.at,
                seq: recorded.seq,
                by,
            });
        }
        Event::Confirmed { of, team, version } => {
            if let Some(known) = state.translations.get_mut(&(*of, *team)) {
                known.version = *version;
                known.confirmed = Some((recorded.at, by));
            }
        }
    }
}

#[cfg(test)]
mod tests;
