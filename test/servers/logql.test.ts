import { afterAll, beforeAll, expect, test } from 'vitest';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { parseLogql } from '../../src/query/logql/parse.ts';
import { printLogql } from '../../src/query/logql/print.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { loki } from '../golden/telemetry/estate.ts';
import { Random } from '../support/random.ts';
import { ACCEPTED, REFUSED, REFUSED_AT_RUN_TIME } from '../unit/logql/corpus.ts';
import { generateLogql } from '../unit/logql/generate.ts';
import { mutate } from '../unit/logql/mutate.ts';
import { linesOf } from './loki-client.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith } from './telemetry-support.ts';

const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 11);
const QUERIES = Number(process.env['SIGNALBOX_LOGQL_QUERIES'] ?? 3000);
const AT_ONCE = 4;
/** What Loki refuses as it reads a query; the other codes are ours, or come when it runs. */
const AS_IT_READS = new Set(['logql/syntax', 'logql/empty-selector']);

await serverSuite('loki', "our LogQL and a real Loki's", () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let url = '';

  beforeAll(async () => {
    files = await directoryWith({ 'loki.yaml': textOf(lokiConfig, { loki }) });
    server = await startServer({
      server: 'loki',
      ports: [3100],
      mounts: { '/config': files.path },
      command: ['-config.file=/config/loki.yaml'],
      ready: { port: 3100, path: '/loki/api/v1/format_query?query=%7Ba%3D%22b%22%7D' },
    });
    url = server.address(3100);
  }, 45_000);
  afterAll(async () => {
    await server?.stop();
    await files?.remove();
  });

  /** What Loki makes of a query; undefined where it refuses it. */
  async function format(query: string): Promise<string | undefined> {
    const body = new URLSearchParams({ query });
    const answer = await fetch(`${url}/loki/api/v1/format_query`, { method: 'POST', body, signal: AbortSignal.timeout(5_000) });
    const text = await answer.text();
    if (answer.status !== 200 && answer.status !== 400) throw new Error(`Loki answers ${answer.status}: ${text}`);
    return answer.status === 200 ? text : undefined;
  }

  /** How we and Loki differ on a query: on whether it is one, or on what we print of it. */
  async function disagreement(query: string): Promise<string | undefined> {
    const { expr, problems } = parseLogql(query, { grafana: false });
    const refused = problems.find(({ code }) => AS_IT_READS.has(code));
    const theirs = await format(query);
    if ((theirs === undefined) !== (refused !== undefined))
      return `${query}: we say ${refused?.message ?? 'yes'}, Loki ${theirs}`;
    const printed = expr && theirs !== undefined ? printLogql(expr) : undefined;
    if (printed === undefined || (await format(printed)) === theirs) return undefined;
    return `${query}: we print ${printed}, Loki reads ${theirs}`;
  }

  async function disagreements(queries: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    const left = [...queries];
    const work = async (): Promise<void> => {
      for (let query = left.pop(); query !== undefined; query = left.pop()) {
        const one = await disagreement(query);
        if (one !== undefined) found.push(one);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  }

  test('agree on the corpus', async () => {
    expect(await disagreements([...ACCEPTED, ...REFUSED.map(([query]) => query).filter((query) => query !== '')])).toEqual([]);
  });

  test(
    `agree on ${QUERIES} generated and mutated queries (SIGNALBOX_SEED=${SEED}, SIGNALBOX_LOGQL_QUERIES)`,
    async () => {
      const from = new Random(SEED);
      const own = [...ACCEPTED, ...REFUSED.map(([query]) => query)];
      const queries = Array.from({ length: QUERIES }, () => {
        const base = from.chance(0.3) ? from.pick(own) : printLogql(generateLogql(from));
        // what half a character becomes on its way to Loki
        return from.chance(0.25) ? base : Buffer.from(mutate(base, from)).toString();
      });
      expect(await disagreements(queries.filter((query) => query !== ''))).toEqual([]);
    },
    Math.max(120_000, QUERIES * 40),
  );

  test('agree on what is refused only when it runs', async () => {
    const stream = { stream: { app: 'a' }, values: [[`${Date.now()}000000`, 'a line']] };
    const pushed = await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams: [stream] }),
    });
    expect(pushed.status).toBe(204);
    expect(await linesOf(url, '{app="a"}', 1)).toHaveLength(1);
    for (const [query] of REFUSED_AT_RUN_TIME) {
      expect([query, await format(query)]).not.toEqual([query, undefined]);
      const answer = await fetch(`${url}/loki/api/v1/query_range?since=5m&query=${encodeURIComponent(query)}`);
      expect([query, answer.status]).toEqual([query, 400]);
    }
  }, 30_000);
});
