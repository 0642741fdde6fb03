import type { CapacityQuestion, Price, WhatIf } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { quantity } from '../../ask/quantity.ts';

export type Asked = Question<'prometheus'>;

/** How far ahead is looked where nobody says. */
const LOOK_SECONDS = 90 * 86_400;

/** What was asked; how far ahead the forecast is follows from the history where nobody says. */
export type Told = Omit<CapacityQuestion, 'horizonSeconds'> & { readonly withinSeconds: number | undefined };

/** As far ahead as was asked for, else no further than there is history to carry it. */
export function carried({ withinSeconds, ...told }: Told, historySeconds: number): CapacityQuestion {
  return { ...told, horizonSeconds: withinSeconds ?? Math.min(told.lookSeconds, historySeconds) };
}

/** What was asked, or what is wrong with how. */
export async function askedIn(question: Asked): Promise<Told | string> {
  const { parseDuration } = await import('../../../program.ts');
  const { options } = question.invocation;
  const { limit, within } = options;
  if (limit === undefined)
    return "What must it stay below? Write --limit 500, --limit 80GB, or a query: --limit 'sum(disk_size_bytes)'.";
  const withinMs = within === undefined ? undefined : parseDuration(String(within));
  if (within !== undefined && !withinMs) return `\`--within ${within}\` is no duration. Write '90d'.`;
  const [level, room, percentile] = [share(options, 'level', 95), share(options, 'room', 20), share(options, 'percentile', 99)];
  const wrong = [level, room, percentile].find((one) => typeof one === 'string');
  if (typeof level === 'string' || typeof room === 'string' || typeof percentile === 'string') return String(wrong);
  const known = await limitIn(question, String(limit));
  if (typeof known === 'string') return known;
  const withinSeconds = withinMs === undefined ? undefined : withinMs / 1000;
  return { limit: known, lookSeconds: withinSeconds ?? LOOK_SECONDS, withinSeconds, level, room, percentile };
}

function share(options: Asked['invocation']['options'], name: string, example: number): number | string {
  const found = Number(options[name]) / 100;
  return found > 0 && found < 1 ? found : `\`--${name} ${options[name]}\` is no share in percent. Write ${example}.`;
}

async function limitIn({ servers, span }: Asked, limit: string): Promise<number | string> {
  const { LANGUAGES } = await import('../../../program.ts');
  const known = await quantity(limit);
  if (known !== undefined) return known > 0 ? known : `\`--limit ${limit}\` is not above 0.`;
  const [problem] = LANGUAGES.promql.check(limit).problems;
  if (problem) return `\`--limit ${limit}\` is no number and no PromQL: ${problem.message}`;
  const samples = await servers.prometheus.instant(limit, span.to);
  const [only] = samples;
  if (!only || samples.length > 1) return `\`--limit ${limit}\` gives ${samples.length} series: it must be one number.`;
  return only.value > 0 ? only.value : `\`--limit ${limit}\` gives ${only.value}, which is not above 0.`;
}

/** What is paid for one of it in a month; undefined where nobody asks. */
export async function priceIn({ invocation }: Asked): Promise<Price | undefined | string> {
  const { parsePrice } = await import('../../../program.ts');
  const { price } = invocation.options;
  if (price === undefined) return undefined;
  return parsePrice(String(price)) ?? `\`--price ${price}\` is no price of a month. Write '0.023/GB' or '31 EUR/core'.`;
}

const CHANGE = /^(load|limit)([+-])(\d+(?:\.\d+)?)%$/;

/** How it is, and each change that was asked about. */
export function changesIn({ invocation }: Asked): readonly { readonly name: string; readonly change: WhatIf }[] | string {
  const { whatIf } = invocation.options;
  const written = Array.isArray(whatIf) ? whatIf.map(String) : [];
  const wrong = written.find((one) => !CHANGE.test(one));
  if (wrong !== undefined) return `\`--what-if ${wrong}\` is no change. Write 'load+30%' or 'limit+50%'.`;
  const changes = written.map((name) => {
    const [, what, sign, amount] = CHANGE.exec(name) ?? [];
    const factor = Math.max(0, 1 + ((sign === '-' ? -1 : 1) * Number(amount)) / 100);
    return { name, change: { load: what === 'load' ? factor : 1, limit: what === 'limit' ? factor : 1 } };
  });
  return [{ name: 'as it is', change: { load: 1, limit: 1 } }, ...changes];
}
