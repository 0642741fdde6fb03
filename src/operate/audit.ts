import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describeFailure, OutsideFailure } from '../targets/failure.ts';

/** One thing that was done to a server, or was tried: who, when, what, and how it ended. No secret is ever part of it. */
export interface AuditEntry {
  readonly who: string;
  /** The command: `alerts ack`. */
  readonly command: string;
  /** What it was done to. */
  readonly subject: string;
  /** Where: the server's address, without what lets in. */
  readonly server: string;
  readonly result: 'done' | 'failed';
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /** Throws where nothing could be written: asked before anything is done. */
  ready(): Promise<void>;
  write(entry: AuditEntry): Promise<void>;
}

/**
 * JSON lines at the end of a file, which is made with its folder where there is none; readable by its owner alone. `also` gets each line
 * after that.
 */
export function auditFile(path: string, clock: () => Date, also: (line: string) => Promise<void> = async () => {}): Audit {
  const append = async (text: string): Promise<void> => {
    try {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text, { mode: 0o600 });
    } catch (failure) {
      const { code = '' } = failure as NodeJS.ErrnoException; // absent on all but errors of the system
      throw new OutsideFailure(`the audit file ${path} cannot be written`, { kind: 'misconfigured', detail: code });
    }
  };
  return {
    ready: () => append(''),
    async write(entry) {
      const line = `${JSON.stringify({ version: 1, at: clock().toISOString(), ...entry })}\n`;
      await append(line);
      await also(line);
    },
  };
}

/** What was asked for, before it is known how it ends. */
export type Undertaking = Omit<AuditEntry, 'result' | 'detail'>;

/** Does it and writes down how it ended; a failure is written down too, and thrown on. Nothing is done that could not be written down. */
export async function audited<T extends AuditEntry['detail']>(
  audit: Audit,
  undertaking: Undertaking,
  work: () => Promise<T>,
): Promise<T> {
  await audit.ready();
  let detail: T;
  try {
    detail = await work();
  } catch (failure) {
    const why = failure instanceof OutsideFailure ? describeFailure(failure) : String(failure);
    await audit.write({ ...undertaking, result: 'failed', detail: { why } });
    throw failure;
  }
  await audit.write({ ...undertaking, result: 'done', detail });
  return detail;
}
