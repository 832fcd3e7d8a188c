//! What rustc tells LLVM about a borrowed handle. C changes the object behind every `&self` and `&mut self`, so the
//! parameter must be neither `noalias` nor `readonly`; here the parts of `Opaque` that see to it are taken out by turns,
//! and the promise comes back.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const OPAQUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/opaque.rs");

/// The attributes in the LLVM IR of the parameter `x: $reference ThingRef`, with this source of `opaque.rs`.
fn attributes(test: &str, opaque: &str, reference: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("a folder for the crate");
    fs::write(folder.join("opaque.rs"), opaque).expect("a copy of the source");
    let receiver = format!(
        "#![crate_type = \"lib\"]\n\
         #![allow(dead_code)]\n\
         mod opaque;\n\
         #[repr(C)]\n\
         pub struct ThingRef {{ _opaque: opaque::Opaque }}\n\
         unsafe extern \"C\" {{ fn change(x: *const ThingRef); }}\n\
         #[unsafe(no_mangle)]\n\
         pub extern \"C\" fn receiver(x: {reference} ThingRef) {{ unsafe {{ change(x) }} }}\n"
    );
    fs::write(folder.join("receiver.rs"), receiver).expect("the crate");

    // The compiler that builds this test, as far as cargo tells.
    let output = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args([
            "--edition=2024",
            "--emit=llvm-ir",
            "-Copt-level=1",
            "-o",
            "receiver.ll",
            "receiver.rs",
        ])
        .current_dir(&folder)
        .output()
        .expect("rustc runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    let ir = fs::read_to_string(folder.join("receiver.ll")).expect("the IR");
    let define = ir
        .lines()
        .find(|line| line.starts_with("define") && line.contains("@receiver("))
        .unwrap_or_else(|| panic!("no receiver in\n{ir}"));
    let parameter = define
        .split_once("@receiver(")
        .and_then(|(_, rest)| rest.split_once("%x"));
    parameter
        .unwrap_or_else(|| panic!("no parameter in {define}"))
        .0
        .trim()
        .to_owned()
}

fn source() -> String {
    fs::read_to_string(OPAQUE).expect("the source of Opaque")
}

/// The source with a part taken out, which must be there.
fn without(part: &str, instead: &str) -> String {
    let source = source();
    assert!(
        source.contains(part),
        "`{part}` is gone from opaque.rs: what sees to it now?"
    );
    source.replace(part, instead)
}

#[track_caller]
fn promises_nothing(attributes: &str) {
    for promise in ["noalias", "readonly", "readnone", "dereferenceable"] {
        assert!(
            !attributes.contains(promise),
            "`{promise}` in `{attributes}`"
        );
    }
}

#[test]
fn a_shared_receiver_may_change_and_be_shared() {
    promises_nothing(&attributes("shared", &source(), "&"));
}

#[test]
fn an_exclusive_receiver_may_be_shared() {
    promises_nothing(&attributes("exclusive", &source(), "&mut"));
}

#[test]
fn without_the_cell_a_shared_receiver_could_not_change() {
    let frozen = without("_bytes: UnsafeCell<[u8; 0]>", "_bytes: [u8; 0]");
    let attributes = attributes("frozen", &frozen, "&");
    assert!(
        attributes.contains("noalias") && attributes.contains("readonly"),
        "{attributes}"
    );
}

#[test]
fn without_the_pin_an_exclusive_receiver_could_not_be_shared() {
    let unpinned = without(
        "PhantomData<(*mut u8, PhantomPinned)>",
        "PhantomData<*mut u8>",
    );
    let attributes = attributes("unpinned", &unpinned, "&mut");
    assert!(attributes.contains("noalias"), "{attributes}");
}
