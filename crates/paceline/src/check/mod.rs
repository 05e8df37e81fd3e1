//! `paceline check`: findings over a folder of records, each with where it stands.

use std::collections::BTreeMap;

use paceline_core::{
    Time,
    access::Viewer,
    signal::{self, Rule, Subject, SubjectView},
};
use paceline_import::{CannotSay, Initiative, Records, Told, Totals, steps, totals};
use serde::Serialize;

mod github;
mod json;
mod sarif;
mod text;

pub(crate) use json::records_as_lines;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One document with totals, findings and problems.
    Json,
    /// Annotations of a GitHub workflow run.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Which rules are asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) only: Vec<Rule>,
    pub(crate) except: Vec<Rule>,
    /// Findings about single people as well.
    pub(crate) people: bool,
    pub(crate) prefix: String,
}

impl Asked {
    fn asks(&self, rule: Rule) -> bool {
        (self.only.is_empty() || self.only.contains(&rule))
            && !self.except.contains(&rule)
            && (self.people || !rule.is_about_a_person())
    }
}

/// What a check found.
pub(crate) struct Report<'r> {
    pub(crate) records: &'r Records,
    pub(crate) totals: Totals,
    pub(crate) findings: Vec<Found>,
    /// Rules that cannot be asked of this kind of record, with the reason.
    pub(crate) unasked: Vec<(Rule, &'static str)>,
    /// From the working folder to the records: what annotations put before a path.
    pub(crate) prefix: String,
}

/// A finding, with where it stands in the records.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    #[serde(serialize_with = "rule_name")]
    pub(crate) rule: Rule,
    /// Id of the record, or key of the person.
    pub(crate) subject: String,
    pub(crate) title: String,
    #[serde(serialize_with = "day")]
    pub(crate) since: Time,
    pub(crate) evidence: Vec<Proof>,
    pub(crate) why: &'static str,
    pub(crate) next: &'static str,
}

/// Where it can be seen: file and line, commit, date.
#[derive(Debug, Serialize)]
pub(crate) struct Proof {
    pub(crate) path: Option<String>,
    pub(crate) line: Option<u32>,
    pub(crate) commit: Option<String>,
    #[serde(serialize_with = "day")]
    pub(crate) date: Time,
    pub(crate) what: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
fn rule_name<S: serde::Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.name())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
fn day<S: serde::Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(time)
}

/// Looks for everything that is asked.
pub(crate) fn report<'r>(records: &'r Records, asked: &Asked) -> Report<'r> {
    let told = Told::fold(&steps(records, &paceline_core::State::default()));
    let by_id: BTreeMap<&str, &Initiative> = records
        .initiatives
        .iter()
        .map(|read| (read.id.as_str(), read))
        .collect();
    let sources = sources(records, &told);
    let now = Time::from(records.as_of);
    let findings = signal::all(told.state.seen_by(Viewer::Paceline), now)
        .into_iter()
        .filter(|finding| asked.asks(finding.rule))
        .filter_map(|finding| found(&told, &by_id, &sources, finding))
        .collect();
    Report {
        records,
        totals: totals(records),
        findings,
        unasked: unasked(records, asked),
        prefix: asked.prefix.clone(),
    }
}

/// Which record each initiative of the state was read from.
fn sources<'r>(
    records: &'r Records,
    told: &Told,
) -> BTreeMap<paceline_core::InitiativeId, &'r str> {
    let source = |read: &'r Initiative| {
        told.state
            .initiative_from(&read.id)
            .map(|id| (id, read.id.as_str()))
    };
    records.initiatives.iter().filter_map(source).collect()
}

fn found(
    told: &Told,
    by_id: &BTreeMap<&str, &Initiative>,
    sources: &BTreeMap<paceline_core::InitiativeId, &str>,
    finding: signal::Finding,
) -> Option<Found> {
    let sight = told.state.seen_by(Viewer::Paceline);
    let shown = signal::view(sight, finding.clone(), finding.since)?;
    let read = match finding.subject {
        Subject::Initiative(id) => sources
            .get(&id)
            .and_then(|source| by_id.get(source))
            .copied(),
        // These have no record of their own; their evidence says where they were read.
        Subject::Gap(_)
        | Subject::Goal(_)
        | Subject::Entry(_)
        | Subject::VeerOff(_)
        | Subject::Translation(..)
        | Subject::Team(_)
        | Subject::Organisation
        | Subject::Person(_) => None,
    };
    let subject = match (&shown.subject, read) {
        (_, Some(read)) => read.id.clone(),
        (SubjectView::Person(link), None) => link.handle.clone(),
        (of, None) => of.key(),
    };
    let title = shown.subject.title();
    let evidence = finding
        .evidence
        .into_iter()
        .map(|evidence| proof(told, read, finding.rule, evidence))
        .collect();
    Some(Found {
        rule: finding.rule,
        subject,
        title,
        since: finding.since,
        evidence,
        why: shown.why,
        next: shown.next.sentence,
    })
}

fn proof(told: &Told, read: Option<&Initiative>, rule: Rule, evidence: signal::Evidence) -> Proof {
    let origin = told.origin(evidence.seq);
    let line = read.and_then(|read| line(read, rule, &evidence.what));
    let path = read
        .map(|read| read.path.clone())
        .or_else(|| origin.as_ref().map(|origin| origin.path.clone()));
    let commit = origin.as_ref().and_then(|origin| origin.commit.clone());
    Proof {
        path: path.filter(|path| !path.is_empty()),
        line: line.or_else(|| origin.as_ref().and_then(|origin| origin.line)),
        commit,
        date: evidence.at,
        what: evidence.what,
    }
}

/// The line that shows it: of the ask, or of the field that the rule is about.
fn line(read: &Initiative, rule: Rule, what: &str) -> Option<u32> {
    let fields: &[&str] = match rule {
        Rule::NobodyLeads
        | Rule::SilentLead
        | Rule::Overclocked
        | Rule::LeadsAlone
        | Rule::HandOverNotTakenUp
        | Rule::TrialPastItsTime
        | Rule::CheckInMissedTwice => &["lead", "authors"],
        Rule::NobodyFollows | Rule::FirstLeadUnfollowed => {
            &["reviewers", "supporters", "authors", "lead"]
        }
        Rule::DecidesAlone => &["approvers", "authors", "lead"],
        Rule::SaysDoneLooksOpen | Rule::SaysOpenLooksDone => &["maturity", "status"],
        Rule::WaitingForSupport | Rule::SupportCameLate | Rule::UnheardLastCall => {
            let ask = read
                .asks
                .iter()
                .find(|ask| what.ends_with(ask.what.as_str()) && !ask.what.is_empty());
            return ask.map(|ask| ask.line);
        }
        Rule::Stuck
        | Rule::RandomInitiative
        | Rule::InertGap
        | Rule::GapWorseAfterDelivery
        | Rule::GoalWithoutLead
        | Rule::GoalWithoutMeasure
        | Rule::StaleGoal
        | Rule::MeasureNeverMoved
        | Rule::ConfidenceFalling
        | Rule::TooManyGoals
        | Rule::OrphanGoal
        | Rule::NobodyServes
        | Rule::NobodyTranslates
        | Rule::StaleTranslation
        | Rule::UndeclaredDeparture
        | Rule::VeerOffPastItsDate
        | Rule::PastItsReview
        | Rule::FeedbackUnanswered
        | Rule::ObjectionLeftLying
        | Rule::ObjectionWithoutWayOut
        | Rule::AgreementPastItsReview
        | Rule::DeliveredWithoutCredit => &["status", "title"],
    };
    fields
        .iter()
        .find_map(|field| read.lines.get(*field))
        .copied()
}

/// Rules that no record can answer: what they look for is only said where people work together.
const NEVER_ASKED: [(&[Rule], &str); 5] = [
    (
        &[
            Rule::FirstLeadUnfollowed,
            Rule::HandOverNotTakenUp,
            Rule::TrialPastItsTime,
            Rule::CheckInMissedTwice,
            Rule::LeadsAlone,
            Rule::SupportCameLate,
        ],
        "these records do not say how a lead was taken, tried or shared; people do with `paceline serve`",
    ),
    (
        &[
            Rule::FeedbackUnanswered,
            Rule::ObjectionLeftLying,
            Rule::ObjectionWithoutWayOut,
            Rule::UnheardLastCall,
            Rule::AgreementPastItsReview,
            Rule::DeliveredWithoutCredit,
        ],
        "these records have no feedback, objections, last calls or credit; people give them with `paceline serve`",
    ),
    (
        &[Rule::InertGap, Rule::GapWorseAfterDelivery],
        "these records have no gaps; people record them with `paceline serve`",
    ),
    (
        &[
            Rule::GoalWithoutLead,
            Rule::GoalWithoutMeasure,
            Rule::StaleGoal,
            Rule::MeasureNeverMoved,
            Rule::ConfidenceFalling,
            Rule::TooManyGoals,
        ],
        "these records do not say how goals are measured; people do with `paceline serve`",
    ),
    (
        &[
            Rule::OrphanGoal,
            Rule::NobodyServes,
            Rule::NobodyTranslates,
            Rule::StaleTranslation,
            Rule::UndeclaredDeparture,
            Rule::VeerOffPastItsDate,
            Rule::PastItsReview,
        ],
        "these records have no compass; people write it with `paceline serve`",
    ),
];

/// Rules that this kind of record cannot answer.
fn unasked(records: &Records, asked: &Asked) -> Vec<(Rule, &'static str)> {
    let cannot_say = records.cannot_say.iter().copied().map(cannot_answer);
    let rules = NEVER_ASKED.into_iter().chain(cannot_say);
    let rules = rules.flat_map(|(rules, reason)| rules.iter().map(move |rule| (*rule, reason)));
    rules.filter(|(rule, _)| asked.asks(*rule)).collect()
}

/// What cannot be answered where a record cannot say something, and why.
fn cannot_answer(fact: CannotSay) -> (&'static [Rule], &'static str) {
    match fact {
        CannotSay::Lead => (
            &[Rule::NobodyLeads],
            "these records have no field for who leads",
        ),
        CannotSay::Followers => (
            &[Rule::NobodyFollows],
            "these records have no field for who follows or reviews",
        ),
        CannotSay::Serves => (
            &[Rule::RandomInitiative],
            "these records have no field for what they serve",
        ),
        CannotSay::Asks => (
            &[Rule::WaitingForSupport],
            "these records have no field for support that is asked",
        ),
        CannotSay::Approvers => (
            &[Rule::DecidesAlone],
            "these records have no field for who approves",
        ),
        CannotSay::Activity => (
            &[Rule::SilentLead, Rule::Stuck],
            "there is no history and no date to tell by",
        ),
    }
}

impl Report<'_> {
    /// The report as text, in the format that was asked for.
    pub(crate) fn written(&self, format: Format, colour: bool) -> String {
        match format {
            Format::Text => text::written(self, colour),
            Format::Json => json::written(self),
            Format::Github => github::written(self),
            Format::Sarif => sarif::written(self),
        }
    }
}
