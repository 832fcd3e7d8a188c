//! Makes a safe API of the header: what it needs to know stands there.

fn main() -> Result<(), ffi_gen::Error> {
    ffi_gen::Builder::new("../include/demo.h")
        .name("demo")
        .safe()
        .generate()?
        .write_to_out_dir()
}
