use ::core::ffi::{c_char, c_double, c_int};
use ::core::mem::offset_of;

/// Arrays as parameters, fields, results and elements.
pub type row = [c_int; 4];

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct grid {
    pub rows: [row; 3],
    pub fixed: [c_int; 2],
    pub names: [[c_char; 8]; 2],
    pub pointers: [*mut c_int; 5],
    pub to_row: *mut [c_int; 4],
}

impl Default for grid {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<grid>() == 120);
    assert!(align_of::<grid>() == 8);
    assert!(offset_of!(grid, rows) == 0);
    assert!(offset_of!(grid, fixed) == 48);
    assert!(offset_of!(grid, names) == 56);
    assert!(offset_of!(grid, pointers) == 72);
    assert!(offset_of!(grid, to_row) == 112);
};

unsafe extern "C" {
    pub fn fill(values: *mut c_int, count: c_int);
    pub fn fill_static(values: *mut c_int, rows: *const row);
    pub fn fill_matrix(matrix: *mut [c_double; 4], n: c_int);
    pub fn first_row(grid: *mut grid) -> *mut [c_int; 4];
    pub fn take_const(values: *const c_int, names: *const *mut c_char);
    pub static origin: row;
}
