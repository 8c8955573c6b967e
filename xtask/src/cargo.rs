//! Cargo as a subprocess.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::root()).stderr(Stdio::inherit()).stdin(Stdio::null());
    command
}

/// What `cargo metadata` says of the workspace's own crates.
pub(crate) fn metadata() -> anyhow::Result<serde_json::Value> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .context("cannot run cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata failed");
    serde_json::from_slice(&output.stdout).context("cargo metadata gave no JSON")
}

/// What `isnad` writes to standard output when it is run with `arguments`; the release build, which evaluation needs for
/// its speed and the README's first command has made.
pub(crate) fn isnad(
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> anyhow::Result<String> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "isnad-cli", "--"]);
    command.args(arguments).env("COLUMNS", "100").env("NO_COLOR", "1");
    let output = command.output().context("cannot run isnad")?;
    ensure!(output.status.success(), "{command:?} ended with {}", output.status);
    String::from_utf8(output.stdout).context("isnad wrote bytes that are no UTF-8")
}
