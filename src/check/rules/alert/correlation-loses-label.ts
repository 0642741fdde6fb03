import { isRecord } from '../../../kernel/canonical.ts';
import type { DefinedAlert } from '../../../model/alert.ts';
import { finding } from '../../finding.ts';
import { canCarry } from '../../routing/alert-labels.ts';
import type { CheckInput, Rule } from '../../rule.ts';

const LONG = [
  'const long = alert({',
  "  service: checkout, name: 'QueueLong', severity: 'info', summary: 'A queue is long.',",
  '  when: promql`max by (queue) (${queue}) > 100`,',
  '});',
];
const backsUp = (when: string) =>
  [
    ...LONG,
    'correlation({',
    "  service: checkout, name: 'QueueBacksUp', severity: 'critical', within: '10m', by: ['queue'],",
    `  all: [long, { name: 'stuck', when: promql\`${when}\` }],`,
    '});',
  ].join('\n');

export const correlationLosesLabel: Rule = {
  code: 'alert/correlation-loses-label',
  severity: 'error',
  about: 'alert',
  together: true,
  why: 'Conditions are brought together by the labels of `by`. One that has added such a label up is in a group of its own, so with `all` the alert never fires.',
  bad: backsUp('min(${queue}) > 10'),
  good: backsUp('min by (queue) (${queue}) > 10'),
  *run(input) {
    for (const alert of input.derived.estate.alerts) {
      for (const [label, member] of lostIn(alert, input)) {
        yield finding(
          correlationLosesLabel,
          alert,
          `${member} has no label ${label}, by which ${alert.name} brings conditions together.`,
          {
            fix: `keep it in its query: sum by (${label}) (…), or take it out of \`by\``,
          },
        );
      }
    }
  },
};

/** A label of `by`, and a condition that cannot carry it. */
function lostIn(alert: DefinedAlert, { alerts, queries }: CheckInput): [label: string, member: string][] {
  const options = isRecord(alert.origin) && alert.origin['form'] === 'correlation' ? alert.origin['options'] : undefined;
  if (!isRecord(options) || !Array.isArray(options['by'])) return [];
  const members = [options['all'], options['some']].flatMap((list: unknown) => (Array.isArray(list) ? list : []));
  const told = members.flatMap((member: unknown) => alerts.filter((labels) => labels.alert.origin === member));
  const recorded = alert.recordings.slice(0, -1); // the last is what has held
  return options['by']
    .filter((label: unknown) => typeof label === 'string')
    .flatMap((label): [string, string][] => [
      ...told.filter((labels) => !canCarry(labels, label)).map(({ alert: member }): [string, string] => [label, member.name]),
      ...recorded.flatMap(({ query, name }): [string, string][] => {
        const output = queries.find((one) => one.query === query)?.analysis.labels;
        const carries = !output?.exact || output.open === true || output.exact.has(label);
        return carries ? [] : [[label, name]];
      }),
    ]);
}
