//! Facts in their canonical spelling, which the grammar reads back.

use super::Call;
use crate::contract::{Argument, Fact, FactKind, Operand, Position, Root, Step};
use std::fmt::{self, Display, Formatter, Write};

impl Display for FactKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Display for Fact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        // What is about the item itself says so by saying nothing.
        let operands = self.operands.iter();
        let operands = operands.filter(|operand| operand.position.root != Root::Item);
        let mut items: Vec<String> = operands.map(Operand::to_string).collect();
        let positional = super::vocabulary::positional_text(self.kind);
        items.extend(self.arguments.iter().map(|(key, value)| match value {
            Argument::Text(_) if positional == Some(key.as_str()) => value.to_string(),
            _ => format!("{key} = {value}"),
        }));
        match items.is_empty() {
            true => Ok(()),
            false => write!(f, "({})", items.join(", ")),
        }
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.on {
            Some(on) => write!(f, "{}: {on}", self.position),
            None => write!(f, "{}", self.position),
        }
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Word(word) => f.write_str(word),
            Argument::Text(text) => write_quoted(text, f),
            Argument::Position(position) => write!(f, "{position}"),
        }
    }
}

impl Display for Position {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.root)?;
        for step in &self.steps {
            match step {
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Param(index) => write!(f, ".#{index}")?,
                Step::Elements => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

/// [`Root::Item`] has no notation: it prints as nothing.
impl Display for Root {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Root::Item => Ok(()),
            Root::Named(name) => f.write_str(name),
            Root::Index(index) => write!(f, "#{index}"),
            Root::Return => f.write_str("@return"),
            Root::Receiver => f.write_str("@self"),
            Root::Static => f.write_str("@static"),
            Root::Parent(child) => write!(f, "@parent({child})"),
        }
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.function, self.arguments.join(", "))
    }
}

fn write_quoted(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
