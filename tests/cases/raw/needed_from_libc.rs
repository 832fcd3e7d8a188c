use ::core::ffi::{c_char, c_int, c_long, c_schar, c_ushort, c_void};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

pub type __off_t = c_long;
pub type __off64_t = c_long;
pub type __time_t = c_long;
pub type __syscall_slong_t = c_long;
pub type FILE = _IO_FILE;

#[repr(C)]
pub struct _IO_marker {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct _IO_codecvt {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct _IO_wide_data {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub type _IO_lock_t = c_void;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct _IO_FILE {
    pub _flags: c_int,
    pub _IO_read_ptr: *mut c_char,
    pub _IO_read_end: *mut c_char,
    pub _IO_read_base: *mut c_char,
    pub _IO_write_base: *mut c_char,
    pub _IO_write_ptr: *mut c_char,
    pub _IO_write_end: *mut c_char,
    pub _IO_buf_base: *mut c_char,
    pub _IO_buf_end: *mut c_char,
    pub _IO_save_base: *mut c_char,
    pub _IO_backup_base: *mut c_char,
    pub _IO_save_end: *mut c_char,
    pub _markers: *mut _IO_marker,
    pub _chain: *mut _IO_FILE,
    pub _fileno: c_int,
    pub _flags2: c_int,
    pub _old_offset: __off_t,
    pub _cur_column: c_ushort,
    pub _vtable_offset: c_schar,
    pub _shortbuf: [c_char; 1],
    pub _lock: *mut _IO_lock_t,
    pub _offset: __off64_t,
    pub _codecvt: *mut _IO_codecvt,
    pub _wide_data: *mut _IO_wide_data,
    pub _freeres_list: *mut _IO_FILE,
    pub _freeres_buf: *mut c_void,
    pub __pad5: usize,
    pub _mode: c_int,
    pub _unused2: [c_char; 20],
}

impl Default for _IO_FILE {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<_IO_FILE>() == 216);
    assert!(align_of::<_IO_FILE>() == 8);
    assert!(offset_of!(_IO_FILE, _flags) == 0);
    assert!(offset_of!(_IO_FILE, _IO_read_ptr) == 8);
    assert!(offset_of!(_IO_FILE, _IO_read_end) == 16);
    assert!(offset_of!(_IO_FILE, _IO_read_base) == 24);
    assert!(offset_of!(_IO_FILE, _IO_write_base) == 32);
    assert!(offset_of!(_IO_FILE, _IO_write_ptr) == 40);
    assert!(offset_of!(_IO_FILE, _IO_write_end) == 48);
    assert!(offset_of!(_IO_FILE, _IO_buf_base) == 56);
    assert!(offset_of!(_IO_FILE, _IO_buf_end) == 64);
    assert!(offset_of!(_IO_FILE, _IO_save_base) == 72);
    assert!(offset_of!(_IO_FILE, _IO_backup_base) == 80);
    assert!(offset_of!(_IO_FILE, _IO_save_end) == 88);
    assert!(offset_of!(_IO_FILE, _markers) == 96);
    assert!(offset_of!(_IO_FILE, _chain) == 104);
    assert!(offset_of!(_IO_FILE, _fileno) == 112);
    assert!(offset_of!(_IO_FILE, _flags2) == 116);
    assert!(offset_of!(_IO_FILE, _old_offset) == 120);
    assert!(offset_of!(_IO_FILE, _cur_column) == 128);
    assert!(offset_of!(_IO_FILE, _vtable_offset) == 130);
    assert!(offset_of!(_IO_FILE, _shortbuf) == 131);
    assert!(offset_of!(_IO_FILE, _lock) == 136);
    assert!(offset_of!(_IO_FILE, _offset) == 144);
    assert!(offset_of!(_IO_FILE, _codecvt) == 152);
    assert!(offset_of!(_IO_FILE, _wide_data) == 160);
    assert!(offset_of!(_IO_FILE, _freeres_list) == 168);
    assert!(offset_of!(_IO_FILE, _freeres_buf) == 176);
    assert!(offset_of!(_IO_FILE, __pad5) == 184);
    assert!(offset_of!(_IO_FILE, _mode) == 192);
    assert!(offset_of!(_IO_FILE, _unused2) == 196);
};

pub type off_t = __off_t;
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

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct log {
    pub out: *mut FILE,
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
    assert!(size_of::<log>() == 72);
    assert!(align_of::<log>() == 8);
    assert!(offset_of!(log, out) == 0);
    assert!(offset_of!(log, start) == 8);
    assert!(offset_of!(log, precise) == 16);
    assert!(offset_of!(log, level) == 32);
    assert!(offset_of!(log, length) == 40);
    assert!(offset_of!(log, result) == 48);
    assert!(offset_of!(log, cookie) == 56);
    assert!(offset_of!(log, offset) == 64);
};

unsafe extern "C" {
    pub fn log_write(log: *mut log, data: *const c_void, length: usize, when: u64) -> c_int;
}
