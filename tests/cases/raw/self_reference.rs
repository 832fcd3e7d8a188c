use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct list {
    pub next: *mut list,
    pub previous: *mut list,
    pub root: *mut tree,
    pub visit: Option<unsafe extern "C" fn(*mut list, *mut *mut list)>,
}

impl Default for list {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<list>() == 32);
    assert!(align_of::<list>() == 8);
    assert!(offset_of!(list, next) == 0);
    assert!(offset_of!(list, previous) == 8);
    assert!(offset_of!(list, root) == 16);
    assert!(offset_of!(list, visit) == 24);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tree {
    pub children: [*mut tree; 2],
    pub items: *mut list,
}

impl Default for tree {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<tree>() == 24);
    assert!(align_of::<tree>() == 8);
    assert!(offset_of!(tree, children) == 0);
    assert!(offset_of!(tree, items) == 16);
};

pub type ring = *mut struct_ring;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct struct_ring {
    pub next: ring,
}

impl Default for struct_ring {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<struct_ring>() == 8);
    assert!(align_of::<struct_ring>() == 8);
    assert!(offset_of!(struct_ring, next) == 0);
};
