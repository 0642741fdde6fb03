import type { Series } from './remote-write.ts';

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

export interface Answer {
  readonly type: 'vector' | 'scalar';
  readonly result: readonly Sample[];
  readonly samples: number;
}

interface Body {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly resultType: 'vector' | 'scalar';
    readonly result: readonly Sample[] | Sample['value'];
    readonly stats?: { readonly samples?: { readonly totalQueryableSamples: number } };
  };
}

interface RangeBody {
  readonly error?: string;
  readonly data?: {
    readonly result: readonly { readonly metric: Sample['metric']; readonly values: readonly Sample['value'][] }[];
  };
}

/** An instant query; the error as text where Prometheus cannot answer it. */
export async function instantQuery(url: string, query: string, timeMs: number): Promise<Answer | string> {
  const body = new URLSearchParams({ query, time: String(timeMs / 1000), stats: 'all' });
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body });
  const { data, error } = (await response.json()) as Body; // https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
  if (!data) return error ?? `status ${response.status}`;
  const samples = data.stats?.samples?.totalQueryableSamples ?? Number.NaN;
  if (data.resultType === 'vector') return { type: 'vector', result: data.result as readonly Sample[], samples }; // by its type
  return { type: 'scalar', result: [{ metric: {}, value: data.result as Sample['value'] }], samples }; // by its type
}

/** A range query, as series. */
export async function rangeQuery(
  url: string,
  query: string,
  fromMs: number,
  toMs: number,
  step: number,
): Promise<readonly Series[]> {
  const body = new URLSearchParams({ query, start: String(fromMs / 1000), end: String(toMs / 1000), step: String(step) });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const { data, error } = (await response.json()) as RangeBody; // https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
  if (!data) throw new Error(`${query}: ${error}`);
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    samples: values.map(([time, value]) => [time * 1000, Number(value.replace('Inf', 'Infinity'))] as const),
  }));
}

/** Answers compare as texts, in whatever order their series come. */
export function canonical(answer: Answer | string): string {
  if (typeof answer === 'string') return answer;
  const { type, result } = answer;
  return JSON.stringify([type, result.map(({ metric, value }) => JSON.stringify([Object.entries(metric).sort(), value])).sort()]);
}

/** `f` of all, some at a time. */
export async function eachOf<T, R>(all: readonly T[], atOnce: number, f: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      const one = all[index] as T; // below the length
      results[index] = await f(one);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
