//! Stories of looking back.

use super::{
    Scope, Span,
    activity::{Act, activity},
    answers::answers,
    flow::flow,
    matrix::{Matrix, SIDE, matrix},
    strip::{self, Did, Whose},
};
use crate::{
    Command, InitiativeId, PersonId, TeamId,
    initiative::{self, Command as On, Stage, Stance},
    person, team,
    testing::{ADA, BEN, START, Story},
};

/// An organisation in which teams are formed and joined.
struct House {
    story: Story,
}

impl House {
    fn new() -> Self {
        Self {
            story: Story::new(),
        }
    }

    /// A team of new people, `(team, its people)`.
    fn team(
        &mut self,
        name: &str,
        parent: Option<TeamId>,
        people: usize,
    ) -> (TeamId, Vec<PersonId>) {
        let form = team::Command::Form {
            name: name.into(),
            parent,
        };
        self.story.does(ADA, Command::Team(form));
        let team = TeamId::at(self.story.state.teams.len() - 1);
        let people = (0..people).map(|number| self.joins(team, &format!("{name} {number}")));
        (team, people.collect())
    }

    fn joins(&mut self, team: TeamId, name: &str) -> PersonId {
        let join = person::Command::Join {
            handle: name.into(),
            name: name.into(),
            role: person::Role::Member,
        };
        self.story.does(ADA, Command::Person(join));
        let person = PersonId::at(self.story.state.people.len() - 1);
        self.story
            .does(ADA, Command::Team(team::Command::Join { team, person }));
        person
    }

    fn starts(&mut self, who: PersonId, team: TeamId) -> InitiativeId {
        let start = On::Start {
            document: String::new(),
            kind: None,
            title: "Ship any day".into(),
            summary: String::new(),
            team: Some(team),
            serves: Vec::new(),
            shown_to: None,
        };
        self.story.does(who, Command::Initiative(start));
        InitiativeId::at(self.story.state.initiatives.len() - 1)
    }

    fn follows(&mut self, who: PersonId, initiative: InitiativeId, stance: Stance) {
        let follow = On::Follow {
            reservation: if stance == Stance::FollowWithReservations {
                "I would begin smaller.".into()
            } else {
                String::new()
            },
            initiative,
            stance,
        };
        self.story.does(who, Command::Initiative(follow));
    }

    fn moves(&mut self, who: PersonId, initiative: InitiativeId, to: Stage) {
        let step = crate::testing::step_to(initiative, to);
        self.story.does(who, Command::Initiative(step));
    }

    fn matrix(&self, top: Option<TeamId>) -> Matrix {
        matrix(self.story.sight(), top, START, self.story.now)
    }
}

fn names(matrix: &Matrix) -> Vec<(&str, usize, usize)> {
    let group = |group| -> (&str, usize, usize) {
        let group: &super::matrix::Group = group;
        (group.name(), group.people, group.folded)
    };
    matrix.teams.iter().map(group).collect()
}

#[test]
fn the_strip_of_a_person_is_for_that_person_alone() {
    let mut house = House::new();
    house.story.starts(ADA, "Ship any day");
    house.story.days_pass(10);
    let (sight, now) = (house.story.sight(), house.story.now);
    let seen_by = |viewer| strip::of_person(sight, viewer, ADA, START, now);
    assert_eq!(seen_by(Some(BEN)), None);
    assert_eq!(seen_by(None), None);
    let mine = seen_by(Some(ADA)).unwrap();
    assert_eq!(mine.whose, Whose::Mine);
    assert_eq!(
        mine.sentence(),
        "You have led and not followed in this time."
    );
}

#[test]
fn the_days_of_a_strip_are_those_that_are_looked_at() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let (search, others) = house.team("Search", None, 5);
    let early = house.starts(people[0], checkout);
    let theirs = house.starts(others[0], search);
    house.follows(people[1], theirs, Stance::Follow);
    house.follows(people[2], theirs, Stance::Advise);
    house.story.days_pass(10);
    house.moves(people[0], early, Stage::Delivered);
    house.story.days_pass(10);
    let from = START.plus_days(5);
    let strip = strip::of_team(house.story.sight(), checkout, from, house.story.now).unwrap();
    assert_eq!((strip.days_leading, strip.days_following), (5, 15));
    assert_eq!(strip.sentence(), "following 3.0 × leading");
    let did: Vec<(Did, bool)> = strip
        .stretches
        .iter()
        .map(|one| (one.did, one.to.is_none()))
        .collect();
    assert_eq!(did, [(Did::Led, false), (Did::Followed, true)]);
}

#[test]
fn a_small_team_shows_what_it_led_and_not_what_its_people_follow() {
    let mut house = House::new();
    let (small, people) = house.team("Four", None, 4);
    let (search, others) = house.team("Search", None, 5);
    let theirs = house.starts(others[0], search);
    house.starts(people[0], small);
    house.follows(people[1], theirs, Stance::Follow);
    house.story.days_pass(10);
    let of =
        |house: &House| strip::of_team(house.story.sight(), small, START, house.story.now).unwrap();
    let strip = of(&house);
    assert!(matches!(strip.whose, Whose::SmallTeam(_)));
    assert!(strip.stretches.iter().all(|one| one.did == Did::Led));
    assert_eq!(
        (strip.days_following, strip.sentence().as_str()),
        (0, "The team led 1 initiative.")
    );
    house.joins(small, "Fifth");
    assert_eq!(of(&house).stretches.len(), 2);
}

#[test]
fn small_teams_are_folded_into_the_one_above() {
    let mut house = House::new();
    let (top, _) = house.team("Engineering", None, 2);
    let (checkout, people) = house.team("Checkout", Some(top), 5);
    let (_, few) = house.team("Tiny", Some(top), 3);
    let (lonely, lone) = house.team("Lonely", None, 4);
    let initiative = house.starts(people[0], checkout);
    let theirs = house.starts(lone[0], lonely);
    house.follows(few[0], initiative, Stance::Follow);
    house.follows(few[1], initiative, Stance::FollowWithReservations);
    house.follows(few[2], initiative, Stance::Advise);
    house.follows(people[1], theirs, Stance::Follow);
    house.follows(lone[1], initiative, Stance::Follow);
    let matrix = house.matrix(None);
    assert_eq!(names(&matrix), [("Engineering", 5, 1), ("Checkout", 5, 0)]);
    assert_eq!(matrix.follows, [[0, 2], [0, 0]], "advice is no support");
    assert_eq!(matrix.filled(), (1, 2));
    assert_eq!(
        matrix.sentence(),
        "1 of 2 squares are filled. Checkout follows no initiative of another team. Engineering is followed by nobody outside."
    );
}

#[test]
fn a_person_who_changes_their_stance_follows_once() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let (_, others) = house.team("Search", None, 5);
    let initiative = house.starts(people[0], checkout);
    house.follows(others[0], initiative, Stance::Follow);
    house.follows(others[0], initiative, Stance::FollowWithReservations);
    assert_eq!(house.matrix(None).at(1, 0), 1);
}

#[test]
fn what_ended_before_is_not_looked_at() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let (_, others) = house.team("Search", None, 5);
    let initiative = house.starts(people[0], checkout);
    house.follows(others[0], initiative, Stance::Follow);
    house.moves(people[0], initiative, Stage::Delivered);
    house.story.days_pass(30);
    let (sight, now) = (house.story.sight(), house.story.now);
    assert_eq!(matrix(sight, None, START, now).most(), 1);
    assert_eq!(matrix(sight, None, now.plus_days(-7), now).most(), 0);
}

#[test]
fn many_teams_are_folded_up_the_tree_until_they_fit() {
    let mut house = House::new();
    let (top, _) = house.team("All", None, 0);
    let mut last = top;
    for division in 0..6 {
        let (above, _) = house.team(&format!("Division {division}"), Some(top), 0);
        for number in 0..6 {
            (last, _) = house.team(&format!("Team {division}-{number}"), Some(above), 5);
        }
    }
    let matrix = house.matrix(None);
    assert!(
        matrix.teams.len() <= SIDE && matrix.teams.len() > 6,
        "{}",
        matrix.teams.len()
    );
    assert_eq!(
        matrix.teams.iter().map(|group| group.people).sum::<usize>(),
        180
    );
    let below = house.story.state.team(last).unwrap().parent;
    let names: Vec<String> = house
        .matrix(below)
        .teams
        .iter()
        .map(|group| group.name().into())
        .collect();
    assert_eq!(
        names.len(),
        7,
        "the parts of a division and elsewhere: {names:?}"
    );
    assert_eq!(names.last().map(String::as_str), Some("Elsewhere"));
}

#[test]
fn thirty_teams_side_by_side_are_not_folded_into_one() {
    let mut house = House::new();
    let (top, _) = house.team("All", None, 0);
    for number in 0..30 {
        house.team(&format!("Team {number}"), Some(top), 5 + number % 2);
    }
    let matrix = house.matrix(None);
    assert_eq!((matrix.teams.len(), matrix.left_out), (SIDE, 6));
}

#[test]
fn what_lies_longer_than_is_usual_lies_still() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let lead = people[0];
    let still = house.starts(lead, checkout);
    for _ in 0..6 {
        let initiative = house.starts(lead, checkout);
        house.story.days_pass(20);
        house.moves(lead, initiative, Stage::Drafted);
    }
    let now = house.story.now;
    let flow = flow(
        house.story.sight(),
        &Scope::of(house.story.sight(), None),
        START,
        now,
    );
    let scoping = &flow.stages[1];
    assert_eq!(
        (
            scoping.stage,
            scoping.here_now,
            scoping.came_out,
            scoping.went_on
        ),
        (Stage::Scoping, 1, 6, 6)
    );
    assert_eq!(
        scoping
            .stayed
            .map(|spread| (spread.low, spread.median, spread.high)),
        Some((20, 20, 20))
    );
    assert_eq!((scoping.lying_still, flow.stages[2].lying_still), (1, 0));
    let named: Vec<(InitiativeId, i64)> = flow
        .still
        .iter()
        .map(|still| (still.initiative.id, still.days))
        .collect();
    assert_eq!(named, [(still, 120)]);
    let sentence = flow.sentence();
    assert!(
        sentence.starts_with("7 initiatives are on their way; 1 of them has lain longer"),
        "{sentence}"
    );
}

#[test]
fn a_step_back_came_out_and_did_not_go_on() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let initiative = house.starts(people[0], checkout);
    for (days, to) in [(3, Stage::Shared), (4, Stage::Drafted), (5, Stage::PutDown)] {
        house.story.days_pass(days);
        house.moves(people[0], initiative, to);
    }
    let sight = house.story.sight();
    let flow = flow(
        sight,
        &Scope::of(sight, Some(checkout)),
        START,
        house.story.now,
    );
    let of = |at: usize| (flow.stages[at].came_out, flow.stages[at].went_on);
    assert_eq!([of(1), of(2), of(3)], [(1, 1), (1, 0), (1, 0)]);
    assert_eq!(
        flow.stages
            .iter()
            .map(|stage| stage.here_now)
            .sum::<usize>(),
        0
    );
    assert_eq!(flow.sentence(), "Nothing is on its way now.");
}

#[test]
fn acts_are_counted_week_by_week_for_five_or_more() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 5);
    let (small, few) = house.team("Four", None, 4);
    house.story.days_pass(1);
    let initiative = house.starts(people[0], checkout);
    house.starts(few[0], small);
    house.story.days_pass(20);
    house.follows(people[1], initiative, Stance::Follow);
    let check_in = initiative::Command::CheckIn {
        initiative,
        status: initiative::Status::OnTrack,
        text: "Good".into(),
    };
    house.story.does(people[0], Command::Initiative(check_in));
    let (sight, now) = (house.story.sight(), house.story.now);
    let of = |team| activity(sight, &Scope::of(sight, team), START, now);
    assert_eq!(of(Some(small)), None);
    let all = of(None).unwrap();
    let counts = |act: Act| {
        all.kinds
            .iter()
            .find(|kind| kind.act == act)
            .unwrap()
            .counts
            .clone()
    };
    assert_eq!(counts(Act::Start), [0, 2, 0, 0]);
    assert_eq!(counts(Act::CheckIn), [0, 0, 0, 1]);
    let team = of(Some(checkout)).unwrap();
    assert!(
        team.sentence()
            .starts_with("0 gaps, 1 start, 1 follow, 1 check-in, 0 deliveries."),
        "{}",
        team.sentence()
    );
}

#[test]
fn long_times_are_counted_four_weeks_at_a_time() {
    let mut house = House::new();
    house.story.starts(ADA, "Ship any day");
    house.story.days_pass(3 * 365);
    house.story.starts(ADA, "Ship any hour");
    let (sight, now) = (house.story.sight(), house.story.now);
    let from = Span::Everything.from(sight, now);
    assert_eq!(from, START);
    let all = activity(sight, &Scope::of(sight, None), from, now).unwrap();
    assert_eq!((all.days, all.begins.len()), (28, 40));
    assert_eq!(all.kinds[Act::Start as usize].total, 2);
}

/// Asks of one size, each answered by somebody else so many hours later.
fn asked(house: &mut House, initiative: InitiativeId, by: PersonId, of: &[(PersonId, i64)]) {
    for (person, hours) in of {
        let ask = On::Ask {
            initiative,
            of: initiative::AskedOf::Person(*person),
            also: Vec::new(),
            what: "A review".into(),
            size: Some(initiative::Size::Small),
            until: None,
        };
        let entity = house.story.state.initiative(initiative).unwrap();
        let number = u16::try_from(entity.asks.len()).unwrap();
        house.story.does(by, Command::Initiative(ask));
        house.story.now = crate::Time(house.story.now.0 + hours * 3600);
        let answer = On::Answer {
            initiative,
            ask: number,
            reply: None,
            text: String::new(),
        };
        house.story.does(*person, Command::Initiative(answer));
    }
}

#[test]
fn the_time_to_first_answer_is_told_where_five_people_answered() {
    let mut house = House::new();
    let (checkout, people) = house.team("Checkout", None, 6);
    let (small, few) = house.team("Four", None, 4);
    let initiative = house.starts(people[0], checkout);
    house.starts(few[0], small);
    let hours = |hours: [i64; 4]| {
        people
            .iter()
            .copied()
            .skip(1)
            .zip(hours)
            .collect::<Vec<_>>()
    };
    asked(&mut house, initiative, people[0], &hours([2, 30, 3, 4]));
    let of = |house: &House, team| {
        let (sight, now) = (house.story.sight(), house.story.now);
        answers(sight, &Scope::of(sight, team), START, now)
    };
    assert_eq!(of(&house, Some(small)), None, "a team of four");
    let told = of(&house, None).unwrap();
    assert_eq!(
        (told.all.asked, told.all.answered, told.all.median),
        (4, None, None)
    );
    assert_eq!(
        told.sentence(),
        "Too few people have answered to say how soon without saying who."
    );
    // The same people again do not make them more.
    asked(&mut house, initiative, people[0], &hours([2, 30, 3, 4]));
    assert_eq!(of(&house, None).unwrap().all.median, None);
    asked(&mut house, initiative, people[0], &[(people[5], 6)]);
    let told = of(&house, Some(checkout)).unwrap();
    assert_eq!((told.all.asked, told.all.answered), (9, Some(9)));
    assert_eq!(told.all.usually().as_deref(), Some("after 4 h"));
    assert_eq!(told.all.ninetieth, None, "nine are too few");
    assert_eq!(told.by_size[0].median, told.all.median);
    assert_eq!((told.by_size[2].asked, told.by_size[2].answered), (0, None));
    assert_eq!(
        told.sentence(),
        "9 of 9 asks were answered, half of them after 4 h or sooner."
    );
    for _ in 0..3 {
        asked(&mut house, initiative, people[0], &hours([2, 3, 3, 4]));
    }
    let told = of(&house, Some(checkout)).unwrap();
    assert_eq!(told.all.at_the_latest().as_deref(), Some("within 6 h"));
    let now = house.story.now;
    let sight = house.story.sight();
    let later = answers(sight, &Scope::of(sight, None), now.plus_days(-1), now).unwrap();
    assert!(
        later.all.asked < told.all.asked,
        "only what was asked in this time"
    );
}
