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
        admin, alignment, cards, changes, compass, context, gaps, goals, import, initiatives,
        insights, link, my_own, notes, organisation, palette, people, points, preview, results,
        search, settings, sign_in, signals, start, teams, today, unsubscribe,
    },
    problem::Problem,
    routes_initiatives::about_initiatives,
    scim,
};

/// The largest form that is taken, in bytes: two of the longest texts in any script, as a browser encodes them.
const FORM_LIMIT: usize = 512 * 1024;
/// The largest form with a document, in bytes: several times the longest one in any script, as a browser encodes it, so
/// that what is too long comes back with what was typed.
pub(crate) const DOCUMENT_FORM_LIMIT: usize = 4 * 1024 * 1024;

/// Every page, behind the guard.
#[expect(clippy::too_many_lines, reason = "a list")]
pub fn router(app: App) -> Router {
    app.keep_finding();
    Router::new()
        // What waits
        .route("/", get(today::show))
        .route("/signals", get(signals::index))
        .route("/search", get(search::index))
        .route("/search/quick", get(palette::quick))
        // Direction
        .merge(the_compass())
        .route("/alignment", get(alignment::show))
        .route("/context", get(context::show).post(context::of_draft))
        .route("/alignment/changes", get(changes::show))
        .merge(aims())
        .route("/import", get(import::show).post(import::previewed))
        .route("/import/take-in", post(import::taken_in))
        .merge(what_is_seen())
        .merge(around_the_compass())
        // Movement
        .route("/initiatives", get(initiatives::index))
        .route(
            "/initiatives/new",
            get(initiatives::starting::new).post(initiatives::starting::start),
        )
        .route("/initiatives/{id}", get(initiatives::show))
        .merge(about_initiatives())
        // Together
        .route("/teams", get(teams::index))
        .route("/teams/{slug}", get(teams::show))
        .route(
            "/teams/{slug}/move",
            get(teams::forms::move_team).post(teams::forms::team_moved),
        )
        .route(
            "/teams/{slug}/repositories",
            get(teams::forms::own_repository).post(teams::forms::repository_owned),
        )
        .route(
            "/teams/{slug}/repositories/drop",
            get(teams::forms::drop_repository).post(teams::forms::repository_dropped),
        )
        .route("/people", get(people::index))
        .route("/me", get(people::me))
        .merge(of_mine())
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
        .merge(for_everybody())
        // Words
        .route("/cards/{reference}", get(cards::show))
        .route("/preview", post(preview::show))
        .route(
            "/preview/document",
            post(preview::document).layer(DefaultBodyLimit::max(DOCUMENT_FORM_LIMIT)),
        )
        // Looking back
        .merge(looking_back())
        .merge(doors())
        .merge(mine())
        // For directories: the list below it is in `scim/mod.rs`
        .nest(scim::BASE, scim::router())
        // For programs: the list below it is in `api/mod.rs`
        .nest(api::BASE, api::router())
        .merge(for_admins())
        // The house
        .route("/settings/theme", post(settings::looks::theme))
        .route("/settings/eyes", post(settings::looks::eyes))
        .route("/live", get(live::live))
        .route("/static/{name}", get(assets::serve))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::NotAForm })
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        // Whoever looks whether it still serves asks under any name, and learns nothing else.
        .route("/healthz", get(|| async { "serving\n" }))
        .with_state(app)
}

/// What the organisation keeps for everybody.
fn for_everybody() -> Router<App> {
    use organisation::{guide, holidays, templates};
    Router::new()
        .route("/organisation/holidays", get(holidays::show))
        .route(
            "/organisation/holidays/set",
            get(holidays::set_form).post(holidays::set),
        )
        .route(
            "/organisation/holidays/drop",
            get(holidays::drop_form).post(holidays::dropped),
        )
        .route("/organisation/templates", get(templates::show))
        .route(
            "/organisation/templates/write",
            get(templates::write_form).post(templates::written),
        )
        .route(
            "/organisation/templates/drop",
            get(templates::drop_form).post(templates::dropped),
        )
        .route("/organisation/guide", get(guide::show))
        .route(
            "/organisation/guide/write",
            get(guide::write_form).post(guide::written),
        )
}

/// What teams make of entries and goals: translations, and veer-offs.
fn around_the_compass() -> Router<App> {
    use points::{said, team, veer_offs};
    Router::new()
        .route(
            "/compass/{id}/translate",
            get(said::translate_entry).post(said::entry_translated),
        )
        .route(
            "/compass/{id}/confirm",
            get(said::confirm_entry).post(said::entry_confirmed),
        )
        .route(
            "/compass/{id}/depart",
            get(said::depart_from_entry).post(said::departed_from_entry),
        )
        .route(
            "/goals/{id}/translate",
            get(said::translate_goal).post(said::goal_translated),
        )
        .route(
            "/goals/{id}/confirm",
            get(said::confirm_goal).post(said::goal_confirmed),
        )
        .route(
            "/goals/{id}/depart",
            get(said::depart_from_goal).post(said::departed_from_goal),
        )
        .route("/teams/{slug}/compass", get(team::show))
        .route("/veer-offs", get(veer_offs::index))
        .route("/veer-offs/{id}", get(veer_offs::show))
        .route(
            "/veer-offs/{id}/renew",
            get(veer_offs::renew).post(veer_offs::renewed),
        )
        .route(
            "/veer-offs/{id}/return",
            get(veer_offs::come_back).post(veer_offs::came_back),
        )
        .route(
            "/veer-offs/{id}/propose",
            get(veer_offs::propose).post(veer_offs::proposed),
        )
        .route(
            "/veer-offs/{id}/acknowledge",
            get(veer_offs::acknowledge).post(veer_offs::acknowledged),
        )
}

/// Gaps: what is done with one, and with several.
fn what_is_seen() -> Router<App> {
    use gaps::{comparing, joining, measuring, recording, seeing};
    Router::new()
        .route("/gaps", get(gaps::index))
        .route("/gaps/new", get(recording::new).post(recording::record))
        .route("/gaps/{id}", get(gaps::show))
        .route("/gaps/{id}/see-too", get(seeing::see).post(seeing::seen))
        .route(
            "/gaps/{id}/set-measure",
            get(measuring::set).post(measuring::was_set),
        )
        .route(
            "/gaps/{id}/measure",
            get(measuring::measure).post(measuring::measured),
        )
        .route(
            "/gaps/{id}/merge",
            get(joining::merge).post(joining::merged),
        )
        .route(
            "/gaps/{id}/separate",
            get(joining::separate).post(joining::separated),
        )
        .route(
            "/gaps/{id}/split",
            get(joining::split).post(joining::was_split),
        )
        .route("/gaps/{id}/alternatives", get(comparing::show))
        .route(
            "/gaps/{id}/close",
            get(recording::close).post(recording::closed),
        )
        .route(
            "/gaps/{id}/initiatives/new",
            get(initiatives::starting::new_from_gap),
        )
}

/// Goals: what is done with one, and with its key results.
fn aims() -> Router<App> {
    use goals::{acts, counting, ending, saying, setting};
    Router::new()
        .route("/goals", get(goals::index))
        .route("/goals/new", get(setting::new).post(setting::set))
        .route("/goals/{id}", get(goals::show))
        .route("/goals/{id}/revise", get(acts::revise).post(acts::revised))
        .route("/goals/{id}/serve", get(acts::serve).post(acts::served))
        .route(
            "/goals/{id}/stop-serving",
            get(acts::stop_serving).post(acts::stopped_serving),
        )
        .route(
            "/goals/{id}/key-results/new",
            get(counting::new).post(counting::added),
        )
        .route(
            "/goals/{id}/key-results/{number}/revise",
            get(counting::revise).post(counting::revised),
        )
        .route(
            "/goals/{id}/key-results/{number}/drop",
            get(counting::drop_one).post(counting::dropped),
        )
        .route(
            "/goals/{id}/check-in",
            get(saying::check_in).post(saying::checked_in),
        )
        .route(
            "/goals/{id}/report",
            get(saying::report).post(saying::reported),
        )
        .route(
            "/goals/{id}/rhythm",
            get(acts::rhythm).post(acts::rhythm_set),
        )
        .route(
            "/goals/{id}/take-lead",
            get(acts::take_lead).post(acts::lead_taken),
        )
        .route(
            "/goals/{id}/hand-over",
            get(acts::hand_over).post(acts::handed_over),
        )
        .route(
            "/goals/{id}/step-back",
            get(acts::step_back).post(acts::stepped_back),
        )
        .route("/goals/{id}/close", get(ending::close).post(ending::closed))
        .route("/goals/{id}/reopen", get(acts::reopen).post(acts::reopened))
}

/// What was delivered, and how things went.
fn looking_back() -> Router<App> {
    Router::new()
        .route("/results", get(results::show))
        .route("/results.md", get(results::markdown))
        .route("/results.csv", get(results::csv))
        .route("/insights", get(insights::show))
}

/// How people come in and go out.
fn doors() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show))
        .route("/sign-in/password", post(sign_in::by_password))
        .route("/sign-in/link", post(sign_in::by_link))
        .route("/sign-in/passkey", post(sign_in::passkey::begin))
        .route("/sign-in/passkey/finish", post(sign_in::passkey::finish))
        .route("/sign-in/with/{provider}", get(sign_in::provider::go))
        .route(
            "/sign-in/with/{provider}/back",
            get(sign_in::provider::back),
        )
        .route("/sign-out", post(sign_in::out))
        .route("/l/{secret}", get(link::show).post(link::used))
        .route(
            "/unsubscribe/{secret}",
            get(unsubscribe::show).post(unsubscribe::stopped),
        )
}

/// One's own account.
fn mine() -> Router<App> {
    use settings::{holidays, keys, leaving, mail, priorities, profile, rhythm, tokens};
    Router::new()
        .route("/settings", get(settings::show))
        .route("/notes/{handle}", get(notes::show).post(notes::written))
        .route(
            "/notes/{handle}/{id}",
            get(notes::edit).post(notes::changed),
        )
        .route("/settings/name", get(profile::name).post(profile::named))
        .route(
            "/settings/rhythm",
            get(rhythm::rhythm).post(rhythm::rhythm_set),
        )
        .route("/settings/mail", get(mail::mail).post(mail::mail_chosen))
        .route(
            "/settings/holidays",
            get(holidays::holidays).post(holidays::kept),
        )
        .route(
            "/settings/priorities",
            get(priorities::priorities).post(priorities::ranked),
        )
        .route(
            "/settings/emails",
            get(profile::new_email).post(profile::email_added),
        )
        .route("/settings/emails/remove", post(profile::email_removed))
        .route(
            "/settings/password",
            get(keys::password).post(keys::password_set),
        )
        .route("/settings/passkeys", get(keys::passkeys))
        .route("/settings/passkeys/begin", post(keys::begin_passkey))
        .route("/settings/passkeys/finish", post(keys::finish_passkey))
        .route("/settings/passkeys/remove", post(keys::passkey_removed))
        .route("/settings/sessions/end", post(settings::session_ended))
        .route(
            "/settings/sessions/end-others",
            post(settings::other_sessions_ended),
        )
        .route("/settings/sessions/end-all", post(sign_in::out_everywhere))
        .route("/settings/tokens", get(tokens::new).post(tokens::made))
        .route("/settings/tokens/revoke", post(tokens::revoked))
        .route("/settings/data", get(leaving::data))
        .route("/settings/leave", get(leaving::leave).post(leaving::left))
        .route("/settings/erase", get(leaving::erase).post(leaving::erased))
}

/// What admins look after.
fn for_admins() -> Router<App> {
    use admin::{audit, invitations, person, providers, services, sign_in};
    Router::new()
        .route("/start", get(start::show))
        .route("/start/people", post(start::people_invited))
        .route("/start/teams", post(start::teams_formed))
        .route("/start/values", post(start::values_written))
        .route("/start/dismiss", post(start::dismissed))
        .route("/admin", get(admin::people))
        .route(
            "/admin/invite",
            get(invitations::invite).post(invitations::invited),
        )
        .route(
            "/admin/invite/many",
            get(invitations::many).post(invitations::many_invited),
        )
        .route("/admin/invitations/withdraw", post(invitations::withdrawn))
        .route("/admin/invitations/resend", post(invitations::sent_again))
        .route("/admin/people/{handle}", get(person::show))
        .route("/admin/people/{handle}/role", post(person::role_changed))
        .route("/admin/people/{handle}/leave", post(person::left))
        .route("/admin/people/{handle}/return", post(person::returned))
        .route("/admin/people/{handle}/link", post(person::link_made))
        .route("/admin/people/{handle}/sign-out", post(person::signed_out))
        .route(
            "/admin/people/{handle}/confirm",
            post(person::address_confirmed),
        )
        .route(
            "/admin/people/{handle}/erase",
            get(person::erase).post(person::erased),
        )
        .route("/admin/services", get(services::show))
        .route("/admin/services/tokens", post(services::token_made))
        .route("/admin/services/revoke", post(services::token_revoked))
        .route(
            "/admin/sign-in",
            get(sign_in::show).post(sign_in::ways_chosen),
        )
        .route("/admin/mail", post(sign_in::mail_tested))
        .route(
            "/admin/providers/new",
            get(providers::new).post(providers::added),
        )
        .route(
            "/admin/providers/{id}",
            get(providers::show).post(providers::changed),
        )
        .route("/admin/providers/{id}/test", post(providers::tested))
        .route("/admin/providers/{id}/remove", post(providers::removed))
        .route("/admin/audit", get(audit::show))
        .route("/admin/audit.csv", get(audit::csv))
}

/// Values, the business context, strategies.
fn the_compass() -> Router<App> {
    use compass::{acts, writing};
    Router::new()
        .route("/compass", get(compass::index))
        .route(
            "/compass/values/new",
            get(writing::new_value).post(writing::value_written),
        )
        .route(
            "/compass/facets/new",
            get(writing::new_facet).post(writing::facet_stated),
        )
        .route(
            "/compass/strategies/new",
            get(writing::new_strategy).post(writing::strategy_written),
        )
        .route("/compass/{id}", get(compass::show))
        .route(
            "/compass/{id}/version",
            get(writing::new_version).post(writing::version_made),
        )
        .route(
            "/compass/{id}/publish",
            get(acts::publish).post(acts::published),
        )
        .route(
            "/compass/{id}/show-to",
            get(acts::show_to).post(acts::shown_to),
        )
        .route("/compass/{id}/tell", get(acts::tell).post(acts::told))
        .route("/compass/{id}/read", get(acts::read).post(acts::has_read))
        .route(
            "/compass/{id}/review",
            get(acts::review).post(acts::reviewed),
        )
        .route(
            "/compass/{id}/take-lead",
            get(acts::take_lead).post(acts::lead_taken),
        )
        .route(
            "/compass/{id}/hand-over",
            get(acts::hand_over).post(acts::handed_over),
        )
        .route(
            "/compass/{id}/retire",
            get(acts::retire).post(acts::retired),
        )
}

/// What whoever looks sees of themselves alone.
fn of_mine() -> Router<App> {
    Router::new()
        .route("/me/commitments", get(my_own::taken_on))
        .route("/me/judgements", get(my_own::judgements))
        .route(
            "/me/judgements/{number}",
            get(my_own::judgement).post(my_own::judged),
        )
}
