//! Which cryptography TLS uses, chosen once for the whole process.

use rustls::crypto::ring;

/// Where something else has chosen already, that choice stands.
pub(crate) fn use_ring() {
    drop(ring::default_provider().install_default());
}
