//! The standard inside of another document: it is written as its author wrote it, and read by itself.

use std::sync::Arc;

use serde_json::Value;

use super::error::ReadError;
use super::template::Judge;
use crate::domain::json::{Filled, Json, Node, Write};
use crate::domain::{Authored, Template};

/// The standard in the body of a document. Empty while that is read: [`take`] reads it afterwards.
pub(super) struct Carried(Option<Arc<Template>>);

impl From<&Arc<Template>> for Carried {
    fn from(template: &Arc<Template>) -> Carried {
        Carried(Some(template.clone()))
    }
}

impl Json for Carried {
    fn blank() -> Carried {
        Carried(None)
    }
    fn fill(&mut self, _: &Node<'_>) -> Filled {
        Ok(())
    }
}

impl Write for Carried {
    fn write(&self) -> Value {
        self.0.as_ref().map_or(Value::Null, |template| template.value().clone())
    }
}

/// Takes the standard out of a body: it need not be copied to be kept as it was written.
pub(super) fn written(body: &mut Value) -> Value {
    body.get_mut("template").map(Value::take).unwrap_or_default()
}

/// Reads a standard that was taken out of a body.
pub(super) fn take(judge: Judge, written: Value) -> Result<Arc<Template>, ReadError> {
    let authored = Authored::read(written, "body.template");
    judge(authored.map_err(|problem| ReadError::Malformed { problem })?).map(Arc::new)
}
