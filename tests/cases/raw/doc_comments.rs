use ::core::ffi::{c_char, c_int, c_uint};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

#[repr(C)]
pub struct thing {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    /// Opens a thing.
    ///
    /// The name is copied. For example:
    ///
    /// ```text
    ///     thing *t = thing_open("x");
    /// ```
    ///
    /// # Parameters
    ///
    /// - `name`: the name, not NULL
    /// - `flags`: see #THING_FAST \& \<b\>others\</b\>
    ///
    /// # Returns
    ///
    /// the thing, or NULL; free it with thing_close()
    pub fn thing_open(name: *const c_char, flags: c_int) -> *mut thing;

    /// Closes a thing.
    /// Second line with `code` and \[brackets\] and \*stars\*.
    pub fn thing_close(t: *mut thing);

    /// Counts things.
    ///
    /// **Deprecated.** Use thing_total() instead.
    pub fn thing_count() -> c_int;

    /// A total.
    pub fn thing_total() -> c_int;

    /// Not a documentation comment.
    pub fn undocumented() -> c_int;

    /// Documented behind.
    pub fn trailing() -> c_int;
}

/// A pair.
///
/// - first item
/// - second item
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pair {
    /// The first.
    pub a: c_int,
    /// The second.
    pub b: c_int,
    /// The third.
    pub c: c_int,
}

impl Default for pair {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<pair>() == 12);
    assert!(align_of::<pair>() == 4);
    assert!(offset_of!(pair, a) == 0);
    assert!(offset_of!(pair, b) == 4);
    assert!(offset_of!(pair, c) == 8);
};

/// Levels.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct level(pub c_uint);

impl level {
    /// Low.
    pub const LOW: level = level(0);

    /// High.
    pub const HIGH: level = level(1);
}

impl TryFrom<c_uint> for level {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(level(value)),
            _ => Err(value),
        }
    }
}

impl From<level> for c_uint {
    fn from(value: level) -> Self {
        value.0
    }
}

pub const LOW: level = level::LOW;
pub const HIGH: level = level::HIGH;

/// The greatest.
pub const GREATEST: c_int = 100;

unsafe extern "C" {
    /// ```text
    /// unclosed fence
    /// ```
    pub fn fence() -> c_int;

    /// Looks like an end: \*\\/ and a <http://example.com/path> link.
    pub fn odd() -> c_int;
}
