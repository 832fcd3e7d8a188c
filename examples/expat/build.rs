//! Makes a safe API for expat from its header and the reviewed contract, and links the library.

fn main() -> Result<(), ffi_gen::Error> {
    ffi_gen::Builder::new("<expat.h>")
        .pkg_config("expat")
        .contract("expat.ffi.toml")
        .generate()?
        .write_to_out_dir()
}
