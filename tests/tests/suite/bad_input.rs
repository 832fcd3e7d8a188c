//! Whatever the input is: one clear diagnostic and nothing written, or right output. Never a panic, never a signal.

use ffi_gen_tests::{
    process::{self, Finished},
    tool,
};
use std::{
    fs,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::Path,
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

const GOOD: &str = "int good(int x);\n";

#[test]
fn missing_header() {
    Run::new().refuses(&["missing.h"], "F0101", "`missing.h` does not exist");
}

#[test]
fn header_that_is_not_on_the_include_path() {
    Run::new().refuses(&["<not/installed.h>"], "F0101", "include path");
}

#[test]
fn directory() {
    let run = Run::new();
    fs::create_dir(run.path().join("folder")).expect("a folder");
    run.refuses(&["folder"], "F0101", "`folder` is a directory");
}

#[test]
fn unreadable_header() {
    let run = Run::new().with("secret.h", GOOD);
    let path = run.path().join("secret.h");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    // Whoever may read everything, such as root, can read this too.
    if fs::read(&path).is_ok() {
        run.accepts(&["secret.h"], "fn good");
    } else {
        run.refuses(&["secret.h"], "F0101", "`secret.h`");
    }
}

#[test]
fn binary_file() {
    let bytes: Vec<u8> = (0..4096_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    Run::new()
        .with("library.so", bytes)
        .refuses(&["library.so"], "F0101", "not a text file");
}

#[test]
fn empty_header() {
    Run::new()
        .with("empty.h", "")
        .refuses(&["empty.h"], "F0104", "`empty.h` declares nothing");
}

#[test]
fn syntax_error() {
    Run::new()
        .with("wrong.h", "int right(void);\nint wrong(int x;\n")
        .refuses(&["wrong.h"], "F0102", "int wrong(int x;");
}

#[test]
fn missing_include() {
    Run::new()
        .with("outer.h", "#include \"inner.h\"\nint outer(void);\n")
        .refuses(&["outer.h"], "F0102", "'inner.h' file not found");
}

#[test]
fn unknown_clang_argument() {
    Run::new()
        .with("good.h", GOOD)
        .refuses(&["good.h", "--", "--nonsense"], "F0103", "--nonsense");
}

#[test]
fn flags_that_change_how_functions_are_called() {
    for flag in ["-mregparm=3", "-freg-struct-return", "-msoft-float"] {
        let run = Run::new().with("good.h", GOOD);
        run.refuses(&["good.h", "--", "-m32", flag], "F0106", flag);
    }
    let run = Run::new().with("good.h", GOOD);
    run.accepts(&["good.h", "--", "-mregparm=0"], "fn good");
}

#[test]
fn flags_that_change_types() {
    let header = "
        struct pair { char letter; long double number; };
        struct __attribute__((packed)) tight { char letter; _Complex long double number; };
        enum small { ONE };
        long double f(char letter, enum small small);
        #define TOP ((char)200)
        #define WIDE L\"a\"
    ";
    for (flag, words) in [
        ("-funsigned-char", "pub const TOP: c_uchar = 200;"),
        ("-fshort-wchar", "pub const WIDE: &[c_ushort; 2]"),
        ("-fshort-enums", "pub struct small(pub c_uchar);"),
        ("-mlong-double-64", "small: small) -> c_double;"),
        ("-mlong-double-128", "left out: function `f`"),
        ("-fpack-struct", "assert!(size_of::<pair>() == 17);"),
        ("-fpack-struct=2", "assert!(size_of::<pair>() == 18);"),
        ("-malign-double", "assert!(size_of::<pair>() == 24);"),
        ("-mms-bitfields", "assert!(size_of::<pair>() == 32);"),
    ] {
        let run = Run::new().with("flags.h", header);
        run.accepts(&["flags.h", "--", flag], words);
    }
}

#[test]
fn vectors_that_clang_cannot_lay_out() {
    let header = "
        typedef char v __attribute__((vector_size(3 << 27)));
        typedef int w __attribute__((vector_size(1 << 30)));
        struct s { int before; v vector; };
        union u { int before; w vector; };
        int f(struct s *s, v *v, union u *u);
        struct s g(void);
    ";
    for flag in ["-m64", "-fpack-struct"] {
        let run = Run::new().with("vector.h", header);
        let words = "left out: type `s`: it has a vector that is too large for clang";
        run.accepts(&["vector.h", "--", flag], words);
    }
    // Here it is clang's parser that must lay it out; it survives that.
    let header =
        "struct s { char __attribute__((vector_size(3 << 27))) v; };\nstruct t { struct s s; };\n";
    let run = Run::new().with("vector.h", header);
    run.refuses(&["vector.h"], "F0105", "clang crashed");
}

#[test]
fn output_directory_that_is_a_file() {
    let run = Run::new()
        .with("good.h", GOOD)
        .with("out", "I was here first");
    run.diagnoses(&["good.h"], "F0301", "`out` is a file");
    let kept = fs::read_to_string(run.path().join("out")).expect("the file");
    assert_eq!(kept, "I was here first");
}

#[test]
fn output_directory_that_cannot_be_made() {
    let run = Run::new().with("good.h", GOOD).with("file", "");
    let finished = run.generate(&["good.h", "-o", "file/out"]);
    assert_refused(&finished, "F0301", "file");
}

#[test]
fn pattern_that_matches_nothing() {
    Run::new().with("good.h", GOOD).refuses(
        &["good.h", "--allow", "other_.*"],
        "F0202",
        "other_.*",
    );
}

#[test]
fn pattern_that_is_not_a_pattern() {
    Run::new().with("good.h", GOOD).refuses(
        &["good.h", "--block", "("],
        "F0201",
        "not a regular expression",
    );
}

#[test]
fn record_of_four_gibibytes() {
    Run::new()
        .with(
            "huge.h",
            "struct huge { char bytes[1ull << 32]; int tail; };\n",
        )
        .accepts(&["huge.h"], "pub bytes: [c_char; 4294967296]");
}

#[test]
fn ten_thousand_nested_pointers() {
    let header = format!("int {}p(void);\nint good(void);\n", "*".repeat(10_000));
    Run::new()
        .with("deep.h", header)
        .accepts(&["deep.h"], "left out: function `p`");
}

#[test]
fn ten_thousand_nested_typedefs() {
    let names = (0..10_000).map(|i| format!("typedef t{i} t{};\n", i + 1));
    let header = format!(
        "typedef int t0;\n{}t10000 f(void);\n",
        names.collect::<String>()
    );
    Run::new()
        .with("deep.h", header)
        .accepts(&["deep.h"], "pub fn f() -> t10000;");
}

#[test]
fn ten_thousand_nested_parentheses_and_operators() {
    let header = format!(
        "#define DEEP {}1{}\n#define LONG 1{}\nint good(void);\n",
        "(".repeat(10_000),
        ")".repeat(10_000),
        " + 1".repeat(10_000)
    );
    Run::new()
        .with("deep.h", header)
        .accepts(&["deep.h"], "fn good");
}

#[test]
fn macros_that_grow_exponentially() {
    let doubling = (0..64).map(|i| format!("#define X{} (X{i} + X{i})\n", i + 1));
    let header = format!(
        "#define X0 1\n{}int good(void);\n",
        doubling.collect::<String>()
    );
    Run::new()
        .with("bomb.h", header)
        .accepts(&["bomb.h"], "fn good");
}

#[test]
fn macros_that_are_all_too_large() {
    let doubling = (0..200).map(|i| format!("#define A{} A{i} A{i}\n", i + 1));
    let header = format!(
        "#define A0 x\n{}#define B(x) x x x\n#define AFTER B(-) 7\n",
        doubling.collect::<String>()
    );
    let run = Run::new().with("bomb.h", header);
    let started = std::time::Instant::now();
    run.accepts(
        &["bomb.h"],
        "left out: constant `A200`: its expansion is too large",
    );
    // Most of it goes to compiling; without a limit for all of them together it was 25 seconds.
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(run.output().contains("pub const AFTER: c_int = -7;"));
}

#[test]
fn macros_that_name_themselves() {
    let header = "#define A B\n#define B A\n#define C (C + 1)\nint good(void);\n";
    Run::new()
        .with("loop.h", header)
        .accepts(&["loop.h"], "fn good");
}

#[test]
fn records_that_refer_to_themselves() {
    let header = "struct a { struct a *a; struct b *b; };\nstruct b { struct a a; };\n";
    Run::new()
        .with("self.h", header)
        .accepts(&["self.h"], "pub a: *mut a");
}

#[test]
fn comments_that_are_not_utf8() {
    Run::new()
        .with("latin1.h", b"/** gr\xfc\xdfe \xff */\nint good(void);\n")
        .accepts(&["latin1.h"], "fn good");
}

#[test]
fn file_name_that_is_not_utf8() {
    let name = std::ffi::OsStr::from_bytes(b"n\xff\xfe.h");
    let run = Run::new();
    fs::write(run.path().join(name), GOOD).expect("written");
    let mut command = Command::new(tool::ffi_gen());
    command.args(["generate", "-o", "out"]).arg(name);
    let finished = run.finish(&mut command);
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(run.output().contains("fn good"));
}

#[test]
fn file_names_with_odd_characters() {
    for name in ["back\\slash.h", "per%cent ü.h", "<angle.h", "tab\t'.h"] {
        Run::new().with(name, GOOD).accepts(&[name], "fn good");
    }
}

#[test]
fn file_names_that_no_include_can_say() {
    for name in ["a \"quoted\".h", "two\nlines.h"] {
        Run::new()
            .with(name, GOOD)
            .refuses(&[name], "F0101", "quotation mark or a line break");
    }
}

#[test]
fn report_that_cannot_be_written() {
    let run = Run::new().with("good.h", GOOD).with("file", "");
    run.refuses(&["good.h", "--report", "file/report.json"], "F0301", "file");
}

#[test]
fn usage_errors_have_an_exit_code_of_their_own() {
    let run = Run::new();
    let finished = run.finish(Command::new(tool::ffi_gen()).args(["generate", "--no-such-option"]));
    assert_eq!(finished.status.code(), Some(2), "{}", finished.stderr);
}

/// A folder of its own in which the tool runs.
struct Run {
    dir: TempDir,
}

impl Run {
    fn new() -> Run {
        Run {
            dir: tempfile::tempdir().expect("a folder"),
        }
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Run {
        fs::write(self.path().join(name), text).expect("written");
        self
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The tool says no with this code and these words, and leaves no output.
    fn refuses(&self, arguments: &[&str], code: &str, words: &str) {
        self.diagnoses(arguments, code, words);
        let out = self.path().join("out");
        assert!(!out.exists(), "something was written");
    }

    fn diagnoses(&self, arguments: &[&str], code: &str, words: &str) {
        let mut all = vec!["-o", "out"];
        all.extend(arguments);
        assert_refused(&self.generate(&all), code, words);
    }

    /// The tool writes output that has these words and compiles. Returns what it said.
    fn accepts(&self, arguments: &[&str], words: &str) -> String {
        let mut all = vec!["-o", "out"];
        all.extend(arguments);
        let finished = self.generate(&all);
        assert!(
            finished.status.success(),
            "{}: {}",
            finished.status,
            finished.stderr
        );
        assert!(self.output().contains(words), "no `{words}` in the output");
        let compiled = tool::compile(&self.path().join("out/raw.rs"), self.path());
        assert_eq!(compiled, Ok(()));
        finished.stderr
    }

    fn generate(&self, arguments: &[&str]) -> Finished {
        let mut command = Command::new(tool::ffi_gen());
        command.arg("generate").args(arguments);
        self.finish(&mut command)
    }

    fn finish(&self, command: &mut Command) -> Finished {
        process::run_within(
            command.current_dir(self.path()),
            b"",
            Duration::from_secs(300),
        )
        .expect("ffi-gen starts")
        .expect("ffi-gen comes to an end")
    }

    fn output(&self) -> String {
        fs::read_to_string(self.path().join("out/raw.rs")).expect("the output")
    }
}

fn assert_refused(finished: &Finished, code: &str, words: &str) {
    let stderr = &finished.stderr;
    assert_eq!(
        finished.status.code(),
        Some(1),
        "{}: {stderr}",
        finished.status
    );
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert_eq!(stderr.matches("error[").count(), 1, "one error: {stderr}");
    assert!(
        stderr.contains(&format!("error[{code}]")),
        "{code}: {stderr}"
    );
    assert!(stderr.contains(words), "{words}: {stderr}");
}
