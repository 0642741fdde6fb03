import { isTemplated } from '../../../query/promql/label-values.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, writtenQueries } from './parts.ts';

/** A host, an address or a version: words with bare dots between them. `5..` and `a.*b` are no such thing. */
const DOTTED = /[A-Za-z0-9-]{2}\.[A-Za-z0-9-]{2}|\d\.\d+\.\d/;
const BARE_DOT = /(?<=[A-Za-z0-9-])\.(?=[A-Za-z0-9-])/g;

export const regexpDot: Rule = {
  code: 'promql/regexp-dot',
  severity: 'info',
  about: 'query',
  why: 'In a regular expression a dot is any character: api.example.com also takes in api-example.com, and 10.0.0.1 also 10.0.001.',
  bad: 'promql`sum(rate(http_requests_total{instance=~"api.example.com:.+"}[5m])) > 1`',
  good: 'promql`sum(rate(http_requests_total{instance=~"api\\\\\\\\.example\\\\\\\\.com:.+"}[5m])) > 1`',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const { label, op, value, span } of selectorsOf(query.expr).flatMap(({ matchers }) => matchers)) {
        if ((op !== '=~' && op !== '!~') || isTemplated(value) || value.includes('[') || !DOTTED.test(value)) continue;
        const message = `The dots of ${label}${op}${JSON.stringify(value)} are any character.`;
        const escaped = JSON.stringify(value.replace(BARE_DOT, '\\.'));
        yield findingAt(regexpDot, query, span, message, { fix: `write ${label}${op}${escaped}` });
      }
    }
  },
};
