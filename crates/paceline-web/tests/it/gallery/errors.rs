//! What went wrong, as pages: what was refused with what was typed, what is not there, what cannot be read.

use super::{shelf::Page, worlds::one};
use crate::common::{Answer, World, encoded};

/// Fields of a form, with what was typed.
type Fields = &'static [(&'static str, &'static str)];

/// A form that is refused: its name, where it is sent, its fields.
const REFUSED: &[(&str, &str, Fields)] = &[
    (
        "key-result-no-number",
        "/goals/1/key-results/new",
        &[
            ("name", "Days from merge to users"),
            ("baseline", "nine"),
            ("target", "1"),
        ],
    ),
    (
        "repositories-no-pattern",
        "/teams/checkout/repositories",
        &[("pattern", "github.com/acme/[checkout")],
    ),
    (
        "value-without-name",
        "/compass/values/new",
        &[("title", " "), ("text", "Typed before it was refused")],
    ),
    (
        "strategy-half-even-over",
        "/compass/strategies/new",
        &[
            ("title", "Release calmly"),
            ("diagnosis", "a"),
            ("guiding_policy", "b"),
            ("this", "Small steps"),
            ("over", ""),
        ],
    ),
    (
        "version-without-reason",
        "/compass/1/version",
        &[("title", "Candour, typed anew"), ("because", " ")],
    ),
    ("told-nobody", "/compass/1/tell", &[("person", "zebra")]),
    (
        "gap-half",
        "/gaps/new",
        &[
            ("is", "Nine days, typed before it was refused"),
            ("ought", ""),
        ],
    ),
    (
        "gap-unknown-team",
        "/gaps/new",
        &[("is", "a"), ("ought", "b"), ("team", "zebra")],
    ),
    (
        "gap-merged-into-nothing",
        "/gaps/1/merge",
        &[("into", "zebra")],
    ),
    (
        "gap-split-into-one",
        "/gaps/1/split",
        &[
            ("because", "Two causes"),
            ("is_1", "Builds take an hour"),
            ("ought_1", "Five minutes"),
        ],
    ),
    (
        "import-wrong-header",
        "/import",
        &[("text", "objective,owner\nShip,Ada\n"), ("as", "csv")],
    ),
    (
        "import-changed",
        "/import/take-in",
        &[
            (
                "text",
                "# Ship\n- Days: from 9 to 1 days\n- Pages: from 8 to 40\n- Calm: 95%\n\n```\nx\n```\n",
            ),
            ("fingerprint", "other"),
            ("take", "1"),
        ],
    ),
    (
        "goal-impossible-day",
        "/goals/new",
        &[("title", "Lead time under a day"), ("until", "2026-02-30")],
    ),
    (
        "goal-check-in-without-status",
        "/goals/1/check-in",
        &[("text", "Three days now.")],
    ),
    (
        "goal-yesterday",
        "/goals/new",
        &[("title", "Lead time under a day"), ("until", "2020-02-03")],
    ),
    (
        "goal-serves-nothing-known",
        "/goals/1/serve",
        &[("serves", "zebra")],
    ),
    (
        "goal-changed-without-reason",
        "/goals/1/revise",
        &[("title", "Lead time under an hour"), ("because", " ")],
    ),
    (
        "goal-handed-to-nobody",
        "/goals/1/hand-over",
        &[("to", "zebra")],
    ),
    (
        "key-result-without-unit",
        "/goals/1/key-results/new",
        &[
            ("name", "Days from merge to users"),
            ("baseline", "9"),
            ("target", "1"),
        ],
    ),
    (
        "key-result-one-milestone",
        "/goals/1/key-results/new",
        &[
            ("kind", "milestones"),
            ("name", "Services"),
            ("milestones", "The only one"),
        ],
    ),
    (
        "rhythm-nowhere",
        "/settings/rhythm",
        &[
            ("every", "week"),
            ("weekday", "Friday"),
            ("zone", "Europe/Atlantis"),
        ],
    ),
    (
        "goal-close-without-words",
        "/goals/1/close",
        &[("outcome", "achieved"), ("text", " ")],
    ),
    (
        "initiative-serves-nothing-known",
        "/initiatives/new",
        &[("title", "Ship"), ("serves", "G-77")],
    ),
    (
        "hand-over-to-nobody",
        "/initiatives/1/hand-over",
        &[("to", "zebra"), ("note", "Thank you.")],
    ),
    (
        "stage-unknown",
        "/initiatives/1/stage",
        &[("stage", "zebra")],
    ),
    (
        "put-down-without-reason",
        "/initiatives/1/stage",
        &[("stage", "put down"), ("reason", "")],
    ),
    (
        "check-in-empty",
        "/initiatives/1/check-in",
        &[("status", "at-risk"), ("text", "")],
    ),
    (
        "rhythm-never",
        "/initiatives/1/rhythm",
        &[("every_days", "0")],
    ),
    (
        "ask-of-nobody",
        "/initiatives/1/ask",
        &[("person", "zebra"), ("what", "An hour of yours")],
    ),
    (
        "show-to-nobody",
        "/initiatives/1/show-to",
        &[("people", "priya, zebra")],
    ),
    (
        "follow-own",
        "/initiatives/1/follow",
        &[("stance", "follow")],
    ),
    (
        "threshold-unknown",
        "/organisation/threshold",
        &[("name", "zebra"), ("value", "3")],
    ),
    ("name-empty", "/organisation/name", &[("name", "  ")]),
    (
        "holidays-without-a-working-day",
        "/organisation/holidays/set",
        &[
            ("calendar", "Rest"),
            ("days", "2026-12-25 Christmas"),
            ("weekend", "Monday"),
            ("weekend", "Tuesday"),
            ("weekend", "Wednesday"),
            ("weekend", "Thursday"),
            ("weekend", "Friday"),
            ("weekend", "Saturday"),
            ("weekend", "Sunday"),
        ],
    ),
    (
        "template-too-long",
        "/organisation/templates/write",
        &[
            ("name", "Long"),
            ("kind", "proposal"),
            ("fields", "A\nB: b\nC\nD\nE"),
        ],
    ),
    (
        "guide-empty",
        "/organisation/guide/write",
        &[("stage", "drafted"), ("text", " ")],
    ),
    (
        "priorities-too-few",
        "/settings/priorities",
        &[
            ("place", "2"),
            ("priority", "Second"),
            ("place", "1"),
            ("priority", "First"),
            ("sharing", "shared"),
        ],
    ),
];

/// Addresses that lead to no page.
const ASTRAY: &[(&str, &str)] = &[
    ("not-there", "/zebra"),
    ("no-such-gap", "/gaps/999"),
    ("no-such-day", "/gaps?at=2026-02-30"),
    ("day-to-come", "/gaps?at=2999-01-01"),
    ("form-in-the-past", "/gaps/new?at=2026-01-01"),
    ("no-such-rule", "/signals?rule=zebra"),
    ("no-such-team", "/initiatives?team=zebra"),
    (
        "results-of-no-time",
        "/results?from=2026-01-02&until=2026-01-01",
    ),
    ("results-to-come", "/results?from=2999-01-01"),
];

/// Asks for everything that goes wrong. Each page says its status in its address.
pub(crate) async fn pages() -> Vec<Page> {
    let world = one().await.server;
    let mut pages = Vec::new();
    let mut keep = |name: &str, asked: &str, answer: Answer| {
        assert!(
            (400..500).contains(&answer.status),
            "{name}: {}",
            answer.status
        );
        pages.push(Page {
            world: "errors",
            name: name.to_owned(),
            url: format!("{asked} → {}", answer.status),
            body: answer.body,
        });
    };
    for (name, url) in ASTRAY {
        keep(name, url, world.get(url).await);
    }
    for (name, url, fields) in REFUSED {
        let answer = world.post(url, fields).await;
        for (_, typed) in fields.iter().filter(|(field, _)| is_typed(field)) {
            assert!(
                answer.body.contains(typed.trim()),
                "{name}: '{typed}' is kept"
            );
        }
        keep(name, url, answer);
    }
    let endless = format!("/gaps?find={}", "x".repeat(5000));
    keep(
        "address-too-long",
        "/gaps?find=xxx…",
        world.get(&endless).await,
    );
    let long = "x".repeat(20_001);
    let typed = [("is", long.as_str()), ("ought", "b")];
    keep(
        "text-too-long",
        "/gaps/new",
        world.post("/gaps/new", &typed).await,
    );
    let huge = "x".repeat(600 * 1024);
    keep(
        "form-too-big",
        "/gaps/new",
        world.post("/gaps/new", &[("is", &huge)]).await,
    );
    keep(
        "not-a-form",
        "/signals",
        world.post("/signals", &[("a", "b")]).await,
    );
    keep("foreign-form", "/gaps/new", foreign(&world).await);
    pages
}

/// What is typed by hand, and so must not be lost.
fn is_typed(field: &str) -> bool {
    [
        "is",
        "ought",
        "title",
        "baseline",
        "target",
        "text",
        "note",
        "what",
        "person",
        "to",
        "serves",
        "people",
        "milestones",
        "zone",
    ]
    .contains(&field)
}

/// A form that a page of another site sends.
async fn foreign(world: &World) -> Answer {
    let form = encoded(&[("is", "a"), ("ought", "b")]);
    let headers = [("Sec-Fetch-Site", "cross-site")];
    world.send("POST", "/gaps/new", &headers, &form).await
}
