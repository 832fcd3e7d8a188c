//! Closures come, are called, and go, in any order: every one of them is freed once. `CALLBACK_CYCLES` says how often.

use ffi_gen_runtime_tests::calls::Bell;
use ffi_runtime::{callback::Registration, last_error};
use std::{env, panic::resume_unwind, rc::Rc};

/// How many cycles there are.
pub(crate) fn turns() -> u32 {
    let said = env::var("CALLBACK_CYCLES").ok();
    said.map_or(5_000, |said| said.parse().expect("a number"))
}

/// Numbers in no order (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// A closure that panics once in a while.
fn closure(alive: &Rc<()>, mut random: Random) -> impl FnMut(i32) -> i32 + 'static {
    let inside = alive.clone();
    move |event| {
        let _ = &inside;
        match random.below(64) {
            0 => resume_unwind(Box::new(event)),
            _ => 1,
        }
    }
}

#[test]
fn closures_come_and_go() {
    let bells: Vec<Bell> = (0..4).map(|_| Bell::new().expect("memory")).collect();
    let (alive, mut random) = (Rc::new(()), Random(88_172_645_463_325_252));
    let mut registered: Vec<Registration<'_>> = Vec::new();
    let mut panics = 0_u32;
    for turn in 0..turns() {
        let bell = &bells[usize::try_from(random.below(4)).expect("small")];
        let seed = Random(u64::from(turn) + 1);
        let ring = closure(&alive, seed);
        match random.below(12) {
            0 => registered.push(bell.on(ring)),
            1 => registered.push(bell.on_event(1, ring)),
            2 => registered.push(bell.on_every(1, ring)),
            3 => registered.push(bell.add(ring)),
            4 => registered.push(bell.watch(1, ring).expect("an event").0),
            5 => bell.listen(ring),
            6 => bell.notify(false, ring).expect("it is there"),
            7 => assert!(bell.notify(true, ring).is_err()),
            8 => bell.set_handlers(ring, closure(&alive, Random(7))),
            9 => {
                let mut ring = ring;
                bell.later(false, move |event| {
                    let _ = ring(event);
                })
                .expect("it is there");
            }
            10 => {
                let mut ring = ring;
                bell.notify_from(move |now| now.answer(ring(now.event())));
            }
            _ => bell.clear_listen(),
        }
        bell.ring(1);
        panics += u32::from(last_error::take().is_some());
        while registered.len() > 8 {
            let which = random.below(u64::try_from(registered.len()).expect("few"));
            drop(registered.swap_remove(usize::try_from(which).expect("few")));
        }
    }
    assert!(panics > turns() / 64);
    drop(registered);
    drop(bells);
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn one_closure_comes_and_goes() {
    let bell = Bell::new().expect("memory");
    let alive = Rc::new(());
    for _ in 0..turns() {
        let inside = alive.clone();
        let registration = bell.on(move |event| {
            let _ = &inside;
            event
        });
        assert_eq!(bell.ring(2), 2);
        drop(registration);
    }
    assert_eq!(Rc::strong_count(&alive), 1);
}
