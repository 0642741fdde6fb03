import { printLogql } from '../../query/logql/print.ts';
import type { LogExpr } from '../../query/logql/tree.ts';
import { type LogLine, notLike } from '../servers/answer.ts';
import type { LokiReader } from '../servers/loki.ts';

export interface LinesWanted {
  readonly from: Date;
  readonly to: Date;
  /** The newest so many. */
  readonly limit: number;
}

/** `max_entries_limit_per_query`, Loki's default: more in one answer is refused. https://grafana.com/docs/loki/latest/configure/#limits_config */
const PAGE = 5000;

/** The newest lines, oldest first, read in pages; throws `OutsideFailure` where Loki has no answer. */
export async function readLines(loki: LokiReader, query: LogExpr, wanted: LinesWanted): Promise<LogLine[]> {
  const text = printLogql(query);
  const found: LogLine[] = [];
  const known = new Set<string>();
  let to = wanted.to;
  while (found.length < wanted.limit && to > wanted.from) {
    const limit = Math.min(PAGE, wanted.limit - found.length + known.size);
    const page = await pageOf(loki, text, { from: wanted.from, to, limit });
    const fresh = page.filter((line) => !known.has(keyOf(line)));
    found.push(...fresh);
    const oldest = page.at(-1);
    if (page.length < limit || fresh.length === 0 || !oldest) break;
    // the next page ends after the millisecond of the oldest line: others may share it
    to = new Date(Number(oldest.at / 1_000_000n) + 1);
    known.clear();
    for (const line of found)
      if (line.at >= BigInt(to.getTime() - 1) * 1_000_000n && line.at < BigInt(to.getTime()) * 1_000_000n) known.add(keyOf(line));
  }
  return found.slice(0, wanted.limit).reverse();
}

async function pageOf(loki: LokiReader, text: string, { from, to, limit }: LinesWanted): Promise<LogLine[]> {
  const answer = await loki.range(text, { from, to, stepSeconds: 60 }, { limit, direction: 'backward' });
  if (answer.kind !== 'lines') throw notLike(loki.url, 'Loki');
  return answer.lines.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}

/** The same line of the same stream at the same nanosecond is one line: so Loki has it. */
export function keyOf({ at, labels, line }: LogLine): string {
  return JSON.stringify([String(at), Object.entries(labels).sort(), line]);
}
