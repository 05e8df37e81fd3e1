//! `cargo xtask gallery`: every page from samples in every state, as a folder to look at.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::root::target;
use crate::{assets, run, say, test};

/// Takes what the pages look like now for what they ought to look like.
const ACCEPT: &str = "accept";

pub(crate) fn run(args: &[String]) -> Outcome {
    make(args)?;
    let index = folder().join("index.html");
    say::line(&format!("the gallery is in {}", index.display()));
    Ok(())
}

/// Runs the tests that write the gallery.
pub(crate) fn make(args: &[String]) -> Outcome {
    assets::build()?;
    let names = ["gallery::".to_owned()];
    let options = ["-p".to_owned(), "paceline-web".to_owned()];
    let mut tests = test::runner(&names, &options);
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {}
        [ACCEPT] => drop(tests.env("INSTA_UPDATE", "always")),
        _ => {
            return Err(Failure::new(
                "`cargo xtask gallery` takes `accept`, which keeps the outlines as they are now, or nothing",
            ));
        }
    }
    run::shown(&mut tests)
}

pub(crate) fn folder() -> PathBuf {
    target().join("gallery")
}
