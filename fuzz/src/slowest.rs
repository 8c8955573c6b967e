//! Which input took longest.

use std::time::{Duration, Instant};

/// Faster inputs are not worth a line.
const WORTH_TELLING: Duration = Duration::from_millis(20);

/// The longest time that an input has taken, told on standard error whenever it grows.
#[derive(Debug, Default)]
pub struct Slowest {
    time: Duration,
}

impl Slowest {
    /// Runs `work` on an input and tells its time if that is the longest so far.
    pub fn time(&mut self, input: &[u8], work: impl FnOnce(&[u8])) {
        let start = Instant::now();
        work(input);
        let time = start.elapsed();
        if time > self.time.max(WORTH_TELLING) {
            self.time = time;
            let head: String = String::from_utf8_lossy(input).chars().take(60).collect();
            eprintln!("slowest: {} ms for {} bytes: {head:?}", time.as_millis(), input.len());
        }
    }
}
