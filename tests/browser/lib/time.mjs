// Waiting, with an end to it.

const TOO_LATE = Symbol('too late');

/** Resolves after that time. */
export function wait(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** The promise's value, or that of `otherwise()` when it takes longer than `milliseconds`. */
export async function within(milliseconds, promise, otherwise = () => undefined) {
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, milliseconds, TOO_LATE);
  });
  try {
    const first = await Promise.race([promise, late]);
    return first === TOO_LATE ? otherwise() : first;
  } finally {
    clearTimeout(timer);
  }
}
