import { asking } from '../../ask/asking.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { type Asked, countSteps, NEEDS, readRunsOf, retiredIn, retiredOptions, servicesOptions, versionedIn } from './asked.ts';

export const adviceCommand: CommandKind = {
  name: 'advice',
  summary: 'what to do: go back, finish a deployment, replace what should not run',
  configure: (command) => retiredOptions(servicesOptions(command)),
  run: asking(NEEDS, async (question) => {
    const services = await versionedIn(question);
    if (typeof services === 'string') return question.refuse(services);
    const rows: { readonly service: string; readonly advice: string }[] = [];
    for (const one of services) rows.push(...(await adviceFor(question, one)));
    const { show, span } = question;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), advice: rows },
      columns: [
        { name: 'service', value: ({ service }) => service },
        { name: 'advice', value: ({ advice }) => advice },
      ],
      rows,
      summary: rows.length === 0 ? 'Nothing to do about versions.' : `${count(rows.length, 'thing')} to do about versions.`,
    });
  }),
};

async function adviceFor(question: Asked, versioned: Parameters<typeof readRunsOf>[1]) {
  const { compareCounts, readCounts, transitionsOf, usageOf, versionAdvice } = await import('../../../program.ts');
  const { last, runs } = await readRunsOf(question, versioned);
  const transitions = transitionsOf(runs);
  const change = transitions.at(-1);
  const read = change && (await readCounts(question.servers.prometheus, versioned, countSteps(question)));
  const [before, after] = [read?.counts.get(change?.from ?? ''), read?.counts.get(change?.to ?? '')];
  const comparison = before && after ? compareCounts(before, after) : undefined;
  const service = versioned.service.name;
  const usage = usageOf(runs, last);
  return versionAdvice({ service, usage, transitions, comparison, ...retiredIn(question, versioned.service) }).map((advice) => ({
    service,
    advice,
  }));
}
