import type { Slo } from '../authored/references.ts';
import { multiply, type Rational, rational } from '../kernel/decimal.ts';
import { sloKey, sloSelector } from '../model/slo.ts';
import { BAD, TOTAL } from './base-recordings.ts';
import type { MemberRates, RateSample, SliProblem } from './kind.ts';

/** All events and bad events a second of each member, and the share that is bad; a member without traffic has none. */
export function memberRates(members: readonly Slo[]): { total: string; share: string } {
  const pattern = members.map((slo) => sloKey(slo).replaceAll('.', '\\.')).join('|');
  const rate = (series: string) => `sum by (slo) (${series}{slo=~${JSON.stringify(pattern)}})`;
  return { total: rate(TOTAL), share: `clamp_max(${rate(BAD)} / (${rate(TOTAL)} > 0), 1)` };
}

/** The share of each that is bad, of those with traffic. */
export function sharesOf(members: readonly MemberRates[]): number[] {
  return members.filter(({ total }) => total > 0).map(({ total, bad }) => Math.min(1, bad / total));
}

export function memberProblems(members: readonly Slo[]): SliProblem[] {
  const keys = members.map(sloKey);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (members.length > 1 && twice === undefined) return [];
  const message = twice === undefined ? `It is made of ${members.length} SLO.` : `It is made of ${twice} twice.`;
  return [{ code: 'slo/composite-members', message, fix: 'name two or more SLOs, each once' }];
}

/** The recordings of a member in a rule test: every event of the whole is one of its own, and so is what `bad` says of each. */
export function memberSamples(slo: Slo, bad: Pick<RateSample, 'goodRate' | 'badRate'>, share = 1): RateSample[] {
  const where = sloSelector(slo);
  return [
    { series: `${TOTAL}${where}`, goodRate: share, badRate: share },
    { series: `${BAD}${where}`, goodRate: bad.goodRate * share, badRate: bad.badRate * share },
  ];
}

export function product(factors: readonly Rational[]): Rational {
  return factors.reduce(multiply, rational(1n, 1n));
}
