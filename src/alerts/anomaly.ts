import { isRecord } from '../kernel/canonical.ts';
import { ONE, parseDecimal, printDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Quantity } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import { type Measured, measuredText } from '../sli/measured.ts';
import type { CompositeMethod } from './anomaly/composite.ts';
import type { AnomalyMethod } from './anomaly/method.ts';
import type { Direction } from './anomaly/odd.ts';
import { anomalyParts } from './anomaly/parts.ts';
import { isMethod, methodProblems } from './anomaly/problems.ts';
import type { RateOfChangeOptions } from './anomaly/rate-of-change.ts';
import { authoredAlert } from './authored-alert.ts';
import { choice, type Field, measured, needed, quantity } from './field.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertKind, AlertOptions, AlertProblem, AlertRule } from './kind.ts';
import { forMsOf, holdsText, labelsText, nameText, sentence, seriesLabelsIn, unitIn, valueText } from './texts.ts';

export type AnomalyOptions<U extends Unit> = AlertOptions & {
  /** What is watched: a gauge, a recording, or a query with one value now for each series, such as a rate. It is recorded. */
  readonly of: Measured<U>;
  /** How it is told what is normal. Which one for what: docs/alerting-anomalies.md. */
  readonly method: AnomalyMethod | CompositeMethod;
  /** Which side matters. @default 'both' */
  readonly direction?: Direction;
  /** The least change that matters, of what is expected; a constant series needs one. @default '10%' */
  readonly leastShare?: `${number}%`;
  /** The least change that matters, in the unit of the measurement. @default none; then what has always been 0 never fires, for want of a scale */
  readonly leastChange?: Quantity<NoInfer<U>>;
};

/**
 * Fires while a measurement is not what its own past makes one expect. It has as many false alarms as its method and its history allow:
 * give it a `for`, and no page before it has proved itself. Compiles to recordings of the measurement, of what is expected and of how far
 * from it is normal, which boards can show, and to an alerting rule that compares them; it is quiet until there is enough history.
 */
export function anomaly<U extends Unit>(options: AnomalyOptions<U>): AlertRule<'anomaly'> {
  return authoredAlert('anomaly', options, anomaly);
}

const share: Field = {
  fits: (value) => typeof value === 'string' && /^\d+(?:\.\d+)?%$/.test(value),
  wanted: "a share: '10%'",
};
const method: Field = {
  fits: (value) => isMethod(value) || (isRecord(value) && value['kind'] === 'anomaly-composite'),
  wanted: "zScore(), iqr(), levelShift(), rateOfChange({ … }), seasonal({ period: '1w' }) or composite({ methods: […] })",
};

/** A rate of change looks back so far and no further, and nothing drops below nothing. */
function cannotFire({ method: chosen, direction, for: wait }: AnomalyOptions<Unit>): AlertProblem[] {
  if (chosen.kind !== 'anomaly-method' || chosen.form !== 'rate-of-change') return [];
  const { over, by } = chosen.options as RateOfChangeOptions; // its form says so
  const drops = direction === 'drop' && Number.parseFloat(by) >= 100;
  const outlasts = typeof wait === 'string' && (parseDuration(wait) ?? 0) >= (parseDuration(over) ?? 0);
  const code = 'alert/cannot-fire';
  const said = `It waits ${wait}, and a change that stays is odd to rate-of-change for ${over}.`;
  return [
    ...(drops ? [{ code, message: `A drop by ${by} and more never comes.`, fix: "take less than 100%: by: '50%'" }] : []),
    ...(outlasts ? [{ code, message: said, fix: `look further back, or wait less than ${over}` }] : []),
  ];
}

const WORD = { rise: 'unusually high', drop: 'unusually low', both: 'unusual' } as const;

export const anomalyKind: AlertKind<AnomalyOptions<Unit>> = {
  form: 'anomaly',
  fields: {
    of: needed(measured),
    method: needed(method),
    direction: choice('rise', 'drop', 'both'),
    leastShare: share,
    leastChange: quantity,
  },
  problems: (options) => {
    const problems = methodProblems(options.method);
    return problems.length > 0 ? problems : cannotFire(options);
  },
  parts: (options, scope) => {
    const { of, method: chosen, direction = 'both', leastShare = '10%', leastChange } = options;
    const least = {
      share: printDecimal(parseDecimal(leastShare) ?? ONE),
      change: leastChange === undefined ? undefined : inBaseUnit(leastChange),
    };
    const text = measuredText(of, scope.context, scope.site);
    const judgement = { of: text, isSeries: of.kind !== 'expr', method: chosen, direction, least, forMs: forMsOf(options) };
    const parts = anomalyParts(judgement, scope);
    const name = nameText(of, scope.name);
    const labels = labelsText(seriesLabelsIn(of));
    return {
      ...parts,
      summary: sentence(`${name} is ${WORD[direction]}`),
      description: `${labels}${chosen.kind === 'anomaly-composite' ? '{{ $value }} methods agree' : `${name} is ${valueText(unitIn(of))}`}.`,
      numbers: [`It fires when ${name} is ${parts.numbers?.join() ?? ''}${holdsText(options)}`],
    };
  },
};
