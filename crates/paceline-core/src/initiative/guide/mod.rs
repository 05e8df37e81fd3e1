//! The guide for whoever leads for the first time: what to do at each stage, and what to leave (mission row L9).
//!
//! The built-in words follow the essays that Paceline comes from; an organisation writes its own in their place.

use serde::Serialize;

use super::Stage;
use crate::{Draft, Refusal, Sight, Text, organisation, text};

/// The longest guidance for one stage, in characters: it is read while something else is to be done.
const LIMIT: usize = 600;

/// What is built in, in the order of [`Stage::WAY`].
const BUILT_IN: [&str; Stage::WAY.len()] = [
    "You see how something is and how it ought to be, and you care enough to act. Write it down in a few words, and ask \
     whether others see it too. Leave the answer open for now.",
    "Talk with those who live with it, and find out with them what belongs to it and what does not. Ask what was tried \
     before. Leave out what will not matter in six months.",
    "Write a first draft: how it is, how it ought to be, what you propose. Show it to two or three people while it is \
     still rough. Leave the polish: a text that looks finished gets no help.",
    "Shop it around: ask people by name, and say what kind of feedback helps you now, and until when. Answer each, also \
     what you do not take up, and thank whoever follows first. Leave the wish to be right in everything.",
    "Say in one sentence what is to be agreed on, and give everybody the working days they need. With whoever objects, \
     look for a way out together; a concern does not block. Leave the wish that all agree with all of it: good enough \
     for now and safe enough to try will do.",
    "Say what happens first, and who does it. Tell those whose work changes, in their team's meeting and not in one-to-ones \
     alone. Leave to others how they do their part.",
    "Check in on your rhythm, also when there is little to tell, and say early where you need help. Let others lead parts \
     of it, and follow them there. Leave nothing in silence: to hand over or to step back is normal.",
    "Say what came of it, beside how it was. Name everybody who had a part: ideas, feedback, the first follower, quiet \
     work. Leave the next lead to somebody else, and be the first who follows them.",
];

/// The rules of writing the guidance for a stage. An empty text brings the built-in one back.
pub(crate) fn write(draft: &mut Draft<'_>, stage: Stage, written: &str) -> Result<(), Refusal> {
    if !Stage::WAY.contains(&stage) {
        return Err(Refusal::NoGuide { stage });
    }
    let written = text::optional("guidance", written)?;
    text::at_most("guidance", written.as_deref().unwrap_or_default(), LIMIT)?;
    let is_own = draft.state.organisation.guide.contains_key(&stage);
    if written.is_none() && !is_own {
        return Err(Refusal::NothingChanges);
    }
    let text = draft.optional_word(written);
    let event = organisation::Event::GuideWritten { stage, text };
    draft.happened(crate::Event::Organisation(event));
    Ok(())
}

/// What whoever leads for the first time reads at a stage; nothing off the way to a thing delivered.
pub fn guide(sight: Sight<'_>, stage: Stage) -> Option<Text> {
    if let Some(own) = sight.organisation().guide.get(&stage) {
        return Some(sight.text(*own));
    }
    let mut way = Stage::WAY.into_iter().zip(BUILT_IN);
    let (_, built_in) = way.find(|(of, _)| *of == stage)?;
    Some(Text::Here(built_in.to_owned()))
}

/// The guidance for one stage, as those see it who look after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GuideView {
    pub stage: Stage,
    pub text: Text,
    /// Whether the organisation wrote it.
    pub is_own: bool,
}

/// The guidance for every stage, in their order.
pub fn all(sight: Sight<'_>) -> Vec<GuideView> {
    let own = &sight.organisation().guide;
    let views = Stage::WAY.into_iter().map(|stage| {
        Some(GuideView {
            stage,
            text: guide(sight, stage)?,
            is_own: own.contains_key(&stage),
        })
    });
    views.flatten().collect()
}

#[cfg(test)]
mod tests;
