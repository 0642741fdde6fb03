import type { Command } from 'commander';
import type { Run, Versioned } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { askingOptions } from '../../ask/asking.ts';
import { namesIn } from '../../ask/service-names.ts';
import { unknownName } from '../../refuse.ts';

export const NEEDS = { engines: ['prometheus'], definitions: true, since: '24h' } as const;
export type Asked = Question<'prometheus'>;

export function servicesOptions(command: Command): Command {
  return askingOptions(command.argument('[service...]', 'only these'), NEEDS);
}

export function retiredOptions(command: Command): Command {
  return command
    .option('--below <version>', 'older versions should not run (default: as `retired` of the service says)')
    .option('--deprecated <versions...>', 'these versions should not run');
}

/** What was typed, else what the definition of the service says. */
export function retiredIn({ invocation }: Asked, { retired }: Versioned['service']) {
  const { below, deprecated } = invocation.options;
  return {
    below: below === undefined ? retired?.below : String(below),
    deprecated: deprecated === undefined ? (retired?.versions ?? []) : namesIn(deprecated),
  };
}

/** The services that say which version they are, or what is wrong with the names. */
export async function versionedIn(
  { derived, invocation }: Asked,
  names = invocation.args,
): Promise<readonly Versioned[] | string> {
  const { versionedOf } = await import('../../../program.ts');
  const { services = [], slos = [] } = derived?.estate ?? {};
  const wrong = names.find((name) => !services.some((one) => one.name === name));
  if (wrong !== undefined)
    return unknownName(
      'service',
      wrong,
      services.map(({ name }) => name),
    );
  const chosen = services.filter(({ name }) => names.length === 0 || names.includes(name));
  const found = chosen.flatMap((service) => versionedOf(service, slos) ?? []);
  if (found.length > 0) return found;
  return "No info metric with a label `version` is declared. Write info({ name: 'build_info', help: …, labels: { version: text() } }).";
}

/** The finest steps that one answer holds. */
const POINTS = 1000;

export async function readRunsOf(
  { scrapeSeconds, servers, span }: Asked,
  versioned: Versioned,
): Promise<{ readonly runs: readonly Run[]; readonly last: number; readonly stepSeconds: number }> {
  const { readRuns } = await import('../../../program.ts');
  const steps = { from: span.from, to: span.to, stepSeconds: span.step(POINTS, scrapeSeconds) };
  const runs = await readRuns(servers.prometheus, versioned, steps);
  const count = Math.floor((span.to.getTime() - span.from.getTime()) / 1000 / steps.stepSeconds);
  return { runs, last: span.from.getTime() / 1000 + count * steps.stepSeconds, stepSeconds: steps.stepSeconds };
}

/** As exact as the steps are: of steps of minutes nobody knows the second. */
export function knownTo(at: Date, stepSeconds: number): Date {
  return stepSeconds < 60 ? at : new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}

/** Steps of at least four scrapes, so that each holds an increase. */
export function countSteps({ scrapeSeconds, span }: Asked) {
  return { from: span.from, to: span.to, stepSeconds: span.step(300, scrapeSeconds * 4), scrapeSeconds };
}
