//! The pieces that stand alone: memory for a call, closures that are let go of, text both ways, views.

mod arena;
mod released;
mod slots;
mod text;
mod view;
