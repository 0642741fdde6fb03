import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Incident } from '../../check/simulate/incident.ts';
import type { Slo } from '../../model/slo.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json } from '../print.ts';
import { buildProject } from '../project.ts';

interface Asked {
  readonly incidents: readonly Incident[];
  readonly perSecond: number | undefined;
  readonly measuredMs: number | undefined;
}

/** When each alert of an objective fires and resets, and what it has cost. */
export const simulateCommand: CommandKind = {
  name: 'simulate',
  summary: 'say when each alert of an objective fires, resets, and what it has cost, for a table of incidents',
  configure: (command) =>
    command
      .argument('<slo>', 'its address, checkout/slo/availability, or checkout/availability')
      .option('--incident <form>', 'SHARE/DURATION[/TIMESx], as 10%/30m or 100%/5m/0.2x; again for more', collected, [])
      .option('--traffic <rate>', 'usual events: 30/h, 200/s (default: so many that failures are never too few)')
      .option('--measured <duration>', 'how long the service has run when it begins (default: longer than any window)')
      .option('--svg <file>', 'draw it')
      .option('--json', 'print it as JSON'),
  run: async (invocation) => {
    const { io, args } = invocation;
    const asked = await askedOf(invocation);
    if (typeof asked === 'string') {
      io.err(`${asked}.\n`);
      return EXIT.usage;
    }
    const built = await buildProject(invocation);
    if (built.failed) return EXIT.diagnostics;
    const name = String(args[0]);
    const slo = built.derived.estate.slos.find((one) => one.address === name || one.address === name.replace('/', '/slo/'));
    if (slo) return print(invocation, slo, asked);
    const there = built.derived.estate.slos.map(({ address }) => address).join(', ') || 'none';
    io.err(`There is no objective ${name}. There are: ${there}.\n`);
    return EXIT.usage;
  },
};

function collected(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** The options, or what is wrong with them. */
async function askedOf({ options }: Invocation): Promise<Asked | string> {
  const { defaultIncidents, INCIDENT_FORM, parseDuration, parseIncident, parseTraffic } = await import('../../program.ts');
  const { incident, traffic, measured } = options;
  const texts = incident as string[]; // `collected` gathers them
  const parsed = texts.map((text) => ({ text, incident: parseIncident(text) }));
  const wrong = parsed.find((one) => one.incident === undefined);
  if (wrong) return `${wrong.text} is no incident: ${INCIDENT_FORM}`;
  const perSecond = traffic === undefined ? undefined : parseTraffic(String(traffic));
  if (traffic !== undefined && perSecond === undefined) return `${String(traffic)} is no traffic: 30/h, 200/s`;
  const measuredMs = measured === undefined ? undefined : parseDuration(String(measured));
  if (measured !== undefined && measuredMs === undefined) return `${String(measured)} is no duration: 30m, 2d`;
  const incidents = texts.length === 0 ? defaultIncidents : parsed.flatMap((one) => one.incident ?? []);
  return { incidents, perSecond, measuredMs };
}

async function print({ io, options }: Invocation, slo: Slo, { incidents, ...how }: Asked): Promise<ExitCode> {
  const { simulate, simulationJson, simulationSvg, simulationText } = await import('../../program.ts');
  const simulated = incidents.map((incident) => simulate(slo, incident, how));
  if (options['svg'] !== undefined) await writeFile(resolve(io.cwd, String(options['svg'])), simulationSvg(slo, simulated));
  if (options['json'] === true) io.out(json(simulationJson(slo, simulated, how.perSecond)));
  else io.out(simulationText(slo, simulated, how.perSecond));
  return EXIT.done;
}
