//! Reads the history of a folder from the git repository that it lies in.

use std::io::{self, BufRead};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::command::Git;
use super::lineage::Lineages;
use super::log::{self, Commit};
use super::{History, HistoryError, Problems, Repository, dates};
use crate::progress::Progress;

const PHASE: &str = "reading history";

/// Reads the history of the files below `root`; nothing when git does not look after them.
///
/// `wanted` says whether the file of a path belongs to a record; only such files get rows and are counted.
pub fn from_git(
    root: &Path,
    wanted: &dyn Fn(&str) -> bool,
    progress: &dyn Fn(Progress),
) -> Result<Option<(History, Repository)>, HistoryError> {
    read(Git::new("git", root), wanted, progress)
}

/// Like [`from_git`], with any program for git.
pub(super) fn read(
    git: Git,
    wanted: &dyn Fn(&str) -> bool,
    progress: &dyn Fn(Progress),
) -> Result<Option<(History, Repository)>, HistoryError> {
    let Some(place) = Place::of(&git)? else {
        return Ok(None);
    };
    let mut problems = Problems::of(".".to_owned());
    if place.bare {
        problems.add(
            None,
            "This is a bare git repository: it has no files to read.".to_owned(),
            "no history; clone it and give the clone".to_owned(),
        );
        let history = History {
            problems: problems.finish(),
            ..History::default()
        };
        return Ok(Some((history, Repository::of(git))));
    }
    let Some(head) = Head::of(&git)? else {
        return Ok(Some((History::default(), Repository::of(git))));
    };
    let mut today = Vec::new();
    git.stream(
        &["ls-tree", "-r", "-z", "--name-only", &head.id],
        &mut |paths| log::read_paths(paths, &mut |path| today.push(path)),
    )?
    .map_err(|said| git.cannot_read(&said))?;
    if today.is_empty() && place.below_top {
        // The folder only happens to lie inside a repository.
        return Ok(None);
    }
    let mut reading = Reading::new(&today, wanted, problems, progress);
    let alike = |how| arguments(how, &head.id, place.below_top);
    let first = git.stream(&alike("-M"), &mut |log| reading.log(log))?;
    if first.is_err() {
        // A partial clone lacks the contents that renames are told by; whole moves need none.
        reading = Reading::new(&today, wanted, reading.again(), progress);
        git.stream(&alike("-M100%"), &mut |log| reading.log(log))?
            .map_err(|said| git.cannot_read(&said))?;
        reading.problems.add(
            None,
            "Git could not compare the contents of files, as in a partial clone.".to_owned(),
            "files that were renamed and edited at once begin there".to_owned(),
        );
    }
    Ok(Some((reading.finish(&head, &place), Repository::of(git))))
}

/// Where a folder lies in its repository.
struct Place {
    bare: bool,
    shallow: bool,
    below_top: bool,
}

impl Place {
    fn of(git: &Git) -> Result<Option<Self>, HistoryError> {
        let questions = [
            "rev-parse",
            "--is-bare-repository",
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-prefix",
        ];
        let Some(answer) = git.ask(&questions)? else {
            let mut above = git.root().ancestors();
            if above.any(|folder| folder.join(".git").exists()) {
                return Err(git.not_installed());
            }
            return Ok(None);
        };
        let mut lines = answer.words.lines();
        let mut yes = || lines.next() == Some("true");
        let (bare, inside, shallow) = (yes(), yes(), yes());
        if !answer.good {
            if answer.said.contains("not a git repository") {
                return Ok(None);
            }
            return Err(git.cannot_read(&answer.said));
        }
        Ok((bare || inside).then(|| Self {
            bare: !inside,
            shallow,
            below_top: lines.next().is_some_and(|prefix| !prefix.is_empty()),
        }))
    }
}

/// The commit that the folder shows.
struct Head {
    id: String,
    date: Option<Timestamp>,
}

impl Head {
    /// Nothing when there is no commit yet.
    fn of(git: &Git) -> Result<Option<Self>, HistoryError> {
        let ask = |arguments: &[&str]| git.ask(arguments)?.ok_or_else(|| git.not_installed());
        let answer = ask(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let Some(id) = log::object_id(answer.words.trim().as_bytes()) else {
            return Ok(None);
        };
        let answer = ask(&[
            "log",
            "-1",
            "-s",
            "--no-show-signature",
            "--format=%ct",
            &id,
            "--",
        ])?;
        if !answer.good {
            return Err(git.cannot_read(&answer.said));
        }
        let date = log::moment(&answer.words).filter(dates::possible);
        Ok(Some(Self { id, date }))
    }
}

/// The arguments of the one long log. Rename detection as git has it by default, whatever is configured.
fn arguments<'a>(alike: &'a str, head: &'a str, below_top: bool) -> Vec<&'a str> {
    let mut arguments = vec![
        "log",
        "--raw",
        "-z",
        alike,
        "-l1000",
        "-O/dev/null",
        "--root",
        "--relative",
        "--no-merges",
        "--no-abbrev",
        "--topo-order",
        "--no-color",
        "--no-decorate",
        "--no-notes",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-textconv",
        "--encoding=UTF-8",
        log::FORMAT,
    ];
    if below_top {
        arguments.push("--full-history");
    }
    arguments.extend([head, "--"]);
    if below_top {
        arguments.push(".");
    }
    arguments
}

/// A log on its way.
struct Reading<'a> {
    lineages: Lineages<'a>,
    problems: Problems,
    progress: &'a dyn Fn(Progress),
    commits: u64,
    oldest: Option<Timestamp>,
    newest: Option<Timestamp>,
    /// Date of the commit before, for commits that have none.
    near: Timestamp,
}

impl<'a> Reading<'a> {
    fn new(
        today: &[String],
        wanted: &'a dyn Fn(&str) -> bool,
        problems: Problems,
        progress: &'a dyn Fn(Progress),
    ) -> Self {
        let mut lineages = Lineages::new(wanted);
        for path in today {
            lineages.there_is(path);
        }
        Self {
            lineages,
            problems,
            progress,
            commits: 0,
            oldest: None,
            newest: None,
            near: Timestamp::default(),
        }
    }

    /// The problems of a reading that begins anew: none.
    fn again(self) -> Problems {
        Problems::of(self.problems.path)
    }

    fn log(&mut self, log: &mut dyn BufRead) -> io::Result<()> {
        log::read_log(log, &mut |commit| {
            self.commit(commit);
            Ok(())
        })
    }

    fn commit(&mut self, commit: Commit) {
        let dates = dates::settle(commit.written, commit.committed, self.near);
        if let Some((what, read_as)) = &dates.doubt {
            let what = format!("Commit {} {what}.", commit.id);
            self.problems.add(None, what, read_as.clone());
        }
        self.near = dates.committed;
        self.oldest = Some(
            self.oldest
                .map_or(self.near, |oldest| oldest.min(self.near)),
        );
        self.newest = self.newest.max(Some(self.near));
        self.lineages.take(commit, &dates);
        self.commits += 1;
        if self.commits.is_multiple_of(1000) {
            self.report(None);
        }
    }

    fn report(&self, total: Option<u64>) {
        (self.progress)(Progress {
            phase: PHASE,
            done: self.commits,
            total,
        });
    }

    fn finish(mut self, head: &Head, place: &Place) -> History {
        self.report(Some(self.commits));
        if let (true, Some(oldest)) = (place.shallow, self.oldest) {
            let day = oldest.to_zoned(TimeZone::UTC).date();
            self.problems.add(
                None,
                format!("This is a shallow clone: its history is cut at {day}."),
                "all that is older as made on that day; `git fetch --unshallow` brings the rest"
                    .to_owned(),
            );
        }
        History {
            rows: self.lineages.finish(),
            field_changes: Vec::new(),
            problems: self.problems.finish(),
            head: head.date.or(self.newest),
        }
    }
}
