import { z } from 'zod';
import { OutsideFailure } from '../../targets/failure.ts';
import { type HttpReader, jsonOf } from '../../targets/http.ts';
import { traceSeriesOf, tracesOf } from './ask-tempo.ts';
import type { Answer, Question } from './question.ts';

const sample = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());
/** Prometheus and Loki answer alike. https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats */
const answer = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(sample).default([]) })),
    }),
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labels, value: sample.optional() })) }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({
      resultType: z.literal('streams'),
      result: z.array(z.object({ stream: labels, values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())) })),
    }),
  ]),
});
type Data = z.infer<typeof answer>['data'];

/** As many log lines as tell what they are like. */
const MOST_LINES = 50;

/** Asks one server one question; throws `OutsideFailure` where it says no. */
export function ask(client: HttpReader, question: Question): Promise<Answer> {
  if (question.engine !== 'tempo') return byExpression(client, question);
  return question.format === 'traces' ? tracesOf(client, question) : traceSeriesOf(client, question);
}

const PATHS = { prometheus: '/api/v1/', loki: '/loki/api/v1/' } as const;
/** Loki takes nanoseconds where Prometheus takes seconds; both take seconds with a fraction. */
const seconds = (at: number) => at.toFixed(3);

async function byExpression(client: HttpReader, question: Question): Promise<Answer> {
  const { engine, text, instant, fromSeconds, toSeconds, stepSeconds } = question;
  // a line query has no instant form
  const once = instant && question.format !== 'logs';
  const span = once
    ? { time: seconds(toSeconds) }
    : { start: seconds(fromSeconds), end: seconds(toSeconds), step: String(stepSeconds) };
  const limit = engine === 'loki' ? { limit: String(MOST_LINES) } : {};
  const path = `${engine === 'loki' ? PATHS.loki : PATHS.prometheus}${once ? 'query' : 'query_range'}` as const;
  const got = await client.query(path, { query: text, ...span, ...limit });
  const parsed = answer.safeParse(jsonOf(got, client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as ${engine} does`, { kind: 'refused' });
  return answerOf(parsed.data.data);
}

function answerOf(data: Data): Answer {
  if (data.resultType === 'streams') return { series: [], lines: linesOf(data.result) };
  if (data.resultType === 'scalar') return { series: [{ labels: {}, points: [pointOf(data.result)] }], lines: [] };
  if (data.resultType === 'matrix')
    return { series: data.result.map(({ metric, values }) => ({ labels: metric, points: values.map(pointOf) })), lines: [] };
  const series = data.result.map(({ metric, value }) => ({ labels: metric, points: value ? [pointOf(value)] : [] }));
  return { series, lines: [] };
}

function pointOf([at, value]: readonly [number, string]): readonly [number, number] {
  return [at, Number(value.replace('Inf', 'Infinity'))];
}

type Streams = Extract<Data, { resultType: 'streams' }>['result'];

function linesOf(streams: Streams): string[] {
  const all = streams.flatMap(({ values }) => values.map(([at, line]) => ({ at: BigInt(at), line })));
  const newest = all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, MOST_LINES);
  return newest.map(({ at, line }) => `${new Date(Number(at / 1_000_000n)).toISOString().slice(11, 19)} ${line}`);
}
