//! What can be exported, and is used from Rust as if it were not.

use ffi_macros::export;

ffi_macros::export_library!(prefix = "pass", abi = 2);

/// A tree that is borrowed and walked.
#[export(prefix = "pass", abi = 2)]
pub struct Tree {
    name: String,
    leaves: Vec<Leaf>,
}

/// A leaf.
#[export(prefix = "pass", abi = 2)]
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Leaf {
    /// How large it is.
    size: f32,
    /// Where it is.
    place: [u16; 2],
    is_green: bool,
}

#[export(prefix = "pass", abi = 2)]
pub struct Walk<'t>(&'t Tree, usize);

#[export(prefix = "pass", abi = 2)]
impl Tree {
    pub fn new(name: String, leaves: Vec<Leaf>) -> Self {
        Tree { name, leaves }
    }

    pub fn walk(&self) -> Walk<'_> {
        Walk(self, 0)
    }

    #[export(skip)]
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter()
    }

    #[export(name = "pass_tree_of_a_kind")]
    pub fn named(self: Box<Self>, name: Option<&str>) -> Box<Self> {
        Box::new(Tree { name: name.unwrap_or(&self.name).to_owned(), ..*self })
    }

    #[ffi_macros::exclusive(self)]
    #[ffi_macros::consumes(other)]
    pub fn graft(&mut self, other: Tree) {
        self.leaves.extend(other.leaves);
    }

    #[ffi_macros::returns_owned]
    #[ffi_macros::ffi(must_use)]
    pub fn twin(&self) -> Tree {
        Tree { name: self.name.clone(), leaves: self.leaves.clone() }
    }

    #[ffi_macros::borrows(self)]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[cfg(any())]
    pub fn is_not_there(&self) -> u32 {
        0
    }
}

#[export(prefix = "pass", abi = 2)]
impl<'t> Walk<'t> {
    pub fn tree_name(&self) -> &'t str {
        &self.0.name
    }

    pub fn step(&mut self, visit: &mut dyn FnMut(f32)) -> bool {
        let leaf = self.0.leaves.get(self.1);
        self.1 += 1;
        leaf.map(|leaf| visit(leaf.size)).is_some()
    }
}

fn main() {
    let leaf = Leaf { size: 1.5, place: [1, 2], is_green: true };
    let tree = Box::new(Tree::new("oak".to_owned(), vec![leaf])).named(Some("elm"));
    let mut twin = tree.twin();
    twin.graft(tree.twin());
    assert_eq!((twin.name(), twin.leaves().count()), ("elm", 2));
    let mut sizes = Vec::new();
    let name = {
        let mut walk = tree.walk();
        while walk.step(&mut |size| sizes.push(size)) {}
        walk.tree_name()
    };
    assert_eq!((name, &sizes[..], tree.leaves().count()), ("elm", &[1.5][..], 1));
}
