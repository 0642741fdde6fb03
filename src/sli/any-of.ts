import type { Slo } from '../authored/references.ts';
import { ONE, printPercent, subtract } from '../kernel/decimal.ts';
import { authoredSli, orZero } from './authored-sli.ts';
import { memberProblems, memberRates, memberSamples, product, sharesOf } from './composite.ts';
import type { AuthoredSli, ComposingKind } from './kind.ts';

interface Settings {
  readonly slos: readonly Slo[];
}

/**
 * Redundant ways to one result: it is bad only where all of them are. Its share of bad events is `Π e` of the members' shares at each
 * moment (they fail independently), its events are those of the member with the most; a member without traffic takes no part.
 * Compiles to recordings over the members' `slo:sli_total:rate5m` and `slo:sli_bad:rate5m`.
 */
export function anyOf(slos: readonly Slo[]): AuthoredSli {
  return authoredSli('any-of', { slos }, anyOf);
}

export const anyOfKind: ComposingKind<Settings> = {
  type: 'any-of',
  groupBy: () => [],
  reads: () => undefined,
  members: ({ slos }) => slos,
  problems: ({ slos }) => memberProblems(slos),
  compose: ({ slos }, recorded) => {
    const { total, share } = memberRates(slos);
    return { total: `max(${total})`, bad: orZero([], `max(${total}) * exp(sum(ln(${share})))`, recorded) };
  },
  reckon: (_settings, members) => {
    const total = Math.max(...members.map((one) => one.total));
    return { total, bad: total * sharesOf(members).reduce((bad, share) => bad * share, 1) };
  },
  allowed: (_settings, objectives) => {
    const budgets = objectives.map((objective) => subtract(ONE, objective));
    return { objective: subtract(ONE, product(budgets)), reckoned: `100% − ${budgets.map(printPercent).join(' × ')}` };
  },
  // all but the first fail all the time
  samples: ({ slos }) => slos.flatMap((slo, index) => memberSamples(slo, { goodRate: index === 0 ? 0 : 1, badRate: 1 })),
};
