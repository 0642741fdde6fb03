import type { EngineName } from '../../../model/query.ts';
import type { Answer, QueryResult } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { lasting, short } from '../../ask/numbers.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';
import { printable } from '../../printable.ts';
import { showAnswer, showSeries } from './answers.ts';
import { isEmpty, slipIn } from './slips.ts';

/** A query that was checked, and how it is asked. */
export interface Sent {
  readonly text: string;
  readonly result: QueryResult;
  readonly range: boolean;
  readonly stepSeconds: number | undefined;
  readonly limit: number;
}

const POINTS = 80;

/** How each server is asked, and its answer shown. */
export const ENGINE_QUERIES: { readonly [E in EngineName]: (question: Question<E>, sent: Sent) => Promise<ExitCode> } = {
  prometheus: askPrometheus,
  loki: askLoki,
  tempo: askTempo,
};

async function askPrometheus(question: Question<'prometheus'>, sent: Sent): Promise<ExitCode> {
  const { servers, span } = question;
  const steps = stepsOf(question, sent);
  if (typeof steps === 'string') return question.refuse(steps);
  const answer: Answer = sent.range
    ? { kind: 'series', series: await servers.prometheus.range(sent.text, steps) }
    : { kind: 'samples', samples: await servers.prometheus.instant(sent.text, span.to) };
  const slip = isEmpty(answer) ? await slipIn(question, sent.text) : undefined;
  if (slip !== undefined) return question.refuse(slip);
  return showAnswer(question, { answer, steps, text: sent.text });
}

async function askLoki(question: Question<'loki'>, sent: Sent): Promise<ExitCode> {
  const { servers, span } = question;
  const steps = stepsOf(question, sent);
  if (typeof steps === 'string') return question.refuse(steps);
  const order = { limit: sent.limit, direction: 'backward' } as const;
  const once = sent.result === 'numbers' && !sent.range;
  const answer = once ? await servers.loki.instant(sent.text, span.to) : await servers.loki.range(sent.text, steps, order);
  return showAnswer(question, { answer, steps, text: sent.text });
}

async function askTempo(question: Question<'tempo'>, sent: Sent): Promise<ExitCode> {
  const { servers, span, show } = question;
  if (sent.result === 'numbers') {
    const steps = stepsOf(question, sent);
    if (typeof steps === 'string') return question.refuse(steps);
    return showSeries(question, { series: await servers.tempo.range(sent.text, steps), steps, text: sent.text });
  }
  const traces = await servers.tempo.search(sent.text, span, sent.limit);
  return show({
    json: { traces },
    columns: [
      { name: 'trace', value: ({ traceID }) => traceID },
      { name: 'service', value: ({ rootServiceName }) => rootServiceName },
      { name: 'name', value: ({ rootTraceName }) => rootTraceName },
      { name: 'start', value: (one) => startOf(one).toISOString(), text: (one) => span.print(startOf(one)) },
      { name: 'milliseconds', value: ({ durationMs }) => durationMs, text: ({ durationMs }) => short(durationMs), side: 'right' },
    ],
    rows: traces,
    summary: traces.length === 0 ? 'No trace is like that.' : `${count(traces.length, 'trace')} in ${lasting(span.seconds)}.`,
  });
}

function startOf({ startTimeUnixNano }: { readonly startTimeUnixNano: string }): Date {
  return new Date(Number(BigInt(startTimeUnixNano) / 1_000_000n));
}

/** Prometheus and Loki give 11,000 steps at most. https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
const MOST_STEPS = 11_000;

function stepsOf({ span, scrapeSeconds, invocation }: Question<never>, { stepSeconds }: Sent) {
  const step = stepSeconds ?? span.step(POINTS, scrapeSeconds);
  if (span.seconds / step > MOST_STEPS)
    return printable(
      `\`--step ${invocation.options['step']}\` makes ${Math.round(span.seconds / step)} steps: no server gives more than ${MOST_STEPS}.`,
    );
  return { from: span.from, to: span.to, stepSeconds: step };
}
