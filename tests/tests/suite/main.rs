//! The whole tool, from outside.

mod layouts;
