//! The gazetteer.

use super::Builder;
use crate::artifact::TargetKind;
use crate::entry::{How, PlaceEntry};
use crate::inflect::Features;
use crate::source::{Row, flags};

/// A row of kind `places`.
pub(super) fn place(row: &Row<'_>, builder: &mut Builder) {
    let Some(name) = builder.required(row, "name") else { return };
    let Some(kind) = builder.required(row, "kind") else { return };
    let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
    let (lat, lon): (Option<f64>, Option<f64>) =
        (builder.number(row, "lat"), builder.number(row, "lon"));
    if lat.is_some_and(|d| d.abs() > 90.0) || lon.is_some_and(|d| d.abs() > 180.0) {
        builder.problem("lat or lon is out of range");
    }
    let entry = PlaceEntry {
        name: name.to_owned(),
        origin: builder.origin.clone(),
        kind: kind.to_owned(),
        country: Some(row.cell("country")).filter(|c| !c.is_empty()).map(str::to_owned),
        lat,
        lon,
        geonameid: builder.number(row, "geonameid"),
        population: builder.number(row, "population").unwrap_or(0),
        flags,
    };
    let index = builder.entries.places.len();
    builder.entries.places.push(entry);
    for alias in row.list("ar") {
        builder.form(alias, TargetKind::Place, index, How::Name, Features::default());
    }
}
