//! What safe bindings do when they run, against C that can be followed by valgrind and the sanitizers.

mod border;
mod calls;
mod cycles;
mod data;
mod gongs;
mod handles;
mod hubs;
mod layout;
mod lent;
mod names;
mod posts;
mod rows;
mod tools;
