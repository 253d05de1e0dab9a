use yew::prelude::*;

/// How serious something is; said with a word and a sign, not by colour alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Note,
    /// Something failed.
    Error,
    /// Something worked.
    Success,
}

/// Something the user should know, read out by screen readers: what happened, then what to do next.
pub fn alert(tone: Tone, title: &str, body: Html) -> Html {
    titled(tone, html! { <p class="alert__title"><bdi>{ title }</bdi></p> }, body)
}

/// An error that is all there is on a screen: its title is the screen's heading.
pub fn alert_on_top(title: &str, body: Html) -> Html {
    titled(Tone::Error, html! { <h1 class="alert__title"><bdi>{ title }</bdi></h1> }, body)
}

fn titled(tone: Tone, title: Html, body: Html) -> Html {
    let (tone, role) = match tone {
        Tone::Note => ("note", "status"),
        Tone::Error => ("error", "alert"),
        Tone::Success => ("success", "status"),
    };
    html! {
        <div class="alert" data-tone={tone} {role}>
            { title }
            <div class="alert__body">{ body }</div>
        </div>
    }
}
