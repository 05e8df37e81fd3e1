//! Views with nothing in them, one thing, five, five hundred, very long names, and names that run to the left.

use paceline_core::{
    EntryId, GoalId, InitiativeId, TeamId, Time, VeerOffId,
    alignment::{Alignment, Apart, Counts, Departing, Leaf, Node, TeamNode, VeerNode, Why},
    compass::{EntryLink, Kind as EntryKind, PointLink},
    goal::{self, GoalLink},
    initiative::{InitiativeLink, Stage},
    insight::{
        activity::{Act, Activity, Kind},
        flow::{Flow, Spread, StageFlow},
        matrix::{Group, Matrix},
        strip::{Did, Stretch, Strip, Whose},
    },
    measure::{Amount, Measure, Origin, Point},
    team::TeamLink,
};

/// 2026-03-02T12:00:00Z.
pub(super) const NOW: Time = Time(1_772_452_800);

/// How many things a sample has, and how they are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) count: usize,
    title: &'static str,
}

const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & <script>alert(1)</script> that nobody can say in one breath";
const TO_THE_LEFT: &str = "כל שירות, כל יום (CI) بلا انتظار";

pub(super) const CASES: [Case; 6] = [
    case("nothing", 0, "Ship any day"),
    case("one", 1, "Ship any day"),
    case("five", 5, "Ship any day"),
    case("five hundred", 500, "Ship any day"),
    case("long", 5, LONG),
    case("to the left", 5, TO_THE_LEFT),
];

const fn case(name: &'static str, count: usize, title: &'static str) -> Case {
    Case { name, count, title }
}

/// Days before now, as a moment.
fn ago(days: usize) -> Time {
    NOW.plus_days(-i64::try_from(days).unwrap())
}

impl Case {
    fn initiative(self, number: usize) -> InitiativeLink {
        InitiativeLink {
            id: InitiativeId::at(number),
            title: self.title.to_owned(),
        }
    }

    fn team(self, number: usize) -> TeamLink {
        TeamLink {
            id: TeamId::at(number),
            slug: format!("team-{number}"),
            name: format!("{} {number}", self.title),
        }
    }

    pub(super) fn strip(self) -> Strip {
        let dids = [
            Did::Led,
            Did::Followed,
            Did::Followed,
            Did::FollowedWithReservations,
            Did::Advised,
        ];
        let shown = self.count.min(60);
        let stretches = (0..shown).map(|number| {
            let begins = 175 - number * 170 / shown.max(1);
            Stretch {
                initiative: self.initiative(number),
                did: dids[number % dids.len()],
                from: ago(begins + if number == 0 { 30 } else { 0 }),
                to: (number % 3 != 1).then(|| ago(begins.saturating_sub(40))),
            }
        });
        Strip {
            whose: Whose::Mine,
            from: ago(182),
            now: NOW,
            stretches: stretches.collect(),
            left_out: self.count - shown,
            days_leading: i64::try_from(self.count * 10).unwrap(),
            days_following: i64::try_from(self.count * 41).unwrap(),
        }
    }

    pub(super) fn measure(self) -> Measure {
        let points = (0..self.count).map(|number| Point {
            at: ago(120 - number * 120 / self.count),
            value: Amount::thousandths(9000 - i64::try_from(number * 5200 / self.count).unwrap()),
            confidence: Some(u8::try_from(3 + number % 6).unwrap()).filter(|_| number != 1),
            from: Origin::CheckIn,
        });
        Measure {
            name: self.title.to_owned(),
            kind: goal::Kind::Number,
            direction: goal::Direction::Decrease,
            unit: if self.title.len() > 20 {
                self.title
            } else {
                "days"
            }
            .to_owned(),
            baseline: Amount::whole(9),
            target: Amount::whole(1),
            from: ago(130),
            until: Some(NOW.plus_days(60)),
            points: points.collect(),
        }
    }

    pub(super) fn flow(self) -> Flow {
        let stages = Stage::WAY
            .into_iter()
            .take(7)
            .enumerate()
            .map(|(place, stage)| {
                let here = if place == 3 {
                    self.count
                } else {
                    self.count / 5
                };
                let days = (0..here.min(60))
                    .map(|number| i64::try_from(number * 300 / here.max(1)).unwrap());
                let ages: Vec<i64> = days.collect();
                let spread = Spread {
                    low: 7,
                    median: 20,
                    high: 45,
                    most: 300,
                };
                StageFlow {
                    stage,
                    came_out: self.count * 2,
                    went_on: self.count,
                    stayed: (self.count > 0).then_some(spread),
                    here_now: here,
                    lain: (here > 0).then_some(spread),
                    still_after: 45,
                    lying_still: ages.iter().filter(|days| **days > 45).count(),
                    ages,
                }
            });
        Flow {
            from: ago(182),
            now: NOW,
            stages: stages.collect(),
            delivered: self.count,
            still: Vec::new(),
        }
    }

    pub(super) fn matrix(self) -> Matrix {
        let side = self.count.min(24);
        let teams = (0..side).map(|number| Group {
            team: Some(self.team(number)),
            people: 5 + number,
            folded: number % 2,
        });
        let follows = (0..side).map(|row| {
            let count = |column: usize| {
                if row == 2 {
                    0
                } else {
                    (row * 7 + column * 3) % 11
                }
            };
            (0..side).map(count).collect()
        });
        Matrix {
            from: ago(182),
            now: NOW,
            teams: teams.collect(),
            follows: follows.collect(),
            left_out: self.count - side,
        }
    }

    pub(super) fn activity(self) -> Activity {
        let columns = self.count.clamp(1, 100);
        let kinds = Act::ALL.into_iter().enumerate().map(|(place, act)| {
            let count = |column: usize| {
                if self.count == 0 {
                    0
                } else {
                    (column * (place + 2) + place) % 9
                }
            };
            let counts: Vec<usize> = (0..columns).map(count).collect();
            Kind {
                act,
                total: counts.iter().sum(),
                counts,
            }
        });
        Activity {
            from: ago(columns * 7),
            now: NOW,
            days: 7,
            begins: (0..columns)
                .map(|column| ago((columns - column) * 7))
                .collect(),
            kinds: kinds.collect(),
        }
    }

    fn goal_link(self, number: usize) -> GoalLink {
        GoalLink {
            id: GoalId::at(number),
            title: self.title.to_owned(),
        }
    }

    fn goal(self, number: usize, initiatives: usize) -> Node {
        let statuses = ["on track", "at risk", "off track", "stale", "pending"];
        Node {
            what: PointLink::Goal(self.goal_link(number)),
            status: statuses[number % statuses.len()],
            of: None,
            is_open: true,
            below: Vec::new(),
            goals_below: 0,
            initiatives: (0..initiatives.min(8))
                .map(|leaf| self.leaf(leaf))
                .collect(),
            more: initiatives.saturating_sub(8),
            initiatives_below: initiatives,
            also_serves: Vec::new(),
            also_served_by: Vec::new(),
            departing: Vec::new(),
            serves_nothing: number == 4,
        }
    }

    fn strategy(self) -> PointLink {
        PointLink::Entry(EntryLink {
            id: EntryId::at(2),
            kind: EntryKind::Strategy,
            title: self.title.to_owned(),
        })
    }

    /// A strategy with a goal below it, from which a team departs.
    fn served_strategy(self) -> Node {
        let goal = Node {
            of: Some(self.team(1)),
            also_serves: vec![PointLink::Goal(self.goal_link(0))],
            ..self.goal(20, 2)
        };
        Node {
            what: self.strategy(),
            status: "in use",
            below: vec![goal],
            goals_below: 1,
            initiatives_below: 2,
            initiatives: Vec::new(),
            also_served_by: vec![self.goal_link(1)],
            departing: vec![Departing {
                veer_off: VeerOffId::at(0),
                team: self.team(0),
                until: Some(NOW.date()),
            }],
            ..self.goal(0, 0)
        }
    }

    fn veer_off(self) -> VeerNode {
        VeerNode {
            veer_off: VeerOffId::at(0),
            of: self.strategy(),
            until: Some(NOW.date()),
            is_past_its_day: true,
        }
    }

    fn leaf(self, number: usize) -> Leaf {
        Leaf {
            initiative: self.initiative(number),
            stage: Stage::UnderWay,
            is_led: number != 1,
            of: (number == 2).then(|| self.team(number)),
            through: (number == 3).then_some(paceline_core::GapId(31)),
        }
    }

    pub(super) fn alignment(self) -> Alignment {
        let is_open = self.count < 100;
        let counts = Counts {
            strategies: usize::from(self.count > 1),
            goals: self.count,
            goals_unserved: self.count / 5,
            goals_serving_nothing: 0,
            initiatives: self.count,
            veer_offs: usize::from(self.count > 1),
        };
        let below = (0..if is_open { 0 } else { 40 }).map(|number| TeamNode {
            team: self.team(number + 1),
            counts,
            is_open: false,
            points: Vec::new(),
            more: 0,
            elsewhere: 0,
            veer_offs: Vec::new(),
            below: Vec::new(),
        });
        let goals =
            (0..if is_open { self.count } else { 0 }).map(|number| self.goal(number, number));
        let team = TeamNode {
            team: self.team(0),
            counts,
            is_open: true,
            points: goals.collect(),
            more: 0,
            elsewhere: self.count / 5,
            veer_offs: (0..self.count.min(2) / 2)
                .map(|_| self.veer_off())
                .collect(),
            below: below.collect(),
        };
        let apart = (0..self.count.min(24)).map(|number| Apart {
            leaf: self.leaf(number),
            why: Why::ALL[number * 3 / self.count.min(24)],
        });
        Alignment {
            top: "Northwind".to_owned(),
            points: (0..self.count.min(2) / 2)
                .map(|_| self.served_strategy())
                .collect(),
            more: 0,
            teams: if self.count == 0 {
                Vec::new()
            } else {
                vec![team]
            },
            without_goals: 3,
            counts,
            apart: apart.collect(),
            apart_for: [
                self.count / 3,
                self.count / 3,
                self.count - self.count / 3 * 2,
            ],
            apart_in_all: self.count,
            orphans: Vec::new(),
        }
    }
}
