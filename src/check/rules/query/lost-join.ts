import { canHave, mustHave } from '../../../query/promql/labels.ts';
import type { PromqlProblem } from '../../../query/promql/problem.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { lossOf } from './lost-label.ts';
import { partsOf } from './parts.ts';

/** Where two sides do not match since an aggregation has dropped a label of one: that aggregation, and how to keep the label. */
export function tellLostJoin(problem: PromqlProblem, query: AnalysedQuery): PromqlProblem {
  const join = partsOf(query.expr).find((part): part is Binary => part.kind === 'binary' && isAt(part, problem));
  if (!join || problem.code !== 'promql/no-common-labels') return problem;
  return lostBetween(join, join.left, join.right, query) ?? lostBetween(join, join.right, join.left, query) ?? problem;
}

function isAt({ left, right }: Binary, { from, to }: PromqlProblem): boolean {
  return left.span.to === from && right.span.from === to;
}

function lostBetween({ op, matching }: Binary, has: Expr, lacks: Expr, { analysis }: AnalysedQuery): PromqlProblem | undefined {
  const [there, gone] = [analysis.facts.get(has)?.labels, analysis.facts.get(lacks)?.labels];
  if (!there || !gone) return undefined;
  const label = [...there.exact].sort().find((name) => isAsked(name, matching) && mustHave(there, name) && !canHave(gone, name));
  const loss = label === undefined ? undefined : lossOf(lacks, label, analysis.facts);
  if (loss === undefined) return undefined;
  return {
    code: 'promql/no-common-labels',
    from: loss.part.span.from,
    to: loss.part.span.to,
    message: `no two series of ${op} match: ${loss.by} drops \`${loss.label}\`, which the series of the other side have`,
    fix: `${loss.keep}, or match on what both have`,
  };
}

function isAsked(label: string, matching: Binary['matching']): boolean {
  return matching?.on ? matching.on.includes(label) : !matching?.ignoring?.includes(label);
}
