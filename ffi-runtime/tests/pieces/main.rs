//! The pieces that stand alone: memory for a call, text both ways, views.

mod arena;
mod text;
mod view;
