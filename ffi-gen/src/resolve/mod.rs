//! Decides what of a contract is translated. Back ends see the result and nothing else.

pub mod api;
mod lower;
mod review;
mod select;

pub use select::{Selection, resolve};

use crate::{
    annotation::Overlay,
    contract::{Contract, Item, ItemId},
    diagnostic::Diagnostics,
};
use api::Api;

/// A contract with every decision made that does not depend on the target language.
#[derive(Debug, Clone)]
pub struct Resolved {
    contract: Contract,
    selected: Vec<ItemId>,
}

impl Resolved {
    /// The whole contract, for looking up what an item refers to.
    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// The items to translate, in the order of the header. Every item that one of them needs is among them.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.selected.iter().map(|&id| (id, self.contract.item(id)))
    }

    /// The safe side, from what `overlay` and the header's own annotations vouch for.
    pub fn lower(&self, overlay: &Overlay, diagnostics: &mut Diagnostics) -> Api {
        lower::lower(&self.contract, &self.selected, overlay, diagnostics)
    }
}
