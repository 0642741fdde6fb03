import { parseDuration } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import { type Measured, measuredText } from '../sli/measured.ts';
import { authoredAlert } from './authored-alert.ts';
import { feedOfText } from './feed.ts';
import { duration, type Field, measured, needed } from './field.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertRule, AlertScope } from './kind.ts';
import { patternCases } from './pattern/cases.ts';
import { patternProblems } from './pattern/problems.ts';
import { type Shape, weightsOf } from './pattern/shape.ts';
import { snakeCase } from './record-ahead.ts';
import { forMsOf, holdsText, nameText, sentence } from './texts.ts';

export type PatternOptions<U extends Unit> = AlertOptions & {
  /** What is watched: a gauge, a recording, or a query with one value now for each series, such as a rate. */
  readonly of: Measured<U>;
  /** The shape, oldest first: 5 to 30 means of `every` each, in any scale, for only ups and downs count. From a recorded incident. */
  readonly like: readonly number[];
  /** How long each of its points lasts. The shape is as long as all of them. */
  readonly every: Duration;
  /** The correlation coefficient from which on it is that shape: 1 is the same up to scale. @default 0.9 */
  readonly similarity?: number;
  /** The least standard deviation over the shape, of the mean, which a flat line's noise must not reach. @default '10%' */
  readonly leastShare?: `${number}%`;
};

/**
 * Fires when the latest of a measurement has the shape of a recorded one: a backup that runs, a cache that thrashes, a leak that restarts.
 * It is blind to level and size, so a short or simple shape is met by chance; give it ten points or more. Compiles to the correlation
 * coefficient with the shape, from means at offsets with constant weights, recorded as `…:similarity`. All points must be there.
 */
export function pattern<U extends Unit>(options: PatternOptions<U>): AlertRule<'pattern'> {
  return authoredAlert('pattern', options, pattern);
}

const numbers: Field = {
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one)),
  wanted: 'a list of numbers: [1, 1, 3, 8, 4, 2, 1]',
};
const coefficient: Field = {
  fits: (value) => typeof value === 'number' && value > 0 && value < 1,
  wanted: 'a number between 0 and 1: 0.9',
};
const share: Field = {
  fits: (value) => typeof value === 'string' && /^\d+(?:\.\d+)?%$/.test(value),
  wanted: "a share: '10%'",
};

export const patternKind: AlertKind<PatternOptions<Unit>> = {
  form: 'pattern',
  fields: {
    of: needed(measured),
    like: needed(numbers),
    every: needed(duration),
    similarity: coefficient,
    leastShare: share,
  },
  problems: ({ like, every }) => [...patternProblems(like, every)],
  parts: (options, scope) => {
    const { of, like, every, similarity = 0.9, leastShare = '10%' } = options;
    const everyMs = parseDuration(every) ?? 0;
    const text = measuredText(of, scope.context, scope.site);
    const shape: Shape = { points: like, everyMs, leastShare: Number.parseFloat(leastShare) / 100, similarity };
    const cases = patternCases(feedOfText(text), shape, forMsOf(options));
    const name = nameText(of, scope.name);
    const long = `${like.length} points of ${every}`;
    return {
      ...partsOf(text, of.kind !== 'expr', shape, scope),
      summary: sentence(`${name} has the recorded shape`),
      numbers: [
        `It fires when the last ${long} of ${name} correlate with the recorded ones by more than ${similarity}${holdsText(options)}`,
      ],
      cases,
    };
  },
};

function partsOf(of: string, isSeries: boolean, shape: Shape, { name, service, context, site }: AlertScope): AlertParts {
  const named = (operation: string) => `${snakeCase(service.name)}:${snakeCase(name)}:${operation}`;
  const value = isSeries ? of : named('value');
  const recorded = [
    ...(isSeries ? [] : [{ name: value, promql: of }]),
    { name: named('point'), promql: `avg_over_time(${value}[${shape.everyMs / 1000}s])` },
    { name: named('spread'), promql: spreadOf(named('point'), shape) },
    { name: named('similarity'), promql: `(${likenessOf(named('point'), shape)}) / ${named('spread')}` },
  ];
  return {
    query: context.text(`${named('similarity')} > ${shape.similarity}`, site),
    recordings: recorded.map((one) => {
      return { name: one.name, query: context.text(one.promql, site), labels: {}, selector: one.name };
    }),
    description: 'The similarity with the recorded shape is {{ $value | humanize }}; 1 is the same up to scale.',
  };
}

/** Where all points are there; the sum is empty where one of them is missing. */
function likenessOf(point: string, shape: Shape): string {
  return weightsOf(shape.points)
    .map((weight, index) => `${weight} * ${at(point, index, shape)}`)
    .join(' + ');
}

/** The standard deviation of just these points, so that the coefficient is exact; nothing where it is no more than noise. */
function spreadOf(point: string, shape: Shape): string {
  const points = shape.points
    .map((_, index) => `label_replace(${at(point, index, shape)}, "point", "${index + 1}", "", "")`)
    .join(' or ');
  return `stddev without (point) (${points}) > ${shape.leastShare} * abs(avg without (point) (${points}))`;
}

function at(point: string, index: number, { points, everyMs }: Shape): string {
  const backSeconds = ((points.length - 1 - index) * everyMs) / 1000;
  return backSeconds === 0 ? point : `${point} offset ${backSeconds}s`;
}
