//! The sample dossier that the program carries, for `isnad demo`. `testdata/dossier/README.md` says where it is from.

macro_rules! dossier {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../testdata/dossier/", $name)))),+]
    };
}

/// Its files by name, in the order in which they are coded.
pub(crate) const DOSSIER: &[(&str, &[u8])] =
    dossier!["dossier.jsonl", "zalambessa-08.html", "zalambessa-11.html"];
