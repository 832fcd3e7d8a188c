use ffi_gen_runtime_tests::search::bsearch;

fn main() {
    let mut kept = Vec::new();
    bsearch(&2, &[1, 2, 3], |_, row| {
        kept.push(row);
        0
    });
    println!("{kept:?}");
}
