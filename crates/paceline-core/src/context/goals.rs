//! Open goals: what is wanted of each number, and what it was last said to be.

use super::{Candidate, KeyResult, Kind, Stretch, prose, source::Place};
use crate::{
    GoalId, Time,
    compass::Point,
    goal::{self, Goal},
    reference::Reference,
};

impl Place<'_> {
    pub(super) fn goal(&self, id: GoalId, goal: &Goal, now: Time) -> Option<Candidate> {
        let of = Point::Goal(id);
        let near = self.nearness(Reference::Goal(id), goal.team, &self.links_to(of))?;
        let why = goal.why.map(|why| Stretch::new("", self.sight.text(why)));
        let until = goal.until.map(|until| format!("Until {until}."));
        let kept = goal
            .evergreen
            .then(|| "To be kept, not reached.".to_owned());
        let stale = (goal::status(self.sight, goal, now) == "stale")
            .then(|| "Stale: nobody has said for too long how it goes.".to_owned());
        let (departing, means) = self.of_teams(of, now);
        let ours = [until, kept, stale]
            .into_iter()
            .flatten()
            .map(Stretch::ours);
        Some(Candidate {
            kind: Kind::Goal,
            of: Reference::Goal(id),
            part: "",
            place: 0,
            title: self.sight.text(goal.title),
            says: why
                .into_iter()
                .chain(ours)
                .chain(departing)
                .chain(means)
                .collect(),
            key_results: self.key_results(goal),
            reasons: near.reasons,
            score: near.score,
        })
    }

    fn key_results(&self, goal: &Goal) -> Vec<KeyResult> {
        let kept = (0..).zip(&goal.key_results);
        kept.filter(|(_, known)| known.dropped.is_none())
            .map(|(number, known)| self.key_result(goal, number, known))
            .collect()
    }

    fn key_result(&self, goal: &Goal, number: u16, known: &goal::KeyResult) -> KeyResult {
        let name = prose::title(self.sight.text(known.name).short());
        let unit = match known.kind {
            goal::Kind::Percentage => " %".to_owned(),
            goal::Kind::Number => known.unit.map_or_else(String::new, |unit| {
                format!(" {}", prose::title(self.sight.text(unit).short()))
            }),
            goal::Kind::YesNo | goal::Kind::Milestones => String::new(),
        };
        let (way, target) = (known.direction.word(), known.target);
        let wanted = match known.kind {
            goal::Kind::YesNo => format!("{name}: yes or no, and yes is wanted"),
            goal::Kind::Milestones => {
                format!("{name}: {target} of {} milestones", known.milestones.len())
            }
            goal::Kind::Number | goal::Kind::Percentage if known.direction.keeps() => {
                format!("{name}: {way} {target}{unit}")
            }
            goal::Kind::Number | goal::Kind::Percentage => {
                format!("{name}: from {} {way} {target}{unit}", known.baseline)
            }
        };
        let said = goal.check_ins.iter().flat_map(|check_in| {
            let values = check_in.values.iter();
            let own = values.filter(move |said| said.key_result == number);
            own.map(|said| (check_in.at, check_in.seq, said.value))
        });
        let measured = goal.measured.iter();
        let measured = measured
            .filter(|said| said.key_result == number)
            .map(|said| (said.at, said.seq, said.value));
        let last = said.chain(measured).max_by_key(|(at, seq, _)| (*at, *seq));
        let is = last.map(|(at, _, value)| match known.kind {
            goal::Kind::YesNo if value == known.target => format!("yes ({at})"),
            goal::Kind::YesNo => format!("no ({at})"),
            goal::Kind::Number | goal::Kind::Percentage | goal::Kind::Milestones => {
                format!("{value}{unit} ({at})")
            }
        });
        KeyResult {
            room: prose::count(&wanted) + prose::count(&unit) + 4,
            wanted,
            is,
        }
    }
}
