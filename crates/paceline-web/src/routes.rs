//! The list of URLs, grouped as the user guide is.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

use crate::{
    api,
    app::App,
    assets, guard, live,
    pages::{
        alignment, cards, gaps, goals, initiatives, insights, link, organisation, palette, people,
        preview, search, settings, sign_in, signals, teams, today,
    },
    problem::Problem,
};

/// The largest form that is taken, in bytes: two of the longest texts in any script, as a browser encodes them.
const FORM_LIMIT: usize = 512 * 1024;

/// Every page, behind the guard.
pub fn router(app: App) -> Router {
    app.keep_finding();
    Router::new()
        // What waits
        .route("/", get(today::show))
        .route("/signals", get(signals::index))
        .route("/search", get(search::index))
        .route("/search/quick", get(palette::quick))
        // Direction
        .route("/alignment", get(alignment::show))
        .route("/goals", get(goals::index))
        .route("/goals/new", get(goals::new).post(goals::set))
        .route("/goals/{id}", get(goals::show))
        .route(
            "/goals/{id}/key-results/new",
            get(goals::new_key_result).post(goals::key_result_added),
        )
        .route(
            "/goals/{id}/check-in",
            get(goals::check_in).post(goals::checked_in),
        )
        .route("/goals/{id}/close", get(goals::close).post(goals::closed))
        .route("/gaps", get(gaps::index))
        .route("/gaps/new", get(gaps::new).post(gaps::record))
        .route("/gaps/{id}", get(gaps::show))
        .route("/gaps/{id}/close", get(gaps::close).post(gaps::closed))
        .route("/gaps/{id}/initiatives/new", get(initiatives::new_from_gap))
        // Movement
        .route("/initiatives", get(initiatives::index))
        .route(
            "/initiatives/new",
            get(initiatives::new).post(initiatives::start),
        )
        .route("/initiatives/{id}", get(initiatives::show))
        .merge(acts())
        // Together
        .route("/teams", get(teams::index))
        .route("/teams/{slug}", get(teams::show))
        .route("/people", get(people::index))
        .route("/me", get(people::me))
        .route("/people/{handle}", get(people::show))
        .route("/organisation", get(organisation::show))
        .route(
            "/organisation/name",
            get(organisation::name).post(organisation::named),
        )
        .route(
            "/organisation/threshold",
            get(organisation::threshold).post(organisation::set_threshold),
        )
        // Words
        .route("/cards/{reference}", get(cards::show))
        .route("/preview", post(preview::show))
        // Looking back
        .route("/insights", get(insights::show))
        .merge(doors())
        // For programs: the list below it is in `api/mod.rs`
        .nest(api::BASE, api::router())
        // The house
        .route("/settings/theme", post(settings::theme))
        .route("/settings/eyes", post(settings::eyes))
        .route("/live", get(live::live))
        .route("/static/{name}", get(assets::serve))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::NotAForm })
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// How people come in and go out.
fn doors() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show))
        .route("/sign-in/password", post(sign_in::by_password))
        .route("/sign-in/link", post(sign_in::by_link))
        .route("/sign-out", post(sign_in::out))
        .route("/sign-out/everywhere", post(sign_in::out_everywhere))
        .route("/l/{secret}", get(link::show).post(link::used))
}

/// What can be done on an initiative's page: each has a form, and takes what it sends.
fn acts() -> Router<App> {
    use initiatives::{acts, feedback};
    Router::new()
        .route(
            "/initiatives/{id}/follow",
            get(acts::follow).post(acts::followed),
        )
        .route(
            "/initiatives/{id}/step-back",
            get(acts::step_back).post(acts::stepped_back),
        )
        .route(
            "/initiatives/{id}/take-lead",
            get(acts::take_lead).post(acts::lead_taken),
        )
        .route(
            "/initiatives/{id}/hand-over",
            get(acts::hand_over).post(acts::handed_over),
        )
        .route(
            "/initiatives/{id}/stage",
            get(acts::stage).post(acts::stage_moved),
        )
        .route(
            "/initiatives/{id}/check-in",
            get(acts::check_in).post(acts::checked_in),
        )
        .route(
            "/initiatives/{id}/rhythm",
            get(acts::rhythm).post(acts::rhythm_set),
        )
        .route(
            "/initiatives/{id}/serve",
            get(acts::serve).post(acts::served),
        )
        .route("/initiatives/{id}/ask", get(acts::ask).post(acts::asked))
        .route(
            "/initiatives/{id}/answer",
            get(acts::answer).post(acts::answered),
        )
        .route(
            "/initiatives/{id}/feedback",
            get(acts::feedback).post(acts::feedback_given),
        )
        .route(
            "/initiatives/{id}/show-to",
            get(acts::show_to).post(acts::shown_to),
        )
        .route(
            "/initiatives/{id}/feedback/{number}/answer",
            get(feedback::answer).post(feedback::answered),
        )
}
