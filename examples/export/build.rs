//! Makes the header, and the fingerprint that the library tells.

fn main() -> Result<(), ffi_gen::Error> {
    ffi_gen::Exporter::of_build_script()?
        .generate()?
        .write_to_out_dir()
}
