// Handles that are integers, objects made in place, records by value, enumerations as newtypes.
use ffi_macros::bind;

mod c {
    use std::ffi::c_int;

    #[repr(C)]
    pub struct Clock {
        ticks: u64,
        running: bool,
    }

    #[unsafe(no_mangle)]
    extern "C" fn port_open(number: c_int) -> c_int {
        if number < 10 { number } else { -1 }
    }
    #[unsafe(no_mangle)]
    extern "C" fn port_close(_: c_int) {}
    #[unsafe(no_mangle)]
    extern "C" fn port_number(port: c_int) -> c_int {
        port
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn clock_init(clock: *mut Clock) -> c_int {
        unsafe {
            clock.write(Clock {
                ticks: 5,
                running: true,
            })
        };
        0
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn clock_ticks(clock: *const Clock) -> u64 {
        unsafe { (*clock).ticks }
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn clock_end(clock: *mut Clock) {
        unsafe { (*clock).running = false };
    }
    #[unsafe(no_mangle)]
    extern "C" fn tint_mix(a: u32, b: u32) -> u32 {
        a | b
    }
}

#[bind]
mod things {
    use std::ffi::c_int;

    #[ffi(handle(destroy = port_close, invalid = -1))]
    pub type port = c_int;

    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    #[ffi(handle(destroy = clock_end, in_place = true))]
    pub struct clock {
        ticks: u64,
        running: bool,
    }

    #[repr(transparent)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct tint(pub u32);

    unsafe extern "C" {
        #[returns_owned]
        fn port_open(number: c_int) -> port;
        fn port_close(self_: port);
        #[ffi]
        fn port_number(self_: port) -> c_int;

        #[ffi(returns_owned(self_), error(convention = nonzero))]
        fn clock_init(self_: *mut clock) -> c_int;
        #[ffi]
        fn clock_ticks(self_: *const clock) -> u64;
        fn clock_end(self_: *mut clock);

        #[ffi]
        fn tint_mix(a: tint, b: tint) -> tint;
    }
}

fn main() {
    use things::{Clock, Port, raw::tint, tint_mix};

    let port = Port::open(3).unwrap();
    assert_eq!(port.lend().number(), 3);
    assert!(Port::open(30).is_none());
    let clock = Clock::init().unwrap();
    assert_eq!(clock.ticks(), 5);
    assert_eq!(tint_mix(tint(1), tint(2)), tint(3));
}
