//! What people do for what others lead, and with whom: documents, gaps seen too, objections and their way out.
//!
//! Decided with the pen, not with the dice of what happens: whether somebody writes a document changes nobody's life.

use paceline_core::{
    By, Command, InitiativeId, PersonId, decide, gap,
    initiative::{Command as C, How, Initiative, Objecting, Revising, Serves, Size, Stance},
    judgement::Matters,
};

use crate::{
    content::{endings, together as lines},
    gaps::gaps_among,
    world::World,
};

/// In a thousand.
const WRITES: u32 = 620;
const REVISES: u32 = 450;
const SEES_TOO: u32 = 220;
const OBJECTS: u32 = 260;
const HELPS: u32 = 600;
const NAMES_A_SIZE: u32 = 700;

/// The longest document, in bytes: what is no longer is at hand wherever it is decided.
const SHORT: usize = 500;

impl World {
    /// Whether something happens that changes no course.
    pub(crate) fn by_the_way(&mut self, chance: u32) -> bool {
        std::mem::swap(&mut self.dice, &mut self.pen);
        let happens = self.dice.chance(chance);
        std::mem::swap(&mut self.dice, &mut self.pen);
        happens
    }

    pub(crate) fn line_by_the_way(&mut self, list: &[&'static str]) -> &'static str {
        std::mem::swap(&mut self.dice, &mut self.pen);
        let line = self.dice.line(list);
        std::mem::swap(&mut self.dice, &mut self.pen);
        line
    }

    /// Does what nobody would refuse, and nothing else.
    pub(crate) fn does_if_it_fits(&mut self, person: PersonId, command: Command) -> bool {
        let ctx = self.on_a_page(By::Person(person));
        decide(&self.state, &ctx, &command).is_ok() && self.does(By::Person(person), command)
    }

    /// The first revision of a document; empty where nobody writes one.
    pub(crate) fn document(&mut self, by: PersonId, serves: &[Serves]) -> String {
        if !self.by_the_way(WRITES) {
            return String::new();
        }
        let gap = gaps_among(serves)
            .next()
            .and_then(|gap| self.state.gap(gap));
        let seen = gap.map(|gap| [gap.is, gap.ought].map(|word| self.state.words.short(word)));
        let seen = seen.map(|both| both.map(str::to_owned));
        let [is, ought] = seen.unwrap_or_else(|| {
            [lines::IS, lines::OUGHT].map(|list| {
                let line = self.line_by_the_way(list);
                self.written(line, by)
            })
        });
        let line = self.line_by_the_way(endings::AGREED);
        let proposed = self.written(line, by);
        let parts = [
            ("How it is", is),
            ("How it ought to be", ought),
            ("What I propose", proposed),
        ];
        let mut document = String::new();
        for (heading, text) in parts {
            for part in ["# ", heading, "\n\n", &text, "\n\n"] {
                document.push_str(part);
            }
        }
        document.truncate(document.trim_end().len());
        if document.len() > SHORT {
            return String::new();
        }
        document
    }

    /// Before it is shared, its lead writes it anew.
    pub(crate) fn revises(&mut self, initiative: InitiativeId, lead: PersonId) {
        let entity = self.state.initiative(initiative);
        // Another text would end a last call.
        let entity = entity.filter(|entity| entity.last_call.is_none());
        let newest = entity.map_or(0, |entity| entity.document.newest());
        let text = entity
            .and_then(|entity| entity.document.revision(newest))
            .map(|revision| self.state.words.short(revision.text).to_owned());
        let Some(text) = text.filter(|_| self.by_the_way(REVISES)) else {
            return;
        };
        let line = self.line_by_the_way(lines::AGAINST);
        let against = self.written(line, lead);
        let text = format!("{text}\n\n# What speaks against it\n\n{against}");
        if text.len() > SHORT {
            return;
        }
        let revise = C::Revise(Revising {
            initiative,
            base: newest,
            text,
            note: "What speaks against it".to_owned(),
            is_editorial: false,
        });
        self.does_if_it_fits(lead, Command::Initiative(revise));
    }

    /// Whoever follows may have seen the gap as well.
    pub(crate) fn may_see_it_too(&mut self, initiative: InitiativeId, person: PersonId) {
        let entity = self.state.initiative(initiative);
        let gap = entity.and_then(|entity| gaps_among(&entity.serves).next());
        let Some(gap) = gap.filter(|_| self.by_the_way(SEES_TOO)) else {
            return;
        };
        let line = self.line_by_the_way(lines::SEES_TOO);
        let text = self.written(line, person);
        self.does_if_it_fits(person, Command::Gap(gap::Command::SeeToo { gap, text }));
    }

    /// How much is asked, where whoever asks says so.
    pub(crate) fn size_by_the_way(&mut self) -> Option<Size> {
        if !self.by_the_way(NAMES_A_SIZE) {
            return None;
        }
        Some(if self.by_the_way(600) {
            Size::Small
        } else {
            Size::Medium
        })
    }

    /// Whoever follows with reservations may object when the last call is called.
    pub(crate) fn may_be_objected_to(&mut self, initiative: InitiativeId, lead: PersonId) {
        let entity = self.state.initiative(initiative);
        let doubts = entity.and_then(|entity| {
            let mut followers = entity.followers();
            let doubter = followers.find(|of| of.stance == Stance::FollowWithReservations);
            doubter.map(|of| of.person)
        });
        let others = entity.into_iter().flat_map(Initiative::followers);
        let others: Vec<PersonId> = others.map(|of| of.person).collect();
        let Some(doubter) = doubts.filter(|person| *person != self.me) else {
            return;
        };
        if !self.by_the_way(OBJECTS) {
            return;
        }
        if !self.objects(initiative, doubter) {
            return;
        }
        let helper = others
            .into_iter()
            .find(|person| *person != doubter && *person != lead && *person != self.me);
        if let Some(helper) = helper.filter(|_| self.by_the_way(HELPS)) {
            let help = C::BecomeSteward {
                initiative,
                objection: 0,
            };
            self.does_if_it_fits(helper, Command::Initiative(help));
        }
    }

    /// Says what harm is seen, and what would resolve it. Whether it could be said.
    pub(crate) fn objects(&mut self, initiative: InitiativeId, doubter: PersonId) -> bool {
        let lists = [lines::PRIORITY, lines::TRIED, lines::HARM, lines::WAY_OUT];
        let [priority, tried, harm, way_out] = lists.map(|list| {
            let line = self.line_by_the_way(list);
            self.written(line, doubter)
        });
        let object = C::Object(Objecting {
            initiative,
            priority,
            tried,
            matters: Matters::Yes,
            harm,
            way_out,
        });
        self.does_if_it_fits(doubter, Command::Initiative(object))
    }

    /// What stands against it is talked over before it is agreed on: the lead offers a way out, and whoever objected
    /// takes it.
    pub(crate) fn finds_a_way_out(&mut self, initiative: InitiativeId, lead: PersonId) {
        let entity = self.state.initiative(initiative);
        let open: Vec<(u16, Option<PersonId>)> = entity
            .into_iter()
            .flat_map(Initiative::open_objections)
            .map(|(number, known)| (number, known.by))
            .collect();
        for (objection, by) in open {
            let line = self.line_by_the_way(lines::OFFER);
            let text = self.written(line, lead);
            let offer = C::OfferWayOut {
                initiative,
                objection,
                text,
                revision: None,
            };
            self.does_if_it_fits(lead, Command::Initiative(offer));
            if let Some(by) = by {
                let end = C::EndObjection {
                    initiative,
                    objection,
                    how: How::Resolved,
                    text: String::new(),
                };
                self.does_if_it_fits(by, Command::Initiative(end));
            }
        }
    }
}
