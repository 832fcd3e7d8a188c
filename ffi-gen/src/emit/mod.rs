//! Text and files.
