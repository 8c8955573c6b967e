//! Work on many items with several threads, results in the order of the items, memory bounded.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many items may wait for each thread.
const WAITING: usize = 32;

/// Runs `work` over `items` on `threads` threads (0 and 1: on this one) and hands the results to `sink` in the order of
/// the items. Each thread makes its own state with `state`. At most a fixed number of items per thread is held.
///
/// # Errors
/// The first error of `sink`; items not yet begun are then dropped.
///
/// # Panics
/// When `items`, `state`, `work` or `sink` panics, as soon as that is known; items not yet begun are then dropped.
pub fn in_order<T, S, R, E>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    if threads <= 1 {
        let mut own = state();
        return items.into_iter().try_for_each(|item| sink(work(&mut own, item)));
    }
    thread::scope(|scope| {
        let (give, take): (SyncSender<(usize, T)>, _) = sync_channel(WAITING * threads);
        let (done, results): (SyncSender<Done<R>>, _) = sync_channel(WAITING * threads);
        // One permit for each item that is read and not yet handed on, so that a slow item holds up the rest
        // instead of letting their results pile up.
        let (permit, release) = sync_channel::<()>(2 * WAITING * threads);
        let take = std::sync::Arc::new(Mutex::new(take));
        for _ in 0..threads {
            let (take, done) = (std::sync::Arc::clone(&take), done.clone());
            let (state, work) = (&state, &work);
            scope.spawn(move || {
                let worked = catch_unwind(AssertUnwindSafe(|| {
                    let mut own = state();
                    loop {
                        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, item)) = next else { break };
                        if done.send(Ok((number, work(&mut own, item)))).is_err() {
                            break;
                        }
                    }
                }));
                // The item of a worker that panicked will never come, so the collector must hear of it.
                if let Err(panic) = worked {
                    let _ = done.send(Err(panic));
                }
            });
        }
        drop(done);
        scope.spawn(move || {
            for item in items.enumerate() {
                if permit.send(()).is_err() || give.send(item).is_err() {
                    break;
                }
            }
        });
        // The receiver must go before the scope ends, so that waiting threads see it and stop.
        drop(take);
        let outcome = collect(&results, &release, &mut sink);
        drop((results, release));
        outcome
    })
}

/// A result with the number of its item, or what a worker panicked with.
type Done<R> = thread::Result<(usize, R)>;

/// Hands results on in their order; those that come early wait. A worker's panic goes on here.
fn collect<R, E>(
    results: &Receiver<Done<R>>,
    release: &Receiver<()>,
    sink: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = 0;
    let mut early: BTreeMap<usize, R> = BTreeMap::new();
    for done in results {
        let (number, result) = done.unwrap_or_else(|panic| resume_unwind(panic));
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            let _ = release.recv();
            sink(result)?;
            next += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let result: Result<(), ()> = in_order(
            0..500,
            threads,
            || 0usize,
            |_, n| n * n,
            |r| {
                out.push(r);
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
        out
    }

    #[test]
    fn results_keep_the_order_whatever_the_threads() {
        assert_eq!(squares(1), squares(4));
        assert_eq!(squares(3).len(), 500);
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut seen = 0;
        let result = in_order(
            0..100_000,
            3,
            || (),
            |(), n| n,
            |n| {
                seen += 1;
                if n == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(result, Err("full"));
        assert_eq!(seen, 11);
    }
    /// What `in_order` panics with over a thousand items, with the parts that may panic.
    fn panic_of(
        items: impl Iterator<Item = usize> + Send,
        state: impl Fn() + Sync,
        work: impl Fn(usize) + Sync,
        sink: impl Fn() + Sync,
    ) -> Option<String> {
        let run = || {
            in_order(
                items,
                3,
                state,
                |(), n| work(n),
                |()| {
                    sink();
                    Ok::<(), ()>(())
                },
            )
        };
        let panic = catch_unwind(AssertUnwindSafe(run)).err()?;
        Some(panic.downcast_ref::<&str>().map_or_else(String::new, ToString::to_string))
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits() {
        let fine = || ();
        let failing = |n| {
            if n == 300 {
                panic!("at 300")
            }
        };
        assert_eq!(panic_of(0..1000, fine, |_| (), fine), None);
        assert_eq!(panic_of(0..1000, fine, failing, fine).as_deref(), Some("at 300"));
        assert_eq!(panic_of(0..1000, || panic!("state"), |_| (), fine).as_deref(), Some("state"));
        assert_eq!(panic_of(0..1000, fine, |_| (), || panic!("sink")).as_deref(), Some("sink"));
        assert!(panic_of((0..1000).inspect(|n| failing(*n)), fine, |_| (), fine).is_some());
    }
}
