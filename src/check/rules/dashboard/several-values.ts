import type { Address } from '../../../kernel/address.ts';
import type { Excerpt } from '../../../kernel/diagnostic.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { Derived } from '../../../model/derived.ts';
import type { MatchOp } from '../../../model/matcher.ts';
import { selectorsOf as lineSelectorsOf } from '../../../query/logql/selectors.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Rule } from '../../rule.ts';
import { writtenQueries } from '../query/parts.ts';

/** A matcher of a panel's query, with the place it stands in. */
interface MatcherUse {
  readonly label: string;
  readonly op: MatchOp;
  readonly value: string;
  readonly excerpt: Excerpt;
  readonly address: Address;
  readonly origin: object;
}

const USE = /\$(?:\{(\w+)(?::\w+)?\}|(\w+))|\[\[(\w+)(?::\w+)?\]\]/g;

export const severalValues: Rule = {
  code: 'dashboard/several-values',
  severity: 'error',
  about: 'panel',
  why: 'Of several chosen values, and of "All", Grafana makes a pattern, `(a|b)` or `.+`. Where the matcher is no pattern, no series has that value: the panel is empty as soon as somebody chooses two.',
  bad: `const which = labelValues({ of: queue, label: 'queue', name: 'which', multi: true });
const depth = panel.timeseries({ title: 'Depth', show: promql\`queue_depth{queue="$which"}\` });
dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });`,
  good: `const which = labelValues({ of: queue, label: 'queue', name: 'which', multi: true });
const depth = panel.timeseries({ title: 'Depth', show: promql\`queue_depth{queue=~"$which"}\` });
dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });`,
  *run(input) {
    const several = severalIn(input.derived);
    for (const { label, op, value, excerpt, ...about } of matchersIn(input)) {
      const name = op === '=' || op === '!=' ? usedIn(value).find((one) => several.get(about.address)?.has(one)) : undefined;
      if (name === undefined) continue;
      const message = `${label}${op}${JSON.stringify(value)} is no pattern, and $${name} may be several values or all.`;
      const pattern = op === '=' ? '=~' : '!~';
      yield finding(severalValues, about, message, { excerpt, fix: `write ${label}${pattern}${JSON.stringify(value)}` });
    }
  },
};

/** The variables of each board that may stand for more than one value. */
const severalIn = remembered(
  ({ dashboards }: Derived): ReadonlyMap<Address, ReadonlySet<string>> =>
    new Map(
      dashboards.map(({ address, variables }) => [
        address,
        new Set(variables.filter((one) => 'multi' in one && (one.multi || one.all)).map(({ name }) => name)),
      ]),
    ),
);

function matchersIn(input: CheckInput): readonly MatcherUse[] {
  const metrics = writtenQueries(input).flatMap(({ panel, site, query, expr }) =>
    panel ? selectorsOf(expr).flatMap(({ matchers }) => matchers.map((one) => ({ ...one, site, text: query.text }))) : [],
  );
  const lines = input.logql.flatMap(({ shown, site, query, parsed }) =>
    shown && parsed.expr
      ? lineSelectorsOf(parsed.expr).flatMap(({ matchers }) => matchers.map((one) => ({ ...one, site, text: query.text })))
      : [],
  );
  return [...metrics, ...lines].map(({ label, op, value, span: { from, to }, site, text }) => ({
    ...{ label, op, value, address: site.at, origin: site.origin },
    excerpt: { text, from, to },
  }));
}

function usedIn(value: string): readonly string[] {
  return [...value.matchAll(USE)].map(([, braced, bare, old]) => braced ?? bare ?? old ?? '');
}
