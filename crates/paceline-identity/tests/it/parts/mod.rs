//! The real parts, each started by the test that needs it and ended with it.

pub(crate) mod browser;
pub(crate) mod mail_server;
pub(crate) mod program;
pub(crate) mod provider;
pub(crate) mod world;
