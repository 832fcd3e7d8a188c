use ffi_gen_runtime_tests::rows;

fn main() {
    let mut rows = [true, false];
    rows::fill(&mut rows, 7);
}
