//! An example of every event form about gaps that came after the first two.

use crate::{
    Event, GapId, GoalId, TeamId, WordId,
    gap::{self, SightingOf},
    measure::Amount,
};

#[expect(clippy::too_many_lines, reason = "a list of examples")]
pub(super) fn forms() -> Vec<(&'static str, Event)> {
    use gap::Event as E;
    let gap = GapId(31);
    let forms = vec![
        (
            "gap-seen-too",
            E::SeenToo {
                gap,
                text: Some(WordId(9)),
            },
        ),
        ("gap-seen-too-without-words", E::SeenToo { gap, text: None }),
        (
            "gap-said-more",
            E::SaidMore {
                gap,
                sighting: 2,
                text: WordId(9),
            },
        ),
        (
            "gap-measure-set",
            E::MeasureSet {
                gap,
                what: WordId(9),
                unit: WordId(10),
                is: Amount::whole(9),
                ought: Amount::thousandths(500),
            },
        ),
        (
            "gap-measured",
            E::Measured {
                gap,
                value: Amount::thousandths(3_800),
                note: Some(WordId(9)),
            },
        ),
        (
            "gap-measured-without-words",
            E::Measured {
                gap,
                value: Amount::whole(4),
                note: None,
            },
        ),
        (
            "gap-merged",
            E::Merged {
                gap,
                into: GapId(7),
                because: WordId(9),
            },
        ),
        (
            "gap-separated",
            E::Separated {
                gap,
                because: WordId(9),
            },
        ),
        (
            "gap-split-off",
            E::SplitOff {
                gap: GapId(32),
                from: gap,
                is: WordId(7),
                ought: WordId(8),
                team: Some(TeamId(2)),
                goal: Some(GoalId(7)),
                seen_by: vec![SightingOf { gap, number: 2 }],
            },
        ),
        (
            "gap-split",
            E::Split {
                gap,
                parts: vec![GapId(32), GapId(33)],
                because: WordId(9),
            },
        ),
    ];
    let event = |(name, event)| (name, Event::Gap(event));
    forms.into_iter().map(event).collect()
}
