import type { Severity } from '../../authored/references.ts';
import type { Address } from '../../kernel/address.ts';
import { nearest } from '../../kernel/nearest.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** The severity that was written; one outside the scale, which only JavaScript can hold, is reported and taken for a warning. */
export function severityIn(value: unknown, at: Address, origin: object, report: Report): Severity {
  const known = SEVERITIES.find((one) => one === value);
  if (known) return known;
  const near = typeof value === 'string' ? nearest(value, SEVERITIES) : undefined;
  const seen = value === undefined ? 'is missing' : `is ${shown(value)}, which is not on the scale`;
  report.error('alert/severity', at, `\`severity\` ${seen}.`, {
    origin,
    fix: near === undefined ? "write 'critical' (pages), 'warning' (a ticket) or 'info'" : `write '${near}'`,
  });
  return 'warning';
}
