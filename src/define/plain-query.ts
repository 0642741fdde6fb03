import type { Site } from '../authored/context.ts';
import type { Unit } from '../kernel/unit.ts';
import { parsePromql } from '../query/promql/parse.ts';
import type { Paren } from '../query/promql/tree.ts';
import { needlessParentheses } from './needless-parentheses.ts';
import type { Rendered } from './render-query.ts';

/** The query without the parentheses around holes that change nothing; one that cannot be read keeps them. */
export function plain(rendered: Rendered, site: Site): Pick<Rendered, 'text' | 'units'> {
  const { text, units, parentheses } = rendered;
  if (parentheses.size === 0) return rendered;
  const { expr } = parsePromql(text, { grafana: site.grafana ?? false });
  const needless = expr ? needlessParentheses(expr, parentheses) : [];
  return needless.length === 0 ? rendered : without(needless, text, units);
}

function without(needless: readonly Paren[], text: string, units: ReadonlyMap<number, Unit>): Pick<Rendered, 'text' | 'units'> {
  const cuts = needless.flatMap(({ span }) => [span.from, span.to - 1]).sort((a, b) => a - b);
  const kept: string[] = [];
  const moved = new Map<number, Unit>();
  const inOrder = [...units].sort(([a], [b]) => a - b);
  let from = 0;
  let next = 0;
  [...cuts, text.length].forEach((cut, index) => {
    kept.push(text.slice(from, cut));
    for (let unit = inOrder[next]; unit && unit[0] < cut; unit = inOrder[next]) {
      moved.set(unit[0] - index, unit[1]);
      next += 1;
    }
    from = cut + 1;
  });
  return { text: kept.join(''), units: moved };
}
