//! Every URL of what is done about one initiative: see `routes.rs` for the rest.

use axum::{Router, extract::DefaultBodyLimit, routing::get};

use crate::{app::App, pages::initiatives, routes::DOCUMENT_FORM_LIMIT};

/// What can be done about one initiative, feature by feature.
pub(crate) fn about_initiatives() -> Router<App> {
    acts()
        .merge(written())
        .merge(leading())
        .merge(asking())
        .merge(agreeing())
        .merge(ends())
}

/// What is written of an initiative: its document, and all that was said and done.
fn written() -> Router<App> {
    use initiatives::{
        document::{self, authoring, comparing, passage, revising, revisions},
        whole,
    };
    Router::new()
        .route("/initiatives/{id}/feedback/all", get(whole::feedback))
        .route("/initiatives/{id}/timeline", get(whole::timeline))
        .route("/initiatives/{id}/document", get(document::show))
        .route("/initiatives/{id}/document/source", get(document::source))
        .route("/initiatives/{id}/document/authors", get(document::authors))
        .route(
            "/initiatives/{id}/document/revise",
            get(revising::revise)
                .post(revising::revised)
                .layer(DefaultBodyLimit::max(DOCUMENT_FORM_LIMIT)),
        )
        .route(
            "/initiatives/{id}/document/revisions",
            get(revisions::index),
        )
        .route(
            "/initiatives/{id}/document/revisions/{revision}",
            get(revisions::show),
        )
        .route(
            "/initiatives/{id}/document/difference",
            get(comparing::show),
        )
        .route(
            "/initiatives/{id}/document/note",
            get(passage::ask).post(passage::given),
        )
        .route(
            "/initiatives/{id}/document/invite",
            get(authoring::invite).post(authoring::invited),
        )
        .route(
            "/initiatives/{id}/document/accept",
            get(authoring::accept).post(authoring::accepted),
        )
        .route(
            "/initiatives/{id}/document/leave",
            get(authoring::leave).post(authoring::left),
        )
}

/// What can be done about the lead of an initiative.
fn leading() -> Router<App> {
    use initiatives::leading;
    Router::new()
        .route(
            "/initiatives/{id}/reservation",
            get(leading::reservation).post(leading::reserved),
        )
        .route(
            "/initiatives/{id}/accept-lead",
            get(leading::accept).post(leading::accepted),
        )
        .route(
            "/initiatives/{id}/decline-lead",
            get(leading::decline).post(leading::declined),
        )
        .route(
            "/initiatives/{id}/withdraw-offer",
            get(leading::withdraw_offer).post(leading::offer_withdrawn),
        )
        .route(
            "/initiatives/{id}/ask-for-lead",
            get(leading::ask_for_lead).post(leading::lead_asked_for),
        )
        .route(
            "/initiatives/{id}/decline-request",
            get(leading::decline_request).post(leading::request_declined),
        )
        .route(
            "/initiatives/{id}/keep-lead",
            get(leading::keep).post(leading::kept),
        )
        .route(
            "/initiatives/{id}/supporter",
            get(leading::supporter).post(leading::supporter_named),
        )
}

/// Who is asked for what, what they answer, and what feedback is wanted.
fn asking() -> Router<App> {
    use initiatives::asking;
    Router::new()
        .route(
            "/initiatives/{id}/ask",
            get(asking::ask).post(asking::asked),
        )
        .route(
            "/initiatives/{id}/answer",
            get(asking::answer).post(asking::answered),
        )
        .route(
            "/initiatives/{id}/want-feedback",
            get(asking::want_feedback).post(asking::feedback_wanted),
        )
}

/// How an initiative ends, and what comes after.
fn ends() -> Router<App> {
    use initiatives::ending::{self, credit};
    Router::new()
        .route(
            "/initiatives/{id}/deliver",
            get(ending::deliver).post(ending::delivered),
        )
        .route(
            "/initiatives/{id}/credit",
            get(credit::show).post(credit::confirmed),
        )
        .route(
            "/initiatives/{id}/put-down",
            get(ending::put_down).post(ending::was_put_down),
        )
        .route(
            "/initiatives/{id}/pick-up",
            get(ending::pick_up).post(ending::picked_up),
        )
        .route(
            "/initiatives/{id}/wake",
            get(ending::wake).post(ending::woken),
        )
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
        .route(
            "/initiatives/{id}/feedback",
            get(acts::feedback).post(acts::feedback_given),
        )
        .route(
            "/initiatives/{id}/show-to",
            get(acts::show_to).post(acts::shown_to),
        )
        .route("/initiatives/{id}/cite", get(acts::cite).post(acts::cited))
        .route(
            "/initiatives/{id}/go-against",
            get(acts::go_against).post(acts::went_against),
        )
        .route(
            "/initiatives/{id}/go-with",
            get(acts::go_with).post(acts::went_with),
        )
        .route(
            "/initiatives/{id}/feedback/{number}/answer",
            get(feedback::answer).post(feedback::answered),
        )
}

/// Agreeing on an initiative: objections, the last call, decision records.
fn agreeing() -> Router<App> {
    use initiatives::agreeing::{calling, objecting, objections, record};
    Router::new()
        .route(
            "/initiatives/{id}/object",
            get(objecting::object).post(objecting::objected),
        )
        .route(
            "/initiatives/{id}/objections/{number}/help",
            get(objections::help).post(objections::helped),
        )
        .route(
            "/initiatives/{id}/objections/{number}/stop-helping",
            get(objections::stop_helping).post(objections::stopped_helping),
        )
        .route(
            "/initiatives/{id}/objections/{number}/way-out",
            get(objections::offer_way_out).post(objections::way_out_offered),
        )
        .route(
            "/initiatives/{id}/objections/{number}/renew",
            get(objections::renew).post(objections::renewed),
        )
        .route(
            "/initiatives/{id}/objections/{number}/end",
            get(objections::end).post(objections::ended),
        )
        .route(
            "/initiatives/{id}/last-call",
            get(calling::call).post(calling::called),
        )
        .route(
            "/initiatives/{id}/last-call/withdraw",
            get(calling::withdraw).post(calling::withdrawn),
        )
        .route(
            "/initiatives/{id}/live-with-it",
            get(calling::live_with_it).post(calling::lived_with),
        )
        .route(
            "/initiatives/{id}/decide",
            get(calling::decide).post(calling::decided),
        )
        .route("/initiatives/{id}/agreements/{number}", get(record::show))
        .route(
            "/initiatives/{id}/agreements/{number}/review",
            get(record::review).post(record::reviewed),
        )
}
