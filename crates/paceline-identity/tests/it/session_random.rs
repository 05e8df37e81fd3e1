//! Sessions under whatever happens, compared with the plainest possible model of what a session is.

use paceline_identity::{Secret, session::How};
use proptest::{collection::vec, prelude::*, test_runner::Config};

use crate::common::{DAY, World, device};

/// What can happen.
#[derive(Debug, Clone)]
enum Step {
    Begin,
    Pass(i64),
    Use(usize),
    End(usize),
    EndAllBut(usize),
    Leave,
    Purge,
}

/// A session as the model remembers it.
struct Model {
    cookie: Secret,
    since: i64,
    seen: i64,
    is_ended: bool,
}

impl Model {
    fn is_in(&self, now: i64) -> bool {
        !self.is_ended && now < self.seen + 14 * DAY && now < self.since + 90 * DAY
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Begin),
        // Whole days and a bit, so that 'last seen' is always written and the model needs no minute of grace.
        6 => (0..16i64).prop_map(|days| Step::Pass(days * DAY + 61)),
        6 => any::<usize>().prop_map(Step::Use),
        2 => any::<usize>().prop_map(Step::End),
        1 => any::<usize>().prop_map(Step::EndAllBut),
        1 => Just(Step::Leave),
        2 => Just(Step::Purge),
    ]
}

/// The record and the model of it.
struct Life {
    world: World,
    models: Vec<Model>,
}

impl Life {
    async fn live(&mut self, step: Step) {
        let now = self.world.identity.now().0;
        match step {
            Step::Begin => self.begin(now).await,
            Step::Pass(seconds) => self.world.pass(seconds),
            Step::Use(place) => drop(self.come(place, now).await),
            Step::End(place) => self.end(place, now).await,
            Step::EndAllBut(place) => self.end_all_but(place, now).await,
            Step::Leave => {
                self.world.identity.shut_out(self.world.ada).await.unwrap();
                for model in &mut self.models {
                    model.is_ended = true;
                }
            }
            Step::Purge => drop(self.world.identity.purge().await.unwrap()),
        }
        let now = self.world.identity.now().0;
        let listed = self.world.identity.sessions(self.world.ada).await.unwrap();
        let alive = self.models.iter().filter(|model| model.is_in(now));
        assert_eq!(listed.len(), alive.count());
    }

    async fn begin(&mut self, now: i64) {
        let device = device(1);
        let begun = self
            .world
            .identity
            .begin_session(self.world.ada, &device, How::Password);
        self.models.push(Model {
            cookie: begun.await.unwrap(),
            since: now,
            seen: now,
            is_ended: false,
        });
    }

    /// Somebody comes with the cookie at a place: are they in? Gives the place and the session's name.
    async fn come(&mut self, place: usize, now: i64) -> Option<(usize, Option<String>)> {
        let place = place.checked_rem(self.models.len())?;
        let model = &mut self.models[place];
        let found = self.world.identity.session(&model.cookie).await.unwrap();
        assert_eq!(found.is_some(), model.is_in(now));
        if found.is_some() {
            model.seen = now;
        }
        Some((place, found.map(|found| found.session)))
    }

    async fn end(&mut self, place: usize, now: i64) {
        if let Some((place, Some(session))) = self.come(place, now).await {
            let ended = self.world.identity.end_session(self.world.ada, &session);
            assert!(ended.await.unwrap());
            self.models[place].is_ended = true;
        }
    }

    async fn end_all_but(&mut self, place: usize, now: i64) {
        let Some((place, kept)) = self.come(place, now).await else {
            return;
        };
        self.world
            .identity
            .end_all_sessions(self.world.ada, kept.as_deref())
            .await
            .unwrap();
        for (other, model) in self.models.iter_mut().enumerate() {
            model.is_ended |= other != place || kept.is_none();
        }
    }
}

async fn live(steps: Vec<Step>) {
    let mut life = Life {
        world: World::new().await,
        models: Vec::new(),
    };
    for step in steps {
        life.live(step).await;
    }
}

#[test]
fn a_session_lets_in_exactly_as_long_as_it_says() {
    let config = Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    proptest!(config, |(steps in vec(step(), 1..30))| {
        runtime.block_on(live(steps));
    });
}
