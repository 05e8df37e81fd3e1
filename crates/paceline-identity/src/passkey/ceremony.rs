//! What browser and server say to each other about a passkey, without keeping any of it.

use paceline_core::Time;
use serde::{Deserialize, Serialize};
use url::{Host, Url};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration,
        PublicKeyCredential, RegisterPublicKeyCredential, RequestChallengeResponse, Uuid,
        WebauthnError,
    },
};
use webauthn_rs_proto::ResidentKeyRequirement;

/// A passkey as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// How its owner calls it: `Laptop`.
    pub(super) name: String,
    /// How authenticators know its owner: a random number, so that they learn nothing else.
    pub(super) owner: Uuid,
    pub(super) passkey: Passkey,
    pub(super) added: Time,
    pub(super) used: Option<Time>,
}

/// Our side of the ceremony; made from where people find us.
pub(super) struct Ceremony(Webauthn);

impl Ceremony {
    /// Nothing where browsers make no passkeys: at a bare network address, or without https on another machine.
    pub(super) fn at(public_url: &Url) -> Option<Self> {
        let Some(Host::Domain(host)) = public_url.host() else {
            return None;
        };
        let is_here = host == "localhost" || host.ends_with(".localhost");
        if public_url.scheme() != "https" && !is_here {
            return None;
        }
        let builder = WebauthnBuilder::new(host, public_url).ok()?;
        builder.rp_name("Paceline").build().ok().map(Self)
    }

    /// Asks an authenticator for a new passkey, unless it holds one of these.
    pub(super) fn begin_adding(
        &self,
        (owner, handle, name): (Uuid, &str, &str),
        there: &[Kept],
    ) -> Result<(CreationChallengeResponse, PasskeyRegistration), WebauthnError> {
        let excluded = there.iter().map(|kept| kept.passkey.cred_id().clone());
        let (mut challenge, state) =
            self.0
                .start_passkey_registration(owner, handle, name, Some(excluded.collect()))?;
        // Signing in without naming oneself needs a passkey that the authenticator finds by itself.
        if let Some(selection) = &mut challenge.public_key.authenticator_selection {
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
        }
        Ok((challenge, state))
    }

    pub(super) fn finish_adding(
        &self,
        answer: &RegisterPublicKeyCredential,
        state: &PasskeyRegistration,
    ) -> Result<Passkey, WebauthnError> {
        self.0.finish_passkey_registration(answer, state)
    }

    /// Asks for any passkey of ours: whoever asks need not say who they are, so nothing is said about who is there.
    pub(super) fn begin(
        &self,
    ) -> Result<(RequestChallengeResponse, DiscoverableAuthentication), WebauthnError> {
        let (mut challenge, state) = self.0.start_discoverable_authentication()?;
        // Whether it waits in a field or opens a window, the page decides.
        challenge.mediation = None;
        Ok((challenge, state))
    }

    /// Whether the answer was made with this passkey by its owner; then the passkey as it is to be kept from now on.
    pub(super) fn finish(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        mut kept: Kept,
        now: Time,
    ) -> Result<Kept, WebauthnError> {
        let (owner, _) = self.0.identify_discoverable_authentication(answer)?;
        if owner != kept.owner {
            return Err(WebauthnError::InvalidUserUniqueId);
        }
        let found = self
            .0
            .finish_discoverable_authentication_v2(answer, state, &kept.passkey)?;
        if !found.user_verified() {
            return Err(WebauthnError::UserNotVerified);
        }
        kept.passkey.update_credential(&found);
        kept.used = Some(now);
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use webauthn_authenticator_rs::{
        AuthenticatorBackend as _, WebauthnAuthenticator as _, softpasskey::SoftPasskey,
    };

    use super::*;

    const NOW: Time = Time(1_772_352_000);

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn here() -> Url {
        url("https://pace.example.org/")
    }

    fn added(ceremony: &Ceremony, authenticator: &mut SoftPasskey) -> Kept {
        let owner = Uuid::from_u128(7);
        let (mut challenge, state) = ceremony
            .begin_adding((owner, "ada", "Ada Lovelace"), &[])
            .unwrap();
        // The software one keeps nothing; what is asked for here, a test in a browser answers.
        let selection = challenge.public_key.authenticator_selection.as_mut();
        selection.unwrap().require_resident_key = false;
        let answer = authenticator.do_registration(here(), challenge).unwrap();
        Kept {
            name: "Laptop".to_owned(),
            owner,
            passkey: ceremony.finish_adding(&answer, &state).unwrap(),
            added: NOW,
            used: None,
        }
    }

    /// What an authenticator answers that finds its passkey by itself.
    fn answered(
        challenge: RequestChallengeResponse,
        (authenticator, kept): (&mut SoftPasskey, &Kept),
        at: Url,
    ) -> PublicKeyCredential {
        let mut options = challenge.public_key;
        // The software one has to be told which passkey is meant.
        options.allow_credentials = vec![webauthn_rs_proto::AllowCredentials {
            type_: "public-key".to_owned(),
            id: kept.passkey.cred_id().clone(),
            transports: None,
        }];
        let mut answer = authenticator.perform_auth(at, options, 1000).unwrap();
        answer.response.user_handle = Some(kept.owner.as_bytes().to_vec());
        answer
    }

    #[test]
    fn passkeys_need_a_name_and_https() {
        for there in ["https://pace.example.org/", "http://localhost:3000/"] {
            assert!(Ceremony::at(&url(there)).is_some(), "{there}");
        }
        for not in [
            "http://pace.example.org/",
            "https://192.0.2.1/",
            "http://127.0.0.1:3000/",
            "http://[::1]/",
        ] {
            assert!(Ceremony::at(&url(not)).is_none(), "{not}");
        }
    }

    #[test]
    fn a_passkey_is_asked_for_as_it_should_be() {
        let ceremony = Ceremony::at(&here()).unwrap();
        let mut authenticator = SoftPasskey::new(true);
        let kept = added(&ceremony, &mut authenticator);
        let who = (kept.owner, "ada", "Ada Lovelace");
        let (challenge, _) = ceremony
            .begin_adding(who, std::slice::from_ref(&kept))
            .unwrap();
        let asked = serde_json::to_value(challenge).unwrap();
        let asked = &asked["publicKey"];
        let selection = &asked["authenticatorSelection"];
        assert_eq!(asked["rp"]["id"], "pace.example.org");
        assert_eq!(selection["userVerification"], "required");
        assert_eq!(selection["residentKey"], "required");
        assert_eq!(asked["attestation"], "none");
        assert_eq!(asked["excludeCredentials"].as_array().unwrap().len(), 1);
        let (challenge, _) = ceremony.begin().unwrap();
        let asked = serde_json::to_value(challenge).unwrap();
        assert_eq!(asked["publicKey"]["userVerification"], "required");
        assert_eq!(
            asked["publicKey"]["allowCredentials"],
            serde_json::json!([])
        );
    }

    #[test]
    fn its_owner_signs_in_and_its_counter_goes_on() {
        let ceremony = Ceremony::at(&here()).unwrap();
        let mut authenticator = SoftPasskey::new(true);
        let kept = added(&ceremony, &mut authenticator);
        let (challenge, state) = ceremony.begin().unwrap();
        let answer = answered(challenge, (&mut authenticator, &kept), here());
        let used = ceremony.finish(&answer, state, kept.clone(), NOW).unwrap();
        assert_eq!(used.used, Some(NOW));
        let counter =
            |kept: &Kept| serde_json::to_value(&kept.passkey).unwrap()["cred"]["counter"].clone();
        assert!(counter(&used).as_u64() > counter(&kept).as_u64());
        // A copy of the authenticator counts from where it was made.
        let mut far = serde_json::to_value(&used.passkey).unwrap();
        far["cred"]["counter"] = serde_json::json!(1000);
        let ahead = Kept {
            passkey: serde_json::from_value(far).unwrap(),
            ..used
        };
        let (challenge, state) = ceremony.begin().unwrap();
        let answer = answered(challenge, (&mut authenticator, &kept), here());
        let refused = ceremony.finish(&answer, state, ahead, NOW).unwrap_err();
        assert_eq!(refused, WebauthnError::CredentialPossibleCompromise);
    }

    #[test]
    fn an_answer_to_another_question_elsewhere_or_of_somebody_else_is_none() {
        let ceremony = Ceremony::at(&here()).unwrap();
        let mut authenticator = SoftPasskey::new(true);
        let kept = added(&ceremony, &mut authenticator);
        let (challenge, state) = ceremony.begin().unwrap();
        let (other_challenge, _) = ceremony.begin().unwrap();
        let replayed = answered(other_challenge, (&mut authenticator, &kept), here());
        let refused = |answer: &PublicKeyCredential, kept: &Kept| {
            let finished = ceremony.finish(answer, state.clone(), kept.clone(), NOW);
            finished.is_err()
        };
        assert!(refused(&replayed, &kept));
        let phished = url("https://pace.example.com/");
        let phished = answered(challenge.clone(), (&mut authenticator, &kept), phished);
        assert!(refused(&phished, &kept));
        let mut answer = answered(challenge, (&mut authenticator, &kept), here());
        let theirs = Kept {
            owner: Uuid::from_u128(8),
            ..kept.clone()
        };
        assert!(refused(&answer, &theirs));
        answer.response.user_handle = None;
        assert!(refused(&answer, &kept));
    }
}
