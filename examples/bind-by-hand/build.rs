//! Builds the library of C; the bindings need no build script.

fn main() {
    println!("cargo::rerun-if-changed=c");
    cc::Build::new()
        .file("c/shelf.c")
        .warnings_into_errors(true)
        .compile("shelf");
}
