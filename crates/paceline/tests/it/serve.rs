//! `serve` and `demo`: what they refuse, and that they answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::common::paceline;

#[test]
fn other_machines_are_kept_out_until_sign_in_is_built() {
    for address in ["0.0.0.0:7171", "192.0.2.1:80", "[::]:7171"] {
        let said = paceline(&["serve", "--listen", address]);
        assert_eq!(said.code, 2);
        assert!(
            said.err.contains("sign-in is not built yet"),
            "{}",
            said.err
        );
    }
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
