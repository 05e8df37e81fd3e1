//! Notices in words: each says why it was sent, leads to what it is about, and says how to end such notices.

use std::fmt::Write as _;

use askama::Template;
use paceline_core::{
    PersonId, Sight,
    access::Viewer,
    compass::PointLink,
    person,
    signal::Step,
    today::{self, About, Call, Entry, Group, Way, Why},
};
use paceline_identity::{
    mail::{Letter, Notice},
    outbox::{Errand, Kind, Stop},
};
use paceline_store::StoreError;

use super::Notices;
use crate::{
    letters,
    mentions::Journal,
    url::{Asking, Leading, To, Written},
    url_accounts::Mine,
};

/// The most characters that are quoted of what somebody wrote; the rest is read on its page.
const QUOTED: usize = 1_000;

/// What a notice says, before it is written as text and as HTML.
#[derive(Template)]
#[template(path = "notices/letter.html")]
struct Said {
    subject: String,
    opening: String,
    parts: Vec<Part>,
    /// Why it was sent.
    because: &'static str,
    organisation: String,
    settings: String,
    stop: String,
}

/// What is said about one thing.
struct Part {
    title: String,
    address: String,
    lines: Vec<Line>,
}

struct Line {
    sentence: String,
    /// What somebody wrote.
    quote: Option<String>,
    /// What can be done, and where.
    button: &'static str,
    address: String,
}

impl Notices {
    /// That somebody is called by name. `None` when that is over, or there is nowhere to send it.
    pub(super) async fn letter_of_call(
        &self,
        errand: &Errand,
        call: &Call,
    ) -> Result<Option<Notice>, StoreError> {
        let quote = match call.word {
            Some(word) => Journal(self.store()).whole(word).await?,
            None => None,
        };
        // Whoever holds the state must not ask for it again.
        let frame = self.frame();
        let said = self.store().read(|state| {
            if !call.holds(state) || call.way(state) != Way::AtOnce {
                return None;
            }
            let sight = state.seen_by(Viewer::of(state, call.person));
            self.said_of_call(sight, call, (quote.as_deref(), frame))
        });
        let stop = Stop {
            person: call.person,
            of: Kind::AtOnce,
        };
        self.written(errand, stop, said).await
    }

    fn said_of_call(
        &self,
        sight: Sight<'_>,
        call: &Call,
        (quote, frame): (Option<&str>, Said),
    ) -> Option<Said> {
        let subject = call.subject(sight)?;
        let (title, address) = self.heading(&subject);
        let by = person::link(sight, call.by).name;
        let quote = quote.map(|quote| paceline_core::text::cut(quote, QUOTED));
        let (opening, button, to) = match (&call.why, &subject) {
            (Why::Asked, About::Initiative(initiative)) => (
                format!("{by} asks something of you"),
                "Answer",
                self.address(&To::Asking(initiative.id, Asking::Answer)),
            ),
            (Why::Offered, About::Initiative(initiative)) => (
                format!("{by} offers you the lead"),
                "Answer",
                self.address(&To::Leading(initiative.id, Leading::Accept)),
            ),
            (Why::LeadAsked, About::Initiative(initiative)) => (
                format!("{by} asks you for the lead"),
                "Answer",
                self.address(&To::from(Step::AnswerLeadRequest(initiative.id))),
            ),
            (Why::Invited, About::Initiative(initiative)) => (
                format!("{by} invites you to write with them"),
                "Answer",
                self.address(&To::Written(initiative.id, Written::Accept)),
            ),
            (
                Why::Asked | Why::Offered | Why::LeadAsked | Why::Invited | Why::Mentioned { .. },
                _,
            ) => (format!("{by} mentioned you"), "Read it", address.clone()),
        };
        let line = Line {
            sentence: call.sentence(sight, self.identity.now()),
            quote,
            button,
            address: to,
        };
        Some(Said {
            subject: format!("{opening}: {title}"),
            opening: format!("{opening}."),
            parts: vec![Part {
                title,
                address,
                lines: vec![line],
            }],
            because: "This came at once because somebody called you by name.",
            ..frame
        })
    }

    /// All that waits for somebody. `None` when nothing does, or there is nowhere to send it.
    pub(super) async fn letter_of_digest(
        &self,
        errand: &Errand,
        person: PersonId,
        mentions: &[Call],
    ) -> Result<Option<Notice>, StoreError> {
        let now = self.identity.now();
        let digest = self.store().read(|state| {
            let sight = state.seen_by(Viewer::of(state, person));
            let findings = self.app.findings(sight, now);
            today::digest(sight, person, findings.seen_by(sight), mentions, now)
        });
        let said = digest.map(|digest| self.said_of_digest(&digest));
        let stop = Stop {
            person,
            of: Kind::Digest,
        };
        self.written(errand, stop, said).await
    }

    fn said_of_digest(&self, digest: &today::Digest) -> Said {
        let frame = self.frame();
        let count = match digest.count {
            1 => "1 thing waits for you".to_owned(),
            count => format!("{count} things wait for you"),
        };
        Said {
            subject: format!("{count} at {}", frame.organisation),
            opening: format!("{count}, what presses most first."),
            parts: digest.groups.iter().map(|group| self.part(group)).collect(),
            because: "This came because you chose to have all that waits by mail.",
            ..frame
        }
    }

    fn part(&self, group: &Group) -> Part {
        let (title, address) = self.heading(&group.about);
        let line = |entry: &Entry| self.line(entry, (&group.about, &address));
        Part {
            lines: group.entries.iter().map(line).collect(),
            title,
            address,
        }
    }

    fn line(&self, entry: &Entry, (about, address): (&About, &str)) -> Line {
        // A mail lies on machines of others: what measures a person stays here.
        let why = if entry.is_private {
            "Only you see it, so it stands in Paceline alone."
        } else {
            entry.why.as_str()
        };
        let what = match about {
            About::Gap(gap) => format!("{} {}", entry.what, gap.id),
            About::Goal(goal) => format!("{} {}", entry.what, goal.id),
            About::Initiative(initiative) => format!("{} {}", entry.what, initiative.id),
            About::Entry(known) => format!("{} {}", entry.what, known.id),
            About::VeerOff(veer_off) => format!("{} {}", entry.what, veer_off.title),
            About::Translation(known) => format!("{} {}", entry.what, known.title()),
            About::Team(team) => format!("{} {}", entry.what, team.name),
            About::Organisation => format!("{} the whole organisation", entry.what),
            About::Me => entry.what.trim_end_matches(':').to_owned(),
        };
        let step = entry.step.filter(|step| !step.is_one_click());
        Line {
            sentence: format!("{what}. {why}"),
            quote: None,
            button: entry.button,
            address: step.map_or_else(|| address.to_owned(), |step| self.address(&To::from(step))),
        }
    }

    /// What something is called, and where it stands.
    fn heading(&self, about: &About) -> (String, String) {
        let (title, to) = match about {
            About::Gap(gap) => (format!("{} {}", gap.id, gap.is), To::Gap(gap.id)),
            About::Goal(goal) => (format!("{} {}", goal.id, goal.title), To::Goal(goal.id)),
            About::Initiative(initiative) => (
                format!("{} {}", initiative.id, initiative.title),
                To::Initiative(initiative.id),
            ),
            About::Entry(entry) => (format!("{} {}", entry.id, entry.title), To::Entry(entry.id)),
            About::VeerOff(veer_off) => (veer_off.title.clone(), To::VeerOff(veer_off.id)),
            About::Translation(known) => {
                let to = match &known.of {
                    PointLink::Entry(entry) => To::Entry(entry.id),
                    PointLink::Goal(goal) => To::Goal(goal.id),
                };
                (known.title(), to)
            }
            About::Team(team) => (team.name.clone(), To::Team(&team.slug)),
            About::Organisation => ("The whole organisation".to_owned(), To::Organisation),
            About::Me => ("You".to_owned(), To::Me),
        };
        (title, self.address(&to))
    }

    fn address(&self, to: &To<'_>) -> String {
        letters::whole(&self.identity, to)
    }

    fn frame(&self) -> Said {
        Said {
            subject: String::new(),
            opening: String::new(),
            parts: Vec::new(),
            because: "",
            organisation: letters::organisation(&self.identity),
            settings: self.address(&To::Mine(Mine::Mail)),
            stop: String::new(),
        }
    }

    /// Addresses it, and gives it what ends such notices.
    async fn written(
        &self,
        errand: &Errand,
        stop: Stop,
        said: Option<Said>,
    ) -> Result<Option<Notice>, StoreError> {
        let to = self.identity.mail_address(stop.person).await?;
        let (Some(mut said), Some(to)) = (said, to) else {
            return Ok(None);
        };
        let secret = self.identity.make_stop(stop).await?;
        said.stop = self.address(&To::Unsubscribe(secret.expose()));
        let (Ok(stop), Ok(html)) = (said.stop.parse(), said.render()) else {
            return Err(StoreError::Fault);
        };
        let letter = Letter {
            to,
            text: said.text(),
            subject: said.subject,
        };
        let id = self.identity.message_id(errand);
        Ok(Some(Notice {
            letter,
            html,
            stop,
            id,
        }))
    }
}

impl Said {
    fn text(&self) -> String {
        let mut text = format!("{}\n", self.opening);
        // Writing to a String cannot fail.
        for part in &self.parts {
            let _written = write!(text, "\n{}\n{}\n", part.title, part.address);
            for line in &part.lines {
                let _written = writeln!(text, "* {}", line.sentence);
                for quoted in line.quote.iter().flat_map(|quote| quote.lines()) {
                    let _written = writeln!(text, "  > {quoted}");
                }
                let _written = writeln!(text, "  {}: {}", line.button, line.address);
            }
        }
        let _written = write!(
            text,
            "\n-- \n{organisation} on Paceline. {because}\nChoose what reaches you: {settings}\nNo more of these: {stop}\n",
            organisation = self.organisation,
            because = self.because,
            settings = self.settings,
            stop = self.stop,
        );
        text
    }
}
