//! Context: what the organisation wants where somebody works, for a team, a repository or a draft.

use askama::Template;
use paceline_core::context::{
    self, Asked, Context, DRAFT_LIMIT, FEWEST_WORDS, Item, Kind, MOST_WORDS, WORDS,
};
use serde::Deserialize;

use crate::{
    extract::{Form, Query},
    form::{self, Choice},
    frame::{Frame, Section},
    list::refused,
    look::{Look, Seen, Shown},
    problem::Problem,
    url::{Link, To},
};

/// What is asked for, as it came.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(crate) team: String,
    pub(crate) repo: String,
    pub(crate) words: String,
    pub(crate) text: String,
}

#[derive(Template)]
#[template(path = "context/show.html")]
struct Show {
    f: Frame,
    page: Page,
}

struct Page {
    typed: Typed,
    teams: Vec<Choice>,
    context: Option<Context>,
}

pub(crate) async fn show(look: Look, Query(typed): Query<Typed>) -> Shown {
    let is_asked = !typed.team.trim().is_empty() || !typed.repo.trim().is_empty();
    let context = if is_asked {
        Some(told(&look, &typed).await?)
    } else {
        look.find(|seen| seen.sight.sees_the_organisation().then_some(()))?;
        None
    };
    page(&look, typed, context)
}

pub(crate) async fn of_draft(look: Look, Form(typed): Form<Typed>) -> Shown {
    let context = told(&look, &typed).await?;
    page(&look, typed, Some(context))
}

fn page(look: &Look, typed: Typed, context: Option<Context>) -> Shown {
    let teams = look.read(|seen| form::teams(seen.sight));
    // What a draft brought along is not in the address, so the page is not made anew while it is read.
    let is_of_draft = !typed.text.is_empty();
    let page = Page {
        typed,
        teams,
        context,
    };
    look.show(Section::Context, |f| Show {
        f: Frame {
            seq: f.seq.filter(|_| !is_of_draft),
            ..f
        },
        page,
    })
}

/// What bears on what is asked for, with its long texts; not there for whoever does not see the organisation.
pub(crate) async fn told(look: &Look, typed: &Typed) -> Result<Context, Problem> {
    let (gathered, words) = look.read(|seen| {
        let asked = typed.asked(seen)?;
        let gathered = context::gather(seen.sight, &asked, seen.now);
        Ok::<_, Problem>((gathered, asked.words))
    })?;
    let mut gathered = gathered.ok_or(Problem::NotFound)?;
    look.fill(gathered.texts()).await?;
    Ok(gathered.fit(words))
}

impl Typed {
    fn asked(&self, seen: &Seen<'_>) -> Result<Asked, Problem> {
        let team = form::team_named(seen.sight, &self.team);
        let text = context::draft(&self.text);
        Ok(Asked {
            team: team.map_err(|refusal| refused(&refusal))?,
            repository: Some(self.repo.trim().to_owned()).filter(|repo| !repo.is_empty()),
            text: text.map_err(|refusal| refused(&refusal))?,
            words: self.room()?,
        })
    }

    /// How many words it may have.
    fn room(&self) -> Result<usize, Problem> {
        let words = self.words.trim();
        if words.is_empty() {
            return Ok(WORDS);
        }
        let words = words.parse().ok();
        let words = words.filter(|words| (FEWEST_WORDS..=MOST_WORDS).contains(words));
        words.ok_or_else(|| Problem::BadQuery {
            why: format!("'words' takes a whole number from {FEWEST_WORDS} to {MOST_WORDS}."),
            instead: "Change it, or leave it out.".to_owned(),
        })
    }
}

impl Page {
    fn has_team(&self, slug: &str) -> bool {
        self.typed.team == slug
    }
}

/// Where an item leads.
fn link(f: &Frame, item: &Item) -> Option<Link<'static>> {
    item.of().map(|reference| f.at.reference(reference))
}

/// What kind of thing it is, in a word.
fn kind(item: &Item) -> &'static str {
    match item.kind {
        Kind::Value => "value",
        Kind::Facet => "business context",
        Kind::Strategy => "strategy",
        Kind::Goal => "goal",
        Kind::Initiative => "initiative",
    }
}
