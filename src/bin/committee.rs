//! The committee's page: downloaded only by those who roll up.

fn main() {
    yardstick::web::start::<yardstick::web::Committee>();
}
