import type { Firing } from '../../../program.ts';
import { asking, askingOptions, type Question } from '../../ask/asking.ts';
import { lasting } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { namesIn, unknownService } from '../../ask/service-names.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { printLabels } from '../../print-alerts.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '24h' } as const;

/** What has fired, from Prometheus' own record of it. */
export const historyCommand: CommandKind = {
  name: 'history',
  summary: 'what has fired, from when to when, and how often',
  configure: (command) =>
    askingOptions(command.argument('[alert]', 'only alerts of this name'), NEEDS)
      .option('--service <name>', 'only of this service')
      .option('--severity <name>', 'only of this severity'),
  run: asking(NEEDS, async (question) => {
    const { alertHistory } = await import('../../../program.ts');
    const { derived, invocation, servers, span, show } = question;
    const text = (name: string) => (invocation.options[name] === undefined ? undefined : String(invocation.options[name]));
    const filter = { alert: invocation.args[0], service: text('service'), severity: text('severity') };
    const unknown = await unknownService(derived, namesIn(filter.service));
    if (unknown !== undefined) return question.refuse(unknown);
    const firings = await alertHistory(servers.prometheus, span, filter);
    return show({
      json: { firings: firings.map(jsonOf) },
      columns: columnsFor(question),
      rows: firings,
      summary: summaryOf(question, firings),
    });
  }),
};

const SHOWN: ReadonlySet<string> = new Set(['alertname', 'severity', 'service']);

function columnsFor({ span }: Question<'prometheus'>): Column<Firing>[] {
  const seconds = ({ fromMs, toMs }: Firing) => ((toMs ?? span.to.getTime()) - fromMs) / 1000;
  const rest = (labels: Firing['labels']) => Object.fromEntries(Object.entries(labels).filter(([name]) => !SHOWN.has(name)));
  return [
    { name: 'from', value: ({ fromMs }) => iso(fromMs), text: ({ fromMs }) => span.print(new Date(fromMs)) },
    {
      name: 'to',
      value: ({ toMs }) => iso(toMs),
      text: ({ toMs }) => (toMs === undefined ? 'fires' : span.print(new Date(toMs))),
    },
    { name: 'seconds', value: seconds, text: (one) => lasting(seconds(one)), side: 'right' },
    { name: 'alert', value: ({ labels }) => labels['alertname'] ?? '' },
    { name: 'severity', value: ({ labels }) => labels['severity'] ?? '' },
    { name: 'service', value: ({ labels }) => labels['service'] ?? '' },
    { name: 'labels', value: ({ labels }) => printLabels(rest(labels)) },
  ];
}

function jsonOf({ labels, fromMs, toMs }: Firing): object {
  return { labels, from: iso(fromMs), to: iso(toMs) };
}

function iso(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}

function summaryOf({ span }: Question<'prometheus'>, firings: readonly Firing[]): string {
  if (firings.length === 0) return `Nothing has fired since ${span.print(span.from)}.`;
  const names = new Set(firings.map(({ labels }) => labels['alertname']));
  const now = firings.filter(({ toMs }) => toMs === undefined).length;
  return `${count(firings.length, 'firing')} of ${count(names.size, 'alert')} since ${span.print(span.from)}, ${now} still.`;
}
