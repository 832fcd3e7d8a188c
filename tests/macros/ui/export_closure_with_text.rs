use ffi_macros::export;

#[export]
pub fn words(text: &str, mut f: impl FnMut(&str)) {
    text.split(' ').for_each(|word| f(word));
}

fn main() {}
