//! What the header says, for people.

use crate::contract::{Contract, FloatKind, Item, ItemKind, Name, RecordKind, Ty};

/// Longest declaration that is worth showing.
const MAX: usize = 240;

/// The declaration of an item as it is written in C, with its place.
pub(super) fn declaration(header: &Contract, item: &Item) -> Option<String> {
    let span = item.span?;
    let (path, line) = header.sources().line(span)?;
    let text = &header.sources().get(span.file)?.text;
    let before = text.get(..span.start as usize)?;
    let start = before
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b';' | b'}'));
    let start = start.map_or(0, |at| at + 1);
    let rest = text.get(start..)?;
    let is_macro = matches!(item.identity.name, Name::Macro(_));
    let ends: &[u8] = if is_macro { b"\n" } else { b";{" };
    let end = rest.iter().position(|byte| ends.contains(byte));
    let end = end.unwrap_or(rest.len()).min(MAX);
    let text = String::from_utf8_lossy(&rest[..end]);
    let text: Vec<&str> = text.split_whitespace().collect();
    Some(format!(
        "the header says `{}` ({}:{line})",
        text.join(" "),
        path.file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
    ))
}

/// A type in the words of C, as far as it has a name there.
pub(super) fn spelled(contract: &Contract, ty: &Ty) -> String {
    match ty {
        Ty::Void => "void".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::Int(kind) => match (kind.keywords(), kind) {
            (Some(words), _) => words.to_owned(),
            (None, crate::contract::IntKind::Size { signed: true }) => "ptrdiff_t".to_owned(),
            (None, crate::contract::IntKind::Fixed { bits, signed: true }) => {
                format!("int{bits}_t")
            }
            (None, crate::contract::IntKind::Fixed { bits, .. }) => format!("uint{bits}_t"),
            (None, _) => "size_t".to_owned(),
        },
        Ty::Float(FloatKind::Float) => "float".to_owned(),
        Ty::Float(FloatKind::Double) => "double".to_owned(),
        Ty::Float(FloatKind::LongDouble) => "long double".to_owned(),
        Ty::Float(_) => "a float of another width".to_owned(),
        Ty::Pointer {
            pointee,
            qualifiers,
        } => {
            let constant = if qualifiers.is_const { "const " } else { "" };
            match &**pointee {
                Ty::Function(signature) => {
                    let params: Vec<String> = signature
                        .params
                        .iter()
                        .map(|param| spelled(contract, &param.ty))
                        .collect();
                    let result = spelled(contract, &signature.result);
                    format!("{result} (*)({})", params.join(", "))
                }
                Ty::Pointer { .. } if qualifiers.is_const => {
                    format!("{}const *", spelled(contract, pointee))
                }
                Ty::Pointer { .. } => format!("{}*", spelled(contract, pointee)),
                pointee => format!("{constant}{} *", spelled(contract, pointee)),
            }
        }
        Ty::Array { element, len } => {
            let len = len.map(|len| len.to_string()).unwrap_or_default();
            format!("{}[{len}]", spelled(contract, element))
        }
        Ty::Item(id) => {
            let item = contract.item(*id);
            match (&item.identity.name, &item.kind) {
                (Name::Tag(tag), ItemKind::Record(record)) => match record.kind {
                    RecordKind::Union => format!("union {tag}"),
                    _ => format!("struct {tag}"),
                },
                (Name::Tag(tag), ItemKind::Enum(_)) => format!("enum {tag}"),
                (name, _) => name.as_str().to_owned(),
            }
        }
        Ty::Unsupported { spelling, .. } => spelling.clone(),
        Ty::Complex(_) | Ty::Vector { .. } | Ty::Function(_) | Ty::Instance { .. } => {
            "another type".to_owned()
        }
    }
}
