import type { HttpReader } from '../../targets/http.ts';
import { answerOf, type LogLine, type Answer as Said } from '../servers/answer.ts';
import { traceSeriesOf, tracesOf } from './ask-tempo.ts';
import type { Answer, Question } from './question.ts';

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
  return shownOf(answerOf(got, client.url, engine), toSeconds);
}

/** An instant query answers with values of the moment it asked about. */
function shownOf(said: Said, at: number): Answer {
  if (said.kind === 'lines') return { series: [], lines: linesOf(said.lines) };
  if (said.kind === 'series') return { series: said.series, lines: [] };
  return { series: said.samples.map(({ labels, value }) => ({ labels, points: [[at, value]] })), lines: [] };
}

function linesOf(lines: readonly LogLine[]): string[] {
  const newest = lines.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, MOST_LINES);
  return newest.map(({ at, line }) => `${new Date(Number(at / 1_000_000n)).toISOString().slice(11, 19)} ${line}`);
}
