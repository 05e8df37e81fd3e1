//! What an organisation keeps for everybody, and what somebody keeps for themselves.

use paceline_core::{
    Command,
    initiative::{
        Kind, Stage,
        template::{FIRST, Field},
    },
    organisation::Command as Of,
    person::{self, Sharing},
    rhythm::Weekday,
};

use crate::common::{MONA, PRIYA, World};

/// Two calendars, a template beside the built-in ones and one in the place of one, a stage of the guide in words of our own,
/// private and shared priorities.
pub(super) async fn keeps(world: &World) {
    let field = |heading: &str, hint: &str| Field {
        heading: heading.to_owned(),
        hint: hint.to_owned(),
    };
    for command in [
        Of::SetHolidays {
            calendar: "everyone".to_owned(),
            days: vec!["2026-12-25".parse().unwrap(), "2027-01-01".parse().unwrap()],
            weekend: Vec::new(),
        },
        Of::SetHolidays {
            calendar: "Kuwait".to_owned(),
            days: Vec::new(),
            weekend: vec![Weekday::Friday, Weekday::Saturday],
        },
        Of::WriteTemplate {
            name: "Design note".to_owned(),
            kind: Kind::Proposal,
            fields: vec![
                field(FIRST, "A number, please."),
                field("Options", "At least two."),
                field("Choice", ""),
            ],
        },
        Of::WriteTemplate {
            name: "Event".to_owned(),
            kind: Kind::Event,
            fields: vec![field("When and where", "And for whom.")],
        },
        Of::WriteGuide {
            stage: Stage::Shared,
            text: "Come to the **market** on Thursday, and bring what you have.".to_owned(),
        },
    ] {
        world.does(MONA, Command::Organisation(command)).await;
    }
    let calendar = Some("Kuwait".to_owned());
    let ranks = |sharing, titles: [&str; 3]| person::Command::RankPriorities {
        priorities: titles.map(str::to_owned).into(),
        sharing,
    };
    let titles = ["Calm nights, O-1", "I-1", "Learn to follow @priya"];
    for (who, command) in [
        (MONA, person::Command::KeepHolidays { calendar }),
        (MONA, ranks(Sharing::Private, titles)),
        (PRIYA, ranks(Sharing::Shared, ["G-1", "New people", "Rest"])),
    ] {
        world.does(who, Command::Person(command)).await;
    }
}
