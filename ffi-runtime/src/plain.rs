/// A type of which every pattern of bytes is a value: C may take its bytes for what it likes, and hand out as one of it
/// whatever bytes it has.
///
/// Numbers are, and arrays of them. `bool`, `char`, references and enumerations are not, nor is a structure with bytes
/// between its fields: C would read them though they are not set.
///
/// # Safety
/// Every pattern of bytes of this size is a value of the type, and it has no padding.
///
/// # Examples
/// ```
/// #[derive(Clone, Copy)]
/// #[repr(C)]
/// struct Point {
///     x: i32,
///     y: i32,
/// }
///
/// // SAFETY: two numbers of the same size, with nothing between them.
/// unsafe impl ffi_runtime::Plain for Point {}
/// ```
#[diagnostic::on_unimplemented(
    message = "C may make bytes a `{Self}` that are none",
    label = "not every pattern of bytes is a `{Self}`",
    note = "numbers and arrays of them are plain; for a structure of these, `unsafe impl Plain` says so"
)]
pub unsafe trait Plain: Copy + 'static {}

macro_rules! plain {
    ($($number:ty),+) => {
        $(
            // SAFETY: a number, of which every pattern of bits is one.
            unsafe impl Plain for $number {}
        )+
    };
}

plain!(
    i8, u8, i16, u16, i32, u32, i64, u64, i128, u128, isize, usize, f32, f64
);

// SAFETY: elements follow each other without a gap.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}
