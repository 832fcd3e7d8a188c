//! Initialisers put into the types that they initialise, by the rules of C. A field that is given two values is a misfit.

use super::{
    Environment,
    convert::{Goal, is_literal},
    initializer::{Designator, Entry, Initializer},
    operand::{Class, Known, Operand},
    parse::Parser,
};
use crate::contract::{Field, Part, Reason, RecordBody, RecordKind, Ty, Value};

/// A structure, union or array that is being initialised.
struct Place {
    /// In canonical form.
    ty: Ty,
    is_union: bool,
    /// The part that is next, or that holds the next place of the path.
    index: u64,
}

/// How many structures, unions and arrays may lie inside each other.
const DEEPEST: usize = 64;

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// The value that a list gives an object of type `ty`.
    pub(super) fn fit(
        &mut self,
        ty: &Ty,
        mut list: Vec<Entry>,
        goal: Goal<'_>,
    ) -> Result<Value, Reason> {
        let ty = self.canonical(ty);
        let alone = matches!(list.as_slice(), [entry] if entry.designators.is_empty());
        if !self.has_parts(&ty) {
            return match list.pop().map(|entry| entry.initializer) {
                Some(Initializer::Value(operand)) if alone => {
                    self.converted(&ty, None, operand, goal)
                }
                _ => Err(goal.misfit("braces around what is no structure, union or array")),
            };
        }
        if alone
            && matches!(ty, Ty::Array { .. })
            && matches!(&list[0].initializer, Initializer::Value(operand) if is_literal(operand))
            && let Some(Initializer::Value(text)) = list.pop().map(|entry| entry.initializer)
        {
            return self.converted(&ty, None, text, goal);
        }
        let mut parts = Vec::new();
        let mut path = vec![self.place(ty)];
        for entry in list {
            if entry.designators.is_empty() {
                self.go_on(&mut path, goal)?;
            } else {
                path.truncate(1);
                self.follow(&mut path, &entry.designators, goal)?;
            }
            let value = self.fit_at(&mut path, entry.initializer, goal)?;
            if !store(&path, &mut parts, value) {
                return Err(goal.misfit("a field is initialised twice"));
            }
            if let Some(place) = path.last_mut() {
                place.index += 1;
            }
        }
        Ok(Value::Aggregate(parts))
    }

    /// Goes to the next part that can be initialised, out of the places that are full.
    fn go_on(&mut self, path: &mut Vec<Place>, goal: Goal<'_>) -> Result<(), Reason> {
        while let Some(place) = path.last_mut() {
            if let Some(next) = self.next_index(place) {
                place.index = next;
                return Ok(());
            }
            path.pop();
            if let Some(around) = path.last_mut() {
                around.index += 1;
            }
        }
        Err(goal.misfit("it has too many elements"))
    }

    /// Goes to the part that designators name.
    fn follow(
        &mut self,
        path: &mut Vec<Place>,
        designators: &[Designator],
        goal: Goal<'_>,
    ) -> Result<(), Reason> {
        for (step, designator) in designators.iter().enumerate() {
            if step > 0 {
                self.go_inside(path, goal)?;
            }
            let Some(place) = path.last_mut() else {
                break;
            };
            match (designator, &place.ty) {
                (
                    Designator::Element(index),
                    Ty::Array {
                        len: Some(length), ..
                    },
                ) if index < length => place.index = *index,
                (Designator::Field(name), Ty::Item(_)) => {
                    self.follow_field(path, name, goal)?;
                }
                _ => return Err(goal.misfit("it has no such element")),
            }
        }
        Ok(())
    }

    /// Goes to a field of the last place, which may be one of an anonymous member.
    fn follow_field(
        &mut self,
        path: &mut Vec<Place>,
        name: &str,
        goal: Goal<'_>,
    ) -> Result<(), Reason> {
        let depth = path.len();
        while let Some(place) = path.last_mut() {
            let fields = self.fields(&place.ty);
            let named = fields
                .iter()
                .position(|field| field.name.as_deref() == Some(name));
            if let Some(index) = named {
                place.index = index as u64;
                return Ok(());
            }
            let anonymous: Vec<(usize, Ty)> = fields
                .iter()
                .enumerate()
                .filter(|(_, field)| is_anonymous(field))
                .map(|(index, field)| (index, field.ty.clone()))
                .collect();
            let holder = anonymous
                .into_iter()
                .find(|(_, ty)| self.has_field(ty, name, depth));
            let Some((index, _)) = holder else {
                break;
            };
            place.index = index as u64;
            self.go_inside(path, goal)?;
        }
        Err(goal.misfit(&format!("it has no field `{name}`")))
    }

    /// Whether a record or an anonymous member of it has a field of this name.
    fn has_field(&mut self, ty: &Ty, name: &str, depth: usize) -> bool {
        let ty = self.canonical(ty);
        let fields = self.fields(&ty);
        if fields
            .iter()
            .any(|field| field.name.as_deref() == Some(name))
        {
            return true;
        }
        let anonymous: Vec<Ty> = fields
            .iter()
            .filter(|field| is_anonymous(field))
            .map(|field| field.ty.clone())
            .collect();
        depth < DEEPEST
            && anonymous
                .iter()
                .any(|ty| self.has_field(ty, name, depth + 1))
    }

    /// Makes the part that is next the last place.
    fn go_inside(&mut self, path: &mut Vec<Place>, goal: Goal<'_>) -> Result<(), Reason> {
        let part = path.last().and_then(|place| self.part(place));
        let Some((ty, None)) = part.filter(|_| path.len() < DEEPEST) else {
            return Err(goal.misfit("it initialises a part of what has none"));
        };
        if !self.has_parts(&ty) {
            return Err(goal.misfit("it initialises a part of what has none"));
        }
        let place = self.place(ty);
        path.push(place);
        Ok(())
    }

    /// The value of the part that is next. Where braces are left out, the path goes on into the part.
    fn fit_at(
        &mut self,
        path: &mut Vec<Place>,
        initializer: Initializer,
        goal: Goal<'_>,
    ) -> Result<Value, Reason> {
        let nothing = || goal.misfit("it initialises what has no elements");
        let operand = match initializer {
            Initializer::Value(operand) => operand,
            Initializer::List(list) => {
                let part = path.last().and_then(|place| self.part(place));
                let (ty, width) = part.ok_or_else(nothing)?;
                if width.is_some() {
                    return Err(goal.misfit("it has braces around a bit-field"));
                }
                return self.fit(&ty, list, goal);
            }
        };
        loop {
            let part = path.last().and_then(|place| self.part(place));
            let (ty, width) = part.ok_or_else(nothing)?;
            if !self.has_parts(&ty) || self.is_whole(&ty, &operand) {
                return self.converted(&ty, width, operand, goal);
            }
            self.go_inside(path, goal)?;
            if let Some(place) = path.last_mut() {
                place.index = self.next_index(place).ok_or_else(nothing)?;
            }
        }
    }

    /// Whether a value initialises a structure or array as a whole and not its first part.
    fn is_whole(&mut self, ty: &Ty, operand: &Operand) -> bool {
        match self.canonical(ty) {
            Ty::Array { element, .. } => {
                matches!(self.class(&element), Class::Int(_)) && is_literal(operand)
            }
            ty => matches!(operand.known, Known::Record(_)) && self.canonical(&operand.ty) == ty,
        }
    }

    fn place(&mut self, ty: Ty) -> Place {
        let ty = self.canonical(&ty);
        let record = self.environment.record(&ty);
        Place {
            is_union: record.is_some_and(|record| record.kind == RecordKind::Union),
            ty,
            index: 0,
        }
    }

    /// Whether values of a type consist of others.
    fn has_parts(&mut self, ty: &Ty) -> bool {
        let ty = self.canonical(ty);
        matches!(ty, Ty::Array { .. }) || self.environment.record(&ty).is_some()
    }

    fn fields(&self, ty: &Ty) -> &[Field] {
        match self.environment.record(ty).map(|record| &record.body) {
            Some(RecordBody::Defined { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// Type and width of the part that is next.
    fn part(&self, place: &Place) -> Option<(Ty, Option<u32>)> {
        match &place.ty {
            Ty::Array { element, len } => {
                (place.index < (*len)?).then(|| ((**element).clone(), None))
            }
            ty => {
                let field = self.fields(ty).get(usize::try_from(place.index).ok()?)?;
                can_be_initialised(field).then(|| (field.ty.clone(), field.bit_width))
            }
        }
    }

    /// The index of the next part that can be initialised, from `place.index` on.
    fn next_index(&self, place: &Place) -> Option<u64> {
        match &place.ty {
            Ty::Array { len, .. } => (place.index < (*len)?).then_some(place.index),
            // Only one member of a union is initialised.
            _ if place.is_union && place.index > 0 => None,
            ty => {
                let from = usize::try_from(place.index).ok()?;
                let fields = self.fields(ty).get(from..)?;
                let skipped = fields.iter().position(can_be_initialised)?;
                Some((from + skipped) as u64)
            }
        }
    }
}

/// Whether a field is a structure or union whose fields are the record's own.
fn is_anonymous(field: &Field) -> bool {
    field.name.is_none() && field.bit_width.is_none()
}

/// An unnamed bit-field only pads, and an array without a length has no elements of the record's.
fn can_be_initialised(field: &Field) -> bool {
    let pads = field.bit_width.is_some() && field.name.is_none();
    !pads && !matches!(field.ty, Ty::Array { len: None, .. })
}

/// Puts a value where the path leads; false where there is one already.
fn store(path: &[Place], parts: &mut Vec<Part>, value: Value) -> bool {
    let Some((place, rest)) = path.split_first() else {
        return false;
    };
    let index = place.index;
    if place.is_union && parts.iter().any(|part| part.index != index) {
        return false;
    }
    match parts.binary_search_by_key(&index, |part| part.index) {
        Ok(_) if rest.is_empty() => false,
        Ok(at) => match &mut parts[at].value {
            Value::Aggregate(inside) => store(rest, inside, value),
            _ => false,
        },
        Err(at) if rest.is_empty() => {
            parts.insert(at, Part { index, value });
            true
        }
        Err(at) => {
            let mut inside = Vec::new();
            let stored = store(rest, &mut inside, value);
            let value = Value::Aggregate(inside);
            parts.insert(at, Part { index, value });
            stored
        }
    }
}
