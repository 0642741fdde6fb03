import { canHave } from '../../../query/promql/labels.ts';
import { visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';

/** What tells the targets of a job apart. */
const TARGET = 'instance';
const SHOWN = 3;

export const rulesOverShards: Rule = {
  code: 'environment/rules-over-shards',
  severity: 'error',
  about: 'environment',
  why: 'A shard sees its own targets only: a sum over a service would be a part of it in each shard, and what is absent in one may be in another.',
  bad: [
    "const sharded = prometheus({ version: '3.15', shards: 2, remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] });",
    "const staging = environment({ name: 'staging', prometheus: sharded });",
    'promql`sum(rate(${errors}[5m])) > 1`;',
  ].join('\n'),
  good: [
    "const sharded = prometheus({ version: '3.15', shards: 2, rules: 'store', remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] });",
    "const staging = environment({ name: 'staging', prometheus: sharded });",
    'promql`sum(rate(${errors}[5m])) > 1`;',
  ].join('\n'),
  *run(input) {
    const sharded = input.derived.estate.environments.filter(
      ({ servers: { prometheus } }) => prometheus && prometheus.shards > 1,
    );
    const here = sharded.filter(({ servers }) => servers.prometheus?.rules === 'here');
    if (here.length === 0) return;
    const over = [...new Set(input.queries.filter(overTargets).map(({ site }) => site.at))].sort();
    if (over.length === 0) return;
    const more = over.length > SHOWN ? ` and ${over.length - SHOWN} more` : '';
    for (const environment of here) {
      const { shards = 1 } = environment.servers.prometheus ?? {};
      const message = `${over.slice(0, SHOWN).join(', ')}${more} ${over.length === 1 ? 'needs' : 'need'} series of several targets, and each of the ${shards} shards of ${environment.name} has a part of them.`;
      yield finding(rulesOverShards, environment, message, {
        fix: "write rules: 'store', and have the ruler of that store evaluate them",
      });
    }
  },
};

/** Somewhere in the rule, series of several targets become one, or none of them must be there. */
function overTargets({ analysis, expr, panel, site }: AnalysedQuery): boolean {
  if (panel || site.grafana) return false;
  let over = !canHave(analysis.labels, TARGET);
  visit(expr, (node) => {
    if (node.kind === 'call' && node.func.startsWith('absent')) over = true;
    if (node.kind !== 'aggregation') return;
    const labels = analysis.facts.get(node)?.labels;
    if (!labels || !canHave(labels, TARGET)) over = true;
  });
  return over;
}
