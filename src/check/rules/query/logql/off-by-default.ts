import { everyPart } from '../../../../query/logql/selectors.ts';
import { logqlRule } from './logql-use.ts';

export const offByDefault = logqlRule(
  {
    code: 'logql/off-by-default',
    severity: 'warning',
    why: 'Loki reads it and refuses to run it unless its configuration turns it on; variants is gone in Loki 4.',
    bad: 'logql`approx_topk(5, sum by (level) (count_over_time(${accessLogs}[5m]))) > 100`;',
    good: 'logql`topk(5, sum by (level) (count_over_time(${accessLogs}[5m]))) > 100`;',
  },
  function* (expr) {
    for (const part of everyPart(expr)) {
      if (part.kind === 'variants')
        yield { message: 'variants is off by default, and gone in Loki 4.', span: part.span, fix: 'write a query for each' };
      if (part.kind === 'aggregation' && part.op === 'approx_topk')
        yield { message: 'approx_topk is off unless shard_aggregations names it.', span: part.span, fix: 'write topk' };
    }
  },
);
