//! Memory for what C reads or writes during a call, or a frame of many calls.
mod parts;

pub use parts::{Argv, CStrs, List};

use crate::text::{
    InteriorNul, Utf8CStr,
    nul::{as_c_str, copy_terminated, refuse_nul},
};
use bumpalo::Bump;
use core::{
    alloc::Layout,
    ffi::{CStr, c_char, c_int},
    marker::PhantomData,
    mem::{MaybeUninit, needs_drop},
    ptr::{self, NonNull},
    slice,
};

/// Memory that is handed out piece by piece and freed all at once: C strings, arrays and records for one call, or for
/// a frame of many.
///
/// A piece costs a few instructions, and nothing when it ends. It lives until [`reset`](Arena::reset) or the end of the
/// arena, both of which the compiler refuses while one is in use. What C keeps for longer does not belong here.
///
/// Nothing in an arena is dropped, so a type that has something to drop is refused when it is compiled:
/// ```compile_fail,E0080
/// let arena = ffi_runtime::Arena::new();
/// arena.value(String::from("on the heap"));
/// ```
///
/// Running out of memory is fatal, as it is for `Box`.
///
/// # Examples
/// ```
/// use core::ffi::{c_char, c_int};
/// use ffi_runtime::Arena;
///
/// unsafe extern "C" {
///     fn strcmp(one: *const c_char, other: *const c_char) -> c_int;
/// }
///
/// let mut arena = Arena::new();
/// for frame in ["one", "two"] {
///     let (text, other) = (arena.c_str(frame)?, arena.c_str("two")?);
///     // SAFETY: both end with a NUL.
///     let order = unsafe { strcmp(text.as_ptr(), other.as_ptr()) };
///     assert_eq!(order == 0, frame == "two");
///     arena.reset();
/// }
/// # Ok::<(), ffi_runtime::text::InteriorNul>(())
/// ```
/// What is in the arena cannot be kept for longer:
/// ```compile_fail,E0502
/// let mut arena = ffi_runtime::Arena::new();
/// let text = arena.c_str("text")?;
/// arena.reset();
/// println!("{text:?}");
/// # Ok::<(), ffi_runtime::text::InteriorNul>(())
/// ```
#[derive(Debug, Default)]
pub struct Arena(Bump);

impl Arena {
    /// An arena with nothing in it, which takes no memory yet.
    #[must_use]
    pub fn new() -> Self {
        Arena(Bump::new())
    }

    /// An arena that takes so many bytes at once.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Arena(Bump::with_capacity(bytes))
    }

    /// Ends everything in the arena, to start anew: the largest block of memory stays for it.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// How many bytes the arena has taken from the heap.
    #[must_use]
    pub fn allocated_bytes(&self) -> usize {
        self.0.allocated_bytes()
    }

    /// A copy of a text with a NUL at its end.
    ///
    /// # Errors
    /// When there is a NUL in the text.
    #[inline]
    pub fn c_str(&self, text: impl AsRef<[u8]>) -> Result<&CStr, InteriorNul> {
        // SAFETY: a NUL stands at the end, and was refused everywhere else.
        self.terminated(text.as_ref())
            .map(|bytes| unsafe { as_c_str(bytes) })
    }

    /// A copy of a text with a NUL at its end, which is known to be UTF-8: a function that asks for it need not check.
    ///
    /// # Errors
    /// When there is a NUL in the text.
    #[inline]
    pub fn text(&self, text: &str) -> Result<Utf8CStr<'_>, InteriorNul> {
        let text = self.c_str(text)?;
        // SAFETY: a copy of what is UTF-8.
        Ok(unsafe { Utf8CStr::new_unchecked(text) })
    }

    /// A text as UTF-16; the last unit is the zero that ends it.
    ///
    /// It takes two bytes for each byte of the text, which is more than it needs where that is not ASCII.
    ///
    /// # Errors
    /// When there is a NUL in the text.
    pub fn utf16(&self, text: &str) -> Result<&[u16], InteriorNul> {
        refuse_nul(text.as_bytes())?;
        let place = self.uninit::<u16>(text.len() + 1);
        let mut len = 0;
        for (unit, place) in text.encode_utf16().chain([0]).zip(&mut *place) {
            place.write(unit);
            len += 1;
        }
        // SAFETY: so many were written.
        Ok(unsafe { slice::from_raw_parts(place.as_ptr().cast(), len) })
    }

    /// Copies of texts, and pointers to them in a row; a null pointer follows the last one.
    ///
    /// # Errors
    /// When there is a NUL in one of the texts.
    ///
    /// # Examples
    /// ```
    /// let arena = ffi_runtime::Arena::new();
    /// let names = arena.c_strs(&["one", "two"])?;
    /// assert_eq!(names.iter().collect::<Vec<_>>(), [c"one", c"two"]);
    /// // SAFETY: the array has one pointer more than it has texts.
    /// assert!(unsafe { names.as_ptr().add(names.len()).read() }.is_null());
    /// # Ok::<(), ffi_runtime::text::InteriorNul>(())
    /// ```
    pub fn c_strs<T: AsRef<[u8]>>(&self, texts: &[T]) -> Result<CStrs<'_>, InteriorNul> {
        let pointers = self.pointers(texts)?;
        // SAFETY: each points to a text that was just made and that nobody else has, and null follows the last.
        Ok(unsafe { CStrs::new(pointers) })
    }

    /// The arguments of a program, as `main` has them: texts that C may write to, and move about in their array.
    ///
    /// # Errors
    /// When there is a NUL in one of the arguments.
    ///
    /// # Examples
    /// ```
    /// use core::ffi::{CStr, c_char, c_int};
    ///
    /// /// Removes the first argument, as a library does that understands it.
    /// unsafe extern "C" fn init(argc: *mut c_int, argv: *mut *mut *mut c_char) {
    ///     // SAFETY: there is an argument to go past.
    ///     unsafe {
    ///         *argc -= 1;
    ///         *argv = (*argv).add(1);
    ///     }
    /// }
    ///
    /// let arena = ffi_runtime::Arena::new();
    /// let mut main = arena.argv(&["--verbose", "file"])?;
    /// assert_eq!(main.argc, 2);
    /// // SAFETY: the arguments live as long as the arena is borrowed, and nobody else has them.
    /// unsafe { init(&mut main.argc, &mut main.argv) };
    /// assert_eq!(main.argc, 1);
    /// // SAFETY: the first of the arguments that are left.
    /// assert_eq!(unsafe { CStr::from_ptr(*main.argv) }, c"file");
    /// # Ok::<(), ffi_runtime::text::InteriorNul>(())
    /// ```
    pub fn argv<T: AsRef<[u8]>>(&self, arguments: &[T]) -> Result<Argv<'_>, InteriorNul> {
        Ok(Argv {
            // So many arguments cannot be; if they were, C would not look at the rest.
            argc: c_int::try_from(arguments.len()).unwrap_or(c_int::MAX),
            argv: self.pointers(arguments)?.as_mut_ptr(),
            lives: PhantomData,
        })
    }

    /// A record, or any other value.
    #[inline]
    pub fn value<T>(&self, value: T) -> &mut T {
        const { refuse_drop::<T>() };
        self.0.alloc(value)
    }

    /// A copy of an array.
    #[inline]
    pub fn slice<T: Copy>(&self, elements: &[T]) -> &mut [T] {
        self.0.alloc_slice_copy(elements)
    }

    /// So many elements, each of which is made when its turn comes.
    #[inline]
    pub fn slice_with<T>(&self, len: usize, make: impl FnMut(usize) -> T) -> &mut [T] {
        const { refuse_drop::<T>() };
        self.0.alloc_slice_fill_with(len, make)
    }

    /// Room for so many elements, which nobody has written yet: a buffer for C to fill.
    ///
    /// # Panics
    /// When they would be larger than `isize::MAX` bytes.
    #[allow(clippy::mut_from_ref, reason = "each piece is new memory")]
    #[inline]
    pub fn uninit<T>(&self, len: usize) -> &mut [MaybeUninit<T>] {
        const { refuse_drop::<T>() };
        let Ok(layout) = Layout::array::<T>(len) else {
            too_large();
        };
        let place = self.0.alloc_layout(layout);
        // SAFETY: the memory is new, so nobody else has it, and as large and aligned as so many elements are; they need
        // not be written.
        unsafe { slice::from_raw_parts_mut(place.cast().as_ptr(), len) }
    }

    /// A list of records, each of which has a pointer to the next one; `link` puts the pointer into its field.
    ///
    /// The last record keeps what it has there: null, if it was made that way.
    ///
    /// # Examples
    /// ```
    /// #[repr(C)]
    /// struct Node {
    ///     value: i32,
    ///     next: *mut Node,
    /// }
    ///
    /// /// What a function of C does with such a list.
    /// unsafe extern "C" fn sum(mut node: *const Node) -> i32 {
    ///     let mut sum = 0;
    ///     // SAFETY: the pointers lead to nodes until one is null.
    ///     while let Some(Node { value, next }) = unsafe { node.as_ref() } {
    ///         sum += value;
    ///         node = *next;
    ///     }
    ///     sum
    /// }
    ///
    /// let arena = ffi_runtime::Arena::new();
    /// let nodes = [1, 2, 3].map(|value| Node { value, next: core::ptr::null_mut() });
    /// let list = arena.list(nodes, |node, next| node.next = next);
    /// // SAFETY: the list lives as long as the arena is borrowed.
    /// assert_eq!(unsafe { sum(list.as_ptr()) }, 6);
    /// ```
    pub fn list<T>(
        &self,
        records: impl IntoIterator<Item = T>,
        mut link: impl FnMut(&mut T, *mut T),
    ) -> List<'_, T> {
        let (mut first, mut last): (*mut T, Option<NonNull<T>>) = (ptr::null_mut(), None);
        for record in records {
            let node = NonNull::from(self.value(record));
            match last {
                // SAFETY: the record was made in a turn before, and only pointers to it have been given away: nobody
                // has a reference to it.
                Some(mut last) => link(unsafe { last.as_mut() }, node.as_ptr()),
                None => first = node.as_ptr(),
            }
            last = Some(node);
        }
        // SAFETY: the first record, if there is one, lives in this arena, and nobody has a reference to it.
        unsafe { List::new(first) }
    }

    /// Copies of texts, and pointers to them, of which the last is null.
    fn pointers<T: AsRef<[u8]>>(&self, texts: &[T]) -> Result<&mut [*mut c_char], InteriorNul> {
        let pointers = self.slice_with(texts.len() + 1, |_| ptr::null_mut());
        for (pointer, text) in pointers.iter_mut().zip(texts) {
            *pointer = self.terminated(text.as_ref())?.as_mut_ptr().cast();
        }
        Ok(pointers)
    }

    /// A copy of a text with a NUL at its end, and nowhere else.
    #[allow(clippy::mut_from_ref, reason = "each piece is new memory")]
    #[inline]
    fn terminated(&self, text: &[u8]) -> Result<&mut [u8], InteriorNul> {
        // SAFETY: the place is longer by one.
        unsafe { copy_terminated(text, self.uninit(text.len() + 1)) }
    }
}

/// Refuses, at compile time, what has something to drop: nobody would do it.
const fn refuse_drop<T>() {
    assert!(
        !needs_drop::<T>(),
        "nothing in an arena is dropped, so what it holds must have nothing to drop"
    );
}

#[cold]
fn too_large() -> ! {
    panic!("more than `isize::MAX` bytes at once")
}
