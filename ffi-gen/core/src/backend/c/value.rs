//! The values of constants as C writes them.

use crate::contract::{Reason, TextKind, Value};
use std::fmt::Write;

/// The literal for a value.
///
/// # Errors
/// Why there is none.
pub(super) fn literal(value: &Value) -> Result<String, Reason> {
    let refuse = |what: &str| Reason::new("no-literal", format!("{what} has no literal in C"));
    match value {
        Value::Int(value) => integer(*value).ok_or_else(|| refuse("a number of more than 64 bits")),
        Value::Float(value) if value.is_finite() => {
            let text = format!("{value:?}");
            Ok(match *value < 0.0 {
                true => format!("({text})"),
                false => text,
            })
        }
        Value::Float(_) => Err(refuse("a number that is not finite")),
        Value::Text {
            kind: TextKind::Bytes,
            units,
        } => Ok(text(units)),
        Value::Text { .. } => Err(refuse("text of wide characters")),
        Value::Address(address) => Ok(format!("((void *){address:#x})")),
        Value::Aggregate(_) => Err(refuse("a structure")),
    }
}

/// C takes a literal for the first type that it fits, and a minus for an operator.
fn integer(value: i128) -> Option<String> {
    if let Ok(small) = i32::try_from(value) {
        return Some(match small {
            i32::MIN => format!("(-{} - 1)", i32::MAX),
            small if small < 0 => format!("({small})"),
            small => small.to_string(),
        });
    }
    if let Ok(large) = i64::try_from(value) {
        return Some(match large {
            i64::MIN => format!("(-{}LL - 1)", i64::MAX),
            large if large < 0 => format!("({large}LL)"),
            large if u32::try_from(large).is_ok() => format!("{large}U"),
            large => format!("{large}LL"),
        });
    }
    u64::try_from(value).ok().map(|value| format!("{value}ULL"))
}

fn text(units: &[u32]) -> String {
    let mut text = String::from("\"");
    for &unit in units {
        match u8::try_from(unit) {
            Ok(byte @ (b'"' | b'\\')) => {
                let _ = write!(text, "\\{}", char::from(byte));
            }
            // `??` may begin a trigraph.
            Ok(byte) if (byte.is_ascii_graphic() || byte == b' ') && byte != b'?' => {
                text.push(char::from(byte));
            }
            // Three digits of octal end by themselves, where a hexadecimal escape would go on.
            _ => {
                let _ = write!(text, "\\{:03o}", unit & 0xff);
            }
        }
    }
    text.push('"');
    text
}
