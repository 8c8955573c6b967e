//! Every relative link of a Markdown page leads to a file or folder of the repository.

use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;

/// Folders without pages of ours.
const SKIPPED: &[&str] = &["target", ".git", "corpus", "artifacts"];

/// Links that lead nowhere, as `PAGE:LINE: TARGET`.
pub(crate) fn problems(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut problems = Vec::new();
    for page in pages(root)? {
        let text = std::fs::read_to_string(&page).with_context(|| page.display().to_string())?;
        let name = page.strip_prefix(root).unwrap_or(&page).display().to_string();
        let folder = page.parent().unwrap_or(root);
        for (line, target) in links(&text) {
            if !leads_inside(root, folder, target) {
                problems.push(format!("{name}:{line}: {target} leads nowhere"));
            }
        }
    }
    Ok(problems)
}

/// The Markdown files of the repository, by name.
fn pages(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry.with_context(|| folder.display().to_string())?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                if !SKIPPED.contains(&&*name) {
                    folders.push(path);
                }
            } else if name.ends_with(".md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    Ok(pages)
}

/// Targets of links that name no scheme and are more than an anchor, with their line. Code is left out.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (line, number) in text.lines().zip(1..) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        // Every second piece between backticks is code.
        for piece in line.split('`').step_by(2) {
            let mut rest = piece;
            while let Some((_, after)) = rest.split_once("](") {
                let Some((target, after)) = after.split_once(')') else { break };
                let target = target.split(['#', ' ']).next().unwrap_or_default();
                if !target.is_empty() && !target.contains(':') {
                    found.push((number, target));
                }
                rest = after;
            }
        }
    }
    found
}

/// Whether a target, seen from `folder`, exists and stays inside `root`.
fn leads_inside(root: &Path, folder: &Path, target: &str) -> bool {
    let mut path = folder.to_path_buf();
    for part in Path::new(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return false,
        }
    }
    path.starts_with(root) && path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_are_found_and_code_left_out() {
        let text = "See [a](docs/a.md#part), [b](https://example.org/b).\n`[c](c.md)` [`d`](d.md)\n```\n[e](e.md)\n```\n[f](#f)\n";
        assert_eq!(links(text), [(1, "docs/a.md"), (2, "d.md")]);
    }

    #[test]
    fn a_target_exists_inside_the_repository() {
        let root = crate::root();
        assert!(leads_inside(root, &root.join("xtask/src"), "../Cargo.toml"));
        assert!(!leads_inside(root, root, "no-such-page.md"));
        assert!(!leads_inside(root, root, ".."));
        assert!(!leads_inside(root, root, "/"));
    }
}
