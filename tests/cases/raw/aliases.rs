use ::core::ffi::{c_char, c_int, c_uint, c_ulong};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// Macros that are other names.
    pub fn open_v2(name: *const c_char, flags: c_int) -> c_int;
}

pub use self::open_v2 as open_latest;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct session {
    pub id: c_int,
}

impl Default for session {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<session>() == 4);
    assert!(align_of::<session>() == 4);
    assert!(offset_of!(session, id) == 0);
};

pub type session_t = session;
pub type connection_t = session_t;
pub type session_struct = session;
pub type uint = c_uint;
pub type my_uint = uint;
pub type my_long = c_ulong;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct mode(pub c_uint);

impl mode {
    pub const MODE_FAST: mode = mode(0);
    pub const MODE_SLOW: mode = mode(1);
}

impl TryFrom<c_uint> for mode {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(mode(value)),
            _ => Err(value),
        }
    }
}

impl From<mode> for c_uint {
    fn from(value: mode) -> Self {
        value.0
    }
}

pub const MODE_FAST: mode = mode::MODE_FAST;
pub const MODE_SLOW: mode = mode::MODE_SLOW;

/// `MODE_FAST`
pub const MODE_DEFAULT: c_int = 0;

unsafe extern "C" {
    pub static mut global_state: c_int;
}

pub use self::global_state as state;

pub use self::open_v2 as chain;
