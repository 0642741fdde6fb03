import { csvOf } from '../../kernel/csv.ts';
import type { ReportRow } from './rows.ts';

/** The report for a spreadsheet, with full numbers. */
export function reportCsv(rows: readonly ReportRow[]): string {
  const names = ['section', 'service', 'what', 'value', 'unit', 'objective', 'verdict'];
  return csvOf(
    names,
    rows.map(({ objective, section, service, unit, value, verdict, what }) => [
      section,
      service,
      what,
      value,
      unit,
      objective,
      verdict,
    ]),
  );
}
