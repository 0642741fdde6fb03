import { printLogql } from '../../query/logql/print.ts';
import type { LogExpr } from '../../query/logql/tree.ts';
import type { LogLine } from '../servers/answer.ts';
import type { LokiReader } from '../servers/loki.ts';
import { keyOf } from './read.ts';

export interface Follow {
  readonly from: Date;
  readonly signal: AbortSignal;
  /** Called with the lines of each look, oldest first. */
  said(lines: readonly LogLine[]): Promise<void>;
  now(): Date;
  wait(milliseconds: number): Promise<void>;
}

const EVERY_MS = 1000;
/** Lines may reach Loki this much after they were written and are still shown. */
const LATE_MS = 10_000;
const MOST = 5000;

/** Every line from a moment on, each once, until it is told to stop; throws `OutsideFailure` where Loki has no answer. */
export async function followLines(loki: LokiReader, query: LogExpr, follow: Follow): Promise<void> {
  const text = printLogql(query);
  let known = new Set<string>();
  let from = follow.from;
  while (!follow.signal.aborted) {
    const to = new Date(follow.now().getTime() + 1000);
    const answer = await loki.range(text, { from, to, stepSeconds: 60 }, { limit: MOST, direction: 'forward' });
    const lines = answer.kind === 'lines' ? answer.lines.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)) : [];
    const fresh = lines.filter((line) => !known.has(keyOf(line)));
    if (fresh.length > 0) await follow.said(fresh);
    known = new Set(lines.map(keyOf));
    const full = lines.length >= MOST;
    const last = lines.at(-1);
    // a full answer has more behind it: go on from its last line at once
    if (full && last) from = new Date(Number(last.at / 1_000_000n));
    else {
      from = new Date(Math.max(follow.from.getTime(), follow.now().getTime() - LATE_MS));
      await follow.wait(EVERY_MS);
    }
  }
}
