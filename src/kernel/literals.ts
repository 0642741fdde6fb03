import type { DAYS, MONTHS } from './day-names.ts';
import type { Unit } from './unit.ts';

/** Literals an author writes plainly; the compiler checks their form, `resolve` checks their value. */
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type OneToNine = Exclude<Digit, '0'>;

type Whole = bigint; // `${bigint}` refuses '1.5', ' 5', '05', '1e3'; it lets '-5' and '0x5' through (resolve catches them)
/** A Prometheus duration: `'30s'`, `'5m'`, `'1h30m'`, `'30d'`. */
export type Duration =
  | `${Whole}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`
  | `${Whole}h${Whole}m`
  | `${Whole}m${Whole}s`
  | `${Whole}d${Whole}h`;

type Fraction = '' | `.${Whole}` | `.0${Whole}` | `.00${Whole}` | `.000${Whole}`;
type UpTo99 = OneToNine | `${OneToNine}${Digit}`;
/** Above 0% and below 100%: `'99.9%'`. */
export type Objective = `${UpTo99}${Fraction}%` | `0.${Whole}%`;
/** `'0%'` to `'100%'`. */
export type Percent = Objective | '0%' | '100%';
/** `'5GiB'`, `'300MB'`. */
export type Bytes = `${number}B` | `${number}${'k' | 'M' | 'G' | 'T' | 'Ki' | 'Mi' | 'Gi' | 'Ti'}B`;

export type { Timezone } from './timezones.ts';

type Hour = `0${Digit}` | `1${Digit}` | '20' | '21' | '22' | '23';
/** `'09:00-18:00'` */
export type DayTimes = `${Hour}:${number}-${Hour}:${number}` | `${Hour}:${number}-24:00`;
export type Weekday = (typeof DAYS)[number];
export type Weekdays = Weekday | `${Weekday}:${Weekday}`;
/** `15`, `'1:7'`; -1 is the last day of the month, `'-7:-1'` its last week. */
export type DaysOfMonth = number | `${number}:${number}`;
export type Month = (typeof MONTHS)[number];
export type Months = Month | `${Month}:${Month}`;
/** `2026`, `'2026:2028'` */
export type Years = number | `${number}:${number}`;
/** RFC 3339: `'2026-11-20T03:00:00+01:00'` */
type DateTime = `${number}-${number}-${number}T${number}:${number}:${number}`;
export type Instant = `${DateTime}Z` | `${DateTime}${'+' | '-'}${number}:${number}`;
export type Url = `${'http' | 'https'}://${string}`;
export type SemVer = `${Whole}.${Whole}.${Whole}`;

interface Written {
  seconds: number | Duration;
  bytes: number | Bytes;
  ratio: number | Percent;
  celsius: number;
  count: number;
}
/** How a value of unit U may be written. */
export type Quantity<U extends Unit> = Written[U];
/** Unit of `rate(x)`. */
export interface PerSecond {
  seconds: 'ratio';
  bytes: 'bytes';
  ratio: 'count';
  celsius: 'count';
  count: 'count';
}

// 0.25 → '250ms', 2.5 → '2500ms', 1 → '1s': a bucket in seconds as an author would say it
type Trim<S extends string> = S extends `0${infer R}` ? (R extends '' ? S : Trim<R>) : S;
type Pad3<F extends string> = F extends `${infer A}${infer B}${infer C}${infer R}`
  ? R extends ''
    ? `${A}${B}${C}`
    : never
  : F extends `${infer A}${infer B}${infer R}`
    ? R extends ''
      ? `${A}${B}0`
      : never
    : `${F}00`;
type Spoken<B extends number> = B extends number
  ? `${B}` extends `${infer I}.${infer F}`
    ? `${Trim<`${I}${Pad3<F>}`>}ms`
    : `${B}s`
  : never;
/** A bucket bound of a histogram in unit U. */
export type Bound<B extends number, U extends Unit> = B | (U extends 'seconds' ? Spoken<B> : never);
