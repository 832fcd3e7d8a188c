use ::core::ffi::{c_double, c_float, c_int};

/// Floating-point constants.
pub const PI: c_double = 3.141592653589793;
pub const HALF: c_float = 0.5;
pub const WHOLE: c_double = 2.0;
/// `1e-300`
pub const SMALL: c_double = 1e-300;
pub const HUGE_: c_double = f64::INFINITY;
pub const HEX: c_double = 12.0;
pub const NEGATIVE_ZERO: c_double = -0.0;
/// `(1.0 / 3)`
pub const RATIO: c_double = 0.3333333333333333;
/// `(1.0f / 3.0f)`
pub const SINGLE_RATIO: c_float = 0.33333334;
/// `((int)2.9)`
pub const TRUNCATED: c_int = 2;
/// `(1 + 0.5f)`
pub const MIXED: c_float = 1.5;
/// `((float)0.1)`
pub const AS_FLOAT: c_float = 0.1;
/// `(1.0 / 0.0)`
pub const INFINITE: c_double = f64::INFINITY;
/// `(0.0 / 0.0)`
pub const UNDEFINED: c_double = f64::NAN;
// left out: constant `LONG_ONE`: its type is `long double`
