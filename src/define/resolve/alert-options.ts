import { type Field, isText, runbook, textOrFunction } from '../../alerts/field.ts';
import type { AlertRule as AuthoredAlert } from '../../alerts/kind.ts';
import { alertKinds } from '../../alerts/kinds.ts';
import type { Address } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { nearest } from '../../kernel/nearest.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

const anything = { fits: () => true, wanted: '' };
/** What every alert takes; name, service, severity and durations are looked at where they are read. */
const COMMON: Readonly<Record<string, Field>> = {
  ...Object.fromEntries(['name', 'service', 'severity', 'for', 'cooldown'].map((option) => [option, anything])),
  summary: textOrFunction,
  description: textOrFunction,
  labels: { fits: (value) => isRecord(value) && Object.values(value).every(isText), wanted: "{ label: 'value' }" },
  runbook,
};

/** Whether the options of an alert are those of its kind, each of its form; whatever is not is reported. */
export function optionsFit(one: AuthoredAlert, at: Address, report: Report): boolean {
  const kind = alertKinds.get(one.form);
  if (!kind) return reportForm(one, at, report);
  const fields = { ...COMMON, ...kind.fields };
  const { options } = one;
  const unknown = Object.keys(options).filter((option) => !Object.hasOwn(fields, option));
  const wrong = Object.entries(fields).filter(([option, field]) => !fitsIn(field, optionOf(options, option)));
  for (const option of unknown) reportUnknown(option, Object.keys(fields), one, at, report);
  for (const [option, field] of wrong) reportWrong(option, optionOf(options, option), field, one, at, report);
  return unknown.length + wrong.length === 0;
}

function optionOf(options: object, option: string): unknown {
  return (options as Readonly<Record<string, unknown>>)[option];
}

function fitsIn({ fits, needed }: Field, value: unknown): boolean {
  return value === undefined ? !needed : fits(value);
}

function reportForm(one: AuthoredAlert, at: Address, report: Report): false {
  const fix = `make it with ${[...alertKinds.keys()].join(', ')}`;
  report.error('alert/setting', at, `${shown(one.form)} is no kind of alert.`, { origin: one, fix });
  return false;
}

function reportUnknown(option: string, known: readonly string[], one: AuthoredAlert, at: Address, report: Report): void {
  const near = nearest(option, known);
  const fix = near === undefined ? `leave it out; ${one.form} takes ${known.join(', ')}` : `write \`${near}\``;
  report.error('alert/unknown-option', at, `\`${option}\` is no option of ${one.form}.`, { origin: one, fix });
}

function reportWrong(option: string, value: unknown, field: Field, one: AuthoredAlert, at: Address, report: Report): void {
  const fix = `write ${option}: ${field.wanted}`;
  if (value === undefined) {
    const message = `\`${option}\` is undefined.`;
    const more = 'where it is written, an import is missing or two files import each other';
    report.error('definition/undefined-reference', at, message, { origin: one, fix: `${fix}; ${more}` });
  } else report.error('definition/wrong-value', at, `\`${option}\` is ${shown(value)}.`, { origin: one, fix });
}
