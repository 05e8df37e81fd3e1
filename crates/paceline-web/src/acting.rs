//! Doing something: a command, and then either on to the page that shows it, or the form again with why not.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header::LOCATION, request::Parts},
    response::IntoResponse as _,
};
use paceline_core::{By, Command, Ctx, Door, PersonId, Refusal, Sight, Time, organisation, person};
use paceline_identity::{IdentityError, audit::Happened};
use paceline_store::{Receipt, RunError, StoreError};

use crate::{
    app::App,
    caller::Caller,
    farewell,
    form::{FormPage, Refused, ShowForm},
    frame::{Frame, Section},
    look::{Seen, Shown, day_asked, rendered},
    problem::Problem,
    url::{At, To},
    visitor::{Arrival, Visitor},
};

/// Somebody who does something now. A handler of a form asks for one.
pub(crate) struct Acting {
    app: App,
    now: Time,
    visitor: Visitor,
    /// The network address it comes from.
    from: IpAddr,
}

impl FromRequestParts<App> for Acting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if day_asked(parts.uri.query().unwrap_or_default())?.is_past() {
            return Err(Problem::Past);
        }
        let visitor = Arrival::visitor(parts).ok_or(Problem::SignIn)?;
        Ok(Self {
            app: app.clone(),
            now: app.now(),
            visitor,
            from: Caller::of(app, parts).address,
        })
    }
}

impl Acting {
    /// Reads the live record.
    pub(crate) fn read<T>(&self, view: impl FnOnce(&Seen<'_>) -> T) -> T {
        self.app.store().read(|state| {
            view(&Seen {
                app: &self.app,
                sight: state.seen_by(self.visitor.viewer),
                visitor: self.visitor,
                now: self.now,
                at: At(None),
            })
        })
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Who does it.
    pub(crate) fn me(&self) -> PersonId {
        self.visitor.person
    }

    /// Who asks, through a door, now.
    pub(crate) fn ctx(&self, door: Door) -> Ctx {
        Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Person(self.visitor.person),
            door,
            now: self.now,
            origin: None,
        }
    }

    /// Asks for a command through a door.
    pub(crate) async fn ask(&self, door: Door, command: Command) -> Result<Receipt, RunError> {
        let ctx = self.ctx(door);
        let of_person = match &command {
            Command::Person(command) => Some(command.clone()),
            Command::Team(_)
            | Command::Gap(_)
            | Command::Goal(_)
            | Command::Initiative(_)
            | Command::Compass(_)
            | Command::Translation(_)
            | Command::VeerOff(_)
            | Command::Upkeep(_)
            | Command::Record(_) => None,
            Command::Organisation(command) => {
                let name = setting(command);
                let receipt = self
                    .app
                    .store()
                    .run(ctx, Command::Organisation(command.clone()));
                let receipt = receipt.await?;
                self.note(Happened::SettingChanged { name }).await?;
                return Ok(receipt);
            }
        };
        let receipt = self.app.store().run(ctx, command).await?;
        if let Some(command) = of_person {
            self.follow_up(&command).await?;
        }
        Ok(receipt)
    }

    async fn note(&self, happened: Happened) -> Result<(), StoreError> {
        let Some(identity) = self.app.identity() else {
            return Ok(());
        };
        let noted = identity.note(Some(self.visitor.person), happened, Some(self.from));
        match noted.await {
            Err(IdentityError::Failed(failure)) => Err(failure),
            Ok(()) | Err(IdentityError::Denied(_)) => Ok(()),
        }
    }

    /// What follows beside the record from a command about a person.
    async fn follow_up(&self, command: &person::Command) -> Result<(), StoreError> {
        let Some(identity) = self.app.identity() else {
            return match *command {
                person::Command::Erase { person } => {
                    farewell::forget_name(self.app.store(), person).await
                }
                person::Command::Join { .. }
                | person::Command::Rename { .. }
                | person::Command::SetRole { .. }
                | person::Command::Leave { .. }
                | person::Command::Return { .. }
                | person::Command::SayWhetherItMattered { .. }
                | person::Command::SetRhythm { .. }
                | person::Command::KeepHolidays { .. }
                | person::Command::ChooseMail { .. }
                | person::Command::RankPriorities { .. } => Ok(()),
            };
        };
        let doer = (self.visitor.person, Some(self.from));
        match farewell::follow_up(identity, doer, command).await {
            Err(IdentityError::Failed(failure)) => Err(failure),
            // Nothing of this is refused: the record has taken it.
            Ok(()) | Err(IdentityError::Denied(_)) => Ok(()),
        }
    }

    /// Shows something that was asked for with a form and changes nothing.
    pub(crate) fn show<T: Template>(
        &self,
        status: StatusCode,
        fragment: impl FnOnce(Frame) -> T,
    ) -> Shown {
        let frame = self.read(|seen| Frame::of(seen, Section::Fragment, ""));
        rendered(status, &fragment(frame))
            .map_err(|failure| Problem::unrendered(&self.app, &failure))
    }

    /// Runs the command and goes on to a place, or shows the form again with the refusal.
    pub(crate) async fn run(
        self,
        command: Result<Command, Refusal>,
        to: impl FnOnce(Sight<'_>, &Receipt) -> To<'static>,
        form: impl FnOnce(&Seen<'_>) -> Option<FormPage>,
    ) -> Shown {
        let ran = match command {
            Ok(command) => self.ask(Door::Page, command).await,
            Err(refusal) => Err(RunError::Refused(refusal)),
        };
        match ran {
            Ok(receipt) => {
                let to = self.read(|seen| to(seen.sight, &receipt)).to_string();
                Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
            }
            Err(RunError::Refused(refusal)) => self.refused(&refusal, form),
            Err(RunError::Failed(failure)) => Err(Problem::failed(&self.app, &failure)),
        }
    }

    fn refused(
        &self,
        refusal: &Refusal,
        form: impl FnOnce(&Seen<'_>) -> Option<FormPage>,
    ) -> Shown {
        let refused = Some(Refused::from(refusal));
        self.form(StatusCode::UNPROCESSABLE_ENTITY, refused, form)
    }

    /// Shows the next form of several; nothing was done yet.
    pub(crate) fn next(&self, form: impl FnOnce(&Seen<'_>) -> Option<FormPage>) -> Shown {
        self.form(StatusCode::OK, None, form)
    }

    fn form(
        &self,
        status: StatusCode,
        refused: Option<Refused>,
        form: impl FnOnce(&Seen<'_>) -> Option<FormPage>,
    ) -> Shown {
        let shown = self.read(|seen| {
            let mut page = form(seen)?;
            page.form.refused = refused;
            page.form.takes_focus = true;
            let f = Frame::of(seen, page.section, "");
            Some(ShowForm { f, page })
        });
        let shown = shown.ok_or(Problem::NotFound)?;
        rendered(status, &shown).map_err(|failure| Problem::unrendered(&self.app, &failure))
    }
}

/// The setting that a command changes, as the audit calls it.
fn setting(command: &organisation::Command) -> String {
    match command {
        organisation::Command::Name { .. } => "the organisation's name".to_owned(),
        organisation::Command::SetThreshold { name, .. } => name.clone(),
        organisation::Command::SetHolidays { calendar, .. }
        | organisation::Command::DropHolidays { calendar } => format!("holidays: {calendar}"),
        organisation::Command::WriteTemplate { name, .. }
        | organisation::Command::DropTemplate { name } => format!("template: {name}"),
        organisation::Command::WriteGuide { stage, .. } => format!("guide: {stage}"),
    }
}
