//! The programs are in `ui` and `pass`.
