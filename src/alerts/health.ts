import { isKind } from '../authored/authored-values.ts';
import type { AnyStateSet, Of, StateSet } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Service } from '../authored/references.ts';
import type { Selection } from '../authored/selection.ts';
import { nearest } from '../kernel/nearest.ts';
import { printPromql } from '../query/promql/print.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { authoredAlert } from './authored-alert.ts';
import { choice, metricOfKind, needed } from './field.ts';
import { healthCases } from './health-cases.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertProblem, AlertRule, AlertScope } from './kind.ts';
import { forMsOf, holdsText, labelsText, nameText, sentence, seriesLabelsIn, setting } from './texts.ts';

/** Of how many it must be so: one alert for each, or one when more than half or all of them are. */
type Whose = 'each' | 'majority' | 'all';
/** The states of a set: the values of the label with the metric's own name. */
type StateOf<M> = M extends StateSet<infer L> ? L[keyof L] & string : string;

export type HealthOptions<M extends AnyStateSet> = AlertOptions & {
  /** @default 'each' */
  readonly whose?: Whose;
} & (
    | {
        /** A state set, or some of its series: `component('database')`. */
        readonly of: M | Selection<M>;
        /** The state it must not be in, or several. `'down'` is `'unhealthy'` of a set that has no state of that name. */
        readonly is: StateOf<NoInfer<M>> | 'down' | readonly StateOf<NoInfer<M>>[];
      }
    | {
        /** A service: whether Prometheus can scrape it, and has targets of it at all. */
        readonly of: Service;
        readonly is: 'down';
      }
  );

/**
 * Fires while a component is in a state it should not be in, or a service cannot be reached. Compiles to a query of the state set, or of `up`.
 * https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
export function health<M extends AnyStateSet>(options: HealthOptions<M>): AlertRule<'health'> {
  return authoredAlert('health', options, health);
}

interface Settings extends AlertOptions {
  readonly of: Of<AnyStateSet> | Service;
  readonly is: string | readonly string[];
  readonly whose?: Whose;
}

const states = metricOfKind('stateset');

export const healthKind: AlertKind<Settings> = {
  form: 'health',
  fields: {
    of: needed({ fits: (value) => states.fits(value) || isKind(value, ['service']), wanted: `a service, or ${states.wanted}` }),
    is: needed({
      fits: (value) =>
        typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')),
      wanted: "a state: 'down', or a list of states",
    }),
    whose: choice('each', 'majority', 'all'),
  },
  problems: (options) => (options.of.kind === 'service' ? serviceProblems(options) : stateProblems(options, options.of)),
  parts: (options, scope) =>
    options.of.kind === 'service' ? ofService(options, options.of, scope) : ofStates(options, options.of, scope),
};

function serviceProblems({ is }: Settings): AlertProblem[] {
  return is === 'down'
    ? []
    : [setting(`A service is no state set: it is down or it is not, and \`is\` is ${JSON.stringify(is)}.`, "write is: 'down'")];
}

function statesOf(of: Of<AnyStateSet>): readonly string[] {
  return (metricOf(of) as { readonly states?: readonly string[] }).states ?? []; // a state set has the field
}

function wantedStates({ is }: Settings, of: Of<AnyStateSet>): readonly string[] {
  const known = statesOf(of);
  const list = typeof is === 'string' ? [is] : is;
  return list.map((state) => (state === 'down' && !known.includes('down') ? 'unhealthy' : state));
}

function stateProblems(options: Settings, of: Of<AnyStateSet>): AlertProblem[] {
  const known = statesOf(of);
  return wantedStates(options, of).flatMap((state) => {
    if (known.includes(state)) return [];
    const near = nearest(state, known);
    const fix = near === undefined ? `write one of ${known.map((one) => `'${one}'`).join(', ')}` : `write '${near}'`;
    return [setting(`${metricOf(of).name} has no state ${JSON.stringify(state)}.`, fix)];
  });
}

/** What of all of them is 1 where it is so and 0 where not. */
const TOGETHER: Readonly<Record<Exclude<Whose, 'each'>, (text: string) => string>> = {
  majority: (text) => `avg(${text}) > 0.5`,
  all: (text) => `min(${text}) == 1`,
};
const SAID: Readonly<Record<Whose, string>> = { each: '', majority: 'most of ', all: 'all of ' };

function ofStates(options: Settings, of: Of<AnyStateSet>, { context, site }: AlertScope): AlertParts {
  const { whose = 'each' } = options;
  const { name } = metricOf(of);
  const wanted = wantedStates(options, of);
  const selector = context.selector(of, site);
  const [first = ''] = wanted;
  const value = wanted.map((state) => state.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const chosen: VectorSelector = {
    ...selector,
    matchers: [
      ...selector.matchers,
      { label: name, op: wanted.length > 1 ? '=~' : '=', value: wanted.length > 1 ? value : first, span: selector.span },
    ],
  };
  // of several states the label goes, so that a change from one to the other is no new beginning
  const text = wanted.length > 1 ? `max without (${name}) (${printPromql(chosen)})` : printPromql(chosen);
  const labels = whose === 'each' ? seriesLabelsIn(of).filter((label) => label !== name) : [];
  const what = `${SAID[whose]}${pinnedText(of) ?? nameText(of, options.name)} is ${wanted.join(' or ')}`;
  return {
    query: context.text(whose === 'each' ? `${text} == 1` : TOGETHER[whose](text), site),
    summary: sentence(what),
    ...(labels.length === 0 ? {} : { description: sentence(`${labelsText(labels)}${wanted.join(' or ')}`) }),
    numbers: [`It fires when ${what}${holdsText(options)}`],
    cases: healthCases({
      of,
      chosen,
      state: first,
      others: statesOf(of).filter((state) => !wanted.includes(state)),
      whose,
      forMs: forMsOf(options),
    }),
  };
}

/** `component database`, where the author chose it by name. */
function pinnedText(of: Of<AnyStateSet>): string | undefined {
  if (of.kind !== 'selection') return undefined;
  const pinned = Object.entries(of.match).filter(([, value]) => typeof value === 'string');
  return pinned.length === 0 ? undefined : pinned.map(([label, value]) => `${label} ${String(value)}`).join(', ');
}

function ofService(options: Settings, { name }: Service, { context, site }: AlertScope): AlertParts {
  const { whose = 'each' } = options;
  const up = `up{job=${JSON.stringify(name)}}`;
  const none = `absent(${up})`;
  const together = { majority: `avg(${up}) < 0.5`, all: `max(${up}) == 0`, each: `${up} == 0` }[whose];
  const series = (instance: number) => `up{instance="${instance}",job=${JSON.stringify(name)}}`;
  const count = whose === 'each' ? 1 : 3;
  const atMs = 120_000;
  // of three, the last goes down at the moment that counts
  const down = { each: 1, majority: 2, all: 3 }[whose];
  const show = (instance: number, falls: boolean) => ({
    series: series(instance),
    at: (ms: number) => (falls && (instance < down || ms >= atMs) ? 0 : 1),
  });
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return {
    query: context.text(`${together} or ${none}`, site),
    summary: sentence(`${SAID[whose]}${name} cannot be reached`),
    description: sentence(
      whose === 'each'
        ? `instance {{ $labels.instance }} of ${name} does not answer Prometheus, or there is no instance`
        : `${SAID[whose]}${name} does not answer Prometheus, or there is no instance`,
    ),
    numbers: [`It fires when ${SAID[whose]}${name} cannot be scraped, or has no target at all${holdsText(options)}`],
    cases: [
      { name: 'fires when it is down', series: all.map((instance) => show(instance, instance <= down)), holds: { fromMs: atMs } },
      { name: 'fires when it has no target', series: [], holds: { fromMs: 0 } },
      {
        name: 'stays quiet while it is up',
        series: all.map((instance) => show(instance, whose === 'all' && instance < down)),
        holds: undefined,
        lastsMs: 600_000,
      },
    ],
  };
}
