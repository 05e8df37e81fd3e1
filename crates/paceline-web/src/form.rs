//! Forms: fields with labels, what was typed, and why it was refused. One template shows them all.

use std::borrow::Cow;

use askama::Template;
use paceline_core::{
    Refusal, Sight, Text, goal,
    initiative::{self, ending},
    person, team,
};

use crate::{
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::{OfMine, To},
};

/// The most people or teams a form offers to pick from; everybody else can be typed.
const OFFERED: usize = 500;

/// A form.
pub(crate) struct Form {
    /// Where it is sent.
    pub(crate) action: String,
    /// The command that it asks for, as every door calls it.
    pub(crate) command: Option<&'static str>,
    pub(crate) button: &'static str,
    pub(crate) fields: Vec<Field>,
    pub(crate) refused: Option<Refused>,
    /// The form is what the page is for: whoever comes to it can type at once.
    pub(crate) takes_focus: bool,
}

impl Form {
    /// Whether the focus begins in the field at this place: in the first, where one types. What is chosen is read first.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand every argument by reference"
    )]
    pub(crate) fn begins_at(&self, place: &usize) -> bool {
        let is_typed = |field: &Field| match field.kind {
            Kind::Line
            | Kind::Filled(_)
            | Kind::Email(_)
            | Kind::Password(_)
            | Kind::Text
            | Kind::Lines
            | Kind::Number { .. }
            | Kind::Decimal
            | Kind::Picked(_) => true,
            Kind::Date
            | Kind::Radio(_)
            | Kind::Ticks(_)
            | Kind::Select(_)
            | Kind::EvenOver(_)
            | Kind::Ranked(_)
            | Kind::Hidden => false,
        };
        self.takes_focus && *place == 0 && self.fields.first().is_some_and(is_typed)
    }

    pub(crate) fn new(action: To<'_>, button: &'static str, fields: Vec<Field>) -> Self {
        Self {
            action: action.to_string(),
            command: action.command(),
            button,
            fields,
            refused: None,
            takes_focus: false,
        }
    }
}

/// Why it was not done, and what to do instead.
pub(crate) struct Refused {
    pub(crate) why: String,
    pub(crate) instead: String,
}

impl From<&Refusal> for Refused {
    fn from(refusal: &Refusal) -> Self {
        Self {
            why: refusal.to_string(),
            instead: refusal.instead(),
        }
    }
}

/// One field, with what was typed into it.
pub(crate) struct Field {
    pub(crate) name: Cow<'static, str>,
    pub(crate) label: Cow<'static, str>,
    pub(crate) hint: Cow<'static, str>,
    pub(crate) kind: Kind,
    pub(crate) value: String,
    pub(crate) is_required: bool,
}

/// What a field takes.
pub(crate) enum Kind {
    Line,
    /// A line that a browser may fill in, by what it knows it as: `username webauthn`.
    Filled(&'static str),
    /// An address of e-mail, and what a browser knows it as.
    Email(&'static str),
    /// What nobody may read over a shoulder: `current-password` or `new-password`. It is never sent back.
    Password(&'static str),
    /// Sent along, not shown.
    Hidden,
    Text,
    /// Lines to paste: no Markdown.
    Lines,
    Date,
    Number {
        least: u32,
        most: u32,
    },
    /// A number with a point or a comma before its decimals.
    Decimal,
    /// One of a few, all in sight.
    Radio(Vec<Choice>),
    /// Any of a few. The field's value holds those that are ticked, a line each.
    Ticks(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// Rows of two fields, `this` even over `over`.
    EvenOver(Vec<[String; 2]>),
    /// Rows in an order that can be changed: the place as a number, and a line.
    Ranked(Vec<[String; 2]>),
    /// A line, with some that can be picked.
    Picked(Vec<Choice>),
}

/// Something to choose: what is sent and what is read.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

impl Field {
    pub(crate) fn new(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        kind: Kind,
        value: &str,
    ) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: Cow::Borrowed(""),
            kind,
            value: value.to_owned(),
            is_required: false,
        }
    }

    pub(crate) fn line(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Kind::Line, value)
    }

    pub(crate) fn text(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Kind::Text, value)
    }

    /// A password, as a browser's manager knows it.
    pub(crate) fn password(
        name: &'static str,
        label: &'static str,
        known_as: &'static str,
    ) -> Self {
        Self::new(name, label, Kind::Password(known_as), "").required()
    }

    pub(crate) fn hidden(name: &'static str, value: &str) -> Self {
        Self::new(name, "", Kind::Hidden, value)
    }

    /// Whether a choice of a list of ticks is ticked.
    pub(crate) fn has(&self, choice: &Choice) -> bool {
        self.value.lines().any(|ticked| ticked == choice.value)
    }

    /// The team it belongs to, by its slug.
    pub(crate) fn team(sight: Sight<'_>, label: &'static str, value: &str) -> Self {
        Self::new("team", label, Kind::Select(teams(sight)), value)
    }

    #[must_use]
    pub(crate) fn hint(self, hint: impl Into<Cow<'static, str>>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    #[must_use]
    pub(crate) fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

/// Teams to choose from, the choice of none first.
pub(crate) fn teams(sight: Sight<'_>) -> Vec<Choice> {
    let mut teams: Vec<Choice> = sight
        .teams()
        .take(OFFERED)
        .map(|(id, _)| team::link(sight, id))
        .map(|team| Choice::new(team.slug, team.name))
        .collect();
    teams.sort_by_cached_key(|team| team.label.to_lowercase());
    teams.insert(0, Choice::new("", "No team"));
    teams
}

/// People who can lead and be asked, to pick from by handle.
pub(crate) fn people(sight: Sight<'_>) -> Vec<Choice> {
    let mut people: Vec<Choice> = sight
        .people()
        .filter(|(_, person)| person.takes_part())
        .take(OFFERED)
        .map(|(id, _)| person::link(sight, id))
        .map(|person| Choice::new(person.handle, person.name))
        .collect();
    people.sort_by_cached_key(|person| person.label.to_lowercase());
    people
}

/// The team with this slug, `None` when it is left out, or the refusal.
pub(crate) fn team_named(
    sight: Sight<'_>,
    slug: &str,
) -> Result<Option<paceline_core::TeamId>, Refusal> {
    let slug = slug.trim();
    if slug.is_empty() {
        return Ok(None);
    }
    let found = sight.team_called(slug).map(Some);
    found.ok_or_else(|| Refusal::NoSuchTeam {
        team: paceline_core::text::cut(slug, 60),
    })
}

/// The person with this handle, or the refusal.
pub(crate) fn person_named(
    sight: Sight<'_>,
    handle: &str,
) -> Result<paceline_core::PersonId, Refusal> {
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    if handle.is_empty() {
        return Err(Refusal::Empty {
            what: "name of a person",
        });
    }
    let found = sight.person_called(&handle);
    found.ok_or_else(|| Refusal::NoSuchPerson {
        who: paceline_core::text::cut(&handle, 60),
    })
}

/// The people with these handles, with commas or spaces between them, or the refusal.
pub(crate) fn people_named(
    sight: Sight<'_>,
    handles: &str,
) -> Result<Vec<paceline_core::PersonId>, Refusal> {
    let written = handles.split([',', ' ']).map(str::trim);
    written
        .filter(|handle| !handle.is_empty())
        .map(|handle| person_named(sight, handle))
        .collect()
}

/// A page with one form.
pub(crate) struct FormPage {
    pub(crate) section: Section,
    pub(crate) title: &'static str,
    /// One sentence why, or what it does.
    pub(crate) why: String,
    /// Where it belongs: the way back, with its words.
    pub(crate) back: To<'static>,
    pub(crate) back_words: String,
    pub(crate) form: Form,
    /// What stands beside the form, such as the last check-in beside that of the next one.
    pub(crate) last: Option<Beside>,
}

/// What stands beside a form.
pub(crate) enum Beside {
    LastOfInitiative(initiative::CheckInView),
    LastOfGoal(goal::CheckInView),
    /// What whoever looks has taken on, before they take on one more; and where they go if they do not.
    Commitments {
        mine: initiative::Commitments,
        otherwise: Option<(String, &'static str)>,
    },
    /// How much of one's own feedback was taken up: for whoever is about to object, and for nobody else.
    OfMyself(initiative::MyFeedback),
    /// A lighter way to say the same.
    AsAConcern(Form),
    /// What was wanted, beside what it was and what it is.
    Measured(ending::BeforeAndAfter),
}

impl Beside {
    /// Its texts, which may have to be read from their rows.
    pub(crate) fn texts(&mut self) -> Vec<&mut Text> {
        match self {
            Self::OfMyself(_) | Self::AsAConcern(_) => Vec::new(),
            Self::LastOfInitiative(said) => vec![&mut said.text],
            Self::Commitments { mine, .. } => {
                mine.asked.iter_mut().map(|asked| &mut asked.what).collect()
            }
            Self::LastOfGoal(said) => std::iter::once(&mut said.text)
                .chain(&mut said.help)
                .collect(),
            Self::Measured(measured) => measured.texts().collect(),
        }
    }
}

/// A page with one form, in its frame.
#[derive(Template)]
#[template(path = "forms/show.html")]
pub(crate) struct ShowForm {
    pub(crate) f: Frame,
    pub(crate) page: FormPage,
}

/// Shows a form of something that may not exist.
pub(crate) async fn show(look: Look, form: impl FnOnce(&Seen<'_>) -> Option<FormPage>) -> Shown {
    look.now_only()?;
    let mut page = look.find(form)?;
    page.form.takes_focus = true;
    if let Some(last) = &mut page.last {
        look.fill(last.texts()).await?;
    }
    look.show(page.section, |f| ShowForm {
        f: Frame {
            here: page.back.to_string(),
            query: String::new(),
            ..f
        },
        page,
    })
}
