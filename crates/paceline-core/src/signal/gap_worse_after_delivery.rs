//! A gap that was measured worse after something was delivered for it (mission rows A6, L1, L6).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    GapId, InitiativeId, Sight,
    gap::{self, Measured},
    initiative::Delivery,
    measure::Amount,
};

pub(super) const WHY: &str = "What was delivered is done, and what it was for is not: only looking again shows whether it helps.";
pub(super) const NEXT: Next = Next {
    button: "Start an initiative",
    sentence: "Look at what came of it, measure once more, or start another initiative from the gap.",
};

/// Until it is measured no worse than before, or somebody acts on it again.
pub(super) fn find(sight: Sight<'_>, id: GapId) -> Option<Finding> {
    let entity = sight.gap(id).filter(|entity| entity.is_open())?;
    let measured = entity.measure().filter(|known| !known.values.is_empty())?;
    let (initiative, delivery) = last_delivery(sight, id)?;
    // What was first measured afterwards tells nothing of what was before.
    if measured.seq > delivery.seq || !gap::active(sight, id).is_empty() {
        return None;
    }
    let mut earlier = measured
        .values
        .iter()
        .filter(|value| value.seq < delivery.seq);
    let before = earlier.next_back().map_or(measured.is, |value| value.value);
    let later = measured.values.iter().rev();
    let worse: Vec<_> = later
        .take_while(|value| value.seq > delivery.seq && is_worse(measured, before, value.value))
        .collect();
    let (last, first) = (worse.first()?, worse.last()?);
    let unit = sight.text(measured.unit);
    let what = sight.text(measured.what);
    let told = |value: Amount| format!("{value} {unit}").trim_end().to_owned();
    let delivered = format!("{initiative} was delivered at {}: {what}", told(before));
    let mut evidence = vec![
        Evidence::of((delivery.at, delivery.seq), delivered),
        Evidence::of(
            (first.at, first.seq),
            format!("measured at {}", told(first.value)),
        ),
    ];
    if last.seq != first.seq {
        let what = format!("measured at {}", told(last.value));
        evidence.push(Evidence::of((last.at, last.seq), what));
    }
    Some(Finding {
        rule: Rule::GapWorseAfterDelivery,
        subject: Subject::Gap(id),
        since: first.at,
        evidence,
    })
}

/// The last thing that was delivered for it.
fn last_delivery(sight: Sight<'_>, id: GapId) -> Option<(InitiativeId, &Delivery)> {
    let delivered = gap::initiatives(sight, id).into_iter().filter_map(|id| {
        let entity = sight.initiative(id)?;
        Some((id, entity.delivery()?))
    });
    delivered.max_by_key(|(_, delivery)| delivery.seq)
}

/// Further from how it ought to be; beyond it is not worse.
fn is_worse(measured: &Measured, before: Amount, value: Amount) -> bool {
    let is_to_fall = measured.ought < measured.is;
    if is_to_fall {
        value > before && value > measured.ought
    } else {
        value < before && value < measured.ought
    }
}
