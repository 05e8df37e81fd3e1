//! The browser's files: style sheet, script, fonts. Served under names that change with them, packed at build time.

use axum::{
    http::{
        HeaderMap,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse as _, Response},
};

use crate::{
    extract::Path,
    pack::{self, Form},
    problem::Problem,
};

/// A file, with its packed forms where they are smaller.
pub(crate) struct File {
    name: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

// The table of files, made by build.rs from `dist/`; and the names that a page needs: STYLE, SCRIPT, ICON, PRELOADS.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// FNV-1a: short, and good enough to tell addresses apart. Guards nothing.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

pub(crate) async fn serve(
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = FILES.iter().find(|file| file.name == name);
    let file = file.ok_or(Problem::NotFound)?;
    let packed = [(Form::Brotli, file.brotli), (Form::Gzip, file.gzip)]
        .into_iter()
        .find_map(|(form, bytes)| {
            bytes
                .filter(|_| pack::accepts(&headers, form))
                .map(|bytes| (form, bytes))
        });
    let always = [
        (CONTENT_TYPE, file.kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "Accept-Encoding"),
    ];
    Ok(match packed {
        Some((form, bytes)) => (always, [(CONTENT_ENCODING, form.name())], bytes).into_response(),
        None => (always, file.plain).into_response(),
    })
}
