//! The rules of the compass: whoever writes an entry leads it; its lead writes new versions, and others start an
//! initiative to change it.

use jiff::civil::Date;

use super::{
    Command, Content, Entry, EvenOver, EvenOverText, Event, FacetText, Kind, StrategyText,
    ValueText,
};
use crate::{
    Ctx, Draft, EntryId, PersonId, Refusal, State, TeamId, WordId,
    access::Viewer,
    initiative::{AskedOf, Audience, audience},
    person::{self, Person, Role},
    text, time,
};

/// The most coherent actions of one strategy: more are a list of wishes.
pub const ACTIONS_LIMIT: usize = 10;
/// The most even-over statements of one strategy.
pub const EVEN_OVER_LIMIT: usize = 7;

/// Answers what a person asks of the compass.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::WriteValue(written) => return write_value(draft, ctx, written),
        Command::StateFacet(stated) => return state_facet(draft, ctx, stated),
        Command::WriteStrategy(written) => return write_strategy(draft, ctx, written),
        Command::Publish { entry } => {
            match led(draft.state, *entry, person)?.audience {
                Audience::Chosen => {}
                Audience::Everyone => return Err(Refusal::EntryIsOpen { entry: *entry }),
            }
            Event::Published { entry: *entry }
        }
        Command::ShowTo { entry, people } => show_to(draft.state, person, *entry, people)?,
        Command::Tell { entry, of } => {
            let known = led(draft.state, *entry, person)?;
            match of {
                AskedOf::Team(team) => drop(draft.state.team_or_refuse(*team)?),
                AskedOf::Person(told) => drop(person::member_or_refuse(draft.state, *told)?),
            }
            match known.audience {
                Audience::Everyone => {}
                Audience::Chosen => return Err(Refusal::EntryIsDraft { entry: *entry }),
            }
            let version = known.version();
            if known
                .told
                .iter()
                .any(|told| told.of == *of && told.version == version)
            {
                return Err(Refusal::ToldAlready { entry: *entry });
            }
            Event::Told {
                entry: *entry,
                version,
                of: *of,
            }
        }
        Command::Acknowledge { entry } => {
            let known = in_use(draft.state, *entry, person)?;
            let version = known.version();
            if known.has_read(person, version) {
                return Err(Refusal::ReadAlready { entry: *entry });
            }
            Event::Acknowledged {
                entry: *entry,
                version,
            }
        }
        Command::Review { entry, text, next } => {
            led(draft.state, *entry, person)?;
            let text = text::text("what was found", text)?;
            time::not_past(*next, ctx.now)?;
            Event::Reviewed {
                entry: *entry,
                text: draft.word(text),
                next: *next,
            }
        }
        Command::TakeLead { entry } => {
            let known = in_use(draft.state, *entry, person)?;
            if let Some(lead) = known.lead {
                let lead = draft.state.name_of(lead);
                return Err(Refusal::EntryHasLead {
                    entry: *entry,
                    lead,
                });
            }
            Event::LeadTaken {
                entry: *entry,
                person,
            }
        }
        Command::HandOver { entry, to } => {
            led(draft.state, *entry, person)?;
            person::member_or_refuse(draft.state, *to)?;
            if *to == person {
                return Err(Refusal::YouLeadEntry { entry: *entry });
            }
            Event::LeadHandedOver {
                entry: *entry,
                to: *to,
            }
        }
        Command::Retire { entry, because } => {
            led(draft.state, *entry, person)?;
            let because = text::text("reason", because)?;
            Event::Retired {
                entry: *entry,
                because: draft.word(because),
            }
        }
    };
    draft.happened(crate::Event::Compass(event));
    Ok(())
}

/// The entry while it is in use, or why not.
fn in_use(state: &State, id: EntryId, asker: PersonId) -> Result<&Entry, Refusal> {
    let entry = state.entry_or_refuse(id, Viewer::of(state, asker))?;
    if entry.retired.is_some() {
        return Err(Refusal::EntryRetired { entry: id });
    }
    Ok(entry)
}

/// The entry while it is in use and led by whoever asks, or why not.
fn led(state: &State, id: EntryId, asker: PersonId) -> Result<&Entry, Refusal> {
    let entry = in_use(state, id, asker)?;
    match entry.lead {
        Some(lead) if lead == asker => Ok(entry),
        Some(lead) => Err(Refusal::EntryHasLead {
            entry: id,
            lead: state.name_of(lead),
        }),
        None => Err(Refusal::EntryWithoutLead { entry: id }),
    }
}

/// The lead shows it to more people. What everyone reads needs showing to guests alone.
fn show_to(
    state: &State,
    actor: PersonId,
    id: EntryId,
    people: &[PersonId],
) -> Result<Event, Refusal> {
    let entry = led(state, id, actor)?;
    if people.is_empty() {
        return Err(Refusal::Empty {
            what: "list of people",
        });
    }
    let mut people = audience::chosen(state, actor, people)?;
    let is_guest = |person: &Person| person.role == Role::Guest;
    match entry.audience {
        Audience::Chosen => {}
        Audience::Everyone => {
            people.retain(|id| state.person(*id).is_some_and(is_guest));
            if people.is_empty() {
                return Err(Refusal::EntryIsOpen { entry: id });
            }
        }
    }
    people.retain(|person| !entry.shown_to.contains(person));
    if people.is_empty() {
        return Err(Refusal::EntryShownAlready { entry: id });
    }
    Ok(Event::ShownTo { entry: id, people })
}

/// Where and how an entry is written, whatever its kind.
struct Writing<'a> {
    entry: Option<EntryId>,
    kind: Kind,
    team: Option<TeamId>,
    review: Option<Date>,
    shown_to: Option<&'a [PersonId]>,
    because: &'a str,
}

impl Writing<'_> {
    /// That it may be written here, and why it changes, before any word of it is taken in.
    fn may(&self, draft: &Draft<'_>, ctx: &Ctx) -> Result<Option<String>, Refusal> {
        let person = ctx.person()?;
        time::not_past(self.review, ctx.now)?;
        if let Some(team) = self.team {
            draft.state.team_or_refuse(team)?;
        }
        let Some(entry) = self.entry else {
            return Ok(None);
        };
        let known = led(draft.state, entry, person)?;
        if known.kind() != self.kind {
            return Err(Refusal::OtherKind {
                entry,
                kind: known.kind(),
            });
        }
        // A draft changes as often as it likes; what others read says why.
        match known.audience {
            Audience::Everyone => text::text("reason for the change", self.because).map(Some),
            Audience::Chosen => text::optional("reason for the change", self.because),
        }
    }

    fn happened(
        self,
        draft: &mut Draft<'_>,
        ctx: &Ctx,
        because: Option<String>,
        content: Content,
    ) -> Result<(), Refusal> {
        let person = ctx.person()?;
        let event = match self.entry {
            Some(entry) => Event::Revised {
                entry,
                content,
                review: self.review,
                because: draft.optional_word(because),
            },
            None => Event::Written {
                entry: EntryId::at(draft.state.entries.len()),
                content,
                team: self.team,
                lead: Some(person),
                review: self.review,
                shown_to: self
                    .shown_to
                    .map(|people| audience::chosen(draft.state, person, people))
                    .transpose()?,
            },
        };
        draft.happened(crate::Event::Compass(event));
        Ok(())
    }
}

fn write_value(draft: &mut Draft<'_>, ctx: &Ctx, written: &ValueText) -> Result<(), Refusal> {
    let writing = Writing {
        entry: written.entry,
        kind: Kind::Value,
        team: written.team,
        review: written.review,
        shown_to: None,
        because: &written.because,
    };
    let because = writing.may(draft, ctx)?;
    let title = text::title("name of the value", &written.title)?;
    let text = text::optional("text", &written.text)?;
    let looks_like = text::optional("description of living it", &written.looks_like)?;
    let does_not = text::optional("description of not living it", &written.does_not_look_like)?;
    let content = Content::Value {
        title: draft.word(title),
        text: draft.optional_word(text),
        looks_like: draft.optional_word(looks_like),
        does_not_look_like: draft.optional_word(does_not),
    };
    writing.happened(draft, ctx, because, content)
}

fn state_facet(draft: &mut Draft<'_>, ctx: &Ctx, stated: &FacetText) -> Result<(), Refusal> {
    let writing = Writing {
        entry: stated.entry,
        kind: Kind::Facet,
        team: stated.team,
        review: None,
        shown_to: None,
        because: &stated.because,
    };
    let because = writing.may(draft, ctx)?;
    let title = text::title("name of the facet", &stated.title)?;
    let level = text::title("level", &stated.level)?;
    let reason = text::text("reason", &stated.reason)?;
    time::not_past(stated.until, ctx.now)?;
    is_stated_once(draft.state, stated, &title)?;
    let content = Content::Facet {
        title: draft.word(title),
        level: draft.word(level),
        reason: draft.word(reason),
        until: stated.until,
    };
    writing.happened(draft, ctx, because, content)
}

/// A facet has one level at a time in one place.
fn is_stated_once(state: &State, stated: &FacetText, title: &str) -> Result<(), Refusal> {
    // A new version stays where it is.
    let place = match stated.entry.and_then(|id| state.entry(id)) {
        Some(entry) => entry.team,
        None => stated.team,
    };
    let is_it = |word: WordId| state.words.short(word).eq_ignore_ascii_case(title);
    let mut known = (0..).map(EntryId::at).zip(&state.entries);
    let other = known.find(|(id, entry)| {
        let facet = entry
            .content()
            .filter(|content| content.kind() == Kind::Facet);
        Some(*id) != stated.entry
            && entry.retired.is_none()
            && entry.team == place
            && facet.is_some_and(|content| is_it(content.title()))
    });
    match other {
        Some((entry, _)) => Err(Refusal::FacetExists { entry }),
        None => Ok(()),
    }
}

fn write_strategy(draft: &mut Draft<'_>, ctx: &Ctx, written: &StrategyText) -> Result<(), Refusal> {
    let writing = Writing {
        entry: written.entry,
        kind: Kind::Strategy,
        team: written.team,
        review: written.review,
        shown_to: written.shown_to.as_deref(),
        because: &written.because,
    };
    let because = writing.may(draft, ctx)?;
    let title = text::title("title", &written.title)?;
    let diagnosis = text::text("diagnosis", &written.diagnosis)?;
    let guiding_policy = text::text("guiding policy", &written.guiding_policy)?;
    at_most("coherent actions", written.actions.len(), ACTIONS_LIMIT)?;
    at_most(
        "even-over statements",
        written.even_over.len(),
        EVEN_OVER_LIMIT,
    )?;
    let actions = written.actions.iter();
    let actions: Vec<String> = actions
        .map(|action| text::text("coherent action", action))
        .collect::<Result<_, _>>()?;
    let even_over: Vec<[String; 2]> = written
        .even_over
        .iter()
        .map(even_over)
        .collect::<Result<_, _>>()?;
    let content = Content::Strategy {
        title: draft.word(title),
        diagnosis: draft.word(diagnosis),
        guiding_policy: draft.word(guiding_policy),
        actions: actions
            .into_iter()
            .map(|action| draft.word(action))
            .collect(),
        even_over: even_over
            .into_iter()
            .map(|[this, over]| EvenOver {
                this: draft.word(this),
                over: draft.word(over),
            })
            .collect(),
    };
    writing.happened(draft, ctx, because, content)
}

fn even_over(written: &EvenOverText) -> Result<[String; 2], Refusal> {
    let this = text::title("side that is chosen", &written.this)?;
    let over = text::title("side that has to wait", &written.over)?;
    if this.eq_ignore_ascii_case(&over) {
        return Err(Refusal::EvenOverItself { what: this });
    }
    Ok([this, over])
}

fn at_most(what: &'static str, count: usize, most: usize) -> Result<(), Refusal> {
    if count > most {
        return Err(Refusal::TooMany { what, count, most });
    }
    Ok(())
}
