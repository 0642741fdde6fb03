import { stateOf } from '../../check/slo/report.ts';
import { nameOfReport, partMeasured } from '../slo/read.ts';
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
  /** `met`, `missed`, `within budget`, or how it moved. */
  readonly verdict: string;
  readonly values: readonly (number | undefined)[];
}

/** Section by section. */
export function reportRows({ alerts, from, measures, slos, to }: ReportData): ReportRow[] {
  const periodMs = to.getTime() - from.getTime();
  const rows: ReportRow[] = [
    ...slos.flatMap(({ reports, slo }) =>
      reports.map((report) => ({
        section: 'SLO compliance' as const,
        service: slo.service.name,
        what: `${nameOfReport(slo, report)}${partText(partMeasured(report, periodMs))}`,
        value: report.attained ?? null,
        unit: 'ratio' as const,
        objective: slo.objectiveText,
        verdict: stateOf(report),
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

/** What a share is of, where that is not the whole period. */
function partText(share: number | undefined): string {
  return share === undefined ? '' : `, ${Number((share * 100).toPrecision(2))} % of the period measured`;
}

export const SECTIONS = ['SLO compliance', 'performance', 'usage', 'health'] as const;

export function printValue({ unit, value }: Pick<ReportRow, 'unit' | 'value'>): string {
  if (value === null) return '–';
  if (unit === 'ratio') return `${Number((value * 100).toFixed(4))} %`;
  if (unit === 'seconds') return value < 1 ? `${Number((value * 1000).toPrecision(4))} ms` : `${Number(value.toPrecision(4))} s`;
  const counted = value >= 1000 || unit === 'count' ? Math.round(value) : Number(value.toPrecision(4));
  return unit === 'minutes' ? `${counted} min` : String(counted);
}

/** What it comes to, in one sentence. */
export function reportSummary(rows: readonly ReportRow[]): string {
  const of = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const objectives = rows.filter(({ section }) => section === 'SLO compliance').length;
  const alerts = rows.filter(({ unit }) => unit === 'minutes').length;
  const trends = `${of('degrading')} degrading, ${of('stable')} stable, ${of('improving')} improving`;
  const within = of('within budget') > 0 ? `, ${of('within budget')} within budget` : '';
  return `${of('met')} of ${objectives} objectives met${within}; trends: ${trends}; ${alerts} alerts fired.`;
}
