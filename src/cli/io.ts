import type { Terminal } from './terminal.ts';

/** What a command may touch: given to it, so that a test can look. */
export interface Io {
  /** The result. */
  out(text: string): void;
  /** The narration. */
  err(text: string): void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The day, `2026-11-21`. */
  readonly today: string;
  readonly color: boolean;
  /** stderr is a terminal: progress is shown. */
  readonly interactive: boolean;
  /** Both ends are a terminal: somebody looks and types. */
  readonly terminal?: Terminal;
  readonly signal: AbortSignal;
  /** Asks for a yes; undefined where nobody can answer. */
  confirm?(question: string): Promise<boolean>;
}
