//! Initialisers in braces, and the types that they are for.

use super::{
    Environment, Evaluated,
    convert::Goal,
    operand::{Known, Operand, mismatch},
    parse::Parser,
};
use crate::contract::{Reason, Ty, Value};

/// What an object is initialised with.
pub(super) enum Initializer {
    Value(Operand),
    List(Vec<Entry>),
}

/// One element of a list.
pub(super) struct Entry {
    /// Where it goes; empty for the place after that of the element before.
    pub(super) designators: Vec<Designator>,
    pub(super) initializer: Initializer,
}

/// One step of `.field[3] =`.
pub(super) enum Designator {
    Field(String),
    Element(u64),
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// The initialiser of a structure or union that only the macro's name tells.
    pub(super) fn initializer(&mut self, name: &[u8]) -> Result<Evaluated, Reason> {
        let ty = self.environment.initialized(name)?;
        let list = self.initializer_list()?;
        if self.peek().is_some() {
            return Err(self.unexpected());
        }
        let goal = Goal {
            name: &self.environment.spelling(&ty),
            exact: true,
        };
        match self.fit(&ty, list, goal)? {
            Value::Aggregate(parts) => Ok(Evaluated::Record { ty, parts }),
            _ => Err(mismatch("it initialises what is no structure or union")),
        }
    }

    /// What follows `(T)`: an object of type `T` without a name.
    pub(super) fn compound_literal(&mut self, ty: Ty) -> Result<Operand, Reason> {
        let canonical = self.canonical(&ty);
        if self.environment.record(&canonical).is_none() {
            return Err(Reason::new("compound-literal", "it is a compound literal"));
        }
        let list = self.initializer_list()?;
        let goal = Goal {
            name: &self.environment.spelling(&ty),
            exact: false,
        };
        match self.fit(&ty, list, goal)? {
            Value::Aggregate(parts) => Ok(Operand {
                ty,
                known: Known::Record(parts),
            }),
            _ => Err(mismatch("it initialises what is no structure or union")),
        }
    }

    /// The list that the next token opens.
    fn initializer_list(&mut self) -> Result<Vec<Entry>, Reason> {
        self.enter(2)?;
        self.expect("{")?;
        let mut entries = Vec::new();
        while !self.accept("}") {
            entries.push(self.initializer_entry()?);
            if !self.accept(",") {
                self.expect("}")?;
                break;
            }
        }
        self.leave(2);
        Ok(entries)
    }

    fn initializer_entry(&mut self) -> Result<Entry, Reason> {
        let designators = self.designators()?;
        let initializer = if self.peek().is_some_and(|token| token.is("{")) {
            Initializer::List(self.initializer_list()?)
        } else {
            Initializer::Value(self.conditional()?)
        };
        Ok(Entry {
            designators,
            initializer,
        })
    }

    fn designators(&mut self) -> Result<Vec<Designator>, Reason> {
        let mut designators = Vec::new();
        loop {
            if self.accept(".") {
                designators.push(Designator::Field(self.name()?.to_owned()));
            } else if self.accept("[") {
                let index = self.integer_constant()?;
                self.expect("]")?;
                let index = u64::try_from(index)
                    .map_err(|_| mismatch("it initialises an element before the first"))?;
                designators.push(Designator::Element(index));
            } else {
                break;
            }
        }
        if !designators.is_empty() {
            self.expect("=")?;
        }
        Ok(designators)
    }
}
