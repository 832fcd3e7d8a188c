//! What an arena hands out that is more than a reference.
use core::{
    ffi::{CStr, c_char, c_int},
    fmt,
    marker::PhantomData,
};

/// Texts in an [`Arena`](super::Arena), as an array of pointers with a null pointer at its end.
#[derive(Clone, Copy)]
pub struct CStrs<'a> {
    /// The pointers, with the null at the end.
    pointers: &'a [*mut c_char],
}

impl<'a> CStrs<'a> {
    /// # Safety
    /// The last pointer is null, and every other one leads to a text that ends with a NUL, lives and is not written to
    /// during `'a`.
    pub(super) unsafe fn new(pointers: &'a [*mut c_char]) -> Self {
        CStrs { pointers }
    }

    /// The array, as C takes it; `cast_mut` it where C has forgotten a `const`.
    #[inline]
    #[must_use]
    pub const fn as_ptr(&self) -> *const *const c_char {
        self.pointers.as_ptr().cast()
    }

    /// How many texts there are, without the null at the end.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.pointers.len() - 1
    }

    /// Whether there is no text.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'a CStr> + use<'a> {
        let texts = self
            .pointers
            .split_last()
            .map_or(&[][..], |(_, texts)| texts);
        // SAFETY: none of these is null, and each leads to a text.
        texts.iter().map(|text| unsafe { CStr::from_ptr(*text) })
    }
}

/// As that of a slice.
impl fmt::Debug for CStrs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The arguments of a program in an [`Arena`](super::Arena), as `main` has them.
///
/// Both are there to be given to C, which may change them: a library that understands some of the arguments takes them
/// out. They live as long as the arena is borrowed.
#[derive(Debug)]
pub struct Argv<'a> {
    /// How many arguments there are.
    pub argc: c_int,
    /// The arguments, with a null pointer after the last one.
    pub argv: *mut *mut c_char,
    pub(super) lives: PhantomData<&'a mut [*mut c_char]>,
}

/// Records in an [`Arena`](super::Arena), each of which leads to the next one.
#[derive(Debug)]
pub struct List<'a, T> {
    first: *mut T,
    lives: PhantomData<&'a mut T>,
}

impl<T> List<'_, T> {
    /// # Safety
    /// `first` is null, or lives as long as `'a`, and nobody has a reference to it.
    pub(super) unsafe fn new(first: *mut T) -> Self {
        List {
            first,
            lives: PhantomData,
        }
    }

    /// The first record; null if there is none.
    #[inline]
    #[must_use]
    pub const fn as_ptr(&self) -> *mut T {
        self.first
    }
}
