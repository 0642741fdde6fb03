import type { Slo } from '../authored/references.ts';
import {
  add,
  divide,
  fromNumber,
  multiply,
  ONE,
  printDecimal,
  printPercent,
  type Rational,
  toNumber,
  ZERO,
} from '../kernel/decimal.ts';
import { sloKey, sloSelector } from '../model/slo.ts';
import { authoredSli } from './authored-sli.ts';
import { BAD, TOTAL } from './base-recordings.ts';
import { memberProblems, memberSamples } from './composite.ts';
import type { AuthoredSli, ComposingKind } from './kind.ts';

export interface WeightedOptions {
  /** What one event of each SLO counts, above 0. */
  readonly of: readonly { readonly slo: Slo; readonly weight: number }[];
}

/**
 * Several SLOs as one, where an event of one counts more than one of another: `Σ w·bad / Σ w·total`.
 * Compiles to recordings over the members' `slo:sli_total:rate5m` and `slo:sli_bad:rate5m`.
 */
export function weighted(options: WeightedOptions): AuthoredSli {
  return authoredSli('weighted', options, weighted);
}

export const weightedKind: ComposingKind<WeightedOptions> = {
  type: 'weighted',
  groupBy: () => [],
  reads: () => undefined,
  members: ({ of }) => of.map(({ slo }) => slo),
  problems: ({ of }) => [
    ...memberProblems(of.map(({ slo }) => slo)),
    ...of
      .filter(({ weight }) => !isWeight(weight))
      .map(({ slo, weight }) => ({
        code: 'slo/composite-members',
        message: `${sloKey(slo)} has the weight ${weight}.`,
        fix: 'write a number above 0: how much one event of it counts',
      })),
  ],
  compose: ({ of }) => {
    const each = (series: string) =>
      of.map(({ slo, weight }) => {
        const times = printDecimal(weightIn(weight));
        return `sum by (slo) (${series}${sloSelector(slo)})${times === '1' ? '' : ` * ${times}`}`;
      });
    // a member that has a total says how much of it is bad
    return { total: `sum(${each(TOTAL).join(' or ')})`, bad: `sum(${each(BAD).join(' or ')})` };
  },
  reckon: ({ of }, members) => {
    const weights = of.map(({ weight }) => toNumber(weightIn(weight)));
    const all = (counts: readonly number[]) => counts.reduce((sum, count, index) => sum + count * (weights[index] ?? 0), 0);
    return { total: all(members.map(({ total }) => total)), bad: all(members.map(({ bad }) => bad)) };
  },
  allowed: ({ of }, objectives) => {
    const weights = of.map(({ weight }) => weightIn(weight));
    const parts = objectives.map((objective, index) => multiply(objective, weights[index] ?? ZERO));
    const text = objectives.map((objective, index) => `${printDecimal(weights[index] ?? ZERO)} × ${printPercent(objective)}`);
    const all = sum(weights);
    return { objective: divide(sum(parts), all), reckoned: `(${text.join(' + ')}) / ${printDecimal(all)}` };
  },
  samples: ({ of }) => {
    const share = 1 / toNumber(sum(of.map(({ weight }) => weightIn(weight))));
    return of.flatMap(({ slo }) => memberSamples(slo, { goodRate: 0, badRate: 1 }, share));
  },
};

function isWeight(weight: unknown): weight is number {
  return typeof weight === 'number' && Number.isFinite(weight) && weight > 0;
}

/** One that is reported counts like 1 until it is mended. */
function weightIn(weight: number): Rational {
  return isWeight(weight) ? fromNumber(weight) : ONE;
}

function sum(values: readonly Rational[]): Rational {
  return values.reduce(add, ZERO);
}
