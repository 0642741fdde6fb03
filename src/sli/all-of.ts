import type { Slo } from '../authored/references.ts';
import { printPercent } from '../kernel/decimal.ts';
import { authoredSli, orZero } from './authored-sli.ts';
import { memberProblems, memberRates, memberSamples, product, sharesOf } from './composite.ts';
import type { AuthoredSli, ComposingKind } from './kind.ts';

interface Settings {
  readonly slos: readonly Slo[];
}

/**
 * A journey that needs every one of these SLOs: it is bad where any of them is. Its share of bad events is `1 − Π(1 − e)` of the members'
 * shares at each moment (they fail independently), its events are those of the member with the fewest; a member without traffic takes no part.
 * Compiles to recordings over the members' `slo:sli_total:rate5m` and `slo:sli_bad:rate5m`.
 */
export function allOf(slos: readonly Slo[]): AuthoredSli {
  return authoredSli('all-of', { slos }, allOf);
}

export const allOfKind: ComposingKind<Settings> = {
  type: 'all-of',
  groupBy: () => [],
  reads: () => undefined,
  members: ({ slos }) => slos,
  problems: ({ slos }) => memberProblems(slos),
  compose: ({ slos }, recorded) => {
    const { total, share } = memberRates(slos);
    const fewest = `min(${total} > 0) or min(${total})`;
    return { total: fewest, bad: orZero([], `(${fewest}) * (1 - exp(sum(ln(1 - ${share}))))`, recorded) };
  },
  reckon: (_settings, members) => {
    const busy = members.filter(({ total }) => total > 0);
    const total = busy.length === 0 ? 0 : Math.min(...busy.map((one) => one.total));
    return { total, bad: total * (1 - sharesOf(members).reduce((good, share) => good * (1 - share), 1)) };
  },
  allowed: (_settings, objectives) => ({ objective: product(objectives), reckoned: objectives.map(printPercent).join(' × ') }),
  samples: ({ slos }) => slos.flatMap((slo, index) => memberSamples(slo, { goodRate: 0, badRate: index === 0 ? 1 : 0 })),
};
