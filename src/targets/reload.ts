import { describeFailure, OutsideFailure } from './failure.ts';
import type { HttpClient, HttpReader } from './http.ts';

/** Prometheus and Alertmanager read their files again at `POST /-/reload`, and answer 500 where they cannot use them. */
export async function reload(client: HttpClient, hint: string): Promise<void> {
  try {
    await client.request({ method: 'POST', path: '/-/reload' });
  } catch (error) {
    if (!(error instanceof OutsideFailure) || (error.status !== 403 && error.status !== 404)) throw error;
    const detail = `${describeFailure(error)}; ${hint}`;
    throw new OutsideFailure(`${client.url} does not allow reloading`, { kind: 'misconfigured', status: error.status, detail });
  }
}

/** The value of a metric without labels in what a server exposes; undefined where it has none. */
export async function metricOf(client: HttpReader, name: string): Promise<number | undefined> {
  const { text } = await client.request({ method: 'GET', path: '/metrics' });
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}
