//! The output for every header of the corpus that is installed is right; the others are named.

use ffi_gen_tests::corpus::{self, Checks, HEADERS, Header};
use std::{sync::Mutex, thread};

#[test]
fn headers_of_the_corpus_compile_and_agree_with_gcc() {
    let queue = Mutex::new(HEADERS.iter().rev());
    let faults = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("the queue").next();
                    let Some(header) = next else { break };
                    let found = faults_of(header);
                    faults.lock().expect("the faults").extend(found);
                }
            });
        }
    });
    let faults = faults.into_inner().expect("the faults");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults_of(header: &Header) -> Vec<String> {
    let name = header.include;
    let Some(flags) = header.flags() else {
        println!(
            "skipped: {name} is not installed (apt install {})",
            header.package
        );
        return Vec::new();
    };
    let dir = tempfile::tempdir().expect("a folder");
    let checks = Checks {
        constants: true,
        layouts: true,
    };
    match corpus::check(header, &flags, checks, dir.path()) {
        Ok(outcome) => {
            let faults = outcome.faults.iter();
            faults.map(|fault| format!("{name}: {fault}")).collect()
        }
        Err(error) => vec![format!("{name}: {error}")],
    }
}
