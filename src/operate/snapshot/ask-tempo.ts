import type { HttpReader } from '../../targets/http.ts';
import { searchTraces, traceSeries } from '../servers/tempo-answers.ts';
import type { Answer, Question } from './question.ts';

const MOST_TRACES = '20';

export async function tracesOf(client: HttpReader, question: Question): Promise<Answer> {
  const traces = await searchTraces(client, { ...spanOf(question), limit: MOST_TRACES });
  const lines = traces.map(
    ({ traceID, rootServiceName, rootTraceName, durationMs }) =>
      `${traceID}  ${rootTraceName}  ${rootServiceName}  ${durationMs} ms`,
  );
  return { series: [], lines };
}

export async function traceSeriesOf(client: HttpReader, question: Question): Promise<Answer> {
  const series = await traceSeries(client, { ...spanOf(question), step: `${question.stepSeconds}s` });
  return { series, lines: [] };
}

function spanOf({ text, fromSeconds, toSeconds }: Question): Readonly<Record<string, string>> {
  return { q: text, start: String(Math.floor(fromSeconds)), end: String(Math.ceil(toSeconds)) };
}
