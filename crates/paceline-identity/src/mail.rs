//! Letters to people: plain text over SMTP, to the mail server that the operator names.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    address::Address,
    message::{
        Mailbox, MessageBuilder, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        self, AsyncSmtpTransportBuilder, authentication::Credentials, extension::ClientId,
    },
};
use paceline_core::Time;
use url::{Host, Url};

use crate::{
    Denied, Identity,
    place::{NoSecret, SecretPlace},
};

/// How long one step of the conversation with the mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the whole of it may take.
const PATIENCE_IN_ALL: Duration = Duration::from_secs(30);
const SUBJECT_AT_MOST: usize = 200;

/// What the operator says about the mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `smtp://`, `smtps://` or `smtp+starttls://`, with a host and perhaps a port.
    pub server: Url,
    pub user: Option<String>,
    pub password: SecretPlace,
    /// Who writes: `Paceline <paceline@example.org>`.
    pub from: String,
}

/// Why the settings cannot be used: one sentence, for the operator who starts the server.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error(
        "The mail server has to be an address like smtps://mail.example.org, smtp+starttls://… or smtp://…."
    )]
    Server,
    #[error(
        "A password is not sent over smtp:// to another machine; use smtps:// or smtp+starttls://."
    )]
    PasswordInTheOpen,
    #[error(
        "The password of the mail server belongs into a file or a variable, not into its address."
    )]
    PasswordInAddress,
    #[error("The sender of mails has to be an address like Paceline <paceline@example.org>.")]
    From,
    #[error("The password of the mail server is not at hand: {0}.")]
    Password(#[from] NoSecret),
    #[error("The mail server's certificate could not be checked here: {0}.")]
    Tls(smtp::Error),
}

/// One letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Links in letters sign people in.
        f.debug_struct("Letter").finish_non_exhaustive()
    }
}

/// A letter that nobody waits for at a page. It comes as plain text and as HTML, and says how such letters end.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    pub letter: Letter,
    pub html: String,
    /// Where one request, without signing in, ends such letters (RFC 8058).
    pub stop: Url,
    /// The same however often it is tried, so that two of it are seen to be one.
    pub id: String,
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").finish_non_exhaustive()
    }
}

/// Why a letter was not sent. `Display` is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    #[error("no mail server is set up")]
    NoServer,
    #[error("that is no e-mail address")]
    NoAddress,
    #[error("the mail server refused: {0}")]
    Refused(String),
    #[error("the mail server cannot be reached: {0}")]
    Down(String),
}

impl Unsent {
    /// One sentence for the person who waits for the letter.
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::NoServer => "This server does not send mail.",
            Self::NoAddress => "That does not look like an e-mail address.",
            Self::Refused(_) | Self::Down(_) => "The mail could not be sent.",
        }
    }

    /// What to do instead.
    pub fn instead(&self) -> &'static str {
        match self {
            Self::NoServer => "Ask an administrator for a link.",
            Self::NoAddress => "Write it like ada@example.org.",
            Self::Refused(_) | Self::Down(_) => {
                "Try again in a few minutes, or ask an administrator for a link; the server's log says more."
            }
        }
    }
}

/// Takes letters to the mail server; cheap to clone.
#[derive(Debug, Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Our own name: in greetings and in the ids of messages.
    host: String,
}

impl Post {
    /// Reads the settings, and the password from its place.
    pub fn new(settings: &Settings, public_url: &Url) -> Result<Self, Unusable> {
        let from = settings.from.parse().map_err(|_| Unusable::From)?;
        let host = public_url.host_str().unwrap_or("localhost").to_owned();
        if settings.server.password().is_some() || !settings.server.username().is_empty() {
            return Err(Unusable::PasswordInAddress);
        }
        let mut builder = server(&settings.server)?
            .timeout(Some(PATIENCE))
            .hello_name(greeting(public_url));
        if let Some(user) = &settings.user {
            if is_open_to_others(&settings.server) {
                return Err(Unusable::PasswordInTheOpen);
            }
            let password = settings.password.read(None)?.ok_or(NoSecret::Empty)?;
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            host,
        })
    }

    /// Hands one letter to the mail server.
    pub async fn send(&self, letter: Letter, now: Time) -> Result<(), Unsent> {
        let id = id().map_err(|error| Unsent::Down(error.to_string()))?;
        let message = self.headers(&letter, &id, now)?;
        let message = message.header(ContentType::TEXT_PLAIN).body(letter.text);
        self.hand_over(message.map_err(|error| unwritten(&error))?)
            .await
    }

    /// Hands one notice to the mail server.
    pub async fn send_notice(&self, notice: Notice, now: Time) -> Result<(), Unsent> {
        let Notice {
            letter,
            html,
            stop,
            id,
        } = notice;
        let one_click = "List-Unsubscribe=One-Click".to_owned();
        let message = self
            .headers(&letter, &id, now)?
            .raw_header(raw("List-Unsubscribe", format!("<{stop}>")))
            .raw_header(raw("List-Unsubscribe-Post", one_click))
            .multipart(MultiPart::alternative_plain_html(letter.text, html));
        self.hand_over(message.map_err(|error| unwritten(&error))?)
            .await
    }

    async fn hand_over(&self, message: Message) -> Result<(), Unsent> {
        let sending = tokio::time::timeout(PATIENCE_IN_ALL, self.transport.send(message));
        match sending.await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(unsent(&error)),
            Err(_) => Err(Unsent::Down("it takes too long".to_owned())),
        }
    }

    fn headers(&self, letter: &Letter, id: &str, now: Time) -> Result<MessageBuilder, Unsent> {
        let to: Address = letter.to.trim().parse().map_err(|_| Unsent::NoAddress)?;
        let seconds = Duration::from_secs(now.0.try_into().unwrap_or_default());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&letter.subject))
            .date(SystemTime::UNIX_EPOCH + seconds)
            .message_id(Some(format!("<{id}@{}>", self.host)))
            // RFC 3834: nobody's absence answers such a letter.
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
        Ok(message)
    }
}

impl Identity {
    /// Sends a letter. What goes wrong at the mail server stands in the log.
    pub async fn mail(&self, letter: Letter) -> Result<(), Denied> {
        let sent = match &self.settings().mail {
            Some(post) => post.send(letter, self.now()).await,
            None => Err(Unsent::NoServer),
        };
        sent.map_err(|why| {
            if matches!(why, Unsent::Refused(_) | Unsent::Down(_)) {
                crate::log::line(&format!("a mail was not sent: {why}"));
            }
            Denied::Unsent(why)
        })
    }

    /// Whether letters can be sent at all, so that nobody is offered a way in that leads nowhere.
    pub fn sends_mail(&self) -> bool {
        self.settings().mail.is_some()
    }
}

type Builder = AsyncSmtpTransportBuilder;

fn server(url: &Url) -> Result<Builder, Unusable> {
    type Transport = AsyncSmtpTransport<Tokio1Executor>;
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = host.ok_or(Unusable::Server)?;
    let builder = match url.scheme() {
        "smtps" => Transport::relay(host).map_err(Unusable::Tls)?,
        "smtp+starttls" => Transport::starttls_relay(host).map_err(Unusable::Tls)?,
        "smtp" => Transport::builder_dangerous(host),
        _ => return Err(Unusable::Server),
    };
    Ok(match url.port() {
        Some(port) => builder.port(port),
        None => builder,
    })
}

/// Whether what is said to the server can be read on the way.
fn is_open_to_others(url: &Url) -> bool {
    // In an address of this kind a number is not read as one, so its text is.
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_here = host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    url.scheme() == "smtp" && !is_here
}

fn greeting(public_url: &Url) -> ClientId {
    match public_url.host() {
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        Some(Host::Domain(name)) => ClientId::Domain(name.to_owned()),
        None => ClientId::default(),
    }
}

/// A header as it is; its name is one of ours.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn unwritten(error: &lettre::error::Error) -> Unsent {
    Unsent::Refused(crate::log::bounded(&error.to_string()))
}

fn id() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// A subject is one line, so that nobody writes another header into it.
fn one_line(subject: &str) -> String {
    let words: Vec<&str> = subject
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(SUBJECT_AT_MOST).collect()
}

fn unsent(error: &smtp::Error) -> Unsent {
    let why = crate::log::bounded(&error.to_string());
    if error.is_permanent() || error.is_transient() {
        Unsent::Refused(why)
    } else {
        Unsent::Down(why)
    }
}
