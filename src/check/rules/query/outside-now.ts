import { printDuration } from '../../../kernel/duration.ts';
import type { Expr, Span, TimeShift } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput, Rule } from '../../rule.ts';
import { findingAt, partsOf, writtenQueries } from './parts.ts';

export const looksAhead: Rule = {
  code: 'promql/looks-ahead',
  severity: 'error',
  about: 'query',
  why: 'A rule is evaluated now, and nothing has been scraped of the time after: a negative offset reads nothing, or what is there anyway, later than it seems.',
  bad: 'promql`${queue} offset -10m > 100`;',
  good: 'promql`${queue} offset 10m > 100`;',
  *run(input) {
    for (const { query, span, offset = 0 } of shiftsInRules(input)) {
      if (offset >= 0) continue;
      const message = `offset -${printDuration(-offset)} reads what will be in ${printDuration(-offset)}, and a rule is evaluated now.`;
      yield findingAt(looksAhead, query, span, message, {
        fix: `compare the other way round, or write offset ${printDuration(-offset)}`,
      });
    }
  },
};

export const fixedTime: Rule = {
  code: 'promql/fixed-time',
  severity: 'error',
  about: 'query',
  why: '`@` with a time reads the same moment at every evaluation: the rule answers what was true then, until that is older than the retention, and then nothing.',
  bad: 'promql`${queue} / ${queue} @ 1790000000 > 2`;',
  good: 'promql`${queue} / ${queue} offset 1w > 2`;',
  *run(input) {
    for (const { query, span, at } of shiftsInRules(input)) {
      if (typeof at !== 'number') continue;
      const moment = new Date(at * 1000).toISOString();
      yield findingAt(fixedTime, query, span, `@ ${at} is always ${moment}, whenever the rule is evaluated.`, {
        fix: 'leave @ out, or write an offset: it moves along',
      });
    }
  },
};

interface Shift extends TimeShift {
  readonly query: AnalysedQuery;
  readonly span: Span;
}

function shiftsInRules(input: CheckInput): Shift[] {
  return writtenQueries(input)
    .filter(({ site }) => !site.grafana)
    .flatMap((query) => partsOf(query.expr).flatMap((part) => shiftOf(part, query)));
}

function shiftOf(part: Expr, query: AnalysedQuery): Shift[] {
  if (part.kind !== 'vector' && part.kind !== 'subquery') return [];
  const { offset, at, span } = part;
  return [{ query, span, ...(offset === undefined ? {} : { offset }), ...(at === undefined ? {} : { at }) }];
}
