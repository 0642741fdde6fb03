import { until } from './telemetry-support.ts';

export interface LokiStream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [string, string])[];
}

/** A published port answers before the server does: without a limit the first question waits for ever. */
const patient = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(5_000) });

/** The streams a query finds, once it finds as many lines as wanted. */
export function linesOf(loki: string, query: string, wanted: number): Promise<LokiStream[] | undefined> {
  return until(20, async () => {
    const answer = await fetch(`${loki}/loki/api/v1/query_range?since=1h&query=${encodeURIComponent(query)}`, patient());
    const { data } = (await answer.json()) as { data: { result: LokiStream[] } };
    const lines = data.result.reduce((sum, { values }) => sum + values.length, 0);
    return lines >= wanted ? data.result : undefined;
  });
}

/** Labels of the index, without what Loki adds to a line on its own. */
export async function indexOf(loki: string, selector: string): Promise<Record<string, string>[]> {
  const answer = await fetch(`${loki}/loki/api/v1/series?since=1h&match[]=${encodeURIComponent(selector)}`, patient());
  return ((await answer.json()) as { data: Record<string, string>[] }).data;
}

interface Attributes {
  readonly [name: string]: string;
}
export interface OtlpRecord {
  readonly body: string;
  readonly severity?: string;
  readonly attributes?: Attributes;
  /** @default now */
  readonly atMs?: number;
}

/** Sends records of one resource by OTLP, as an SDK does. */
export async function sendLogs(url: string, resource: Attributes, records: readonly OtlpRecord[]): Promise<number> {
  const logRecords = records.map(({ atMs = Date.now(), attributes = {}, body, severity }) => ({
    timeUnixNano: `${atMs}000000`,
    ...(severity !== undefined && { severityText: severity }),
    body: { stringValue: body },
    attributes: attributesOf(attributes),
  }));
  const body = JSON.stringify({
    resourceLogs: [{ resource: { attributes: attributesOf(resource) }, scopeLogs: [{ logRecords }] }],
  });
  const answer = await fetch(`${url}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...patient(),
  });
  return answer.status;
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));
}
