//! The values of C macros.
#![allow(missing_docs)]
use crate::contract::*;
pub trait Environment<'s> {
    fn macro_definition(&mut self, name: &[u8]) -> Option<MacroDefinition<'s>>;
    fn identifier(&mut self, name: &str) -> Option<Identifier>;
    fn tag(&mut self, keyword: TagKeyword, name: &str) -> Option<Ty>;
    fn layout(&mut self, ty: &Ty) -> Option<(u64, u64)>;
    fn member(&mut self, record: &Ty, name: &str) -> Option<(u64, Ty)>;
    fn canonical(&mut self, ty: &Ty) -> Ty;
    fn model(&self) -> DataModel;
}
pub enum TagKeyword {
    Struct,
    Union,
    Enum,
}
pub enum Identifier {
    Enumerator { value: i128, ty: IntKind },
    Type(Ty),
    Function,
    Object,
}
pub struct MacroDefinition<'s> {
    pub params: Option<&'s [u8]>,
    pub body: &'s [u8],
}
impl<'s> MacroDefinition<'s> {
    pub fn split(text: &'s [u8]) -> Self {
        if text.first() == Some(&b'(') {
            MacroDefinition {
                params: Some(b""),
                body: text,
            }
        } else {
            MacroDefinition {
                params: None,
                body: text,
            }
        }
    }
}
pub enum Evaluated {
    Int { ty: Ty, value: i128 },
    Float { ty: Ty, value: f64 },
    Text { kind: TextKind, units: Vec<u32> },
    Address { ty: Ty, address: u64 },
    Type(Ty),
    Name(String),
}
pub fn evaluate<'s>(
    definition: &MacroDefinition<'s>,
    _name: &[u8],
    _environment: &mut impl Environment<'s>,
) -> Result<Evaluated, Reason> {
    match std::str::from_utf8(definition.body)
        .ok()
        .and_then(|s| s.trim().parse().ok())
    {
        Some(value) => Ok(Evaluated::Int {
            ty: Ty::Int(IntKind::Int),
            value,
        }),
        None => Err(Reason::new("stub", "stub")),
    }
}
