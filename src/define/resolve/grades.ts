import type { Address } from '../../kernel/address.ts';
import { compare, ONE, parseDecimal, ZERO } from '../../kernel/decimal.ts';
import type { Grade } from '../../model/slo.ts';
import type { AuthoredSlo } from '../slo.ts';
import type { Report } from './report.ts';

const NAMES = ['good', 'warning', 'critical'] as const;

/** The grades an author wrote, if they go down from good. */
export function gradesOf(one: AuthoredSlo, at: Address, report: Report): Grade[] {
  if (one.grades === undefined) return [];
  const grades = NAMES.flatMap((name): Grade[] => {
    const text: unknown = one.grades?.[name];
    const from = typeof text === 'string' && text.endsWith('%') ? parseDecimal(text) : undefined;
    return from && compare(from, ZERO) > 0 && compare(from, ONE) < 0 ? [{ name, from, text: String(text) }] : [];
  });
  const falling = grades.every(({ from }, index) => index === 0 || compare(from, grades[index - 1]?.from ?? ONE) < 0);
  if (grades.length === NAMES.length && falling) return grades;
  report.error('slo/grades', at, `\`grades\` are ${JSON.stringify(one.grades)}, which do not go down from good to critical.`, {
    origin: one,
    fix: "write three shares, best first: { good: '99.9%', warning: '99.5%', critical: '99%' }",
  });
  return [];
}
