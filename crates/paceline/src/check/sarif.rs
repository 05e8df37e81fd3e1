//! The report as SARIF 2.1.0 (OASIS standard), for code scanning.

use paceline_core::signal::Rule;
use serde_json::{Value, json};

use super::{Found, Proof, Report};

pub(super) fn written(report: &Report<'_>) -> String {
    let rules: Vec<Value> = Rule::ALL.into_iter().map(rule).collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|found| result(found, &report.prefix))
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "paceline",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.name(),
        "name": rule.title(),
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": rule.why() },
        "help": { "text": rule.next().sentence },
        "defaultConfiguration": { "level": "warning" },
    })
}

fn result(found: &Found, prefix: &str) -> Value {
    let told = found
        .evidence
        .iter()
        .map(|proof| proof.what.as_str())
        .collect::<Vec<_>>()
        .join("; ");
    let locations: Vec<Value> = found
        .evidence
        .iter()
        .filter_map(|proof| location(proof, prefix))
        .take(10)
        .collect();
    json!({
        "ruleId": found.rule.name(),
        "level": "warning",
        "message": { "text": format!("{} (since {}): {told}. {} {}", found.title, found.since, found.why, found.next) },
        "locations": locations,
        // The same finding keeps its identity while lines move.
        "partialFingerprints": { "paceline/v1": format!("{}:{}", found.rule.name(), found.subject) },
    })
}

fn location(proof: &Proof, prefix: &str) -> Option<Value> {
    let path = format!("{prefix}{}", proof.path.as_deref()?);
    Some(json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&path) },
            "region": { "startLine": proof.line.unwrap_or(1).max(1) },
        },
    }))
}

/// A relative path as a URI: everything but the unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(super::uri("keps/a b/é.md"), "keps/a%20b/%C3%A9.md");
    }
}
