use crate::Defer;
use core::{cell::Cell, ptr};

std::thread_local! {
    /// The innermost callback of a known object that runs on this thread.
    static INNERMOST: Cell<*const Frame> = const { Cell::new(ptr::null()) };
}

/// A callback that runs, and the one that it runs in.
struct Frame {
    of: Registrant,
    outer: *const Frame,
}

/// The object that a callback was registered with: its address, and no more.
///
/// A thread of the library's own may call the callback, and the end of the object may wait for that thread: in the callback it
/// would wait for ever. So whoever owns the object in a callback leaks it there.
///
/// # Examples
/// ```
/// use ffi_runtime::callback::Registrant;
///
/// let object = &0u8 as *const u8;
/// let of = Registrant::new(object);
/// assert!(of.runs(|| Registrant::is_running(object.cast())));
/// assert!(!Registrant::is_running(object.cast()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registrant(usize);

impl Registrant {
    /// An object.
    #[inline]
    #[must_use]
    pub fn new<T>(object: *const T) -> Registrant {
        Registrant(object.addr())
    }

    /// Runs a callback of the object.
    #[inline]
    pub fn runs<R>(self, callback: impl FnOnce() -> R) -> R {
        let frame = Frame {
            of: self,
            outer: INNERMOST.get(),
        };
        INNERMOST.set(&raw const frame);
        let _back = Defer::new(|| INNERMOST.set(frame.outer));
        callback()
    }

    /// Whether a callback of an object runs on this thread.
    #[must_use]
    pub fn is_running(object: *const ()) -> bool {
        let mut at = INNERMOST.get();
        // SAFETY: each stands in the frame of a `runs` of this thread that has not returned.
        while let Some(frame) = unsafe { at.as_ref() } {
            if frame.of.0 == object.addr() {
                return true;
            }
            at = frame.outer;
        }
        false
    }
}
