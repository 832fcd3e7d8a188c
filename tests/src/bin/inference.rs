//! How often inference is right: `ffi-gen infer --format json` on standard input, against a file of what is true.
//!
//! ```text
//! ffi-gen infer '<glib.h>' --format json -- $(pkg-config --cflags glib-2.0) | inference results GLib-2.0.jsonl
//! ffi-gen infer '<openssl/ssl.h>' … --format json | inference destructors openssl_destructors.jsonl
//! ffi-gen infer '<stdio.h>' --format json | inference pairs glibc_malloc_pairs.jsonl
//! ```

use ffi_gen_tests::inference;
use std::{env, fs, io::Read, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [kind, truth] = &arguments[..] else {
        eprintln!("usage: inference results|destructors|pairs TRUTH.jsonl < INFERRED.jsonl");
        return ExitCode::from(2);
    };
    let mut inferred = String::new();
    let read = std::io::stdin()
        .read_to_string(&mut inferred)
        .and_then(|_| fs::read_to_string(truth));
    match read {
        Ok(truth) => match inference::measure(kind, &inferred, &truth) {
            Some(table) => {
                print!("{table}");
                ExitCode::SUCCESS
            }
            None => {
                eprintln!("error: `{kind}` is not one of results, destructors, pairs");
                ExitCode::from(2)
            }
        },
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
