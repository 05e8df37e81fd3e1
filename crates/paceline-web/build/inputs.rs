//! What the browser's files are made from, as one number. The build script of this crate and `cargo xtask assets` share
//! it, so that both mean the same by "changed".

use std::{fs, io, path::Path};

/// Everything that changes what is built, from the root of the repository.
pub(crate) const INPUTS: &[&str] = &[
    "crates/paceline-web/assets.mjs",
    "crates/paceline-web/islands",
    "crates/paceline-web/static",
    "package-lock.json",
];

/// FNV-1a over names and contents. Guards nothing: it only tells one state of the files from another.
pub(crate) fn hash(root: &Path) -> io::Result<u64> {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for input in INPUTS {
        add(root, input, &mut hash)?;
    }
    Ok(hash)
}

fn add(root: &Path, path: &str, hash: &mut u64) -> io::Result<()> {
    let full = root.join(path);
    if full.is_dir() {
        let mut names = Vec::new();
        for entry in fs::read_dir(&full)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort_unstable();
        return names
            .iter()
            .try_for_each(|name| add(root, &format!("{path}/{name}"), hash));
    }
    stir(hash, path.as_bytes());
    stir(hash, &fs::read(&full)?);
    Ok(())
}

fn stir(hash: &mut u64, bytes: &[u8]) {
    // The length keeps a name and a content apart.
    let length = bytes.len().to_le_bytes();
    for byte in bytes.iter().chain(&length) {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
