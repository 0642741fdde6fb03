import { type TrendClass, trendClass } from '../statistics/trend.ts';

/** One thing that was measured of a service over the period, slice by slice. */
export interface Measure {
  readonly service: string;
  readonly name: 'requests' | 'error ratio' | 'p95 duration' | 'targets up';
  readonly section: 'performance' | 'usage' | 'health';
  readonly unit: 'count' | 'ratio' | 'seconds';
  /** Over the whole period; undefined where nothing was measured. */
  readonly overall: number | undefined;
  /** Of equal slices of the period; undefined where nothing was measured. */
  readonly values: readonly (number | undefined)[];
  readonly trend: TrendClass;
}

type Given = Omit<Measure, 'section' | 'trend' | 'unit'>;

/** What each is, and which way is better. More requests are taken for a good sign. */
const KINDS = {
  requests: { section: 'usage', unit: 'count', better: 'more' },
  'error ratio': { section: 'performance', unit: 'ratio', better: 'less' },
  'p95 duration': { section: 'performance', unit: 'seconds', better: 'less' },
  'targets up': { section: 'health', unit: 'ratio', better: 'more' },
} as const;

export function measureOf(given: Given): Measure {
  const { better, section, unit } = KINDS[given.name];
  return { ...given, section, unit, trend: trendClass(given.values, better) ?? 'stable' };
}
