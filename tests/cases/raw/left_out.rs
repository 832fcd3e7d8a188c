use ::core::ffi::c_double;

// left out: function `inline_helper`: it is static: its body is compiled where it is used and has no symbol
// left out: function `extended`: `long double` has no counterpart in Rust

pub type vec4 = support::Bytes16Align16;

// left out: function `vector_add`: vectors by value have no exact counterpart
// left out: global `per_thread`: it is thread-local, and stable Rust cannot declare a foreign thread-local
// left out: function-like macro `MAX`: it is a macro with parameters, which has no type and no symbol
// left out: constant `INIT`: it is an initialiser of a record that its name does not tell
// left out: constant `EMPTY`: it expands to nothing
// left out: constant `DECLARE`: it declares `declared`
// left out: constant `EXPORT`: it is an attribute
// left out: constant `LOOP`: it is part of a statement
// left out: constant `UNKNOWN`: nothing declares `some_unknown_name`
// left out: constant `CALL`: nothing declares `undeclared_function`, which it calls
// left out: function `other_convention`: Rust has no such calling convention on this target

unsafe extern "C" {
    pub fn rotate(z: support::Complex<c_double>) -> support::Complex<c_double>;
}
