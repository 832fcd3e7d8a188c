//! The feature `metrics`: what wrappers report that `ffi-gen generate --instrument` writes.
//!
//! They report to the recorder that the program installs with the crate [`metrics`]; without a recorder nothing is kept.
//! Each has the labels `library` and `function`, the name in C:
//!
//! | metric | |
//! |---|---|
//! | [`CALLS`], a counter | how often C was called: not where the wrapper refused an argument |
//! | [`ERRORS`], a counter | how often it said that it failed; the label `code` is the name of a constant, a number, or a word |
//! | [`DURATION`], a histogram | how long it took, in seconds, without the conversions around it |
//!
//! What is reported is reported when the wrapper is done, after the library's own last error was read.
use core::fmt;
use std::{
    borrow::Cow,
    string::ToString,
    time::{Duration, Instant},
    vec::Vec,
};

pub use metrics;
use metrics::{Key, Label, Level, Metadata};

/// The name of the counter of calls.
pub const CALLS: &str = "ffi_calls_total";
/// The name of the counter of errors.
pub const ERRORS: &str = "ffi_errors_total";
/// The name of the histogram of durations, in seconds.
pub const DURATION: &str = "ffi_call_duration_seconds";

static METADATA: Metadata<'static> =
    Metadata::new("ffi_runtime", Level::INFO, Some("ffi_runtime::instrument"));

/// Starts a [`Watch`] over one call of a C function, which it names: its library, and itself.
///
/// # Examples
/// ```
/// fn half(number: i32) -> Result<i32, String> {
///     let mut watch = ffi_runtime::watch!("numbers", "number_half");
///     let half = number / 2; // stands for the call
///     watch.stop();
///     if number % 2 != 0 {
///         return Err(watch.reported("an odd number".to_owned()));
///     }
///     Ok(half)
/// }
///
/// assert_eq!(half(4), Ok(2));
/// assert!(half(5).is_err());
/// ```
#[macro_export]
macro_rules! watch {
    ($library:literal, $function:literal) => {{
        static LABELS: $crate::instrument::Labels =
            $crate::instrument::Labels::new($library, $function);
        static SITE: $crate::instrument::Site = $crate::instrument::Site::new(&LABELS);
        SITE.start()
    }};
}

/// What every metric of a function says. For [`watch!`](crate::watch).
#[derive(Debug)]
pub struct Labels([Label; 2]);

impl Labels {
    /// The labels of a function.
    #[must_use]
    pub const fn new(library: &'static str, function: &'static str) -> Self {
        Labels([
            Label::from_static_parts("library", library),
            Label::from_static_parts("function", function),
        ])
    }
}

/// A wrapper that reports. For [`watch!`](crate::watch).
#[derive(Debug)]
pub struct Site {
    labels: &'static Labels,
    calls: Key,
    duration: Key,
}

impl Site {
    /// A wrapper of the function that the labels name.
    #[must_use]
    pub const fn new(labels: &'static Labels) -> Self {
        Site {
            labels,
            calls: Key::from_static_parts(CALLS, &labels.0),
            duration: Key::from_static_parts(DURATION, &labels.0),
        }
    }

    /// Starts the clock, just before the call.
    #[inline]
    pub fn start(&'static self) -> Watch {
        Watch {
            site: self,
            start: Instant::now(),
            took: Duration::ZERO,
        }
    }
}

/// One call, from its start until the wrapper is done; [`watch!`](crate::watch) starts it.
///
/// Dropping it reports the call.
#[must_use = "it reports when it is dropped"]
pub struct Watch {
    site: &'static Site,
    start: Instant,
    took: Duration,
}

impl Watch {
    /// Stops the clock, right after the call. It does nothing else: `errno` is still what the call left there.
    #[inline]
    pub fn stop(&mut self) {
        self.took = self.start.elapsed();
    }

    /// Reports an error of the call, by its label, and gives it back.
    #[cold]
    pub fn failed<E: ErrorLabel>(&self, error: E) -> E {
        self.count(error.label());
        error
    }

    /// Reports an error of the call that has no code, as `reported`, and gives it back.
    #[cold]
    pub fn reported<E>(&self, error: E) -> E {
        self.count(Cow::Borrowed("reported"));
        error
    }

    fn count(&self, code: Cow<'static, str>) {
        let mut labels = Vec::from(self.site.labels.0.clone());
        labels.push(Label::new("code", code));
        let key = Key::from_parts(ERRORS, labels);
        metrics::with_recorder(|recorder| {
            recorder.register_counter(&key, &METADATA).increment(1);
        });
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        metrics::with_recorder(|recorder| {
            let Site {
                calls, duration, ..
            } = self.site;
            recorder.register_counter(calls, &METADATA).increment(1);
            recorder
                .register_histogram(duration, &METADATA)
                .record(self.took.as_secs_f64());
        });
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.site.calls).finish()
    }
}

/// An error that says what it is counted as.
pub trait ErrorLabel {
    /// The label: one of few, so no text with details.
    fn label(&self) -> Cow<'static, str>;
}

/// What a code is counted as: the constant's name, where it has one, or its number.
#[must_use]
pub fn code_label(name: Option<&'static str>, code: impl ToString) -> Cow<'static, str> {
    match name {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(code.to_string()),
    }
}
