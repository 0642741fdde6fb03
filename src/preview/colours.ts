import { isRecord } from '../kernel/canonical.ts';
import type { Panel } from '../model/dashboard.ts';
import { knownColours } from '../panels/known-colours.ts';

/** A name of a series, or a pattern on it, and the colour Grafana gives it. */
export interface Coloured {
  readonly name?: string;
  readonly pattern?: string;
  readonly color: string;
}

/** Visualisations that give each series a colour of its own. */
const BY_SERIES: ReadonlySet<string> = new Set(['timeseries', 'barchart', 'histogram', 'piechart']);

/** Colours that are fixed for some series: words that mean the same on every board, then what the author says otherwise. */
export function colouredSeries(panel: Panel): readonly Coloured[] {
  const known = BY_SERIES.has(panel.type) ? knownColours(panel) : [];
  const words = known.flatMap(({ matcher, properties }) =>
    properties.map(({ value }): Coloured => ({ pattern: bare(matcher.options), color: value.fixedColor })),
  );
  const own = panel.frame.overrides.flatMap(({ of, color }): readonly Coloured[] => {
    if (color === undefined || (isRecord(of) && !(of instanceof RegExp))) return [];
    return [of instanceof RegExp ? { pattern: of.source, color } : { ...named(String(of)), color }];
  });
  return [...own.toReversed(), ...words]; // the first that fits is drawn; in Grafana the last one wins
}

/** `/^p9/` is a pattern on the name. */
function named(of: string): { readonly name: string } | { readonly pattern: string } {
  return /^\/.*\/[a-z]*$/.test(of) ? { pattern: bare(of) } : { name: of };
}

/** Without its slashes; names are compared without regard to case. */
function bare(pattern: string): string {
  return pattern.replace(/^\/(.*)\/[a-z]*$/, '$1');
}
