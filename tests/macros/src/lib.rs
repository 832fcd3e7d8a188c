//! The programs are in `ui` and `pass`.

/// A type of another crate than that of the programs.
#[ffi_macros::export]
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// Where.
    pub x: f64,
}
