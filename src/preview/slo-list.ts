import { defaultIncidents } from '../check/simulate/incident.ts';
import { simulate } from '../check/simulate/simulate.ts';
import { simulationSvg } from '../check/simulate/svg.ts';
import { budgetText } from '../check/slo/say.ts';
import type { Slo } from '../model/slo.ts';
import { html, scriptJson } from './escape.ts';

/** Every objective with what some incidents would do to it. Put into the page when it is opened: simulations are long. */
export function sloList(slos: readonly Slo[]): string {
  if (slos.length === 0) return '<p>There are no objectives.</p>';
  return slos.map(entryOf).join('\n');
}

function entryOf(slo: Slo): string {
  const simulated = defaultIncidents.map((incident) => simulate(slo, incident, { perSecond: undefined, measuredMs: undefined }));
  return `<details class="slo" id="${html(slo.address)}"><summary><b>${html(slo.title)}</b> <code>${html(slo.address)}</code>
<small>${html(budgetText(slo, undefined))}</small></summary><div class="svg"></div><script type="application/json">${scriptJson(simulationSvg(slo, simulated))}</script></details>`;
}
