//! Whether the type of something lets it be what a fact says.

use super::{Checked, Checker, Site};
use crate::{
    annotation::{Entry, Subject, grammar, lexer::is_word},
    contract::{Argument, Contract, Fact, FactKind, ItemId, ItemKind, Operand, Position, Root, Ty},
    diagnostic::{Code, Diagnostic},
};

/// What a fact asks of the types of its operands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Pointer,
    PointerToPointer,
    WritablePointer,
    FunctionPointer,
    Integer,
    /// An integer, or a pointer to text.
    Bounded,
    /// An integer, or a pointer to one.
    Count,
    /// A pointer, or what the side file says is a handle.
    Ownable,
    /// The same, or a record, which may hold one.
    Dependent,
}

impl Shape {
    fn wanted(kind: FactKind) -> Option<Shape> {
        use FactKind as F;
        match kind {
            F::Nullable | F::Nonnull | F::Unique | F::Len | F::Bytes | F::ZeroTerminated => {
                Some(Shape::Pointer)
            }
            F::Utf8 | F::Utf16 | F::IsPath | F::NulTerminated => Some(Shape::Pointer),
            F::Copied | F::Consumed | F::SizedByTwoCalls => Some(Shape::Pointer),
            F::Out | F::Inout | F::Written => Some(Shape::WritablePointer),
            F::Advances => Some(Shape::PointerToPointer),
            F::Range => Some(Shape::Bounded),
            F::Callback => Some(Shape::FunctionPointer),
            F::ReturnsOwned => Some(Shape::Ownable),
            F::Borrows => Some(Shape::Dependent),
            _ => None,
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Shape::Pointer => "a pointer",
            Shape::Ownable => "a pointer or a handle",
            Shape::Dependent => "a pointer, a handle or a structure",
            Shape::PointerToPointer => "a pointer to a pointer",
            Shape::WritablePointer => "a pointer to what may be written",
            Shape::FunctionPointer => "a function pointer",
            Shape::Integer => "an integer",
            Shape::Bounded => "an integer or text",
            Shape::Count => "an integer or a pointer to one",
        }
    }

    fn fits(self, contract: &Contract, ty: &Ty) -> bool {
        let ty = contract.canonical(ty);
        if is_unknown(contract, ty) {
            return true;
        }
        match (self, ty) {
            (Shape::Pointer | Shape::Ownable | Shape::Bounded, Ty::Pointer { .. }) => true,
            (Shape::Pointer | Shape::WritablePointer, Ty::Array { .. }) => true,
            (Shape::Dependent, Ty::Pointer { .. }) => true,
            (Shape::Dependent, Ty::Item(id)) => {
                matches!(contract.item(*id).kind, ItemKind::Record(_))
            }
            (Shape::WritablePointer, Ty::Pointer { qualifiers, .. }) => !qualifiers.is_const,
            (Shape::PointerToPointer, Ty::Pointer { pointee, .. }) => {
                Shape::Pointer.fits(contract, pointee)
            }
            (Shape::FunctionPointer, Ty::Pointer { pointee, .. }) => {
                let pointee = contract.canonical(pointee);
                matches!(pointee, Ty::Function(_)) || is_unknown(contract, pointee)
            }
            (Shape::Count, Ty::Pointer { pointee, .. }) => Shape::Integer.fits(contract, pointee),
            (Shape::Count | Shape::Integer | Shape::Bounded, Ty::Int(_)) => true,
            (Shape::Count | Shape::Integer | Shape::Bounded, Ty::Item(id)) => {
                matches!(contract.item(*id).kind, ItemKind::Enum(_))
            }
            _ => false,
        }
    }
}

/// Whether the model does not say what a type is.
fn is_unknown(contract: &Contract, ty: &Ty) -> bool {
    match ty {
        Ty::Unsupported { .. } | Ty::Instance { .. } => true,
        Ty::Item(id) => matches!(contract.item(*id).kind, ItemKind::Omitted(_)),
        _ => false,
    }
}

fn describe(contract: &Contract, ty: &Ty) -> &'static str {
    match contract.canonical(ty) {
        Ty::Void => "nothing",
        Ty::Bool => "a truth value",
        Ty::Int(_) => "an integer",
        Ty::Float(_) | Ty::Complex(_) => "a floating-point number",
        Ty::Vector { .. } => "a vector",
        Ty::Pointer { pointee, .. } => match contract.canonical(pointee) {
            Ty::Function(_) => "a function pointer",
            _ => match pointee_is_const(ty, contract) {
                true => "a pointer to const",
                false => "a pointer",
            },
        },
        Ty::Function(_) => "a function",
        Ty::Array { .. } => "an array",
        Ty::Item(id) => match contract.item(*id).kind {
            ItemKind::Enum(_) => "an enumeration",
            _ => "a structure",
        },
        Ty::Instance { .. } | Ty::Unsupported { .. } => "something else",
    }
}

/// Whether parameters receive something.
fn has_places(entry: &Entry) -> bool {
    let mut facts = entry.facts.iter();
    facts.any(|(fact, _)| {
        let is_of_output = matches!(
            fact.kind,
            FactKind::ReturnsOwned | FactKind::Out | FactKind::Inout
        );
        let at_result = |operand: &Operand| operand.position.root == Root::Return;
        is_of_output && !fact.operands.is_empty() && !fact.operands.iter().all(at_result)
    })
}

fn pointee_is_const(ty: &Ty, contract: &Contract) -> bool {
    matches!(contract.canonical(ty), Ty::Pointer { qualifiers, .. } if qualifiers.is_const)
}

impl<'a> Checker<'a, '_> {
    pub(super) fn shape(&self, site: Site<'a, '_>) -> Checked {
        let fact = site.fact;
        if let Some(shape) = Shape::wanted(fact.kind) {
            let default = [Operand::at(Root::Return)];
            let operands = match (fact.operands.as_slice(), site.entry.subject) {
                ([], Subject::Type) => &[],
                ([], _) => &default[..],
                (operands, _) => operands,
            };
            for operand in operands {
                let position = match (shape, &operand.on) {
                    // `borrows(p)` is about the result, which depends on `p`, or about what a parameter receives.
                    (Shape::Dependent, None) if has_places(site.entry) => continue,
                    (Shape::Dependent, None) => &Position::root(Root::Return),
                    _ => &operand.position,
                };
                self.fits(site, shape, position)?;
            }
        }
        for (key, shape) in [
            ("count", Shape::Count),
            ("size", Shape::Integer),
            ("tail", Shape::PointerToPointer),
        ] {
            let position = fact.argument(key).and_then(as_position);
            // A constant may be a count, too.
            let position = position.filter(|position| match &position.root {
                Root::Named(name) => site.thing.has_name(name),
                _ => true,
            });
            if let Some(position) = position {
                self.fits(site, shape, &position)?;
            }
        }
        if let (FactKind::Error, Some(out)) =
            (fact.kind, fact.argument("out").and_then(as_position))
        {
            self.fits(site, Shape::WritablePointer, &out)?;
        }
        if fact.kind == FactKind::Case && site.thing.signature().is_some_and(|s| !s.variadic) {
            return Err(Box::new(
                Diagnostic::error(
                    Code::ShapeWrong,
                    format!("`{}` takes no further arguments", site.thing.name),
                )
                .at(site.span, "not variadic"),
            ));
        }
        self.destructors(site)
    }

    fn fits(&self, site: Site<'a, '_>, shape: Shape, position: &Position) -> Checked {
        let Some(ty) = self.position(site, position)? else {
            return Ok(());
        };
        if shape.fits(self.contract, ty)
            || matches!(shape, Shape::Ownable | Shape::Dependent)
                && self.is_handle(site, position, ty)
        {
            return Ok(());
        }
        let word = position.to_string();
        let what = describe(self.contract, ty);
        Err(Box::new(
            Diagnostic::error(
                Code::ShapeWrong,
                format!(
                    "`{word}` of `{}` is {what}, and `{}` needs {}",
                    site.thing.name,
                    site.fact.kind,
                    shape.describe()
                ),
            )
            .at(self.locate(site.span, &word), what),
        ))
    }

    /// Whether what is no pointer is a handle all the same, because the side file or the header says so.
    fn is_handle(&self, site: Site<'a, '_>, position: &Position, ty: &Ty) -> bool {
        let place = site.thing.normal(position);
        let says_is = site.entry.facts.iter().any(|(fact, _)| {
            let operands = &fact.operands;
            let is_there = |operand: &Operand| site.thing.normal(&operand.position) == place;
            fact.kind == FactKind::Is && operands.iter().any(is_there)
        });
        let is_declared = |id: ItemId| {
            let item = self.contract.item(id);
            let types = self.overlay.entries.iter();
            let mut types = types.filter(|entry| entry.subject == Subject::Type);
            types.any(|entry| {
                super::pattern::matches(&entry.selector, item.name())
                    && entry.facts.iter().any(|(fact, _)| makes_handle(fact))
            }) || item.claims.iter().any(|claim| makes_handle(&claim.fact))
        };
        says_is || names_of(self.contract, ty).into_iter().any(is_declared)
    }

    /// What a destructor, or the function that retains, is given must be what the fact is about.
    fn destructors(&self, site: Site<'a, '_>) -> Checked {
        let fact = site.fact;
        let subject = match fact.kind {
            FactKind::Handle | FactKind::Refcounted => Some(Ty::Item(site.thing.id)),
            FactKind::ReturnsOwned => {
                let default = Operand::at(Root::Return);
                let operand = fact.operands.first().unwrap_or(&default);
                self.position(site, &operand.position)?.cloned()
            }
            _ => None,
        };
        let Some(subject) = subject else {
            return Ok(());
        };
        for key in ["destroy", "retain", "release"] {
            let name = match fact.argument(key) {
                Some(Argument::Word(name)) => name.clone(),
                Some(Argument::Text(text)) => match grammar::parse_call(text) {
                    Ok(call) => call.function,
                    Err(_) => continue,
                },
                _ => continue,
            };
            let Some(id) = self.symbols.function_id(&name) else {
                continue;
            };
            let ItemKind::Function(function) = &self.contract.item(id).kind else {
                continue;
            };
            let mut params = function.signature.params.iter();
            if !params.any(|param| self.is_of(&param.ty, &subject)) {
                let what = site.thing.name;
                return Err(Box::new(
                    Diagnostic::error(
                        Code::ShapeWrong,
                        match fact.kind {
                            FactKind::ReturnsOwned => {
                                format!("`{name}` does not take what `{what}` hands out")
                            }
                            _ => format!("`{name}` does not take a `{what}`"),
                        },
                    )
                    .at(self.locate(site.span, &name), "has no such parameter"),
                ));
            }
        }
        Ok(())
    }

    /// Whether a parameter of type `param` takes a `subject`, a pointer to it, or anything.
    fn is_of(&self, param: &Ty, subject: &Ty) -> bool {
        let param = self.behind_pointers(param);
        param == &Ty::Void
            || is_unknown(self.contract, param)
            || param == self.behind_pointers(subject)
    }

    fn behind_pointers<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        let mut ty = self.contract.canonical(ty);
        while let Ty::Pointer { pointee, .. } = ty {
            ty = self.contract.canonical(pointee);
        }
        ty
    }
}

/// The aliases and the record that a type goes by.
fn names_of(contract: &Contract, ty: &Ty) -> Vec<ItemId> {
    let mut ids = Vec::new();
    let mut ty = ty;
    while let Ty::Item(id) = ty {
        ids.push(*id);
        match &contract.item(*id).kind {
            ItemKind::Alias(alias) => ty = &alias.ty,
            _ => break,
        }
    }
    ids
}

fn makes_handle(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Handle | FactKind::Refcounted)
}

fn as_position(argument: &Argument) -> Option<Position> {
    match argument {
        Argument::Word(word) if is_word(word) => Some(Position::root(Root::Named(word.clone()))),
        Argument::Position(position) => Some(position.clone()),
        Argument::Word(_) | Argument::Text(_) => None,
    }
}
