//! A closure that is lent without data is found by its type, which has no lifetimes then.

use ffi_runtime::callback::Lent;

fn main() {
    let mut kept: Option<&'static [u64]> = None;
    let numbers = vec![7; 100];
    Lent::new(&numbers[..]).without_data(|| {
        kept = Lent::<&'static [u64]>::call_current(None, |lent| Some(*lent));
    });
}
