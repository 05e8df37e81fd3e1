//! Typed URLs as seen from a day: the day a page is looked at from, and links that keep it.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand every argument by reference"
)]

use std::fmt;

use askama::filters::HtmlSafe;
use jiff::civil::Date;
use paceline_core::{
    EntryId, GapId, GoalId, InitiativeId, VeerOffId, compass::PointLink, reference::Reference,
    signal::Rule,
};

use crate::url::To;

/// The day a page is looked at from: today, or as the record stood at the end of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct At(pub(crate) Option<Date>);

/// A link that keeps the day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    to: To<'a>,
    at: At,
}

impl fmt::Display for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to.fmt(f)?;
        match self.at.0 {
            None => Ok(()),
            Some(date) => write!(
                f,
                "{}at={date}",
                if self.to.has_query() { '&' } else { '?' }
            ),
        }
    }
}

impl HtmlSafe for Link<'_> {}

impl At {
    pub(crate) fn to<'a>(&self, to: &To<'a>) -> Link<'a> {
        Link { to: *to, at: *self }
    }

    pub(crate) fn gap(&self, id: &GapId) -> Link<'static> {
        self.to(&To::Gap(*id))
    }

    pub(crate) fn initiative(&self, id: &InitiativeId) -> Link<'static> {
        self.to(&To::Initiative(*id))
    }

    pub(crate) fn goal(&self, id: &GoalId) -> Link<'static> {
        self.to(&To::Goal(*id))
    }

    pub(crate) fn entry(&self, id: &EntryId) -> Link<'static> {
        self.to(&To::Entry(*id))
    }

    pub(crate) fn veer_off(&self, id: &VeerOffId) -> Link<'static> {
        self.to(&To::VeerOff(*id))
    }

    pub(crate) fn point(&self, point: &PointLink) -> Link<'static> {
        match point {
            PointLink::Entry(entry) => self.entry(&entry.id),
            PointLink::Goal(goal) => self.goal(&goal.id),
        }
    }

    pub(crate) fn team<'a>(&self, slug: &'a str) -> Link<'a> {
        self.to(&To::Team(slug))
    }

    pub(crate) fn person<'a>(&self, handle: &'a str) -> Link<'a> {
        self.to(&To::Person(handle))
    }

    pub(crate) fn rule(&self, rule: &Rule) -> Link<'static> {
        self.to(&To::SignalsOf(*rule))
    }

    pub(crate) fn reference(&self, reference: Reference) -> Link<'static> {
        match reference {
            Reference::Gap(id) => self.gap(&id),
            Reference::Initiative(id) => self.initiative(&id),
            Reference::Goal(id) => self.goal(&id),
            Reference::Entry(id) => self.entry(&id),
            Reference::VeerOff(id) => self.veer_off(&id),
        }
    }

    pub(crate) fn is_past(&self) -> bool {
        self.0.is_some()
    }
}
