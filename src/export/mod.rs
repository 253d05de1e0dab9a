//! Floor 2: what leaves in other shapes than our own files. Each exporter is a pure function.
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod csv;

pub use csv::{Cell, csv};
