//! The screens: plain functions of the model.

mod annex;
mod carry;
mod frame;
mod home;
mod key;
mod lock;
mod look;
mod machine;
mod matrix;
mod opening;
mod print;
mod rollup;
mod signs;
mod staging;

pub use frame::{desk, filling};
