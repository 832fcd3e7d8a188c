//! What bindings written by ffi-gen need at run time. The raw tier needs nothing, so nothing is here yet.
#![no_std]
