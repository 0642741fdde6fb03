import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { parseLogql } from '../../src/query/logql/parse.ts';
import { printLogql } from '../../src/query/logql/print.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { loki } from '../golden/telemetry/estate.ts';
import { ACCEPTED, REFUSED } from '../unit/logql/corpus.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith } from './telemetry-support.ts';

const reason = await requireServer('loki');

describe.skipIf(reason !== undefined)(`our LogQL and a real Loki's${reason ? ` (${reason})` : ''}`, () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let url = '';

  async function format(query: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${url}/loki/api/v1/format_query?query=${encodeURIComponent(query)}`, {
      signal: AbortSignal.timeout(5_000),
    });
    return { status: answer.status, text: await answer.text() };
  }

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

  test.each(ACCEPTED)('both take %s, and what we print means the same there', async (query) => {
    const { expr } = parseLogql(query);
    const theirs = await format(query);
    expect(theirs.text).toContain('success');
    expect(await format(expr ? printLogql(expr) : '')).toEqual(theirs);
  });

  test.each(REFUSED)('both refuse %s', async (query) => {
    expect((await format(query)).status).toBe(400);
  });

  test.each(['{}', '{level=~".*"}', '{level!="debug"}'])('Loki, too, calls %s an empty selector', async (query) => {
    expect((await format(query)).status).toBe(400);
  });
});
