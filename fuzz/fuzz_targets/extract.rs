#![no_main]
//! See `isnad_fuzz::extract`.

use std::cell::RefCell;

use isnad_fuzz::{Slowest, change};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

thread_local! {
    static SLOWEST: RefCell<Slowest> = RefCell::default();
}

fuzz_target!(|data: &[u8]| {
    SLOWEST.with_borrow_mut(|slowest| slowest.time(data, isnad_fuzz::extract));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed.is_multiple_of(4) {
        fuzzer_mutate(data, size, max_size)
    } else {
        change(data, size, max_size, seed)
    }
});
