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

/// Properties of [`Alert`].
#[derive(Properties, PartialEq)]
pub struct AlertProps {
    /// How serious it is.
    pub tone: Tone,
    /// What happened.
    pub title: AttrValue,
    /// What to do next.
    #[prop_or_default]
    pub children: Html,
}

/// Something the user should know, read out by screen readers.
#[component]
pub fn Alert(props: &AlertProps) -> Html {
    let (tone, role) = match props.tone {
        Tone::Note => ("note", "status"),
        Tone::Error => ("error", "alert"),
        Tone::Success => ("success", "status"),
    };
    html! {
        <div class="alert" data-tone={tone} {role}>
            <p class="alert__title">{ &props.title }</p>
            <div class="alert__body">{ props.children.clone() }</div>
        </div>
    }
}
