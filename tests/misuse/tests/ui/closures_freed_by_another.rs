//! What frees the closures of an object needs a promise: that the library calls them no more.

use ffi_gen_runtime_tests::calls::Bell;
use ffi_runtime::callback::{Kept, Slots, Table};

static SLOTS: Slots = Slots::new();

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let object = bell.as_ptr().cast_const().cast();
    SLOTS.setting(object, 0).clear();
    SLOTS.setting(object, 0).hold_here(Kept::new(|| ()).held());
    SLOTS.leave(&[(object, &[0])]).end();
    Table::here(&SLOTS, object, 0);
    Ok(())
}
