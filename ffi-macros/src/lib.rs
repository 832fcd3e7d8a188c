//! The attribute macros of ffi-gen. None exists yet: bindings come from the command line or a build script.
