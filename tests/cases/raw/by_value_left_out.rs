use ::core::ffi::{c_char, c_float, c_int, c_void};
use ::core::mem::offset_of;

/// Records whose parts Rust would put into other registers than C does.
#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct apart {
    pub a: c_float,
    pub _padding_1: [u8; 4],
    pub b: c_float,
}

impl Default for apart {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<apart>() == 16);
    assert!(align_of::<apart>() == 8);
    assert!(offset_of!(apart, a) == 0);
    assert!(offset_of!(apart, b) == 8);
};

#[repr(C, align(2))]
#[derive(Clone, Copy, Debug)]
pub struct packed_even {
    _bytes: [u8; 6],
}

impl Default for packed_even {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl packed_even {
    #[inline]
    pub const fn a_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn a_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn a(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.a_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.a_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn b_ptr(&self) -> *const c_int {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn b_mut_ptr(&mut self) -> *mut c_int {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn b(&self) -> c_int {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.b_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_int) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.b_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn c_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(5).cast()
    }

    #[inline]
    pub const fn c_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(5).cast()
    }

    #[inline]
    pub const fn c(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.c_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_c(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.c_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<packed_even>() == 6);
    assert!(align_of::<packed_even>() == 2);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct only_long_double {
    pub value: support::LongDouble,
}

impl Default for only_long_double {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<only_long_double>() == 16);
    assert!(align_of::<only_long_double>() == 16);
    assert!(offset_of!(only_long_double, value) == 0);
};

// left out: function `change_apart`: `apart` by value would be passed differently by Rust
// left out: function `change_packed_even`: `packed_even` by value would be passed differently by Rust
// left out: function `change_long_double`: `only_long_double` by value would be passed differently by Rust

unsafe extern "C" {
    pub fn call_apart(callback: *mut c_void);

    /// By pointer all of them travel alike.
    pub fn fill(apart: *mut apart, even: *mut packed_even, value: *mut only_long_double);
}
