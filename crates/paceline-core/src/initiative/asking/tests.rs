//! Stories of asking: whom, who answered, who is named to whom, and how soon answers come.

use super::{AskingView, time_to_first_answer};
use crate::{
    Command, InitiativeId, PersonId, Time,
    initiative::{self, AskedOf, Command as Do, Reply, ask::Size},
    person::Role,
    signal, team,
    testing::{ADA, BEN, CLEO, Story},
    today,
};

fn on(command: Do) -> Command {
    Command::Initiative(command)
}

fn asking(story: &Story, who: PersonId, it: InitiativeId) -> AskingView {
    let page = initiative::page(story.seen_by(who), Some(who), it, story.now);
    page.expect("it is there").asking
}

fn asks(story: &mut Story, it: InitiativeId, of: &[AskedOf], days: i64) {
    let ask = Do::Ask {
        initiative: it,
        of: of[0],
        also: of[1..].to_vec(),
        what: "Read the plan".into(),
        size: Some(Size::Small),
        until: Some(story.now.plus_days(days).date()),
    };
    story.does(ADA, on(ask));
}

fn answers(story: &mut Story, who: PersonId, it: InitiativeId, ask: u16, reply: Reply) {
    let answer = Do::Answer {
        initiative: it,
        ask,
        reply: Some(reply),
        text: "On the train.".into(),
    };
    story.does(who, on(answer));
}

#[test]
fn several_are_asked_at_once_and_who_has_not_answered_is_named_to_the_lead_alone() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let dan = story.joins("dan", Role::Member);
    let of = [BEN, CLEO].map(AskedOf::Person);
    asks(&mut story, it, &of, 5);
    let lead = asking(&story, ADA, it);
    assert_eq!((lead.waiting, lead.answered), (2, 0));
    assert_eq!(lead.silent, ["Ben Bauer", "Cleo Costa"]);
    assert_eq!(lead.asks[0].means, Some("a word, a look, a good thought"));
    answers(&mut story, BEN, it, 0, Reply::Yes);
    let names = |asking: &AskingView| -> Vec<String> {
        asking.asks.iter().map(|ask| ask.of.clone()).collect()
    };
    assert_eq!(asking(&story, ADA, it).silent, ["Cleo Costa"]);
    let cleo = asking(&story, CLEO, it);
    assert_eq!(names(&cleo), ["you", "Ben Bauer"]);
    assert!(cleo.asks[0].is_yours && cleo.silent.is_empty());
    let other = asking(&story, dan, it);
    assert_eq!(names(&other), ["somebody", "Ben Bauer"]);
    assert!(other.silent.is_empty() && other.first_answer.is_none());
}

#[test]
fn what_was_answered_is_told_with_its_words_and_a_second_thought_beside_it() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    asks(&mut story, it, &[AskedOf::Person(BEN)], 5);
    answers(&mut story, BEN, it, 0, Reply::No);
    story.days_pass(1);
    answers(&mut story, BEN, it, 0, Reply::Yes);
    let seen = asking(&story, CLEO, it);
    let replies: Vec<Reply> = seen.asks[0].answers.iter().map(|said| said.reply).collect();
    assert_eq!(replies, [Reply::No, Reply::Yes]);
    let text = seen.asks[0].answers[0].text.as_ref();
    assert_eq!(
        text.map(ToString::to_string).as_deref(),
        Some("On the train.")
    );
}

#[test]
fn the_time_to_the_first_answer_is_the_one_in_the_middle_and_the_askers_own_word_counts_for_nothing()
 {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    assert_eq!(
        time_to_first_answer(&story.state.initiatives[it.index()]),
        None
    );
    for _ in 0..4 {
        asks(&mut story, it, &[AskedOf::Person(BEN)], 50);
    }
    for (ask, days) in [(0, 1), (1, 1), (2, 10)] {
        story.days_pass(days);
        answers(&mut story, BEN, it, ask, Reply::Yes);
    }
    story.days_pass(30);
    answers(&mut story, ADA, it, 3, Reply::Done);
    let took = time_to_first_answer(&story.state.initiatives[it.index()]);
    assert_eq!(took, Some((2 * crate::time::DAY, 3)));
    let told = asking(&story, BEN, it).first_answer;
    assert_eq!(told.map(|told| told.after).as_deref(), Some("after 2 days"));
    assert!(asking(&story, CLEO, it).first_answer.is_none());
}

#[test]
fn an_ask_waits_on_today_with_its_size_and_its_day_and_presses_once_that_has_passed() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    asks(&mut story, it, &[AskedOf::Person(BEN)], 5);
    let waits = |story: &Story, who: PersonId| {
        let sight = story.seen_by(who);
        let waiting = today::today(sight, who, std::iter::empty(), &[], story.now).waiting;
        let mut asks = waiting
            .into_iter()
            .filter(|waiting| waiting.next.step == signal::Step::AnswerAsk(it));
        asks.next().map(|ask| (ask.urgency, ask.why))
    };
    let until = story.now.plus_days(5).date();
    let (urgency, why) = waits(&story, BEN).expect("it waits");
    assert_eq!(urgency, today::Urgency::Soon);
    assert_eq!(
        why,
        format!(
            "Asked of you today: Read the plan. Small: a word, a look, a good thought. An answer helps until {until}."
        )
    );
    assert!(waits(&story, CLEO).is_none() && waits(&story, ADA).is_none());
    story.now = Time(Time::end_of(until).0 + 1);
    let (urgency, why) = waits(&story, BEN).expect("it waits");
    assert_eq!(urgency, today::Urgency::Late);
    assert!(why.ends_with("a late one helps as well."), "{why}");
    assert!(asking(&story, ADA, it).asks[0].is_late);
    answers(&mut story, BEN, it, 0, Reply::No);
    assert!(waits(&story, BEN).is_none(), "a no is an answer");
}

#[test]
fn a_team_that_is_asked_is_named_and_its_people_see_that_it_is_theirs() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let form = team::Command::Form {
        name: "Checkout".into(),
        parent: None,
    };
    story.does(ADA, Command::Team(form));
    let team = crate::TeamId(1);
    let join = team::Command::Join { team, person: BEN };
    story.does(ADA, Command::Team(join));
    asks(&mut story, it, &[AskedOf::Team(team)], 5);
    let seen = |who| {
        let ask = asking(&story, who, it).asks.remove(0);
        (ask.of, ask.is_yours)
    };
    assert_eq!(seen(BEN), ("Checkout".to_owned(), true));
    assert_eq!(seen(CLEO), ("Checkout".to_owned(), false));
}

#[test]
fn wanted_feedback_ends_on_its_day() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    assert_eq!(asking(&story, BEN, it).wanted, None);
    let until = story.now.plus_days(3).date();
    let want = |what: &str| Do::WantFeedback {
        initiative: it,
        what: what.into(),
        until: Some(until),
    };
    story.does(ADA, on(want("Is the order right?")));
    let wanted = asking(&story, BEN, it).wanted.expect("it is wanted");
    assert_eq!((wanted.until, wanted.is_over), (Some(until), false));
    story.now = Time::end_of(until);
    story.days_pass(1);
    assert!(
        asking(&story, BEN, it)
            .wanted
            .is_some_and(|wanted| wanted.is_over)
    );
    let nothing = Do::WantFeedback {
        initiative: it,
        what: String::new(),
        until: None,
    };
    story.does(ADA, on(nothing));
    assert_eq!(asking(&story, BEN, it).wanted, None);
}
