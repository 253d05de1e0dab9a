//! Enums: `"name"`, `{ "name": contents }`, `{ "<tag>": "name", …contents }`, or just the contents of
//! the first variant whose members are all there.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, DeriveInput, Error, Fields, Result, Variant};

use crate::Derived;
use crate::attributes::{Said, snake};
use crate::members::{Table, look};

/// How an enum is read and written.
pub(crate) fn derived(input: &DeriveInput, data: &DataEnum) -> Result<Derived> {
    let Said { tag, untagged, .. } = Said::by(&input.attrs)?;
    let first = data.variants.first().ok_or_else(|| Error::new_spanned(&input.ident, "a variant at least"))?;
    let (fill, write) = if untagged { by_members(data)? } else { by_name(data, tag.as_deref())? };
    let (members, looks) = members(data)?;
    Ok(Derived { blank: blank(first)?, fill, write, members, looks })
}

fn by_name(data: &DataEnum, tag: Option<&str>) -> Result<(TokenStream, TokenStream)> {
    let (mut readers, mut writers, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for variant in &data.variants {
        let name = Said::by(&variant.attrs)?.rename.unwrap_or_else(|| snake(&variant.ident.to_string()));
        readers.push(reader(variant, &name)?);
        writers.push(writer(variant, &name, tag));
        names.push(name);
    }
    let open = match tag {
        Some(tag) => quote! { node.tagged(#tag)? },
        None => quote! { node.variant()? },
    };
    let fill = quote! {
        let (name, contents) = #open;
        match name {
            #(#readers)*
            _ => return Err(node.unknown_variant(name, &[#(#names),*])),
        }
        Ok(())
    };
    Ok((fill, quote! { match self { #(#writers)* } }))
}

fn by_members(data: &DataEnum) -> Result<(TokenStream, TokenStream)> {
    let (mut readers, mut known) = (Vec::new(), Vec::new());
    for variant in &data.variants {
        let Fields::Named(fields) = &variant.fields else {
            return Err(Error::new_spanned(variant, "an untagged variant has named fields"));
        };
        let (table, blank) = (Table::of(fields)?, blank(variant)?);
        let required = table.required();
        known.push(required.join(" + "));
        readers.push(quote! {
            if node.has(&[#(#required),*]) { *self = #blank; return crate::domain::json::fill(self, node); }
        });
    }
    let fill = quote! { node.members()?; #(#readers)* Err(node.unshaped(&[#(#known),*])) };
    Ok((fill, quote! { crate::domain::json::written(self) }))
}

/// A variant with nothing in it.
fn blank(variant: &Variant) -> Result<TokenStream> {
    let ident = &variant.ident;
    Ok(match &variant.fields {
        Fields::Unit => quote! { Self::#ident },
        Fields::Unnamed(fields) => {
            let blanks = fields.unnamed.iter().map(|_| quote! { crate::domain::json::Json::blank() });
            quote! { Self::#ident(#(#blanks),*) }
        }
        Fields::Named(fields) => {
            let blank = Table::of(fields)?.blank();
            quote! { Self::#ident #blank }
        }
    })
}

fn reader(variant: &Variant, name: &str) -> Result<TokenStream> {
    let (ident, blank) = (&variant.ident, blank(variant)?);
    Ok(match &variant.fields {
        Fields::Unit => quote! { #name => { contents.nothing()?; *self = #blank; } },
        Fields::Unnamed(fields) => {
            let inner: Vec<_> = (0..fields.unnamed.len()).map(|n| format_ident!("inner{n}")).collect();
            let read = if let [inner] = &inner[..] {
                quote! { crate::domain::json::Json::fill(#inner, &contents)?; }
            } else {
                let (count, places) = (inner.len(), 0..inner.len());
                quote! { let list = contents.list(#count)?; #(list.fill(#places, #inner)?;)* }
            };
            quote! { #name => { *self = #blank; if let Self::#ident(#(#inner),*) = self { #read } } }
        }
        Fields::Named(_) => quote! { #name => { *self = #blank; crate::domain::json::fill(self, &contents)?; } },
    })
}

fn writer(variant: &Variant, name: &str, tag: Option<&str>) -> TokenStream {
    let ident = &variant.ident;
    let (pattern, contents) = match &variant.fields {
        Fields::Unit => (quote! {}, quote! { None }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            (quote! { (inner) }, quote! { Some(crate::domain::json::Write::write(inner)) })
        }
        Fields::Unnamed(fields) => {
            let inner: Vec<_> = (0..fields.unnamed.len()).map(|n| format_ident!("inner{n}")).collect();
            let list = quote! { vec![#(crate::domain::json::Write::write(#inner)),*] };
            (quote! { (#(#inner),*) }, quote! { Some(serde_json::Value::Array(#list)) })
        }
        Fields::Named(_) => (quote! { { .. } }, quote! { Some(crate::domain::json::written(self)) }),
    };
    match tag {
        Some(tag) => quote! { Self::#ident #pattern => crate::domain::json::tagged(#tag, #name, #contents), },
        None => quote! { Self::#ident #pattern => crate::domain::json::variant(#name, #contents), },
    }
}

/// The named fields of whichever variant it is.
fn members(data: &DataEnum) -> Result<(TokenStream, TokenStream)> {
    let (mut names, mut places, mut looks) = (Vec::new(), Vec::new(), Vec::new());
    for variant in &data.variants {
        let Fields::Named(fields) = &variant.fields else { continue };
        let (ident, table) = (&variant.ident, Table::of(fields)?);
        let known = table.names();
        names.push(quote! { Self::#ident { .. } => #known, });
        let one = table.each(|n, name, _| quote! { (#n, Self::#ident { #name, .. }) => #name, });
        places.push(quote! { #(#one)* });
        let one = table.each(|n, name, said| {
            let arm = look(n, said.skip_if.as_ref(), &quote! { #name });
            quote! { (#n, Self::#ident { #name, .. }) => match #n { #arm _ => None }, }
        });
        looks.push(quote! { #(#one)* });
    }
    let reading = quote! {
        #[allow(unreachable_patterns, unused_variables)]
        fn names(&self) -> crate::domain::json::Names {
            match self { #(#names)* _ => crate::domain::json::Names { all: &[], required: 0 } }
        }
        fn member(&mut self, n: usize) -> &mut dyn crate::domain::json::Json {
            match (n, self) { #(#places)* (_, other) => other }
        }
    };
    let writing = quote! {
        #[allow(unreachable_patterns, unused_variables)]
        fn look(&self, n: usize) -> Option<&dyn crate::domain::json::Write> {
            match (n, self) { #(#looks)* _ => None }
        }
    };
    Ok((reading, writing))
}
