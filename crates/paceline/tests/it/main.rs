//! The program as people and scripts use it: arguments, output, exit codes.

mod check;
mod common;
mod record;
mod serve;
