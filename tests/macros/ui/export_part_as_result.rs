use ffi_macros::export;

#[export]
pub struct Engine {
    power: u32,
}

#[export]
pub struct Car {
    engine: Engine,
}

#[export]
impl Car {
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

fn main() {}
