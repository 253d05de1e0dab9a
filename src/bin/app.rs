//! The page.

fn main() {
    yew::Renderer::<yardstick::web::App>::with_root(
        web_sys::window().and_then(|window| window.document()?.get_element_by_id("app")).expect("index.html has it"),
    )
    .render();
}
