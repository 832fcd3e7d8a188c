//! Functions of C that Rust keeps.

use core::ffi::c_void;

/// The data of a function that C gave, until Rust forgets the function: then C is told.
#[derive(Debug)]
pub struct Foreign {
    data: *mut c_void,
    destroy: Option<unsafe extern "C" fn(*mut c_void)>,
}

// SAFETY: the pointer is only handed back to C. Where it is kept on another thread, the header says so, and C has given
// data that any thread may use.
unsafe impl Send for Foreign {}
// SAFETY: as above; a shared reference gives no more than the pointer.
unsafe impl Sync for Foreign {}

impl Foreign {
    /// Takes over the data of C.
    ///
    /// # Safety
    /// `destroy`, where there is one, may be called once with `data`, when nothing uses it any more, on any thread that
    /// this goes to.
    pub unsafe fn new(
        data: *mut c_void,
        destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> Foreign {
        Foreign { data, destroy }
    }

    /// What C wants to be given.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        self.data
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        if let Some(destroy) = self.destroy {
            // SAFETY: nobody calls the function any more, which was dropped with this.
            unsafe { destroy(self.data) };
        }
    }
}
