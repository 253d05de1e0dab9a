//! A disk below the store that is worse than a browser's: transactions are not atomic, values are written over
//! in place, and what is not synced may be kept, dropped, torn or come in another order.

use yardstick::app::{Parts, Put};

use crate::random::Random;

/// The line that a write replaces, and how much of the new one came through.
pub(super) fn torn(parts: &mut Parts, write: &Put, bytes: usize) {
    let cut = |line: &String| String::from_utf8_lossy(&line.as_bytes()[..bytes.min(line.len())]).into_owned();
    match write {
        Put::Head(line) => parts.head = Some(cut(line)),
        Put::Slot(slot, line) => parts.slots[*slot] = Some(cut(line)),
        Put::Entry(revision, line) => parts.apply(vec![Put::Entry(*revision, cut(line))]),
        Put::Before(lines) => parts.before = Some(cut(lines)),
        Put::Trim(_) => {}
    }
}

fn length(write: &Put) -> usize {
    match write {
        Put::Head(line) | Put::Slot(_, line) | Put::Entry(_, line) | Put::Before(line) => line.len(),
        Put::Trim(_) => 0,
    }
}

/// Every state in which a crash can leave the disk while a transaction is written: before each write, and
/// within it at every byte.
pub(super) fn crashes(before: &Parts, puts: &[Put], mut look: impl FnMut(&Parts)) {
    let mut whole = before.clone();
    for write in puts {
        look(&whole);
        let mut broken = whole.clone();
        for bytes in 0..length(write) {
            torn(&mut broken, write, bytes);
            look(&broken);
        }
        whole.apply(vec![write.clone()]);
    }
    look(&whole);
}

/// A state in which a power cut can leave the disk while these puts are not synced.
pub(super) fn power_cut(random: &mut Random, synced: &Parts, unsynced: &[Put]) -> Parts {
    let mut parts = synced.clone();
    let mut order: Vec<&Put> = unsynced.iter().collect();
    if random.once_in(2) {
        random.shuffle(&mut order);
    }
    for write in order {
        match random.below(5) {
            0 | 1 => parts.apply(vec![write.clone()]),
            2 | 3 => {}
            _ => {
                let bytes = random.below(length(write) + 1);
                torn(&mut parts, write, bytes);
            }
        }
    }
    parts
}
