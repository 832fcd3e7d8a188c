//! What the safe wrappers of SQLite cost beside raw calls that check as much, and beside rusqlite; what text for C costs;
//! what a barrier and the last error cost an exported function; what a trampoline costs beside one written by hand.
//!
//! Without arguments: a table. `count LOOP [WAY] N` runs one loop and nothing else, for callgrind to count.

mod border;
mod callbacks;
mod instants;
mod instructions;
mod loops;
mod rows;
mod texts;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            instructions::print();
            border::print();
            callbacks::print();
            texts::print();
            rows::print();
        }
        ["count", name, way, count] => {
            let run = loops::find(name, way).or_else(|| callbacks::find(name, way));
            let (Some(run), Ok(count)) = (run, count.parse()) else {
                eprintln!("there is no such loop");
                return ExitCode::from(2);
            };
            println!("{}", run(count));
        }
        ["count", name, count] => {
            let run = texts::find(name).or_else(|| border::find(name));
            let (Some(run), Ok(count)) = (run, count.parse()) else {
                eprintln!("there is no such loop");
                return ExitCode::from(2);
            };
            println!("{}", run(count));
        }
        _ => {
            eprintln!("usage: ffi-gen-bench [count LOOP [raw|safe] N]");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
