//! The one test binary. Harness first, then the house from the ground up.

mod aside;
mod cases;
mod desk;
#[cfg(feature = "ssr")]
mod markup;
mod project;
mod random;
mod scenario;
#[cfg(feature = "ssr")]
mod screens;
mod small;
mod source;
#[cfg(feature = "schema")]
mod spoiling;
mod wide;
mod zips;

mod archives;
mod bundles;
mod canonical;
mod carrying;
mod charsets;
#[cfg(feature = "cli")]
mod commands;
mod crashing;
mod csv;
mod fences;
mod figures;
mod following;
mod foreign;
mod formats;
mod guarding;
mod guide;
mod house;
mod intake;
mod keys;
mod leaving;
mod ledgers;
mod letting_in;
mod linked;
mod linting;
mod linting_more;
mod locking;
mod looking;
mod machine;
mod mechanisms;
mod names;
mod numbers;
mod opening;
mod own_items;
mod quarantine;
mod reach;
mod reconciling;
mod reliability;
mod rolling;
mod routes;
mod rulings;
mod scoring;
mod sharing;
mod signing;
mod signs;
mod staging;
mod steps;
mod storing;
mod strict;
mod styles;
mod templates;
mod updates;
mod wide_answers;
mod wording;
mod words;

#[cfg(feature = "ssr")]
mod hidden;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "schema")]
mod schemas;
