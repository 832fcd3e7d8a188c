//! The last error, panics at the border, statuses: with callers and errors that make it hard.
mod abort;
mod export;
mod last_error;
mod panic;
mod status;

/// A function that is called once when the value is dropped.
struct OnDrop(fn());

impl Drop for OnDrop {
    fn drop(&mut self) {
        (self.0)();
    }
}
