//! What safe bindings do when they run, against C that can be followed by valgrind and the sanitizers.

mod border;
mod data;
mod handles;
mod layout;
mod lent;
mod names;
mod tools;
