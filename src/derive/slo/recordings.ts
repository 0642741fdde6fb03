import type { QueryContext, Site } from '../../authored/context.ts';
import { printDecimal, rational } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { RecordingRule } from '../../model/alert.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { orZero } from '../../sli/authored-sli.ts';
import { sliKinds } from '../../sli/kinds.ts';

const MINUTE = 60_000;
/** The window of the base recordings, which every longer window is summed from. */
export const BASE_MS = 5 * MINUTE;
/** Up to here windows are read from the raw series: summed base windows lag by half a base window, which would matter. */
const RAW_UP_TO_MS = 30 * MINUTE;
/** The window the burn rate shown on boards is taken over. */
const BURN_MS = 60 * MINUTE;

export const TOTAL = 'slo:sli_total:rate5m';
export const BAD = 'slo:sli_bad:rate5m';
export const REMAINING = 'slo:error_budget:remaining_ratio';
export const BURN_RATE = 'slo:error_budget:burn_rate';

export function errorRatio(windowMs: number): string {
  return `slo:sli_error:ratio_rate${printDuration(windowMs)}`;
}

/** `{slo="checkout/availability"}` */
export function sloSelector(slo: Slo): string {
  return `{slo=${JSON.stringify(sloKey(slo))}}`;
}

/** Every window something reads: those of the tiers, the base, the burn rate's and the SLO's own. */
export function windowsOf(slo: Slo): number[] {
  const all = [BASE_MS, BURN_MS, slo.windowMs, ...slo.tiers.flatMap((tier) => [tier.longMs, tier.shortMs])];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The recordings of an SLO, base first: later rules of the group read what earlier ones wrote. */
export function recordingsOf(slo: Slo, context: QueryContext): RecordingRule[] {
  const site: Site = { at: slo.address, origin: slo.origin };
  const rule = (record: string, text: string, labels = {}): RecordingRule => ({
    record,
    query: context.text(text, site),
    labels: { slo: sloKey(slo), ...labels },
    cause: slo.address,
    origin: slo.origin,
  });
  const windows = windowsOf(slo);
  return [
    ...baseRules(slo, context, site, rule),
    ...windows
      .filter((window) => window !== BASE_MS)
      .map((window) => rule(errorRatio(window), ratioOver(slo, window, context, site))),
    ...budgetRules(slo, rule),
  ];
}

type Rule = (record: string, text: string, labels?: Readonly<Record<string, string>>) => RecordingRule;

function baseRules(slo: Slo, context: QueryContext, site: Site, rule: Rule): RecordingRule[] {
  const { total, bad } = seriesOver(slo, BASE_MS, context, site);
  const where = sloSelector(slo);
  return [
    rule(TOTAL, total),
    rule(BAD, orZero(slo.sli.groupBy, bad, `${TOTAL}${where}`)),
    rule(errorRatio(BASE_MS), `${BAD}${where} / (${TOTAL}${where} > 0)`),
  ];
}

/** Sums of events, never a mean of ratios: an idle hour must not poison a month, and a busy one counts for what it is. */
function ratioOver(slo: Slo, windowMs: number, context: QueryContext, site: Site): string {
  const where = sloSelector(slo);
  const window = printDuration(windowMs);
  if (windowMs > RAW_UP_TO_MS)
    return `sum_over_time(${BAD}${where}[${window}]) / (sum_over_time(${TOTAL}${where}[${window}]) > 0)`;
  const { total, bad } = seriesOver(slo, windowMs, context, site);
  return `(${orZero(slo.sli.groupBy, bad, total)}) / (${total} > 0)`;
}

function seriesOver(slo: Slo, windowMs: number, context: QueryContext, site: Site): { total: string; bad: string } {
  const kind = sliKinds.get(slo.sli.type);
  if (!kind) throw new Error(`no SLI kind ${slo.sli.type}`);
  return kind.series(slo.sli.settings, printDuration(windowMs), context, site);
}

function budgetRules(slo: Slo, rule: Rule): RecordingRule[] {
  const where = sloSelector(slo);
  const budget = printDecimal(slo.budget);
  const seconds = printDecimal(rational(BigInt(slo.windowMs), 1000n));
  const { service } = slo;
  return [
    rule('slo:objective:ratio', `vector(${printDecimal(slo.objective)})`),
    rule(REMAINING, `1 - ${errorRatio(slo.windowMs)}${where} / ${budget}`),
    rule(BURN_RATE, `${errorRatio(BURN_MS)}${where} / ${budget}`),
    rule('slo:error_budget:exhaustion_seconds', `clamp_min(${REMAINING}${where}, 0) * ${seconds} / (${BURN_RATE}${where} > 1)`),
    rule('slo:info', 'vector(1)', {
      objective: slo.objectiveText,
      owner: service.owner.name,
      service: service.name,
      ...(service.system ? { system: service.system.name } : {}),
      tier: String(service.tier),
      window: printDuration(slo.windowMs),
    }),
  ];
}
