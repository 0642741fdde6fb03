/**
 * Whether an interval holds, beside what Alertmanager 0.34.2 says: `TimeInterval.ContainsTime` of its Go package, asked once for these
 * specs and moments. They lie at the ends of months, of days, of summer time, and where a zone once left out a day.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { specHolds } from '../../src/check/routing/interval.ts';
import { resolve } from '../../src/define/resolve.ts';
import { timeInterval } from '../../src/index.ts';
import type { TimeSpec } from '../../src/model/routing.ts';

interface Verdicts {
  readonly spec: {
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly weekdays?: readonly string[];
    readonly days_of_month?: readonly string[];
    readonly months?: readonly string[];
    readonly years?: readonly string[];
    readonly location: string;
  };
  /** Seconds since 1970. */
  readonly times: readonly number[];
  /** `1` where it holds. */
  readonly holds: string;
}

const verdicts = JSON.parse(readFileSync(join(import.meta.dirname, 'intervals/verdicts.json'), 'utf8')) as Verdicts[];

test('600 intervals at 24 moments each', () => {
  expect(verdicts).toHaveLength(600);
  const differing = verdicts.flatMap(({ spec, times, holds }) => {
    const read = specOf(spec);
    const ours = times.map((seconds) => (specHolds(read, new Date(seconds * 1000)) ? '1' : '0')).join('');
    return ours === holds ? [] : [{ spec, ours, holds, times: times.map((one) => new Date(one * 1000).toISOString()) }];
  });
  expect(differing).toEqual([]);
});

/** Read as an author writes it, but for ranges of days, which are written as they are. */
function specOf({ times, days_of_month: days, ...rest }: Verdicts['spec']): TimeSpec {
  const written = times?.map(({ start_time: start, end_time: end }) => `${start}-${end}`);
  const any = [{ ...rest, ...(written ? { times: written } : { times: '00:00-24:00' }) }];
  const { estate } = resolve({ it: timeInterval({ name: 'it', location: 'UTC', any } as never) }).value;
  const [spec] = estate.timeIntervals[0]?.specs ?? [];
  if (!spec) throw new Error(`not read: ${JSON.stringify(any)}`);
  return { ...spec, daysOfMonth: (days ?? []).map(spanOf) };
}

function spanOf(range: string) {
  const [from = 0, to = from] = range.split(':').map(Number);
  return { from, to };
}
