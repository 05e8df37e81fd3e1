//! Asking twice under one key changes nothing twice.

use paceline_identity::{
    Identity,
    idempotency::{Answer, Questions, Remembered},
};

use crate::common::{DAY, MINUTE, World};

fn answer(body: &str) -> Answer {
    Answer {
        status: 201,
        location: None,
        body: body.to_owned(),
    }
}

fn questions(identity: &Identity) -> Questions<'_> {
    Questions {
        vault: identity.vault(),
        now: identity.now(),
    }
}

#[tokio::test]
async fn the_same_question_gets_the_same_answer_for_a_day() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let ask = async |person, key: &str, question: &str| {
        questions(identity)
            .remembered(person, key, question)
            .await
            .unwrap()
    };
    assert_eq!(ask(ada, "k1", "POST a").await, Remembered::New);
    assert_eq!(ask(ada, "k1", "POST a").await, Remembered::UnderWay);
    questions(identity)
        .remember(ada, "k1", "POST a", answer("{}"))
        .await
        .unwrap();
    world.pass(DAY - 1);
    let found = ask(ada, "k1", "POST a").await;
    assert_eq!(found, Remembered::Answer(answer("{}")));
    assert_eq!(ask(ada, "k1", "POST b").await, Remembered::Mismatch);
    assert_eq!(ask(ada, "k2", "POST a").await, Remembered::New);
    assert_eq!(ask(world.ben, "k1", "POST b").await, Remembered::New);
    world.pass(1);
    assert_eq!(ask(ada, "k1", "POST b").await, Remembered::New);
}

#[tokio::test]
async fn what_came_to_nothing_can_be_asked_again() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let ask = async || {
        questions(identity)
            .remembered(ada, "k", "POST a")
            .await
            .unwrap()
    };
    assert_eq!(ask().await, Remembered::New);
    questions(identity).forget_question(ada, "k").await.unwrap();
    assert_eq!(ask().await, Remembered::New);
    world.pass(MINUTE);
    assert_eq!(ask().await, Remembered::New, "whoever asked has died");
}

#[tokio::test]
async fn of_many_at_once_one_carries_it_out() {
    let world = World::new().await;
    let askers = (0..8).map(|_| {
        let (identity, ada) = (world.identity.clone(), world.ada);
        tokio::spawn(async move {
            questions(&identity)
                .remembered(ada, "k", "POST a")
                .await
                .unwrap()
        })
    });
    let mut new = 0;
    for asker in askers.collect::<Vec<_>>() {
        new += usize::from(asker.await.unwrap() == Remembered::New);
    }
    assert_eq!(new, 1);
}
