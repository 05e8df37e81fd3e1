//! What there is to tell: what is in use of the compass, open goals, agreed initiatives, and how near each is.

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, KeyResult, Kind, Stretch, prose};
use crate::{
    EntryId, GoalId, InitiativeId, Sight, TeamId, Time, VeerOffId,
    compass::{Content, Entry, Point},
    goal::{self, Goal},
    initiative::{Audience, Initiative, Serves, Stage},
    reference::{self, Piece, Reference},
    team,
    veer_off::VeerOff,
};

/// What counts how much. Each outweighs all that follow it: named, linked, near, alike.
pub(super) mod worth {
    pub(in crate::context) const NAMED: u32 = 1_000_000;
    pub(in crate::context) const LINK: u32 = 10_000;
    pub(in crate::context) const LINKS_AT_MOST: usize = 9;
    pub(in crate::context) const OWN: u32 = 6_000;
    /// Each step up is worth less, down to the least.
    pub(in crate::context) const STEP: u32 = 500;
    pub(in crate::context) const ABOVE_AT_LEAST: u32 = 3_500;
    pub(in crate::context) const OF_ALL: u32 = 3_000;
    /// What is under way says less of what is wanted than what is written down for all of it.
    pub(in crate::context) const OWN_INITIATIVE: u32 = 2_000;
    pub(in crate::context) const INITIATIVE_ABOVE: u32 = 500;
    /// Of the organisation, where no team is asked for.
    pub(in crate::context) const ANYWHERE: u32 = 1;
    pub(in crate::context) const WORDS_AT_MOST: u32 = 99;
}

/// The most links that are told as reasons.
const LINKS_TOLD: usize = 3;
/// The most things of a draft that are remarked on.
const REMARKS: usize = 5;

/// Where it is looked from.
pub(super) struct Place<'a> {
    sight: Sight<'a>,
    team: Option<TeamId>,
    /// The team and those above it, the nearest first.
    above: Vec<TeamId>,
    /// By what things of the team are linked to these.
    links: BTreeMap<Point, Vec<String>>,
    departures: BTreeMap<Point, Vec<(VeerOffId, &'a VeerOff)>>,
    named: Vec<Reference>,
    has_text: bool,
}

/// How near something is, and why.
struct Nearness {
    score: u32,
    reasons: Vec<String>,
}

impl<'a> Place<'a> {
    pub(super) fn of(sight: Sight<'a>, team: Option<TeamId>, text: &str) -> Self {
        let mut above = Vec::new();
        let mut at = team;
        // A tree is no deeper than it has teams, so even a broken one ends.
        while let Some(here) = at.filter(|_| above.len() <= sight.teams_numbered()) {
            above.push(here);
            at = sight.team(here).and_then(|team| team.parent);
        }
        let mut departures: BTreeMap<Point, Vec<(VeerOffId, &VeerOff)>> = BTreeMap::new();
        for (id, known) in sight.veer_offs() {
            if known.is_open() && above.contains(&known.team) {
                departures.entry(known.of).or_default().push((id, known));
            }
        }
        let mut place = Self {
            sight,
            team,
            above,
            links: BTreeMap::new(),
            departures,
            named: named(sight, text),
            has_text: !text.trim().is_empty(),
        };
        place.links = place.links();
        place
    }

    /// What the team's own things serve and cite.
    fn links(&self) -> BTreeMap<Point, Vec<String>> {
        let mut links: BTreeMap<Point, Vec<String>> = BTreeMap::new();
        let mut link = |of: Point, why: String| links.entry(of).or_default().push(why);
        let Some(team) = self.team.and_then(|team| self.sight.team(team)) else {
            return links;
        };
        for id in &team.goals {
            let goal = self.sight.goal(*id).filter(|goal| goal.closed.is_none());
            for of in goal.map_or(&[][..], |goal| &goal.serves) {
                link(*of, format!("{id} serves it"));
            }
        }
        for (id, entity) in self.sight.of(&team.initiatives) {
            if !is_agreed(entity) {
                continue;
            }
            for entry in &entity.cites {
                link(Point::Entry(*entry), format!("{id} cites it"));
            }
            for serves in &entity.serves {
                match serves {
                    Serves::Goal(goal) => link(Point::Goal(*goal), format!("{id} serves it")),
                    Serves::Strategy(entry) => {
                        link(Point::Entry(*entry), format!("{id} serves it"));
                    }
                    Serves::Gap(_) => {}
                }
            }
        }
        links
    }

    /// Everything that may bear on it; what has no score yet may have the words of the draft.
    pub(super) fn candidates(&self, now: Time) -> Vec<Candidate> {
        let mut all = Vec::new();
        for (id, entry) in self.sight.entries().filter(|(_, entry)| entry.is_in_use()) {
            self.entry(id, entry, now, &mut all);
        }
        for (id, goal) in self.sight.goals().filter(|(_, goal)| goal.closed.is_none()) {
            all.extend(self.goal(id, goal, now));
        }
        for (id, entity) in self.sight.initiatives().filter(|(_, one)| is_agreed(one)) {
            all.extend(self.initiative(id, entity));
        }
        all
    }

    /// How near something of a team is; none where nothing speaks for it.
    fn nearness(&self, of: Reference, team: Option<TeamId>, links: &[String]) -> Option<Nearness> {
        let mut score = 0;
        let mut reasons = Vec::new();
        if self.named.contains(&of) {
            score += worth::NAMED;
            reasons.push(format!("the draft names {of}"));
        }
        let counted = links.len().min(worth::LINKS_AT_MOST);
        score += worth::LINK * u32::try_from(counted).unwrap_or_default();
        reasons.extend(links.iter().take(LINKS_TOLD).cloned());
        let (worth, whose) = self.scope(of, team);
        score += worth;
        reasons.push(whose);
        (score > 0 || self.has_text).then_some(Nearness { score, reasons })
    }

    /// What it is worth that something is of a team, and whose it is.
    fn scope(&self, of: Reference, team: Option<TeamId>) -> (u32, String) {
        let is_initiative = matches!(of, Reference::Initiative(_));
        let Some(team) = team else {
            let worth = match self.team {
                None => worth::ANYWHERE,
                Some(_) if is_initiative => worth::INITIATIVE_ABOVE,
                Some(_) => worth::OF_ALL,
            };
            return (worth, "of the whole organisation".to_owned());
        };
        let name = self.name(team);
        match self.above.iter().position(|above| *above == team) {
            None => (0, format!("of another team, {name}")),
            Some(0) if is_initiative => (worth::OWN_INITIATIVE, format!("of {name}")),
            Some(0) => (worth::OWN, format!("of {name}")),
            Some(steps) => {
                let less = worth::STEP.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX));
                let near = worth::OWN.saturating_sub(less).max(worth::ABOVE_AT_LEAST);
                let worth = if is_initiative {
                    worth::INITIATIVE_ABOVE
                } else {
                    near
                };
                let below = self.team.map_or_else(String::new, |team| self.name(team));
                (worth, format!("of {name}, above {below}"))
            }
        }
    }

    fn name(&self, team: TeamId) -> String {
        prose::name(&team::link(self.sight, team).name)
    }

    fn links_to(&self, of: Point) -> Vec<String> {
        let mut links = self.links.get(&of).cloned().unwrap_or_default();
        let departing = self.departures.get(&of).map_or(&[][..], Vec::as_slice);
        let departing = departing
            .iter()
            .map(|(id, known)| format!("{} departs from it ({id})", self.name(known.team)));
        links.splice(0..0, departing);
        links
    }

    /// That teams depart from it, and what it means for the nearest team that says so.
    fn of_teams(&self, of: Point, now: Time) -> (Vec<Stretch>, Option<Stretch>) {
        let departing = self.departures.get(&of).map_or(&[][..], Vec::as_slice);
        let departing = departing.iter().filter_map(|(id, known)| {
            let term = known.terms.last()?;
            let mut stretch = Stretch::new(
                format!(
                    "{} departs from this until {}, for {} ({id}), because",
                    self.name(known.team),
                    term.until,
                    prose::name(self.sight.text(known.stakeholder).short())
                ),
                self.sight.text(term.reason),
            );
            if known.is_past_its_day(now) {
                " (That day has passed: ask whether it still does.)".clone_into(&mut stretch.tail);
            }
            Some(stretch)
        });
        let mut teams = self.above.iter();
        let means = teams.find_map(|team| {
            let known = self.sight.translation(of, *team)?;
            let text = self.sight.text(known.wording()?.text);
            let mut stretch = Stretch::new(format!("For {} this means", self.name(*team)), text);
            if known.is_stale(self.sight, of) {
                " (Said of an earlier version.)".clone_into(&mut stretch.tail);
            }
            Some(stretch)
        });
        (departing.collect(), means)
    }

    fn entry(&self, id: EntryId, entry: &Entry, now: Time, all: &mut Vec<Candidate>) {
        let of = Point::Entry(id);
        let reference = Reference::Entry(id);
        let near = self.nearness(reference, entry.team, &self.links_to(of));
        let (Some(near), Some(content)) = (near, entry.content()) else {
            return;
        };
        let (departing, means) = self.of_teams(of, now);
        let mut means = means;
        let kind = match content {
            Content::Value { .. } => Kind::Value,
            Content::Facet { .. } => Kind::Facet,
            Content::Strategy { .. } => Kind::Strategy,
        };
        for (place, (part, mut says)) in (0..).zip(self.statements(content, now)) {
            says.extend(departing.iter().cloned());
            if place == 0 {
                says.extend(means.take());
                says.extend(review_passed(entry, now));
            }
            all.push(Candidate {
                kind,
                of: reference,
                part,
                place,
                title: self.sight.text(content.title()),
                says,
                key_results: Vec::new(),
                reasons: near.reasons.clone(),
                score: near.score,
            });
        }
    }

    /// What an entry says, each statement by itself.
    fn statements(&self, content: &Content, now: Time) -> Vec<(&'static str, Vec<Stretch>)> {
        let text = |word| self.sight.text(word);
        match content {
            Content::Value {
                title: _,
                text: main,
                looks_like,
                does_not_look_like,
            } => {
                let parts = [
                    ("", main),
                    ("It looks like this", looks_like),
                    ("It does not look like this", does_not_look_like),
                ];
                let said = parts.into_iter();
                let said =
                    said.filter_map(|(label, word)| Some(Stretch::new(label, text((*word)?))));
                vec![("", said.collect())]
            }
            Content::Facet {
                title: _,
                level,
                reason,
                until,
            } => {
                let mut says = vec![
                    Stretch::new("", text(*level)),
                    Stretch::new("Because", text(*reason)),
                ];
                says.extend(until.map(|until| {
                    Stretch::ours(if Time::end_of(until) < now {
                        format!(
                            "It held until {until}, which has passed: ask whether it still does."
                        )
                    } else {
                        format!("It holds until {until}.")
                    })
                }));
                vec![("", says)]
            }
            Content::Strategy {
                title: _,
                diagnosis: _,
                guiding_policy,
                actions,
                even_over,
            } => {
                let policy = (
                    "guiding policy",
                    vec![Stretch::new("", text(*guiding_policy))],
                );
                let even_over = even_over.iter().map(|even| {
                    let mut this = Stretch::new("", text(even.this));
                    " – even over –".clone_into(&mut this.tail);
                    ("even over", vec![this, Stretch::new("", text(even.over))])
                });
                let actions = actions
                    .iter()
                    .map(|action| ("action", vec![Stretch::new("", text(*action))]));
                std::iter::once(policy)
                    .chain(even_over)
                    .chain(actions)
                    .collect()
            }
        }
    }

    fn goal(&self, id: GoalId, goal: &Goal, now: Time) -> Option<Candidate> {
        let of = Point::Goal(id);
        let near = self.nearness(Reference::Goal(id), goal.team, &self.links_to(of))?;
        let why = goal.why.map(|why| Stretch::new("", self.sight.text(why)));
        let until = goal.until.map(|until| format!("Until {until}."));
        let kept = goal
            .evergreen
            .then(|| "To be kept, not reached.".to_owned());
        let stale = (goal::status(self.sight, goal, now) == "stale")
            .then(|| "Stale: nobody has said for too long how it goes.".to_owned());
        let (departing, means) = self.of_teams(of, now);
        let ours = [until, kept, stale]
            .into_iter()
            .flatten()
            .map(Stretch::ours);
        Some(Candidate {
            kind: Kind::Goal,
            of: Reference::Goal(id),
            part: "",
            place: 0,
            title: self.sight.text(goal.title),
            says: why
                .into_iter()
                .chain(ours)
                .chain(departing)
                .chain(means)
                .collect(),
            key_results: self.key_results(goal),
            reasons: near.reasons,
            score: near.score,
        })
    }

    fn key_results(&self, goal: &Goal) -> Vec<KeyResult> {
        let kept = (0..).zip(&goal.key_results);
        kept.filter(|(_, known)| known.dropped.is_none())
            .map(|(number, known)| self.key_result(goal, number, known))
            .collect()
    }

    fn key_result(&self, goal: &Goal, number: u16, known: &goal::KeyResult) -> KeyResult {
        let name = prose::title(self.sight.text(known.name).short());
        let unit = match known.kind {
            goal::Kind::Percentage => " %".to_owned(),
            goal::Kind::Number => known.unit.map_or_else(String::new, |unit| {
                format!(" {}", prose::title(self.sight.text(unit).short()))
            }),
            goal::Kind::YesNo | goal::Kind::Milestones => String::new(),
        };
        let (way, target) = (known.direction.word(), known.target);
        let wanted = match known.kind {
            goal::Kind::YesNo => format!("{name}: yes or no, and yes is wanted"),
            goal::Kind::Milestones => {
                format!("{name}: {target} of {} milestones", known.milestones.len())
            }
            goal::Kind::Number | goal::Kind::Percentage if known.direction.keeps() => {
                format!("{name}: {way} {target}{unit}")
            }
            goal::Kind::Number | goal::Kind::Percentage => {
                format!("{name}: from {} {way} {target}{unit}", known.baseline)
            }
        };
        let said = goal.check_ins.iter().flat_map(|check_in| {
            let values = check_in.values.iter();
            let own = values.filter(move |said| said.key_result == number);
            own.map(|said| (check_in.at, check_in.seq, said.value))
        });
        let measured = goal.measured.iter();
        let measured = measured
            .filter(|said| said.key_result == number)
            .map(|said| (said.at, said.seq, said.value));
        let last = said.chain(measured).max_by_key(|(at, seq, _)| (*at, *seq));
        let is = last.map(|(at, _, value)| match known.kind {
            goal::Kind::YesNo if value == known.target => format!("yes ({at})"),
            goal::Kind::YesNo => format!("no ({at})"),
            goal::Kind::Number | goal::Kind::Percentage | goal::Kind::Milestones => {
                format!("{value}{unit} ({at})")
            }
        });
        KeyResult {
            room: prose::count(&wanted) + prose::count(&unit) + 4,
            wanted,
            is,
        }
    }

    fn initiative(&self, id: InitiativeId, entity: &Initiative) -> Option<Candidate> {
        let team = self.team.and_then(|team| self.sight.team(team));
        let goals = team.map_or(&[][..], |team| &team.goals);
        let serves = entity.serves.iter().filter_map(|serves| match serves {
            Serves::Goal(goal) if entity.team != self.team && goals.contains(goal) => {
                Some(format!("it serves {goal}"))
            }
            Serves::Goal(_) | Serves::Gap(_) | Serves::Strategy(_) => None,
        });
        let mut links: Vec<String> = serves.collect();
        let mut asks = Vec::new();
        for (_, ask) in entity.open_asks() {
            if let Some(team) = self
                .team
                .filter(|team| ask.of == crate::initiative::AskedOf::Team(*team))
            {
                links.push(format!("it asks {} for support", self.name(team)));
                let label = format!("It asks {} for this", self.name(team));
                asks.push(Stretch::new(label, self.sight.text(ask.what)));
            }
        }
        let near = self.nearness(Reference::Initiative(id), entity.team, &links)?;
        let summary = entity
            .summary
            .map(|text| Stretch::new("", self.sight.text(text)));
        Some(Candidate {
            kind: Kind::Initiative,
            of: Reference::Initiative(id),
            part: entity.stage.word(),
            place: 0,
            title: self.sight.text(entity.title),
            says: summary.into_iter().chain(asks).collect(),
            key_results: Vec::new(),
            reasons: near.reasons,
            score: near.score,
        })
    }

    /// What the draft names although it is not in use, as far as the viewer may read it.
    pub(super) fn not_in_use(&self) -> Vec<String> {
        let remarks = self.named.iter().filter_map(|of| {
            let state = match of {
                Reference::Entry(id) => {
                    let entry = self.sight.entry(*id).filter(|entry| !entry.is_in_use())?;
                    match entry.retired {
                        Some(_) => "is retired",
                        None => "is a draft",
                    }
                }
                Reference::Goal(id) => {
                    self.sight.goal(*id)?.closed?;
                    "is closed"
                }
                Reference::Initiative(id) => {
                    self.sight.initiative(*id).filter(|one| !is_agreed(one))?;
                    "is not agreed, or not any more"
                }
                Reference::Gap(_) | Reference::VeerOff(_) => return None,
            };
            Some(format!("The draft names {of}, which {state}."))
        });
        remarks.take(REMARKS).collect()
    }
}

/// What a draft names, each once; for a veer-off, what it departs from as well.
fn named(sight: Sight<'_>, text: &str) -> Vec<Reference> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    let mut name = |of: Reference| {
        if seen.insert(of.to_string()) {
            named.push(of);
        }
    };
    for piece in reference::pieces(text) {
        let Piece::Reference(of, _) = piece else {
            continue;
        };
        name(of);
        if let Reference::VeerOff(id) = of {
            match sight.veer_off(id).map(|known| known.of) {
                Some(Point::Entry(entry)) => name(Reference::Entry(entry)),
                Some(Point::Goal(goal)) => name(Reference::Goal(goal)),
                None => {}
            }
        }
    }
    named
}

/// Agreed or under way, and open to everybody: a file that holds it is read by others than who asked.
fn is_agreed(entity: &Initiative) -> bool {
    let open = entity.audience == Audience::Everyone;
    open && matches!(entity.stage, Stage::Agreed | Stage::UnderWay)
}

fn review_passed(entry: &Entry, now: Time) -> Option<Stretch> {
    let review = entry.review.filter(|day| Time::end_of(*day) < now)?;
    Some(Stretch::ours(format!(
        "Its review was due on {review}: ask whether it still holds."
    )))
}
