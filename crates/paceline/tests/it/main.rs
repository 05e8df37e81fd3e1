//! The program as people and scripts use it: arguments, output, exit codes.

mod check;
mod client;
mod common;
mod context;
mod imported;
mod parity;
mod record;
mod results;
mod serve;
mod told;
mod whole_story;
mod world;
