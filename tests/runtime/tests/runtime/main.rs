//! What safe bindings do when they run, against C that can be followed by valgrind and the sanitizers.

mod border;
mod calls;
mod cycles;
mod data;
mod ends;
mod gongs;
mod handles;
mod hubs;
mod layout;
mod lent;
mod limits;
mod names;
mod posts;
mod rows;
mod tools;
mod workers;
