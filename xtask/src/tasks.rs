//! The list of tasks: what `cargo xtask NAME` can be asked for.

use crate::failure::{Failure, Outcome};
use crate::{
    assets, bench, browser, build, ci, demo, dependencies, gallery, lighthouse, python,
    schemathesis, screenshots, test, tidy, types,
};

pub(crate) struct Task {
    pub(crate) name: &'static str,
    about: &'static str,
    run: Run,
}

enum Run {
    Plain(fn() -> Outcome),
    WithArguments(fn(&[String]) -> Outcome),
}

impl Task {
    pub(crate) fn run(&self, args: &[String]) -> Outcome {
        match (&self.run, args.first()) {
            (Run::WithArguments(run), _) => run(args),
            (Run::Plain(run), None) => run(),
            (Run::Plain(_), Some(unknown)) => {
                let name = self.name;
                Err(Failure::new(format!(
                    "`cargo xtask {name}` takes no arguments, and got {unknown}"
                )))
            }
        }
    }
}

pub(crate) const TASKS: &[Task] = &[
    Task {
        name: "build",
        about: "Builds the program: target/release/paceline",
        run: Run::Plain(build::run),
    },
    Task {
        name: "assets",
        about: "Builds what the browser gets: style sheet, script and fonts, when their sources have changed",
        run: Run::Plain(assets::run),
    },
    Task {
        name: "demo",
        about: "Builds the program and opens an invented organisation; arguments go to `paceline demo`",
        run: Run::WithArguments(demo::run),
    },
    Task {
        name: "test",
        about: "Runs the tests with a throw-away PostgreSQL: [part of a test's name…] [options of the runner…]",
        run: Run::WithArguments(test::run),
    },
    Task {
        name: "browser",
        about: "Runs the tests in a real browser: [part of a test file's name…]",
        run: Run::WithArguments(browser::run),
    },
    Task {
        name: "schemathesis",
        about: "Asks the API all that its OpenAPI document allows and forbids; arguments go to `schemathesis run`",
        run: Run::WithArguments(schemathesis::run),
    },
    Task {
        name: "gallery",
        about: "Writes every page from samples in every state to target/gallery/; `accept` keeps their outlines as they are",
        run: Run::WithArguments(gallery::run),
    },
    Task {
        name: "screenshots",
        about: "Takes the pictures of README and guide, of a demo in Chromium",
        run: Run::Plain(screenshots::run),
    },
    Task {
        name: "lighthouse",
        about: "Has Lighthouse judge a demo, and writes docs/reference/lighthouse.md; fails below 95",
        run: Run::Plain(lighthouse::run),
    },
    Task {
        name: "python",
        about: "Installs the Python packages that tests use, below target/python",
        run: Run::Plain(python::run),
    },
    Task {
        name: "tidy",
        about: "Checks that files, documents and names keep to what CONTRIBUTING says",
        run: Run::Plain(tidy::run),
    },
    Task {
        name: "types",
        about: "Checks the types of the browser's code",
        run: Run::Plain(types::run),
    },
    Task {
        name: "dependencies",
        about: "Checks licences, origins and use of what we depend on, against deny.toml",
        run: Run::Plain(dependencies::run),
    },
    Task {
        name: "ci",
        about: "Runs every check, in the order of their cost, and stops at the first failure",
        run: Run::Plain(ci::run),
    },
    Task {
        name: "bench",
        about: "Measures, and writes docs/reference/benchmarks.md; arguments go to the benchmark",
        run: Run::WithArguments(bench::run),
    },
];

pub(crate) fn find(name: &str) -> Option<&'static Task> {
    TASKS.iter().find(|task| task.name == name)
}

pub(crate) fn list() -> String {
    let width = TASKS
        .iter()
        .map(|task| task.name.len())
        .max()
        .unwrap_or_default();
    let lines: Vec<String> = TASKS
        .iter()
        .map(|task| format!("  cargo xtask {:width$}  {}", task.name, task.about))
        .collect();
    format!("Tasks:\n{}", lines.join("\n"))
}
