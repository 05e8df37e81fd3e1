//! The pages, one file a feature: a handler parses, asks, shows.

pub(crate) mod alignment;
pub(crate) mod gaps;
pub(crate) mod goals;
pub(crate) mod home;
pub(crate) mod initiatives;
pub(crate) mod insights;
pub(crate) mod organisation;
pub(crate) mod people;
pub(crate) mod signals;
pub(crate) mod teams;
