use ::core::ffi::{c_int, c_void};
use ::core::marker::{PhantomData, PhantomPinned};

pub type destructor_t = Option<unsafe extern "C" fn(*mut c_void)>;

/// `((destructor_t)0)`
pub const STATIC: destructor_t = None;

/// `((destructor_t)-1)`
#[inline]
pub fn TRANSIENT() -> destructor_t {
    // SAFETY: any address but zero may be a function pointer that is never called.
    unsafe { ::core::mem::transmute(::core::ptr::without_provenance::<()>(0xffffffffffffffff)) }
}

/// `((void *)0)`
pub const NOTHING: *mut c_void = ::core::ptr::null_mut();
/// `((void *)-1)`
pub const FAILED: *mut c_void = ::core::ptr::without_provenance_mut(0xffffffffffffffff);
/// `((const struct handle *)(unsigned long)-2)`
pub const INVALID_HANDLE: *const handle = ::core::ptr::without_provenance(0xfffffffffffffffe);

#[repr(C)]
pub struct handle {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub static mut counter: c_int;
}

// left out: constant `COUNTER_ADDRESS`: it is the address of an object or function
