//! What the evaluator promises.
