//! What happened to a gap and to those that live on in it: who said and did what, in order.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{GapLink, link, parts};
use crate::{
    By, GapId, Seq, Sight, Text, Time,
    gap::{Gap, Measured, Merge, family::Kin},
    person::PersonLink,
};

/// One entry of a gap's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapMoment")]
pub struct Moment {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonLink>,
    /// The gap it was said or done of, where that is one that lives on in this.
    pub from: Option<GapId>,
    pub what: What,
}

/// What a moment of a gap's timeline was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "GapMomentWhat")]
pub enum What {
    Recorded,
    /// It became a gap of its own, out of another.
    SplitOff {
        from: GapLink,
    },
    SeenToo {
        text: Option<Text>,
    },
    SaidMore {
        text: Text,
    },
    MeasureSet {
        name: String,
        is: String,
        ought: String,
    },
    Measured {
        name: String,
        value: String,
        note: Option<Text>,
    },
    MergedInto {
        gap: GapLink,
        because: Text,
    },
    /// It was taken out of another again.
    Separated {
        gap: GapLink,
        because: Text,
    },
    /// Another was merged into it.
    TookIn {
        gap: GapLink,
        because: Text,
    },
    /// Another was taken out of it again.
    LetGo {
        gap: GapLink,
        because: Text,
    },
    Split {
        parts: Vec<GapLink>,
        because: Text,
    },
    Closed {
        outcome: Text,
    },
}

impl What {
    /// What somebody wrote with it.
    pub(super) fn text(&mut self) -> Option<&mut Text> {
        match self {
            Self::Recorded | Self::SplitOff { .. } | Self::MeasureSet { .. } => None,
            Self::SeenToo { text } | Self::Measured { note: text, .. } => text.as_mut(),
            Self::SaidMore { text }
            | Self::MergedInto { because: text, .. }
            | Self::Separated { because: text, .. }
            | Self::TookIn { because: text, .. }
            | Self::LetGo { because: text, .. }
            | Self::Split { because: text, .. }
            | Self::Closed { outcome: text } => Some(text),
        }
    }
}

/// Everything that happened, newest first.
pub(super) fn moments(sight: Sight<'_>, id: GapId, all: &[Kin<'_>]) -> Vec<Moment> {
    let here: BTreeSet<GapId> = all.iter().map(|kin| kin.id).collect();
    let mut found = Vec::new();
    for kin in all {
        let from = Some(kin.id).filter(|kin| *kin != id);
        let mut told = Told {
            sight,
            from,
            found: &mut found,
        };
        told.itself(kin.gap);
        told.said(kin.gap);
        for measured in &kin.gap.measures {
            told.measured(measured);
        }
        // What was merged within this page is told by the gap that took it in.
        let merges = kin.gap.merges.iter();
        for merge in merges.filter(|merge| from.is_none() || !here.contains(&merge.into)) {
            told.merged(merge);
        }
        for other in &kin.gap.took_in {
            told.took_in(kin.id, *other);
        }
    }
    found.sort_by_key(|moment: &Moment| std::cmp::Reverse((moment.at, moment.seq)));
    found
}

/// The moments of one gap in the making.
struct Told<'a, 'b> {
    sight: Sight<'a>,
    from: Option<GapId>,
    found: &'b mut Vec<Moment>,
}

impl Told<'_, '_> {
    fn note(&mut self, (at, seq): (Time, Seq), by: By, what: What) {
        self.found.push(Moment {
            at,
            seq,
            by: parts::who(self.sight, by),
            from: self.from,
            what,
        });
    }

    fn itself(&mut self, gap: &Gap) {
        let sight = self.sight;
        let began = gap.split_from.map_or(What::Recorded, |from| {
            let from = link(sight, from);
            What::SplitOff { from }
        });
        self.note((gap.at, gap.seq), gap.by, began);
        if let Some(split) = &gap.split {
            let parts = split.parts.iter().map(|part| link(sight, *part)).collect();
            let because = sight.text(split.because);
            let what = What::Split { parts, because };
            self.note((split.at, split.seq), split.by, what);
        }
        if let Some(closed) = gap.closed {
            let outcome = sight.text(closed.outcome);
            self.note((closed.at, closed.seq), closed.by, What::Closed { outcome });
        }
    }

    fn said(&mut self, gap: &Gap) {
        for seen in &gap.sightings {
            let text = seen.text.map(|text| self.sight.text(text));
            let by = By::Person(seen.by);
            self.note((seen.at, seen.seq), by, What::SeenToo { text });
            for said in &seen.more {
                let text = self.sight.text(said.text);
                self.note((said.at, said.seq), by, What::SaidMore { text });
            }
        }
    }

    fn measured(&mut self, measured: &Measured) {
        let measure = parts::measure(self.sight, measured);
        let set = What::MeasureSet {
            name: measure.name.clone(),
            is: measure.told(measured.is),
            ought: measure.told(measured.ought),
        };
        self.note((measured.at, measured.seq), measured.by, set);
        for value in &measured.values {
            let what = What::Measured {
                name: measure.name.clone(),
                value: measure.told(value.value),
                note: value.note.map(|note| self.sight.text(note)),
            };
            self.note((value.at, value.seq), value.by, what);
        }
    }

    fn merged(&mut self, merge: &Merge) {
        let gap = link(self.sight, merge.into);
        let because = self.sight.text(merge.because);
        let what = What::MergedInto {
            gap: gap.clone(),
            because,
        };
        self.note((merge.at, merge.seq), merge.by, what);
        if let Some(ended) = merge.ended {
            let because = self.sight.text(ended.because);
            let what = What::Separated { gap, because };
            self.note((ended.at, ended.seq), ended.by, what);
        }
    }

    fn took_in(&mut self, id: GapId, other: GapId) {
        let sight = self.sight;
        let Some(known) = sight.gap(other) else {
            return;
        };
        for merge in known.merges.iter().filter(|merge| merge.into == id) {
            let gap = link(sight, other);
            let because = sight.text(merge.because);
            let what = What::TookIn {
                gap: gap.clone(),
                because,
            };
            self.note((merge.at, merge.seq), merge.by, what);
            if let Some(ended) = merge.ended {
                let because = sight.text(ended.because);
                self.note(
                    (ended.at, ended.seq),
                    ended.by,
                    What::LetGo { gap, because },
                );
            }
        }
    }
}
