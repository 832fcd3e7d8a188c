use ::core::ffi::{c_int, c_long, c_void};
use ::core::mem::offset_of;

pub type __off_t = c_long;
pub type __time_t = c_long;
pub type __syscall_slong_t = c_long;
pub type time_t = __time_t;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct timespec {
    pub tv_sec: __time_t,
    pub tv_nsec: __syscall_slong_t,
}

impl Default for timespec {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<timespec>() == 16);
    assert!(align_of::<timespec>() == 8);
    assert!(offset_of!(timespec, tv_sec) == 0);
    assert!(offset_of!(timespec, tv_nsec) == 8);
};

pub type off_t = __off_t;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct log {
    pub start: time_t,
    pub precise: timespec,
    pub level: u8,
    pub length: usize,
    pub result: isize,
    pub cookie: isize,
    pub offset: off_t,
}

impl Default for log {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<log>() == 64);
    assert!(align_of::<log>() == 8);
    assert!(offset_of!(log, start) == 0);
    assert!(offset_of!(log, precise) == 8);
    assert!(offset_of!(log, level) == 24);
    assert!(offset_of!(log, length) == 32);
    assert!(offset_of!(log, result) == 40);
    assert!(offset_of!(log, cookie) == 48);
    assert!(offset_of!(log, offset) == 56);
};

unsafe extern "C" {
    pub fn log_write(log: *mut log, data: *const c_void, length: usize, when: u64) -> c_int;
}
