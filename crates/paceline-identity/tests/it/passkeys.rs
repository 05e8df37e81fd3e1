//! Passkeys, with an authenticator in software that makes and signs what a device would.

use paceline_core::PersonId;
use paceline_identity::{Denied, IdentityError, Secret};
use serde_json::{Value, json};
use url::Url;
use webauthn_authenticator_rs::{WebauthnAuthenticator as _, softpasskey::SoftPasskey};

use crate::{common::denied, parts::world::World};

const HERE: &str = "https://pace.example.org/";

/// Somebody's device with one passkey. The software forgets whose passkey it is, so this remembers.
struct Device {
    authenticator: SoftPasskey,
    owner: Value,
    passkey: Value,
}

impl Device {
    fn new() -> Self {
        Self {
            authenticator: SoftPasskey::new(true),
            owner: Value::Null,
            passkey: Value::Null,
        }
    }

    fn makes(&mut self, mut asked: Value) -> Value {
        self.owner = asked["publicKey"]["user"]["id"].clone();
        // It cannot keep a passkey, and refuses to be asked for that.
        asked["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(false);
        let asked = serde_json::from_value(asked).unwrap();
        let here = Url::parse(HERE).unwrap();
        let made = self.authenticator.do_registration(here, asked).unwrap();
        let made = serde_json::to_value(made).unwrap();
        self.passkey = made["rawId"].clone();
        made
    }

    fn signs(&mut self, mut asked: Value) -> Value {
        asked["publicKey"]["allowCredentials"] =
            json!([{ "type": "public-key", "id": self.passkey }]);
        let asked = serde_json::from_value(asked).unwrap();
        let here = Url::parse(HERE).unwrap();
        let signed = self.authenticator.do_authentication(here, asked).unwrap();
        let mut signed = serde_json::to_value(signed).unwrap();
        signed["response"]["userHandle"] = self.owner.clone();
        signed
    }
}

struct Story {
    world: World,
    ada: PersonId,
}

impl Story {
    async fn begins() -> Self {
        let world = World::at(HERE, None).await;
        let ada = world.joins("ada", None).await;
        Self { world, ada }
    }

    async fn adds(&self, person: PersonId, device: &mut Device) -> Result<String, IdentityError> {
        let identity = &self.world.identity;
        let (asked, secret) = identity.begin_adding_passkey(person).await?;
        let made = device.makes(asked);
        let added = identity.finish_adding_passkey(person, &secret, &made, " Laptop ");
        Ok(added.await?.id)
    }

    async fn asked(&self) -> (Value, Secret) {
        self.world.identity.begin_passkey().await.unwrap()
    }

    async fn answers(&self, secret: &Secret, answer: &Value) -> Result<PersonId, IdentityError> {
        self.world.identity.finish_passkey(secret, answer).await
    }
}

#[tokio::test]
async fn somebody_adds_a_passkey_signs_in_with_it_and_takes_it_away() {
    let story = Story::begins().await;
    let identity = &story.world.identity;
    let mut laptop = Device::new();
    let id = story.adds(story.ada, &mut laptop).await.unwrap();
    let passkeys = identity.passkeys(story.ada).await.unwrap();
    assert_eq!(
        (passkeys[0].name.as_str(), passkeys[0].used),
        ("Laptop", None)
    );
    for _ in 0..2 {
        let (asked, secret) = story.asked().await;
        let answer = laptop.signs(asked);
        assert_eq!(story.answers(&secret, &answer).await.unwrap(), story.ada);
    }
    assert!(
        identity.passkeys(story.ada).await.unwrap()[0]
            .used
            .is_some()
    );
    let ben = story.world.joins("ben", None).await;
    let none = Denied::NoSuch { what: "passkey" };
    assert_eq!(denied(identity.remove_passkey(ben, &id).await), none);
    identity.remove_passkey(story.ada, &id).await.unwrap();
    let (asked, secret) = story.asked().await;
    let refused = story.answers(&secret, &laptop.signs(asked)).await;
    assert_eq!(denied(refused), Denied::NoPasskey);
    let happened = story.world.happened().await;
    assert_eq!(happened[0], "passkey_removed");
    assert!(happened.contains(&"passkey_added".to_owned()));
}

#[tokio::test]
async fn what_was_asked_counts_once_and_for_five_minutes() {
    let story = Story::begins().await;
    let mut laptop = Device::new();
    story.adds(story.ada, &mut laptop).await.unwrap();
    let (asked, secret) = story.asked().await;
    let answer = laptop.signs(asked);
    story.answers(&secret, &answer).await.unwrap();
    assert_eq!(
        denied(story.answers(&secret, &answer).await),
        Denied::NoPasskey
    );
    // Another question's secret does not help the old answer.
    let (_, fresh) = story.asked().await;
    assert_eq!(
        denied(story.answers(&fresh, &answer).await),
        Denied::NoPasskey
    );
    let (asked, secret) = story.asked().await;
    let answer = laptop.signs(asked);
    story.world.pass(300);
    assert_eq!(
        denied(story.answers(&secret, &answer).await),
        Denied::NoPasskey
    );
}

#[tokio::test]
async fn nobody_adds_a_passkey_to_somebody_else() {
    let story = Story::begins().await;
    let ben = story.world.joins("ben", None).await;
    let identity = &story.world.identity;
    let mut laptop = Device::new();
    let (asked, secret) = identity.begin_adding_passkey(ben).await.unwrap();
    let made = laptop.makes(asked);
    let crossed = identity.finish_adding_passkey(story.ada, &secret, &made, "Laptop");
    assert_eq!(denied(crossed.await), Denied::NoPasskey);
    // What was made for adding signs nobody in.
    let (_, secret) = identity.begin_adding_passkey(ben).await.unwrap();
    assert_eq!(
        denied(story.answers(&secret, &made).await),
        Denied::NoPasskey
    );
    assert_eq!(identity.passkeys(story.ada).await.unwrap(), []);
    assert_eq!(identity.passkeys(ben).await.unwrap(), []);
}

#[tokio::test]
async fn one_device_with_the_passkeys_of_two_signs_each_in_as_themselves() {
    let story = Story::begins().await;
    let ben = story.world.joins("ben", None).await;
    let (mut hers, mut his) = (Device::new(), Device::new());
    story.adds(story.ada, &mut hers).await.unwrap();
    story.adds(ben, &mut his).await.unwrap();
    assert_ne!(hers.owner, his.owner);
    let (asked, secret) = story.asked().await;
    assert_eq!(
        story.answers(&secret, &his.signs(asked)).await.unwrap(),
        ben
    );
    // His passkey, said to be hers.
    his.owner = hers.owner.clone();
    let (asked, secret) = story.asked().await;
    let crossed = story.answers(&secret, &his.signs(asked)).await;
    assert_eq!(denied(crossed), Denied::NoPasskey);
}

#[tokio::test]
async fn whatever_else_comes_is_refused_with_the_same_sentence() {
    let story = Story::begins().await;
    let (_, secret) = story.asked().await;
    for nonsense in [json!(null), json!({}), json!({ "id": "x", "rawId": 7 })] {
        let refused = story.answers(&secret, &nonsense).await;
        assert_eq!(denied(refused), Denied::NoPasskey);
    }
    let mut unknown = Device::new();
    let elsewhere = Story::begins().await;
    elsewhere.adds(elsewhere.ada, &mut unknown).await.unwrap();
    let (asked, secret) = story.asked().await;
    let refused = story.answers(&secret, &unknown.signs(asked)).await;
    assert_eq!(denied(refused), Denied::NoPasskey);
}

#[tokio::test]
async fn without_a_name_and_https_passkeys_are_not_offered() {
    let world = World::at("http://192.0.2.7/", None).await;
    assert!(!world.identity.takes_passkeys());
    let refused = world.identity.begin_passkey().await.map(drop);
    assert_eq!(denied(refused), Denied::NoPasskeysHere);
}
