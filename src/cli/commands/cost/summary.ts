import type { CostContribution, CostTotal } from '../../../program.ts';
import { money, short } from '../../ask/numbers.ts';
import { count } from '../../print.ts';

/** Beside an amount of which a part is unknown. */
export function orMore({ unknown }: CostTotal, of: 'series' | 'logs' | 'spans'): string {
  return unknown.some((one) => one.of === of) ? ' + ?' : '';
}

const NAMED = 5;

/** What each environment comes to, what could not be counted, and why. */
export async function summaryOf(totals: readonly CostTotal[], found: readonly CostContribution[]): Promise<string> {
  const { bytesText } = await import('../../../program.ts');
  const lines = totals.map((one) => {
    const [series, logs, spans] = [orMore(one, 'series'), orMore(one, 'logs'), orMore(one, 'spans')];
    return (
      `${one.environment || 'In all'}: at most ${short(Math.ceil(one.series))}${series} series, ${money(one.samplesPerSecond)}${series} samples a second, ` +
      `${bytesText(one.sampleBytes)}${series} of samples kept; ${bytesText(one.logBytesPerDay)}${logs} of logs a day; ` +
      `${money(one.spansPerSecond)}${spans} spans a second stored.`
    );
  });
  const whys = [...new Set(found.flatMap(({ unknown }) => unknown.map(({ why }) => why)))];
  const more = whys.length > NAMED ? [`… and ${count(whys.length - NAMED, 'more', 'more')}; --json has all.`] : [];
  const unknown =
    whys.length === 0
      ? []
      : ['Unknown (unbounded), and not in the numbers:', ...whys.slice(0, NAMED).map((why) => `  ${why}`), ...more];
  return [...lines, ...unknown, ...beyond(found)].join('\n');
}

/** What a service exposes besides is stored too, unless only the declared is kept. */
function beyond(found: readonly CostContribution[]): string[] {
  const all = new Set(found.flatMap(({ service }) => (service?.scrape?.keep === 'all' ? [service.name] : [])));
  if (all.size === 0) return [];
  return [
    `Of ${count(all.size, 'service')} also metrics that are not declared are stored, which nobody can count here: scrape: { keep: 'declared' } drops them.`,
  ];
}
