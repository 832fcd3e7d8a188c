//! Callbacks whose contract says too little, or something that cannot be: `cases/callbacks/NAME.ffi.toml` is about
//! `bells.h`, and `NAME.txt` is what comes of it. `UPDATE_EXPECT=1` writes the latter anew.

use expect_test::expect_file;
use ffi_gen::{
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

/// What is said of a contract: complaints, the functions with a safe form, the others with their reasons.
fn outcome(contract: &Path) -> String {
    let input = Input {
        headers: vec![Header::Path(contract.with_file_name("bells.h"))],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let selection = Selection::default();
    let text = match pipeline::resolve(&input, &selection, Some(contract), &mut diagnostics) {
        Err(failure) => render(&diagnostics, &failure.sources, Color::Never),
        Ok((resolved, _)) => {
            let (contract, api) = (resolved.contract(), resolved.api());
            let name = |id| contract.item(id).name().to_owned();
            let mut text = render(&diagnostics, contract.sources(), Color::Never);
            for operation in &api.operations {
                text += &format!("{}: safe\n", name(operation.function));
            }
            for (id, reasons) in &api.kept_unsafe {
                for reason in reasons {
                    text += &format!("{}: {}\n", name(*id), reason.text);
                }
            }
            text
        }
    };
    let folder = contract.parent().expect("a folder").display().to_string();
    text.replace(&format!("{folder}/"), "")
}

#[test]
fn what_comes_of_wrong_facts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/callbacks");
    let files = fs::read_dir(folder).expect("a folder");
    let mut cases: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    cases.sort();
    assert!(!cases.is_empty());
    let changed: Vec<&PathBuf> = cases
        .iter()
        .filter(|case| {
            let expected = expect_file![case.with_extension("").with_extension("txt")];
            let text = outcome(case);
            catch_unwind(AssertUnwindSafe(|| expected.assert_eq(&text))).is_err()
        })
        .collect();
    assert!(changed.is_empty(), "changed: {changed:?}");
}
