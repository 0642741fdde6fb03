/** What was thrown, in words. Anything can be thrown, also what no text can be made of. */
export function reasonOf(failure: unknown): string {
  try {
    return failure instanceof Error ? String(failure.message) : String(failure);
  } catch {
    return 'something that is no text';
  }
}

export function emitWarning(message: string): void {
  process.emitWarning(message, 'SignalboxWarning');
}

/** Warns the first time it is called: what goes wrong each second is said once. Nothing `warn` throws comes out. */
export function warnOnce(warn: (message: string) => void = emitWarning): (message: string) => void {
  let isTold = false;
  return (message) => {
    if (isTold) return;
    isTold = true;
    try {
      warn(message);
    } catch {
      // nowhere is left to say so
    }
  };
}

/** What `read` gives; undefined of a getter or a proxy that throws. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
