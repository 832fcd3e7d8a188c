use super::held::Held;
use core::{
    ffi::c_void,
    fmt, mem,
    ptr::{self, NonNull},
};
use libffi::{
    low::ffi_cif,
    middle::{Cif, Closure, Type},
};
use std::{
    boxed::Box,
    sync::{Mutex, PoisonError},
    vec::Vec,
};

/// A C function made at run time: another one, with its first argument bound.
///
/// It is for libraries that take a callback and no data for it: the closure is the data of a trampoline, and the trampoline
/// with that data is a function that the library can call. It costs about five times what a callback with data costs, and
/// a piece of executable memory.
///
/// # Examples
/// ```
/// use core::ffi::{c_int, c_void};
/// use ffi_runtime::callback::{Code, Kept};
///
/// unsafe extern "C" fn trampoline<F: FnMut(c_int) -> c_int>(data: *mut c_void, number: c_int) -> c_int {
///     // SAFETY: `data` is of a `Kept<F>` that was not released.
///     unsafe { Kept::<F>::call(data, -1, |closure| closure(number)) }
/// }
///
/// type Trampoline = unsafe extern "C" fn(*mut c_void, c_int) -> c_int;
///
/// fn code_of<F: FnMut(c_int) -> c_int + 'static>(closure: F) -> Code<Trampoline> {
///     // SAFETY: the trampoline takes the data of a `Kept<F>`, which this is.
///     unsafe { Code::new(trampoline::<F>, Kept::new(closure).held()) }
/// }
///
/// let mut sum = 0;
/// let code = code_of(move |number| {
///     sum += number;
///     sum
/// });
/// let add: unsafe extern "C" fn(c_int) -> c_int = code.pointer();
/// // SAFETY: the code is there until the end of this block.
/// unsafe {
///     assert_eq!(add(2), 2);
///     assert_eq!(add(3), 5);
/// }
/// ```
pub struct Code<T: Trampoline> {
    closure: Closure<'static>,
    bound: NonNull<Bound<T>>,
}

struct Bound<T> {
    trampoline: T,
    data: Held,
}

impl<T: Trampoline> Code<T> {
    /// Makes the code.
    ///
    /// # Safety
    /// `trampoline` may be called with this data, as long as that has an owner.
    #[must_use]
    pub unsafe fn new(trampoline: T, data: Held) -> Code<T> {
        let bound = NonNull::from(Box::leak(Box::new(Bound { trampoline, data })));
        // SAFETY: the box is freed in `drop`, when nobody calls the code any more.
        let userdata: &'static Bound<T> = unsafe { bound.as_ref() };
        let closure = Closure::new(T::interface(), enter::<T>, userdata);
        Code { closure, bound }
    }

    /// The function. It is good for as long as `self` is.
    #[inline]
    #[must_use]
    pub fn pointer(&self) -> T::Function {
        const { assert!(size_of::<T::Function>() == size_of::<unsafe extern "C" fn()>()) };
        // SAFETY: the code was made for the interface of `T`, which is that of the function without its first parameter;
        // both are function pointers.
        unsafe { mem::transmute_copy(self.closure.code_ptr()) }
    }

    /// Keeps the code, and the closure, for ever.
    ///
    /// They are listed: who looks for leaks does not look into the memory that code is in.
    pub fn stay(self) {
        struct Staying(#[allow(dead_code, reason = "it is there to be found")] Held);
        // SAFETY: nobody touches it any more.
        unsafe impl Send for Staying {}
        static ALL: Mutex<Vec<Staying>> = Mutex::new(Vec::new());
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Staying(self.held()));
    }

    /// The owner without its type.
    #[must_use]
    pub fn held(self) -> Held {
        let code = NonNull::from(Box::leak(Box::new(self)));
        // SAFETY: the box is ours to hand over, and `release` ends it.
        unsafe { Held::new(code.cast(), release::<T>) }
    }
}

impl<T: Trampoline> Drop for Code<T> {
    fn drop(&mut self) {
        // A call may be running: it has copied what it needs, and returns to its caller without the code, which it was
        // only entered by.
        // SAFETY: made of a box in `new`, and freed once.
        drop(unsafe { Box::from_raw(self.bound.as_ptr()) });
    }
}

impl<T: Trampoline> fmt::Debug for Code<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({:p})", *self.closure.code_ptr())
    }
}

unsafe extern "C" fn release<T: Trampoline>(code: *mut c_void) {
    // SAFETY: only `held` passes this function on, with a box of this type.
    drop(unsafe { Box::from_raw(code.cast::<Code<T>>()) });
}

/// What every piece of code enters: the place for the result is as large as a register, at least.
unsafe extern "C" fn enter<T: Trampoline>(
    _interface: &ffi_cif,
    result: &mut mem::MaybeUninit<u64>,
    arguments: *const *const c_void,
    bound: &Bound<T>,
) {
    // Nothing of `bound` is used once the trampoline runs: the code may be freed while it does.
    let (trampoline, data) = (bound.trampoline, bound.data.data());
    // SAFETY: libffi passes the arguments of the interface, which is that of the trampoline.
    unsafe { trampoline.call(data, arguments, ptr::from_mut(result).cast()) }
}

/// A C function whose first parameter is `*mut c_void`.
///
/// # Safety
/// `interface` describes the rest of the parameters and the result, and `call` passes them on.
pub unsafe trait Trampoline: Copy + 'static {
    /// The function without its first parameter.
    type Function: Copy;

    /// What C passes.
    fn interface() -> Cif;

    /// Calls the function.
    ///
    /// # Safety
    /// `arguments` points to a pointer for each parameter of the interface, `result` to room for its result, of the size
    /// of a register at least, and the function may be called with these.
    unsafe fn call(self, data: *mut c_void, arguments: *const *const c_void, result: *mut c_void);
}

/// A value that C passes in a register or two, and libffi knows.
///
/// # Safety
/// `ty` is its type, and `write` puts it where libffi looks for a result: an integer as wide as a register.
pub unsafe trait Passed: Copy {
    /// Its type.
    fn ty() -> Type;

    /// Puts it into the place for a result.
    ///
    /// # Safety
    /// `place` has the size and the alignment of a register, at least.
    unsafe fn write(self, place: *mut c_void);
}

macro_rules! passed {
    ($($rust:ty => $name:ident as $wide:ty,)+) => {
        $(
            // SAFETY: the type of the same name; integers are widened to a register.
            unsafe impl Passed for $rust {
                #[inline]
                fn ty() -> Type {
                    Type::$name()
                }

                #[inline]
                unsafe fn write(self, place: *mut c_void) {
                    // SAFETY: the caller's promise.
                    unsafe { place.cast::<$wide>().write(<$wide>::from(self)) }
                }
            }
        )+
    };
}

passed! {
    i8 => i8 as i64,
    u8 => u8 as u64,
    i16 => i16 as i64,
    u16 => u16 as u64,
    i32 => i32 as i64,
    u32 => u32 as u64,
    i64 => i64 as i64,
    u64 => u64 as u64,
    f32 => f32 as f32,
    f64 => f64 as f64,
    bool => u8 as u64,
}

macro_rules! pointers {
    ($($pointer:ty),+) => {
        $(
            // SAFETY: a pointer.
            unsafe impl<T> Passed for $pointer {
                #[inline]
                fn ty() -> Type {
                    Type::pointer()
                }

                #[inline]
                unsafe fn write(self, place: *mut c_void) {
                    // SAFETY: the caller's promise.
                    unsafe { place.cast::<$pointer>().write(self) }
                }
            }
        )+
    };
}

pointers!(*const T, *mut T);

// SAFETY: of the size of a pointer on every target that libffi knows.
unsafe impl Passed for usize {
    #[inline]
    fn ty() -> Type {
        Type::usize()
    }

    #[inline]
    unsafe fn write(self, place: *mut c_void) {
        // SAFETY: the caller's promise.
        unsafe { place.cast::<usize>().write(self) }
    }
}

// SAFETY: as for `usize`.
unsafe impl Passed for isize {
    #[inline]
    fn ty() -> Type {
        Type::isize()
    }

    #[inline]
    unsafe fn write(self, place: *mut c_void) {
        // SAFETY: the caller's promise.
        unsafe { place.cast::<isize>().write(self) }
    }
}

// SAFETY: nothing is passed.
unsafe impl Passed for () {
    #[inline]
    fn ty() -> Type {
        Type::void()
    }

    #[inline]
    unsafe fn write(self, _: *mut c_void) {}
}

macro_rules! trampolines {
    ($($name:ident: $index:literal),*) => {
        // SAFETY: each parameter is read as what it is described as.
        unsafe impl<R: Passed + 'static, $($name: Passed + 'static,)*> Trampoline
            for unsafe extern "C" fn(*mut c_void, $($name,)*) -> R
        {
            type Function = unsafe extern "C" fn($($name,)*) -> R;

            fn interface() -> Cif {
                let parameters: Vec<Type> = [$($name::ty(),)*].into();
                Cif::new(parameters, R::ty())
            }

            #[inline]
            unsafe fn call(
                self,
                data: *mut c_void,
                arguments: *const *const c_void,
                result: *mut c_void,
            ) {
                let _ = arguments;
                // SAFETY: the caller's promise: there is an argument for each parameter, and room for the result.
                unsafe {
                    let answer = self(data, $((*arguments.add($index)).cast::<$name>().read(),)*);
                    answer.write(result);
                }
            }
        }
    };
}

trampolines!();
trampolines!(A: 0);
trampolines!(A: 0, B: 1);
trampolines!(A: 0, B: 1, C: 2);
trampolines!(A: 0, B: 1, C: 2, D: 3);
trampolines!(A: 0, B: 1, C: 2, D: 3, E: 4);
trampolines!(A: 0, B: 1, C: 2, D: 3, E: 4, G: 5);
trampolines!(A: 0, B: 1, C: 2, D: 3, E: 4, G: 5, H: 6);
trampolines!(A: 0, B: 1, C: 2, D: 3, E: 4, G: 5, H: 6, I: 7);
