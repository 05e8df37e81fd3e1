//! Taking a text in: what would be made of it, shown first, and then what a person ticked, once. For pages and the API.

use std::collections::{BTreeMap, BTreeSet};

use paceline_core::{Door, GoalId, Refusal, State, text::cut};
use paceline_import::outline::{
    self, As, Reading,
    plan::{Fate, Past, Plan, Step, Wish, plan},
};
use paceline_store::{Receipt, RunError, StoreError};

use crate::{acting::Acting, form::team_named};

/// A text, and how it is to be taken in, as it was typed or sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) text: String,
    /// What the text is called; may be empty.
    pub(crate) name: String,
    pub(crate) kind: As,
    /// A team by its slug; empty for the whole organisation.
    pub(crate) team: String,
    pub(crate) past: Past,
}

/// Why a text is not even planned.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The text cannot be read.
    Text(outline::Refused),
    /// The team is not there, or nobody asks.
    Refused(Refusal),
}

impl Unread {
    /// What is wrong.
    pub(crate) fn why(&self) -> String {
        match self {
            Self::Text(refused) => format!("Line {}.", refused.line),
            Self::Refused(refusal) => refusal.to_string(),
        }
    }

    /// What to do instead.
    pub(crate) fn instead(&self) -> String {
        match self {
            Self::Text(refused) => refused.said.clone(),
            Self::Refused(refusal) => refusal.instead(),
        }
    }
}

/// What would be made of a text.
pub(crate) struct Preview {
    pub(crate) reading: Reading,
    pub(crate) plan: Plan,
}

/// What was made of it.
#[derive(Default)]
pub(crate) struct Taken {
    /// What was made, with the numbers it got: `O-7`, `C-3`; empty for parts of a goal.
    pub(crate) made: Vec<(Step, String)>,
    /// What was refused although its preview promised it.
    pub(crate) refused: Vec<(Step, Refusal)>,
}

/// Why nothing was taken in.
pub(crate) enum NotTaken {
    Unread(Unread),
    /// Something is different from what was shown.
    Changed(Box<Preview>),
    Failed(StoreError),
}

impl From<Unread> for NotTaken {
    fn from(unread: Unread) -> Self {
        Self::Unread(unread)
    }
}

/// What would be made of a text now.
pub(crate) fn preview(acting: &Acting, wanted: &Wanted, door: Door) -> Result<Preview, Unread> {
    let reading =
        outline::read_named(&wanted.name, &wanted.text, wanted.kind).map_err(Unread::Text)?;
    let team = acting.read(|seen| team_named(seen.sight, &wanted.team));
    let wish = Wish {
        name: cut(&wanted.name, 200),
        team: team.map_err(Unread::Refused)?,
        past: wanted.past,
    };
    // A copy, so that nobody waits while it is tried out.
    let state = acting.app().store().read(State::clone);
    let plan = plan(&state, &acting.ctx(door), &reading, &wish).map_err(Unread::Refused)?;
    Ok(Preview { reading, plan })
}

/// Takes in what was ticked, if it is still what was shown. `ticked` holds keys of steps.
pub(crate) async fn take_in(
    acting: &Acting,
    wanted: &Wanted,
    door: Door,
    fingerprint: &str,
    ticked: &BTreeSet<String>,
) -> Result<Taken, NotTaken> {
    let _one_at_a_time = acting.app().taking_in().await;
    let preview = preview(acting, wanted, door)?;
    if preview.plan.fingerprint != fingerprint {
        return Err(NotTaken::Changed(Box::new(preview)));
    }
    let mut taken = Taken::default();
    let mut made: BTreeMap<usize, GoalId> = BTreeMap::new();
    for (at, step) in preview.plan.steps.into_iter().enumerate() {
        if step.fate != Fate::Made || !ticked.contains(&step.key) {
            continue;
        }
        // Without its goal, a part of it is left out as well.
        let Some(command) = step.command(&made) else {
            continue;
        };
        let mut ctx = acting.ctx(door);
        ctx.origin = Some(step.origin.clone().into());
        match acting.app().store().run(ctx, command).await {
            Ok(receipt) => {
                made.extend(Step::made(&receipt.events).map(|goal| (at, goal)));
                let reference = reference(&receipt);
                taken.made.push((step, reference));
            }
            Err(RunError::Refused(refusal)) => taken.refused.push((step, refusal)),
            Err(RunError::Failed(failure)) => return Err(NotTaken::Failed(failure)),
        }
    }
    Ok(taken)
}

/// What a step made, as people name it.
fn reference(receipt: &Receipt) -> String {
    use paceline_core::search::Thing;
    let made = receipt
        .events
        .iter()
        .find_map(paceline_core::vocabulary::made);
    match made {
        Some(Thing::Goal(id)) => id.to_string(),
        Some(Thing::Entry(id)) => id.to_string(),
        Some(Thing::Gap(_) | Thing::Initiative(_) | Thing::Team(_) | Thing::Person(_)) | None => {
            String::new()
        }
    }
}
