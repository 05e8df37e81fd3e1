//! What can be seen at a server: `paceline get`, and the lists by their names.

use std::process::ExitCode;

use clap::Args;
use paceline_core::reference::Reference;

use super::sign_in::shown_on;
use crate::client::{server::Server, told::Paper};
use crate::data::block_on;
use crate::out::Failure;

/// Asks for a view and says it.
fn look(server: &Server, path: &str, query: &[(String, String)]) -> Result<ExitCode, Failure> {
    block_on(async {
        let client = server.client()?;
        let answered = client.get(path, query).await?;
        let answered = client.with_nearest(answered, Some(path)).await;
        let is_past = query.iter().any(|(name, _)| name == "at");
        let paper = Paper::here();
        let paper = if is_past { paper.of_the_past() } else { paper };
        answered.show(|view| shown_on(&paper, view, server.output))
    })
}

/// Show any view: a thing by its reference, or a page by its path.
#[derive(Debug, Args)]
pub(crate) struct Get {
    /// I-142, G-31, O-7, @ada, or a path such as teams/checkout, search or insights/flow.
    view: String,
    /// As the record stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    /// How many rows, at most 200.
    #[arg(long, value_name = "NUMBER")]
    limit: Option<u16>,
    /// Where to go on, as the answer before said.
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    /// Any other parameter of the view, such as team=checkout; may be given several times.
    #[arg(long = "query", short = 'q', value_name = "NAME=VALUE")]
    query: Vec<String>,
    #[command(flatten)]
    server: Server,
}

impl Get {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let mut query = Vec::new();
        for pair in &self.query {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                Failure::new(
                    format!("'{pair}' is no parameter."),
                    "Write one as team=checkout.",
                )
            })?;
            query.push((name.to_owned(), value.to_owned()));
        }
        let limit = self.limit.map(|limit| limit.to_string());
        let named = [
            ("at", self.at.as_ref()),
            ("limit", limit.as_ref()),
            ("cursor", self.cursor.as_ref()),
        ];
        let named = named.into_iter();
        query.extend(named.filter_map(|(name, value)| Some((name.to_owned(), value?.clone()))));
        look(&self.server, &path(&self.view), &query)
    }
}

/// Where something named can be had.
fn path(view: &str) -> String {
    // What belongs to a thing stands behind its reference: `I-142/agreements/0`.
    if let Some((thing, further)) = view.split_once('/')
        && let Ok(Reference::Initiative(_) | Reference::Gap(_) | Reference::Goal(_)) = thing.parse()
    {
        return format!("{}/{}", path(thing), further.trim_matches('/'));
    }
    match (view.parse(), view.strip_prefix('@')) {
        (Ok(Reference::Gap(id)), _) => format!("/gaps/{}", id.0),
        (Ok(Reference::Goal(id)), _) => format!("/goals/{}", id.0),
        (Ok(Reference::Initiative(id)), _) => format!("/initiatives/{}", id.0),
        (Ok(Reference::Entry(id)), _) => format!("/compass/{}", id.0),
        (Ok(Reference::VeerOff(id)), _) => format!("/veer-offs/{}", id.0),
        (Err(_), Some(handle)) => format!("/people/{handle}"),
        (Err(_), None) => format!("/{}", view.trim_matches('/')),
    }
}

/// Show what waits for you.
#[derive(Debug, Args)]
pub(crate) struct Today {
    /// As the record stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    #[command(flatten)]
    server: Server,
}

impl Today {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let at = self.at.iter().map(|at| ("at".to_owned(), at.clone()));
        look(&self.server, "/today", &at.collect::<Vec<_>>())
    }
}

/// A list with what can be asked of it.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident, $path:literal, { $($(#[$field_doc:meta])* $field:ident),* };)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Args)]
        pub(crate) struct $name {
            $(
                $(#[$field_doc])*
                #[arg(long)]
                $field: Option<String>,
            )*
            /// Words that must all occur.
            #[arg(long, value_name = "WORDS")]
            find: Option<String>,
            /// How many rows, at most 200.
            #[arg(long, value_name = "NUMBER")]
            limit: Option<u16>,
            /// Where to go on, as the answer before said.
            #[arg(long, value_name = "CURSOR")]
            cursor: Option<String>,
            /// As the record stood at the end of a day.
            #[arg(long, value_name = "DAY")]
            at: Option<String>,
            #[command(flatten)]
            server: Server,
        }

        impl $name {
            pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
                let limit = self.limit.map(|limit| limit.to_string());
                let named = [
                    $((stringify!($field), self.$field.as_ref()),)*
                    ("find", self.find.as_ref()),
                    ("limit", limit.as_ref()),
                    ("cursor", self.cursor.as_ref()),
                    ("at", self.at.as_ref()),
                ];
                let said = named.into_iter();
                let said = said.filter_map(|(name, value)| Some((name.to_owned(), value?.clone())));
                look(&self.server, $path, &said.collect::<Vec<_>>())
            }
        }
    )*};
}

lists! {
    /// List what the rules found.
    Signals, "/signals", {
        /// One rule by its name.
        rule,
        /// A team by its slug.
        team,
        /// The order: newest or last-change.
        sort
    };
    /// List initiatives.
    Initiatives, "/initiatives", {
        /// A team by its slug.
        team,
        /// A stage by its word, or active.
        stage,
        /// The order: newest, oldest, title, last-change or stage.
        sort
    };
    /// List goals.
    Goals, "/goals", {
        /// A team by its slug.
        team,
        /// A status by its word.
        stage,
        /// The order: newest, oldest, title or last-change.
        sort
    };
    /// List gaps; open ones, unless --stage closed is said.
    Gaps, "/gaps", {
        /// A team by its slug.
        team,
        /// Closed ones: closed.
        stage,
        /// The order: newest or oldest.
        sort
    };
    /// List teams as a tree.
    Teams, "/teams", {};
    /// List people by name.
    People, "/people", {
        /// A team by its slug.
        team,
        /// The order: newest (A to Z) or oldest (Z to A).
        sort
    };
}
