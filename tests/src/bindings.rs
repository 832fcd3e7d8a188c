//! What emitted Rust declares, read back from the text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use syn::{Expr, Item, ReturnType, Type, Visibility, ext::IdentExt};

/// The declarations of one file of bindings.
#[derive(Debug, Default)]
pub struct Bindings {
    /// The module that has the items, as a path from the file: empty or `raw`.
    pub module: String,
    /// Constants with a value, in order.
    pub constants: Vec<Constant>,
    /// Structures and unions with fields, in order.
    pub records: Vec<Record>,
    /// Newtypes around an integer: enumerations.
    pub newtypes: BTreeSet<String>,
    /// Foreign functions.
    pub functions: Vec<String>,
    /// Foreign objects.
    pub globals: Vec<String>,
    /// `type A = B`.
    pub aliases: BTreeMap<String, Type>,
    /// `use B as A`: name and what it stands for.
    pub synonyms: Vec<(String, String)>,
}

/// A constant.
#[derive(Debug)]
pub struct Constant {
    /// The expression that has its value: `NAME`, `Enum::NAME`, `NAME()`.
    pub expression: String,
    /// Its name in C.
    pub name: String,
    /// Whether only its value can be compared: its type is a newtype, since it is an enumerator.
    pub value_only: bool,
    /// The name in Rust of its type, if that is a structure or union.
    pub record: Option<String>,
}

/// A structure or union.
#[derive(Debug)]
pub struct Record {
    /// Its name in Rust.
    pub rust: String,
    /// The fields that are public, in order.
    pub fields: Vec<Field>,
    /// The bit-fields that have accessors.
    pub bits: Vec<BitField>,
    /// The fields that hold the bytes of bit-fields.
    pub bit_storage: Vec<String>,
    /// Whether it is a union.
    pub is_union: bool,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// As written in Rust, without `r#`.
    pub name: String,
    /// What to write after a pointer to the record to get a pointer to the field.
    pub access: Access,
    /// The type.
    pub ty: Type,
    /// Whether the type has the field's size; the last field may be an array without a length.
    pub sized: bool,
}

/// How a field is reached.
#[derive(Debug)]
pub enum Access {
    /// As a field of this name.
    Field(String),
    /// By a method of this name, because Rust cannot place a field there.
    Method(String),
}

/// A bit-field: `fn name(&self) -> T` and `fn set_name(&mut self, T)`.
#[derive(Debug)]
pub struct BitField {
    /// The name in C.
    pub name: String,
    /// The getter.
    pub getter: String,
    /// The setter.
    pub setter: String,
}

impl Bindings {
    /// Reads a file of bindings.
    ///
    /// # Errors
    /// When it cannot be read or is not Rust.
    pub fn read(path: &Path) -> Result<Bindings, String> {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        Bindings::parse(&text)
    }

    /// Reads the text of bindings.
    ///
    /// # Errors
    /// When it is not Rust.
    pub fn parse(text: &str) -> Result<Bindings, String> {
        let file = syn::parse_file(text).map_err(|error| error.to_string())?;
        let mut bindings = Bindings::default();
        let items = match file.items.iter().find_map(as_module) {
            Some((name, items)) => {
                bindings.module = name;
                items
            }
            None => &file.items,
        };
        // Types first: whether a constant is an enumerator depends on its type.
        items.iter().for_each(|item| bindings.read_type(item));
        items.iter().for_each(|item| bindings.read_value(item));
        Ok(bindings)
    }

    /// A program that starts with the module `bindings`: these items, emitted in the file `rust`.
    pub fn prelude(&self, rust: &Path) -> String {
        match self.module.as_str() {
            "" => format!("#[path = {rust:?}]\nmod bindings;\n"),
            module => format!("#[path = {rust:?}]\nmod file;\nuse file::{module} as bindings;\n"),
        }
    }

    fn read_type(&mut self, item: &Item) {
        match item {
            Item::Struct(item) => self.read_struct(item),
            Item::Union(item) => {
                let rust = item.ident.to_string();
                self.read_fields(rust, item.fields.named.iter(), true);
            }
            Item::Type(item) => {
                let name = item.ident.unraw().to_string();
                self.aliases.insert(name, (*item.ty).clone());
            }
            _ => {}
        }
    }

    fn read_struct(&mut self, item: &syn::ItemStruct) {
        let rust = item.ident.to_string();
        match &item.fields {
            syn::Fields::Unnamed(fields)
                if fields.unnamed.len() == 1
                    && is_public(&fields.unnamed[0].vis)
                    && matches!(fields.unnamed[0].ty, Type::Path(_)) =>
            {
                self.newtypes.insert(item.ident.unraw().to_string());
            }
            fields => self.read_fields(rust, fields.iter(), false),
        }
    }

    fn read_fields<'a>(
        &mut self,
        rust: String,
        fields: impl Iterator<Item = &'a syn::Field> + Clone,
        is_union: bool,
    ) {
        let bit_storage = fields
            .clone()
            .filter_map(|field| Some(field.ident.as_ref()?.to_string()))
            .filter(|name| name.starts_with(BIT_STORAGE))
            .collect();
        let fields = fields
            .filter(|field| is_public(&field.vis) && !is_storage(field))
            .filter_map(|field| {
                let ident = field.ident.as_ref()?;
                Some(Field {
                    name: ident.unraw().to_string(),
                    access: Access::Field(ident.to_string()),
                    ty: field.ty.clone(),
                    sized: array_len(&field.ty) != Some(0),
                })
            })
            .collect();
        let bits = Vec::new();
        self.records.push(Record {
            rust,
            fields,
            bits,
            bit_storage,
            is_union,
        });
    }

    fn read_value(&mut self, item: &Item) {
        match item {
            Item::Const(item) if is_public(&item.vis) => {
                let expression = item.ident.to_string();
                self.push_constant(item.ident.unraw().to_string(), expression, &item.ty);
            }
            Item::Fn(item)
                if is_public(&item.vis)
                    && item.sig.inputs.is_empty()
                    && !matches!(item.sig.safety, syn::Safety::Unsafe(_)) =>
            {
                if let ReturnType::Type(_, ty) = &item.sig.output {
                    let expression = format!("{}()", item.sig.ident);
                    self.push_constant(item.sig.ident.unraw().to_string(), expression, ty);
                }
            }
            Item::Impl(item) if item.trait_.is_none() => self.read_impl(item),
            Item::ForeignMod(item) => item.items.iter().for_each(|item| match item {
                syn::ForeignItem::Fn(item) => {
                    self.functions.push(item.sig.ident.unraw().to_string());
                }
                syn::ForeignItem::Static(item) => {
                    self.globals.push(item.ident.unraw().to_string());
                }
                _ => {}
            }),
            Item::Use(item) if is_public(&item.vis) => self.read_use(&item.tree),
            _ => {}
        }
    }

    fn read_use(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => self.read_use(&path.tree),
            syn::UseTree::Rename(rename) => {
                let name = rename.rename.unraw().to_string();
                self.synonyms.push((name, rename.ident.unraw().to_string()));
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.read_use(tree)),
            syn::UseTree::Name(_) | syn::UseTree::Glob(_) => {}
        }
    }

    fn push_constant(&mut self, name: String, expression: String, ty: &Type) {
        let value_only = last_ident(ty).is_some_and(|ident| self.is_newtype(&ident));
        self.constants.push(Constant {
            expression,
            name,
            value_only,
            record: last_ident(ty).filter(|name| self.record_of(name).is_some()),
        });
    }

    /// The record called `name`, through any chain of aliases.
    pub fn record_of(&self, name: &str) -> Option<&Record> {
        let mut name = name.to_owned();
        // A chain longer than this is a cycle.
        for _ in 0..64 {
            let is_it = |record: &&Record| record.rust.trim_start_matches("r#") == name;
            if let Some(record) = self.records.iter().find(is_it) {
                return Some(record);
            }
            name = self.aliases.get(&name).and_then(last_ident)?;
        }
        None
    }

    /// Whether `name` is a newtype, through any chain of aliases.
    fn is_newtype(&self, name: &str) -> bool {
        let mut name = name.to_owned();
        // A chain longer than this is a cycle.
        for _ in 0..64 {
            if self.newtypes.contains(&name) {
                return true;
            }
            match self.aliases.get(&name).and_then(last_ident) {
                Some(next) => name = next,
                None => return false,
            }
        }
        false
    }

    fn read_impl(&mut self, item: &syn::ItemImpl) {
        let Some(owner) = last_ident(&item.self_ty) else {
            return;
        };
        if self.is_newtype(&owner) {
            for constant in item.items.iter().filter_map(as_constant) {
                self.constants.push(Constant {
                    expression: format!("{}::{}", spell(&item.self_ty), constant.ident),
                    name: constant.ident.unraw().to_string(),
                    value_only: true,
                    record: None,
                });
            }
        } else if let Some(record) = self
            .records
            .iter_mut()
            .find(|record| record.rust.trim_start_matches("r#") == owner)
        {
            record.read_accessors(item);
        }
    }
}

impl Record {
    /// Whether nothing of it can be seen.
    pub fn is_opaque(&self) -> bool {
        self.fields.is_empty() && self.bits.is_empty()
    }

    /// Fields that are reached by a method `NAME_mut_ptr`, and bit-fields: pairs `NAME` and `set_NAME` without one.
    fn read_accessors(&mut self, item: &syn::ItemImpl) {
        let methods = methods(item);
        for (name, method) in &methods {
            let setter = |name: &str| methods.get(&format!("set_{name}"));
            if let Some(field) = name.strip_suffix("_mut_ptr") {
                if let Some(ty) = pointee(&method.output) {
                    self.fields.push(Field {
                        name: field.to_owned(),
                        access: Access::Method(method.ident.to_string()),
                        ty: ty.clone(),
                        sized: array_len(ty) != Some(0) && setter(field).is_some(),
                    });
                }
            } else if let Some(setter) = setter(name)
                && !methods.contains_key(&format!("{name}_mut_ptr"))
            {
                self.bits.push(BitField {
                    name: name.clone(),
                    getter: method.ident.to_string(),
                    setter: setter.ident.to_string(),
                });
            }
        }
    }
}

/// What a method that returns a pointer points to.
fn pointee(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Type(_, ty) => match &**ty {
            Type::Ptr(pointer) => Some(&pointer.elem),
            _ => None,
        },
        ReturnType::Default => None,
    }
}

fn as_constant(item: &syn::ImplItem) -> Option<&syn::ImplItemConst> {
    match item {
        syn::ImplItem::Const(item) if is_public(&item.vis) => Some(item),
        _ => None,
    }
}

/// The public methods of an implementation, by name.
fn methods(item: &syn::ItemImpl) -> BTreeMap<String, &syn::Signature> {
    item.items
        .iter()
        .filter_map(|item| match item {
            syn::ImplItem::Fn(item) if is_public(&item.vis) => {
                Some((item.sig.ident.unraw().to_string(), &item.sig))
            }
            _ => None,
        })
        .collect()
}

/// The public module of a file, and what is in it.
fn as_module(item: &Item) -> Option<(String, &Vec<Item>)> {
    match item {
        Item::Mod(module) if is_public(&module.vis) => {
            Some((module.ident.to_string(), &module.content.as_ref()?.1))
        }
        _ => None,
    }
}

/// What the names of fields that hold the bytes of bit-fields begin with.
const BIT_STORAGE: &str = "_bitfield_";

/// Whether a field only holds the bytes of bit-fields or of padding.
fn is_storage(field: &syn::Field) -> bool {
    let storage = |ident: &syn::Ident| {
        let name = ident.to_string();
        name.starts_with(BIT_STORAGE) || name.starts_with("_padding_")
    };
    field.ident.as_ref().is_some_and(storage)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The type's path as written.
fn spell(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect::<Vec<_>>()
            .join("::"),
        _ => String::new(),
    }
}

/// The last name of the path of a type.
pub fn last_ident(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.unraw().to_string()),
        _ => None,
    }
}

/// The length of an array type, when it is a literal.
pub fn array_len(ty: &Type) -> Option<u64> {
    match ty {
        Type::Array(array) => match &array.len {
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Int(int) => int.base10_parse().ok(),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
