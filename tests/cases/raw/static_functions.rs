use ::core::ffi::c_int;

// left out: function `twice`: it is static: its body is compiled where it is used and has no symbol
// left out: function `thrice`: it is static: its body is compiled where it is used and has no symbol
// left out: function `only_inline`: it is inline: no library need have a symbol for it

unsafe extern "C" {
    pub fn also_compiled(x: c_int) -> c_int;
    // left out: function `nothing`: it is static: its body is compiled where it is used and has no symbol
    pub fn ordinary(x: c_int) -> c_int;
}

// left out: function-like macro `MIN`: it is a macro with parameters, which has no type and no symbol
// left out: function-like macro `EMPTY_CALL`: it is a macro with parameters, which has no type and no symbol
