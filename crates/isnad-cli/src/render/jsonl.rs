//! The claim record, one JSON object a line.

use anyhow::Result;
use isnad::{Article, Claim};

use super::Render;

pub(super) struct Jsonl;

impl Render for Jsonl {
    fn article(&self, _: &Article, claims: &[Claim], out: &mut Vec<u8>) -> Result<()> {
        for claim in claims {
            serde_json::to_writer(&mut *out, claim)?;
            out.push(b'\n');
        }
        Ok(())
    }
}
