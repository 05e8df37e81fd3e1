//! What reaches a person by mail: everything that waits, in the morning if they want it, and at once what is asked of
//! them by name. What is asked of them stands in Today whatever they choose.

use serde::{Deserialize, Serialize};

use crate::{PersonId, State, Time, rhythm::Rhythm};

/// How often everything that waits comes as one mail.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Digest {
    #[default]
    Never,
    /// At eight in the morning, on days on which something waits.
    EveryMorning,
    /// At eight in the morning of the weekday of one's rhythm, when something waits.
    EveryWeek,
}

impl Digest {
    pub const ALL: [Self; 3] = [Self::Never, Self::EveryMorning, Self::EveryWeek];

    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::EveryMorning => "every morning",
            Self::EveryWeek => "every week",
        }
    }
}

/// What comes by mail as soon as it happens.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AtOnce {
    /// What is asked of oneself by name, and texts that mention one.
    #[default]
    Asked,
    Never,
}

impl AtOnce {
    pub const ALL: [Self; 2] = [Self::Asked, Self::Never];

    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Never => "never",
        }
    }
}

/// What a person chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub digest: Digest,
    pub at_once: AtOnce,
    /// Since when the digest is chosen as it is: a morning before that is none of theirs.
    pub since: Option<Time>,
}

impl Mail {
    /// Whether the digest is due: once a day, from the morning of the person's own calendar day until that day's end.
    /// A server that was down in the morning sends it later that day, and lets a day pass that it missed.
    pub fn is_due(&self, rhythm: &Rhythm, last: Option<Time>, now: Time) -> bool {
        let is_its_day = match self.digest {
            Digest::Never => false,
            Digest::EveryMorning => true,
            Digest::EveryWeek => rhythm.has_its_weekday(now),
        };
        if !is_its_day || rhythm.paused {
            return false;
        }
        let Some(morning) = rhythm.morning_of(now) else {
            return false;
        };
        let is_chosen = self.since.is_none_or(|since| since < morning);
        let is_unsent = last.is_none_or(|last| rhythm.day_of(last) < rhythm.day_of(now));
        morning <= now && is_chosen && is_unsent
    }
}

/// The fold of a choice.
pub(super) fn remember(
    state: &mut State,
    (person, at): (PersonId, Time),
    (digest, at_once): (Digest, AtOnce),
) {
    if let Some(person) = state.people.get_mut(person.index()) {
        let before = person.mail;
        let is_new = before.digest != digest;
        person.mail = Mail {
            digest,
            at_once,
            since: if is_new { Some(at) } else { before.since },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Command, Refusal,
        person::{self, Role},
        rhythm::{Every, Weekday},
        testing::{ADA, BEN, Story},
    };

    /// A moment as a clock in UTC shows it: `2026-03-29 01:00`.
    fn at(written: &str) -> Time {
        let moment: jiff::Timestamp = format!("{}Z", written.replace(' ', "T"))
            .parse()
            .expect("a moment");
        moment.into()
    }

    fn on(zone: &str, weekday: Weekday) -> Rhythm {
        Rhythm {
            every: Every::Week,
            weekday,
            zone: zone.to_owned(),
            paused: false,
        }
    }

    fn chosen(digest: Digest) -> Mail {
        Mail {
            digest,
            ..Mail::default()
        }
    }

    /// The first minute from `from` on at which the digest is due.
    fn first(mail: Mail, rhythm: &Rhythm, last: Option<Time>, from: &str) -> Option<String> {
        let from = at(from);
        let mut minutes = (0..8 * 24 * 60).map(|minute| Time(from.0 + minute * 60));
        let due = minutes.find(|now| mail.is_due(rhythm, last, *now))?;
        Some(due.timestamp().strftime("%F %R").to_string())
    }

    #[test]
    fn the_morning_is_that_of_the_persons_own_zone() {
        let every = chosen(Digest::EveryMorning);
        let last = Some(at("2026-02-01 08:00"));
        let of = |zone| first(every, &on(zone, Weekday::Monday), last, "2026-02-01 12:00");
        // Fourteen hours ahead of UTC, and ten behind.
        assert_eq!(
            of("Pacific/Kiritimati").as_deref(),
            Some("2026-02-01 18:00")
        );
        assert_eq!(of("UTC").as_deref(), Some("2026-02-02 08:00"));
        let honolulu = on("Pacific/Honolulu", Weekday::Monday);
        let last = Some(at("2026-01-31 18:00"));
        let next = first(every, &honolulu, last, "2026-02-01 00:00");
        assert_eq!(next.as_deref(), Some("2026-02-01 18:00"));
        assert!(!every.is_due(
            &honolulu,
            next.map(|next| at(&next)),
            at("2026-02-02 09:59")
        ));
    }

    #[test]
    fn it_is_eight_before_and_after_the_clocks_change() {
        let berlin = on("Europe/Berlin", Weekday::Sunday);
        let every = chosen(Digest::EveryMorning);
        for (last, due) in [
            ("2026-03-27 07:00", "2026-03-28 07:00"),
            ("2026-03-28 07:00", "2026-03-29 06:00"),
            ("2026-10-23 06:00", "2026-10-24 06:00"),
            ("2026-10-24 06:00", "2026-10-25 07:00"),
        ] {
            let next = first(every, &berlin, Some(at(last)), last);
            assert_eq!(next.as_deref(), Some(due));
        }
    }

    #[test]
    fn a_day_that_is_left_out_moves_to_the_next() {
        // Samoa had no Friday 2011-12-30: who has their mail on Fridays gets it on Saturday.
        let samoa = on("Pacific/Apia", Weekday::Friday);
        let weekly = chosen(Digest::EveryWeek);
        let next = first(
            weekly,
            &samoa,
            Some(at("2011-12-23 18:00")),
            "2011-12-24 00:00",
        );
        assert_eq!(next.as_deref(), Some("2011-12-30 18:00"));
        assert_eq!(
            samoa.day_of(at("2011-12-30 18:00")).to_string(),
            "2011-12-31"
        );
    }

    #[test]
    fn every_week_is_the_weekday_of_the_rhythm() {
        let fridays = on("Europe/Berlin", Weekday::Friday);
        let weekly = chosen(Digest::EveryWeek);
        let first_friday = first(weekly, &fridays, None, "2026-06-01 00:00");
        assert_eq!(first_friday.as_deref(), Some("2026-06-05 06:00"));
        let next = first(
            weekly,
            &fridays,
            Some(at("2026-06-05 06:00")),
            "2026-06-05 06:01",
        );
        assert_eq!(next.as_deref(), Some("2026-06-12 06:00"));
    }

    #[test]
    fn a_morning_that_was_missed_is_made_up_for_on_that_day_alone() {
        let berlin = on("Europe/Berlin", Weekday::Monday);
        let every = chosen(Digest::EveryMorning);
        let last = Some(at("2026-06-01 06:00"));
        assert!(
            every.is_due(&berlin, last, at("2026-06-02 21:59")),
            "still that evening"
        );
        assert!(
            !every.is_due(&berlin, last, at("2026-06-02 22:00")),
            "past midnight"
        );
        assert!(every.is_due(&berlin, last, at("2026-06-03 06:00")));
        let late = Some(at("2026-06-03 21:00"));
        assert!(
            !every.is_due(&berlin, late, at("2026-06-03 21:59")),
            "once a day"
        );
        assert!(every.is_due(&berlin, late, at("2026-06-04 06:00")));
    }

    #[test]
    fn who_pauses_or_never_chose_gets_none() {
        let paused = Rhythm {
            paused: true,
            ..on("UTC", Weekday::Monday)
        };
        let noon = at("2026-06-01 12:00");
        assert!(!chosen(Digest::EveryMorning).is_due(&paused, None, noon));
        assert!(!Mail::default().is_due(&on("UTC", Weekday::Monday), None, noon));
    }

    #[test]
    fn a_choice_is_remembered_and_begins_with_the_next_morning() {
        let mut story = Story::new();
        let choose =
            |digest, at_once| Command::Person(person::Command::ChooseMail { digest, at_once });
        let of_ada = |story: &Story| story.state.person(ADA).unwrap().mail;
        assert_eq!(of_ada(&story), Mail::default());
        story.now = at("2026-06-01 09:00");
        story.does(ADA, choose(Digest::EveryMorning, AtOnce::Asked));
        let utc = Rhythm::default();
        assert!(!of_ada(&story).is_due(&utc, None, at("2026-06-01 09:05")));
        assert!(of_ada(&story).is_due(&utc, None, at("2026-06-02 08:00")));
        // To change the other choice moves nothing, and to choose the same again is no news.
        story.now = at("2026-06-02 08:01");
        story.does(ADA, choose(Digest::EveryMorning, AtOnce::Never));
        assert_eq!(of_ada(&story).at_once, AtOnce::Never);
        assert!(of_ada(&story).is_due(&utc, None, at("2026-06-02 08:05")));
        let before = story.state.seq;
        story.does(ADA, choose(Digest::EveryMorning, AtOnce::Never));
        assert_eq!(story.state.seq, before);
        let ben = story.state.person(BEN).unwrap();
        assert_eq!(ben.mail, Mail::default(), "it is nobody else's choice");
        let guest = story.joins("gus", Role::Guest);
        story.does(guest, choose(Digest::EveryWeek, AtOnce::Asked));
        let leave = person::Command::Leave { person: BEN };
        story.does(ADA, Command::Person(leave));
        let gone = story.tries(
            crate::By::Person(BEN),
            &choose(Digest::Never, AtOnce::Never),
        );
        assert_eq!(gone, Err(Refusal::YouHaveLeft));
    }
}
