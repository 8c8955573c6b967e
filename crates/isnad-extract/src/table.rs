//! Reads the tab-separated tables of `data/` that are compiled into the crate.

/// The rows of a table: comments and the header skipped, cells found by column name.
pub(crate) struct Table {
    columns: Vec<&'static str>,
    lines: std::str::Lines<'static>,
}

/// One row.
pub(crate) struct Row<'t> {
    columns: &'t [&'static str],
    line: &'static str,
}

impl Table {
    /// Opens `text`, whose first line that is no comment is the header.
    pub(crate) fn new(text: &'static str) -> Self {
        let mut lines = text.lines();
        let header = lines.by_ref().find(|line| !line.starts_with('#')).unwrap_or_default();
        Self { columns: header.split('\t').collect(), lines }
    }

    /// Calls `visit` with each row, in file order.
    pub(crate) fn for_each(self, mut visit: impl FnMut(Row<'_>)) {
        for line in self.lines {
            if !line.starts_with('#') && !line.trim().is_empty() {
                visit(Row { columns: &self.columns, line });
            }
        }
    }
}

impl Row<'_> {
    /// The cell of column `name`, `""` where it is empty or left out.
    pub(crate) fn cell(&self, name: &str) -> &'static str {
        let at = self.columns.iter().position(|column| *column == name);
        at.and_then(|at| self.line.split('\t').nth(at)).unwrap_or_default()
    }
}
