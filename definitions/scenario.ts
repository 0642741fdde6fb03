/** All systems together on the day on which each of them fails: what the boards of the whole estate have to show. */
import { play as cqrs } from './cqrs/scenario.ts';
import { play as flow } from './flow-orchestrator/scenario.ts';
import { play as monitoring } from './phoenix/monitoring/scenario.ts';
import { play as phoenix } from './phoenix/scenario.ts';
import { play as platform } from './platform/scenario.ts';
import { scenario } from './simulator/scenario.ts';
import { play as workflows } from './workflow-engine/scenario.ts';

const plays = [cqrs, flow, phoenix, monitoring, platform, workflows];
const failing = plays.flatMap(({ incidents }) => incidents.filter(({ logs }) => logs !== undefined));
const services = new Map(plays.flatMap((one) => one.services.map((played) => [played.service, played])));

export const play = scenario({
  system: 'estate',
  services: [...services.values()],
  history: '1h',
  labels: Object.fromEntries(plays.flatMap((one) => Object.keys(one.labels ?? {})).map((label) => [label, valuesOf(label)])),
  ordinary: plays.flatMap((one) => one.ordinary),
  logs: plays.flatMap((one) => one.logs ?? []),
  trace: '4bf92f3577b34da6a3ce929d0e0e4736',
  incidents: [
    {
      name: 'everything fails at once',
      at: '5m',
      for: '50m',
      what: failing.flatMap((one) => one.what ?? []),
      logs: failing.flatMap((one) => one.logs ?? []),
      fires: failing.flatMap((one) => one.fires),
    },
  ],
});

/** Of every system that says what values a label has. */
function valuesOf(label: string): string[] {
  return [...new Set(plays.flatMap((one) => one.labels?.[label] ?? []))];
}
