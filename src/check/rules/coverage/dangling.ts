import { isRecord } from '../../../kernel/canonical.ts';
import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import { didYouMean } from '../../../kernel/nearest.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { Pointer } from '../../../model/coverage.ts';
import type { Derived } from '../../../model/derived.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** What the address of a definition outside of the estate begins with. */
const NOWHERE = 'nowhere//';

/** Pointers at commands, exports and files are looked at where those are known: `checkOutside`. */
export const dangling: Rule = {
  code: 'coverage/dangling',
  severity: 'error',
  about: 'coverage',
  why: 'A capability that points at nothing is counted as delivered, and is not.',
  bad: [
    "coverage({ name: 'plan', system: shop, document: 'Plan', sections: {",
    "  Alerts: [delivered('Silence is noticed', { address: 'checkout/alert/Silent' })],",
    '} });',
  ].join('\n'),
  good: [
    "coverage({ name: 'plan', system: shop, document: 'Plan', sections: {",
    "  Boards: [delivered('What is wrong now', { address: 'estate/board/overview' })],",
    '} });',
  ].join('\n'),
  *run({ derived }) {
    yield* danglingIn(derived);
  },
};

/** Pointers at definitions that are no part of the estate. */
export function* danglingIn(derived: Derived): Iterable<Diagnostic> {
  for (const coverage of derived.estate.coverages) {
    for (const { says, by, origin } of coverage.capabilities) {
      for (const pointer of by) {
        const wrong = wrongIn(pointer, derived);
        if (wrong) yield finding(dangling, coverage, `"${says}" points at ${wrong.what}.`, { origin, fix: wrong.fix });
      }
    }
  }
}

const OTHERWISE = 'export it from definitions/index.ts, point at what delivers it, or write notDelivered with the reason';

function wrongIn({ name, type }: Pointer, derived: Derived): { readonly what: string; readonly fix: string } | undefined {
  if (type !== 'address') return undefined;
  if (name.startsWith(NOWHERE)) return { what: `${name.slice(NOWHERE.length)}, which is no part of the estate`, fix: OTHERWISE };
  const known = addressesIn(derived);
  if (known.has(name)) return undefined;
  return { what: `${name}, which does not exist`, fix: didYouMean(name, known) ?? OTHERWISE };
}

/** The address of everything that is written, and of everything that follows. */
const addressesIn = remembered(({ alerts, dashboards, estate }: Derived): ReadonlySet<string> => {
  const metrics = estate.services.flatMap((service) => service.metrics);
  const written: unknown[] = Object.values(estate).flat();
  const named = [...written, ...metrics, ...alerts, ...dashboards];
  return new Set(named.flatMap((one) => (isRecord(one) && typeof one['address'] === 'string' ? [one['address']] : [])));
});
