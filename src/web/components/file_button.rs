use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Picked;
use crate::web::files;

/// Properties of [`FileButton`].
#[derive(Properties, PartialEq)]
pub struct FileButtonProps {
    /// The picker's id.
    pub id: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// Whether a whole folder is picked.
    #[prop_or_default]
    pub folder: bool,
    /// Files were picked and read.
    pub picked: Callback<Vec<Picked>>,
}

/// A native file picker that looks like a button.
#[component]
pub fn FileButton(props: &FileButtonProps) -> Html {
    let FileButtonProps { id, label, folder, picked } = props;
    let onchange = {
        let picked = picked.clone();
        Callback::from(move |event: Event| {
            files::take(&event.target_unchecked_into::<HtmlInputElement>(), picked.clone())
        })
    };
    // Folders hold whatever they hold; single files are filtered by the picker.
    let accept = (!folder).then_some(".json,application/json");
    html! {
        <span class="file-button">
            <input type="file" id={id.clone()} multiple=true {accept} webkitdirectory={*folder} {onchange} />
            <label for={id.clone()}>{ label }</label>
        </span>
    }
}
