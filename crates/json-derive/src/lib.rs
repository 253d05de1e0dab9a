//! `#[derive(Json)]`: strict reading and writing of a type as JSON.
//!
//! The shape is told by `serde` attributes, the field's common language, which the JSON Schema is
//! made from as well: `default`, `skip_serializing_if`, `rename`, `rename_all = "snake_case"`, `tag`,
//! and `flatten` for the one field that keeps what is unknown. Anything else unknown is refused.
//! Why not serde itself: its derived readers are made anew for every kind of input and take both
//! arrays and objects, which costs the page a third of its download, and they cannot tell the place
//! of a mistake.

mod attributes;
mod records;
mod variants;

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, parse_macro_input};

/// Derives `crate::domain::json::Json`.
#[proc_macro_derive(Json, attributes(serde))]
pub fn derive(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let bodies = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => records::bodies(fields),
            _ => Err(syn::Error::new_spanned(&input.ident, "Json takes structs with named fields")),
        },
        Data::Enum(data) => variants::bodies(&input, data),
        Data::Union(_) => Err(syn::Error::new_spanned(&input.ident, "Json takes no unions")),
    };
    let name = &input.ident;
    match bodies {
        Ok((read, write)) => quote! {
            impl crate::domain::json::Json for #name {
                fn read(node: crate::domain::json::Node<'_>) -> Result<Self, crate::domain::json::Problem> { #read }
                fn write(&self) -> serde_json::Value { #write }
            }
        }
        .into(),
        Err(error) => error.to_compile_error().into(),
    }
}
