//! What our own shapes look like in a JSON Schema; derived types say it by themselves.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

use super::date::{Date, MonthDay};
use super::id_set::IdSet;
use super::limit::{Limit, True};
use super::parameter::ParameterValue;
use super::period::Period;
use super::points::Points;
use super::rule::{FieldValue, LinkedPeriod};

macro_rules! pattern {
    ($type:ident, $pattern:expr, $says:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $says })
            }
        }
    };
}

pattern!(
    Points,
    // Nothing has one sign only, and one billion is the most.
    r"^(-?([1-9][0-9]{0,8}(\.[0-9]{1,4})?|1000000000(\.0{1,4})?|0\.([1-9][0-9]{0,3}|0[1-9][0-9]{0,2}|00[1-9][0-9]?|000[1-9]))|0(\.0{1,4})?)$",
    "A decimal in plain notation with at most four places, at most one billion: \"4\", \"2.5\", \"-0.25\"."
);
pattern!(
    Period,
    "^(once|(19[4-9][0-9]|2[01][0-9]{2})(-H[12]|-Q[1-4]|-S[1-9]|-(0[1-9]|1[0-2])(-[AB])?)?)$",
    "A year, half, quarter, month, half month or stage, or once: 2026, 2026-H1, 2026-Q3, 2026-04, 2026-04-A, 2026-S2."
);
pattern!(
    LinkedPeriod,
    "^(same|H[12]|Q[1-4]|S[1-9]|(0[1-9]|1[0-2])(-[AB])?)$",
    "The same period, or a part of its year: Q1, H2, 04."
);
pattern!(
    Date,
    "^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "A day: 2026-03-01."
);
pattern!(
    MonthDay,
    "^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$",
    "A day of every year: 12-31."
);

macro_rules! any_of {
    ($type:ident, |$generator:ident| $schemas:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                json_schema!({ "anyOf": $schemas })
            }
        }
    };
}

any_of!(Limit, |generator| [json_schema!({ "const": "none" }), generator.subschema_for::<Points>()]);
any_of!(ParameterValue, |generator| [generator.subschema_for::<Points>(), generator.subschema_for::<u32>()]);
any_of!(FieldValue, |generator| [
    json_schema!({ "type": "string" }),
    json_schema!({ "type": "integer", "minimum": 0 }),
    generator.subschema_for::<IdSet>()
]);

/// A period as a roll-up writes it: nothing where the unit named none.
pub(super) fn period_or_nothing(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [generator.subschema_for::<Period>(), { "const": "" }] })
}

impl JsonSchema for True {
    fn schema_name() -> Cow<'static, str> {
        "True".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": true })
    }
}
