import type { Matcher, VectorSelector } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf, writtenQueries } from './parts.ts';

const ABSENCE = new Set(['absent', 'absent_over_time']);
/** Of text that stands for itself a regular expression is as good as `=`. */
const PLAIN = /^[\w\-/: ]*$/;

export const absentOfSeveral: Rule = {
  code: 'promql/absent-of-several',
  severity: 'warning',
  about: 'query',
  why: 'absent() answers when nothing at all matches. With a matcher that several values meet, one of them may be gone for good without a word, and when all are, the alert cannot say which.',
  bad: 'promql`absent(queue_depth{queue=~"orders|mails"})`;',
  good: "promql`absent(${queue.where({ queue: 'orders' })}) or absent(${queue.where({ queue: 'mails' })})`;",
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const selector =
          part.kind === 'call' && ABSENCE.has(part.func) && part.args[0] ? selectorIn(bare(part.args[0])) : undefined;
        const matcher = selector?.matchers.find(meetsSeveral);
        if (part.kind !== 'call' || selector === undefined || matcher === undefined) continue;
        const text = `${matcher.label}=~${JSON.stringify(matcher.value)}`;
        const message = `${part.func}() answers only when every ${matcher.label} that meets ${text} is gone.`;
        const span = matcher.span.to > 0 ? matcher.span : part.span;
        yield findingAt(absentOfSeveral, query, span, message, { fix: fixOf(part.func, matcher) });
      }
    }
  },
};

function selectorIn(expr: ReturnType<typeof bare>): VectorSelector | undefined {
  if (expr.kind === 'matrix') return expr.selector;
  return expr.kind === 'vector' ? expr : undefined;
}

function meetsSeveral({ op, value }: Matcher): boolean {
  return op === '=~' && !PLAIN.test(value);
}

function fixOf(func: string, { label, value }: Matcher): string {
  const each = value.split('|').filter((one) => PLAIN.test(one));
  if (each.length < 2) return `write one ${func}() for each ${label}, with ${label}="…"`;
  return `ask for each: ${each.map((one) => `${func}(…{${label}="${one}"})`).join(' or ')}`;
}
