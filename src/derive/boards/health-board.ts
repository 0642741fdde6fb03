import type { AnyGauge, AnyStateSet } from '../../authored/metric.ts';
import type { Expr } from '../../authored/query.ts';
import { select } from '../../authored/selection.ts';
import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { Metric, Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { State } from '../../panels/states.ts';
import { anyOf, ask, type Board, query } from './board.ts';
import type { BoardInput } from './kind.ts';
import { scopeBoard } from './scopes.ts';
import { titleOf } from './words.ts';

const UP_OR_DOWN: readonly State[] = [
  { value: 0, text: 'down', color: 'red' },
  { value: 1, text: 'up', color: 'green' },
];
const YES_OR_NO: readonly State[] = [
  { value: 0, text: 'no', color: 'red' },
  { value: 1, text: 'yes', color: 'green' },
];
/** What a state is called says how bad it is; others are only told apart. */
const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(?:healthy|ok|up|ready|running|active|good|closed)$/i, 'green'],
  [/^(?:degraded|warning|half_?open|starting|draining|pending)$/i, 'orange'],
  [/^(?:unhealthy|down|failed|error|critical|dead|stopped|open|bad)$/i, 'red'],
];
const OTHERS = ['blue', 'purple', 'yellow', 'text'];
const IS_FINE = /_(?:up|successful|success|healthy|ready|alive)$/;

/** Which parts are well: instances that answer, and what services say of themselves. */
export function healthBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    if (!scope.services.some(({ metrics }) => metrics.some(isSaid))) return [];
    return scopeBoard('health', 'Health', scope, {
      description: 'Which instances answer, and what services say of their parts.',
      sections: () => [
        ...instances(scope.services.filter(({ scrape }) => scrape !== undefined)),
        section({ title: 'What they say of themselves', panels: scope.services.flatMap(panelsOf) }),
      ],
    });
  });
}

function instances(services: readonly Service[]): AuthoredSection[] {
  if (services.length === 0) return [];
  const jobs = anyOf(
    'job',
    services.map(({ job }) => job),
  );
  return [
    section({
      title: 'Instances',
      panels: [
        panel.stat({
          title: 'Down',
          description: 'Instances that do not answer their scrape.',
          show: query(`count(up{${jobs}} == 0) or vector(0)`, 'count'),
          thresholds: [{ from: 1, color: 'red' }],
          height: 6,
        }),
        panel.stateTimeline({
          title: 'Services',
          description: 'Down while no instance of the service answers its scrape.',
          show: [{ show: query(`max by (job) (up{${jobs}})`, 'count'), legend: '{{job}}' }],
          states: UP_OR_DOWN,
          width: 18,
          height: 6,
        }),
      ],
    }),
  ];
}

/** Whether a metric says how something is. */
function isSaid({ name, type, unit }: Metric): boolean {
  return type === 'stateset' || (type === 'gauge' && unit === 'count' && IS_FINE.test(name));
}

function panelsOf(service: Service): AuthoredPanel[] {
  const said = service.metrics.filter(isSaid);
  return said.map((metric) => (metric.type === 'stateset' ? statePanel(metric, service) : upPanel(metric, service)));
}

function upPanel(metric: Metric, service: Service): AuthoredPanel {
  const of = select(metric.origin as AnyGauge, { job: service.job }); // a gauge, as asked for
  return panel.stateTimeline({
    title: `${service.title}: ${titleOf(metric.name)}`,
    description: metric.help,
    show: [{ show: ask`min by (instance) (${of})`, legend: '{{instance}}' }],
    states: YES_OR_NO,
  });
}

/** One line for each part: the number of the state it is in, by the order they are declared in. */
function statePanel(metric: Metric, service: Service): AuthoredPanel {
  const states = metric.labels[metric.name]?.values ?? [];
  const parts = Object.keys(metric.labels).filter((label) => label !== metric.name);
  return panel.stateTimeline({
    title: `${service.title}: ${titleOf(metric.name)}`,
    description: metric.help,
    unit: 'short',
    show: [
      {
        show: stateNumber(metric, service, states, parts),
        legend: ['instance', ...parts].map((label) => `{{${label}}}`).join(' '),
      },
    ],
    states: states.map((text, value) => ({ value, text, color: colourOf(text, value) })),
  });
}

function stateNumber(metric: Metric, { job }: Service, states: readonly string[], parts: readonly string[]): Expr {
  const later = states.slice(1);
  const values = later.map((state) => select(metric.origin as AnyStateSet, { job, [metric.name]: state })); // a state set, as its type says
  const numbered = later.map((_, index) => (index === 0 ? '' : ` or ${index + 1} * `));
  return {
    kind: 'expr',
    type: 'vector',
    unit: 'count',
    strings: [`max by (${['instance', ...parts].join(', ')}) (${numbered[0] ?? ''}`, ...numbered.slice(1), ')'],
    values,
  };
}

function colourOf(text: string, value: number): string {
  return COLOURS.find(([pattern]) => pattern.test(text))?.[1] ?? OTHERS[value % OTHERS.length] ?? 'text';
}
