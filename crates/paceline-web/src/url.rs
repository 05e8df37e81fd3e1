//! Typed URLs: where a link can point to, and nothing else. Every link keeps the day that is looked at.

use std::fmt;

use askama::filters::HtmlSafe;
use paceline_core::{
    EntryId, GapId, GoalId, InitiativeId, VeerOffId,
    compass::{self, Point},
    reference::Reference,
    signal::{Rule, Step},
};

pub(crate) use crate::url_agreeing::{Agreeing, OnObjection};
pub(crate) use crate::url_asking::Asking;
pub(crate) use crate::url_at::{At, Link};
pub(crate) use crate::url_documents::Written;
pub(crate) use crate::url_ending::AtTheEnd;
pub(crate) use crate::url_initiatives::Act;
pub(crate) use crate::url_leading::{Leading, OfMine};
pub(crate) use crate::url_text::{Encoded, own_path};
use crate::{
    url_accounts::{Admin, Mine, Starting},
    url_compass::InCompass,
    url_gaps::OnGap,
    url_goals::{OnGoal, OnKeyResult},
    url_organisation::InOrganisation,
    url_points::{Around, Say, Settle},
    url_results::Wanted,
};

/// A place in Paceline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To<'a> {
    Today,
    Signals,
    SignalsOf(Rule),
    Gaps,
    NewGap,
    Gap(GapId),
    CloseGap(GapId),
    StartFrom(GapId),
    OnGap(GapId, OnGap),
    /// What would narrow it, side by side.
    Alternatives(GapId),
    Initiatives,
    InitiativesOf(&'a str),
    InitiativesIn(&'a str),
    NewInitiative,
    /// By a template, or without one, to serve these.
    NewInitiativeBy(&'a str, &'a str),
    Initiative(InitiativeId),
    /// Its document, and all that was said and done.
    Written(InitiativeId, Written),
    Act(InitiativeId, Act),
    /// What is done about the lead.
    Leading(InitiativeId, Leading),
    /// What whoever looks sees of themselves alone.
    OfMine(OfMine),
    Asking(InitiativeId, Asking),
    /// How it ends, and what comes after.
    AtTheEnd(InitiativeId, AtTheEnd),
    /// Where the lead answers one entry.
    AnswerFeedback(InitiativeId, u16),
    /// Objections, the last call and agreements of an initiative.
    Agreeing(InitiativeId, Agreeing),
    /// Values, business context, strategies.
    Compass,
    InCompass(InCompass<'a>),
    Entry(EntryId),
    VeerOff(VeerOffId),
    Around(Around<'a>),
    /// What bears on a team, a repository or a draft.
    Context,
    /// The same of a team, by its slug.
    ContextOf(&'a str),
    Goals,
    /// Where a text is pasted.
    Import,
    TakeIn,
    NewGoal,
    Goal(GoalId),
    NewKeyResult(GoalId),
    /// The form of one kind, as it is written.
    NewKeyResultOf(GoalId, &'a str),
    OnGoal(GoalId, OnGoal),
    /// What is done with a key result, by its number.
    OnKeyResult(GoalId, u16, OnKeyResult),
    CheckInGoal(GoalId),
    CloseGoal(GoalId),
    Teams,
    Team(&'a str),
    MoveTeam(&'a str),
    OwnRepository(&'a str),
    DropRepository(&'a str),
    People,
    Person(&'a str),
    /// The page of whoever looks.
    Me,
    Organisation,
    NameOrganisation,
    SetThreshold,
    InOrganisation(InOrganisation<'a>),
    Search,
    ChooseTheme,
    ChooseEyes,
    /// A file of the browser's, by its name with the hash.
    Static(&'a str),
    /// What a hover card shows of something.
    Card(Reference),
    PersonCard(&'a str),
    TeamCard(&'a str),
    /// A text as it will be shown.
    Preview,
    /// The same, as long as a document may be.
    PreviewDocument,
    /// Everything that has these words.
    SearchFor(&'a str),
    Alignment,
    /// The tree below a team, by its slug.
    AlignmentOf(&'a str),
    /// What changed in it.
    AlignmentChanges,
    /// Since a day, below a team by its slug, or everywhere.
    AlignmentSince(&'a str, &'a str),
    Insights,
    /// A team, by its slug, over a span of time, by its word.
    InsightsOf(&'a str, &'a str),
    Results,
    /// Of a team or a period.
    ResultsOf(Wanted<'a>),
    SignIn,
    /// To sign in, and then on to a path of ours.
    SignInFor(&'a str),
    /// To say again who one is, and then on to a path of ours.
    SignInAgain(&'a str),
    SignInByPassword,
    SignInByLink,
    SignInByPasskey,
    FinishPasskey,
    /// With a provider, by its id, and then on to a path of ours.
    SignInWith(&'a str, &'a str),
    /// Where a provider sends people back to.
    BackFrom(&'a str),
    SignOut,
    /// What a one-time link opens.
    Opened(&'a str),
    /// Where a notice is ended, by the secret in it.
    Unsubscribe(&'a str),
    Settings,
    Mine(Mine),
    Start,
    Starting(Starting),
    /// Private notes with or about a person, by the handle.
    Notes(&'a str),
    Note(&'a str, &'a str),
    Admin(Admin<'a>),
}

impl fmt::Display for To<'_> {
    #[expect(clippy::too_many_lines, reason = "one line a place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("/"),
            Self::Signals => f.write_str("/signals"),
            Self::SignalsOf(rule) => write!(f, "/signals?rule={}", rule.name()),
            Self::Gaps => f.write_str("/gaps"),
            Self::NewGap => f.write_str("/gaps/new"),
            Self::Gap(gap) => write!(f, "/gaps/{}", gap.0),
            Self::CloseGap(gap) => write!(f, "/gaps/{}/close", gap.0),
            Self::StartFrom(gap) => write!(f, "/gaps/{}/initiatives/new", gap.0),
            Self::OnGap(gap, act) => write!(f, "/gaps/{}/{}", gap.0, act.word()),
            Self::Alternatives(gap) => write!(f, "/gaps/{}/alternatives", gap.0),
            Self::Initiatives => f.write_str("/initiatives"),
            Self::InitiativesOf(team) => write!(f, "/initiatives?team={}", Encoded(team)),
            Self::InitiativesIn(stage) => write!(f, "/initiatives?stage={}", Encoded(stage)),
            Self::NewInitiative => f.write_str("/initiatives/new"),
            Self::NewInitiativeBy(template, serves) => {
                let (template, serves) = (Encoded(template), Encoded(serves));
                write!(f, "/initiatives/new?template={template}&serves={serves}")
            }
            Self::Initiative(id) => write!(f, "/initiatives/{}", id.0),
            Self::Written(id, written) => written.write(*id, f),
            Self::AnswerFeedback(id, number) => {
                write!(f, "/initiatives/{}/feedback/{number}/answer", id.0)
            }
            Self::Asking(id, asking) => write!(f, "/initiatives/{}/{}", id.0, asking.word()),
            Self::Act(id, act) => write!(f, "/initiatives/{}/{}", id.0, act.word()),
            Self::Agreeing(id, place) => write!(f, "/initiatives/{}/{place}", id.0),
            Self::Leading(id, act) => write!(f, "/initiatives/{}/{}", id.0, act.word()),
            Self::OfMine(page) => page.fmt(f),
            Self::AtTheEnd(id, act) => write!(f, "/initiatives/{}/{}", id.0, act.word()),
            Self::Compass => f.write_str("/compass"),
            Self::InCompass(place) => place.fmt(f),
            Self::Entry(id) => write!(f, "/compass/{}", id.0),
            Self::VeerOff(id) => write!(f, "/veer-offs/{}", id.0),
            Self::Around(around) => around.fmt(f),
            Self::Context => f.write_str("/context"),
            Self::ContextOf(team) => write!(f, "/context?team={}", Encoded(team)),
            Self::Goals => f.write_str("/goals"),
            Self::Import => f.write_str("/import"),
            Self::TakeIn => f.write_str("/import/take-in"),
            Self::NewGoal => f.write_str("/goals/new"),
            Self::Goal(goal) => write!(f, "/goals/{}", goal.0),
            Self::NewKeyResult(goal) => write!(f, "/goals/{}/key-results/new", goal.0),
            Self::NewKeyResultOf(goal, kind) => {
                write!(
                    f,
                    "/goals/{}/key-results/new?kind={}",
                    goal.0,
                    Encoded(kind)
                )
            }
            Self::OnGoal(goal, act) => write!(f, "/goals/{}/{}", goal.0, act.word()),
            Self::OnKeyResult(goal, number, act) => {
                write!(f, "/goals/{}/key-results/{number}/{}", goal.0, act.word())
            }
            Self::CheckInGoal(goal) => write!(f, "/goals/{}/check-in", goal.0),
            Self::CloseGoal(goal) => write!(f, "/goals/{}/close", goal.0),
            Self::Teams => f.write_str("/teams"),
            Self::Team(slug) => write!(f, "/teams/{}", Encoded(slug)),
            Self::MoveTeam(slug) => write!(f, "/teams/{}/move", Encoded(slug)),
            Self::OwnRepository(slug) => write!(f, "/teams/{}/repositories", Encoded(slug)),
            Self::DropRepository(slug) => {
                write!(f, "/teams/{}/repositories/drop", Encoded(slug))
            }
            Self::People => f.write_str("/people"),
            Self::Person(handle) => write!(f, "/people/{}", Encoded(handle)),
            Self::Me => f.write_str("/me"),
            Self::Organisation => f.write_str("/organisation"),
            Self::NameOrganisation => f.write_str("/organisation/name"),
            Self::SetThreshold => f.write_str("/organisation/threshold"),
            Self::InOrganisation(place) => place.fmt(f),
            Self::Search => f.write_str("/search"),
            Self::ChooseTheme => f.write_str("/settings/theme"),
            Self::ChooseEyes => f.write_str("/settings/eyes"),
            Self::Static(name) => write!(f, "/static/{name}"),
            Self::Card(reference) => write!(f, "/cards/{reference}"),
            Self::PersonCard(handle) => write!(f, "/cards/@{}", Encoded(handle)),
            Self::TeamCard(slug) => write!(f, "/cards/team:{}", Encoded(slug)),
            Self::Preview => f.write_str("/preview"),
            Self::PreviewDocument => f.write_str("/preview/document"),
            Self::SearchFor(typed) => write!(f, "/search?q={}", Encoded(typed)),
            Self::Alignment => f.write_str("/alignment"),
            Self::AlignmentOf(team) => write!(f, "/alignment?team={}", Encoded(team)),
            Self::AlignmentChanges => f.write_str("/alignment/changes"),
            Self::AlignmentSince(since, team) => {
                let (since, team) = (Encoded(since), Encoded(team));
                write!(f, "/alignment/changes?since={since}&team={team}")
            }
            Self::Insights => f.write_str("/insights"),
            Self::InsightsOf(team, span) => {
                write!(f, "/insights?team={}&span={}", Encoded(team), Encoded(span))
            }
            Self::Results => f.write_str("/results"),
            Self::ResultsOf(wanted) => wanted.fmt(f),
            Self::SignIn => f.write_str("/sign-in"),
            Self::SignInFor(next) => write!(f, "/sign-in?next={}", Encoded(next)),
            Self::SignInAgain(next) => write!(f, "/sign-in?again=yes&next={}", Encoded(next)),
            Self::SignInByPassword => f.write_str("/sign-in/password"),
            Self::SignInByLink => f.write_str("/sign-in/link"),
            Self::SignInByPasskey => f.write_str("/sign-in/passkey"),
            Self::FinishPasskey => f.write_str("/sign-in/passkey/finish"),
            Self::SignInWith(id, next) => {
                write!(f, "/sign-in/with/{}?next={}", Encoded(id), Encoded(next))
            }
            Self::BackFrom(id) => write!(f, "/sign-in/with/{}/back", Encoded(id)),
            Self::SignOut => f.write_str("/sign-out"),
            Self::Opened(secret) => write!(f, "/l/{}", Encoded(secret)),
            Self::Unsubscribe(secret) => write!(f, "/unsubscribe/{}", Encoded(secret)),
            Self::Settings => f.write_str("/settings"),
            Self::Mine(mine) => write!(f, "/settings/{}", mine.word()),
            Self::Start => f.write_str("/start"),
            Self::Starting(step) => write!(f, "/start/{}", step.word()),
            Self::Notes(handle) => write!(f, "/notes/{}", Encoded(handle)),
            Self::Note(handle, id) => write!(f, "/notes/{}/{}", Encoded(handle), Encoded(id)),
            Self::Admin(admin) => admin.fmt(f),
        }
    }
}

impl HtmlSafe for To<'_> {}

impl To<'_> {
    /// The command that the form of a place asks for, as every door calls it; nothing where there is no form of one.
    pub(crate) fn command(&self) -> Option<&'static str> {
        let forms: [(Self, &str); 9] = [
            (Self::NewGap, "gap.record"),
            (Self::NewInitiative, "initiative.start"),
            (Self::NewGoal, "goal.set"),
            (Self::NameOrganisation, "organisation.name"),
            (Self::SetThreshold, "organisation.set_threshold"),
            (Self::CloseGap(GapId(0)), "gap.close"),
            (Self::NewKeyResult(GoalId(0)), "goal.add_key_result"),
            (Self::CheckInGoal(GoalId(0)), "goal.check_in"),
            (Self::CloseGoal(GoalId(0)), "goal.close"),
        ];
        if let Self::Act(_, act) = self {
            return Some(act.command());
        }
        if let Self::Leading(_, act) = self {
            return Some(act.command());
        }
        if let Self::OfMine(page) = self {
            return page.command();
        }
        if let Self::Written(_, written) = self {
            return written.command();
        }
        if let Self::Asking(_, asking) = self {
            return Some(asking.command());
        }
        if let Self::AtTheEnd(_, act) = self {
            return Some(act.command());
        }
        if let Self::Mine(mine) = self {
            return mine.command();
        }
        if let Self::InOrganisation(place) = self {
            return place.command();
        }
        if let Self::Around(around) = self {
            return around.command();
        }
        if let Self::MoveTeam(_) = self {
            return Some("team.move");
        }
        if let Self::OwnRepository(_) = self {
            return Some("team.own_repository");
        }
        if let Self::DropRepository(_) = self {
            return Some("team.drop_repository");
        }
        if let Self::OnGap(_, act) = self {
            return Some(act.command());
        }
        if let Self::OnGoal(_, act) = self {
            return Some(act.command());
        }
        if let Self::OnKeyResult(_, _, act) = self {
            return Some(act.command());
        }
        if let Self::InCompass(place) = self {
            return place.command();
        }
        if let Self::Agreeing(_, place) = self {
            return place.command();
        }
        if let Self::AnswerFeedback(..) = self {
            return Some("initiative.answer_feedback");
        }
        let same = |other: &Self| std::mem::discriminant(self) == std::mem::discriminant(other);
        let form = forms.iter().find(|(place, _)| same(place));
        form.map(|(_, command)| *command)
    }
}

impl From<Step> for To<'static> {
    /// Where a next step is done.
    fn from(step: Step) -> Self {
        match step {
            Step::StartFrom(gap) => Self::StartFrom(gap),
            Step::TakeLead(id) => Self::Act(id, Act::TakeLead),
            Step::Follow(id) => Self::Act(id, Act::Follow),
            Step::AskForSupport(id) => Self::Asking(id, Asking::Ask),
            Step::AnswerAsk(id) => Self::Asking(id, Asking::Answer),
            Step::SayWhatItServes(id) => Self::Act(id, Act::Serve),
            Step::CheckIn(id) => Self::Act(id, Act::CheckIn),
            Step::MoveStage(id) => Self::Act(id, Act::Stage),
            Step::CheckInOnGoal(goal) => Self::CheckInGoal(goal),
            Step::AddKeyResult(goal) => Self::NewKeyResult(goal),
            Step::TakeLeadOfGoal(goal) => Self::OnGoal(goal, OnGoal::TakeLead),
            Step::SayWhatGoalServes(goal) => Self::OnGoal(goal, OnGoal::Serve),
            Step::OpenGoal(goal) | Step::OpenPoint(Point::Goal(goal)) => Self::Goal(goal),
            Step::LookAtGoals => Self::Goals,
            Step::SetGoalFor(_) => Self::NewGoal,
            Step::OpenEntry(entry) | Step::OpenPoint(Point::Entry(entry)) => Self::Entry(entry),
            Step::Depart(of) => Self::Around(Around::Say(of, Say::Depart)),
            Step::AnswerFeedback(id, number) => Self::AnswerFeedback(id, number),
            Step::LiveWithIt(id) => Self::Agreeing(id, Agreeing::LiveWithIt),
            Step::RenewObjection(id, number) => {
                Self::Agreeing(id, Agreeing::Objection(number, OnObjection::Renew))
            }
            Step::OfferWayOut(id, number) => {
                Self::Agreeing(id, Agreeing::Objection(number, OnObjection::OfferWayOut))
            }
            Step::ReviewAgreement(id, number) => Self::Agreeing(id, Agreeing::Review(number)),
            Step::ReadEntry(id) => Self::Entry(id),
            Step::ReviewEntry(id) => Self::InCompass(InCompass::Do(id, compass::Act::Review)),
            Step::StateFacetAnew(id) => {
                Self::InCompass(InCompass::NewVersion(id, compass::Kind::Facet))
            }
            Step::WriteWith(id) => Self::Written(id, Written::Read),
            Step::AcknowledgeVeerOff(id) => Self::Around(Around::Settle(id, Settle::Acknowledge)),
            Step::OpenVeerOff(id) => Self::VeerOff(id),
            Step::Translate(of, team) => Self::Around(Around::TranslateFor(of, team)),
            Step::AnswerOffer(id) => Self::Leading(id, Leading::Accept),
            // Each is done where it stands.
            Step::Open(id)
            | Step::KeepLead(id)
            | Step::OpenObjection(id, _)
            | Step::AnswerLeadRequest(id) => Self::Initiative(id),
            Step::LookAtMyOwn => Self::Me,
            Step::SayWhetherItMattered(number) => Self::OfMine(OfMine::Judgement(number)),
            Step::ConfirmCredit(id) => Self::AtTheEnd(id, AtTheEnd::Credit),
            Step::PickUp(id) => Self::AtTheEnd(id, AtTheEnd::PickUp),
            Step::Wake(id) => Self::AtTheEnd(id, AtTheEnd::Wake),
        }
    }
}

impl To<'_> {
    pub(crate) fn has_query(self) -> bool {
        if let Self::Around(around) = self {
            return around.has_query();
        }
        if let Self::InCompass(place) = self {
            return place.has_query();
        }
        if let Self::Written(_, written) = self {
            return written.has_query();
        }
        if let Self::InOrganisation(place) = self {
            return place.has_query();
        }
        matches!(
            self,
            Self::SignalsOf(_)
                | Self::InitiativesOf(_)
                | Self::InitiativesIn(_)
                | Self::NewInitiativeBy(..)
                | Self::NewKeyResultOf(..)
                | Self::SearchFor(_)
                | Self::AlignmentOf(_)
                | Self::ContextOf(_)
                | Self::AlignmentSince(_, _)
                | Self::InsightsOf(_, _)
                | Self::ResultsOf(_)
                | Self::SignInFor(_)
                | Self::SignInAgain(_)
                | Self::SignInWith(_, _)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_the_day() {
        let at = At(Some(jiff::civil::date(2026, 3, 1)));
        assert_eq!(at.gap(&GapId(31)).to_string(), "/gaps/31?at=2026-03-01");
        assert_eq!(
            at.rule(&Rule::Stuck).to_string(),
            "/signals?rule=stuck&at=2026-03-01"
        );
        assert_eq!(
            At(None).team("räte & co").to_string(),
            "/teams/r%C3%A4te%20%26%20co"
        );
    }
}
