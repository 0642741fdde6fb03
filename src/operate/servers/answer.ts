import { z } from 'zod';
import { OutsideFailure } from '../../targets/failure.ts';
import { type HttpAnswer, jsonOf } from '../../targets/http.ts';

type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

export interface Series {
  readonly labels: Labels;
  /** Seconds and value, in order; a step without a sample is left out. */
  readonly points: readonly (readonly [number, number])[];
}

export interface LogLine {
  /** Nanoseconds since 1970: more than a number holds. */
  readonly at: bigint;
  readonly labels: Labels;
  readonly line: string;
}

/** What a query was answered with. */
export type Answer =
  | { readonly kind: 'samples'; readonly samples: readonly Sample[] }
  | { readonly kind: 'series'; readonly series: readonly Series[] }
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] };

/** What a date can hold; in seconds. */
const LAST = 8.64e12;
export const moment = z.number().refine((at) => Math.abs(at) <= LAST, 'a time that is none');
/** Nanoseconds since 1970, as text. */
export const stamp = z.string().refine((text) => /^\d{1,20}$/.test(text), 'a time that is none');
const sample = z.tuple([moment, z.string().refine(isNumber, 'a value that is no number')]);
const labels = z.record(z.string(), z.string());
/** Prometheus and Loki answer alike; native histograms, which are no numbers, are passed over. https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats */
const answer = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(sample).default([]) })),
    }),
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labels, value: sample.optional() })) }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({ resultType: z.literal('string'), result: z.tuple([moment, z.string()]) }),
    z.object({
      resultType: z.literal('streams'),
      result: z.array(z.object({ stream: labels, values: z.array(z.tuple([stamp, z.string()]).rest(z.unknown())) })),
    }),
  ]),
});
type Data = z.infer<typeof answer>['data'];

/** An answer of Prometheus or Loki; throws `OutsideFailure` where it is none. */
export function answerOf(got: HttpAnswer, url: string, who: string): Answer {
  const parsed = answer.safeParse(jsonOf(got, url));
  if (!parsed.success) throw notLike(url, who, parsed.error);
  return read(parsed.data.data);
}

/** Says what of the answer cannot be, where it is more than another form. */
export function notLike(url: string, who: string, error?: z.ZodError): OutsideFailure {
  const odd = error?.issues.find(({ code }) => code === 'custom')?.message;
  const detail = odd === undefined ? {} : { detail: `the server answered ${odd}` };
  return new OutsideFailure(`${url} does not answer as ${who} does`, { kind: 'refused', ...detail });
}

/** `+Inf` and `-Inf` are not as JavaScript writes them. */
export function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

function isNumber(text: string): boolean {
  return text === 'NaN' || (text.trim() !== '' && !Number.isNaN(numberOf(text)));
}

function read(data: Data): Answer {
  if (data.resultType === 'streams') return { kind: 'lines', lines: linesOf(data.result) };
  if (data.resultType === 'matrix') {
    const series = data.result.map(({ metric, values }) => ({ labels: metric, points: values.map(pointOf) }));
    return { kind: 'series', series };
  }
  if (data.resultType !== 'vector') return { kind: 'samples', samples: [{ labels: {}, value: numberOf(data.result[1]) }] };
  const samples = data.result.flatMap(({ metric, value }) => (value ? [{ labels: metric, value: numberOf(value[1]) }] : []));
  return { kind: 'samples', samples };
}

function pointOf([at, value]: readonly [number, string]): readonly [number, number] {
  return [at, numberOf(value)];
}

function linesOf(streams: Extract<Data, { resultType: 'streams' }>['result']): LogLine[] {
  return streams.flatMap(({ stream, values }) => values.map(([at, line]) => ({ at: BigInt(at), labels: stream, line })));
}
