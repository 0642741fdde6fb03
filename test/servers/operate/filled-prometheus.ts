import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedFolder } from '../container.ts';
import { startServer } from '../start-server.ts';

const PORT = 9090;
/** Blocks stay, however old the data of a test is. */
const START = [
  'promtool tsdb create-blocks-from --quiet openmetrics /filled/data.om /prometheus',
  'exec prometheus --config.file=/filled/prometheus.yml --storage.tsdb.path=/prometheus --storage.tsdb.retention.time=100y',
].join(' && ');

/** One series with its samples, at whole seconds. */
export interface Filled {
  /** `http_requests_total{code="200"}` */
  readonly series: string;
  readonly from: number;
  readonly stepSeconds: number;
  /** undefined: no sample there. */
  readonly values: readonly (number | undefined)[];
}

export interface FilledPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real Prometheus that holds these samples when it starts, and scrapes nothing. `types`: `# TYPE x counter`, with their families together. */
export async function startFilledPrometheus(data: readonly Filled[], rules?: string): Promise<FilledPrometheus> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'data.om'), openMetrics(data));
  await writeFile(join(folder, 'prometheus.yml'), rules === undefined ? 'global: {}\n' : 'rule_files: [rules.yaml]\n');
  if (rules !== undefined) await writeFile(join(folder, 'rules.yaml'), rules);
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const running = await startServer({
      server: 'prometheus',
      ports: [PORT],
      mounts: { '/filled': folder },
      entrypoint: ['/bin/sh', '-c'],
      command: [START],
      ready: { port: PORT, path: '/-/ready', withinMs: 90_000 },
    });
    return {
      url: running.address(PORT),
      async stop() {
        await running.stop();
        await forget();
      },
    };
  } catch (failure) {
    await forget();
    throw failure;
  }
}

function openMetrics(data: readonly Filled[]): string {
  const lines = data.flatMap(({ series, from, stepSeconds, values }) =>
    values.flatMap((value, index) => (value === undefined ? [] : [`${series} ${value} ${from + index * stepSeconds}`])),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}
