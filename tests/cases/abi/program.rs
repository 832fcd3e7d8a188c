// Calls every function of `abi.c` through the bindings of `abi.h`.

use bindings::raw::*;
use std::ffi::{CStr, c_int, c_void};

/// Passes a value through C by value, alone, through a callback, and behind full registers.
macro_rules! record {
    ($ty:ty, $change:ident, $call:ident, $late:ident, $value:expr, $changed:expr) => {{
        unsafe extern "C" fn callback(data: *mut c_void, value: $ty) -> $ty {
            unsafe { *data.cast::<$ty>() = value };
            value
        }
        let (value, changed): ($ty, $ty) = ($value, $changed);
        let result = unsafe { $change(7, value, 0.5) };
        assert_eq!(bytes(&result), bytes(&changed), "{}", stringify!($change));
        let mut seen: $ty = unsafe { std::mem::zeroed() };
        let result = unsafe { $call(Some(callback), (&raw mut seen).cast(), value) };
        assert_eq!(bytes(&result), bytes(&changed), "{}", stringify!($call));
        assert_eq!(bytes(&seen), bytes(&changed), "{}", stringify!($call));
        let sum: u64 = bytes(&value).iter().zip(1..).map(|(byte, i)| u64::from(*byte) * i).sum();
        assert_eq!(unsafe { $late(1, 2, 3, 4, 5, value, 6) }, sum, "{}", stringify!($late));
    }};
}

/// The bytes of a record that has no padding, or whose padding is zero.
fn bytes<T: Copy>(value: &T) -> Vec<u8> {
    let pointer = (&raw const *value).cast::<u8>();
    (0..size_of::<T>()).map(|index| unsafe { pointer.add(index).read_volatile() }).collect()
}

/// 2, 3, 4, …: ones to which C has added 1, 2, 3, ….
fn ascending<const N: usize>() -> [u8; N] {
    std::array::from_fn(|index| index as u8 + 2)
}

fn main() {
    records();
    scalars();
    functions();
    globals();
    println!("every call is right");
}

fn records() {
    record!(byte, change_byte, call_byte, late_byte, byte { a: -5 }, byte { a: -4 });
    record!(three, change_three, call_three, late_three, three { a: [1, 2, 3] }, three { a: [2, 4, 6] });
    record!(two_ints, change_two_ints, call_two_ints, late_two_ints, two_ints { a: 1, b: -2 }, two_ints { a: 2, b: 0 });
    record!(
        two_longs, change_two_longs, call_two_longs, late_two_longs,
        two_longs { a: 1 << 40, b: -1 }, two_longs { a: (1 << 40) + 1, b: 1 }
    );
    record!(float1, change_float1, call_float1, late_float1, float1 { a: 1.5 }, float1 { a: 2.5 });
    record!(floats2, change_floats2, call_floats2, late_floats2, floats2 { a: 1.5, b: 2.5 }, floats2 { a: 2.5, b: 4.5 });
    record!(
        floats3, change_floats3, call_floats3, late_floats3,
        floats3 { a: 1.0, b: 2.0, c: 3.0 }, floats3 { a: 2.0, b: 4.0, c: 6.0 }
    );
    record!(
        floats4, change_floats4, call_floats4, late_floats4,
        floats4 { a: [1.0, 2.0, 3.0, 4.0] }, floats4 { a: [2.0, 4.0, 6.0, 8.0] }
    );
    record!(double1, change_double1, call_double1, late_double1, double1 { a: 0.25 }, double1 { a: 1.25 });
    record!(
        doubles2, change_doubles2, call_doubles2, late_doubles2,
        doubles2 { a: 0.25, b: 0.5 }, doubles2 { a: 1.25, b: 2.5 }
    );
    record!(
        int_float, change_int_float, call_int_float, late_int_float,
        int_float { a: 3, b: 0.5 }, int_float { a: 4, b: 2.5 }
    );
    record!(
        long_double, change_long_double, call_long_double, late_long_double,
        long_double { a: 3, b: 0.5 }, long_double { a: 4, b: 2.5 }
    );
    let double_byte = |a, b| {
        let mut value: double_byte = unsafe { std::mem::zeroed() };
        (value.a, value.b) = (a, b);
        value
    };
    let changed = unsafe { change_double_byte(7, double_byte(0.5, 1), 0.5) };
    assert_eq!((changed.a, changed.b), (1.5, 3));
    record!(big, change_big, call_big, late_big, big { a: 1, b: 2, c: 3 }, big { a: 2, b: 4, c: 6 });
    record!(
        doubles3, change_doubles3, call_doubles3, late_doubles3,
        doubles3 { a: 1.0, b: 2.0, c: 3.0 }, doubles3 { a: 2.0, b: 4.0, c: 6.0 }
    );
    let nested = |a, b, x, y| nested { a: int_float { a, b }, b: nested_b { x, y } };
    record!(nested, change_nested, call_nested, late_nested, nested(1, 0.5, 3, 4), nested(2, 2.5, 6, 8));
    let flags = |a, b, c, d| {
        let mut value = flags::default();
        value.set_a(a);
        value.set_b(b);
        value.set_c(c);
        value.set_d(d);
        value
    };
    record!(
        flags, change_flags, call_flags, late_flags,
        flags(5, 4095, 60000, 1 << 39), flags(6, 4097, 60003, (1 << 39) + 4)
    );
    let result = unsafe { change_packed(7, packed { a: 1, b: 2, c: 3.0 }, 0.5) };
    assert_eq!(({ result.a }, { result.b }, { result.c }), (2, 4, 6.0));
    let result = unsafe { change_packed_small(7, packed_small { a: 1, b: 2 }, 0.5) };
    assert_eq!(({ result.a }, { result.b }), (2, 4));
    let result = unsafe { late_packed_small(1, 2, 3, 4, 5, packed_small { a: 1, b: 2 }, 6) };
    assert_eq!(result, 1 + 2 * 2);
    assert_eq!(unsafe { change_aligned(7, aligned { a: 4 }, 0.5) }.a, 5);
    record!(wide, change_wide, call_wide, late_wide, wide { a: 1 << 100 }, wide { a: (1 << 100) + 1 });

    record!(five, change_five, call_five, late_five, five { a: [1; 5] }, five { a: ascending() });
    record!(seven, change_seven, call_seven, late_seven, seven { a: [1; 7] }, seven { a: ascending() });
    record!(nine, change_nine, call_nine, late_nine, nine { a: [1; 9] }, nine { a: ascending() });
    record!(fifteen, change_fifteen, call_fifteen, late_fifteen, fifteen { a: [1; 15] }, fifteen { a: ascending() });
    record!(sixteen, change_sixteen, call_sixteen, late_sixteen, sixteen { a: [1; 16] }, sixteen { a: ascending() });
    record!(
        seventeen, change_seventeen, call_seventeen, late_seventeen,
        seventeen { a: [1; 17] }, seventeen { a: ascending() }
    );
    record!(
        float_int, change_float_int, call_float_int, late_float_int,
        float_int { a: 0.5, b: 3 }, float_int { a: 1.5, b: 5 }
    );
    record!(
        floats_int, change_floats_int, call_floats_int, late_floats_int,
        floats_int { a: 0.5, b: 1.5, c: 7 }, floats_int { a: 1.5, b: 3.5, c: 10 }
    );
    record!(
        int_doubles, change_int_doubles, call_int_doubles, late_int_doubles,
        int_doubles { a: [1, 2], b: 0.5 }, int_doubles { a: [2, 4], b: 3.5 }
    );
    let complex = |re, im, b| complex_float { a: support::Complex { re, im }, b };
    record!(
        complex_float, change_complex_float, call_complex_float, late_complex_float,
        complex(1.0, 2.0, 3), complex(1.0, -2.0, 5)
    );
    let result = unsafe { change_double_float(double_float { a: 0.5, b: 1.5 }) };
    assert_eq!((result.a, result.b), (1.5, 3.5));
    let result = unsafe { change_shifted(shifted { a: 1, b: 0.5 }) };
    assert_eq!(({ result.a }, { result.b }), (2, 2.5));

    unsafe extern "C" fn two(_: c_int) -> c_int {
        2
    }
    let changed = unsafe { change_pointers(pointers { a: c"abc".as_ptr(), b: Some(two) }) };
    assert_eq!(unsafe { CStr::from_ptr(changed.a) }, c"c");
    assert_eq!(unsafe { change_number(number { i: 3 }, 1).d }, 3.0);
    assert_eq!(unsafe { change_number(number { d: 4.5 }, 0).i }, 4);
    assert_eq!(unsafe { change_floats(floats { b: [1.0, 2.0] }).b }, [2.0, 4.0]);
}

fn scalars() {
    unsafe {
        assert_eq!(next_color(color::RED), color::GREEN);
        assert_eq!(next_color(color::GREEN), color::BLUE);
        assert_eq!(next_small(SMALL_A), SMALL_B);
        assert!(negate(false) && !negate(true));
        let conjugated = conjugate(support::Complex { re: 1.0, im: 2.0 });
        assert_eq!((conjugated.re, conjugated.im), (1.0, -2.0));
        let conjugated = conjugate_float(support::Complex { re: 1.0, im: 2.0 });
        assert_eq!((conjugated.re, conjugated.im), (1.0, -2.0));
        assert_eq!(shift(3, 100), 3 << 100);
        assert_eq!(seventh(1, 2, 3, 4, 5, -(1 << 90), 7), -(1 << 90) + 1);
        let floats = floats4 { a: [1.0, 2.0, 3.0, 4.0] };
        assert_eq!(ninth(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, floats, 9.0), 4321.0);
        assert_eq!(narrow(250, -1, 65535, -300), 250_u8.wrapping_sub(1).wrapping_add(255).wrapping_sub(44));
    }
}

fn functions() {
    unsafe extern "C" fn visit(item: c_int, data: *mut c_void) -> c_int {
        let seen = unsafe { &mut *data.cast::<Vec<c_int>>() };
        seen.push(item);
        c_int::from(item == 3)
    }
    unsafe {
        assert_eq!(sum(3, 1_i64, 1_i64 << 40, -5_i64), (1 << 40) - 4);
        assert_eq!(sum_doubles(9, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), 45.0);
        let items = [3, 10, 20, 30];
        assert_eq!(sum_items(items.as_ptr().cast()), 60);
        let mut seen: Vec<c_int> = Vec::new();
        let stopped = for_each([1, 2, 3, 4].as_ptr(), 4, Some(visit), (&raw mut seen).cast());
        assert_eq!((stopped, &seen[..]), (1, &[1, 2, 3][..]));
        assert_eq!(find_operation(b'+' as _).expect("addition")(3, 4), 7);
        assert_eq!(find_operation(b'*' as _).expect("multiplication")(3, 4), 12);
        assert!(find_operation(b'?' as _).is_none());
        assert_eq!(by_other_name(5), -5);
    }
}

fn globals() {
    unsafe {
        assert_eq!({ counter }, 41);
        counter += 1;
        assert_eq!(read_counter(), 42);
        assert_eq!(table, [1, 2, 4, 8]);
        assert_eq!(CStr::from_ptr(greeting), c"hello");
        assert_eq!((origin.a, origin.b), (3, 4));
        renamed += 1;
        assert_eq!(read_renamed(), 10);
    }
}
