//! The program as a client: signing in, showing, doing, and what it says when it cannot.

use serde_json::Value;

use crate::world::{World, run};

#[tokio::test]
async fn whoever_signs_in_stays_signed_in_until_they_sign_out() {
    let world = World::with_tokens().await;
    let home = world.home.path();
    let file = home.join("paceline/login.json");
    let said = run(home, &[], &["login", &world.url], &world.token).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.starts_with("You are Priya Amin (@priya) at "),
        "{}",
        said.out
    );
    assert!(!said.out.contains(&world.token) && !said.err.contains(&world.token));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file)
            .expect("it is kept")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let said = run(home, &[], &["whoami"], "").await;
    assert_eq!(said.out, "Priya Amin (@priya)\n");
    let said = run(home, &[], &["gap", "add", "--is", "a", "--ought", "b"], "").await;
    assert_eq!((said.code, said.out.as_str()), (0, "G-4: gap recorded\n"));
    let said = run(
        home,
        &[],
        &["organisation", "name", "--name", "Northwind"],
        "",
    )
    .await;
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("does not open what needs 'admin'"),
        "{}",
        said.err
    );
    let said = run(home, &[], &["logout"], "").await;
    assert_eq!(said.code, 0);
    assert!(!file.exists());
    let said = run(home, &[], &["whoami"], "").await;
    assert_eq!(said.code, 2);
    assert!(
        said.err
            .contains("You are not signed in.\n  Run `paceline login URL`."),
        "{}",
        said.err
    );
}

#[tokio::test]
async fn a_token_can_come_from_a_file_or_the_environment() {
    let world = World::with_tokens().await;
    let home = world.home.path();
    let file = home.join("token");
    std::fs::write(&file, format!("{}\n", world.token)).expect("a file");
    let url = [("PACELINE_URL", world.url.as_str())];
    let file = file.to_str().expect("a name");
    let said = run(home, &url, &["whoami", "--token-file", file], "").await;
    assert_eq!(said.out, "Priya Amin (@priya)\n", "{}", said.err);
    let token = [("PACELINE_TOKEN", world.token.as_str())];
    let said = run(home, &token, &["whoami", "--server", &world.url], "").await;
    assert_eq!(said.out, "Priya Amin (@priya)\n", "{}", said.err);
    let both = [url[0], ("PACELINE_TOKEN", world.token.as_str())];
    let said = run(home, &both, &["whoami", "--output", "json"], "").await;
    let me: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(me["person"]["handle"], "priya");
    let wrong = [url[0], ("PACELINE_TOKEN", "pcl_old")];
    let said = run(home, &wrong, &["whoami"], "").await;
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("This token is not known here"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("Run `paceline login http"),
        "{}",
        said.err
    );
    let said = run(home, &[], &["login", &world.url], "pcl_old").await;
    assert_eq!(said.code, 2, "a token that opens nothing is not kept");
    assert!(!home.join("paceline/login.json").exists());
}

#[tokio::test]
async fn a_token_goes_to_its_own_server_alone() {
    let world = World::with_tokens().await;
    let home = world.home.path();
    run(home, &[], &["login", &world.url], &world.token).await;
    let other = World::with_tokens().await;
    let said = run(home, &[("PACELINE_URL", &other.url)], &["whoami"], "").await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("You are not signed in."), "{}", said.err);
}

#[tokio::test]
async fn what_cannot_be_reached_is_said_with_what_to_do() {
    let home = tempfile::tempdir().expect("a folder");
    for (url, says) in [
        (
            "http://127.0.0.1:9",
            "Paceline does not answer at http://127.0.0.1:9/.",
        ),
        (
            "http://paceline.example.org",
            "is not encrypted: whoever listens could act as you.",
        ),
        (
            "ftp://localhost",
            "'ftp://localhost' is no address of a server.",
        ),
        ("https://me:secret@localhost", "is no address of a server."),
        ("nonsense", "'nonsense' is no address of a server."),
    ] {
        let said = run(home.path(), &[], &["login", url], "pcl_x").await;
        assert_eq!(said.code, 2, "{url}");
        assert!(said.err.contains(says), "{url}: {}", said.err);
    }
}

#[tokio::test]
async fn views_are_tables_for_people_and_json_for_programs() {
    let world = World::new().await;
    let said = world.says(&["initiatives", "--sort", "oldest"]).await;
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(
        lines[0].starts_with("INITIATIVE              STAGE      LEAD    FOLLOWERS"),
        "{}",
        said.out
    );
    assert!(
        lines[1].starts_with("I-1 Of Mona             scoping    @mona   0"),
        "{}",
        said.out
    );
    assert_eq!(lines.last(), Some(&"12 of 12"));
    for list in ["gaps", "goals", "teams", "people", "signals", "today"] {
        let said = world.says(&[list]).await;
        assert_eq!(said.code, 0, "{list}: {}", said.err);
        assert!(!said.out.is_empty(), "{list}");
    }
    let said = world
        .says(&["people", "--limit", "2", "--output", "json"])
        .await;
    let page: Value = serde_json::from_str(&said.out).expect("JSON");
    let cursor = page["next"].as_str().expect("there is more");
    let said = world
        .says(&["people", "--limit", "2", "--cursor", cursor])
        .await;
    assert!(
        said.out.contains("Tomás Reis (@tomas)") && !said.out.contains("Mona"),
        "{}",
        said.out
    );
    for (view, says) in [
        ("I-1", "I-1 Of Mona\nscoping for"),
        ("I-1", "led by Mona Ott (@mona) since 2025-06-05"),
        ("G-1", "G-1 Ten days\n"),
        ("G-1", "It ought to be: "),
        ("O-1", "Under a day"),
        ("@priya", "Priya Amin (@priya)\nmember"),
        ("teams/checkout", "Checkout (checkout)\nformed 2025-06-05"),
        ("organisation", "people: 4"),
    ] {
        let said = world.says(&["get", view]).await;
        assert!(said.out.contains(says), "{view}: {}{}", said.out, said.err);
    }
    let said = world.says(&["get", "search", "-q", "q=priya"]).await;
    assert!(said.out.contains("Priya"), "{}", said.out);
}

#[tokio::test]
async fn what_is_refused_and_what_is_mistyped_have_their_own_codes() {
    let world = World::new().await;
    let said = world.says(&["follow", "I-1"]).await;
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert_eq!(
        said.err,
        "paceline: You lead I-1.\n  To follow instead, hand over the lead or step back first.\n"
    );
    for wrong in [
        &["follow"][..],
        &["gap", "record", "--is", "a"],
        &["initiative", "follow", "I-1", "--stance", "maybe"],
        &["gap", "forget"],
        &["do"],
        &["do", "gap.record", "--json", "{"],
        &["do", "../me"],
    ] {
        assert_eq!(world.says(wrong).await.code, 2, "{wrong:?}");
    }
    let said = world.says(&["get", "nowhere"]).await;
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .starts_with("paceline: There is nothing called 'nowhere'."),
        "{}",
        said.err
    );
}

#[tokio::test]
async fn whoever_mistypes_a_name_is_told_the_nearest() {
    let world = World::new().await;
    for (typed, what, instead) in [
        (
            &["get", "iniatives"][..],
            "There is nothing called 'iniatives'.",
            "Did you mean 'initiatives'?",
        ),
        (
            &["get", "@prya"],
            "There is no person called 'prya'.",
            "Did you mean 'priya'?",
        ),
        (
            &["get", "teams/chekout"],
            "There is no team called 'chekout'.",
            "Did you mean 'checkout'?",
        ),
        (
            &["initiatives", "--team", "chekout"],
            "There is no team called 'chekout'.",
            "Did you mean 'checkout'? Pick a team from the teams page.",
        ),
        (
            &["ask", "I-1", "--of", "@tomass", "An hour"],
            "There is no person called 'tomass'.",
            "Did you mean 'tomas'?",
        ),
        (
            &["do", "gap.recrd"],
            "There is no command called 'gap.recrd'.",
            "Did you mean 'gap.record'?",
        ),
        (
            &["get", "@zzzzzzzz"],
            "There is no person called 'zzzzzzzz'.",
            "`paceline people` lists everybody.",
        ),
        (
            &["get", "I-9999"],
            "There is no I-9999 that you may read.",
            "`paceline initiatives` lists what you may read;",
        ),
        (
            &["get", "gaps/first"],
            "'first' is no number.",
            "Write a reference such as G-31.",
        ),
    ] {
        let said = world.says(typed).await;
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{typed:?}");
        let begins = format!("paceline: {what}\n  {instead}");
        assert!(said.err.starts_with(&begins), "{typed:?}: {}", said.err);
    }
}

#[tokio::test]
async fn what_has_several_sides_is_typed_as_one() {
    let world = World::new().await;
    let on_trial = [
        "initiative",
        "hand-over",
        "I-1",
        "--to",
        "@tomas",
        "--trial",
        "2026-03-01: @priya",
    ];
    let said = world.says(&on_trial).await;
    assert_eq!(said.code, 0, "{}", said.err);
    let said = world.says(&["get", "I-1"]).await;
    assert!(said.out.contains("2026-03-01"), "{}", said.out);
    let size = [
        "initiative",
        "ask",
        "I-1",
        "--of",
        "@tomas",
        "--what",
        "A word",
        "--size",
        "huge",
    ];
    let said = world.says(&size).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("small, medium, large"), "{}", said.err);
}

#[tokio::test]
async fn a_command_can_be_read_from_standard_input() {
    let world = World::new().await;
    let url = [("PACELINE_URL", world.url.as_str())];
    let json = r#"{"is": "From a pipe", "ought": "Also"}"#;
    let arguments = ["do", "gap.record", "--json", "-"];
    let said = run(world.home.path(), &url, &arguments, json).await;
    assert_eq!(said.out, "G-4: gap recorded\n", "{}", said.err);
    let arguments = ["check-in", "I-1", "--status", "on-track", "-"];
    let said = run(world.home.path(), &url, &arguments, "Two\nlines").await;
    assert_eq!(said.code, 0, "{}", said.err);
    let said = world.says(&["get", "I-1"]).await;
    assert!(said.out.contains("Two"), "{}", said.out);
    let said = world.says(&["do", "--list"]).await;
    assert!(said.out.contains("gap.record"), "{}", said.out);
}

#[tokio::test]
async fn an_outline_is_shown_first_and_taken_in_when_asked() {
    let world = World::with_tokens().await;
    let home = world.home.path();
    run(home, &[], &["login", &world.url], &world.token).await;
    let file = home.join("2099_q3.md");
    let text = "# Goals\n\n1. **Ship every merge**\n   - KR: Days: from 9 to 1 days\n   - KR: Pages: from 8 to 40\n\nMore.\n";
    std::fs::write(&file, text).expect("a file");
    let file = file.to_str().expect("a name");
    let shown = "+ goal 'Ship every merge': until 2099-09-30 [line 3]\n  + key result 'Days': from 9 to 1 days [line 4]\n  \
                 ! key result 'Pages': from 8 to 40 [line 5]\n        A number needs a unit.";
    for _ in 0..2 {
        let said = run(home, &[], &["outline", file], "").await;
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.starts_with(shown), "{}", said.out);
        assert!(
            said.out.contains("· line 7: This text belongs to no goal"),
            "{}",
            said.out
        );
        assert!(
            said.err
                .contains("Nothing is recorded. --take-in makes what has a +: 2 in all."),
            "{}",
            said.err
        );
    }
    let said = run(home, &[], &["outline", file, "--take-in"], "").await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.ends_with(" Ship every merge\n+ Days\n"),
        "{}",
        said.out
    );
    let said = run(home, &[], &["outline", file, "--take-in"], "").await;
    assert_eq!(said.out, "Nothing new was to be made.\n", "{}", said.err);

    let said = run(
        home,
        &[],
        &["outline", "-", "--as", "csv"],
        "objective,owner\n",
    )
    .await;
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(
        said.err
            .contains("Line 1.\n  The header has no column 'goal'."),
        "{}",
        said.err
    );
    std::fs::write(file, b"# Goals\n\xff\n").expect("a file");
    let said = run(home, &[], &["outline", file], "").await;
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("is not UTF-8 from line 2 on."),
        "{}",
        said.err
    );
}
