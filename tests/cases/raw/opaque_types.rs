use ::core::ffi::{c_char, c_void};
use ::core::marker::{PhantomData, PhantomPinned};

/// Records that nobody sees inside of.
#[repr(C)]
pub struct connection {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct statement_ {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub type statement = *mut statement_;

#[repr(C)]
pub struct value {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct never_used {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn connect_to(address: *const c_char) -> *mut connection;
    pub fn prepare(connection: *mut connection) -> statement;
    pub fn value_of(statement: statement, other: *mut undeclared) -> *mut value;
}

#[repr(C)]
pub struct undeclared {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

// left out: function `take_opaque`: `connection` is used by value but not defined

#[repr(C)]
pub struct only_declared_union {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn untyped(context: *mut c_void, u: *mut only_declared_union);
}
