use ::core::ffi::{c_double, c_float, c_int};

pub const PI: c_double = 3.141592653589793;
pub const HALF_F: c_float = 0.5;
pub const TENTH_F: c_float = 0.1;
/// `1e-300`
pub const EXPONENT: c_double = 1e-300;
pub const HEX_FLOAT: c_double = 12.0;
pub const NEGATIVE: c_double = -2.5;
pub const WHOLE: c_double = 10000000000.0;
/// `(1.0 / 3)`
pub const RATIO: c_double = 0.3333333333333333;
/// `((float)0.1)`
pub const AS_FLOAT: c_float = 0.1;
/// `((double)3)`
pub const FROM_INT: c_double = 3.0;
/// `(1.0 / 0.0)`
pub const INFINITE: c_double = f64::INFINITY;
// left out: constant `LONG_DOUBLE`: its type is `long double`
/// `((int)3.99)`
pub const TRUNCATED: c_int = 3;
