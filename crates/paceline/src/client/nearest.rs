//! What was meant, where a name is mistyped: the nearest that there is, said beside the server's refusal.

use paceline_core::vocabulary;
use serde_json::Value;
use strsim::osa_distance;

use super::{Answered, Client};
use crate::out::Failure;

/// How many names are looked through.
const MOST: &str = "200";
/// What the server says of a place where there is nothing for whoever asks.
const NOTHING: &str = "There is nothing here.";

/// A kind of name, by how the server says that there is none such.
const UNKNOWN: [(&str, Names); 3] = [
    ("There is no team called '", Names::Teams),
    ("There is no person called '", Names::People),
    ("There is no command called '", Names::Commands),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Teams,
    People,
    Commands,
    Views,
}

impl Names {
    /// How to see all of them.
    fn all(self) -> &'static str {
        match self {
            Self::Teams => "`paceline teams` lists all teams.",
            Self::People => "`paceline people` lists everybody.",
            Self::Commands => "`paceline do --list` lists all commands.",
            Self::Views => "`paceline help get` says what can be shown.",
        }
    }

    async fn list(self, client: &Client) -> Vec<String> {
        let (path, field) = match self {
            Self::Teams => ("/teams", "/team/slug"),
            Self::People => ("/people", "/person/handle"),
            Self::Commands => {
                let all = vocabulary::all().iter();
                return all.map(|entry| entry.name.clone()).collect();
            }
            Self::Views => return views(client).await,
        };
        let query = [("limit".to_owned(), MOST.to_owned())];
        let Ok(Answered::Here(list)) = client.get(path, &query).await else {
            return Vec::new();
        };
        let rows = list.get("rows").and_then(Value::as_array);
        let named = rows.into_iter().flatten();
        let named = named.filter_map(|row| row.pointer(field)?.as_str());
        named.map(str::to_owned).collect()
    }
}

/// The views that have no number or name in their path, as the server describes itself.
async fn views(client: &Client) -> Vec<String> {
    let Ok(Answered::Here(described)) = client.get("/openapi.json", &[]).await else {
        return Vec::new();
    };
    let paths = described.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    let views = paths.filter(|(path, with)| !path.contains('{') && with.get("get").is_some());
    views
        .map(|(path, _)| path.trim_matches('/').to_owned())
        .collect()
}

impl Client {
    /// The same answer; a refusal that is about a name says which is the nearest. `path` is the view that was asked for.
    pub(crate) async fn with_nearest(&self, answered: Answered, path: Option<&str>) -> Answered {
        match answered {
            Answered::Here(value) => Answered::Here(value),
            Answered::Refused(why) => Answered::Refused(self.mended(why, path).await),
        }
    }

    async fn mended(&self, why: Failure, path: Option<&str>) -> Failure {
        let (names, said) = match (unknown(&why.what), path) {
            (Some(found), _) => found,
            (None, Some(path)) if why.what == NOTHING => match place(path) {
                Place::Named(names, said) => (names, said),
                Place::Numbered(what, instead) => return Failure::new(what, instead),
            },
            (None, _) => return why,
        };
        // The words of a refusal are the same at every door: what is near is only added to them.
        let (what, instead) = if why.what == NOTHING {
            let what = match names {
                Names::Teams => format!("There is no team called '{said}'."),
                Names::People => format!("There is no person called '{said}'."),
                Names::Commands | Names::Views => format!("There is nothing called '{said}'."),
            };
            (what, names.all().to_owned())
        } else {
            (why.what, why.instead)
        };
        let instead = match nearest(&said, names.list(self).await) {
            Some(nearest) => format!("Did you mean '{nearest}'? {instead}"),
            None => instead,
        };
        Failure { what, instead }
    }
}

/// A name that the server does not know.
fn unknown(what: &str) -> Option<(Names, String)> {
    UNKNOWN.iter().find_map(|(begins, names)| {
        let said = what.strip_prefix(begins)?.split_once('\'')?.0;
        Some((*names, said.to_owned()))
    })
}

/// What stands at a path.
enum Place {
    Named(Names, String),
    /// Why there is nothing to be shown, and what to do instead.
    Numbered(String, String),
}

fn place(path: &str) -> Place {
    let whole = path.trim_matches('/');
    let (feature, said) = whole.split_once('/').unwrap_or((whole, ""));
    let letter = match feature {
        "teams" => return Place::Named(Names::Teams, said.to_owned()),
        "people" => return Place::Named(Names::People, said.to_owned()),
        "initiatives" => "I",
        "gaps" => "G",
        "goals" => "O",
        "compass" => "C",
        _ => return Place::Named(Names::Views, whole.to_owned()),
    };
    let number = said.split('/').next().unwrap_or_default();
    if number.parse::<u32>().is_err() {
        let what = format!("'{number}' is no number.");
        return Place::Numbered(what, format!("Write a reference such as {letter}-31."));
    }
    let what = if said == number {
        format!("There is no {letter}-{number} that you may read.")
    } else {
        format!(
            "{letter}-{number} has no '{}' that you may read.",
            &said[number.len() + 1..]
        )
    };
    let instead = if feature == "initiatives" {
        "`paceline initiatives` lists what you may read; a draft is for those whom it is shown to."
            .to_owned()
    } else {
        format!("`paceline get {feature}` lists what is there.")
    };
    Place::Numbered(what, instead)
}

/// The nearest of some names; nothing where none is near.
fn nearest(said: &str, names: Vec<String>) -> Option<String> {
    let said = said.trim_start_matches('@').to_lowercase();
    // A slip for every three letters, and one in the shortest.
    let most = (said.chars().count() / 3).max(1);
    let measured = names
        .into_iter()
        .map(|name| (osa_distance(&said, &name), name));
    let near = measured.filter(|(distance, _)| *distance <= most);
    near.min().map(|(_, name)| name)
}
