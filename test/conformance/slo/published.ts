/**
 * The rules Sloth 0.16 and Pyrra 0.10 publish for one SLO, written from their formulas, not with their code: the reference in
 * comparisons of cost and of answers.
 */

export interface PublishedSlo {
  readonly id: string;
  /** Selectors without a range. */
  readonly total: string;
  readonly bad: string;
  /** `0.999` */
  readonly objective: number;
  /** Days. */
  readonly period: number;
}

export interface PublishedRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** How often it is evaluated; undefined: as often as the server evaluates by default. */
  readonly everySeconds?: number;
}

const DAY = 24 * 60;
const SLOTH_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

/** Every window from the raw series, the period as the mean of the five-minute ratios. */
export function slothRules({ id, total, bad, objective, period }: PublishedSlo): PublishedRule[] {
  const labels = { sloth_id: id };
  const where = `{sloth_id="${id}"}`;
  const whole = `${period}d`;
  const ratio = (window: string) => `slo:sli_error:ratio_rate${window}`;
  const divided = `${where} / on (sloth_id) group_left () slo:error_budget:ratio${where}`;
  return [
    ...SLOTH_WINDOWS.map((window) => ({
      record: ratio(window),
      expr: `(sum(rate(${bad}[${window}]))) / (sum(rate(${total}[${window}])))`,
      labels: { ...labels, sloth_window: window },
    })),
    {
      record: ratio(whole),
      expr: `sum_over_time(${ratio('5m')}${where}[${whole}]) / ignoring (sloth_window) count_over_time(${ratio('5m')}${where}[${whole}])`,
      labels: { ...labels, sloth_window: whole },
    },
    { record: 'slo:objective:ratio', expr: `vector(${objective})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(1 - ${objective})`, labels },
    { record: 'slo:time_period:days', expr: `vector(${period})`, labels },
    { record: 'slo:current_burn_rate:ratio', expr: `${ratio('5m')}${divided}`, labels },
    { record: 'slo:period_burn_rate:ratio', expr: `${ratio(whole)}${divided}`, labels },
    { record: 'slo:period_error_budget_remaining:ratio', expr: `1 - slo:period_burn_rate:ratio${where}`, labels },
    { record: 'sloth_slo_info', expr: 'vector(1)', labels },
    ...slothAlerts(where, { objective, period }).map((alert) => ({ ...alert, labels: { ...alert.labels, ...labels } })),
  ];
}

/** A factor is the share of the budget, times the period, by the long window. */
function slothAlerts(where: string, { objective, period }: Pick<PublishedSlo, 'objective' | 'period'>): PublishedRule[] {
  const above = (window: string, threshold: string) =>
    `max(slo:sli_error:ratio_rate${window}${where} > ${threshold}) without (sloth_window)`;
  const tier = (short: string, long: string, share: number, hours: number) => {
    const threshold = `(${(share * period * 24) / hours} * (1 - ${objective}))`;
    return `(${above(short, threshold)} and ${above(long, threshold)})`;
  };
  return [
    {
      alert: 'SlothAlert',
      expr: `${tier('5m', '1h', 0.02, 1)} or ${tier('30m', '6h', 0.05, 6)}`,
      labels: { sloth_severity: 'page' },
    },
    {
      alert: 'SlothAlert',
      expr: `${tier('2h', '1d', 0.1, 24)} or ${tier('6h', '3d', 0.1, 72)}`,
      labels: { sloth_severity: 'ticket' },
    },
  ];
}

/** Windows that grow with the period, factors that do not, alerts that wait, and the period as an increase over all of it. */
export function pyrraRules({ id, total, bad, objective, period }: PublishedSlo): PublishedRule[] {
  const labels = { pyrra: id };
  const where = `{pyrra="${id}"}`;
  const tiers = pyrraTiers(period);
  const windows = [...new Set(tiers.flatMap(({ short, long }) => [short, long]))];
  const increaseSeconds = Math.min(240, 30 * (Math.floor(period / 7) + 1));
  const absentFor = minutes((14 * (1 - objective) * (period * DAY)) / 672 + (period * DAY) / 672 / 24);
  return [
    ...windows.map((window) => ({
      record: `requests:burnrate${window}`,
      expr: `sum(rate(${bad}[${window}])) / sum(rate(${total}[${window}]))`,
      labels,
      everySeconds: 30,
    })),
    ...[
      ['requests', total],
      ['failures', bad],
    ].map(([name, of]) => ({
      record: `${name}:increase${period}d`,
      expr: `sum(increase(${of}[${period}d]))`,
      labels,
      everySeconds: increaseSeconds,
    })),
    ...tiers.map(({ short, long, factor, wait, severity }) => {
      const above = (window: string) => `requests:burnrate${window}${where} > (${factor} * (1 - ${objective}))`;
      const expr = `${above(short)} and ${above(long)}`;
      return { alert: 'ErrorBudgetBurn', expr, for: wait, labels: { ...labels, short, long, severity }, everySeconds: 30 };
    }),
    ...[total, bad].map((of) => ({
      alert: 'SLOMetricAbsent',
      expr: `absent(${of}) == 1`,
      for: absentFor,
      labels: { ...labels, severity: 'critical' },
      everySeconds: 30,
    })),
  ];
}

function pyrraTiers(period: number): { factor: number; long: string; short: string; wait: string; severity: string }[] {
  const all = [
    { factor: 14, parts: 672, shorter: 12, severity: 'critical' },
    { factor: 7, parts: 112, shorter: 12, severity: 'critical' },
    { factor: 2, parts: 28, shorter: 12, severity: 'warning' },
    { factor: 1, parts: 7, shorter: 16, severity: 'warning' },
  ];
  return all.map(({ factor, parts, shorter, severity }) => {
    const exact = (period * DAY) / parts;
    const [long, short, wait] = [minutes(exact), minutes(exact / shorter), minutes(exact / shorter / 2)];
    return { factor, long, short, wait, severity };
  });
}

/** `1d1h43m` */
function minutes(exact: number): string {
  const whole = Math.round(exact);
  const parts = [`${Math.floor(whole / DAY)}d`, `${Math.floor((whole % DAY) / 60)}h`, `${whole % 60}m`];
  return parts.filter((part) => !part.startsWith('0')).join('');
}
