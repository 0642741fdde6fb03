import { nameOfReport } from '../slo/read.ts';
import type { ReportData } from './gather.ts';

/** One line of a report, of whatever section: what CSV and tables hold. */
export interface ReportRow {
  readonly section: 'SLO compliance' | 'performance' | 'usage' | 'health';
  readonly service: string;
  readonly what: string;
  readonly value: number | null;
  readonly unit: 'count' | 'ratio' | 'seconds' | 'minutes';
  /** The objective, where there is one. */
  readonly objective: string;
  /** `met`, `missed`, or how it moved. */
  readonly verdict: string;
  readonly values: readonly (number | undefined)[];
}

/** Section by section. */
export function reportRows({ alerts, measures, slos }: ReportData): ReportRow[] {
  const rows: ReportRow[] = [
    ...slos.flatMap(({ reports, slo }) =>
      reports.map((report) => ({
        section: 'SLO compliance' as const,
        service: slo.service.name,
        what: nameOfReport(slo, report),
        value: report.attained ?? null,
        unit: 'ratio' as const,
        objective: slo.objectiveText,
        verdict: report.met === undefined ? 'no data' : report.met ? 'met' : 'missed',
        values: [],
      })),
    ),
    ...measures.map(({ name, overall, section, service, trend, unit, values }) => ({
      section,
      service,
      what: name,
      value: overall ?? null,
      unit,
      objective: '',
      verdict: trend,
      values,
    })),
    ...alerts.map(({ alert, minutes, service, severity }) => ({
      section: 'health' as const,
      service,
      what: `${alert} fired`,
      value: minutes,
      unit: 'minutes' as const,
      objective: '',
      verdict: severity,
      values: [],
    })),
  ];
  return SECTIONS.flatMap((section) => rows.filter((row) => row.section === section));
}

export const SECTIONS = ['SLO compliance', 'performance', 'usage', 'health'] as const;

export function printValue({ unit, value }: Pick<ReportRow, 'unit' | 'value'>): string {
  if (value === null) return '–';
  if (unit === 'ratio') return `${Number((value * 100).toFixed(4))} %`;
  if (unit === 'seconds') return value < 1 ? `${Number((value * 1000).toPrecision(4))} ms` : `${Number(value.toPrecision(4))} s`;
  const counted = value >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  return unit === 'minutes' ? `${counted} min` : String(counted);
}

/** What it comes to, in one sentence. */
export function reportSummary(rows: readonly ReportRow[]): string {
  const of = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const objectives = rows.filter(({ section }) => section === 'SLO compliance').length;
  const alerts = rows.filter(({ unit }) => unit === 'minutes').length;
  const trends = `${of('degrading')} degrading, ${of('stable')} stable, ${of('improving')} improving`;
  return `${of('met')} of ${objectives} objectives met; trends: ${trends}; ${alerts} alerts fired.`;
}
