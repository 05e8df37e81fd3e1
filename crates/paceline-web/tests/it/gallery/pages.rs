//! The one list of pages. A new route that is not on it fails a test, so that nothing is left out of the gallery.

use super::{shelf::Page, worlds::Sample};

/// What a page is, which says in which worlds it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Always there.
    Always,
    /// There where the thing is on record.
    Thing,
    /// A form: not there in the past.
    Form,
    /// A form about a thing.
    FormOfThing,
    /// There only where people sign in.
    SignedIn,
    /// No page: a file, a stream, a fragment or a way to another page. Other tests hold it.
    NoPage,
}

use Kind::{Always, Form, FormOfThing, NoPage, SignedIn, Thing};

/// Every address that can be asked for: its name in the gallery, its pattern in `routes.rs`, and what it is.
pub(crate) const PAGES: &[(&str, &str, Kind)] = &[
    ("today", "/", Always),
    ("signals", "/signals", Always),
    ("results", "/results", Always),
    ("results-markdown", "/results.md", NoPage),
    ("results-csv", "/results.csv", NoPage),
    ("insights", "/insights", Always),
    ("alignment", "/alignment", Always),
    ("context", "/context", Always),
    ("compass", "/compass", Always),
    ("value-new", "/compass/values/new", Form),
    ("facet-new", "/compass/facets/new", Form),
    ("strategy-new", "/compass/strategies/new", Form),
    ("entry", "/compass/{id}", Thing),
    ("entry-version", "/compass/{id}/version", FormOfThing),
    ("entry-publish", "/compass/{id}/publish", FormOfThing),
    ("entry-show-to", "/compass/{id}/show-to", FormOfThing),
    ("entry-tell", "/compass/{id}/tell", FormOfThing),
    ("entry-read", "/compass/{id}/read", FormOfThing),
    ("entry-review", "/compass/{id}/review", FormOfThing),
    ("entry-take-lead", "/compass/{id}/take-lead", FormOfThing),
    ("entry-hand-over", "/compass/{id}/hand-over", FormOfThing),
    ("entry-retire", "/compass/{id}/retire", FormOfThing),
    ("alignment-changes", "/alignment/changes", Always),
    ("goals", "/goals", Always),
    ("import", "/import", Form),
    ("goal-new", "/goals/new", Form),
    ("goal", "/goals/{id}", Thing),
    ("goal-check-in", "/goals/{id}/check-in", FormOfThing),
    (
        "goal-key-result",
        "/goals/{id}/key-results/new",
        FormOfThing,
    ),
    ("goal-revise", "/goals/{id}/revise", FormOfThing),
    ("goal-serve", "/goals/{id}/serve", FormOfThing),
    ("goal-stop-serving", "/goals/{id}/stop-serving", FormOfThing),
    (
        "goal-key-result-revise",
        "/goals/{id}/key-results/{number}/revise",
        FormOfThing,
    ),
    (
        "goal-key-result-drop",
        "/goals/{id}/key-results/{number}/drop",
        FormOfThing,
    ),
    ("goal-report", "/goals/{id}/report", FormOfThing),
    ("goal-rhythm", "/goals/{id}/rhythm", FormOfThing),
    ("goal-take-lead", "/goals/{id}/take-lead", FormOfThing),
    ("goal-hand-over", "/goals/{id}/hand-over", FormOfThing),
    ("goal-step-back", "/goals/{id}/step-back", FormOfThing),
    ("goal-close", "/goals/{id}/close", FormOfThing),
    ("goal-reopen", "/goals/{id}/reopen", FormOfThing),
    ("goal-translate", "/goals/{id}/translate", FormOfThing),
    ("goal-translation-holds", "/goals/{id}/confirm", FormOfThing),
    ("goal-depart", "/goals/{id}/depart", FormOfThing),
    ("entry-translate", "/compass/{id}/translate", FormOfThing),
    (
        "entry-translation-holds",
        "/compass/{id}/confirm",
        FormOfThing,
    ),
    ("entry-depart", "/compass/{id}/depart", FormOfThing),
    ("veer-offs", "/veer-offs", Always),
    ("veer-off", "/veer-offs/{id}", Thing),
    ("veer-off-renew", "/veer-offs/{id}/renew", FormOfThing),
    ("veer-off-return", "/veer-offs/{id}/return", FormOfThing),
    ("veer-off-propose", "/veer-offs/{id}/propose", FormOfThing),
    (
        "veer-off-acknowledge",
        "/veer-offs/{id}/acknowledge",
        FormOfThing,
    ),
    ("gaps", "/gaps", Always),
    ("gap-new", "/gaps/new", Form),
    ("gap", "/gaps/{id}", Thing),
    ("gap-close", "/gaps/{id}/close", FormOfThing),
    ("gap-see-too", "/gaps/{id}/see-too", FormOfThing),
    ("gap-set-measure", "/gaps/{id}/set-measure", FormOfThing),
    ("gap-measure", "/gaps/{id}/measure", FormOfThing),
    ("gap-merge", "/gaps/{id}/merge", FormOfThing),
    ("gap-separate", "/gaps/{id}/separate", FormOfThing),
    ("gap-split", "/gaps/{id}/split", FormOfThing),
    ("gap-alternatives", "/gaps/{id}/alternatives", Thing),
    ("gap-start", "/gaps/{id}/initiatives/new", FormOfThing),
    ("initiatives", "/initiatives", Always),
    ("initiative-new", "/initiatives/new", Form),
    ("initiative", "/initiatives/{id}", Thing),
    ("initiative-follow", "/initiatives/{id}/follow", FormOfThing),
    (
        "initiative-step-back",
        "/initiatives/{id}/step-back",
        FormOfThing,
    ),
    (
        "initiative-take-lead",
        "/initiatives/{id}/take-lead",
        FormOfThing,
    ),
    (
        "initiative-hand-over",
        "/initiatives/{id}/hand-over",
        FormOfThing,
    ),
    ("initiative-stage", "/initiatives/{id}/stage", FormOfThing),
    (
        "initiative-check-in",
        "/initiatives/{id}/check-in",
        FormOfThing,
    ),
    ("initiative-rhythm", "/initiatives/{id}/rhythm", FormOfThing),
    ("initiative-serve", "/initiatives/{id}/serve", FormOfThing),
    ("initiative-ask", "/initiatives/{id}/ask", FormOfThing),
    ("initiative-answer", "/initiatives/{id}/answer", FormOfThing),
    (
        "initiative-want-feedback",
        "/initiatives/{id}/want-feedback",
        FormOfThing,
    ),
    (
        "initiative-feedback",
        "/initiatives/{id}/feedback",
        FormOfThing,
    ),
    (
        "initiative-show-to",
        "/initiatives/{id}/show-to",
        FormOfThing,
    ),
    (
        "initiative-feedback-answer",
        "/initiatives/{id}/feedback/{number}/answer",
        FormOfThing,
    ),
    (
        "initiative-feedback-all",
        "/initiatives/{id}/feedback/all",
        Thing,
    ),
    ("initiative-timeline", "/initiatives/{id}/timeline", Thing),
    ("document", "/initiatives/{id}/document", Thing),
    (
        "document-source",
        "/initiatives/{id}/document/source",
        Thing,
    ),
    (
        "document-authors",
        "/initiatives/{id}/document/authors",
        Thing,
    ),
    (
        "document-revise",
        "/initiatives/{id}/document/revise",
        FormOfThing,
    ),
    (
        "document-revisions",
        "/initiatives/{id}/document/revisions",
        Thing,
    ),
    (
        "document-revision",
        "/initiatives/{id}/document/revisions/{revision}",
        Thing,
    ),
    (
        "document-difference",
        "/initiatives/{id}/document/difference",
        Thing,
    ),
    (
        "document-note",
        "/initiatives/{id}/document/note",
        FormOfThing,
    ),
    (
        "document-invite",
        "/initiatives/{id}/document/invite",
        FormOfThing,
    ),
    (
        "document-accept",
        "/initiatives/{id}/document/accept",
        FormOfThing,
    ),
    (
        "document-leave",
        "/initiatives/{id}/document/leave",
        FormOfThing,
    ),
    (
        "initiative-deliver",
        "/initiatives/{id}/deliver",
        FormOfThing,
    ),
    ("initiative-credit", "/initiatives/{id}/credit", FormOfThing),
    (
        "initiative-put-down",
        "/initiatives/{id}/put-down",
        FormOfThing,
    ),
    (
        "initiative-pick-up",
        "/initiatives/{id}/pick-up",
        FormOfThing,
    ),
    ("initiative-wake", "/initiatives/{id}/wake", FormOfThing),
    ("initiative-cite", "/initiatives/{id}/cite", FormOfThing),
    (
        "initiative-go-against",
        "/initiatives/{id}/go-against",
        FormOfThing,
    ),
    (
        "initiative-go-with",
        "/initiatives/{id}/go-with",
        FormOfThing,
    ),
    ("initiative-object", "/initiatives/{id}/object", FormOfThing),
    (
        "objection-help",
        "/initiatives/{id}/objections/{number}/help",
        FormOfThing,
    ),
    (
        "objection-stop-helping",
        "/initiatives/{id}/objections/{number}/stop-helping",
        FormOfThing,
    ),
    (
        "objection-way-out",
        "/initiatives/{id}/objections/{number}/way-out",
        FormOfThing,
    ),
    (
        "objection-renew",
        "/initiatives/{id}/objections/{number}/renew",
        FormOfThing,
    ),
    (
        "objection-end",
        "/initiatives/{id}/objections/{number}/end",
        FormOfThing,
    ),
    (
        "initiative-last-call",
        "/initiatives/{id}/last-call",
        FormOfThing,
    ),
    (
        "initiative-last-call-withdraw",
        "/initiatives/{id}/last-call/withdraw",
        FormOfThing,
    ),
    (
        "initiative-live-with-it",
        "/initiatives/{id}/live-with-it",
        FormOfThing,
    ),
    ("initiative-decide", "/initiatives/{id}/decide", FormOfThing),
    ("agreement", "/initiatives/{id}/agreements/{number}", Thing),
    (
        "agreement-review",
        "/initiatives/{id}/agreements/{number}/review",
        FormOfThing,
    ),
    (
        "initiative-reservation",
        "/initiatives/{id}/reservation",
        FormOfThing,
    ),
    (
        "initiative-accept-lead",
        "/initiatives/{id}/accept-lead",
        FormOfThing,
    ),
    (
        "initiative-decline-lead",
        "/initiatives/{id}/decline-lead",
        FormOfThing,
    ),
    (
        "initiative-withdraw-offer",
        "/initiatives/{id}/withdraw-offer",
        FormOfThing,
    ),
    (
        "initiative-ask-for-lead",
        "/initiatives/{id}/ask-for-lead",
        FormOfThing,
    ),
    (
        "initiative-decline-request",
        "/initiatives/{id}/decline-request",
        FormOfThing,
    ),
    (
        "initiative-keep-lead",
        "/initiatives/{id}/keep-lead",
        FormOfThing,
    ),
    (
        "initiative-supporter",
        "/initiatives/{id}/supporter",
        FormOfThing,
    ),
    ("teams", "/teams", Always),
    ("team", "/teams/{slug}", Thing),
    ("team-compass", "/teams/{slug}/compass", Thing),
    ("team-move", "/teams/{slug}/move", FormOfThing),
    (
        "team-repositories",
        "/teams/{slug}/repositories",
        FormOfThing,
    ),
    (
        "team-repositories-drop",
        "/teams/{slug}/repositories/drop",
        FormOfThing,
    ),
    ("people", "/people", Always),
    ("search", "/search", Always),
    ("search-quick", "/search/quick", NoPage),
    ("card", "/cards/{reference}", NoPage),
    ("me", "/me", NoPage),
    ("commitments", "/me/commitments", Always),
    ("judgements", "/me/judgements", Always),
    ("judgement", "/me/judgements/{number}", NoPage),
    ("person", "/people/{handle}", Thing),
    ("organisation", "/organisation", Always),
    ("organisation-name", "/organisation/name", Form),
    ("organisation-threshold", "/organisation/threshold", Form),
    ("holidays", "/organisation/holidays", Always),
    ("holidays-set", "/organisation/holidays/set", Form),
    ("holidays-drop", "/organisation/holidays/drop", Form),
    ("templates", "/organisation/templates", Always),
    ("template-write", "/organisation/templates/write", Form),
    ("template-drop", "/organisation/templates/drop", Form),
    ("guide", "/organisation/guide", Always),
    ("guide-write", "/organisation/guide/write", Form),
    ("sign-in", "/sign-in", SignedIn),
    ("sign-in-with", "/sign-in/with/{provider}", NoPage),
    ("sign-in-back", "/sign-in/with/{provider}/back", NoPage),
    ("link", "/l/{secret}", SignedIn),
    ("unsubscribe", "/unsubscribe/{secret}", SignedIn),
    ("settings", "/settings", SignedIn),
    ("settings-name", "/settings/name", SignedIn),
    ("settings-rhythm", "/settings/rhythm", Form),
    ("settings-mail", "/settings/mail", Form),
    ("settings-holidays", "/settings/holidays", Form),
    ("settings-priorities", "/settings/priorities", Form),
    ("settings-email", "/settings/emails", SignedIn),
    ("settings-password", "/settings/password", SignedIn),
    ("settings-passkeys", "/settings/passkeys", SignedIn),
    ("settings-token", "/settings/tokens", SignedIn),
    ("settings-data", "/settings/data", NoPage),
    ("settings-leave", "/settings/leave", SignedIn),
    ("settings-erase", "/settings/erase", SignedIn),
    ("admin", "/admin", SignedIn),
    ("admin-invite", "/admin/invite", SignedIn),
    ("admin-invite-many", "/admin/invite/many", SignedIn),
    ("admin-person", "/admin/people/{handle}", SignedIn),
    ("admin-erase", "/admin/people/{handle}/erase", SignedIn),
    ("admin-services", "/admin/services", SignedIn),
    ("admin-sign-in", "/admin/sign-in", SignedIn),
    ("admin-provider-new", "/admin/providers/new", SignedIn),
    ("admin-provider", "/admin/providers/{id}", SignedIn),
    ("admin-audit", "/admin/audit", SignedIn),
    ("admin-audit-csv", "/admin/audit.csv", NoPage),
    ("notes", "/notes/{handle}", SignedIn),
    ("note", "/notes/{handle}/{id}", SignedIn),
    ("start", "/start", SignedIn),
    ("live", "/live", NoPage),
    ("healthz", "/healthz", NoPage),
    ("static", "/static/{name}", NoPage),
];

/// Asks for every page that stands in a world, and for what the world adds.
pub(crate) async fn of(sample: &Sample) -> Vec<Page> {
    let mut pages = Vec::new();
    for (name, pattern, kind) in PAGES {
        if let Some(url) = sample.url(pattern, *kind) {
            pages.push(page(sample, (*name).to_owned(), url).await);
        }
    }
    for (name, url) in &sample.more {
        pages.push(page(sample, (*name).to_owned(), url.clone()).await);
    }
    pages
}

async fn page(sample: &Sample, name: String, url: String) -> Page {
    let url = match sample.at {
        Some(day) => format!("{url}{}at={day}", if url.contains('?') { '&' } else { '?' }),
        None => url,
    };
    Page {
        world: sample.name,
        name,
        body: sample.server.page(&url).await,
        url,
    }
}

/// The patterns of `routes.rs` that can be asked for with GET.
pub(crate) fn routes() -> Vec<&'static str> {
    let files = [
        include_str!("../../../src/routes.rs"),
        include_str!("../../../src/routes_initiatives.rs"),
    ];
    let routes = files
        .into_iter()
        .flat_map(|file| file.split(".route(").skip(1));
    routes
        .filter(|route| route.contains("get("))
        .filter_map(|route| route.split('"').nth(1))
        .collect()
}
