//! Structs, and the named fields of variants: which members there are, and where each is kept.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Field, FieldsNamed, Ident, Result};

use crate::Derived;
use crate::attributes::Said;

/// How a struct is read and written.
pub(crate) fn derived(fields: &FieldsNamed) -> Result<Derived> {
    let table = Table::of(fields)?;
    let (blank, names) = (table.blank(), table.names());
    let places = table.each(|n, name, _| quote! { #n => &mut self.#name, });
    let looks = table.each(|n, name, said| look(n, said.skip_if.as_ref(), &quote! { &self.#name }));
    let rest = table
        .rest
        .map(|name| quote! { fn rest(&mut self) -> Option<&mut crate::domain::json::Rest> { Some(&mut self.#name) } });
    let kept =
        table.rest.map(|name| quote! { fn kept(&self) -> Option<&crate::domain::json::Rest> { Some(&self.#name) } });
    Ok(Derived {
        blank: quote! { Self #blank },
        fill: quote! { crate::domain::json::fill(self, node) },
        write: quote! { crate::domain::json::written(self) },
        members: quote! {
            fn names(&self) -> crate::domain::json::Names { #names }
            fn member(&mut self, n: usize) -> &mut dyn crate::domain::json::Json { match n { #(#places)* _ => self } }
            #rest
        },
        looks: quote! {
            fn look(&self, n: usize) -> Option<&dyn crate::domain::json::Write> { match n { #(#looks)* _ => None } }
            #kept
        },
    })
}

/// An arm that shows a field unless it is left out.
pub(crate) fn look(n: usize, skip: Option<&syn::Path>, place: &TokenStream) -> TokenStream {
    match skip {
        Some(skip) => quote! { #n => if #skip(#place) { None } else { Some(#place) }, },
        None => quote! { #n => Some(#place), },
    }
}

/// Fields, those that must be there first.
pub(crate) struct Table<'a> {
    fields: Vec<(&'a Ident, String, Said)>,
    required: usize,
    rest: Option<&'a Ident>,
}

impl<'a> Table<'a> {
    pub(crate) fn of(fields: &'a FieldsNamed) -> Result<Table<'a>> {
        let mut table = Table { fields: Vec::new(), required: 0, rest: None };
        for field in &fields.named {
            let (name, said) = (name(field), Said::by(&field.attrs)?);
            if said.flatten {
                table.rest = Some(name);
                continue;
            }
            let key = said.rename.clone().unwrap_or_else(|| name.to_string());
            table.fields.push((name, key, said));
        }
        table.fields.sort_by_key(|(_, _, said)| said.default.is_some());
        table.required = table.fields.iter().filter(|(_, _, said)| said.default.is_none()).count();
        Ok(table)
    }

    /// One token stream a field.
    pub(crate) fn each(&self, make: impl Fn(usize, &Ident, &Said) -> TokenStream) -> Vec<TokenStream> {
        self.fields.iter().enumerate().map(|(n, (name, _, said))| make(n, name, said)).collect()
    }

    /// Every field with what stands there when nothing is read.
    pub(crate) fn blank(&self) -> TokenStream {
        let fields = self.each(|_, name, said| match &said.default {
            None => quote! { #name: crate::domain::json::Json::blank() },
            Some(None) => quote! { #name: Default::default() },
            Some(Some(make)) => quote! { #name: #make() },
        });
        let rest = self.rest.map(|name| quote! { #name: Default::default() });
        quote! { { #(#fields,)* #rest } }
    }

    /// The names of the members.
    pub(crate) fn names(&self) -> TokenStream {
        let (names, required) = (self.keys(), self.required);
        quote! { crate::domain::json::Names { all: &[#(#names),*], required: #required } }
    }

    /// The names of the members that must be there.
    pub(crate) fn required(&self) -> Vec<&str> {
        self.keys().into_iter().take(self.required).collect()
    }

    fn keys(&self) -> Vec<&str> {
        self.fields.iter().map(|(_, key, _)| key.as_str()).collect()
    }
}

fn name(field: &Field) -> &Ident {
    field.ident.as_ref().expect("named fields have names")
}
