//! The compiled form of a set of source files: bytes with a magic, a format version and a checksum.
//!
//! Layout, all integers little-endian: magic (8 bytes), format version (u32), BLAKE3 hash of the rest
//! (32 bytes), three section lengths (u64 each), then the sections: the key map (an FST from folded
//! keys to `offset << 16 | count` into the forms), the forms (8 bytes each, see [`PackedForm`]), and
//! the entries (postcard). The first two are used in place; malformed bytes are an error when loaded
//! and never a panic afterwards, since the checksum covers them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::entry::{
    ActorEntry, CountryEntry, CueEntry, EventEntry, FigureNounEntry, HeadEntry, How, Lexeme,
    NameEntry, PlaceEntry, PlaceNounEntry, TopicEntry, WordEntry,
};
use crate::inflect::{Features, Gender, Number, Part, Person, Voice};

const MAGIC: &[u8; 8] = b"ISNADLEX";
/// Version of the compiled form; raised when the layout, an entry type or a dependency's serialised
/// form changes. 1: first version.
pub const FORMAT_VERSION: u32 = 1;
const HEADER: usize = 8 + 4 + 32 + 3 * 8;
/// Bytes of one packed form.
pub(crate) const FORM_BYTES: usize = 8;

/// Why bytes are not a lexicon that this version can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArtifactError {
    /// Not a compiled lexicon.
    #[error("these bytes are not a compiled lexicon; compile the source files again")]
    NotALexicon,
    /// Compiled by another version.
    #[error(
        "the lexicon has format {found}, this version reads {FORMAT_VERSION}; compile the source files again"
    )]
    OtherVersion {
        /// The version found.
        found: u32,
    },
    /// Truncated or damaged.
    #[error("the compiled lexicon is damaged; compile the source files again")]
    Damaged,
}

/// Bytes that are either part of the program or shared.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>, std::ops::Range<usize>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes, range) => &bytes[range.clone()],
        }
    }
}

impl Bytes {
    fn part(&self, range: std::ops::Range<usize>) -> Self {
        match self {
            Self::Static(bytes) => Self::Static(&bytes[range]),
            Self::Shared(bytes, whole) => {
                Self::Shared(bytes.clone(), whole.start + range.start..whole.start + range.end)
            }
        }
    }
}

/// What a form leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum TargetKind {
    Lexeme,
    Head,
    Actor,
    Country,
    Place,
    PlaceNoun,
    Figure,
    Topic,
    Name,
    Word,
}

impl TargetKind {
    const ALL: [Self; 10] = [
        Self::Lexeme,
        Self::Head,
        Self::Actor,
        Self::Country,
        Self::Place,
        Self::PlaceNoun,
        Self::Figure,
        Self::Topic,
        Self::Name,
        Self::Word,
    ];
}

/// One form of one entry, as stored: kind and manner of naming (one byte each), features (two bytes),
/// index of the entry (four bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PackedForm {
    pub(crate) kind: TargetKind,
    pub(crate) index: u32,
    pub(crate) how: u8,
    pub(crate) features: Features,
}

impl PackedForm {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.kind as u8);
        out.push(self.how);
        out.extend_from_slice(&pack(self.features).to_le_bytes());
        out.extend_from_slice(&self.index.to_le_bytes());
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; FORM_BYTES] = bytes.try_into().ok()?;
        Some(Self {
            kind: *TargetKind::ALL.get(bytes[0] as usize)?,
            how: bytes[1],
            features: unpack(u16::from_le_bytes([bytes[2], bytes[3]])),
            index: u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]),
        })
    }
}

pub(crate) fn how_code(how: How) -> u8 {
    how as u8
}

pub(crate) fn how_of(code: u8) -> How {
    match code {
        1 => How::Capital,
        2 => How::Adjective,
        3 => How::Palace,
        _ => How::Name,
    }
}

fn pack(f: Features) -> u16 {
    (f.part as u16)
        | (f.voice as u16) << 3
        | (f.person as u16) << 5
        | (f.gender as u16) << 7
        | (f.number as u16) << 9
        | u16::from(f.construct) << 11
        | u16::from(f.before_suffix) << 12
        | u16::from(f.accusative) << 13
}

fn unpack(bits: u16) -> Features {
    const PARTS: [Part; 7] = [
        Part::Base,
        Part::Perfect,
        Part::Imperfect,
        Part::Imperative,
        Part::ActiveParticiple,
        Part::PassiveParticiple,
        Part::VerbalNoun,
    ];
    let three = |shift: u16| ((bits >> shift) & 3) as usize;
    Features {
        part: PARTS.get((bits & 7) as usize).copied().unwrap_or_default(),
        voice: *[Voice::Active, Voice::Passive, Voice::Either]
            .get(three(3))
            .unwrap_or(&Voice::Active),
        person: *[Person::First, Person::Second, Person::Third]
            .get(three(5))
            .unwrap_or(&Person::Third),
        gender: *[Gender::Masculine, Gender::Feminine, Gender::Common]
            .get(three(7))
            .unwrap_or(&Gender::Masculine),
        number: *[Number::Singular, Number::Dual, Number::Plural]
            .get(three(9))
            .unwrap_or(&Number::Singular),
        construct: bits & (1 << 11) != 0,
        before_suffix: bits & (1 << 12) != 0,
        accusative: bits & (1 << 13) != 0,
    }
}

/// All entries of one compiled set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Entries {
    pub(crate) files: Vec<String>,
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) events: Vec<EventEntry>,
    pub(crate) cues: Vec<CueEntry>,
    pub(crate) heads: Vec<HeadEntry>,
    pub(crate) actors: Vec<ActorEntry>,
    pub(crate) countries: Vec<CountryEntry>,
    pub(crate) places: Vec<PlaceEntry>,
    pub(crate) place_nouns: Vec<PlaceNounEntry>,
    pub(crate) figures: Vec<FigureNounEntry>,
    pub(crate) topics: Vec<TopicEntry>,
    pub(crate) names: Vec<NameEntry>,
    pub(crate) words: Vec<WordEntry>,
}

/// A loaded set.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) map: fst::Map<Bytes>,
    pub(crate) forms: Bytes,
}

/// Puts the sections together.
pub(crate) fn write(map: &[u8], forms: &[u8], entries: &Entries) -> Vec<u8> {
    // Serialising plain vectors and strings into memory cannot fail.
    let entries = postcard::to_stdvec(entries).unwrap_or_default();
    let mut body = Vec::with_capacity(24 + map.len() + forms.len() + entries.len());
    for section in [map.len(), forms.len(), entries.len()] {
        body.extend_from_slice(&(section as u64).to_le_bytes());
    }
    for section in [map, forms, &entries] {
        body.extend_from_slice(section);
    }
    let mut out = Vec::with_capacity(44 + body.len());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    out.extend_from_slice(blake3::hash(&body).as_bytes());
    out.extend_from_slice(&body);
    out
}

/// Takes the sections apart. The bytes of the program itself are trusted; others are checked against
/// their checksum.
pub(crate) fn read(bytes: Bytes) -> Result<(Layer, Entries), ArtifactError> {
    let all = bytes.as_ref();
    if all.len() < HEADER || &all[..8] != MAGIC {
        return Err(ArtifactError::NotALexicon);
    }
    let version = u32::from_le_bytes([all[8], all[9], all[10], all[11]]);
    if version != FORMAT_VERSION {
        return Err(ArtifactError::OtherVersion { found: version });
    }
    if matches!(bytes, Bytes::Shared(..)) && blake3::hash(&all[44..]).as_bytes() != &all[12..44] {
        return Err(ArtifactError::Damaged);
    }
    let mut at = HEADER;
    let mut sections = [0..0, 0..0, 0..0];
    for (i, section) in sections.iter_mut().enumerate() {
        let from = 44 + i * 8;
        let mut len = [0; 8];
        len.copy_from_slice(&all[from..from + 8]);
        let len = usize::try_from(u64::from_le_bytes(len)).map_err(|_| ArtifactError::Damaged)?;
        let end = at.checked_add(len).filter(|e| *e <= all.len()).ok_or(ArtifactError::Damaged)?;
        *section = at..end;
        at = end;
    }
    let [map, forms, entries] = sections;
    let entries = postcard::from_bytes(&all[entries]).map_err(|_| ArtifactError::Damaged)?;
    let map = fst::Map::new(bytes.part(map)).map_err(|_| ArtifactError::Damaged)?;
    Ok((Layer { map, forms: bytes.part(forms) }, entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_round_trip() {
        let f = Features {
            part: Part::VerbalNoun,
            voice: Voice::Either,
            person: Person::Second,
            gender: Gender::Common,
            number: Number::Plural,
            construct: true,
            before_suffix: false,
            accusative: true,
        };
        assert_eq!(unpack(pack(f)), f);
        assert_eq!(unpack(pack(Features::default())), Features::default());
    }

    #[test]
    fn other_bytes_are_told_apart() {
        let read = |bytes: Vec<u8>| {
            let len = bytes.len();
            read(Bytes::Shared(bytes.into(), 0..len)).map(|_| ()).unwrap_err()
        };
        assert_eq!(read(b"hello".to_vec()), ArtifactError::NotALexicon);
        let empty = fst::Map::default();
        let good = write(empty.as_fst().as_bytes(), &[], &Entries::default());
        let mut other = good.clone();
        other[8] = 99;
        assert_eq!(read(other), ArtifactError::OtherVersion { found: 99 });
        let mut damaged = good.clone();
        let last = damaged.len() - 1;
        damaged[last] ^= 1;
        assert_eq!(read(damaged), ArtifactError::Damaged);
        assert_eq!(read(good[..good.len() - 2].to_vec()), ArtifactError::Damaged);
    }
}
