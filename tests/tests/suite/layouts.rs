//! Layouts of random records are those of gcc.

use ffi_gen_tests::{bindings::Bindings, layouts, random, tool};
use std::fs;

const BATCHES: u64 = 10;
const RECORDS_OF_A_BATCH: usize = 50;

#[test]
fn random_records_have_the_layout_of_gcc() {
    let faults: Vec<String> = (0..BATCHES).flat_map(faults_of_batch).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults_of_batch(seed: u64) -> Vec<String> {
    let header = random::header(seed, RECORDS_OF_A_BATCH);
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("random.h");
    fs::write(&path, &header.text).expect("written");
    let name = path.to_str().expect("a name in UTF-8");
    let comparison = tool::generate(name, &[], dir.path()).and_then(|generated| {
        let bindings = Bindings::read(&generated.rust)?;
        let include = format!("#include {name:?}");
        layouts::compare(&bindings, &generated.rust, &include, &[], dir.path())
    });
    let comparison = match comparison {
        Ok(comparison) => comparison,
        Err(error) => return vec![format!("seed {seed}: {error}")],
    };
    let mut faults = Vec::new();
    for (what, ours, theirs) in comparison.different {
        faults.push(format!("seed {seed}: {what}: Rust {ours}, gcc {theirs}"));
    }
    for (what, reason) in comparison.incomparable {
        faults.push(format!("seed {seed}: {what}: {reason}"));
    }
    for (what, found, expected) in [
        ("fields", comparison.fields, header.fields),
        ("bit-fields", comparison.bit_fields, header.bit_fields),
    ] {
        if found != expected {
            faults.push(format!(
                "seed {seed}: {found} {what} in Rust, {expected} in C"
            ));
        }
    }
    faults
}
