import { parseDecimal, printDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import { parseBytes } from '../kernel/unit.ts';
import type { Missing, SliProblem, SliState } from './kind.ts';

/** What every SLI that asks a condition, instead of counting events, may say. */
export interface AskedOptions {
  /**
   * What it means where nothing was measured. `'ignored'`: neither good nor bad, and `SloNoData` tells after ten minutes; `'good'` and
   * `'bad'` fill it in, so that `SloNoData` never fires. With `groupBy` only `'ignored'`: nobody knows which groups are missing. @default 'ignored'
   */
  readonly missing?: Missing;
}

const FILL: Readonly<Record<string, string>> = { good: ' or vector(0)', bad: ' or vector(1)', ignored: '' };

/** The state of the worst series of each group; a value that is no number was not measured. */
export function worst(labels: readonly string[], bad: string, missing: Missing = 'ignored', everyMs?: number): SliState {
  const by = labels.length === 0 ? 'max' : `max by (${labels.join(', ')})`;
  return asked(`${by} (${bad})`, missing, everyMs);
}

/** A state that is one for each group already. */
export function asked(bad: string, missing: Missing = 'ignored', everyMs?: number): SliState {
  return { bad: `${bad}${FILL[missing] ?? ''}`, everyMs, missing };
}

/** `(of >= -Inf) > bool 5`: 1 beyond the bound, 0 within it, nothing where `of` is NaN. */
export function beyond(of: string, operator: string, bound: string): string {
  return `(${of} >= -Inf) ${operator} bool ${bound}`;
}

export function askedProblems(missing: unknown = 'ignored', groupBy: readonly string[] = []): SliProblem[] {
  if (!Object.hasOwn(FILL, String(missing)))
    return [
      {
        code: 'slo/setting',
        message: `\`missing\` is ${JSON.stringify(missing)}.`,
        fix: "write missing: 'good', 'bad' or 'ignored'",
      },
    ];
  if (missing === 'ignored' || groupBy.length === 0) return [];
  return [
    {
      code: 'slo/missing-in-groups',
      message: `What is missing cannot count as ${missing} for each ${groupBy.join(', ')}: a group that is gone is not known any more.`,
      fix: "leave `missing` out, or make one objective for each group: of: metric.where({ … }), missing: 'bad'",
    },
  ];
}

/** `'15m'` → 900, `'5GiB'` → 5368709120, `'85%'` → 0.85, a number as it is; undefined where it is none of them. */
export function quantityOf(quantity: unknown): string | undefined {
  if (typeof quantity === 'number') return Number.isFinite(quantity) ? String(quantity) : undefined;
  if (typeof quantity !== 'string') return undefined;
  const milliseconds = parseDuration(quantity);
  if (milliseconds !== undefined) return String(milliseconds / 1000);
  const share = quantity.endsWith('%') ? parseDecimal(quantity) : undefined;
  if (share !== undefined) return printDecimal(share);
  const bytes = parseBytes(quantity);
  return bytes === undefined ? undefined : String(bytes);
}

export function noQuantity(field: string, value: unknown, example: string): SliProblem {
  return { code: 'slo/setting', message: `\`${field}\` is ${JSON.stringify(value)}.`, fix: `write ${field}: ${example}` };
}
