//! How a foreign initiative reads, against what is remembered of it.

use super::{Initiative, Touched, Who, join, said_already, team_or_form};
use crate::{
    Draft, InitiativeId, PersonId,
    initiative::{self, AskedOf, Event as E, Reply, Serves, Stance},
    person,
    text::{self, TEXT_LIMIT, TITLE_LIMIT},
};

pub(super) fn sync_initiative(draft: &mut Draft<'_>, read: &Initiative) {
    let known = draft.state.initiative_from(&read.source);
    let initiative = known.unwrap_or_else(|| InitiativeId::at(draft.state.initiatives.len()));
    if known.is_none() {
        let title = read
            .title
            .as_deref()
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(&read.source);
        let title = draft.word(text::cut(title, TITLE_LIMIT));
        let summary = cut(read.summary.as_deref(), TEXT_LIMIT);
        let summary = draft.optional_word(summary);
        let team = read.team.as_deref().map(|team| team_or_form(draft, team));
        let source = Some(read.source.clone());
        let cannot_say = read.cannot_say.clone();
        draft.initiative(E::Started {
            initiative,
            title,
            summary,
            team,
            source,
            cannot_say,
            shown_to: None,
            kind: None,
        });
    }
    let entity = known.and_then(|known| draft.state.initiative(known));
    if let Some(entity) = entity {
        sync_texts(draft, initiative, entity, read);
    }
    sync_stage(draft, initiative, entity, read);
    sync_people(draft, initiative, entity, read);
    for source in &read.serves {
        let Some(goal) = draft.state.goal_from(source) else {
            continue;
        };
        let serves = Serves::Goal(goal);
        if !entity.is_some_and(|entity| entity.serves.contains(&serves)) {
            draft.initiative(E::ServesLinked { initiative, serves });
        }
    }
    sync_asks(draft, initiative, entity, read);
    match read.touched {
        None => {}
        Some(touched) => {
            draft.initiative(E::RecordChanged {
                initiative,
                mechanical: touched == Touched::Mechanically,
            });
        }
    }
}

fn sync_texts(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: &initiative::Initiative,
    read: &Initiative,
) {
    let title = cut(read.title.as_deref(), TITLE_LIMIT);
    if let Some(title) = title.filter(|title| draft.state.words.short(entity.title) != title) {
        let title = draft.word(title);
        draft.initiative(E::Retitled { initiative, title });
    }
    let summary = cut(read.summary.as_deref(), TEXT_LIMIT);
    let state = draft.state;
    let differs = |summary: &String| {
        !entity
            .summary
            .is_some_and(|kept| said_already(state, kept, summary))
    };
    if let Some(summary) = summary.filter(differs) {
        let summary = draft.word(summary);
        draft.initiative(E::Summarised {
            initiative,
            summary,
        });
    }
    if let Some(team) = read.team.as_deref() {
        let team = Some(team_or_form(draft, team));
        if entity.team != team {
            draft.initiative(E::TeamChanged { initiative, team });
        }
    }
}

fn sync_stage(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: Option<&initiative::Initiative>,
    read: &Initiative,
) {
    if let Some(to) = read.stage {
        let written = read
            .written
            .as_deref()
            .map(|written| text::cut(written, TITLE_LIMIT))
            .unwrap_or_default();
        let state = draft.state;
        let kept = entity
            .and_then(|entity| entity.written)
            .map_or("", |kept| state.words.short(kept));
        if said(entity).and_then(|said| said.stage) != Some(to) || kept != written {
            let written = (!written.is_empty()).then(|| draft.word(written));
            draft.initiative(E::StageMoved {
                initiative,
                to,
                reason: None,
                written,
            });
            person::let_go_of_the_absent(draft, initiative, to);
        }
    }
    let before = entity.map(|entity| entity.looks).unwrap_or_default();
    if let Some(looks) = read.looks.filter(|looks| *looks != before) {
        draft.initiative(E::LooksSet { initiative, looks });
    }
}

fn sync_people(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: Option<&initiative::Initiative>,
    read: &Initiative,
) {
    let said_lead = said(entity).and_then(|said| said.lead);
    let before = entity.and_then(initiative::Initiative::lead);
    let lead = match &read.lead {
        None => said_lead,
        Some(lead) => lead.as_ref().map(|who| join(draft, who)),
    };
    if let Some(followers) = &read.followers {
        sync_followers(draft, initiative, entity, lead, followers);
    }
    // A record that says what it said before adds nothing: who leads here now stays.
    let lead_now = if lead == said_lead { before } else { lead };
    // Whoever has left does not lead again because a foreign record still names them.
    let lead_now = lead_now.filter(|person| Some(*person) == before || takes_part(draft, *person));
    let lead_now = if lead.is_some() && lead_now.is_none() {
        before
    } else {
        lead_now
    };
    match (before, lead_now) {
        (None, Some(person)) => draft.initiative(E::LeadTaken {
            initiative,
            person,
            trial: None,
        }),
        (Some(before), Some(to)) if before != to => {
            draft.initiative(E::LeadHandedOver {
                initiative,
                to,
                note: None,
                trial: None,
            });
        }
        (Some(person), None) => draft.initiative(E::LeadSteppedBack { initiative, person }),
        (Some(_), Some(_)) | (None, None) => {}
    }
    let Some(approvers) = &read.approvers else {
        return;
    };
    let kept = entity.map_or(&[][..], |entity| &entity.approvers);
    let mut named = Vec::new();
    for who in approvers {
        let person = join(draft, who);
        if !kept.contains(&person) && !named.contains(&person) {
            draft.initiative(E::ApproverNamed { initiative, person });
        }
        named.push(person);
    }
    for &person in kept.iter().filter(|person| !named.contains(person)) {
        draft.initiative(E::ApproverDropped { initiative, person });
    }
}

fn sync_followers(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: Option<&initiative::Initiative>,
    lead: Option<PersonId>,
    followers: &[(Who, Stance)],
) {
    let mut follow: Vec<(PersonId, Stance)> = Vec::new();
    for (who, stance) in followers {
        let person = join(draft, who);
        if Some(person) != lead && !follow.iter().any(|(known, _)| *known == person) {
            follow.push((person, *stance));
        }
    }
    let said = said(entity).map_or(&[][..], |said| &said.followers);
    let now = |person: PersonId| entity.and_then(|entity| entity.following(person));
    for &(person, stance) in said.iter().filter(|said| !follow.contains(said)) {
        if now(person) == Some(stance) {
            draft.initiative(E::Unfollowed { initiative, person });
        }
    }
    for &(person, stance) in follow.iter().filter(|follow| !said.contains(follow)) {
        let follows = now(person);
        let is_dropped = said
            .iter()
            .any(|(known, before)| *known == person && Some(*before) == follows);
        if follows == Some(stance) || !takes_part(draft, person) {
            continue;
        }
        if follows.is_some() && !is_dropped {
            draft.initiative(E::Unfollowed { initiative, person });
        }
        draft.initiative(E::Followed {
            initiative,
            person,
            stance,
            reservation: None,
        });
    }
}

/// Whoever is not known yet is about to join.
fn takes_part(draft: &Draft<'_>, person: PersonId) -> bool {
    let known = draft.state.person(person);
    known.is_none_or(person::Person::takes_part)
}

/// What the record said when it was last read; nothing when it is new.
fn said(entity: Option<&initiative::Initiative>) -> Option<&initiative::Read> {
    entity.and_then(|entity| entity.read.as_deref())
}

/// A foreign text cut to its limit, if it says anything.
fn cut(written: Option<&str>, limit: usize) -> Option<String> {
    written
        .map(|written| text::cut(written, limit))
        .filter(|text| !text.is_empty())
}

fn sync_asks(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: Option<&initiative::Initiative>,
    read: &Initiative,
) {
    let kept = entity.map_or(&[][..], |entity| &entity.asks);
    let mut number = u16::try_from(kept.len()).unwrap_or(u16::MAX);
    for ask in &read.asks {
        let team = team_or_form(draft, &ask.of_team);
        let what = text::cut(&ask.what, TITLE_LIMIT);
        let is_this = |kept: &initiative::Ask| {
            kept.of == AskedOf::Team(team) && draft.state.words.short(kept.what) == what
        };
        let place = kept
            .iter()
            .position(is_this)
            .and_then(|place| u16::try_from(place).ok());
        let answered = place
            .and_then(|place| kept.get(usize::from(place)))
            .is_some_and(|kept| kept.answered.is_some());
        let place = place.unwrap_or_else(|| {
            let what = draft.word(what);
            draft.initiative(E::Asked {
                initiative,
                of: AskedOf::Team(team),
                what,
                size: None,
                until: None,
            });
            number = number.saturating_add(1);
            number - 1
        });
        if let Some(who) = ask.answered_by.as_ref().filter(|_| !answered) {
            let by = Some(join(draft, who));
            draft.initiative(E::Answered {
                initiative,
                ask: place,
                by,
                reply: Reply::Done,
                text: None,
            });
        }
    }
}
