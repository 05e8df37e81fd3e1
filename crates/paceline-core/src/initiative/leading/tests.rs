//! Stories of leads that are offered, asked for, tried and given back.

use jiff::civil::date;

use super::{Load, OfferEnding, Trial, commitments};
use crate::{
    Command as Any, InitiativeId, PersonId,
    initiative::{Command, InitiativePage, LeadMoment, Stance, What, page},
    judgement::{self, Matters},
    person::{self, Role},
    testing::{ADA, BEN, CLEO, Story},
};

const SHIP: InitiativeId = InitiativeId(1);

fn on(command: Command) -> Any {
    Any::Initiative(command)
}

fn offer(to: PersonId, trial: Option<Trial>) -> Any {
    on(Command::HandOver {
        initiative: SHIP,
        to,
        note: "Ask Cleo about the train.".into(),
        trial,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "as the commands take it")]
fn for_a_month(supporter: PersonId) -> Option<Trial> {
    Some(Trial {
        until: date(2026, 1, 31),
        supporter,
    })
}

fn accept() -> Any {
    on(Command::AcceptLead { initiative: SHIP })
}

fn take(trial: Option<Trial>) -> Any {
    on(Command::TakeLead {
        initiative: SHIP,
        trial,
    })
}

fn step_back() -> Any {
    on(Command::StepBack { initiative: SHIP })
}

fn keep() -> Any {
    on(Command::KeepLead { initiative: SHIP })
}

fn ask(matters: Matters) -> Any {
    on(Command::AskForLead {
        initiative: SHIP,
        priority: "Calm releases".into(),
        matters,
        note: "I have two free days a week.".into(),
    })
}

fn decline(person: PersonId) -> Any {
    on(Command::DeclineRequest {
        initiative: SHIP,
        person,
        because: "I finish it this month.".into(),
    })
}

fn supporter(person: Option<PersonId>) -> Any {
    on(Command::NameSupporter {
        initiative: SHIP,
        person,
    })
}

fn stance(stance: Stance, reservation: &str) -> Any {
    on(Command::Follow {
        initiative: SHIP,
        stance,
        reservation: reservation.into(),
    })
}

fn leave(person: PersonId) -> Any {
    Any::Person(person::Command::Leave { person })
}

/// Ada leads.
fn story() -> Story {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    story.starts(ADA, "Ship any day");
    story
}

fn lead(story: &Story) -> Option<PersonId> {
    story.state.initiatives[0].lead()
}

fn seen(story: &Story, viewer: PersonId) -> InitiativePage {
    page(story.seen_by(viewer), Some(viewer), SHIP, story.now).unwrap()
}

fn told(story: &Story) -> Vec<LeadMoment> {
    let timeline = seen(story, CLEO).timeline.into_iter();
    let of_leading = timeline.filter_map(|moment| {
        let What::Leading(leading) = moment.what else {
            return None;
        };
        Some(leading)
    });
    of_leading.collect()
}

#[test]
fn the_lead_is_offered_with_notes_and_taken_by_nobody_else() {
    let mut story = story();
    story.does(ADA, offer(BEN, None));
    assert_eq!(lead(&story), Some(ADA), "an offer changes nothing");
    story.refuses(
        ADA,
        offer(CLEO, None),
        "The lead of I-1 is offered to Ben Bauer already.",
    );
    story.refuses(CLEO, accept(), "The lead of I-1 is not offered to you.");
    let shown = seen(&story, BEN).leading;
    assert!(shown.may.accept && !seen(&story, CLEO).leading.may.accept);
    assert_eq!(
        shown.offer.unwrap().note.unwrap().short(),
        "Ask Cleo about the train."
    );
    story.does(BEN, accept());
    assert_eq!(lead(&story), Some(BEN));
    assert_eq!(
        story.state.initiatives[0].following(ADA),
        Some(Stance::Follow)
    );
    story.refuses(BEN, accept(), "The lead of I-1 is not offered to you.");
}

#[test]
fn an_offer_is_declined_withdrawn_or_lapses_and_that_stays_on_record() {
    let mut story = story();
    story.does(ADA, offer(BEN, None));
    story.does(
        BEN,
        on(Command::DeclineLead {
            initiative: SHIP,
            because: "Not before summer.".into(),
        }),
    );
    story.does(ADA, offer(BEN, None));
    story.refuses(
        BEN,
        on(Command::WithdrawOffer { initiative: SHIP }),
        "You do not lead I-1.",
    );
    story.does(ADA, on(Command::WithdrawOffer { initiative: SHIP }));
    story.does(ADA, offer(BEN, None));
    story.does(ADA, leave(BEN));
    assert!(story.state.initiatives[0].offer.is_none());
    let endings: Vec<OfferEnding> = told(&story)
        .into_iter()
        .filter_map(|told| {
            let LeadMoment::OfferEnded { ending, .. } = told else {
                return None;
            };
            Some(ending)
        })
        .collect();
    let expected = [
        OfferEnding::Lapsed,
        OfferEnding::Withdrawn,
        OfferEnding::Declined,
    ];
    assert_eq!(endings, expected, "the newest first");
    story.does(ADA, offer(CLEO, None));
    story.does(ADA, step_back());
    story.refuses(CLEO, accept(), "The lead of I-1 is not offered to you.");
}

#[test]
fn nobody_is_handed_what_they_cannot_lead_whoever_asks() {
    let mut story = story();
    let (guest, robot) = (
        story.joins("gus", Role::Guest),
        story.joins("nightly", Role::Service),
    );
    story.refuses(ADA, offer(guest, None), "gus is a guest.");
    story.refuses(ADA, offer(robot, None), "nightly is a service account.");
    story.refuses(ADA, supporter(Some(robot)), "nightly is a service account.");
    story.refuses(
        robot,
        take(None),
        "A service account neither leads nor objects.",
    );
    story.refuses(
        robot,
        ask(Matters::Yes),
        "A service account neither leads nor objects.",
    );
    story.refuses(
        robot,
        supporter(Some(robot)),
        "A service account neither leads nor objects.",
    );
    story.does(robot, stance(Stance::Follow, ""));
    story.does(robot, step_back());
    story.moves(ADA, SHIP, crate::initiative::Stage::PutDown);
    story.refuses(ADA, offer(BEN, None), "I-1 is put down and at rest.");
}

#[test]
fn an_admin_takes_no_lead_from_anybody() {
    let mut story = story();
    story.does(ADA, offer(BEN, None));
    story.does(BEN, accept());
    // Ada is an admin, and asks like everyone.
    story.refuses(ADA, take(None), "I-1 has a lead: Ben Bauer.");
    story.refuses(ADA, offer(CLEO, None), "You do not lead I-1.");
    story.refuses(ADA, keep(), "You do not lead I-1.");
    story.refuses(ADA, supporter(Some(CLEO)), "You do not lead I-1.");
    story.refuses(ADA, decline(CLEO), "You do not lead I-1.");
    story.does(ADA, ask(Matters::Unsure));
    story.refuses(
        ADA,
        ask(Matters::Yes),
        "You asked for the lead of I-1 already.",
    );
    story.does(BEN, decline(ADA));
    assert_eq!(lead(&story), Some(BEN));
    assert!(matches!(
        &told(&story)[0],
        LeadMoment::RequestDeclined { of: Some(of), because } if of.name == "Ada Amin" && because.short() == "I finish it this month."
    ));
}

#[test]
fn whoever_asks_for_the_lead_has_it_as_soon_as_it_is_given() {
    let mut story = story();
    story.refuses(ADA, ask(Matters::Yes), "You lead I-1.");
    story.does(BEN, ask(Matters::Yes));
    let shown = seen(&story, ADA).leading;
    assert_eq!(shown.requests[0].priority.short(), "Calm releases");
    assert!(shown.may.answer_requests && seen(&story, BEN).leading.may.has_asked);
    story.does(ADA, offer(BEN, None));
    assert_eq!(lead(&story), Some(BEN), "they have said yes already");
    assert!(seen(&story, ADA).leading.requests.is_empty());
    story.refuses(
        BEN,
        decline(CLEO),
        "Cleo Costa has not asked for the lead of I-1.",
    );
}

#[test]
fn a_trial_is_kept_or_goes_back_to_whoever_lent_it() {
    let mut story = story();
    story.refuses(
        ADA,
        offer(BEN, for_a_month(BEN)),
        "Nobody supports their own lead.",
    );
    story.does(ADA, offer(BEN, for_a_month(CLEO)));
    story.does(BEN, accept());
    let shown = seen(&story, BEN).leading;
    assert_eq!(shown.supporter.unwrap().name, "Cleo Costa");
    let trial = shown.trial.unwrap();
    assert_eq!((trial.until, trial.has_ended), (date(2026, 1, 31), false));
    assert!(
        trial.sentence.ends_with("it then goes back to Ada Amin."),
        "{}",
        trial.sentence
    );
    story.refuses(BEN, offer(CLEO, None), "I-1 is lent to you by Ada Amin.");
    story.days_pass(40);
    assert!(seen(&story, ADA).leading.trial.unwrap().has_ended);
    story.does(BEN, step_back());
    assert_eq!(lead(&story), Some(ADA));
    assert_eq!(story.state.initiatives[0].following(ADA), None);
    assert_eq!(told(&story)[0], LeadMoment::CameBack);
    story.refuses(ADA, keep(), "You do not lead I-1 on trial.");
}

#[test]
fn a_trial_that_is_kept_is_a_lead_like_any_other() {
    let mut story = story();
    story.does(ADA, offer(BEN, for_a_month(CLEO)));
    story.does(BEN, accept());
    story.does(BEN, keep());
    assert_eq!(told(&story)[0], LeadMoment::Kept);
    assert!(seen(&story, BEN).leading.trial.is_none());
    story.refuses(BEN, keep(), "You do not lead I-1 on trial.");
    story.does(BEN, offer(CLEO, None));
    story.does(BEN, step_back());
    assert_eq!(lead(&story), None, "it was not lent any more");
}

#[test]
fn a_lead_is_tried_where_nobody_leads_and_nobody_is_named_who_cannot_read_it() {
    let mut story = story();
    story.drafts(ADA, &[BEN]);
    let quiet = |supporter| {
        on(Command::TakeLead {
            initiative: InitiativeId(2),
            trial: for_a_month(supporter),
        })
    };
    story.does(
        ADA,
        on(Command::StepBack {
            initiative: InitiativeId(2),
        }),
    );
    story.refuses(BEN, quiet(CLEO), "Cleo Costa cannot read I-2 yet.");
    story.does(BEN, quiet(ADA));
    story.does(ADA, step_back());
    story.days_pass(60);
    story.refuses(BEN, take(for_a_month(CLEO)), "2026-01-31 has passed.");
    story.does(BEN, take(None));
}

#[test]
fn a_supporter_is_named_comes_by_themselves_and_may_stop() {
    let mut story = story();
    story.refuses(ADA, supporter(Some(ADA)), "Nobody supports their own lead.");
    story.refuses(BEN, supporter(Some(CLEO)), "You do not lead I-1.");
    story.does(BEN, supporter(Some(BEN)));
    story.refuses(CLEO, supporter(Some(CLEO)), "You do not lead I-1.");
    assert!(seen(&story, BEN).leading.may.stop_supporting);
    story.does(BEN, supporter(None));
    story.does(ADA, supporter(Some(CLEO)));
    story.refuses(ADA, supporter(Some(CLEO)), "Nothing would change.");
    story.does(ADA, leave(CLEO));
    assert_eq!(
        story.state.initiatives[0].current_lead().unwrap().supporter,
        None
    );
    let changes = story.state.initiatives[0].supporters.iter();
    assert_eq!(
        changes.map(|change| change.to).collect::<Vec<_>>(),
        [Some(BEN), None, Some(CLEO), None]
    );
}

#[test]
fn what_somebody_offered_asked_for_or_tried_ends_when_they_leave() {
    let mut story = story();
    story.does(BEN, ask(Matters::Yes));
    story.does(ADA, leave(BEN));
    assert!(seen(&story, ADA).leading.requests.is_empty());
    assert_eq!(told(&story)[0], LeadMoment::RequestLapsed);
    story.does(ADA, Any::Person(person::Command::Return { person: BEN }));
    assert!(
        seen(&story, ADA).leading.requests.is_empty(),
        "what ended stays ended"
    );
    story.does(ADA, offer(BEN, for_a_month(CLEO)));
    story.does(ADA, leave(CLEO));
    assert!(
        seen(&story, ADA).leading.offer.is_none(),
        "nobody would stand by"
    );
    story.does(ADA, Any::Person(person::Command::Return { person: CLEO }));
    story.does(ADA, offer(BEN, for_a_month(CLEO)));
    story.does(BEN, accept());
    story.does(ADA, leave(BEN));
    assert_eq!(lead(&story), Some(ADA), "what was lent comes back");
}

#[test]
fn what_rested_lets_go_of_who_left_meanwhile() {
    let mut story = story();
    story.does(BEN, ask(Matters::No));
    story.does(ADA, supporter(Some(CLEO)));
    story.moves(ADA, SHIP, crate::initiative::Stage::PutDown);
    story.does(ADA, leave(BEN));
    story.does(ADA, leave(CLEO));
    story.does(ADA, on(Command::PickUp { initiative: SHIP }));
    let shown = seen(&story, ADA).leading;
    assert!(shown.requests.is_empty() && shown.supporter.is_none());
}

#[test]
fn changing_ones_mind_is_one_moment_with_both_stances_and_the_words() {
    let mut story = story();
    story.refuses(
        BEN,
        stance(Stance::FollowWithReservations, " "),
        "The reservation is empty.",
    );
    story.does(BEN, stance(Stance::NotNow, ""));
    assert_eq!(seen(&story, ADA).leading.not_now[0].name, "Ben Bauer");
    assert!(seen(&story, ADA).followers.is_empty() && seen(&story, ADA).first_follower.is_none());
    story.days_pass(1);
    story.does(
        BEN,
        stance(Stance::FollowWithReservations, "I would begin smaller."),
    );
    let again = stance(Stance::FollowWithReservations, "I would begin smaller.");
    story.refuses(BEN, again, "You follow I-1 already in this way.");
    let shown = seen(&story, CLEO);
    let reservation = shown.followers[0].reservation.clone().unwrap();
    assert_eq!(reservation.short(), "I would begin smaller.");
    assert_eq!(shown.first_follower.unwrap().person.name, "Ben Bauer");
    let changed = LeadMoment::StanceTaken {
        before: Some(Stance::NotNow),
        stance: Stance::FollowWithReservations,
        reservation: Some(reservation),
    };
    assert_eq!(told(&story), [changed]);
    let stopped = seen(&story, CLEO).timeline.into_iter();
    let stopped = stopped.filter(|moment| moment.what == What::StoppedFollowing);
    assert_eq!(stopped.count(), 0);
    story.does(BEN, stance(Stance::NotNow, ""));
    story.does(BEN, step_back());
    assert_eq!(told(&story)[0], LeadMoment::TookNotNowBack);
    assert_eq!(
        seen(&story, CLEO).first_follower.unwrap().person.name,
        "Ben Bauer",
        "the first follower stays named"
    );
}

#[test]
fn commitments_say_before_one_more_is_one_too_many() {
    let mut story = story();
    for title in ["Two", "Three"] {
        story.starts(ADA, title);
    }
    story.goal(ADA, "Faster");
    let other = story.starts(BEN, "Theirs");
    story.does(
        BEN,
        on(Command::Ask {
            initiative: other,
            of: crate::initiative::AskedOf::Person(ADA),
            also: Vec::new(),
            what: "A review".into(),
            size: None,
            until: None,
        }),
    );
    story.does(
        BEN,
        on(Command::NameSupporter {
            initiative: other,
            person: Some(ADA),
        }),
    );
    story.days_pass(2);
    let of = |story: &Story| commitments(story.seen_by(ADA), ADA, story.now);
    assert_eq!(
        of(&story).sentence(),
        "You lead 3, follow 0 and stand by 1; 1 ask waits for you, and you lead 1 goal."
    );
    assert_eq!(
        (of(&story).load, of(&story).asked[0].waits.as_str()),
        (Load::Room, "2 days")
    );
    story.starts(ADA, "Four");
    assert_eq!(of(&story).load, Load::Full);
    story.starts(ADA, "Five");
    assert_eq!(of(&story).load, Load::Overclocked, "and nobody was stopped");
}

#[test]
fn whoever_asks_for_a_lead_is_asked_after_six_months_and_sees_alone_how_well_they_judge() {
    let mut story = story();
    story.does(BEN, ask(Matters::Yes));
    let say = |mattered| {
        let judgement = 0;
        Any::Person(person::Command::SayWhetherItMattered {
            judgement,
            mattered,
        })
    };
    story.refuses(BEN, say(true), "You are not asked whether that mattered.");
    story.days_pass(judgement::ASKED_AFTER_DAYS);
    story.refuses(ADA, say(true), "You are not asked whether that mattered.");
    let mine = |story: &Story, viewer| {
        judgement::mine(story.seen_by(viewer), Some(viewer), BEN, story.now)
    };
    assert!(mine(&story, BEN).unwrap().judgements[0].is_due);
    assert_eq!(mine(&story, ADA), None, "an admin sees nothing of it");
    story.does(BEN, say(false));
    story.refuses(BEN, say(false), "Nothing would change.");
    assert_eq!(
        mine(&story, BEN).unwrap().sentence(),
        "Of 1 that you judged to matter or not, you were right in 0."
    );
    story.does(BEN, say(true));
    assert_eq!(mine(&story, BEN).unwrap().right, 1, "one may think again");
    assert_eq!(story.replayed(), story.state);
}
