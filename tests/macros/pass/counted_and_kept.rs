// Objects that are shared, callbacks that stay until they are taken back, results that may fail, slices both ways.
use ffi_macros::bind;

mod c {
    use std::{
        ffi::{c_int, c_void},
        sync::atomic::{AtomicI32, Ordering},
    };

    pub static ALIVE: AtomicI32 = AtomicI32::new(0);

    pub struct Bus {
        count: i32,
        call: Option<(unsafe extern "C" fn(c_int, *mut c_void), *mut c_void)>,
        numbers: Vec<u32>,
    }

    #[unsafe(no_mangle)]
    extern "C" fn bus_new() -> *mut Bus {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Box::into_raw(Box::new(Bus {
            count: 1,
            call: None,
            numbers: vec![3, 1, 2],
        }))
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_ref(bus: *mut Bus) -> *mut Bus {
        unsafe { (*bus).count += 1 };
        bus
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_unref(bus: *mut Bus) {
        unsafe {
            (*bus).count -= 1;
            if (*bus).count == 0 {
                drop(Box::from_raw(bus));
                ALIVE.fetch_sub(1, Ordering::Relaxed);
            }
        }
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_listen(
        bus: *mut Bus,
        call: Option<unsafe extern "C" fn(c_int, *mut c_void)>,
        data: *mut c_void,
    ) -> c_int {
        unsafe { (*bus).call = call.map(|call| (call, data)) };
        0
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_silence(bus: *mut Bus) {
        unsafe { (*bus).call = None };
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_send(bus: *mut Bus, value: c_int) -> c_int {
        if value < 0 {
            return 7;
        }
        unsafe {
            if let Some((call, data)) = (*bus).call {
                call(value, data);
            }
        }
        0
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_numbers(bus: *const Bus, count: *mut usize) -> *const u32 {
        unsafe {
            let numbers = &(*bus).numbers;
            *count = numbers.len();
            numbers.as_ptr()
        }
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bus_fill(_: *const Bus, into: *mut u8, room: usize) -> usize {
        let wanted = b"seats";
        let size = wanted.len().min(room);
        unsafe { into.copy_from_nonoverlapping(wanted.as_ptr(), size) };
        size
    }
}

#[bind(
    library = "bus",
    error(status, ok = zero, codes = [BUS_*]),
)]
mod buses {
    use std::ffi::{c_int, c_void};

    pub const BUS_REFUSED: c_int = 7;

    unsafe extern "C" {
        /// A bus.
        #[refcounted(retain = bus_ref, release = bus_unref)]
        type bus;

        #[returns_owned]
        fn bus_new() -> *mut bus;
        fn bus_ref(self_: *mut bus) -> *mut bus;
        fn bus_unref(self_: *mut bus);

        #[ffi(
            callback(call, data = data, scope = until, unregister = bus_silence),
            error(convention = status)
        )]
        fn bus_listen(
            self_: *mut bus,
            call: Option<unsafe extern "C" fn(value: c_int, data: *mut c_void)>,
            data: *mut c_void,
        ) -> c_int;
        fn bus_silence(self_: *mut bus);

        #[ffi(error(convention = status))]
        fn bus_send(self_: *mut bus, value: c_int) -> c_int;

        #[ffi(borrows(self_), out(count), len(@return, count = count))]
        fn bus_numbers(self_: *const bus, count: *mut usize) -> *const u32;

        #[ffi(out(into), bytes(into, count = room), written(into, count = @return))]
        fn bus_fill(self_: *const bus, into: *mut u8, room: usize) -> usize;
    }
}

fn main() {
    use buses::Bus;
    use std::{cell::RefCell, rc::Rc};

    let bus = Bus::new().unwrap();
    let other = bus.clone();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let log = heard.clone();
    let listening = other
        .listen(move |value| log.borrow_mut().push(value))
        .unwrap();
    bus.send(3).unwrap();
    drop(listening);
    bus.send(4).unwrap();
    assert_eq!(*heard.borrow(), [3]);
    assert_eq!(Rc::strong_count(&heard), 1);

    let error = bus.send(-1).unwrap_err();
    assert_eq!(error.code(), Some(7));
    assert_eq!(error.name(), Some("BUS_REFUSED"));
    assert_eq!(bus.numbers().unwrap_or_default(), [3, 1, 2]);
    let mut room = [0; 8];
    assert_eq!(bus.fill(&mut room).unwrap(), b"seats");

    drop(bus);
    assert_eq!(c::ALIVE.load(std::sync::atomic::Ordering::Relaxed), 1);
    drop(other);
    assert_eq!(c::ALIVE.load(std::sync::atomic::Ordering::Relaxed), 0);
}
