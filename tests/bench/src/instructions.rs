//! Instructions of each loop, counted by callgrind: twice as many turns minus once as many, so that what happens before
//! and after the loop does not count.

use super::loops::LOOPS;
use std::process::Command;

const TURNS: u32 = 20_000;

/// Prints the table, or why there is none.
pub(crate) fn print() {
    println!(
        "{:<14} {:>12} {:>12} {:>8}",
        "instructions", "raw", "safe", "x"
    );
    for (name, ..) in LOOPS {
        let (Some(raw), Some(safe)) = (per_turn(&[name, "raw"]), per_turn(&[name, "safe"])) else {
            println!("{name:<14} valgrind is needed to count them");
            return;
        };
        println!("{name:<14} {raw:>12.2} {safe:>12.2} {:>8.4}", safe / raw);
    }
}

/// The instructions of one turn of the loop that these words name.
pub(crate) fn per_turn(words: &[&str]) -> Option<f64> {
    let once = collected(words, TURNS)?;
    let twice = collected(words, 2 * TURNS)?;
    Some((twice - once) / f64::from(TURNS))
}

/// What callgrind counts in a run of this program.
fn collected(words: &[&str], turns: u32) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .arg("count")
        .args(words)
        .arg(turns.to_string())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("Collected :"))?;
    line.split(':').next_back()?.trim().parse().ok()
}
