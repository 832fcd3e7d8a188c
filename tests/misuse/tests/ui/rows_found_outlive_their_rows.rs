use ffi_gen_runtime_tests::search::bsearch;

fn main() {
    let found = {
        let rows = vec![1, 2, 3];
        bsearch(&2, &rows, |a, b| a.cmp(b) as i32)
    };
    println!("{found:?}");
}
