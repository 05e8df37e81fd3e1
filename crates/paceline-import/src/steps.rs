//! From records to dated commands: how every record read at every moment of its history, in the order of time.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use paceline_core::{
    By, Command, Ctx, Door, State, Time,
    initiative::{CannotSay as CoreCannotSay, Looks as CoreLooks, Stage as CoreStage, Stance},
    record::{self, Touched, Who},
};

use crate::record::{CannotSay, Change, Initiative, Looks, Records, Revision, Stage};

/// A command and who asks it when.
pub type Step = (Ctx, Command);

/// Where a foreign fact stands: `keps/sig-node/127/kep.yaml#L14@1a2b3c4`, with line and commit where known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub path: String,
    pub line: Option<u32>,
    pub commit: Option<String>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, "#L{line}")?;
        }
        if let Some(commit) = &self.commit {
            write!(f, "@{}", commit.get(..12).unwrap_or(commit))?;
        }
        Ok(())
    }
}

impl FromStr for Origin {
    type Err = std::convert::Infallible;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let is_commit =
            |commit: &str| commit.len() >= 7 && commit.chars().all(|c| c.is_ascii_hexdigit());
        let (rest, commit) = match written.rsplit_once('@') {
            Some((rest, commit)) if is_commit(commit) => (rest, Some(commit.to_owned())),
            Some(_) | None => (written, None),
        };
        let (path, line) = match rest
            .rsplit_once("#L")
            .map(|(path, line)| (path, line.parse().ok()))
        {
            Some((path, Some(line))) => (path, Some(line)),
            Some((_, None)) | None => (rest, None),
        };
        Ok(Self {
            path: path.to_owned(),
            line,
            commit,
        })
    }
}

/// Everything the records say, as dated commands in the order of time.
///
/// A record that `known` remembers is not told again from the start: only what its history adds after the last
/// recorded change, and how it reads now. An empty state gets the full history. Nothing later than the records' day
/// is told.
pub fn steps(records: &Records, known: &State) -> Vec<Step> {
    let teller = Teller::new(records, known);
    let mut steps: Vec<(Time, Step)> = Vec::new();
    teller.organisation(&mut steps);
    for initiative in &records.initiatives {
        teller.initiative(initiative, &mut steps);
    }
    teller.check_ins(&mut steps);
    // Stable: what happened in the same second stays in the order of telling.
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(_, step)| step).collect()
}

struct Teller<'a> {
    records: &'a Records,
    known: &'a State,
    names: BTreeMap<&'a str, &'a str>,
    /// Before the first revision of anything: when the organisation and its teams are set up.
    dawn: Time,
    as_of: Time,
}

impl<'a> Teller<'a> {
    fn new(records: &'a Records, known: &'a State) -> Self {
        let as_of = Time::from(records.as_of);
        let first = |initiative: &Initiative| {
            let created = initiative.created.into_iter();
            created
                .chain(initiative.history.iter().map(|revision| revision.at))
                .min()
        };
        let dawn = records
            .initiatives
            .iter()
            .filter_map(first)
            .min()
            .map_or(as_of, Time::from)
            .min(as_of);
        let names = records
            .people
            .iter()
            .map(|person| (person.key.as_str(), person.name.as_str()))
            .collect();
        Self {
            records,
            known,
            names,
            dawn,
            as_of,
        }
    }

    fn who(&self, key: &str) -> Who {
        Who {
            handle: key.to_owned(),
            name: self.names.get(key).copied().unwrap_or(key).to_owned(),
        }
    }

    fn step(at: Time, origin: &Origin, command: record::Command) -> (Time, Step) {
        let origin = (!origin.path.is_empty()).then(|| origin.to_string().into_boxed_str());
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Importer,
            door: Door::Import,
            now: at,
            origin,
        };
        (at, (ctx, Command::Record(Box::new(command))))
    }

    /// The organisation, its teams with their members, and its goals.
    fn organisation(&self, steps: &mut Vec<(Time, Step)>) {
        let records = self.records;
        let start = if self.known.seq.0 == 0 {
            self.dawn
        } else {
            self.as_of
        };
        if let Some(name) = &records.organisation {
            let command = record::Command::Organisation { name: name.clone() };
            steps.push(Self::step(start, &Origin::default(), command));
        }
        for team in records.teams.iter().filter(|team| team.live) {
            let at = team
                .created
                .map_or(start, Time::from)
                .clamp(start.min(self.as_of), self.as_of);
            let origin = Origin {
                path: team.path.clone(),
                ..Origin::default()
            };
            let command = record::Command::Team {
                source: team.id.clone(),
                name: team.name.clone(),
                parent: team.parent.clone(),
            };
            steps.push(Self::step(at, &origin, command));
            for key in team.leads.iter().chain(&team.members) {
                let command = record::Command::Person {
                    who: self.who(key),
                    team: Some(team.id.clone()),
                };
                steps.push(Self::step(at, &origin, command));
            }
        }
        for goal in &records.goals {
            let at = goal.created.map_or(start, Time::from).min(self.as_of);
            let origin = Origin {
                path: goal.path.clone(),
                ..Origin::default()
            };
            let set = |open| {
                record::Command::Goal(record::Goal {
                    source: goal.id.clone(),
                    title: goal.title.clone(),
                    team: goal.team.clone(),
                    lead: goal.lead.as_deref().map(|lead| self.who(lead)),
                    why: Some(goal.summary.clone()).filter(|why| !why.is_empty()),
                    until: goal.until,
                    open,
                })
            };
            steps.push(Self::step(at, &origin, set(true)));
            if !goal.active {
                steps.push(Self::step(self.as_of, &origin, set(false)));
            }
        }
    }

    fn check_ins(&self, steps: &mut Vec<(Time, Step)>) {
        let paths: BTreeMap<&str, &str> = self
            .records
            .initiatives
            .iter()
            .map(|record| (record.id.as_str(), record.path.as_str()))
            .collect();
        for check_in in &self.records.check_ins {
            let path = paths
                .get(check_in.initiative.as_str())
                .copied()
                .unwrap_or_default()
                .to_owned();
            let origin = Origin {
                path,
                ..Origin::default()
            };
            let command = record::Command::CheckIn {
                source: check_in.initiative.clone(),
                by: (!check_in.by.is_empty()).then(|| self.who(&check_in.by)),
                text: check_in.text.clone(),
            };
            // A check-in quoted before its record existed belongs to the record's first day.
            steps.push(Self::step(
                Time::from(check_in.at).clamp(self.dawn.min(self.as_of), self.as_of),
                &origin,
                command,
            ));
        }
    }

    fn initiative(&self, read: &Initiative, steps: &mut Vec<(Time, Step)>) {
        let known = self
            .known
            .initiative_from(&read.id)
            .and_then(|id| self.known.initiative(id));
        let told_until = known.map(|known| known.last_change);
        let mut people = People::default();
        let mut is_begun = known.is_some();
        let mut is_cut = false;
        for revision in &read.history {
            let at = Time::from(revision.at);
            is_cut |= at > self.as_of;
            let mut initiative = self.bare(read);
            for change in &revision.changes {
                Self::take_over(change, &mut people, &mut initiative);
            }
            people.say(self, &mut initiative);
            if at > self.as_of || told_until.is_some_and(|until| at <= until) {
                continue;
            }
            if !is_begun {
                initiative.title.get_or_insert_with(|| read.title.clone());
                is_begun = true;
            }
            initiative.touched = Some(touched(revision));
            let origin = Origin {
                path: read.path.clone(),
                line: None,
                commit: Some(revision.commit.clone()),
            };
            steps.push(Self::step(
                at,
                &origin,
                record::Command::Initiative(initiative),
            ));
        }
        // Of a day in the past only the history can tell; the file reads as it does today.
        if !is_cut {
            steps.push(self.asks(read));
            steps.push(self.as_it_reads(read, known.is_some()));
        }
    }

    /// What it asks for. No history tells since when; its last meaningful change is the latest day it can have been.
    fn asks(&self, read: &Initiative) -> (Time, Step) {
        let at = read
            .last_meaningful_change
            .or(read.created)
            .map_or(self.as_of, Time::from)
            .min(self.as_of);
        let mut initiative = self.bare(read);
        initiative.title = Some(read.title.clone());
        initiative.asks = read
            .asks
            .iter()
            .map(|ask| record::Ask {
                of_team: ask.of.clone(),
                what: ask.what.clone(),
                answered_by: ask.answered_by.first().map(|key| self.who(key)),
            })
            .collect();
        let line = read.asks.first().map(|ask| ask.line);
        let origin = Origin {
            path: read.path.clone(),
            line,
            commit: None,
        };
        Self::step(at, &origin, record::Command::Initiative(initiative))
    }

    /// How the file itself reads: what it serves, and whatever the history got wrong.
    fn as_it_reads(&self, read: &Initiative, is_known: bool) -> (Time, Step) {
        // The last commit need not be the last by its author's date.
        let last: Option<Timestamp> = read.history.iter().map(|revision| revision.at).max();
        let at = last
            .or(read.last_change)
            .or(read.created)
            .map_or(self.as_of, Time::from)
            .min(self.as_of);
        let mut initiative = self.bare(read);
        initiative.title = Some(read.title.clone());
        initiative.summary = Some(read.summary.clone());
        initiative.team.clone_from(&read.team);
        initiative.written = Some(written(read));
        initiative.stage = Some(final_stage(read));
        initiative.looks = Some(core_looks(read.looks));
        let people = People {
            authors: Some(read.authors.clone()),
            lead: read.lead.clone(),
            reviewers: Some(read.reviewers.clone()),
            supporters: Some(read.supporters.clone()),
            approvers: Some(read.approvers.clone()),
        };
        people.say(self, &mut initiative);
        initiative.serves.clone_from(&read.serves);
        // Without revisions a date in the record is the only sign of life there is.
        initiative.touched =
            (!is_known && read.history.is_empty() && read.last_meaningful_change.is_some())
                .then_some(Touched::Meaningfully);
        let origin = Origin {
            path: read.path.clone(),
            line: read.lines.get("status").copied(),
            commit: self.last_commit(read),
        };
        Self::step(at, &origin, record::Command::Initiative(initiative))
    }

    fn last_commit(&self, read: &Initiative) -> Option<String> {
        read.history
            .iter()
            .rev()
            .find(|revision| Time::from(revision.at) <= self.as_of)
            .map(|r| r.commit.clone())
    }

    fn bare(&self, read: &Initiative) -> record::Initiative {
        let silent = self.records.cannot_say.iter().copied();
        let mut cannot_say: Vec<CoreCannotSay> = silent.map(core_cannot_say).collect();
        // One record without any date among others that have one cannot be said to lie still.
        let is_undated = read.history.is_empty() && read.last_change.is_none();
        if is_undated && !cannot_say.contains(&CoreCannotSay::Activity) {
            cannot_say.push(CoreCannotSay::Activity);
        }
        record::Initiative {
            source: read.id.clone(),
            cannot_say,
            ..record::Initiative::default()
        }
    }

    fn take_over(change: &Change, people: &mut People, initiative: &mut record::Initiative) {
        match change {
            Change::Title(title) => initiative.title = Some(title.clone()),
            Change::Status { written, stage, .. } => {
                initiative.written = Some(written.clone());
                initiative.stage = Some(core_stage(*stage));
            }
            Change::Maturity { looks, .. } => initiative.looks = Some(core_looks(*looks)),
            Change::Authors(authors) => {
                people.lead = authors.first().cloned();
                people.authors = Some(authors.clone());
            }
            Change::Reviewers(reviewers) => people.reviewers = Some(reviewers.clone()),
            Change::Approvers(approvers) => people.approvers = Some(approvers.clone()),
            Change::Supporters(supporters) => people.supporters = Some(supporters.clone()),
            Change::Team(team) => initiative.team.clone_from(team),
        }
    }
}

/// Who is named in a record, as far as its history has told so far.
#[derive(Default)]
struct People {
    authors: Option<Vec<String>>,
    /// Known as soon as the authors are.
    lead: Option<String>,
    reviewers: Option<Vec<String>>,
    supporters: Option<Vec<String>>,
    approvers: Option<Vec<String>>,
}

impl People {
    /// Further authors and supporters follow; reviewers advise.
    fn say(&self, teller: &Teller<'_>, initiative: &mut record::Initiative) {
        initiative.lead = self
            .authors
            .is_some()
            .then(|| self.lead.as_deref().map(|key| teller.who(key)));
        initiative.approvers = self
            .approvers
            .as_ref()
            .map(|keys| keys.iter().map(|key| teller.who(key)).collect());
        if self.authors.is_none() && self.reviewers.is_none() && self.supporters.is_none() {
            return;
        }
        let keys = |keys: &Option<Vec<String>>, stance: Stance| -> Vec<(Who, Stance)> {
            keys.iter()
                .flatten()
                .map(|key| (teller.who(key), stance))
                .collect()
        };
        let mut followers = keys(&self.authors, Stance::Follow);
        followers.extend(keys(&self.supporters, Stance::Follow));
        followers.extend(keys(&self.reviewers, Stance::Advise));
        initiative.followers = Some(followers);
    }
}

fn touched(revision: &Revision) -> Touched {
    if revision.mechanical {
        Touched::Mechanically
    } else {
        Touched::Meaningfully
    }
}

fn written(read: &Initiative) -> String {
    read.status_written.clone()
}

/// A record that is over by its source's own rule (a period that has passed) and does not say how it ended is not
/// going on for us either.
fn final_stage(read: &Initiative) -> CoreStage {
    let stage = core_stage(read.stage);
    if stage.is_active() && !read.active {
        CoreStage::Unknown
    } else {
        stage
    }
}

fn core_stage(stage: Stage) -> CoreStage {
    match stage {
        Stage::Unknown => CoreStage::Unknown,
        Stage::Spotted => CoreStage::Spotted,
        Stage::Scoping => CoreStage::Scoping,
        Stage::Drafted => CoreStage::Drafted,
        Stage::Shared => CoreStage::Shared,
        Stage::LastCall => CoreStage::LastCall,
        Stage::Agreed => CoreStage::Agreed,
        Stage::UnderWay => CoreStage::UnderWay,
        Stage::Delivered => CoreStage::Delivered,
        Stage::PutDown => CoreStage::PutDown,
        Stage::Superseded => CoreStage::Superseded,
    }
}

fn core_looks(looks: Looks) -> CoreLooks {
    match looks {
        Looks::NoWord => CoreLooks::NoWord,
        Looks::Open => CoreLooks::Open,
        Looks::Done => CoreLooks::Done,
    }
}

fn core_cannot_say(fact: CannotSay) -> CoreCannotSay {
    match fact {
        CannotSay::Lead => CoreCannotSay::Lead,
        CannotSay::Followers => CoreCannotSay::Followers,
        CannotSay::Serves => CoreCannotSay::Serves,
        CannotSay::Asks => CoreCannotSay::Asks,
        CannotSay::Approvers => CoreCannotSay::Approvers,
        CannotSay::Activity => CoreCannotSay::Activity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_reads_as_it_is_written() {
        let origin = Origin {
            path: "a@b/kep.yaml".into(),
            line: Some(14),
            commit: Some("1a2b3c4d5e6f".into()),
        };
        assert_eq!(origin.to_string().parse(), Ok(origin));
        assert_eq!(
            "plain.md".parse(),
            Ok(Origin {
                path: "plain.md".into(),
                ..Origin::default()
            })
        );
    }
}
