//! Work on many items with several threads, results in the order of the items, memory bounded.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// How many items may wait for each thread.
const WAITING: usize = 32;

/// Runs `work` over `items` on `threads` threads (0 and 1: on this one) and hands the results to `sink` in the order of
/// the items. Each thread makes its own state with `state`. At most a fixed number of items per thread is held.
///
/// # Errors
/// The first error of `sink`; items not yet begun are then dropped.
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
    std::thread::scope(|scope| {
        let (give, take): (SyncSender<(usize, T)>, _) = sync_channel(WAITING * threads);
        let (done, results): (SyncSender<(usize, R)>, Receiver<(usize, R)>) = sync_channel(WAITING * threads);
        // One permit for each item that is read and not yet handed on, so that a slow item holds up the rest
        // instead of letting their results pile up.
        let (permit, release) = sync_channel::<()>(2 * WAITING * threads);
        let take = std::sync::Arc::new(Mutex::new(take));
        for _ in 0..threads {
            let (take, done) = (std::sync::Arc::clone(&take), done.clone());
            let (state, work) = (&state, &work);
            scope.spawn(move || {
                let mut own = state();
                loop {
                    let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, item)) = next else { break };
                    if done.send((number, work(&mut own, item))).is_err() {
                        break;
                    }
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

/// Hands results on in their order; those that come early wait.
fn collect<R, E>(
    results: &Receiver<(usize, R)>,
    release: &Receiver<()>,
    sink: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = 0;
    let mut early: BTreeMap<usize, R> = BTreeMap::new();
    for (number, result) in results {
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
        let result: Result<(), ()> = in_order(0..500, threads, || 0usize, |_, n| n * n, |r| {
            out.push(r);
            Ok(())
        });
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
        let result = in_order(0..100_000, 3, || (), |(), n| n, |n| {
            seen += 1;
            if n == 10 { Err("full") } else { Ok(()) }
        });
        assert_eq!(result, Err("full"));
        assert_eq!(seen, 11);
    }
}
