//! An initiative that is said to be delivered while something else says it is still open.

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId, Sight,
    initiative::{Initiative, Looks, Stage},
};

pub(super) const WHY: &str =
    "Two states that contradict each other teach people to believe neither.";
pub(super) const NEXT: Next = Next {
    button: "Look again",
    sentence: "Move the stage back, or close what is still open.",
};

pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    if entity.stage != Stage::Delivered {
        return None;
    }
    let since = entity.stage_since();
    let seq = entity
        .stages
        .last()
        .map_or(entity.seq, |entered| entered.seq);
    let mut evidence = Vec::new();
    if entity.looks == Looks::Open {
        evidence.push(Evidence {
            seq,
            at: since,
            what: "delivered, while its second state is still open".to_owned(),
        });
    }
    let asks = entity.open_asks().map(|(_, ask)| Evidence {
        seq: ask.seq,
        at: ask.at,
        what: format!("delivered, while an ask is open: {}", sight.text(ask.what)),
    });
    // A foreign record rarely says that an ask was answered; there an open one proves nothing.
    evidence.extend(asks.filter(|_| entity.written.is_none()));
    (!evidence.is_empty()).then_some(Finding {
        rule: Rule::SaysDoneLooksOpen,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
