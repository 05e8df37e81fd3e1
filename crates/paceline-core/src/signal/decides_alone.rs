//! An initiative whose lead is also its only approver.

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{InitiativeId, Sight, initiative::Initiative};

pub(super) const WHY: &str =
    "Who decides alone on what they lead hears no 'I cannot live with this' before it is too late.";
pub(super) const NEXT: Next = Next {
    button: "Ask one more",
    sentence: "Ask somebody who would have to live with it to approve as well.",
};

pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    let lead = entity.current_lead()?;
    let [only] = entity.approvers.as_slice() else {
        return None;
    };
    if *only != lead.person {
        return None;
    }
    let what = format!(
        "{} leads and is the only approver",
        sight.name_of(lead.person)
    );
    let evidence = vec![Evidence {
        seq: lead.seq,
        at: lead.from,
        what,
    }];
    Some(Finding {
        rule: Rule::DecidesAlone,
        subject: Subject::Initiative(id),
        since: lead.from,
        evidence,
    })
}
