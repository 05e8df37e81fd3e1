//! A look at a page: the live record, or the record as it stood at the end of a day.

use std::sync::Arc;

use askama::{Template, filters::escape};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{Html, IntoResponse as _, Response},
};
use jiff::civil::Date;
use paceline_core::{PersonId, Seq, Sight, State, Text, Time};

use crate::{
    app::App,
    copy::Here,
    frame::{Frame, Section},
    problem::Problem,
    url::At,
    visitor::{Arrival, Visitor},
};

/// What a handler answers.
pub(crate) type Shown = Result<Response, Problem>;

/// Who looks at what, and when. A handler of a page asks for one.
pub(crate) struct Look {
    pub(crate) app: App,
    pub(crate) at: At,
    pub(crate) now: Time,
    pub(crate) visitor: Visitor,
    past: Option<Arc<State>>,
    /// The last number of the record before anything was read for this page.
    seq: Seq,
    here: Here,
}

/// What a view is made from.
pub(crate) struct Seen<'a> {
    pub(crate) app: &'a App,
    pub(crate) sight: Sight<'a>,
    pub(crate) visitor: Visitor,
    pub(crate) now: Time,
    pub(crate) at: At,
}

impl Seen<'_> {
    /// Who looks.
    pub(crate) fn me(&self) -> PersonId {
        self.visitor.person
    }
}

impl FromRequestParts<App> for Look {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let at = day_asked(parts.uri.query().unwrap_or_default())?;
        let here = Here::of(parts)?;
        let visitor = Arrival::visitor(parts).ok_or(Problem::SignIn)?;
        let seq = app.store().read(|state| state.seq);
        let clock = app.now();
        let (now, past) = match at.0 {
            None => (clock, None),
            Some(date) if date > clock.date() => return Err(Problem::Future(date)),
            Some(date) => {
                let end = Time::end_of(date);
                let past = app
                    .store()
                    .as_of(end)
                    .await
                    .map_err(|failure| Problem::failed(app, &failure))?;
                (end.min(clock), Some(past))
            }
        };
        Ok(Self {
            app: app.clone(),
            at,
            now,
            visitor,
            past,
            seq,
            here,
        })
    }
}

/// The day that `at=` asks for.
pub(crate) fn day_asked(query: &str) -> Result<At, Problem> {
    let written = query
        .split('&')
        .filter_map(|pair| pair.strip_prefix("at="))
        .find(|value| !value.is_empty());
    let Some(written) = written else {
        return Ok(At(None));
    };
    day(written).map(|date| At(Some(date)))
}

/// A day of the calendar as it stands in a URL: `2026-03-01`.
pub(crate) fn day(written: &str) -> Result<Date, Problem> {
    let looks_like_a_day =
        written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = looks_like_a_day
        .then(|| written.parse::<Date>().ok())
        .flatten();
    date.ok_or(Problem::BadDate)
}

impl Look {
    /// Reads the record. The closure cannot wait, so it never holds up whoever writes.
    pub(crate) fn read<T>(&self, view: impl FnOnce(&Seen<'_>) -> T) -> T {
        let seen = |state: &State| {
            view(&Seen {
                app: &self.app,
                sight: state.seen_by(self.visitor.viewer),
                visitor: self.visitor,
                now: self.now,
                at: self.at,
            })
        };
        match &self.past {
            Some(past) => seen(past),
            None => self.app.store().read(seen),
        }
    }

    /// The record as it stood at the end of an earlier day, for a comparison.
    pub(crate) async fn earlier(&self, date: Date) -> Result<(Time, Arc<State>), Problem> {
        let end = Time::end_of(date);
        let state = self.app.store().as_of(end).await;
        let state = state.map_err(|failure| Problem::failed(&self.app, &failure))?;
        Ok((end, state))
    }

    /// The state of the day that is looked at; `None` for today.
    pub(crate) fn past(&self) -> Option<&Arc<State>> {
        self.past.as_ref()
    }

    /// Reads something that may not exist.
    pub(crate) fn find<T>(&self, view: impl FnOnce(&Seen<'_>) -> Option<T>) -> Result<T, Problem> {
        self.read(view).ok_or(Problem::NotFound)
    }

    /// Refuses to show a form to somebody who looks at the past.
    pub(crate) fn now_only(&self) -> Result<(), Problem> {
        if self.at.is_past() {
            Err(Problem::Past)
        } else {
            Ok(())
        }
    }

    /// Reads the long texts of a view from their rows.
    pub(crate) async fn fill(&self, texts: Vec<&mut Text>) -> Result<(), Problem> {
        for text in texts {
            if let Text::Stored(word) = *text {
                let written = self.app.store().text(word).await;
                let written = written.map_err(|failure| Problem::failed(&self.app, &failure))?;
                *text = written.map_or(Text::Erased, Text::Here);
            }
        }
        Ok(())
    }

    /// The same look, at a page that is wanted as Markdown whatever was asked.
    #[must_use]
    pub(crate) fn copying(mut self, page: &str) -> Self {
        self.here = self.here.copying(page);
        self
    }

    /// A page in its frame.
    pub(crate) fn show<T: Template>(
        &self,
        section: Section,
        page: impl FnOnce(Frame) -> T,
    ) -> Shown {
        self.here.is_for_a_page()?;
        let mut frame = self.read(|seen| Frame::of(seen, section, &self.here.path));
        frame.query.clone_from(&self.here.query);
        // What was recorded while the page was read is not all on it: the page says the number it surely shows.
        frame.seq = frame.seq.map(|_| self.seq.0);
        let organisation = frame.organisation.clone();
        let page =
            written(&page(frame)).map_err(|failure| Problem::unrendered(&self.app, &failure))?;
        if !self.here.is_copied {
            return Ok(Html(page).into_response());
        }
        let Ok(organisation) = escape(organisation, askama::filters::Html);
        let organisation = organisation.to_string();
        let day = self.at.0.unwrap_or_else(|| self.app.now().date());
        let copy = self.here.copy(&page, &organisation, day);
        Ok(([(CONTENT_TYPE, "text/markdown; charset=utf-8")], copy).into_response())
    }
}

/// Room for a page, in bytes; a longer one grows.
const PAGE_SIZE: usize = 32 * 1024;

/// A template as a response.
pub(crate) fn rendered<T: Template>(
    status: StatusCode,
    template: &T,
) -> Result<Response, askama::Error> {
    Ok((status, Html(written(template)?)).into_response())
}

fn written<T: Template>(template: &T) -> Result<String, askama::Error> {
    // A page is some 20 KiB: with the room made at once it is never copied while it grows.
    let mut page = String::with_capacity(PAGE_SIZE);
    template.render_into(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_of_the_calendar_is_taken() {
        assert_eq!(
            day_asked("find=x&at=2026-03-01").ok(),
            Some(At(Some(jiff::civil::date(2026, 3, 1))))
        );
        assert_eq!(day_asked("at=").ok(), Some(At(None)));
        for wrong in [
            "at=2026-02-30",
            "at=yesterday",
            "at=+02026-03-01",
            "at=2026-3-1",
            "at=2026-03-01T00",
        ] {
            assert!(day_asked(wrong).is_err(), "{wrong}");
        }
    }
}
