//! The context door: what the organisation wants where somebody works, for a team, a repository or a draft (mission row A10).
//!
//! ```text
//! Asked ─gather─► Gathered (ranked, with reasons) ─texts read from their rows─► fit ─► Context (within its words)
//! ```
//!
//! It finds by links, by where things stand and by words, and without a text to look for it answers with the same words
//! from one day to the next for as long as nothing changes on record: a file can hold a copy of it.

use serde::Serialize;

use crate::{
    Refusal, Sight, TeamId, Text, Time,
    reference::Reference,
    team::{self, TeamLink},
};

mod finding;
mod likeness;
mod markdown;
mod prose;
pub mod repository;
mod source;

#[cfg(test)]
mod tests;

pub use markdown::{BEGINS, ENDS, without_values};

/// How many words there are when nothing is said, and the fewest and the most that can be asked for.
pub const WORDS: usize = 600;
pub const FEWEST_WORDS: usize = 100;
pub const MOST_WORDS: usize = 5_000;
/// The longest draft, in bytes.
pub const DRAFT_LIMIT: usize = 200 * 1024;
/// The most that is looked through for room once all is ranked.
const RANKED: usize = 400;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub team: Option<TeamId>,
    /// The address of a repository, in any form.
    pub repository: Option<String>,
    /// A draft.
    pub text: Option<String>,
    /// How many words the whole of it may have; nought for [`WORDS`].
    pub words: usize,
}

/// What kind of thing bears on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ContextKind")]
pub enum Kind {
    Value,
    Facet,
    Strategy,
    Goal,
    Initiative,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Value,
        Self::Facet,
        Self::Strategy,
        Self::Goal,
        Self::Initiative,
    ];

    /// What stands above those of this kind.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Value => "Values",
            Self::Facet => "Business context",
            Self::Strategy => "Strategy",
            Self::Goal => "Goals",
            Self::Initiative => "Agreed initiatives",
        }
    }

    /// Which comes first where all else is alike: what limits the work before what it is for.
    fn rank(self) -> u8 {
        match self {
            Self::Facet => 0,
            Self::Strategy => 1,
            Self::Value => 2,
            Self::Goal => 3,
            Self::Initiative => 4,
        }
    }
}

/// One thing that bears on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ContextItem")]
pub struct Item {
    pub kind: Kind,
    /// `C-7`, `O-3`, `I-142`.
    pub reference: String,
    pub title: String,
    /// Which part of it this is, such as `guiding policy`; empty for the whole.
    pub part: &'static str,
    /// What it says, and what teams say of it.
    pub says: Vec<Said>,
    pub key_results: Vec<KeyResult>,
    /// Why it is here.
    pub why: String,
    /// How near it is; only good to compare.
    pub score: u32,
}

/// A stretch of what an item says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ContextSaid")]
pub struct Said {
    /// What kind of words these are; empty for its main ones.
    pub label: String,
    pub text: String,
}

/// A number of a goal: what is wanted, and what it was last said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ContextKeyResult")]
pub struct KeyResult {
    pub wanted: String,
    /// With its day. It changes often, so it does not count for the digest.
    pub is: Option<String>,
    /// How many words it may take, whatever it is.
    #[serde(skip)]
    room: usize,
}

/// What bears on a team, a repository or a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Context {
    pub team: Option<TeamLink>,
    /// For whom this is and how that was found.
    pub found_by: String,
    /// What whoever asked should know of it.
    pub remarks: Vec<String>,
    /// The nearest first.
    pub items: Vec<Item>,
    /// How many more bear on it and had no room.
    pub left_out: usize,
    /// How many words the Markdown has at most.
    pub words: usize,
    /// The same for as long as nothing but reported numbers changes.
    pub digest: String,
    /// All of it, between two markers, to stand in a prompt or a file.
    pub markdown: String,
}

impl Item {
    /// What it is a reference to.
    pub fn of(&self) -> Option<Reference> {
        self.reference.parse().ok()
    }
}

/// Everything that bears on it, ranked; its long texts are still to be read.
#[derive(Debug, Clone)]
pub struct Gathered {
    organisation: String,
    team: Option<TeamLink>,
    found_by: String,
    remarks: Vec<String>,
    /// How the same is asked for at the command line.
    command: String,
    candidates: Vec<Candidate>,
    /// How many more were found than are looked through.
    beyond: usize,
}

/// Something that may have room.
#[derive(Debug, Clone)]
struct Candidate {
    kind: Kind,
    of: Reference,
    part: &'static str,
    /// The place of the part in the whole.
    place: u16,
    title: Text,
    says: Vec<Stretch>,
    key_results: Vec<KeyResult>,
    reasons: Vec<String>,
    score: u32,
}

/// Words of somebody, with ours before and behind.
#[derive(Debug, Clone)]
struct Stretch {
    label: String,
    text: Text,
    tail: String,
}

impl Stretch {
    fn new(label: impl Into<String>, text: Text) -> Self {
        Self {
            label: label.into(),
            text,
            tail: String::new(),
        }
    }

    /// A sentence of ours.
    fn ours(sentence: impl Into<String>) -> Self {
        Self::new("", Text::Here(sentence.into()))
    }
}

/// Why a draft cannot be looked through.
pub fn draft(text: &str) -> Result<Option<String>, Refusal> {
    if text.len() > DRAFT_LIMIT {
        return Err(Refusal::DraftTooLong { limit: DRAFT_LIMIT });
    }
    Ok(Some(text.to_owned()).filter(|text| !text.trim().is_empty()))
}

/// Finds and ranks what bears on what is asked for. None for whoever does not see the organisation.
pub fn gather(sight: Sight<'_>, asked: &Asked, now: Time) -> Option<Gathered> {
    if !sight.sees_the_organisation() {
        return None;
    }
    let found = finding::find(sight, asked);
    let text = asked.text.as_deref().unwrap_or_default();
    let place = source::Place::of(sight, found.team, text);
    let mut candidates = place.candidates(now);
    let mut remarks = found.remarks;
    remarks.extend(place.not_in_use());
    if !text.is_empty() {
        likeness::weigh(&mut candidates, text);
    }
    candidates.retain(|candidate| candidate.score > 0);
    candidates.sort_by(|one, other| {
        let key =
            |candidate: &Candidate| (std::cmp::Reverse(candidate.score), candidate.kind.rank());
        key(one)
            .cmp(&key(other))
            .then_with(|| number(one.of).cmp(&number(other.of)))
            .then_with(|| one.place.cmp(&other.place))
    });
    if candidates.is_empty() {
        remarks.push(
            "Nothing in use bears on it yet. Values, business context, strategies and goals that are written down in \
             Paceline stand here."
                .to_owned(),
        );
    }
    let beyond = candidates.len().saturating_sub(RANKED);
    candidates.truncate(RANKED);
    let name = sight.organisation().name;
    Some(Gathered {
        organisation: name.map_or_else(
            || "the organisation".to_owned(),
            |name| prose::name(sight.words().short(name)),
        ),
        team: found.team.map(|team| team::link(sight, team)),
        found_by: found.found_by,
        remarks,
        command: found.command,
        candidates,
        beyond,
    })
}

/// The number of a thing, to put what is alike in all else in order.
fn number(of: Reference) -> u32 {
    match of {
        Reference::Gap(id) => id.0,
        Reference::Initiative(id) => id.0,
        Reference::Goal(id) => id.0,
        Reference::Entry(id) => id.0,
        Reference::VeerOff(id) => id.0,
    }
}

impl Gathered {
    /// The texts that are still to be read from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let texts = self.candidates.iter_mut().flat_map(|candidate| {
            let says = candidate.says.iter_mut().map(|stretch| &mut stretch.text);
            std::iter::once(&mut candidate.title).chain(says)
        });
        texts
            .filter(|text| matches!(text, Text::Stored(_)))
            .collect()
    }

    /// As much of it as has room in so many words, the nearest first, each whole.
    pub fn fit(self, words: usize) -> Context {
        let words = match words {
            0 => WORDS,
            words => words.clamp(FEWEST_WORDS, MOST_WORDS),
        };
        let mut context = Context {
            team: self.team,
            found_by: self.found_by,
            remarks: self.remarks,
            items: Vec::new(),
            left_out: self.beyond,
            words,
            digest: String::new(),
            markdown: String::new(),
        };
        let mut around = context.words_around(&self.organisation, &self.command);
        // What was asked for has room before what is remarked on it.
        while around > words / 2 && context.remarks.pop().is_some() {
            around = context.words_around(&self.organisation, &self.command);
        }
        let mut room = words.saturating_sub(around);
        let mut headed: Vec<Kind> = Vec::new();
        for candidate in self.candidates {
            let item = candidate.item();
            let heading = if headed.contains(&item.kind) {
                0
            } else {
                prose::count(item.kind.heading()) + 1
            };
            let needed = item.words() + heading;
            if needed > room {
                context.left_out += 1;
                continue;
            }
            room -= needed;
            if heading > 0 {
                headed.push(item.kind);
            }
            context.items.push(item);
        }
        context.write(&self.organisation, &self.command);
        context
    }
}

impl Candidate {
    fn item(self) -> Item {
        let reference = self.of.to_string();
        let says = self.says.into_iter().filter_map(|stretch| {
            let mut text = prose::told(stretch.text.short(), &reference);
            text.push_str(&stretch.tail);
            let said = Said {
                label: stretch.label,
                text,
            };
            Some(said).filter(|said| !said.text.trim().is_empty())
        });
        Item {
            kind: self.kind,
            title: prose::title(self.title.short()),
            part: self.part,
            says: says.collect(),
            key_results: self.key_results,
            why: self.reasons.join("; "),
            score: self.score,
            reference,
        }
    }
}
