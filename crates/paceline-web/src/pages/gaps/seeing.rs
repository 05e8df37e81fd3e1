//! 'I see it too': said once, in one's own words or without any, and added to later.

use paceline_core::{
    Command, GapId,
    gap::{self, Mine},
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage},
    look::{Look, Seen, Shown},
    url::To,
    url_gaps::OnGap,
};

/// What is typed to see a gap too.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SeeToo {
    text: String,
}

/// The form for whoever has not said it yet, or says more; none for whoever recorded the gap.
pub(super) fn form(id: GapId, mine: Mine) -> Option<form::Form> {
    SeeToo::default().form(id, mine)
}

impl SeeToo {
    fn form(&self, id: GapId, mine: Mine) -> Option<form::Form> {
        let to = To::OnGap(id, OnGap::SeeToo);
        let words = |label: &'static str| Field::text("text", label, &self.text);
        match mine {
            Mine::Recorded => None,
            Mine::NotYet => {
                let words = words("In your own words")
                    .hint("Where you see it, and how; nothing has to be written.");
                Some(form::Form::new(to, "I see it too", vec![words]))
            }
            Mine::Seen => {
                let words = words("What else do you see?").required();
                Some(form::Form::new(to, "Add it", vec![words]))
            }
        }
    }

    fn page(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let page = gap::page(seen.sight, Some(seen.me()), id, seen.now)?;
        // Whoever recorded it is told so by the refusal.
        let mine = match page.mine {
            Mine::Seen => Mine::Seen,
            Mine::NotYet | Mine::Recorded => Mine::NotYet,
        };
        let form = self.form(id, mine)?;
        forms::page(seen, id, ("I see it too", page.is.short()), form)
    }
}

pub(crate) async fn see(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| SeeToo::default().page(seen, GapId(id))).await
}

pub(crate) async fn seen(acting: Acting, Path(id): Path<u32>, Form(typed): Form<SeeToo>) -> Shown {
    let gap = GapId(id);
    let text = typed.text.clone();
    let command = Ok(Command::Gap(gap::Command::SeeToo { gap, text }));
    acting
        .run(command, |_, _| To::Gap(gap), |seen| typed.page(seen, gap))
        .await
}
