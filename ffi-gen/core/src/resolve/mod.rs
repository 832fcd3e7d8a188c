//! Decides what of a contract is translated. Back ends see the result and nothing else.

pub mod api;
#[cfg(feature = "overlay")]
pub mod evidence;
pub mod fingerprint;
mod lower;
mod review;
mod select;

pub use lower::LATER;
#[cfg(feature = "tool")]
pub use select::Selection;

use crate::{
    annotation::Overlay,
    contract::{Claim, Contract, Item, ItemId, Provenance},
    diagnostic::Diagnostics,
};
use api::Api;
use review::Review;
use select::Selected;

/// A contract with every decision made that does not depend on the target language.
#[derive(Debug, Clone)]
pub struct Resolved {
    contract: Contract,
    selected: Vec<ItemId>,
    blocked: Vec<ItemId>,
    kept: Vec<Kept>,
    review: Review,
    api: Api,
}

/// Narrows `contract` to what `selection` asks for and what this needs, and lowers what `overlay` and the header's own
/// annotations vouch for.
#[cfg(feature = "tool")]
pub fn resolve(
    contract: Contract,
    selection: &Selection,
    overlay: &Overlay,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let selected = select::select(&contract, selection, diagnostics);
    lower(contract, selected, overlay, diagnostics)
}

/// Lowers what `overlay` and the annotations of `contract` vouch for, and leaves nothing out.
pub fn resolve_whole(
    contract: Contract,
    overlay: &Overlay,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let selected = select::everything(&contract);
    lower(contract, selected, overlay, diagnostics)
}

fn lower(
    contract: Contract,
    selected: Selected,
    overlay: &Overlay,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let Selected {
        selected,
        blocked,
        kept,
    } = selected;
    let review = review::review(overlay, &contract);
    let api = lower::lower(&contract, &selected, overlay, &review, diagnostics);
    Resolved {
        contract,
        selected,
        blocked,
        kept,
        review,
        api,
    }
}

/// A blocked item that is translated all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The item.
    pub item: ItemId,
    /// One that is translated and needs it.
    pub needed_by: ItemId,
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

    /// The safe side, as far as somebody has reviewed it.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// What somebody vouches for of an item, the strongest first: the facts of the side file and of the source.
    pub fn established(&self, id: ItemId) -> &[Claim] {
        let claims = self.reviewed(id).map_or(&[][..], |known| &known.claims);
        let end = claims.partition_point(|claim| claim.provenance >= Provenance::Annotation);
        &claims[..end]
    }

    /// Whether somebody vouches for an item, perhaps without any fact.
    pub fn is_reviewed(&self, id: ItemId) -> bool {
        self.reviewed(id).is_some()
    }

    /// The names of a function's parameters, as far as the side file or the source gives them; empty where nobody
    /// vouches for it.
    pub fn param_names(&self, id: ItemId) -> &[Option<String>] {
        self.reviewed(id).map_or(&[], |known| &known.params)
    }

    fn reviewed(&self, id: ItemId) -> Option<&review::Reviewed> {
        let Review { functions, types } = &self.review;
        functions.get(&id).or_else(|| types.get(&id))
    }

    /// The items that are left out because the user blocks them, in the order of the header.
    pub fn blocked(&self) -> &[ItemId] {
        &self.blocked
    }

    /// The items that the user blocks in vain, in the order of the header.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }
}
