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

pub type time_t = __time_t;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tm {
    pub tm_sec: c_int,
    pub tm_min: c_int,
    pub tm_hour: c_int,
    pub tm_mday: c_int,
    pub tm_mon: c_int,
    pub tm_year: c_int,
    pub tm_wday: c_int,
    pub tm_yday: c_int,
    pub tm_isdst: c_int,
    pub tm_gmtoff: c_long,
    pub tm_zone: *const c_char,
}

impl Default for tm {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<tm>() == 56);
    assert!(align_of::<tm>() == 8);
    assert!(offset_of!(tm, tm_sec) == 0);
    assert!(offset_of!(tm, tm_min) == 4);
    assert!(offset_of!(tm, tm_hour) == 8);
    assert!(offset_of!(tm, tm_mday) == 12);
    assert!(offset_of!(tm, tm_mon) == 16);
    assert!(offset_of!(tm, tm_year) == 20);
    assert!(offset_of!(tm, tm_wday) == 24);
    assert!(offset_of!(tm, tm_yday) == 28);
    assert!(offset_of!(tm, tm_isdst) == 32);
    assert!(offset_of!(tm, tm_gmtoff) == 40);
    assert!(offset_of!(tm, tm_zone) == 48);
};

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

// left out: function `memcpy`: another library's header declares it before; name that header to have it translated
// left out: function `printf`: another library's header declares it before; name that header to have it translated

unsafe extern "C" {
    pub fn open_log(name: *const c_char, since: time_t, broken: *mut tm) -> *mut FILE;
    pub fn write_log(log: *mut FILE, at: *const timespec) -> usize;
}
