//! Enums: `"name"`, `{ "name": contents }`, or `{ "<tag>": "name", …contents }`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, DeriveInput, Fields, Result, Variant};

use crate::attributes::{Said, snake};
use crate::records;

/// How an enum is read and written.
pub(crate) fn bodies(input: &DeriveInput, data: &DataEnum) -> Result<(TokenStream, TokenStream)> {
    let tag = Said::by(&input.attrs)?.tag;
    let mut readers = Vec::new();
    let mut writers = Vec::new();
    let mut names = Vec::new();
    for variant in &data.variants {
        let name = Said::by(&variant.attrs)?.rename.unwrap_or_else(|| snake(&variant.ident.to_string()));
        readers.push(reader(variant, &name)?);
        writers.push(writer(variant, &name, tag.as_deref())?);
        names.push(name);
    }
    let open = match &tag {
        Some(tag) => quote! { node.tagged(#tag)? },
        None => quote! { node.variant()? },
    };
    let read = quote! {
        let (name, contents) = #open;
        match name {
            #(#readers)*
            _ => Err(node.unknown_variant(name, &[#(#names),*])),
        }
    };
    Ok((read, quote! { match self { #(#writers)* } }))
}

fn reader(variant: &Variant, name: &str) -> Result<TokenStream> {
    let ident = &variant.ident;
    Ok(match &variant.fields {
        Fields::Unit => quote! { #name => { contents.nothing()?; Ok(Self::#ident) } },
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            quote! { #name => Ok(Self::#ident(crate::domain::json::Json::read(contents)?)), }
        }
        Fields::Unnamed(fields) => {
            let (count, places) = (fields.unnamed.len(), 0..fields.unnamed.len());
            quote! { #name => { let list = contents.list(#count)?; Ok(Self::#ident(#(list.get(#places)?),*)) } }
        }
        Fields::Named(fields) => {
            let (readers, names) = records::readers(fields)?;
            quote! { #name => {
                let mut fields = crate::domain::json::Fields::of(&contents)?;
                #(#readers)*
                fields.done()?;
                Ok(Self::#ident { #(#names),* })
            } }
        }
    })
}

fn writer(variant: &Variant, name: &str, tag: Option<&str>) -> Result<TokenStream> {
    let ident = &variant.ident;
    let (pattern, contents) = match &variant.fields {
        Fields::Unit => (quote! {}, quote! { None }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            (quote! { (inner) }, quote! { Some(crate::domain::json::Json::write(inner)) })
        }
        Fields::Unnamed(fields) => {
            let inner: Vec<_> = (0..fields.unnamed.len()).map(|n| format_ident!("inner{n}")).collect();
            let list = quote! { vec![#(crate::domain::json::Json::write(#inner)),*] };
            (quote! { (#(#inner),*) }, quote! { Some(serde_json::Value::Array(#list)) })
        }
        Fields::Named(fields) => {
            let names: Vec<_> = fields.named.iter().filter_map(|field| field.ident.as_ref()).collect();
            let writers = records::writers(fields, |name| quote! { #name })?;
            let object = quote! { {
                let mut members = serde_json::Map::new();
                #(#writers)*
                Some(serde_json::Value::Object(members))
            } };
            (quote! { { #(#names),* } }, object)
        }
    };
    Ok(match tag {
        Some(tag) => quote! { Self::#ident #pattern => crate::domain::json::tagged(#tag, #name, #contents), },
        None => quote! { Self::#ident #pattern => crate::domain::json::variant(#name, #contents), },
    })
}
