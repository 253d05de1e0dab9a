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
    let (tone, role) = match tone {
        Tone::Note => ("note", "status"),
        Tone::Error => ("error", "alert"),
        Tone::Success => ("success", "status"),
    };
    html! {
        <div class="alert" data-tone={tone} {role}>
            <p class="alert__title"><bdi>{ title }</bdi></p>
            <div class="alert__body">{ body }</div>
        </div>
    }
}
