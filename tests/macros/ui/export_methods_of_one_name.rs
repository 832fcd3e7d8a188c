// One of two methods is there, and the header would have to say when.
use ffi_macros::export;

#[export]
pub struct Twin(u32);

#[export]
impl Twin {
    #[cfg(unix)]
    pub fn get(&self) -> u32 {
        self.0
    }
    #[cfg(not(unix))]
    pub fn get(&self, more: u32) -> u32 {
        self.0 + more
    }
}

fn main() {}
