//! The desk: downloaded only by those who need more than filling a standard of the library. In a worker it reads
//! documents for the page.

fn main() {
    if !yardstick::web::is_page() {
        return yardstick::web::listen();
    }
    yardstick::app::speak_at_desk();
    yardstick::app::show_at_desk();
    yardstick::web::start::<yardstick::web::Desk>();
}
