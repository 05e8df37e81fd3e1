//! What is shown of objections: on the initiative's page, and in its timeline.

use serde::Serialize;

use super::{How, Objection, ObjectionEnded};
use crate::{
    PersonId, Sight, Text, Time,
    initiative::Initiative,
    judgement::Matters,
    person::{self, Person, PersonLink},
};

/// An objection, as the initiative's page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ObjectionView {
    pub number: u16,
    pub by: Option<PersonLink>,
    pub at: Time,
    pub ago: String,
    /// Whose priority it is about: one of theirs who object.
    pub priority: Text,
    pub tried: Text,
    /// What they said when asked whether it will matter in six months.
    pub matters: Matters,
    pub harm: Text,
    /// What would resolve it.
    pub way_out: Text,
    pub steward: Option<PersonLink>,
    /// Oldest first.
    pub offers: Vec<WayOutView>,
    /// That it still stands, said last.
    pub renewed: Option<RenewalView>,
    /// When it lapses unless it is renewed; none once it has ended.
    pub lapses: Option<Time>,
    pub ended: Option<EndedView>,
    pub viewer: MayAbout,
}

/// What the person who looks may do about an objection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MayAbout {
    /// They raised it: they alone renew and end it.
    pub raised_it: bool,
    pub is_steward: bool,
    pub may_become_steward: bool,
    pub may_offer: bool,
}

/// A way out that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WayOutView {
    pub by: Option<PersonLink>,
    pub text: Text,
    /// The revision that would take it into the text.
    pub revision: Option<u16>,
    pub ago: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ObjectionRenewal")]
pub struct RenewalView {
    pub because: Text,
    pub ago: String,
}

/// How an objection ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ObjectionEnded")]
pub struct EndedView {
    /// `None`: it was not renewed, and lapsed.
    pub how: Option<How>,
    pub text: Option<Text>,
    pub at: Time,
}

impl EndedView {
    pub fn word(&self) -> &'static str {
        self.how.map_or("lapsed", How::word)
    }
}

impl ObjectionView {
    fn of(
        sight: Sight<'_>,
        (entity, viewer): (&Initiative, Option<PersonId>),
        (number, known): (u16, &Objection),
        now: Time,
    ) -> Self {
        let link = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
        let ended = |ended: ObjectionEnded| EndedView {
            how: ended.how,
            text: ended.text.map(|text| sight.text(text)),
            at: ended.at,
        };
        let offers = known.offers.iter().map(|offer| WayOutView {
            by: link(offer.by),
            text: sight.text(offer.text),
            revision: offer.revision,
            ago: offer.at.ago(now),
        });
        Self {
            number,
            by: link(known.by),
            at: known.at,
            ago: known.at.ago(now),
            priority: sight.text(known.priority),
            tried: sight.text(known.tried),
            matters: known.matters,
            harm: sight.text(known.harm),
            way_out: sight.text(known.way_out),
            steward: link(known.steward),
            offers: offers.collect(),
            renewed: known.renewals.last().map(|renewed| RenewalView {
                because: sight.text(renewed.because),
                ago: renewed.at.ago(now),
            }),
            lapses: known.is_open().then(|| known.lapses(sight.organisation())),
            ended: known.ended.map(ended),
            viewer: may(sight, (entity, viewer), known),
        }
    }

    /// Every text of it, for those that are long.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = vec![
            &mut self.priority,
            &mut self.tried,
            &mut self.harm,
            &mut self.way_out,
        ];
        texts.extend(self.offers.iter_mut().map(|offer| &mut offer.text));
        texts.extend(self.renewed.iter_mut().map(|renewed| &mut renewed.because));
        let ended = self.ended.iter_mut();
        texts.extend(ended.filter_map(|ended| ended.text.as_mut()));
        texts
    }
}

fn may(
    sight: Sight<'_>,
    (entity, viewer): (&Initiative, Option<PersonId>),
    known: &Objection,
) -> MayAbout {
    let takes_part = |id: &PersonId| sight.person(*id).is_some_and(Person::takes_part);
    let Some(viewer) = viewer.filter(takes_part).filter(|_| known.is_open()) else {
        return MayAbout::default();
    };
    let (leads, raised_it) = (entity.lead() == Some(viewer), known.by == Some(viewer));
    let is_steward = known.steward == Some(viewer);
    MayAbout {
        raised_it,
        is_steward,
        may_become_steward: known.steward.is_none() && !leads && !raised_it,
        may_offer: leads || is_steward,
    }
}

/// Those of some objections, oldest first.
pub(in crate::initiative) fn views(
    sight: Sight<'_>,
    (entity, viewer): (&Initiative, Option<PersonId>),
    wanted: impl Fn(&Objection) -> bool,
    now: Time,
) -> Vec<ObjectionView> {
    let numbered = (0..).zip(&entity.objections);
    let wanted = numbered.filter(|(_, known)| wanted(known));
    wanted
        .map(|known| ObjectionView::of(sight, (entity, viewer), known, now))
        .collect()
}
