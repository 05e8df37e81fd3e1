//! The finding of the tree in words.

use std::fmt::Write as _;

use super::{Alignment, Counts};

impl Alignment {
    /// The finding in words.
    pub fn sentence(&self) -> String {
        let Counts {
            strategies,
            goals,
            goals_unserved,
            goals_serving_nothing,
            initiatives,
            veer_offs,
        } = self.counts;
        let strategic = match strategies {
            0 => String::new(),
            count => format!("{} and ", counted(count, "strategy", "strategies")),
        };
        let wanted = match goals {
            0 if strategies > 0 => "no goal".to_owned(),
            0 => "No such goal is on record".to_owned(),
            count => counted(count, "goal", "goals"),
        };
        let served = match (goals, goals_unserved) {
            (0, _) => String::new(),
            (1, 0) => ", which is served".to_owned(),
            (1, _) => ", which nothing serves".to_owned(),
            (_, 0) => ", each of them served".to_owned(),
            (_, unserved) => format!(", {unserved} of them served by nothing"),
        };
        let them = if goals + strategies == 1 {
            "it"
        } else {
            "them"
        };
        let serving = match initiatives {
            0 => String::new(),
            1 => format!("; 1 initiative serves {them}"),
            count => format!("; {count} initiatives serve {them}"),
        };
        let mut more = String::new();
        let also = [
            (
                goals_serving_nothing,
                [
                    "goal serves nothing above it",
                    "goals serve nothing above them",
                ],
            ),
            (
                self.apart_in_all,
                ["initiative stands apart", "initiatives stand apart"],
            ),
            (
                veer_offs,
                ["veer-off is under way", "veer-offs are under way"],
            ),
        ];
        for (count, [one, many]) in also.into_iter().filter(|(count, _)| *count > 0) {
            let _infallible = write!(more, " {}.", counted(count, one, many));
        }
        format!("{strategic}{wanted}{served}{serving}.{more}")
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
