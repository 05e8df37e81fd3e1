//! What somebody sees of themselves alone: what they have taken on, and how well they judge what matters.

use askama::Template;
use paceline_core::{
    Command,
    initiative::{Commitments, commitments},
    judgement::{self, JudgementView, MyJudgement, Over},
    person,
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    problem::Problem,
    url::{OfMine, To},
};

#[derive(Template)]
#[template(path = "my_own/commitments.html")]
struct ShowCommitments {
    f: Frame,
    mine: Commitments,
}

pub(crate) async fn taken_on(look: Look) -> Shown {
    let mut mine = look.read(|seen| commitments(seen.sight, seen.me(), seen.now));
    look.fill(mine.asked.iter_mut().map(|asked| &mut asked.what).collect())
        .await?;
    look.show(Section::People, |f| ShowCommitments { f, mine })
}

#[derive(Template)]
#[template(path = "my_own/judgements.html")]
struct ShowJudgements {
    f: Frame,
    mine: MyJudgement,
}

pub(crate) async fn judgements(look: Look) -> Shown {
    let mut mine = look.find(of_viewer)?;
    // What was judged last is asked for first.
    mine.judgements.reverse();
    look.show(Section::People, |f| ShowJudgements { f, mine })
}

fn of_viewer(seen: &Seen<'_>) -> Option<MyJudgement> {
    judgement::mine(seen.sight, Some(seen.me()), seen.me(), seen.now)
}

/// What was judged, in words before the title of what it was about.
fn words(over: Over) -> &'static str {
    match over {
        Over::Objection(_) => "You objected to",
        Over::Lead => "You asked for the lead of",
    }
}

/// Whether it mattered, as a form sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    mattered: String,
}

impl Typed {
    fn page(&self, seen: &Seen<'_>, number: u16) -> Option<FormPage> {
        let mine = of_viewer(seen)?;
        let of_number = |judged: &&JudgementView| judged.number == number;
        let judged = mine.judgements.iter().find(of_number)?;
        let answers = vec![
            Choice::new("yes", "yes, it mattered"),
            Choice::new("no", "no, it did not"),
        ];
        let said = match judged.mattered {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let chosen = if self.mattered.is_empty() {
            said
        } else {
            &self.mattered
        };
        let why = format!(
            "{} {} {} on {}. Will it matter in six months? You said: {}. Only you see this.",
            words(judged.over),
            judged.initiative.id,
            judged.initiative.title,
            judged.at,
            judged.said.word()
        );
        let field = Field::new("mattered", "Did it matter?", Kind::Radio(answers), chosen);
        let to = To::OfMine(OfMine::Judgement(number));
        Some(FormPage {
            section: Section::People,
            title: "Did it matter?",
            why,
            back: To::OfMine(OfMine::Judgements),
            back_words: "How well you judge".to_owned(),
            form: form::Form::new(to, "Say so", vec![field.required()]),
            last: None,
        })
    }

    fn command(&self, judgement: u16) -> Result<Command, paceline_core::Refusal> {
        let mattered = match self.mattered.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(paceline_core::Refusal::Empty { what: "answer" }),
        };
        Ok(Command::Person(person::Command::SayWhetherItMattered {
            judgement,
            mattered,
        }))
    }
}

pub(crate) async fn judgement(look: Look, Path(number): Path<u16>) -> Shown {
    form::show(look, |seen| Typed::default().page(seen, number)).await
}

pub(crate) async fn judged(
    acting: Acting,
    Path(number): Path<u16>,
    Form(typed): Form<Typed>,
) -> Shown {
    if acting.read(|seen| typed.page(seen, number)).is_none() {
        return Err(Problem::NotFound);
    }
    acting
        .run(
            typed.command(number),
            |_, _| To::OfMine(OfMine::Judgements),
            |seen| typed.page(seen, number),
        )
        .await
}
