//! The `serde` attributes that are understood.

use syn::{Attribute, Error, Expr, ExprLit, Lit, LitStr, Result};

/// What the attributes of a type, variant or field say.
#[derive(Default)]
pub(crate) struct Said {
    /// Its name in JSON.
    pub(crate) rename: Option<String>,
    /// It may be missing; with the function that makes it then, or `Default`.
    pub(crate) default: Option<Option<syn::Path>>,
    /// The function that tells whether it is left out.
    pub(crate) skip_if: Option<syn::Path>,
    /// It keeps the members that are unknown.
    pub(crate) flatten: bool,
    /// The member that names the variant.
    pub(crate) tag: Option<String>,
    /// The variant is known by the members that it has.
    pub(crate) untagged: bool,
}

impl Said {
    pub(crate) fn by(attributes: &[Attribute]) -> Result<Said> {
        let mut said = Said::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| {
                let is = |name| meta.path.is_ident(name);
                if is("default") {
                    said.default = Some(if meta.input.peek(syn::Token![=]) { Some(path(&meta)?) } else { None });
                } else if is("skip_serializing_if") {
                    said.skip_if = Some(path(&meta)?);
                } else if is("rename") {
                    said.rename = Some(text(&meta)?.value());
                } else if is("tag") {
                    said.tag = Some(text(&meta)?.value());
                } else if is("flatten") {
                    said.flatten = true;
                } else if is("untagged") {
                    said.untagged = true;
                } else if is("rename_all") {
                    if text(&meta)?.value() != "snake_case" {
                        return Err(meta.error("Json knows snake_case only"));
                    }
                } else if !is("deny_unknown_fields") {
                    return Err(meta.error("Json does not know this attribute"));
                }
                Ok(())
            })?;
        }
        Ok(said)
    }
}

fn text(meta: &syn::meta::ParseNestedMeta<'_>) -> Result<LitStr> {
    match meta.value()?.parse()? {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text),
        other => Err(Error::new_spanned(other, "a text in quotes")),
    }
}

fn path(meta: &syn::meta::ParseNestedMeta<'_>) -> Result<syn::Path> {
    text(meta)?.parse()
}

/// `AllOrNothing` → `all_or_nothing`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
