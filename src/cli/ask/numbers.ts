import { printDuration } from '../../kernel/duration.ts';

/** `99.9523 %`; what is not known is `–`. */
export function percent(ratio: number | null | undefined, digits = 4): string {
  return ratio === null || ratio === undefined ? '–' : `${Number((ratio * 100).toFixed(digits))} %`;
}

const LARGE = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
] as const;

/** Four digits that count: `0.004321`, `1235`, `1.235G`. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const size = Math.abs(value);
  const [unit, letter] = LARGE.find(([least]) => size >= least) ?? [];
  if (unit !== undefined) return `${Number((value / unit).toPrecision(4))}${letter}`;
  if (size >= 1000) return String(Math.round(value));
  return String(Number(value.toPrecision(4)));
}

/** Events, which are whole; what is estimated between two scrapes is not. */
export function events(value: number | null | undefined): string {
  return short(value === null || value === undefined || !Number.isFinite(value) ? value : Math.round(value));
}

const UNITS = [86_400_000, 3_600_000, 60_000, 1000] as const;

/** The two largest units: `3d4h`, `5m12s`. */
export function lasting(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–';
  const milliseconds = Math.abs(seconds) * 1000;
  if (milliseconds < 1000) return `${short(seconds)}s`;
  const first = UNITS.findIndex((unit) => milliseconds >= unit);
  const unit = UNITS[Math.min(first + 1, UNITS.length - 1)] ?? 1000;
  return `${seconds < 0 ? '-' : ''}${printDuration(Math.round(milliseconds / unit) * unit)}`;
}

/** What was measured to last so long: below ten seconds with its tenth, `2.5s`. */
export function took(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Math.abs(seconds) < 1 || Math.abs(seconds) >= 9.95) return lasting(seconds);
  return `${Number(seconds.toFixed(1))}s`;
}

/** To cents below a thousand. */
export function money(amount: number | null | undefined): string {
  return amount === null || amount === undefined || Math.abs(amount) >= 1000 ? short(amount) : amount.toFixed(2);
}
