//! Templates: what the document of a kind of initiative asks for, at most five things, how it is first (mission row P1).
//!
//! One of each kind is built in. An organisation writes its own, also in the place of a built-in one.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::{Draft, Refusal, Sight, WordId, organisation, text};

/// What every document begins with: whoever proposes says first what they see.
pub const FIRST: &str = "How it is";

/// The most that a template asks for.
pub const FIELDS: usize = 5;
/// The most templates that an organisation writes.
const TEMPLATES: usize = 20;
/// The longest name or heading, in characters; with the longest hint it stays in memory in any script.
const HEADING_LIMIT: usize = 60;
const HINT_LIMIT: usize = 120;

/// One thing that a template asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Field {
    /// The heading in the document.
    pub heading: String,
    /// What helps to answer it; may be empty.
    #[serde(default)]
    pub hint: String,
}

/// The words of a field, as an event points to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldWords {
    pub heading: WordId,
    pub hint: Option<WordId>,
}

/// A template that an organisation wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub name: WordId,
    pub kind: Kind,
    pub fields: Vec<FieldWords>,
}

/// The rules of writing one. It stands in the place of the template of the same name.
pub(crate) fn write(
    draft: &mut Draft<'_>,
    name: &str,
    kind: Kind,
    fields: &[Field],
) -> Result<(), Refusal> {
    let name = heading("name of the template", name)?;
    let template = slug(&name)?;
    let written = &draft.state.organisation.templates;
    if !written.contains_key(&template) && written.len() == TEMPLATES {
        return Err(Refusal::TooMany {
            what: "templates",
            count: TEMPLATES + 1,
            most: TEMPLATES,
        });
    }
    let mut asked = Vec::with_capacity(FIELDS);
    for field in fields {
        let heading = heading("heading", &field.heading)?;
        let hint = match field.hint.trim() {
            "" => None,
            hint => Some(text::title("hint", hint)?),
        };
        text::at_most("hint", hint.as_deref().unwrap_or_default(), HINT_LIMIT)?;
        asked.push((heading, hint));
    }
    let begins = |(heading, _): &(String, _)| heading.to_lowercase() == FIRST.to_lowercase();
    if !asked.first().is_some_and(begins) {
        asked.insert(0, (FIRST.to_owned(), None));
    }
    if asked.len() > FIELDS {
        return Err(Refusal::TooMany {
            what: "fields",
            count: asked.len(),
            most: FIELDS,
        });
    }
    let name = draft.word(name);
    let words = |(heading, hint): (String, _)| FieldWords {
        heading: draft.word(heading),
        hint: draft.optional_word(hint),
    };
    let fields = asked.into_iter().map(words).collect();
    happened(
        draft,
        organisation::Event::TemplateWritten {
            template,
            name,
            kind,
            fields,
        },
    );
    Ok(())
}

/// The rules of dropping one that the organisation wrote. A built-in one whose place it had comes back.
pub(crate) fn drop_one(draft: &mut Draft<'_>, name: &str) -> Result<(), Refusal> {
    let template = text::slug(name);
    if !draft.state.organisation.templates.contains_key(&template) {
        let name = text::cut(name, HEADING_LIMIT);
        return Err(Refusal::NoSuchTemplate { name });
    }
    happened(draft, organisation::Event::TemplateDropped { template });
    Ok(())
}

fn happened(draft: &mut Draft<'_>, event: organisation::Event) {
    draft.happened(crate::Event::Organisation(event));
}

fn heading(what: &'static str, written: &str) -> Result<String, Refusal> {
    let heading = text::title(what, written)?;
    text::at_most(what, &heading, HEADING_LIMIT)?;
    Ok(heading)
}

/// What tells templates apart: capitals and dots do not.
fn slug(name: &str) -> Result<String, Refusal> {
    let slug = text::slug(name);
    if slug.is_empty() {
        let what = "name of the template";
        return Err(Refusal::Empty { what });
    }
    Ok(slug)
}

/// A template as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TemplateView {
    pub slug: String,
    pub name: String,
    pub kind: Kind,
    /// How it is first, at most five.
    pub fields: Vec<Field>,
    pub origin: Origin,
}

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TemplateOrigin")]
pub enum Origin {
    BuiltIn,
    /// Written by the organisation in the place of a built-in one.
    InItsPlace,
    Own,
}

/// All templates: the built-in ones in their order, or what stands in their place, then the organisation's own by name.
pub fn templates(sight: Sight<'_>) -> Vec<TemplateView> {
    let written = &sight.organisation().templates;
    let mut views: Vec<TemplateView> = BUILT_IN
        .iter()
        .map(|built_in| {
            let view = built_in.view();
            match written.get(&view.slug) {
                Some(template) => own(sight, &view.slug, template, Origin::InItsPlace),
                None => view,
            }
        })
        .collect();
    let is_own = |slug: &str| views.iter().all(|view| view.slug != slug);
    let others: Vec<TemplateView> = written
        .iter()
        .filter(|(slug, _)| is_own(slug))
        .map(|(slug, template)| own(sight, slug, template, Origin::Own))
        .collect();
    views.extend(others);
    views
}

/// A template by its name, or by the part of a URL that names it.
pub fn named(sight: Sight<'_>, name: &str) -> Option<TemplateView> {
    let slug = text::slug(name);
    let mut all = templates(sight).into_iter();
    all.find(|template| template.slug == slug)
}

fn own(sight: Sight<'_>, slug: &str, template: &Template, origin: Origin) -> TemplateView {
    let short = |word| sight.words().short(word).to_owned();
    let fields = template.fields.iter().map(|field| Field {
        heading: short(field.heading),
        hint: field.hint.map_or_else(String::new, short),
    });
    TemplateView {
        slug: slug.to_owned(),
        name: short(template.name),
        kind: template.kind,
        fields: fields.collect(),
        origin,
    }
}

/// The document that the answers make, as Markdown: a heading and its answer each, in the order of the fields. What was
/// not answered is left out.
pub fn compose(fields: &[Field], answers: &[String]) -> String {
    let mut document = String::new();
    for (field, answer) in fields.iter().zip(answers) {
        let answer = answer.trim();
        if answer.is_empty() {
            continue;
        }
        if !document.is_empty() {
            document.push_str("\n\n");
        }
        document.push_str("# ");
        document.push_str(&field.heading);
        document.push_str("\n\n");
        document.push_str(answer);
    }
    document
}

struct BuiltIn {
    name: &'static str,
    kind: Kind,
    /// Headings and hints.
    fields: [(&'static str, &'static str); FIELDS],
}

impl BuiltIn {
    fn view(&self) -> TemplateView {
        let field = |(heading, hint): (&str, &str)| Field {
            heading: heading.to_owned(),
            hint: hint.to_owned(),
        };
        TemplateView {
            slug: text::slug(self.name),
            name: self.name.to_owned(),
            kind: self.kind,
            fields: self.fields.map(field).into(),
            origin: Origin::BuiltIn,
        }
    }
}

const BUILT_IN: [BuiltIn; 4] = [
    BuiltIn {
        name: "Proposal",
        kind: Kind::Proposal,
        fields: [
            (FIRST, "What you see today, with an example or a number."),
            (
                "How it ought to be",
                "What would be different, and for whom.",
            ),
            ("What I propose", "The smallest change that would help."),
            (
                "What speaks against it",
                "What it costs, what could go wrong, and what else you considered.",
            ),
            ("How we will know", "What you will look at, and when."),
        ],
    },
    BuiltIn {
        name: "Guideline",
        kind: Kind::Guideline,
        fields: [
            (
                FIRST,
                "Where it is done differently today, and what that costs.",
            ),
            (
                "What we rely on",
                "The guideline itself, as short as it can be.",
            ),
            (
                "Why",
                "The reason, so that people can judge a case that nobody thought of.",
            ),
            (
                "Where it does not hold",
                "Exceptions, and whom to tell of another.",
            ),
            (
                "How it stays true",
                "When it is looked at again, and how somebody changes it.",
            ),
        ],
    },
    BuiltIn {
        name: "Experiment",
        kind: Kind::Experiment,
        fields: [
            (FIRST, "What you see today, with an example or a number."),
            (
                "What we try",
                "Good enough for now, and safe enough to try.",
            ),
            (
                "Until when",
                "A day that is not far off. Then it ends, or is agreed on anew.",
            ),
            (
                "What would make us stop",
                "The sign at which it ends early, and who watches for it.",
            ),
            (
                "How we will know",
                "What you will look at, and what you expect to see.",
            ),
        ],
    },
    BuiltIn {
        name: "Event",
        kind: Kind::Event,
        fields: [
            (FIRST, "What is missing between people or teams today."),
            (
                "What it is for",
                "What people will have met, learned or begun.",
            ),
            (
                "What takes place",
                "When and where, for whom, and how it runs.",
            ),
            ("What we need", "Who helps, what it costs, and whom to ask."),
            (
                "What comes after",
                "How what began there goes on, and when the next one is.",
            ),
        ],
    },
];

#[cfg(test)]
mod tests;
