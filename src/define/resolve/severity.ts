import type { Address } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { nearest } from '../../kernel/nearest.ts';
import { levelFor, levelNamed, type SeverityLevel, type SeverityScale } from '../../model/severity.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** The name of the level that was written; one that is not on the scale is reported and taken for a warning. */
export function severityIn(value: unknown, scale: SeverityScale, at: Address, origin: object, report: Report): string {
  const known = levelIn(value, scale);
  if (known) return known.name;
  const names = scale.levels.map(({ name }) => name);
  const word = typeof value === 'string' ? value : nameIn(value);
  const near = word === undefined ? undefined : nearest(word, names);
  const seen =
    value === undefined ? 'is missing' : `is ${word === undefined ? shown(value) : shown(word)}, which is not on the scale`;
  report.error('alert/severity', at, `\`severity\` ${seen}.`, { origin, fix: fixOf(value, near, scale) });
  return levelFor(scale, 'warning').name;
}

/** A level by itself or by a word for it. Another object of the same name is another level. */
export function levelIn(value: unknown, scale: SeverityScale): SeverityLevel | undefined {
  if (typeof value === 'string') return levelNamed(scale, value);
  return scale.levels.find(({ origin }) => origin === value);
}

function nameIn(value: unknown): string | undefined {
  return isRecord(value) && value['kind'] === 'severity' && typeof value['name'] === 'string' ? value['name'] : undefined;
}

function fixOf(value: unknown, near: string | undefined, scale: SeverityScale): string {
  if (nameIn(value) !== undefined) return 'put it among the levels of severities({ levels: [ … ] }), and export that';
  if (near !== undefined) return `write '${near}'`;
  if (scale.origin === undefined) return "write 'critical' (pages), 'warning' (a ticket) or 'info'";
  return `write a level of the scale: ${scale.levels.map(({ name }) => name).join(', ')}`;
}
