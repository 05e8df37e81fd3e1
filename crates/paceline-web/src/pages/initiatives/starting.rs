//! How an initiative is started: by a template, whose few questions make the first revision of its document, or without.

use askama::Template;
use paceline_core::{
    Command, GapId, Refusal, Sight,
    initiative::{
        self, Serves,
        template::{self, TemplateView},
    },
    reference::Reference,
};
use paceline_store::Receipt;
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
};

/// The choice to keep it to a few.
const CHOSEN: &str = "chosen";
/// The names of the answers to a template.
const ANSWERS: [&str; template::FIELDS] =
    ["answer-1", "answer-2", "answer-3", "answer-4", "answer-5"];

/// What is typed to start an initiative.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Start {
    /// A template by its name; empty without one.
    template: String,
    title: String,
    summary: String,
    #[serde(rename = "answer-1")]
    first: String,
    #[serde(rename = "answer-2")]
    second: String,
    #[serde(rename = "answer-3")]
    third: String,
    #[serde(rename = "answer-4")]
    fourth: String,
    #[serde(rename = "answer-5")]
    fifth: String,
    team: String,
    serves: String,
    /// `chosen`, or everyone.
    audience: String,
    shown_to: String,
}

impl Start {
    fn answers(&self) -> [String; template::FIELDS] {
        let answers = [
            &self.first,
            &self.second,
            &self.third,
            &self.fourth,
            &self.fifth,
        ];
        answers.map(|answer| answer.replace("\r\n", "\n"))
    }

    fn template(&self, sight: Sight<'_>) -> Option<TemplateView> {
        template::named(sight, &self.template).filter(|_| !self.template.is_empty())
    }

    fn command(&self, sight: Sight<'_>) -> Result<Command, Refusal> {
        let team = form::team_named(sight, &self.team)?;
        let serves = self
            .serves
            .split([',', ' '])
            .filter(|written| !written.trim().is_empty());
        let serves = serves
            .map(serves_named)
            .collect::<Result<Vec<Serves>, Refusal>>()?;
        let shown_to = form::people_named(sight, &self.shown_to)?;
        let is_chosen = self.audience == CHOSEN || !shown_to.is_empty();
        let template = self.template(sight);
        let document = template.as_ref().map_or_else(String::new, |template| {
            template::compose(&template.fields, &self.answers())
        });
        Ok(Command::Initiative(initiative::Command::Start {
            title: self.title.clone(),
            summary: self.summary.clone(),
            team,
            serves,
            shown_to: is_chosen.then_some(shown_to),
            kind: template.map(|template| template.kind),
            document,
        }))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let mut fields = vec![
            Field::line("title", "Title", &self.title)
                .hint("What would be different: ship any service any day.")
                .required(),
        ];
        match self.template(seen.sight) {
            Some(template) => {
                let asked = template.fields.into_iter().zip(ANSWERS).zip(self.answers());
                fields.extend(asked.map(|((field, name), answer)| {
                    Field::new(name, field.heading, Kind::Text, &answer).hint(field.hint)
                }));
                fields.push(Field::hidden("template", &template.slug));
            }
            None => fields.push(
                Field::text("summary", "What we would do", &self.summary)
                    .hint("A few sentences; can come later."),
            ),
        }
        fields.extend(self.around(seen.sight));
        FormPage {
            section: Section::Initiatives,
            title: "Start an initiative",
            why: "You lead it until you hand it over. Nobody has to approve that.".to_owned(),
            back: To::Initiatives,
            back_words: "Initiatives".to_owned(),
            form: form::Form::new(To::NewInitiative, "Start it", fields),
            last: None,
        }
    }

    /// Where it belongs, and who sees it.
    fn around(&self, sight: Sight<'_>) -> [Field; 4] {
        let audience = vec![
            Choice::new("everyone", "everyone"),
            Choice::new(
                CHOSEN,
                "only me and the people I choose, until it is shared",
            ),
        ];
        let chosen = if self.audience == CHOSEN {
            CHOSEN
        } else {
            "everyone"
        };
        [
            Field::team(sight, "Team", &self.team),
            Field::line("serves", "Serves", &self.serves).hint(
                "The gap it narrows, the goal or the strategy it serves: G-31, O-7 or C-4, several with commas.",
            ),
            Field::new("audience", "Show it to", Kind::Radio(audience), chosen),
            Field::line("shown_to", "Chosen people", &self.shown_to).hint(format!(
                "{} Nobody: it is yours alone until you share it.",
                forms::HANDLES
            )),
        ]
    }
}

/// What an initiative serves, as written.
pub(super) fn serves_named(written: &str) -> Result<Serves, Refusal> {
    match written.parse()? {
        Reference::Gap(gap) => Ok(Serves::Gap(gap)),
        Reference::Goal(goal) => Ok(Serves::Goal(goal)),
        Reference::Entry(entry) => Ok(Serves::Strategy(entry)),
        Reference::Initiative(_) | Reference::VeerOff(_) => Err(Refusal::NoSuchReference {
            written: paceline_core::text::cut(written, 40),
        }),
    }
}

/// The longest list of what an initiative serves, in characters, as its line holds it.
const SERVES_LIMIT: usize = 200;

/// What the form begins with.
struct Asked {
    template: String,
    serves: String,
}

/// A query in which a name may come more than once.
type Pairs = Vec<(String, String)>;

impl Asked {
    /// What was chosen from a list of gaps is filled in.
    fn of(pairs: &[(String, String)]) -> Self {
        let all = |wanted: &str| -> Vec<&str> {
            let pairs = pairs.iter().filter(|(name, _)| name == wanted);
            pairs.map(|(_, value)| value.as_str()).collect()
        };
        Self {
            template: all("template").concat(),
            serves: paceline_core::text::cut(&all("serves").join(", "), SERVES_LIMIT),
        }
    }
}

/// The form, and the templates to choose from.
#[derive(Template)]
#[template(path = "initiatives/new.html")]
struct New {
    f: Frame,
    page: FormPage,
    templates: Vec<TemplateView>,
    asked: Asked,
}

pub(crate) async fn new(look: Look, Query(asked): Query<Pairs>) -> Shown {
    form_of(&look, Asked::of(&asked), None)
}

pub(crate) async fn new_from_gap(
    look: Look,
    Path(id): Path<u32>,
    Query(asked): Query<Pairs>,
) -> Shown {
    let id = GapId(id);
    let asked = Asked {
        serves: id.to_string(),
        ..Asked::of(&asked)
    };
    form_of(&look, asked, Some(id))
}

fn form_of(look: &Look, asked: Asked, from: Option<GapId>) -> Shown {
    look.now_only()?;
    let (page, templates) = look.find(|seen| {
        let served = || {
            asked
                .serves
                .split([',', ' '])
                .find_map(|one| one.parse().ok())
        };
        let gap = match (from, served()) {
            (Some(id), _) => Some(seen.sight.gap(id)?),
            (None, Some(Reference::Gap(id))) => seen.sight.gap(id),
            (None, _) => None,
        };
        let team = gap.and_then(|gap| seen.sight.team(gap.team?));
        let typed = Start {
            template: asked.template.clone(),
            team: team.map_or_else(String::new, |team| team.slug.clone()),
            serves: asked.serves.clone(),
            ..Start::default()
        };
        let mut page = typed.page(seen);
        page.form.takes_focus = true;
        if let Some(id) = from {
            (page.back, page.back_words) = (To::Gap(id), id.to_string());
            page.why = format!("To narrow {id}. {}", page.why);
        }
        Some((page, template::templates(seen.sight)))
    })?;
    look.show(Section::Initiatives, |f| New {
        f: Frame {
            here: page.back.to_string(),
            query: String::new(),
            ..f
        },
        page,
        templates,
        asked,
    })
}

pub(crate) async fn start(acting: Acting, Form(typed): Form<Start>) -> Shown {
    let command = acting.read(|seen| typed.command(seen.sight));
    let to = |sight: Sight<'_>, receipt: &Receipt| {
        let made = sight
            .initiatives()
            .rfind(|(_, entity)| (receipt.first..=receipt.last).contains(&entity.seq));
        made.map_or(To::Initiatives, |(id, _)| To::Initiative(id))
    };
    acting.run(command, to, |seen| Some(typed.page(seen))).await
}
