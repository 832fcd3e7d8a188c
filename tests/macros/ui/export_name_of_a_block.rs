use ffi_macros::export;

#[export]
pub struct Counter(u32);

#[export(name = "counter")]
impl Counter {
    pub fn step(&mut self) {
        self.0 += 1;
    }
}

fn main() {}
