//! Whom it is for: the team that was named, or the one whose repository it is.

use super::{Asked, FEWEST_WORDS, MOST_WORDS, WORDS, prose, repository};
use crate::{Sight, TeamId, team};

/// How far teams are named where several have a repository.
const NAMED: usize = 5;

/// Whom it is for, in words.
pub(super) struct Found {
    pub(super) team: Option<TeamId>,
    pub(super) found_by: String,
    pub(super) remarks: Vec<String>,
    pub(super) command: String,
}

pub(super) fn find(sight: Sight<'_>, asked: &Asked) -> Found {
    let name = |team: TeamId| prose::name(&team::link(sight, team).name);
    let repository = asked.repository.as_deref().and_then(repository::address);
    let mut remarks = Vec::new();
    let mut team = asked.team;
    let mut found_by = match team {
        Some(team) => format!("For the team {}.", name(team)),
        None => "For the whole organisation.".to_owned(),
    };
    let mut command = "paceline context".to_owned();
    if let Some(slug) = team.and_then(|team| sight.team(team)) {
        command = format!("{command} --team {}", slug.slug);
    }
    if let Some(address) = repository.as_deref().filter(|_| team.is_none()) {
        let owners = repository::owners(sight, address);
        let address = prose::name(address);
        command = format!("{command} --repo {}", argument(&address));
        if let Some((owner, pattern)) = owners.first() {
            team = Some(*owner);
            found_by = format!(
                "For the team {}, whose repository {address} is, by the pattern {}.",
                name(*owner),
                prose::name(pattern)
            );
        } else {
            remarks.push(format!(
                "No team has said that {address} is theirs, so this holds for the whole organisation. Add the repository on \
                 the page of its team, or name the team with --team."
            ));
        }
        if owners.len() > 1 {
            let others = owners.iter().skip(1).take(NAMED);
            let others: Vec<String> = others.map(|(team, _)| name(*team)).collect();
            remarks.push(format!(
                "{} say that it is theirs as well; name one with --team to see theirs.",
                others.join(", ")
            ));
        }
    }
    if asked.text.is_some() {
        found_by.push_str(" For a draft, by its references and words.");
        command.push_str(" --for FILE");
    }
    let words = asked.words.clamp(FEWEST_WORDS, MOST_WORDS);
    if asked.words != 0 && words != WORDS {
        command = format!("{command} --words {words}");
    }
    Found {
        team,
        found_by,
        remarks,
        command,
    }
}

/// An argument of a command as a shell takes it.
fn argument(written: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '~' | '+');
    if written.chars().all(is_plain) {
        written.to_owned()
    } else {
        format!("'{}'", written.replace('\'', ""))
    }
}
