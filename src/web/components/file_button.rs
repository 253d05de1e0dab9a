use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A native file picker that looks like a button; `folder` picks a whole folder.
pub fn file_button(id: &'static str, label: &'static str, folder: bool, picked: Callback<HtmlInputElement>) -> Html {
    let onchange = picked.reform(|event: Event| event.target_unchecked_into());
    // Folders hold whatever they hold; single files are filtered by the picker.
    let accept = (!folder).then_some(".json,.zip,.age,application/json");
    html! {
        <span class="file-button">
            <input type="file" {id} multiple=true {accept} webkitdirectory={folder} {onchange} />
            <label for={id}>{ label }</label>
        </span>
    }
}
