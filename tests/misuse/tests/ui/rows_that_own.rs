use ffi_gen_runtime_tests::search::bsearch;

fn main() {
    let rows = [String::new()];
    bsearch(&String::new(), &rows, |a, b| a.cmp(b) as i32);
}
