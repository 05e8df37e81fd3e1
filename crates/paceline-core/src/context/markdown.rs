//! All of it as Markdown, between two markers by which a file can hold a copy that is written anew.

use sha2::{Digest as _, Sha256};

use super::{Context, Item, Kind, prose};

/// How the first line of a copy begins.
pub const BEGINS: &str = "<!-- paceline context";
/// The last line of a copy.
pub const ENDS: &str = "<!-- /paceline context -->";
/// What stands between what is wanted of a number and what it is.
const NOW: &str = " · now ";
/// How many bytes of the hash tell two copies apart.
const DIGEST_BYTES: usize = 8;

/// A line of a copy without the number that was reported last, which does not make it out of date.
pub fn without_values(line: &str) -> &str {
    let is_key_result = line.starts_with("  - ");
    let cut = line.rsplit_once(NOW).filter(|_| is_key_result);
    cut.map_or(line, |(wanted, _)| wanted)
}

/// Ends a sentence that has no end yet.
fn ended(text: &str) -> String {
    let ends = ['.', '!', '?', '…', ':', ';', '。', '！', '？', ')', '–'];
    if text.ends_with(ends) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

impl Item {
    /// How many words it takes at most.
    pub(super) fn words(&self) -> usize {
        let bare = Self {
            key_results: Vec::new(),
            ..self.clone()
        };
        let numbers: usize = self.key_results.iter().map(|one| one.room + 1).sum();
        prose::count(&bare.line()) + numbers
    }

    /// The item as an entry of a list, its numbers below it.
    fn line(&self) -> String {
        let part = if self.part.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.part)
        };
        let mut line = format!("- **{} {}**{part}:", self.reference, self.title);
        for said in &self.says {
            if !said.label.is_empty() {
                line = format!("{line} *{}:*", said.label);
            }
            line = format!("{line} {}", ended(&said.text));
        }
        if self.says.is_empty() {
            line.pop();
            line.push('.');
        }
        line = format!("{line} ({})\n", self.why);
        for known in &self.key_results {
            line = format!("{line}  - {}", known.wanted);
            if let Some(is) = &known.is {
                line = format!("{line}{NOW}{is}");
            }
            line.push('\n');
        }
        line
    }
}

impl Context {
    /// How many words stand around the items.
    pub(super) fn words_around(&self, organisation: &str, command: &str) -> usize {
        let mut whole = self.clone();
        whole.left_out = 1;
        whole.write(organisation, command);
        prose::count(&whole.markdown)
    }

    /// Writes the Markdown and its digest.
    pub(super) fn write(&mut self, organisation: &str, command: &str) {
        let body = self.body(organisation, command);
        let stable: Vec<&str> = body.lines().map(without_values).collect();
        let hash = Sha256::digest(stable.join("\n"));
        let hash = hash.iter().take(DIGEST_BYTES);
        self.digest = hash.map(|byte| format!("{byte:02x}")).collect();
        let team = self.team.as_ref();
        let team = team.map_or_else(String::new, |team| format!(" team={}", team.slug));
        let digest = &self.digest;
        self.markdown = format!("{BEGINS}{team} digest={digest} -->\n{body}{ENDS}\n");
    }

    fn body(&self, organisation: &str, command: &str) -> String {
        let mut body = format!(
            "## What {organisation} wants here\n\n{} Written by Paceline with `{command}`: change it there, not in this file.\n",
            self.found_by
        );
        for remark in &self.remarks {
            body = format!("{body}\n{remark}\n");
        }
        for kind in Kind::ALL {
            let of_kind: Vec<&Item> = self.items.iter().filter(|item| item.kind == kind).collect();
            if !of_kind.is_empty() {
                let lines: String = of_kind.into_iter().map(Item::line).collect();
                body = format!("{body}\n### {}\n\n{lines}", kind.heading());
            }
        }
        if self.left_out > 0 {
            body = format!(
                "{body}\nMore bears on it than has room here: ask for more with --words.\n"
            );
        }
        body
    }
}
