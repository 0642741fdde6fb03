import type { UnitOf } from '../authored/vector.ts';
import { duration as milliseconds, printDuration } from '../kernel/duration.ts';
import type { Duration, Quantity } from '../kernel/literals.ts';
import type { Measured } from '../sli/measured.ts';
import { authoredAlert } from './authored-alert.ts';
import { choice, duration, measured, needed, quantity, wholeNumber } from './field.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertProblem, AlertRule, AlertScope } from './kind.ts';
import { operandOf } from './operand.ts';
import { unmarked } from './record-ahead.ts';
import { holdsText, labelsText, nameText, sentence, seriesLabelsIn, setting, unitIn, valueText } from './texts.ts';
import { growthCases, reachCases } from './trend-cases.ts';

interface Common<M> extends AlertOptions {
  /** A gauge, some of its series, a recording or a query, which is recorded ahead. */
  readonly of: M;
  /** The line is laid through this much of the past. */
  readonly from: Duration;
  /** Of a series with fewer samples in `from` nothing is foretold: a line through two points says nothing. @default 30, or one for every two minutes of `from` if that is less */
  readonly samples?: number;
}
interface Reaches<Q> {
  /** The value it must not come to, in the unit of the metric. */
  readonly reaches: Q;
  readonly within: Duration;
  /** @default 'falling' where `reaches` is zero, else 'rising' */
  readonly direction?: 'falling' | 'rising';
}
interface Grows<Q> {
  /** More than this much in each `per`. */
  readonly growsBy: Q;
  readonly per: Duration;
}
interface Falls<Q> {
  readonly fallsBy: Q;
  readonly per: Duration;
}
type Nothing<K extends string> = { readonly [P in K]?: never };

export type TrendOptions<M extends Measured, Q = Quantity<UnitOf<NoInfer<M>>>> = Common<M> &
  (
    | (Reaches<Q> & Nothing<'growsBy' | 'fallsBy' | 'per'>)
    | (Grows<Q> & Nothing<'reaches' | 'within' | 'direction' | 'fallsBy'>)
    | (Falls<Q> & Nothing<'reaches' | 'within' | 'direction' | 'growsBy'>)
  );

/**
 * Fires where a measurement is on its way to a value, or changes too fast. Compiles to `predict_linear` (the alert's value is what there is now)
 * or `deriv` (its value is the change in each `per`), with tests of the moment. https://prometheus.io/docs/prometheus/latest/querying/functions/#predict_linear
 */
export function trend<M extends Measured>(options: TrendOptions<M>): AlertRule<'trend'> {
  return authoredAlert('trend', options, trend);
}

interface Settings extends AlertOptions {
  readonly of: Measured;
  readonly from: Duration;
  readonly samples?: number;
  readonly reaches?: number | string;
  readonly within?: Duration;
  readonly direction?: 'falling' | 'rising';
  readonly growsBy?: number | string;
  readonly fallsBy?: number | string;
  readonly per?: Duration;
}

export const trendKind: AlertKind<Settings> = {
  form: 'trend',
  fields: {
    of: needed(measured),
    from: needed(duration),
    samples: wholeNumber,
    reaches: quantity,
    within: duration,
    direction: choice('falling', 'rising'),
    growsBy: quantity,
    fallsBy: quantity,
    per: duration,
  },
  problems,
  parts: (options, scope) =>
    options.reaches === undefined ? changing(options, scope) : reaching(options, options.reaches, scope),
};

function problems(options: Settings): AlertProblem[] {
  const { reaches, growsBy, fallsBy, within, per } = options;
  const written = Object.entries({ reaches, growsBy, fallsBy }).filter(([, value]) => value !== undefined);
  const [first] = written;
  if (!first) return [setting('It is not said which trend.', "write reaches: 0, within: '4h', or growsBy: '1GiB', per: '1h'")];
  if (written.length > 1)
    return [
      setting(`${written.map(([name]) => `\`${name}\``).join(' and ')} are written.`, 'keep one of them; make an alert for each'),
    ];
  if (reaches !== undefined && within === undefined)
    return [setting(`\`reaches\` needs \`within\`: a line comes to every value some day.`, "write within: '4h'")];
  if (reaches === undefined && per === undefined) return [setting(`\`${first[0]}\` needs \`per\`.`, "write per: '1h'")];
  if (reaches === undefined && !(Number(inBaseUnit(first[1] ?? 0)) > 0))
    return [setting(`\`${first[0]}\` is ${first[1]}.`, 'write how much, above zero; growsBy and fallsBy say the direction')];
  return [];
}

function samplesOf({ samples, from }: Settings): number {
  return samples ?? Math.max(2, Math.min(30, Math.floor(milliseconds(from) / 120_000)));
}

function reaching(options: Settings, reaches: number | string, scope: AlertScope): AlertParts {
  const { of, from, within = '1h' } = options;
  const bound = inBaseUnit(reaches);
  const falling = options.direction === undefined ? Number(bound) === 0 : options.direction === 'falling';
  const seconds = milliseconds(within) / 1000;
  const ahead = operandOf(of, { func: 'predict_linear', window: from, args: `, ${seconds}` }, scope);
  const [recording] = ahead.recordings;
  const now = recording ? unmarked(recording.selector, recording) : operandOf(of, undefined, scope).text;
  const [beyond, short] = falling ? ['<=', '>'] : ['>=', '<'];
  const samples = samplesOf(options);
  const { text: counted } = operandOf(of, { func: 'count_over_time', window: from }, scope);
  const text = `${now} ${short} ${bound} and ${ahead.text} ${beyond} ${bound} and ${counted} >= ${samples}`;
  const name = nameText(of, options.name);
  return {
    query: scope.context.text(text, scope.site),
    recordings: ahead.recordings,
    summary: sentence(`${name} will be ${falling ? 'down' : 'up'} to ${reaches} within ${within}`),
    description: sentence(
      `${labelsText(seriesLabelsIn(of))}${valueText(unitIn(of))} now; at the rate of the last ${from} it comes to ${reaches} within ${within}`,
    ),
    numbers: [
      `It fires when a line through the last ${from} of ${name}, of at least ${samples} samples, comes to ${reaches} within ${within}${holdsText(options)}`,
      'A line knows no end of a batch and no evening: where the value goes up and down by itself, let `from` be longer than one round.',
    ],
    cases: reachCases(operandOf(of, undefined, scope).whole, {
      options,
      bound: Number(bound),
      falling,
      fromMs: milliseconds(from),
      withinMs: seconds * 1000,
      samples,
      recorded: recording !== undefined,
    }),
  };
}

function changing(options: Settings, scope: AlertScope): AlertParts {
  const { of, from, growsBy, fallsBy, per = '1h' } = options;
  const written = growsBy ?? fallsBy ?? 0;
  const amount = inBaseUnit(written);
  const falls = growsBy === undefined;
  const slope = operandOf(of, { func: 'deriv', window: from }, scope);
  const [recording] = slope.recordings;
  const samples = samplesOf(options);
  const { text: counted } = operandOf(of, { func: 'count_over_time', window: from }, scope);
  const perSeconds = milliseconds(per) / 1000;
  const text = `${falls ? '-' : ''}${slope.text} * ${perSeconds} > ${amount} and ${counted} >= ${samples}`;
  const [does, done] = falls ? ['falls', 'fell'] : ['grows', 'grew'];
  const name = nameText(of, options.name);
  return {
    query: scope.context.text(text, scope.site),
    recordings: slope.recordings,
    summary: sentence(`${name} ${does} by more than ${written} in ${per}`),
    description: sentence(
      `${labelsText(seriesLabelsIn(of))}over the last ${from} it ${done} by ${valueText(unitIn(of))} in ${per}; the bound is ${written}`,
    ),
    numbers: [
      `It fires when a line through the last ${from} of ${name}, of at least ${samples} samples, ${does} by more than ${written} in ${printDuration(perSeconds * 1000)}${holdsText(options)}`,
    ],
    cases: growthCases(operandOf(of, undefined, scope).whole, {
      options,
      slope: (Number(amount) / perSeconds) * (falls ? -1 : 1),
      fromMs: milliseconds(from),
      samples,
      recorded: recording !== undefined,
    }),
  };
}
