//! What the evaluator promises.

mod differential;
mod world;
