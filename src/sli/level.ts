import type { LabelName, UnitOf } from '../authored/vector.ts';
import type { Quantity } from '../kernel/literals.ts';
import { type AskedOptions, askedProblems, beyond, noQuantity, quantityOf, worst } from './asked.ts';
import { authoredSli } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem } from './kind.ts';
import { type Measured, measuredSample, measuredText, metricsIn } from './measured.ts';

type Within<Q> = { readonly under: Q; readonly over?: never } | { readonly over: Q; readonly under?: never };

export type LevelOptions<M extends Measured> = AskedOptions & {
  /** A gauge, some of its series, a recording or a query. */
  readonly of: M;
  /** Keep the objective apart for each value of these labels. @default []: one objective, and the worst series speaks for all */
  readonly groupBy?: readonly LabelName<NoInfer<M>>[];
} & Within<Quantity<UnitOf<NoInfer<M>>>>;

/**
 * The share of time in which a measurement was within its bound: disk usage `under` 85%, replicas `over` 2; the bound itself is good.
 * Asked at every evaluation of the SLO; compiles to the recording `slo:sli_bad:state`. Events are better counted: `events`, `latency`.
 */
export function level<M extends Measured>(options: LevelOptions<M>): AuthoredSli {
  return authoredSli('level', options, level);
}

interface Settings extends AskedOptions {
  readonly of: Measured;
  readonly under?: number | string;
  readonly over?: number | string;
  readonly groupBy?: readonly string[];
}

export const levelKind: SliKind<Settings> = {
  type: 'level',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => metricsIn(of),
  problems: (settings) => [...boundProblems(settings), ...askedProblems(settings.missing, settings.groupBy)],
  state: (settings, context, site) => {
    const operator = settings.under === undefined ? '<' : '>';
    const bad = beyond(measuredText(settings.of, context, site), operator, quantityOf(boundOf(settings)) ?? '0');
    return worst(settings.groupBy ?? [], bad, settings.missing);
  },
  samples: (settings, context, site) => {
    const bound = Number(quantityOf(boundOf(settings)));
    // so near that a bound of half or twice the size would be seen
    const far = Math.abs(bound) / 4 || 1;
    const bad = settings.under === undefined ? bound - far : bound + far;
    return measuredSample(settings.of, settings.groupBy ?? [], { good: bound, bad }, context, site);
  },
};

function boundOf({ under, over }: Settings): number | string | undefined {
  return under ?? over;
}

function boundProblems(settings: Settings): SliProblem[] {
  const { under, over } = settings;
  if (under !== undefined && over !== undefined)
    return [
      {
        code: 'slo/setting',
        message: 'Both `under` and `over` are written, so that it is not known which side is good.',
        fix: 'keep one; for a corridor make two objectives',
      },
    ];
  const example = "a number or a quantity in the unit of the metric: '85%', '5GiB'";
  return quantityOf(boundOf(settings)) === undefined ? [noQuantity('under', boundOf(settings), example)] : [];
}
