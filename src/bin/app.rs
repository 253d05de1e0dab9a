//! The filling page: the module that everybody downloads.

fn main() {
    yardstick::web::start::<yardstick::web::Filling>();
}
