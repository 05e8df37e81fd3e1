//! An initiative that is said to be under way while something else says it is done.

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    GapId, InitiativeId, Sight,
    gap::{self, Closed},
    initiative::{Initiative, Looks, Serves},
};

pub(super) const WHY: &str =
    "What is done and not said to be done earns nobody credit and keeps a lead bound.";
pub(super) const NEXT: Next = Next {
    button: "Say it is delivered",
    sentence: "Move it to delivered and give credit, or say what is still open.",
};

pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    let mut evidence = Vec::new();
    if entity.looks == Looks::Done {
        let (at, seq) = (
            entity.stage_since(),
            entity
                .stages
                .last()
                .map_or(entity.seq, |entered| entered.seq),
        );
        evidence.push(Evidence {
            seq,
            at,
            what: format!("'{}', while its second state is done", entity.stage),
        });
    }
    let gaps = entity.serves.iter().filter_map(|serves| match serves {
        Serves::Gap(gap) => Some(*gap),
        Serves::Goal(_) | Serves::Strategy(_) => None,
    });
    let closed: Option<Vec<(GapId, Closed)>> = gaps
        .map(|gap| {
            let gap = gap::lives_in(sight, gap);
            sight
                .gap(gap)
                .and_then(|entity| entity.closed)
                .map(|closed| (gap, closed))
        })
        .collect();
    for (gap, closed) in closed.unwrap_or_default() {
        evidence.push(Evidence {
            seq: closed.seq,
            at: closed.at,
            what: format!("its gap {gap} is closed"),
        });
    }
    let since = evidence.iter().map(|evidence| evidence.at).max()?;
    Some(Finding {
        rule: Rule::SaysOpenLooksDone,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
