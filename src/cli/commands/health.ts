import type { Indicator, Together } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import type { Column } from '../ask/output.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: undefined } as const;
type Asked = Question<'prometheus'>;

/** How each service is: its targets, its health indicators, its alerts. */
export const healthCommand: CommandKind = {
  name: 'health',
  summary:
    'how each service is: targets that answer, health indicators (state sets), alerts that fire; up, degraded, down or unknown',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <name>', 'only of this service')
      .option('--indicator <name>', 'only this indicator: scrape, alerts, database …')
      .addOption(
        choiceOption('--together <how>', 'how indicators make a service, and services the whole', CHOICES.together).default(
          'all',
        ),
      ),
  run: asking(NEEDS, async (question) => {
    const { healthOf, readHealth, TOGETHER } = await import('../../program.ts');
    const { invocation, derived, servers, span, show, refuse } = question;
    const { service, indicator, together: written } = invocation.options;
    const together = TOGETHER.find((one) => one === written);
    if (!together) return refuse(await unknownName('way', String(written), TOGETHER));
    const services = derived?.estate.services ?? [];
    const names = services.map(({ name }) => name);
    if (service !== undefined && !names.includes(String(service)))
      return refuse(await unknownName('service', String(service), names));
    const asked = services.filter(({ name }) => service === undefined || name === service);
    const progress = (done: number) => question.progress(`${done} of ${asked.length} services …`);
    const all = await readHealth(servers.prometheus, { services: asked, at: span.to, progress });
    const rows = all.filter((one) => indicator === undefined || one.indicator === indicator);
    if (rows.length === 0 && indicator !== undefined)
      return refuse(await unknownName('indicator', String(indicator), [...new Set(all.map((one) => one.indicator))]));
    const byService = asked.map(({ name }) => {
      const own = rows.filter((row) => row.service === name);
      return { service: name, state: healthOf(own, together) };
    });
    const health = healthOf(byService, together);
    return show({
      json: { at: span.to.toISOString(), health, together, services: byService, indicators: rows },
      columns: COLUMNS,
      rows,
      summary: summaryOf(question, { health, together, services: byService }),
    });
  }),
};

const STYLE = { up: 'green', degraded: 'yellow', down: 'red', unknown: 'dim' } as const;

const COLUMNS: readonly Column<Indicator>[] = [
  { name: 'service', value: ({ service }) => service },
  { name: 'indicator', value: ({ indicator }) => indicator },
  { name: 'state', value: ({ state }) => state, style: ({ state }) => STYLE[state] },
  { name: 'detail', value: ({ detail }) => detail },
];

interface Health {
  readonly health: Indicator['state'];
  readonly together: Together;
  readonly services: readonly { readonly service: string; readonly state: Indicator['state'] }[];
}

function summaryOf({ span }: Asked, { health, together, services }: Health): string {
  const sick = services.filter(({ state }) => state !== 'up').map(({ service, state }) => `${service} ${state}`);
  const rest = sick.length === 0 ? '' : `: ${sick.join(', ')}`;
  return `${health} (${together} of ${count(services.length, 'service')}) at ${span.print(span.to)}${rest}.`;
}
