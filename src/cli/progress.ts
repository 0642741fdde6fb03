import type { Io } from './io.ts';

/** One line that is overwritten, on a terminal only; elsewhere nothing. */
export function progress(io: Io): { say(text: string): void; clear(): void } {
  if (!io.interactive) return { say: () => {}, clear: () => {} };
  return {
    say: (text) => io.err(`\r\u001b[2K${text}`),
    clear: () => io.err('\r\u001b[2K'),
  };
}
