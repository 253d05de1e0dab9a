//! Structs, and the named fields of variants.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Field, FieldsNamed, Result};

use crate::attributes::Said;

/// How a struct is read and written.
pub(crate) fn bodies(fields: &FieldsNamed) -> Result<(TokenStream, TokenStream)> {
    let (readers, names) = readers(fields)?;
    let writers = writers(fields, |name| quote! { &self.#name })?;
    let read = quote! {
        let mut fields = crate::domain::json::Fields::of(&node)?;
        #(#readers)*
        fields.done()?;
        Ok(Self { #(#names),* })
    };
    let write = quote! {
        let mut members = serde_json::Map::new();
        #(#writers)*
        serde_json::Value::Object(members)
    };
    Ok((read, write))
}

/// One `let` a field, and the names they bind.
pub(crate) fn readers(fields: &FieldsNamed) -> Result<(Vec<TokenStream>, Vec<&syn::Ident>)> {
    let mut readers = Vec::new();
    let mut names = Vec::new();
    for field in &fields.named {
        let (name, said) = (name(field), Said::by(&field.attrs)?);
        let key = said.rename.clone().unwrap_or_else(|| name.to_string());
        readers.push(match &said.default {
            _ if said.flatten => quote! { let #name = fields.rest(); },
            None => quote! { let #name = fields.required(#key)?; },
            Some(None) => quote! { let #name = fields.optional(#key)?.unwrap_or_default(); },
            Some(Some(make)) => quote! {
                let #name = match fields.optional(#key)? { Some(value) => value, None => #make() };
            },
        });
        names.push(name);
    }
    Ok((readers, names))
}

/// One statement a field that puts it into `members`.
pub(crate) fn writers(fields: &FieldsNamed, value: impl Fn(&syn::Ident) -> TokenStream) -> Result<Vec<TokenStream>> {
    let write = |field: &Field| {
        let (name, said) = (name(field), Said::by(&field.attrs)?);
        let (key, value) = (said.rename.clone().unwrap_or_else(|| name.to_string()), value(name));
        let put = if said.flatten {
            quote! { crate::domain::json::put_rest(&mut members, #value); }
        } else {
            quote! { crate::domain::json::put(&mut members, #key, #value); }
        };
        Ok(match &said.skip_if {
            Some(skip) => quote! { if !#skip(#value) { #put } },
            None => put,
        })
    };
    fields.named.iter().map(write).collect()
}

fn name(field: &Field) -> &syn::Ident {
    field.ident.as_ref().expect("named fields have names")
}
