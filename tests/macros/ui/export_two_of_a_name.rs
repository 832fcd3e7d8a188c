use ffi_macros::export;

#[export]
pub fn fill(buffer: &mut [u8], buffer_len: u32) {
    buffer.fill(buffer_len as u8);
}

fn main() {}
