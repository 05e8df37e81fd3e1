//! The API: every view as the core gives it, every command by its name, every problem in a sentence.

mod commands;
mod document;
mod door;
mod views;

use serde_json::Value;

use crate::common::{Answer, World};

pub(crate) const BASE: &str = "/api/v1";

impl World {
    /// Gets a view that must be there.
    async fn had(&self, path: &str) -> Value {
        let answer = self.get(&format!("{BASE}{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/json");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Sends a command as a program does.
    async fn sent(&self, command: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![("Content-Type", "application/json")];
        all.extend(headers);
        let path = format!("{BASE}/commands/{command}");
        self.send("POST", &path, &all, body).await
    }

    /// Sends a command, which must be recorded.
    async fn done(&self, command: &str, body: &str) -> Value {
        let answer = self.sent(command, body, &[]).await;
        assert!(matches!(answer.status, 200 | 201), "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }
}

impl Answer {
    /// It is a problem of this status, which says what is wrong and what to do.
    fn is_problem(&self, status: u16, detail: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["detail"], detail, "{}", self.body);
        for field in ["type", "title", "detail", "instead"] {
            let said = problem[field].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{field} is missing: {}", self.body);
        }
        problem
    }
}
