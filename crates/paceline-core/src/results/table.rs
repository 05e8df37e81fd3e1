//! Results as one table for a spreadsheet: a row a thing, every number in a cell of its own.

use super::{GapEnded, GoalEnded, InitiativeEnded, MeasureThen, Results, StillOpen, TookPart};
use crate::{
    compass::PointLink,
    goal::GoalLink,
    initiative::{FirstLead, ServesView},
    person::PersonLink,
    team::TeamLink,
};

/// The names of the columns.
pub const HEAD: [&str; COLUMNS] = [
    "part",
    "reference",
    "title",
    "team",
    "lead",
    "day",
    "outcome",
    "score",
    "confidence",
    "measure",
    "unit",
    "before",
    "after",
    "target",
    "expected",
    "serves",
    "words",
];

const COLUMNS: usize = 17;

/// One row, cell by cell.
#[derive(Default)]
struct Row {
    part: &'static str,
    reference: String,
    title: String,
    team: String,
    lead: String,
    day: String,
    outcome: String,
    score: String,
    confidence: String,
    measure: [String; 6],
    serves: String,
    words: String,
}

impl Row {
    fn of_goal(part: &'static str, goal: &GoalLink, team: Option<&TeamLink>) -> Self {
        Self {
            part,
            reference: goal.id.to_string(),
            title: goal.title.clone(),
            team: team_name(team),
            ..Self::default()
        }
    }

    fn cells(self) -> [String; COLUMNS] {
        let [measure, unit, before, after, target, expected] = self.measure;
        [
            self.part.to_owned(),
            self.reference,
            self.title,
            self.team,
            self.lead,
            self.day,
            self.outcome,
            self.score,
            self.confidence,
            measure,
            unit,
            before,
            after,
            target,
            expected,
            self.serves,
            self.words,
        ]
    }
}

impl Results {
    /// Every row below [`HEAD`]. Long texts are as far as they were read.
    pub fn table(&self) -> Vec<[String; COLUMNS]> {
        let mut rows: Vec<Row> = Vec::new();
        for ended in &self.goals {
            rows.push(goal_ended(ended));
            let team = ended.team.as_ref();
            rows.extend(key_results(&ended.goal, team, &ended.progress));
        }
        for (part, ended) in [
            ("initiative delivered", &self.delivered),
            ("initiative put down", &self.put_down),
        ] {
            for ended in ended {
                rows.push(initiative_ended(part, ended));
                rows.extend(credits(ended));
            }
        }
        rows.extend(self.gaps.iter().map(gap_ended));
        rows.extend(self.measures.iter().map(|moved| Row {
            measure: measure(&moved.measure),
            ..Row::of_goal("measure that moved", &moved.goal, moved.team.as_ref())
        }));
        for open in &self.open {
            rows.push(still_open(open));
            let team = open.team.as_ref();
            rows.extend(key_results(&open.goal, team, &open.progress));
        }
        rows.extend(self.people.iter().map(took_part));
        rows.extend(self.first_leads.iter().map(led_first));
        rows.into_iter().map(Row::cells).collect()
    }
}

fn goal_ended(ended: &GoalEnded) -> Row {
    let serves = ended.serves.iter().map(|point| match point {
        PointLink::Entry(entry) => format!("{} {}", entry.id, entry.title),
        PointLink::Goal(goal) => format!("{} {}", goal.id, goal.title),
    });
    Row {
        lead: name(ended.lead.as_ref()),
        day: ended.at.to_string(),
        outcome: ended.outcome.word().to_owned(),
        score: optional(ended.score),
        confidence: optional(ended.confidence.map(|confidence| confidence.given)),
        serves: serves.collect::<Vec<_>>().join("; "),
        words: optional(ended.learned.as_ref()),
        ..Row::of_goal("goal closed", &ended.goal, ended.team.as_ref())
    }
}

fn still_open(open: &StillOpen) -> Row {
    let later = |later: super::Later| format!("{} on {}", later.outcome.word(), later.at);
    Row {
        lead: name(open.lead.as_ref()),
        day: open.until.to_string(),
        outcome: open
            .claimed
            .map_or("pending", crate::initiative::Status::word)
            .to_owned(),
        confidence: optional(open.confidence.map(|confidence| confidence.given)),
        words: optional(open.later.map(later)),
        ..Row::of_goal("goal still open", &open.goal, open.team.as_ref())
    }
}

/// What the key results of a goal were at the end, a row each.
fn key_results(
    goal: &GoalLink,
    team: Option<&TeamLink>,
    progress: &[MeasureThen],
) -> impl Iterator<Item = Row> {
    progress.iter().map(move |then| Row {
        measure: measure(then),
        ..Row::of_goal("progress at the end", goal, team)
    })
}

fn measure(then: &MeasureThen) -> [String; 6] {
    [
        then.name.clone(),
        then.unit.clone(),
        then.before.to_string(),
        then.after.to_string(),
        then.target.to_string(),
        optional(then.expected),
    ]
}

fn initiative_ended(part: &'static str, ended: &InitiativeEnded) -> Row {
    let serves = ended.serves.iter().map(|serves| match serves {
        ServesView::Gap(gap) => format!("{} {}", gap.id, gap.is),
        ServesView::Goal(goal) => format!("{} {}", goal.id, goal.title),
        ServesView::Strategy(entry) => format!("{} {}", entry.id, entry.title),
    });
    Row {
        part,
        reference: ended.initiative.id.to_string(),
        title: ended.initiative.title.clone(),
        team: team_name(ended.team.as_ref()),
        lead: name(ended.lead.as_ref()),
        day: ended.at.to_string(),
        outcome: ended.stage.word().to_owned(),
        serves: serves.collect::<Vec<_>>().join("; "),
        words: optional(ended.learned.as_ref()),
        ..Row::default()
    }
}

/// Who is credited for an initiative, a row each.
fn credits(ended: &InitiativeEnded) -> impl Iterator<Item = Row> {
    let credits = ended.credited.iter().flat_map(|known| &known.credits);
    credits.map(|credit| Row {
        part: "credit",
        reference: ended.initiative.id.to_string(),
        title: credit.person.name.clone(),
        outcome: credit.in_words(),
        words: optional(credit.words.as_ref()),
        ..Row::default()
    })
}

fn led_first(led: &FirstLead) -> Row {
    Row {
        part: "led for the first time",
        reference: led.initiative.id.to_string(),
        title: led.person.name.clone(),
        day: led.from.to_string(),
        words: led.in_words(),
        ..Row::default()
    }
}

fn gap_ended(ended: &GapEnded) -> Row {
    Row {
        part: "gap closed",
        reference: ended.gap.id.to_string(),
        title: ended.is.to_string(),
        team: team_name(ended.team.as_ref()),
        lead: name(ended.by.as_ref()),
        day: ended.at.to_string(),
        outcome: "closed".to_owned(),
        words: ended.outcome.to_string(),
        ..Row::default()
    }
}

fn took_part(took: &TookPart) -> Row {
    Row {
        part: "person",
        title: took.person.name.clone(),
        words: took.in_words(),
        ..Row::default()
    }
}

fn name(person: Option<&PersonLink>) -> String {
    person.map_or_else(String::new, |person| person.name.clone())
}

fn team_name(team: Option<&TeamLink>) -> String {
    team.map_or_else(String::new, |team| team.name.clone())
}

fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
