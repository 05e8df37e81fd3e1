//! Whoever a real provider vouches for gets an account, and the right one.

use paceline_core::{By, Command, Ctx, Door, PersonId, person};
use paceline_identity::{
    Denied, IdentityError, Secret,
    account::Role,
    oidc::{Arrival, Back, EmailTrust, GroupMeans, Newcomers, NoSignIn, Provider},
    place::SecretPlace,
};
use serde_json::{Value, json};
use url::Url;

use crate::{
    common::denied,
    parts::{browser::Browser, provider::RealProvider, world::World},
};

struct Story {
    world: World,
    real: RealProvider,
    admin: PersonId,
}

impl Story {
    /// An organisation with one person, who set up one provider.
    async fn begins() -> Self {
        let (world, real) = (World::new().await, RealProvider::start().await);
        let admin = world.joins("admin", None).await;
        let story = Self { world, real, admin };
        story.sets_up(|_| ()).await;
        story
    }

    async fn sets_up(&self, change: impl FnOnce(&mut Provider)) {
        let mut provider = self.real.settings();
        change(&mut provider);
        let secret = Some(Secret::new(self.real.secret.clone()));
        let saved = self
            .world
            .identity
            .save_provider(provider, secret, self.admin);
        saved.await.unwrap();
    }

    async fn is(&self, account: Value) {
        self.real.told(json!({ "account": account })).await;
    }

    fn role(&self, person: PersonId) -> Role {
        let store = self.world.identity.store();
        store.read(|state| state.person(person).unwrap().role)
    }

    async fn goes(&self) -> (Secret, Back) {
        let home = Url::parse("http://localhost/back").unwrap();
        let begun = self.world.identity.begin_sign_in("acme", &home).await;
        let (url, cookie) = begun.unwrap();
        (cookie, Browser::new().comes_back(url, &home).await)
    }

    async fn comes_back(&self, (cookie, back): (Secret, Back)) -> Result<Arrival, IdentityError> {
        self.world
            .identity
            .finish_sign_in("acme", &cookie, back)
            .await
    }

    async fn signs_in(&self) -> Result<Arrival, IdentityError> {
        self.comes_back(self.goes().await).await
    }
}

#[tokio::test]
async fn a_newcomer_joins_once_and_is_known_from_then_on() {
    let story = Story::begins().await;
    let ada = story.signs_in().await.unwrap().person;
    let called = story.world.called(ada);
    assert_eq!(called, ("ada".to_owned(), "Ada Lovelace".to_owned()));
    let emails = story.world.identity.emails(ada).await.unwrap();
    assert!(emails[0].is_confirmed && emails[0].address == "ada@example.org");
    let happened = story.world.happened().await;
    assert_eq!(happened[..2], ["provider_linked", "joined"]);
    // Another name and address there, the same person here.
    story
        .is(json!({ "sub": "ada", "name": "Ada King", "email": "king@example.org" }))
        .await;
    assert_eq!(story.signs_in().await.unwrap().person, ada);
    // Another subject of the same name is another person.
    story
        .is(json!({ "sub": "other", "preferred_username": "Ada" }))
        .await;
    let other = story.signs_in().await.unwrap().person;
    assert_ne!(other, ada);
    assert_eq!(story.world.called(other).0, "ada-2");
}

#[tokio::test]
async fn two_browsers_of_one_newcomer_make_one_account() {
    let story = Story::begins().await;
    let (one, two) = (story.goes().await, story.goes().await);
    let (one, two) = tokio::join!(story.comes_back(one), story.comes_back(two));
    let came = |outcome: &Result<Arrival, IdentityError>| outcome.as_ref().ok().map(|a| a.person);
    match (came(&one), came(&two)) {
        (Some(one), Some(two)) => assert_eq!(one, two),
        (None, None) => panic!("neither came in: {one:?} {two:?}"),
        (Some(_), None) | (None, Some(_)) => {
            let late = if one.is_err() { one } else { two };
            assert_eq!(denied(late), Denied::Busy);
        }
    }
    let people = story.world.identity.store().read(|s| s.people.len());
    assert_eq!(people, 2);
}

#[tokio::test]
async fn an_address_opens_an_account_only_when_it_is_verified_and_the_provider_trusted() {
    let story = Story::begins().await;
    let ada = story.world.joins("lovelace", Some("ada@example.org")).await;
    let mallory = json!({ "sub": "mallory", "email": "ada@example.org", "email_verified": false });
    story.is(mallory).await;
    let mallory = story.signs_in().await.unwrap().person;
    assert_ne!(mallory, ada);
    let theirs = story.world.identity.emails(mallory).await.unwrap();
    assert!(!theirs[0].is_confirmed);
    let owner = story.world.identity.person_with_email("ada@example.org");
    assert_eq!(owner.await.unwrap(), Some(ada));

    let known = json!({ "sub": "1", "email": "Ada@Example.org", "email_verified": true });
    story
        .sets_up(|p| p.email_trust = EmailTrust::Untrusted)
        .await;
    story.is(known.clone()).await;
    assert_ne!(story.signs_in().await.unwrap().person, ada);

    story.sets_up(|p| p.email_trust = EmailTrust::Trusted).await;
    story
        .is(json!({ "sub": "2", "email": "Ada@Example.org", "email_verified": true }))
        .await;
    assert_eq!(story.signs_in().await.unwrap().person, ada);
}

#[tokio::test]
async fn where_newcomers_need_an_invitation_only_the_invited_come_in() {
    let story = Story::begins().await;
    story
        .sets_up(|p| p.newcomers = Newcomers::NeedAnInvitation)
        .await;
    let refused = denied(story.signs_in().await);
    let provider = "Acme".to_owned();
    assert_eq!(refused, Denied::NotInvited { provider });
    let ada = story.world.joins("ada", Some("ada@example.org")).await;
    assert_eq!(story.signs_in().await.unwrap().person, ada);
}

#[tokio::test]
async fn whoever_has_left_is_not_let_in_again_by_a_provider() {
    let story = Story::begins().await;
    let ada = story.signs_in().await.unwrap().person;
    let ctx = Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Paceline,
        door: Door::Page,
        now: story.world.identity.now(),
        origin: None,
    };
    let leave = Command::Person(person::Command::Leave { person: ada });
    story.world.identity.store().run(ctx, leave).await.unwrap();
    assert_eq!(denied(story.signs_in().await), Denied::HasLeft);
    // Nor by a new account there with the same address.
    story
        .is(json!({ "sub": "again", "email": "ada@example.org", "email_verified": true }))
        .await;
    assert_eq!(denied(story.signs_in().await), Denied::HasLeft);
}

#[tokio::test]
async fn groups_make_teams_and_roles() {
    let story = Story::begins().await;
    let means = |team: Option<&str>, role| GroupMeans {
        team: team.map(str::to_owned),
        role,
    };
    story
        .sets_up(|p| {
            p.groups = [
                ("web".to_owned(), means(Some("Web"), None)),
                (
                    "ops".to_owned(),
                    means(Some("Operations"), Some(Role::Guest)),
                ),
                ("boss".to_owned(), means(None, Some(Role::Admin))),
            ]
            .into();
        })
        .await;
    let of = |groups: &[&str]| json!({ "sub": "ada", "groups": groups });
    story.is(of(&["web", "ops", "boss", "unheard of"])).await;
    let arrival = story.signs_in().await.unwrap();
    let ada = arrival.person;
    assert_eq!(story.world.teams(ada), ["Operations", "Web"]);
    assert_eq!(arrival.role, Some(Role::Admin));
    assert_eq!(story.role(ada), Role::Admin);
    story.is(of(&["web"])).await;
    let arrival = story.signs_in().await.unwrap();
    assert_eq!(story.world.teams(ada), ["Web"]);
    assert_eq!(arrival.role, Some(Role::Member));
    assert_eq!(story.role(ada), Role::Admin, "the last admin stays one");
    story
        .is(json!({ "sub": "boss", "groups": ["boss", "ops"] }))
        .await;
    story.signs_in().await.unwrap();
    story.is(of(&["web"])).await;
    story.signs_in().await.unwrap();
    assert_eq!(story.role(ada), Role::Member);
    // Nothing said of groups changes nothing.
    story.is(json!({ "sub": "ada" })).await;
    let arrival = story.signs_in().await.unwrap();
    assert_eq!(story.world.teams(ada), ["Web"]);
    assert_eq!(arrival.role, None);
    assert_eq!(story.role(ada), Role::Member);
}

#[tokio::test]
async fn a_sign_in_ends_once_in_time_and_in_the_browser_that_began_it() {
    let story = Story::begins().await;
    let not_here = Denied::NoSignIn(NoSignIn::NotBegunHere);
    let (cookie, back) = story.goes().await;
    story
        .comes_back((cookie.clone(), back.clone()))
        .await
        .unwrap();
    let again = story.comes_back((cookie, back)).await;
    assert_eq!(denied(again), not_here);

    let (_, mine) = story.goes().await;
    let (their_cookie, _) = story.goes().await;
    assert_eq!(
        denied(story.comes_back((their_cookie, mine)).await),
        not_here
    );

    let (_, mine) = story.goes().await;
    let stranger = story.comes_back((Secret::new("guessed"), mine)).await;
    assert_eq!(denied(stranger), not_here);

    let late = story.goes().await;
    story.world.pass(601);
    assert_eq!(denied(story.comes_back(late).await), not_here);
}

#[tokio::test]
async fn a_secret_stays_with_the_provider_it_was_made_with() {
    let story = Story::begins().await;
    let identity = &story.world.identity;
    let shown = serde_json::to_string(&identity.providers().await.unwrap()).unwrap();
    assert!(!shown.contains(&story.real.secret));
    // Other settings, the same secret.
    let save = |provider| identity.save_provider(provider, None, story.admin);
    save(story.real.settings()).await.unwrap();
    story.signs_in().await.unwrap();
    // Another issuer does not get it, and neither does the first when it comes back.
    let mut elsewhere = story.real.settings();
    elsewhere.issuer = serde_json::from_value(json!("https://evil.example.org")).unwrap();
    save(elsewhere).await.unwrap();
    save(story.real.settings()).await.unwrap();
    let refused = denied(story.signs_in().await);
    assert!(matches!(refused, Denied::NoSignIn(NoSignIn::Silent { .. })));
    // From a file.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    std::fs::write(&path, format!("{}\n", story.real.secret)).unwrap();
    let mut from_file = story.real.settings();
    from_file.secret = SecretPlace::File(path);
    save(from_file).await.unwrap();
    story.signs_in().await.unwrap();
}

#[tokio::test]
async fn whoever_sets_a_provider_up_hears_whether_it_answers() {
    let story = Story::begins().await;
    let identity = &story.world.identity;
    let right = story.real.settings();
    identity.try_provider(&right).await.unwrap();
    // Another way to write the same place is another issuer.
    let mut slash = right.clone();
    slash.issuer = serde_json::from_value(json!(format!("{}/", story.real.issuer))).unwrap();
    let refused = identity.try_provider(&slash).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Acme does not answer as it should at the moment."
    );
}

#[tokio::test]
async fn a_provider_that_is_taken_away_signs_nobody_in() {
    let story = Story::begins().await;
    let gone = story.goes().await;
    let identity = &story.world.identity;
    identity.remove_provider("acme", story.admin).await.unwrap();
    let none = Denied::NoSuch { what: "provider" };
    assert_eq!(denied(story.comes_back(gone).await), none);
    assert_eq!(identity.providers().await.unwrap(), []);
    let again = identity.remove_provider("acme", story.admin).await;
    assert_eq!(denied(again), none);
}
