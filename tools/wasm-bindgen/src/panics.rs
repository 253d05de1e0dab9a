//! A panic ends the page, and its sentence goes where no clerk looks. A trap in its place, and no list of
//! the lines of code where panics begin, spare the first visit six kilobytes. Rust has this by itself
//! (`panic = "immediate-abort"`), but not in a stable release.

use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module, ir::Value};

/// The beginnings of the names of what does nothing but panic.
const SPEAKERS: [&str; 14] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "console_error_panic_hook::hook",
    "core::cell::panic_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::panicking::panic_",
    "std::thread::local::panic_access_error",
];

/// Lets whatever does nothing but panic trap at once. False if nothing does: then the names are missing.
pub(crate) fn silence(module: &mut Module) -> bool {
    let found = module.funcs.iter().filter(|function| function.name.as_deref().is_some_and(only_panics));
    let speakers: Vec<FunctionId> = found.map(walrus::Function::id).collect();
    for &id in &speakers {
        let (params, results) = module.types.params_results(module.funcs.get(id).ty());
        let (params, results) = (params.to_vec(), results.to_vec());
        let args = params.iter().map(|param| module.locals.add(*param)).collect();
        let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(args));
    }
    let stretches: Vec<DataId> = module.data.iter().map(walrus::Data::id).collect();
    for id in stretches {
        let data = module.data.get_mut(id);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind {
            forget_places(&mut data.value, usize::try_from(start).unwrap_or(0));
        }
    }
    !speakers.is_empty()
}

fn only_panics(name: &str) -> bool {
    // Behind the name of a crate may stand its mark: `core[1f]::panicking::panic`.
    let plain: String = name.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
    plain.ends_with("::assert_failed") || SPEAKERS.iter().any(|speaker| plain.starts_with(speaker))
}

/// Blanks every `core::panic::Location`: address and length of a path, line, column.
fn forget_places(data: &mut [u8], start: usize) {
    let mut paths = Vec::new();
    for at in (start.wrapping_neg() % 4..data.len().saturating_sub(15)).step_by(4) {
        let field = |n: usize| {
            let bytes = data[at + 4 * n..][..4].try_into().unwrap_or_default();
            usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(0)
        };
        let path = field(0).wrapping_sub(start)..field(0).wrapping_sub(start).wrapping_add(field(1));
        let is_path = |text: &[u8]| text.ends_with(b".rs") && text.iter().all(u8::is_ascii_graphic);
        if data.get(path.clone()).is_some_and(is_path)
            && (1..100_000).contains(&field(2))
            && (1..1000).contains(&field(3))
        {
            data[at..at + 16].fill(0);
            paths.push(path);
        }
    }
    // Many places share a path.
    for path in paths {
        data[path].fill(0);
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, Module, ValType, ir::Instr};

    use super::{forget_places, silence};

    #[test]
    fn what_only_panics_traps_and_all_else_stays() {
        let mut module = Module::default();
        let names = ["core[1f]::panicking::panic_fmt", "<alloc::vec::Vec<_>>::remove::assert_failed", "app::count"];
        let ids = names.map(|name| {
            let mut body = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
            body.name(name.to_owned()).func_body().i32_const(1).drop();
            let args = vec![module.locals.add(ValType::I32)];
            body.finish(args, &mut module.funcs)
        });
        assert!(silence(&mut module));
        let traps = ids.map(|id| {
            let body = module.funcs.get(id).kind.unwrap_local();
            matches!(body.block(body.entry_block()).instrs[..], [(Instr::Unreachable(_), _)])
        });
        assert_eq!(traps, [true, true, false]);
        module.funcs.delete(ids[0]);
        module.funcs.delete(ids[1]);
        assert!(!silence(&mut module));
    }

    #[test]
    fn places_go_and_other_data_stays() {
        const START: usize = 1_000_001;
        let mut data = b"src/lib.rs!..".to_vec();
        let words = |data: &mut Vec<u8>, words: [usize; 4]| {
            words.map(|word| data.extend(u32::try_from(word).unwrap_or_default().to_le_bytes()))
        };
        data.truncate(11);
        let kept = data.len();
        words(&mut data, [START, 10, 0, 8]);
        words(&mut data, [START, 9, 7, 8]);
        let mut wanted = data.clone();
        wanted[..10].fill(0);
        words(&mut data, [START, 10, 7, 8]);
        wanted.extend([0; 16]);
        assert_eq!((kept + START) % 4, 0);
        forget_places(&mut data, START);
        assert_eq!(data, wanted);
    }
}
