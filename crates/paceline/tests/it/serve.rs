//! `serve` and `demo`: what they refuse, and that they answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::common::paceline;

#[test]
fn other_machines_come_in_under_a_public_address_only() {
    for address in ["0.0.0.0:7171", "192.0.2.1:80", "[::]:7171"] {
        let said = paceline(&["serve", "--listen", address]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("--public-url"), "{}", said.err);
        let alone = ["serve", "--alone", "ada", "--listen", address];
        let said = paceline(&alone);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("act as you"), "{}", said.err);
        let said = paceline(&["demo", "--listen", address]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("nobody signs in here"), "{}", said.err);
    }
}

#[test]
fn settings_that_cannot_be_used_are_refused_before_anything_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let refused = |arguments: &[&str], sentence: &str| {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0", "--data"];
        all.push(data.to_str().unwrap());
        all.extend(arguments);
        let said = paceline(&all);
        assert_eq!(said.code, 2);
        assert!(said.err.contains(sentence), "{}", said.err);
    };
    refused(
        &["--public-url", "paceline.example.org"],
        "no address of a site",
    );
    refused(&["--smtp", "smtp://localhost"], "--mail-from");
    refused(
        &[
            "--smtp",
            "smtp://mail.example.org",
            "--smtp-user",
            "ada",
            "--mail-from",
            "a@example.org",
        ],
        "mail server",
    );
    assert!(!data.exists());
}

#[test]
fn the_first_start_prints_a_link_for_whoever_looks_after_accounts() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let started = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paceline"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data", data]);
        let mut running = Running(command.stdout(Stdio::piped()).spawn().unwrap());
        let out = BufReader::new(running.0.stdout.take().unwrap());
        let said: Vec<String> = out.lines().take(3).map(Result::unwrap).collect();
        (running, said)
    };
    let (first, said) = started();
    let link = said[1].trim().strip_prefix("http://").unwrap().to_owned();
    let (host, path) = link.split_once('/').unwrap();
    let opened = get(host, &format!("/{path}"));
    assert!(opened.starts_with("HTTP/1.1 200"), "{opened}");
    let page = get(host, "/gaps");
    assert!(page.starts_with("HTTP/1.1 303"), "{page}");
    assert!(page.contains("location: /sign-in?next="), "{page}");
    drop(first);
    let (_second, said) = started();
    let (host, _) = said[1]
        .trim()
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let again = get(host, &format!("/{path}"));
    assert!(
        again.starts_with("HTTP/1.1 410"),
        "a new start, a new link: {again}"
    );
    assert!(!said[1].contains(path));
}

/// A running server that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn the_demo_opens_a_lively_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_paceline"));
    command
        .args([
            "demo",
            "--listen",
            "127.0.0.1:0",
            "--people",
            "12",
            "--years",
            "1",
            "--data",
        ])
        .arg(folder.path());
    let mut running = Running(
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .expect("it prints its address");
    for path in [
        "/",
        "/signals",
        "/gaps",
        "/initiatives",
        "/initiatives/1",
        "/goals",
        "/teams",
        "/people",
    ] {
        let answer = get(address, path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    }
    let second = paceline(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(
        second.code, 2,
        "one process at a time writes an embedded record"
    );
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_although_a_page_is_listening() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paceline"));
    command.args([
        "demo",
        "--listen",
        "127.0.0.1:0",
        "--people",
        "5",
        "--years",
        "0",
    ]);
    let mut running = Running(
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    let mut out = BufReader::new(running.0.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap();
    let address = address.split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /live HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    let mut events = BufReader::new(stream).lines();
    assert!(events.any(|line| line.unwrap() == "event: record"));
    let pid = running.0.id().to_string();
    let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(told.success());
    // Would wait for ever if the open stream held the server up.
    assert!(running.0.wait().unwrap().success());
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server answers");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .expect("the server answers");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("the server answers");
    answer
}
