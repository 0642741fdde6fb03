/** Lines of a play on their way: files, our collector, our Loki. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Lines, TICK_SECONDS } from '../../../definitions/simulator/log-lines.ts';
import type { Period } from '../../../definitions/simulator/timeline.ts';
import { sendLogs } from '../loki-client.ts';
import { openSite, type Site, until } from '../stack-support.ts';
import { textOf } from '../systems/generated.ts';

/** Where the collector reads, and where Loki is told that old lines are welcome. */
const ENVIRONMENT = 'stack';
const COLLECTOR_READS = '/var/log';

/** A Loki that holds these lines, all of them. */
export async function lokiWith(streams: readonly Lines[]): Promise<{ readonly url: string; readonly site: Site }> {
  const site = await openSite();
  try {
    const [config, logs] = [await site.folder(), await site.folder()];
    await writeFile(join(config, 'loki.yaml'), lokiConfig());
    await writeFile(join(config, 'collector.yaml'), textOf(ENVIRONMENT, 'collector/config.yaml'));
    for (const { stream, lines } of streams) await writeLines(logs, stream.files?.[0], lines);
    const url = await site.start('loki', {
      alias: 'loki',
      port: 3100,
      mounts: { '/etc/loki': config },
      command: ['-config.file=/etc/loki/loki.yaml'],
      ready: '/ready',
    });
    const otlp = await site.start('collector', {
      alias: 'collector',
      port: 4318,
      readyPort: 13133,
      mounts: { '/etc/otelcol': config, [COLLECTOR_READS]: logs },
      tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
      command: ['--config=/etc/otelcol/collector.yaml'],
      ready: '/',
    });
    // the journal cannot be read in a container: its lines come as an agent on the host would send them
    for (const one of streams) if (one.stream.files === undefined) await sendLines(otlp, one);
    return { url, site };
  } catch (failure) {
    await site.end();
    throw failure;
  }
}

async function sendLines(url: string, { stream, lines }: Lines): Promise<void> {
  const records = lines.map((line) => {
    const { message, timestamp } = JSON.parse(line) as { message: string; timestamp: string }; // the logger's own
    return { body: message, atMs: Date.parse(timestamp) };
  });
  const status = await sendLogs(url, { 'service.name': stream.service.name, stream: stream.name }, records);
  if (status !== 200) throw new Error(`the collector answered ${status}`);
}

async function writeLines(folder: string, file: string | undefined, lines: readonly string[]): Promise<void> {
  if (file === undefined) return;
  const path = join(folder, file.slice(COLLECTOR_READS.length).replace('*', 'played'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, lines.join(''));
}

/** The play is long ago: what comes all at once is out of order, what was asked before it came is not to be remembered. */
function lokiConfig(): string {
  const old = 'limits_config:\n  reject_old_samples: false\n  ingestion_rate_mb: 50\n  ingestion_burst_size_mb: 100';
  const now = 'query_range: { cache_results: false }\ningester: { max_chunk_age: 2000h, lifecycler: { min_ready_duration: 0s } }';
  return `${textOf(ENVIRONMENT, 'loki/loki.yaml').replace('limits_config:', old)}${now}\n`;
}

/** How many of the lines are missing that were written in these periods, once no more come. */
export async function linesMissing(
  url: string,
  streams: readonly Lines[],
  periods: readonly Period[],
  startMs: number,
): Promise<number> {
  const wanted = streams.reduce((sum, { lines }) => sum + lines.length, 0);
  let found = 0;
  await until(MOST_SECONDS, async () => {
    found = 0;
    await fetch(`${url}/flush`, { method: 'POST' }); // of old lines the store alone is asked
    for (const period of periods) found += await linesIn(url, period, startMs);
    return found >= wanted ? true : undefined;
  });
  return wanted - found;
}

const MOST_SECONDS = 90;

async function linesIn(url: string, { from, to }: Period, startMs: number): Promise<number> {
  const query = `sum(count_over_time({service_name=~".+"}[${to - from + TICK_SECONDS}s]))`;
  const time = String(startMs / 1000 + to + TICK_SECONDS);
  const answer = await fetch(`${url}/loki/api/v1/query?${new URLSearchParams({ query, time })}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}
