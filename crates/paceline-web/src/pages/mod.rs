//! The pages, one file a feature: a handler parses, asks, shows.

pub(crate) mod gaps;
pub(crate) mod goals;
pub(crate) mod home;
pub(crate) mod initiatives;
pub(crate) mod organisation;
pub(crate) mod palette;
pub(crate) mod people;
pub(crate) mod search;
pub(crate) mod signals;
pub(crate) mod teams;
