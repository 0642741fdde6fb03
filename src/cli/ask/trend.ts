import type { TrendClass, TrendDirection } from '../../program.ts';

/** How a trend is coloured; a direction alone is neither good nor bad. */
export const TREND_STYLE = {
  improving: 'green',
  degrading: 'red',
  stable: undefined,
  rising: undefined,
  falling: undefined,
} as const satisfies Record<TrendClass | TrendDirection, 'red' | 'green' | undefined>;
