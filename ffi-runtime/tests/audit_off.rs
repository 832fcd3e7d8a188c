//! Without the feature `audit` nothing of it is left in a program, not even one that is not optimised: the crate and a
//! program that uses every kind of handle are compiled here by hand, with the feature and without.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const PROGRAM: &str = r#"
use core::ptr::NonNull;
use ffi_runtime::{Counted, Handle, Here, Opaque, Owned, Shared, children};

#[repr(C)]
struct ThingRef { _opaque: Opaque }
unsafe impl Handle for ThingRef {
    const THREAD_BOUND: bool = true;
    unsafe fn destroy(object: NonNull<Self>) {
        if children::has_children(object.as_ptr().cast()) { return }
        unsafe { drop(Box::from_raw(object.as_ptr().cast::<u32>())) };
        Owned::left(object, || std::env::args().count() > 100);
    }
}
unsafe impl Counted for ThingRef {
    unsafe fn retain(_: NonNull<Self>) {}
    unsafe fn release(_: NonNull<Self>) {}
}
#[cfg_attr(debug_assertions, track_caller)]
fn new() -> Owned<ThingRef> {
    let _here = Here::new();
    let object = NonNull::from(Box::leak(Box::new(1_u32))).cast::<ThingRef>();
    children::mention(object.as_ptr().cast::<()>().cast_const(), &[]);
    unsafe { Owned::from_raw(object) }
}
fn main() {
    let mut owned = new();
    let _: &mut ThingRef = &mut owned;
    drop(Shared::retained(&*owned).clone());
    drop(unsafe { Owned::<ThingRef>::from_raw(owned.into_raw()) });
}
"#;

fn compile(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "-L."])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("rustc runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// The symbols of the audit that a program has.
fn symbols(features: &[&str], level: &str) -> Vec<String> {
    let name = format!("audit_{}_{level}", features.len());
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("program.rs"), PROGRAM).expect("the program");
    let level = format!("-Copt-level={level}");
    let features: Vec<String> = features
        .iter()
        .map(|feature| format!("--cfg=feature=\"{feature}\""))
        .collect();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs");
    let mut crate_arguments = vec![
        "--crate-type=rlib",
        "--crate-name=ffi_runtime",
        &level,
        source,
    ];
    crate_arguments.extend(features.iter().map(String::as_str));
    compile(&folder, &crate_arguments);
    let library = "--extern=ffi_runtime=libffi_runtime.rlib";
    compile(
        &folder,
        &["program.rs", &level, "-Cdebug-assertions=yes", library],
    );
    let output = Command::new("nm").arg(folder.join("program")).output();
    let text = match output {
        Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
        // The names are in the file all the same.
        Err(_) => {
            let bytes = fs::read(folder.join("program")).expect("the program");
            String::from_utf8_lossy(&bytes).replace('\0', "\n")
        }
    };
    fs::remove_dir_all(&folder).expect("the folder is ours");
    let symbols = text
        .lines()
        .filter(|line| line.contains("ffi_runtime5audit"));
    symbols.map(str::to_owned).collect()
}

#[test]
fn nothing_is_left_without_the_feature() {
    for level in ["0", "3"] {
        assert_eq!(symbols(&["std"], level), [""; 0], "at level {level}");
    }
    assert_ne!(symbols(&["std", "audit"], "0"), [""; 0]);
}
