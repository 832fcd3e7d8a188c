//! The back ends that come with ffi-gen.

use super::{
    Backend, c,
    rust::{Raw, Safe},
};
use crate::diagnostic::Diagnostic;

/// What a user asks of a back end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// Another name for the file that is written, without its ending.
    pub name: Option<&'a str>,
    /// Which API is wanted, where there are two.
    pub tier: Tier,
    /// Whether each wrapper reports its call.
    pub instrument: bool,
}

/// The two APIs of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tier {
    /// Exactly what C has.
    #[default]
    Raw,
    /// Beside it what the contract vouches for.
    Safe,
}

/// A back end before it is told what to write.
pub struct Entry {
    /// The name that selects it.
    pub name: &'static str,
    /// What it writes.
    pub about: &'static str,
    /// Whether it has both tiers.
    pub has_tiers: bool,
    /// Makes it.
    ///
    /// # Errors
    /// When the name is none that a file of the language can have.
    pub make: fn(Settings<'_>) -> Result<Box<dyn Backend>, Diagnostic>,
}

/// Every back end, the default first.
pub static BUILT_IN: [Entry; 2] = [
    Entry {
        name: "rust",
        about: "Rust",
        has_tiers: true,
        make: |settings| match settings.tier {
            Tier::Raw => Ok(Box::new(made(settings.name, Raw::named)?)),
            Tier::Safe => Ok(Box::new(
                made(settings.name, Safe::named)?.instrument(settings.instrument),
            )),
        },
    },
    Entry {
        name: "c",
        about: "A header, with the facts of the contract as comments and annotations",
        has_tiers: false,
        make: |settings| Ok(Box::new(made(settings.name, c::Header::named)?)),
    },
];

/// The entry of a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    BUILT_IN.iter().find(|entry| entry.name == name)
}

fn made<B: Default>(
    name: Option<&str>,
    named: fn(&str) -> Result<B, Diagnostic>,
) -> Result<B, Diagnostic> {
    Ok(name.map(named).transpose()?.unwrap_or_default())
}
