/** Everything a duration or a size may go on with, after its first digits. */
const DURATION_TAIL = /[\p{N}nuµmshdwy.]*/uy;
const BYTES_TAIL = /[\p{N}BikKMGTP.]*/uy;

const PROMETHEUS = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const PROMETHEUS_MS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1];
const GO = /^-?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;
const GO_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g;
const GO_SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const SIZE = /^(\d+\.?\d*|\.\d+)([kmgtpe]?i?b?)$/i;
/** Loki counts nanoseconds in 64 bits. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/** Seconds of a duration as PromQL writes it: `1h30m`, in whole numbers; `0` needs no unit. */
export function prometheusSeconds(text: string): number | undefined {
  if (text === '0') return 0;
  const match = text === '' ? null : PROMETHEUS.exec(text);
  if (!match) return undefined;
  const ms = PROMETHEUS_MS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
  return ms / 1000 < MAX_SECONDS ? ms / 1000 : undefined;
}

/** Seconds of a duration, as PromQL or Go write it: `-1.5h` is Go's alone, `2d` is PromQL's. */
export function durationSeconds(text: string): number | undefined {
  const seconds = prometheusSeconds(text);
  if (seconds !== undefined) return seconds;
  if (text === '-0') return 0;
  if (!GO.test(text)) return undefined;
  const sum = [...text.matchAll(GO_PART)].reduce(
    (total, [, count, unit]) => total + Number(count) * (GO_SECONDS[unit ?? ''] ?? 0),
    0,
  );
  if (sum >= MAX_SECONDS) return undefined;
  return text.startsWith('-') ? -sum : sum;
}

/** Where a duration ends whose first token is `text.slice(from, to)`; undefined where it is none. */
export function durationEnd(text: string, from: number, to: number): number | undefined {
  return quantityEnd(DURATION_TAIL, text, from, to, (written) => durationSeconds(written) !== undefined);
}

/** The same of a size: `10KB`, `1.5GiB`. */
export function bytesEnd(text: string, from: number, to: number): number | undefined {
  return quantityEnd(BYTES_TAIL, text, from, to, isSize);
}

function isSize(written: string): boolean {
  const match = SIZE.exec(written);
  if (!match) return false;
  const power = ' kmgtpe'.indexOf((match[2] ?? '').charAt(0).toLowerCase());
  const base = /i/i.test(match[2] ?? '') ? 1024 : 1000;
  return Number(match[1]) * base ** Math.max(power, 0) < 2 ** 64;
}

function quantityEnd(
  tail: RegExp,
  text: string,
  from: number,
  to: number,
  fits: (written: string) => boolean,
): number | undefined {
  tail.lastIndex = to;
  const end = to + (tail.exec(text)?.[0].length ?? 0);
  return end > to && fits(text.slice(from, end)) ? end : undefined;
}
