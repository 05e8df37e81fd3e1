//! Support that came after the day on which it would have helped (mission row L12).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Answer, Ask, CannotSay, Initiative, Reply},
};

pub(super) const WHY: &str = "Support helps most while the work waits for it; when it comes late, the plan has often changed.";
pub(super) const NEXT: Next = Next {
    button: "Check in",
    sentence: "Say in a check-in whether the help still fits, and ask earlier or for less next time.",
};

/// Until the lead has said a word since. Who was late is not named: an ask is answered by whoever can.
pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    if !entity.can_say(CannotSay::Asks) {
        return None;
    }
    let limit = sight
        .organisation()
        .threshold(Threshold::UnansweredAfterDays);
    let said = entity.check_ins.last().map(|last| last.seq);
    let late = entity.asks.iter().filter_map(|ask| {
        let answer = help(ask)?;
        let is_late = said < Some(answer.seq) && is_late(ask, answer, limit);
        is_late.then(|| {
            let days = answer.at.days_since(ask.at);
            let what = format!(
                "help came {days} days after the ask: {}",
                sight.text(ask.what)
            );
            Evidence::of((answer.at, answer.seq), what)
        })
    });
    let evidence: Vec<Evidence> = late.collect();
    let since = evidence.iter().map(|evidence| evidence.at).min()?;
    Some(Finding {
        rule: Rule::SupportCameLate,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}

/// The first answer, where it is help: not a no, and not the word of whoever asked that it is dealt with. When the help
/// in a foreign record came, nobody knows: it was answered when it was read.
fn help(ask: &Ask) -> Option<&Answer> {
    let answer = ask.answered.as_ref()?;
    let is_help = match answer.reply {
        Reply::Yes | Reply::Done => ask.by.is_some() && answer.by.is_some(),
        Reply::No => false,
    };
    Some(answer).filter(|answer| is_help && answer.by != ask.by)
}

/// After its day; where none was said, after as long as an ask may wait.
fn is_late(ask: &Ask, answer: &Answer, limit: i64) -> bool {
    match ask.until {
        Some(until) => answer.at > Time::end_of(until),
        None => answer.at.days_since(ask.at) >= limit,
    }
}
