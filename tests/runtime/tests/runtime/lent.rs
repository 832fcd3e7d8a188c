//! Results that are less than they seem.

use ffi_gen_runtime_tests::lent::{self, Parent};

#[test]
fn a_child_that_is_not_taken_comes_back() {
    let parent = Parent::new().expect("memory");
    let child = parent.child_new(2).expect("memory");
    let child = child.end().expect_err("stubborn").object;
    let child = parent.take(child).expect_err("stubborn").object;
    assert!(parent.take(child).is_ok());
}

#[test]
fn text_that_was_not_written_is_none() {
    let parent = Parent::new().expect("memory");
    assert_eq!(parent.name(0).expect("a success").as_deref(), None);
    let name = parent.name(1).expect("a success");
    assert_eq!(name.as_deref(), Some(c"name"));
}

#[test]
fn what_is_left_of_text_is_a_part_of_it() {
    assert_eq!(lent::skip(c"ab", c"cde", 1), (1, c"b", c"de"));
    assert_eq!(lent::skip(c"ab", c"cde", 2), (2, c"", c"e"));
    assert_eq!(lent::skip(c"ab", c"cde", -1), (-1, c"", c""));
    assert_eq!(lent::word("one two"), Ok((3, " two")));
}

#[test]
fn a_function_is_not_called_with_what_is_not_there() {
    let parent = Parent::new().expect("memory");
    assert_eq!(parent.lend(1, |child| child.stubborn()), Ok(7));
    assert!(parent.lend(0, |child| child.stubborn()).is_err());
}
