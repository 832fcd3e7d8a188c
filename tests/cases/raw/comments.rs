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
    /// # Parameters
    ///
    /// - `name`: Where it is.
    /// - `count`: How many there are; may be \<NULL\>.
    ///
    /// # Returns
    ///
    /// the thing, or `NULL` \[on failure\].
    ///
    /// Free it with thing_free().
    pub fn thing_open(name: *const c_char, count: *mut c_int) -> *mut thing;

    /// Ends a thing.
    /// Twice is an error.
    pub fn thing_free(thing: *mut thing);

    /// Qt style.
    ///
    /// ```text
    /// int x = thing_size(NULL);
    /// ```
    ///
    /// **Deprecated.** Use another one.
    pub fn thing_size(thing: *const thing) -> c_int;
}

/// A measure.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct measure {
    /// In metres.
    pub length: c_int,
    /// In metres as well.
    pub width: c_int,
    /// Not documented further:
    ///
    /// - first
    /// - second
    pub weight: c_int,
}

impl Default for measure {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<measure>() == 12);
    assert!(align_of::<measure>() == 4);
    assert!(offset_of!(measure, length) == 0);
    assert!(offset_of!(measure, width) == 4);
    assert!(offset_of!(measure, weight) == 8);
};

/// An ordinary comment.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct unit(pub c_uint);

impl unit {
    /// One.
    pub const UNIT_METRE: unit = unit(0);

    /// Another.
    pub const UNIT_FOOT: unit = unit(1);
}

impl TryFrom<c_uint> for unit {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(unit(value)),
            _ => Err(value),
        }
    }
}

impl From<unit> for c_uint {
    fn from(value: unit) -> Self {
        value.0
    }
}

pub const UNIT_METRE: unit = unit::UNIT_METRE;
pub const UNIT_FOOT: unit = unit::UNIT_FOOT;

/// The most.
pub const LIMIT: c_int = 3;

unsafe extern "C" {
    /// Tricky text: \*\\/ and \`\`\` and # and and "quotes" and a url <http://example.org/a_b_c>.
    pub static mut tricky: c_int;
}
