//! `isnad extract`: pages and texts to article JSONL.

use std::io::{self, Write};

use anyhow::Result;
use isnad::in_order;

use crate::args::Extract;
use crate::coding::threads;
use crate::input::Inputs;
use crate::{Outcome, report};

pub(crate) fn run(args: &Extract) -> Result<Outcome> {
    let inputs = Inputs::new(&args.input)?;
    let mut out = io::stdout().lock();
    let mut problems = 0;
    in_order(
        inputs.units(),
        threads(args.threads),
        || (),
        |(), unit| {
            let article = inputs.article(unit)?;
            let mut line = serde_json::to_vec(&article).map_err(|e| e.to_string())?;
            line.push(b'\n');
            Ok(line)
        },
        |line: Result<Vec<u8>, String>| -> io::Result<()> {
            match line {
                Ok(line) => out.write_all(&line),
                Err(message) => {
                    problems += 1;
                    report(&message);
                    Ok(())
                }
            }
        },
    )?;
    Ok(Outcome::of(problems))
}
