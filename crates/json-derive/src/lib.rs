//! `#[derive(Json)]`: strict reading of a type from JSON; `#[derive(Write)]`: writing it.
//!
//! The shape is told by `serde` attributes, the field's common language, which the JSON Schema is
//! made from as well: `default`, `skip_serializing_if`, `rename`, `rename_all = "snake_case"`, `tag`,
//! `untagged` where a variant is known by the members it has, and `flatten` for the one field that
//! keeps what is unknown. Anything else unknown is refused.
//! Why not serde itself: its derived readers are made anew for every kind of input and take both
//! arrays and objects, which costs the page a third of its download, and they cannot tell the place
//! of a mistake. What is derived here is a table of fields; one loop reads every object.

mod attributes;
mod members;
mod variants;

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, parse_macro_input};

/// Derives `crate::domain::json::Json`.
#[proc_macro_derive(Json, attributes(serde))]
pub fn derive_json(input: TokenStream) -> TokenStream {
    derive(input, |name, Derived { blank, fill, members, .. }| {
        quote! {
            impl crate::domain::json::Json for #name {
                fn blank() -> Self { #blank }
                fn fill(&mut self, node: &crate::domain::json::Node<'_>) -> crate::domain::json::Filled { #fill }
            }
            impl crate::domain::json::Members for #name { #members }
        }
    })
}

/// Derives `crate::domain::json::Write`; takes `Json` as well.
#[proc_macro_derive(Write, attributes(serde))]
pub fn derive_write(input: TokenStream) -> TokenStream {
    derive(input, |name, Derived { write, looks, .. }| {
        quote! {
            impl crate::domain::json::Write for #name {
                fn write(&self) -> serde_json::Value { #write }
            }
            impl crate::domain::json::Looks for #name { #looks }
        }
    })
}

fn derive(input: TokenStream, code: impl Fn(&Ident, Derived) -> proc_macro2::TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let derived = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => members::derived(fields),
            _ => Err(syn::Error::new_spanned(&input.ident, "Json takes structs with named fields")),
        },
        Data::Enum(data) => variants::derived(&input, data),
        Data::Union(_) => Err(syn::Error::new_spanned(&input.ident, "Json takes no unions")),
    };
    match derived {
        Ok(derived) => code(&input.ident, derived).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// The bodies of what is derived.
struct Derived {
    blank: proc_macro2::TokenStream,
    fill: proc_macro2::TokenStream,
    write: proc_macro2::TokenStream,
    members: proc_macro2::TokenStream,
    looks: proc_macro2::TokenStream,
}
