//! The desk: downloaded only by those who need more than filling a standard of the library.

fn main() {
    yardstick::app::speak_at_desk();
    yardstick::app::show_at_desk();
    yardstick::web::start::<yardstick::web::Desk>();
}
