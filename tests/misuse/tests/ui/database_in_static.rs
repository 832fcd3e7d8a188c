//! A connection is not shared by all threads.

use sqlite::Database;
use std::sync::Mutex;

static DATABASE: Mutex<Option<Database>> = Mutex::new(None);

fn main() {
    println!("{:?}", DATABASE.lock());
}
