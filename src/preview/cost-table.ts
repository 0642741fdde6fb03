import { bytesText } from '../check/cost/budgeted.ts';
import type { Contribution, Unknown } from '../check/cost/contribution.ts';
import { estimateCost } from '../check/cost/estimate.ts';
import { type CostTotal, costTotals } from '../check/cost/group.ts';
import { countText } from '../check/slo/say.ts';
import type { Derived } from '../model/derived.ts';
import { html } from './escape.ts';

/** What the definitions come to at most, service by service, and what a change adds where that is known. */
export function costTable(derived: Derived, change: readonly string[]): string {
  const costs = estimateCost(derived);
  const said = change.map((line) => `<p><b>${html(line)}</b></p>`).join('');
  const heads = ['environment', 'service', 'series', 'samples a second', 'logs a day', 'stored spans a second'];
  const rows = [...costTotals(costs, 'environment'), ...costTotals(costs, 'service')].map(rowOf);
  return `${said}<p>At most, as declared: what no label, rate or sampling bounds is marked <b>+ ?</b> and not counted.</p>
<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>${unknownList(costs)}`;
}

function rowOf({ environment, name, series, samplesPerSecond, logBytesPerDay, spansPerSecond, unknown }: CostTotal): string {
  const amount = (text: string, of: Unknown['of']) => `${text}${unknown.some((one) => one.of === of) ? ' + ?' : ''}`;
  const cells = [
    environment,
    name,
    amount(countText(Math.ceil(series)), 'series'),
    amount(countText(samplesPerSecond), 'series'),
    amount(bytesText(logBytesPerDay), 'logs'),
    amount(countText(spansPerSecond), 'spans'),
  ];
  return `<tr>${cells.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`;
}

function unknownList(costs: readonly Contribution[]): string {
  const whys = [...new Set(costs.flatMap(({ unknown }) => unknown.map(({ why }) => why)))];
  if (whys.length === 0) return '';
  return `<details><summary>Unknown (unbounded): ${whys.length}</summary><ul>${whys.map((why) => `<li>${html(why)}</li>`).join('')}</ul></details>`;
}
