//! `cargo xtask tidy`: what no compiler holds about files, documents and names. Also runs as a test.

mod code;
mod commands;
mod documents;
mod finding;
mod golden;
mod machine;
mod markdown;
mod pairs;
mod tree;
mod urls;

use crate::failure::{Failure, Outcome};
use crate::say;
use finding::Finding;
use tree::Tree;

/// A rule a file. Each looks at the whole tree and says what it finds.
const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    code::files_say_what_they_are_for,
    code::files_stay_short,
    urls::links_are_typed,
    documents::links_lead_somewhere,
    documents::paths_exist,
    commands::commands_exist,
    pairs::signals_have_a_paragraph,
    pairs::pages_have_a_test,
    pairs::templates_are_used,
    pairs::static_files_are_used,
    pairs::islands_are_started,
    machine::nothing_of_one_machine,
];

pub(crate) fn run() -> Outcome {
    let findings = findings()?;
    if findings.is_empty() {
        say::line("tidy: nothing to say");
        return Ok(());
    }
    for finding in &findings {
        say::line(&finding.to_string());
    }
    Err(Failure::new(format!("{} findings of tidy", findings.len())))
}

fn findings() -> Result<Vec<Finding>, Failure> {
    let tree = Tree::read()?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    findings.extend(golden::forms_are_as_first_written()?);
    findings.sort();
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #[test]
    fn tidy_holds() {
        let findings = super::findings().unwrap();
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}
