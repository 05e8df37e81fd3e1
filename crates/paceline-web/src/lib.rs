//! The doors of Paceline: server-made pages over the store, without rules of their own. Islands of script only add.
//!
//! ```text
//! GET  ─► guard ─► Look   ─► a view of the core, read from memory ─► template
//! POST ─► guard ─► Acting ─► a command of the core ─► 303 back, or the form again with why not
//! scim ─► guard ─► admit ─► identity's `directory`, for people and groups
//! api  ─► guard ─► the same Look and Acting, answered as JSON
//! ```
//!
//! Read in this order: `routes` (every URL), `pages` (one file a feature), `look` and `acting` (what a handler may
//! do), `guard` (what every request passes), `problem` (what goes wrong, as a page).

mod routes;
mod routes_initiatives;
mod url;
mod url_accounts;
mod url_agreeing;
mod url_asking;
mod url_at;
mod url_compass;
mod url_documents;
mod url_ending;
mod url_gaps;
mod url_goals;
mod url_initiatives;
mod url_leading;
mod url_organisation;
mod url_points;
mod url_results;
mod url_text;

mod api;
mod app;
mod finder;
mod pages;
mod scim;

mod acting;
mod body;
mod caller;
mod cookie;
mod copy;
mod extract;
mod farewell;
mod letters;
mod look;
mod signed;
mod taking_in;
mod visitor;
mod ways;

mod form;
mod frame;
mod html;
mod known;
mod list;
mod markdown;
mod outside;
mod pictures;
mod sheet;

mod assets;
mod guard;
mod kept;
mod live;
mod mentions;
mod notices;
mod pack;
mod place;
mod problem;
mod server;

pub mod bench;

pub use app::App;
pub use letters::address as address_of_link;
pub use notices::Notices;
pub use place::Place;
pub use routes::router;
pub use server::serve;
pub use visitor::Eyes;
