//! Several gaps that are one, and one that is several.

use paceline_core::{
    Command, GapId, Refusal,
    gap::{self, PARTS_LIMIT, Part},
};
use serde::Deserialize;

use super::{forms, told};
use crate::{
    acting::Acting,
    extract::{Form, Pairs, Path},
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    url::To,
    url_gaps::OnGap,
};

/// The most gaps that are offered to pick from; any other can be typed.
const OFFERED: usize = 200;

/// What is typed to merge a gap into another, or to take it out again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Merge {
    into: String,
    because: String,
}

impl Merge {
    fn command(&self, gap: GapId) -> Result<Command, Refusal> {
        Ok(Command::Gap(gap::Command::Merge {
            gap,
            into: forms::gap_named(&self.into)?,
            because: self.because.clone(),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let open = seen.sight.gaps().rev();
        let others = open
            .filter(|(other, gap)| gap.is_open() && *other != id)
            .take(OFFERED)
            .map(|(other, gap)| Choice::new(other.to_string(), told(&seen.sight.text(gap.is))));
        let fields = vec![
            Field::new(
                "into",
                "Into which gap",
                Kind::Picked(others.collect()),
                &self.into,
            )
            .hint("Its number, such as G-31.")
            .required(),
            forms::because("Why they are one", &self.because),
        ];
        let form = form::Form::new(To::OnGap(id, OnGap::Merge), "Merge it", fields);
        let why = "It lives on there with all that was said, and everybody who said it. It can be taken apart again.";
        forms::page(seen, id, ("Merge into another gap", why), form)
    }

    fn apart(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let fields = vec![forms::because("Why they are two", &self.because)];
        let form = form::Form::new(To::OnGap(id, OnGap::Separate), "Take it out", fields);
        let why = "It stands by itself again, with all that was said of it.";
        forms::page(seen, id, ("Take the gap out again", why), form)
    }
}

pub(crate) async fn merge(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Merge::default().page(seen, GapId(id))).await
}

pub(crate) async fn merged(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Merge>) -> Shown {
    let gap = GapId(id);
    acting
        .run(
            typed.command(gap),
            |_, _| To::Gap(gap),
            |seen| typed.page(seen, gap),
        )
        .await
}

pub(crate) async fn separate(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Merge::default().apart(seen, GapId(id))).await
}

pub(crate) async fn separated(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Merge>,
) -> Shown {
    let gap = GapId(id);
    let because = typed.because.clone();
    let command = Ok(Command::Gap(gap::Command::Separate { gap, because }));
    acting
        .run(command, |_, _| To::Gap(gap), |seen| typed.apart(seen, gap))
        .await
}

/// The fields of one part: how it is, how it ought to be, who sees it.
struct PartFields {
    is: &'static str,
    ought: &'static str,
    seen_by: &'static str,
    labels: [&'static str; 3],
}

const PARTS: [PartFields; PARTS_LIMIT] = [
    PartFields {
        is: "is_1",
        ought: "ought_1",
        seen_by: "seen_by_1",
        labels: [
            "First part: how it is",
            "First part: how it ought to be",
            "First part: who sees it too",
        ],
    },
    PartFields {
        is: "is_2",
        ought: "ought_2",
        seen_by: "seen_by_2",
        labels: [
            "Second part: how it is",
            "Second part: how it ought to be",
            "Second part: who sees it too",
        ],
    },
    PartFields {
        is: "is_3",
        ought: "ought_3",
        seen_by: "seen_by_3",
        labels: [
            "Third part: how it is",
            "Third part: how it ought to be",
            "Third part: who sees it too",
        ],
    },
    PartFields {
        is: "is_4",
        ought: "ought_4",
        seen_by: "seen_by_4",
        labels: [
            "Fourth part: how it is",
            "Fourth part: how it ought to be",
            "Fourth part: who sees it too",
        ],
    },
    PartFields {
        is: "is_5",
        ought: "ought_5",
        seen_by: "seen_by_5",
        labels: [
            "Fifth part: how it is",
            "Fifth part: how it ought to be",
            "Fifth part: who sees it too",
        ],
    },
];

/// The parts that were typed; those of which nothing was written are left out.
fn parts(typed: &Pairs) -> Result<Vec<Part>, Refusal> {
    let part = |fields: &PartFields| {
        let numbers = typed.all(fields.seen_by).map(|number| {
            let parsed = number.trim().parse();
            parsed.map_err(|_| Refusal::NotANumber {
                written: paceline_core::text::cut(number, 40),
            })
        });
        Ok(Part {
            is: typed.one(fields.is).to_owned(),
            ought: typed.one(fields.ought).to_owned(),
            seen_by: numbers.collect::<Result<_, Refusal>>()?,
        })
    };
    let is_written = |fields: &&PartFields| {
        [fields.is, fields.ought]
            .iter()
            .any(|name| !typed.one(name).trim().is_empty())
    };
    PARTS.iter().filter(is_written).map(part).collect()
}

fn split_page(typed: &Pairs, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
    let sightings: Vec<(String, String)> = gap::sightings(seen.sight, id)
        .into_iter()
        .map(|said| {
            let words = said.text.as_ref().map(told);
            let words = words.map_or_else(String::new, |words| format!(": {words}"));
            (
                said.number.to_string(),
                format!("{}{words}", said.person.name),
            )
        })
        .collect();
    let choices = || {
        let offered = sightings.iter();
        offered
            .map(|(number, label)| Choice::new(number.clone(), label.clone()))
            .collect()
    };
    let mut fields = vec![forms::because("Why it is several", typed.one("because"))];
    for (place, part) in PARTS.iter().enumerate() {
        let [is, ought, seen_by] = part.labels;
        for (name, label) in [(part.is, is), (part.ought, ought)] {
            let field = Field::new(name, label, Kind::Text, typed.one(name));
            fields.push(if place < 2 { field.required() } else { field });
        }
        if !sightings.is_empty() {
            let ticked: Vec<&str> = typed.all(part.seen_by).collect();
            let kind = Kind::Ticks(choices());
            fields.push(Field::new(part.seen_by, seen_by, kind, &ticked.join("\n")));
        }
    }
    let form = form::Form::new(To::OnGap(id, OnGap::Split), "Split it", fields);
    let why = "Each part becomes a gap of its own. This one is closed with links to them, and keeps all that was said.";
    forms::page(seen, id, ("Split the gap", why), form)
}

pub(crate) async fn split(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| split_page(&Pairs::default(), seen, GapId(id))).await
}

pub(crate) async fn was_split(acting: Acting, Path(id): Path<u32>, typed: Pairs) -> Shown {
    let gap = GapId(id);
    let command = parts(&typed).map(|parts| {
        let because = typed.one("because").to_owned();
        Command::Gap(gap::Command::Split {
            gap,
            parts,
            because,
        })
    });
    acting
        .run(
            command,
            |_, _| To::Gap(gap),
            |seen| split_page(&typed, seen, gap),
        )
        .await
}
