//! An initiative under way that nobody leads (mission row P9).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId,
    initiative::{CannotSay, Initiative},
};

pub(super) const WHY: &str = "What nobody leads is moved by nobody, however many agree with it.";
pub(super) const NEXT: Next = Next {
    button: "Take the lead",
    sentence: "Take the lead, offer it to somebody, or put the initiative down in the open.",
};

pub(super) fn find(id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    if entity.lead().is_some() || !entity.can_say(CannotSay::Lead) {
        return None;
    }
    let (since, evidence) = match entity.leads.last() {
        Some(last) => {
            let (since, seq) = last
                .to
                .map_or((last.from, last.seq), |ended| (ended.at, ended.seq));
            let what = last.because.map_or_else(
                || "the last lead stepped back".to_owned(),
                |ending| format!("the last lead {}", ending.words()),
            );
            (
                since,
                Evidence {
                    seq,
                    at: since,
                    what,
                },
            )
        }
        None => (
            entity.started,
            Evidence {
                seq: entity.seq,
                at: entity.started,
                what: "it was started without a lead".to_owned(),
            },
        ),
    };
    Some(Finding {
        rule: Rule::NobodyLeads,
        subject: Subject::Initiative(id),
        since,
        evidence: vec![evidence],
    })
}
