//! What the attribute macros cost: a cold build of a crate that uses them, beside one that uses cxx; and the expansion of
//! a block of 300 functions, beside the compilation of what it expands to (nightly Rust, for its `-Ztime-passes`).

use ffi_gen_tests::process;
use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

const ROUNDS: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root.canonicalize().map_err(|error| error.to_string())?;
    let own = format!(
        "ffi-macros = {{ path = {:?} }}\nffi-runtime = {{ path = {:?} }}\n",
        root.join("ffi-macros"),
        root.join("ffi-runtime")
    );
    let ours = make(folder.path(), "ours", &own, OURS)?;
    let theirs = make(folder.path(), "theirs", "cxx = \"1\"\n", THEIRS)?;
    for folder in [&ours, &theirs] {
        process::succeed(cargo("fetch").current_dir(folder))?;
    }
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_times.push(cold_build(&ours)?);
        their_times.push(cold_build(&theirs)?);
    }
    println!("| a crate that calls one function, built from nothing | wall clock | CPU |");
    println!("|---|---|---|");
    for (name, times) in [("`ffi-macros`", &mut our_times), ("cxx", &mut their_times)] {
        let (wall, cpu) = median(times);
        println!(
            "| {name} | {:.1} s | {:.1} s |",
            wall.as_secs_f64(),
            cpu.as_secs_f64()
        );
    }
    expansion(folder.path(), &own)
}

const OURS: &str = "#[ffi_macros::bind(library = \"c\")]
unsafe extern \"C\" {
    #[ffi]
    fn abs(x: core::ffi::c_int) -> core::ffi::c_int;
}
fn main() {
    println!(\"{}\", abs(-3));
}
";

const THEIRS: &str = "#[cxx::bridge]
mod ffi {
    extern \"Rust\" {
        fn number() -> i32;
    }
}
fn number() -> i32 {
    3
}
fn main() {
    println!(\"{}\", number());
}
";

/// Writes a crate.
fn make(folder: &Path, name: &str, dependencies: &str, main: &str) -> Result<PathBuf, String> {
    let folder = folder.join(name);
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{dependencies}"
    );
    fs::create_dir_all(folder.join("src"))
        .and_then(|()| fs::write(folder.join("Cargo.toml"), manifest))
        .and_then(|()| fs::write(folder.join("src/main.rs"), main))
        .map_err(|error| error.to_string())?;
    Ok(folder)
}

fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([command, "--quiet"])
        .env_remove("CARGO_TARGET_DIR");
    cargo
}

fn cold_build(folder: &Path) -> Result<(Duration, Duration), String> {
    let _ = fs::remove_dir_all(folder.join("target"));
    let start = Instant::now();
    // What comes from a registry is never compiled incrementally; what stands in a folder, as ours does here, would be.
    let mut build = cargo("build");
    build.current_dir(folder).env("CARGO_INCREMENTAL", "0");
    let usage = process::measure(&mut build, 1);
    let usage = usage.map_err(|error| error.to_string())?;
    Ok((start.elapsed(), usage.cpu))
}

fn median(times: &mut [(Duration, Duration)]) -> (Duration, Duration) {
    times.sort_unstable();
    let wall = times[times.len() / 2].0;
    times.sort_unstable_by_key(|(_, cpu)| *cpu);
    (wall, times[times.len() / 2].1)
}

/// Says how long the compiler is busy with the macro, and how long with the rest.
fn expansion(folder: &Path, dependencies: &str) -> Result<(), String> {
    let block = make(folder, "block", dependencies, &block())?;
    process::succeed(cargo("fetch").current_dir(&block))?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["+nightly", "rustc", "--quiet", "--", "-Ztime-passes"])
        .env_remove("CARGO")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTUP_TOOLCHAIN")
        .current_dir(&block);
    let finished = process::run(&mut cargo).map_err(|error| error.to_string())?;
    let seconds = |pass: &str| {
        let line = finished
            .stderr
            .lines()
            .rfind(|line| line.split_whitespace().last() == Some(pass));
        line.and_then(|line| {
            line.split_whitespace()
                .nth(1)?
                .trim_end_matches(';')
                .parse::<f64>()
                .ok()
        })
    };
    match (seconds("macro_expand_crate"), seconds("total")) {
        (Some(expanded), Some(total)) => {
            println!();
            println!("| a block of 300 functions, dev profile | |");
            println!("|---|---|");
            println!("| its expansion | {expanded:.2} s |");
            println!(
                "| the compilation of what it expands to | {:.2} s |",
                total - expanded
            );
        }
        _ => println!("\nthe expansion was not measured: `cargo +nightly` has no `-Ztime-passes`"),
    }
    Ok(())
}

/// A block of thirty types with ten functions each.
fn block() -> String {
    let mut text = String::from(
        "#[ffi_macros::bind(library = \"block\", error(status, ok = zero))]\nunsafe extern \"C\" {\n",
    );
    for index in 0..30 {
        let declarations = TYPE.replace("thing", &format!("thing{index}"));
        text.write_str(&declarations)
            .expect("a string takes everything");
    }
    text + "}\nuse core::ffi::{c_char, c_int, c_void};\nfn main() {}\n"
}

const TYPE: &str = "
    #[handle(destroy = thing_free)]
    type thing;
    #[returns_owned]
    #[ffi(utf8(name), nul_terminated(name))]
    fn thing_new(name: *const c_char) -> *mut thing;
    #[ffi]
    fn thing_free(self_: *mut thing);
    #[ffi(utf8(@return), nul_terminated(@return))]
    #[borrows(self_)]
    fn thing_name(self_: *const thing) -> *const c_char;
    #[exclusive(self_)]
    #[ffi(utf8(name), nul_terminated(name), error(convention = status))]
    fn thing_rename(self_: *mut thing, name: *const c_char) -> c_int;
    #[exclusive(self_)]
    #[ffi(len(data, count = count), error(convention = status))]
    fn thing_write(self_: *mut thing, data: *const u8, count: usize) -> c_int;
    #[ffi(out(data), len(data, count = count), written(data, count = @return))]
    fn thing_read(self_: *const thing, data: *mut u8, count: usize) -> usize;
    #[ffi(callback(call, data = data, scope = call, on_panic = 0))]
    fn thing_each(self_: *const thing, call: Option<unsafe extern \"C\" fn(c_int, *mut c_void) -> c_int>, data: *mut c_void);
    #[ffi]
    fn thing_count(self_: *const thing) -> usize;
    #[ffi(out(width), out(height))]
    fn thing_size(self_: *const thing, width: *mut c_int, height: *mut c_int);
    #[ffi(error(convention = status))]
    #[returns_owned(twin)]
    fn thing_twin(self_: *const thing, twin: *mut *mut thing) -> c_int;
";
