//! A sign-in provider: what an admin says about it, and whether it answers.

use std::collections::BTreeMap;

use paceline_core::{person::Role, text::cut};
use paceline_identity::{
    Denied, IdentityError, Secret,
    oidc::{EmailTrust, GroupMeans, IssuerUrl, Newcomers, Provider, Unacceptable},
    place::SecretPlace,
};

use super::page;
use crate::{
    extract::{Pairs, Path},
    form::{self, Choice, Field, FormPage, Kind},
    look::Shown,
    problem::Problem,
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::Admin,
};

/// What stands in the fields, whether it was kept or just typed.
#[derive(Default)]
struct Filled {
    id: String,
    name: String,
    issuer: String,
    client_id: String,
    place: String,
    place_name: String,
    scopes: String,
    group_claim: String,
    groups: String,
    domains: String,
    newcomers: String,
    trust: String,
}

impl Filled {
    fn fresh() -> Self {
        Self {
            place: "kept".to_owned(),
            scopes: "profile email".to_owned(),
            newcomers: "join".to_owned(),
            ..Self::default()
        }
    }

    fn typed(typed: &Pairs) -> Self {
        let one = |name| typed.one(name).to_owned();
        Self {
            id: one("id"),
            name: one("name"),
            issuer: one("issuer"),
            client_id: one("client_id"),
            place: one("place"),
            place_name: one("place_name"),
            scopes: one("scopes"),
            group_claim: one("group_claim"),
            groups: one("groups"),
            domains: one("domains"),
            newcomers: one("newcomers"),
            trust: one("trust"),
        }
    }

    fn kept(provider: &Provider) -> Self {
        let (place, place_name) = match &provider.secret {
            SecretPlace::None => ("none", String::new()),
            SecretPlace::File(path) => ("file", path.display().to_string()),
            SecretPlace::Environment(name) => ("environment", name.clone()),
            SecretPlace::Kept => ("kept", String::new()),
        };
        let groups = provider.groups.iter().map(|(group, means)| {
            let role = means.role.map_or("", Role::word);
            let team = means.team.as_deref().unwrap_or_default();
            format!("{group}, {team}, {role}")
        });
        Self {
            id: provider.id.clone(),
            name: provider.name.clone(),
            issuer: provider.issuer.to_string(),
            client_id: provider.client_id.clone(),
            place: place.to_owned(),
            place_name,
            scopes: provider.scopes.join(" "),
            group_claim: provider.group_claim.clone().unwrap_or_default(),
            groups: groups.collect::<Vec<_>>().join("\n"),
            domains: provider.domains.join(" "),
            newcomers: match provider.newcomers {
                Newcomers::Join => "join".to_owned(),
                Newcomers::NeedAnInvitation => "invited".to_owned(),
            },
            trust: match provider.email_trust {
                EmailTrust::Trusted => "trusted".to_owned(),
                EmailTrust::Untrusted => String::new(),
            },
        }
    }

    fn provider(&self) -> Result<Provider, Denied> {
        let issuer = IssuerUrl::new(self.issuer.trim().to_owned());
        let words = |typed: &str| typed.split_whitespace().map(str::to_owned).collect();
        let name = self.place_name.trim().to_owned();
        Ok(Provider {
            id: self.id.clone(),
            name: self.name.clone(),
            issuer: issuer.map_err(|_| Denied::Provider(Unacceptable::Issuer))?,
            client_id: self.client_id.clone(),
            secret: match self.place.as_str() {
                "none" => SecretPlace::None,
                "file" => SecretPlace::File(name.into()),
                "environment" => SecretPlace::Environment(name),
                _ => SecretPlace::Kept,
            },
            scopes: words(&self.scopes),
            group_claim: Some(self.group_claim.trim().to_owned()).filter(|claim| !claim.is_empty()),
            domains: words(&self.domains),
            email_trust: match self.trust.as_str() {
                "trusted" => EmailTrust::Trusted,
                _ => EmailTrust::Untrusted,
            },
            newcomers: match self.newcomers.as_str() {
                "join" => Newcomers::Join,
                _ => Newcomers::NeedAnInvitation,
            },
            groups: groups(&self.groups)?,
        })
    }
}

/// `group, team, role` on a line each; team or role may be left out.
fn groups(typed: &str) -> Result<BTreeMap<String, GroupMeans>, Denied> {
    let lines = typed.lines().filter(|line| !line.trim().is_empty());
    lines.map(group).collect()
}

fn group(line: &str) -> Result<(String, GroupMeans), Denied> {
    let mut cells = line.split(',').map(str::trim);
    let mut cell = || cells.next().filter(|cell| !cell.is_empty());
    let (group, team, word) = (cell(), cell(), cell());
    let what = "name of a group";
    let group = group.ok_or(Denied::Empty { what })?;
    let role = word.map(|word| {
        let named = Role::ALL.into_iter().find(|role| role.word() == word);
        named.ok_or(Denied::Provider(Unacceptable::Role))
    });
    let means = GroupMeans {
        team: team.map(str::to_owned),
        role: role.transpose()?,
    };
    Ok((cut(group, 200), means))
}

fn fields(filled: &Filled) -> Vec<Field> {
    let places = [
        ("kept", "Typed here, and kept in the vault"),
        ("file", "In a file on the server"),
        ("environment", "In a variable of the server"),
        ("none", "There is none"),
    ];
    let newcomers = [
        ("join", "They join as members"),
        ("invited", "They need an invitation"),
    ];
    let choices = |choices: &[(&str, &str)]| {
        let each = choices
            .iter()
            .map(|(word, label)| Choice::new(*word, *label));
        each.collect::<Vec<_>>()
    };
    vec![
        Field::line("name", "What do people call it?", &filled.name).required(),
        Field::line("id", "Short name for its address", &filled.id)
            .hint("Such as keycloak. Register this address at the provider: the public address of this server, then /sign-in/with/keycloak/back")
            .required(),
        Field::line("issuer", "Issuer", &filled.issuer)
            .hint("The address before /.well-known/openid-configuration")
            .required(),
        Field::line("client_id", "Client id", &filled.client_id).required(),
        Field::new("place", "Where is the client's secret?", Kind::Radio(choices(&places)), &filled.place),
        Field::line("place_name", "File or variable", &filled.place_name)
            .hint("A path, or a name that begins with PACELINE_"),
        Field {
            is_required: false,
            ..Field::password("secret", "The secret itself", "off")
                .hint("Only when it is kept here. Left empty, the one that is there stays.")
        },
        Field::line("scopes", "Scopes beside openid", &filled.scopes),
        Field::line("domains", "Only addresses of these domains", &filled.domains)
            .hint("Such as example.org; left empty, all."),
        Field::new("newcomers", "Whom the record does not know yet", Kind::Radio(choices(&newcomers)), &filled.newcomers),
        Field::new(
            "trust",
            "Addresses",
            Kind::Ticks(vec![Choice::new("trusted", "Who has a verified address there opens the account here that has it")]),
            &filled.trust,
        ),
        Field::line("group_claim", "Claim that lists groups", &filled.group_claim).hint("Such as groups."),
        Field::new("groups", "What groups mean", Kind::Lines, &filled.groups)
            .hint("A line each: group, team, role. Team or role may be left out: admins, , admin"),
    ]
}

fn new_page(filled: &Filled) -> FormPage {
    let form = form::Form::new(To::Admin(Admin::NewProvider), "Save", fields(filled));
    page(
        "Add a sign-in provider",
        "Any OpenID Connect provider: Keycloak, Authentik, Entra, Okta, Google, and others.",
        (Admin::SignIn, "Sign-in"),
        form,
    )
}

fn change_page(id: &str, filled: &Filled) -> FormPage {
    let form = form::Form::new(To::Admin(Admin::Provider(id)), "Save", fields(filled));
    page(
        "Change a sign-in provider",
        "",
        (Admin::SignIn, "Sign-in"),
        form,
    )
}

pub(crate) async fn new(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    signed.form(new_page(&Filled::fresh()))
}

pub(crate) async fn added(admins: Admins, typed: Pairs) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::NewProvider))?;
    let filled = Filled::typed(&typed);
    let saved = save(&signed, &filled, typed.one("secret")).await;
    signed.done(saved, To::Admin(Admin::SignIn), || new_page(&filled))
}

async fn save(signed: &Signed, filled: &Filled, secret: &str) -> Result<(), IdentityError> {
    let secret = (!secret.trim().is_empty()).then(|| Secret::new(secret.trim()));
    let provider = filled.provider()?;
    let saved = signed.identity.save_provider(provider, secret, signed.me());
    saved.await.map(|_| ())
}

async fn find(signed: &Signed, id: &str) -> Result<Provider, Problem> {
    let found = signed.identity.provider(id).await;
    let found = found.map_err(|failure| signed.failed(&failure))?;
    found.ok_or(Problem::NotFound)
}

pub(crate) async fn show(admins: Admins, Path(id): Path<String>) -> Shown {
    let Admins(signed) = admins;
    let provider = find(&signed, &id).await?;
    signed.form(change_page(&id, &Filled::kept(&provider)))
}

pub(crate) async fn changed(admins: Admins, Path(id): Path<String>, typed: Pairs) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Provider(&id)))?;
    find(&signed, &id).await?;
    // Its short name stands in addresses, and in who signed in with it: it stays.
    let filled = Filled {
        id: id.clone(),
        ..Filled::typed(&typed)
    };
    let saved = save(&signed, &filled, typed.one("secret")).await;
    signed.done(saved, To::Admin(Admin::SignIn), || {
        change_page(&id, &filled)
    })
}

pub(crate) async fn removed(admins: Admins, Path(id): Path<String>) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::SignIn))?;
    let removed = signed.identity.remove_provider(&id, signed.me()).await;
    removed.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Admin(Admin::SignIn))
}

/// Looks the provider up.
pub(crate) async fn tested(admins: Admins, Path(id): Path<String>) -> Shown {
    let Admins(signed) = admins;
    let provider = find(&signed, &id).await?;
    match signed.identity.try_provider(&provider).await {
        Ok(()) => {
            let mut page = change_page(&id, &Filled::kept(&provider));
            page.why = format!("{} answers, and says what it has to.", provider.name);
            signed.form(page)
        }
        Err(denied) => signed.refused(&denied, change_page(&id, &Filled::kept(&provider))),
    }
}
