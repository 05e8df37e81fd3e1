//! The API: every view by GET under the page's own path, every command by POST under its own name, as JSON.
//!
//! One table says which views there are. The router is made from it, and so is the OpenAPI document.

use axum::{
    Router,
    routing::{MethodRouter, get, post},
};
use paceline_core::{
    alignment::{Alignment, Changes},
    context::Context,
    gap,
    initiative::{
        self, Commitments,
        document::{DocumentView, RevisionRow},
        guide::GuideView,
        template::TemplateView,
    },
    insight::{activity::Activity, answers::Answers, flow::Flow, matrix::Matrix, strip::Strip},
    judgement::MyJudgement,
    organisation::CalendarView,
    person,
    results::Results,
    search,
    team::{self, TeamPage},
    today::Today,
    translation, veer_off,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::app::App;

pub(crate) mod admit;
mod answer;
mod commands;
mod cursor;
mod door;
mod idempotency;
mod import;
mod openapi;
mod parameters;
pub(crate) mod problem;
mod quota;
mod views;

pub(crate) use admit::Desk;

use answer::Rows;
use parameters::Parameter;

/// Where the API begins.
pub(crate) const BASE: &str = "/api/v1";

/// Where a draft is sent to be looked through: asked with POST because it is long, and nothing is recorded.
const DRAFTS: &str = "/context";

/// Whether a path belongs to the API.
pub(crate) fn has(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// A view as the API offers it.
struct View {
    /// Below [`BASE`], as the page has it.
    path: &'static str,
    sentence: &'static str,
    parameters: &'static [Parameter],
    answer: fn(&mut SchemaGenerator) -> Schema,
    handler: MethodRouter<App>,
}

fn view<T: JsonSchema>(
    path: &'static str,
    sentence: &'static str,
    parameters: &'static [Parameter],
    handler: MethodRouter<App>,
) -> View {
    View {
        path,
        sentence,
        parameters,
        answer: SchemaGenerator::subschema_for::<T>,
        handler,
    }
}

/// Every view.
#[expect(clippy::too_many_lines, reason = "one entry a view")]
fn views() -> Vec<View> {
    use parameters as p;
    use views::{documents, gaps, insights, lists, results, things};
    vec![
        // What waits
        view::<Today>(
            "/today",
            "What waits for you.",
            p::AT_ONLY,
            get(things::today),
        ),
        view::<Rows<lists::Found>>(
            "/signals",
            "What the rules found, with evidence and one next step.",
            p::SIGNALS,
            get(lists::signals),
        ),
        view::<Rows<search::Hit>>(
            "/search",
            "Everything that has these words, the best first.",
            p::SEARCH,
            get(lists::search),
        ),
        // Direction
        view::<Alignment>(
            "/alignment",
            "What serves what, and what stands apart.",
            p::ALIGNMENT,
            get(things::alignment),
        ),
        view::<Context>(
            "/context",
            "What bears on a team or a repository, ranked with the reason for each, as Markdown as well.",
            p::CONTEXT,
            get(views::context::show),
        ),
        view::<Changes>(
            "/alignment/changes",
            "What changed in it between two days.",
            p::CHANGES,
            get(things::changes),
        ),
        view::<Rows<paceline_core::compass::Row>>(
            "/compass",
            "Values, the business context and strategies: what holds, the organisation's first.",
            p::COMPASS,
            get(lists::compass),
        ),
        view::<things::CompassEntry>(
            "/compass/{id}",
            "An entry of the compass, with its versions, who was told, and who relies on it.",
            p::AT_ONLY,
            get(things::entry),
        ),
        view::<Rows<paceline_core::goal::Row>>("/goals", "Goals.", p::GOALS, get(lists::goals)),
        view::<things::Goal>(
            "/goals/{id}",
            "A goal, with its key results and check-ins.",
            p::AT_ONLY,
            get(things::goal),
        ),
        view::<Rows<gap::Row>>(
            "/gaps",
            "Gaps, open ones unless closed or merged ones are asked for.",
            p::GAPS,
            get(lists::gaps),
        ),
        view::<gaps::Gap>(
            "/gaps/{id}",
            "A gap: who sees it too, what is measured, what was merged and split, and who acts on it.",
            p::AT_ONLY,
            get(gaps::gap),
        ),
        view::<gap::Alternatives>(
            "/gaps/{id}/alternatives",
            "Everything that would narrow a gap, to be compared.",
            p::AT_ONLY,
            get(gaps::alternatives),
        ),
        view::<translation::OfPoint>(
            "/compass/{id}/translations",
            "What an entry of the compass means for each team, and which teams have not said it.",
            p::AT_ONLY,
            get(things::translations_of_entry),
        ),
        view::<translation::OfPoint>(
            "/goals/{id}/translations",
            "What a goal means for each team below it, and which teams have not said it.",
            p::AT_ONLY,
            get(things::translations_of_goal),
        ),
        view::<Rows<veer_off::Row>>(
            "/veer-offs",
            "Who departs from what, for whom, until when; those past their day first.",
            p::VEER_OFFS,
            get(lists::veer_offs),
        ),
        view::<veer_off::VeerOffPage>(
            "/veer-offs/{id}",
            "A veer-off, with all its terms and what came of it.",
            p::AT_ONLY,
            get(things::veer_off),
        ),
        // Movement
        view::<Rows<initiative::Row>>(
            "/initiatives",
            "Initiatives.",
            p::INITIATIVES,
            get(lists::initiatives),
        ),
        view::<things::Initiative>(
            "/initiatives/{id}",
            "An initiative: who leads, who follows, and all that happened.",
            p::AT_ONLY,
            get(things::initiative),
        ),
        view::<initiative::DecisionRecord>(
            "/initiatives/{id}/agreements/{number}",
            "A decision record: what was agreed on, why, with whom, and the dissent that is kept.",
            p::AT_ONLY,
            get(things::decision_record),
        ),
        view::<DocumentView>(
            "/initiatives/{id}/document",
            "The document of an initiative, who writes it, and the feedback on its passages.",
            p::AT_ONLY,
            get(documents::document),
        ),
        view::<Rows<RevisionRow>>(
            "/initiatives/{id}/document/revisions",
            "Its revisions, the newest first.",
            p::STRETCH,
            get(documents::revisions),
        ),
        view::<DocumentView>(
            "/initiatives/{id}/document/revisions/{revision}",
            "The document as it was at a revision.",
            p::AT_ONLY,
            get(documents::revision),
        ),
        view::<documents::Compared>(
            "/initiatives/{id}/document/difference",
            "What changed between two revisions.",
            p::DIFFERENCE,
            get(documents::compared),
        ),
        view::<Rows<initiative::FeedbackView>>(
            "/initiatives/{id}/feedback",
            "The feedback on an initiative: what waits first, the newest first within.",
            p::STRETCH,
            get(documents::feedback),
        ),
        view::<Rows<initiative::Moment>>(
            "/initiatives/{id}/timeline",
            "All that happened to an initiative, the newest first.",
            p::STRETCH,
            get(documents::timeline),
        ),
        view::<initiative::ending::EndingPage>(
            "/initiatives/{id}/ending",
            "What an initiative was to move, before and after, and everyone who took part, with what they did.",
            p::AT_ONLY,
            get(things::ending),
        ),
        // Together
        view::<Rows<team::Row>>(
            "/teams",
            "The tree of teams, parents before children.",
            p::TEAMS,
            get(lists::teams),
        ),
        view::<TeamPage>("/teams/{slug}", "A team.", p::AT_ONLY, get(things::team)),
        view::<translation::OfTeam>(
            "/teams/{slug}/compass",
            "Everything above a team, with what it means for them in their own words.",
            p::AT_ONLY,
            get(things::team_compass),
        ),
        view::<Rows<person::Row>>(
            "/people",
            "Everybody, by name.",
            p::PEOPLE,
            get(lists::people),
        ),
        view::<person::PersonPage>(
            "/people/{handle}",
            "A person. How their leading and following alternate is theirs alone to see.",
            p::AT_ONLY,
            get(things::person),
        ),
        view::<person::PersonPage>("/me", "You.", p::AT_ONLY, get(things::me)),
        view::<Commitments>(
            "/me/commitments",
            "What you have taken on, and whether one more lead fits. Nobody else sees it.",
            p::AT_ONLY,
            get(things::commitments),
        ),
        view::<MyJudgement>(
            "/me/judgements",
            "What you judged to matter in six months or not, and how well. Nobody else sees it.",
            p::AT_ONLY,
            get(things::judgements),
        ),
        view::<things::Organisation>(
            "/organisation",
            "The organisation: its name, what it counts, its thresholds.",
            p::AT_ONLY,
            get(things::of_organisation),
        ),
        view::<Vec<CalendarView>>(
            "/organisation/holidays",
            "The calendars of holidays, by name.",
            p::AT_ONLY,
            get(things::holidays),
        ),
        view::<Vec<TemplateView>>(
            "/organisation/templates",
            "What the documents of initiatives ask for: templates that are built in, and the organisation's own.",
            p::AT_ONLY,
            get(things::templates),
        ),
        view::<Vec<GuideView>>(
            "/organisation/guide",
            "What whoever leads for the first time reads at each stage.",
            p::AT_ONLY,
            get(things::for_first_leads),
        ),
        // Looking back
        view::<Results>(
            "/results",
            "What was delivered in a period, against which goals; also as Markdown and as CSV.",
            p::RESULTS,
            get(results::show),
        ),
        view::<Option<Strip>>(
            "/insights/strip",
            "When a team, or you, led and followed; null where there is nothing to see.",
            p::INSIGHTS,
            get(insights::strip),
        ),
        view::<Flow>(
            "/insights/flow",
            "How long things stay in each stage, and what lies still.",
            p::INSIGHTS,
            get(insights::flow),
        ),
        view::<Matrix>(
            "/insights/matrix",
            "Which teams follow each other.",
            p::INSIGHTS,
            get(insights::matrix),
        ),
        view::<Option<Activity>>(
            "/insights/activity",
            "What was done; null for a team of fewer than five people.",
            p::INSIGHTS,
            get(insights::activity),
        ),
        view::<Option<Answers>>(
            "/insights/answers",
            "How soon asks for support were answered; null for a team of fewer than five people.",
            p::INSIGHTS,
            get(insights::answers),
        ),
    ]
}

/// Everything below [`BASE`].
pub(crate) fn router() -> Router<App> {
    let router = Router::new()
        .route("/openapi.json", get(openapi::show))
        .route("/commands", get(commands::index))
        .route("/commands/{name}", post(commands::run))
        .route("/import/preview", post(import::previewed))
        .route("/import", post(import::taken_in))
        .route("/context", post(views::context::of_draft));
    views()
        .into_iter()
        .fold(router, |router, view| router.route(view.path, view.handler))
}
