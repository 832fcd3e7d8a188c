//! How long a loop takes on the clock.

use std::{hint::black_box, time::Instant};

/// A loop: takes the number of turns and returns something that depends on all of them.
pub(crate) type Run = fn(u32) -> i64;

/// The nanoseconds of a turn in the quickest of many runs.
pub(crate) fn least(run: Run) -> f64 {
    const TURNS: u32 = 100_000;
    let times = (0..100).map(|_| {
        let start = Instant::now();
        black_box(run(black_box(TURNS)));
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min) * 1e9 / f64::from(TURNS)
}
