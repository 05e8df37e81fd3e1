//! Letters, as a real mail server receives them.

use paceline_core::Time;
use paceline_identity::{
    Denied,
    mail::{Letter, Post, Settings, Unsent, Unusable},
    place::SecretPlace,
};
use url::Url;

use crate::parts::{mail_server::MailServer, world::World};

const NOW: Time = Time(1_772_352_000);

fn settings(server: Url) -> Settings {
    Settings {
        server,
        user: None,
        password: SecretPlace::None,
        from: "Paceline <paceline@example.org>".to_owned(),
    }
}

fn post(settings: &Settings) -> Result<Post, Unusable> {
    let here = Url::parse("https://pace.example.org/").unwrap();
    Post::new(settings, &here)
}

fn letter(to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: "Your way in".to_owned(),
        text: "Here it is:\nhttps://pace.example.org/l/abc\n".to_owned(),
    }
}

fn header<'a>(letter: &'a str, name: &str) -> Option<&'a str> {
    let (headers, _) = letter.split_once("\r\n\r\n")?;
    let mut lines = headers.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    post.send(letter("ada@example.org"), NOW).await.unwrap();
    let letters = server.letters();
    let [letter] = letters.as_slice() else {
        panic!("{letters:?}");
    };
    let of = |name| header(letter, name).unwrap_or_else(|| panic!("{name} in {letter}"));
    assert_eq!(of("X-Greeting"), "pace.example.org");
    assert_eq!(of("X-To"), "ada@example.org");
    assert_eq!(of("From"), "Paceline <paceline@example.org>");
    assert_eq!(of("To"), "ada@example.org");
    assert_eq!(of("Subject"), "Your way in");
    assert_eq!(of("Date"), "Sun, 01 Mar 2026 08:00:00 +0000");
    assert_eq!(of("Auto-Submitted"), "auto-generated");
    assert_eq!(of("Content-Type"), "text/plain; charset=utf-8");
    assert!(of("Message-ID").ends_with("@pace.example.org>"));
    let (_, text) = letter.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        text.trim_end(),
        "Here it is:\r\nhttps://pace.example.org/l/abc"
    );
}

#[tokio::test]
async fn no_two_letters_have_the_same_id() {
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    for _ in 0..2 {
        post.send(letter("ada@example.org"), NOW).await.unwrap();
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert_ne!(
        header(&letters[0], "Message-ID"),
        header(&letters[1], "Message-ID")
    );
}

#[tokio::test]
async fn every_language_fits_into_a_letter() {
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    let letter = Letter {
        subject: "Grüße aus Łódź 🎉".to_owned(),
        text: "Zażółć gęślą jaźń.\n".to_owned(),
        ..letter("ada@example.org")
    };
    post.send(letter, NOW).await.unwrap();
    let letters = server.letters();
    let subject = header(&letters[0], "Subject").unwrap();
    assert!(subject.starts_with("=?utf-8?b?"), "{subject}");
    assert!(letters[0].is_ascii());
}

#[tokio::test]
async fn nobody_writes_headers_or_a_second_recipient_into_a_letter() {
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    for to in [
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org, eve@example.org",
        "ada@example.org>\r\nRCPT TO:<eve@example.org",
        "Ada <ada@example.org>",
        "ada",
        "",
    ] {
        let refused = post.send(letter(to), NOW).await;
        assert!(
            matches!(refused, Err(Unsent::NoAddress)),
            "{to}: {refused:?}"
        );
    }
    assert_eq!(server.letters().len(), 0);
    let letter = Letter {
        subject: "Hello\r\nBcc: eve@example.org\r\n\r\nClick here".to_owned(),
        text: "one\r\n.\r\nMAIL FROM:<eve@example.org>\r\n".to_owned(),
        ..letter("ada@example.org")
    };
    post.send(letter, NOW).await.unwrap();
    let letters = server.letters();
    assert_eq!(letters.len(), 1, "a lone dot ends no letter");
    assert_eq!(
        header(&letters[0], "Subject"),
        Some("Hello Bcc: eve@example.org Click here")
    );
    assert_eq!(header(&letters[0], "Bcc"), None);
    assert_eq!(header(&letters[0], "X-To"), Some("ada@example.org"));
}

#[tokio::test]
async fn a_server_that_refuses_is_quoted_in_the_log_only() {
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    for to in ["eve@refused.example", "eve@busy.example"] {
        let refused = post.send(letter(to), NOW).await.unwrap_err();
        assert!(matches!(refused, Unsent::Refused(_)), "{refused:?}");
        assert_eq!(refused.sentence(), "The mail could not be sent.");
    }
    let refused = post.send(letter("eve@refused.example"), NOW).await;
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("nobody of that name"), "{said}");
}

#[tokio::test]
async fn a_server_that_is_down_is_said_to_be() {
    let server = MailServer::start(&[]);
    let settings = settings(server.url("smtp"));
    drop(server);
    let post = post(&settings).unwrap();
    let unsent = post.send(letter("ada@example.org"), NOW).await;
    assert!(matches!(unsent, Err(Unsent::Down(_))), "{unsent:?}");
}

#[tokio::test]
async fn what_is_to_be_encrypted_is_never_sent_in_the_open() {
    // This server speaks no TLS.
    let server = MailServer::start(&[]);
    for scheme in ["smtp+starttls", "smtps"] {
        let post = post(&settings(server.url(scheme))).unwrap();
        let unsent = post.send(letter("ada@example.org"), NOW).await;
        assert!(unsent.is_err(), "{scheme}");
    }
    assert_eq!(server.letters().len(), 0);
}

#[tokio::test]
async fn a_password_opens_the_server_and_a_wrong_one_does_not() {
    let server = MailServer::start(&["paceline", "s3cret"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    let mut settings = settings(server.url("smtp"));
    settings.user = Some("paceline".to_owned());
    settings.password = SecretPlace::File(file.clone());
    assert!(matches!(post(&settings), Err(Unusable::Password(_))));
    for (password, arrived) in [("wrong\n", 0), ("s3cret\n", 1)] {
        std::fs::write(&file, password).unwrap();
        let post = post(&settings).unwrap();
        assert!(!format!("{post:?}").contains("s3cret"));
        let sent = post.send(letter("ada@example.org"), NOW).await;
        assert_eq!(sent.is_ok(), arrived == 1, "{sent:?}");
        assert_eq!(server.letters().len(), arrived);
    }
}

#[test]
fn settings_that_cannot_work_are_refused_when_the_server_starts() {
    let of = |url: &str| settings(Url::parse(url).unwrap());
    let why = |settings: &Settings| post(settings).map(drop).unwrap_err().to_string();
    assert!(why(&of("https://mail.example.org")).starts_with("The mail server has to be"));
    assert!(why(&of("smtp:mail")).starts_with("The mail server has to be"));
    assert!(why(&of("smtps://a:b@mail.example.org")).contains("into a file or a variable"));
    let mut from = of("smtps://mail.example.org");
    from.from = "Paceline\r\nBcc: eve@example.org".to_owned();
    assert!(why(&from).starts_with("The sender"));
    let mut open = of("smtp://mail.example.org");
    open.user = Some("paceline".to_owned());
    assert!(why(&open).starts_with("A password is not sent"));
    assert!(post(&of("smtp+starttls://mail.example.org:2525")).is_ok());
}

#[tokio::test]
async fn an_organisation_without_a_mail_server_says_so() {
    let world = World::new().await;
    assert!(!world.identity.sends_mail());
    let unsent = world.identity.mail(letter("ada@example.org")).await;
    assert_eq!(unsent, Err(Denied::Unsent(Unsent::NoServer)));
    let server = MailServer::start(&[]);
    let post = post(&settings(server.url("smtp"))).unwrap();
    let world = World::at("https://pace.example.org/", Some(post)).await;
    world
        .identity
        .mail(letter("ada@example.org"))
        .await
        .unwrap();
    assert_eq!(server.letters().len(), 1);
    let unsent = world.identity.mail(letter("eve@refused.example")).await;
    let said = unsent.unwrap_err();
    assert_eq!(said.to_string(), "The mail could not be sent.");
    assert!(!said.instead().contains("nobody of that name"));
}
