import type { AlertRule } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { LabelMatch } from '../../model/routing.ts';
import { tenantLabel } from '../../model/sharing.ts';
import type { AnalysedQuery } from '../queries.ts';
import { holds, type Labels } from './match.ts';
import { alertmanagerRegex } from './regex.ts';

/** What is known of an alert's labels before it ever fires. */
export interface AlertLabels {
  readonly alert: AlertRule;
  /** On every instance of it, with this value. */
  readonly known: Labels;
  /** Labels an instance may carry, with a value only the series know. */
  readonly possible: ReadonlySet<string>;
  /** It may carry others too. */
  readonly open: boolean;
}

/** How surely an alert meets matchers, judged before it fires. */
export type Meeting = 'always' | 'maybe' | 'never';

/** Every alert that reaches an Alertmanager, with the labels its rule, its query and its environment give it. */
export function alertLabels(derived: Derived, queryOf: (alert: AlertRule) => AnalysedQuery | undefined): AlertLabels[] {
  const external = derived.estate.environments.flatMap(({ labels, ...one }) => [...Object.keys(labels), ...tenantLabel(one)]);
  const about = { external, queryOf, shared: sharing() };
  return derived.alerts.map((alert) => new LabelsOf(alert, about));
}

/** What the labels of all alerts come from. */
interface About {
  readonly external: readonly string[];
  readonly queryOf: (alert: AlertRule) => AnalysedQuery | undefined;
  readonly shared: ReturnType<typeof sharing>;
}

/** What the series of an alert carry is analysed when somebody asks: where alerts go is mostly decided by what is known. */
class LabelsOf implements AlertLabels {
  readonly alert: AlertRule;
  readonly #about: About;
  #known: Labels | undefined;
  #series: OfSeries | undefined;

  constructor(alert: AlertRule, about: About) {
    this.alert = alert;
    this.#about = about;
  }

  get known(): Labels {
    this.#known ??= { ...fixedLabels(this.alert), alertname: this.alert.name };
    return this.#known;
  }

  get possible(): ReadonlySet<string> {
    return this.#analysed().possible;
  }

  get open(): boolean {
    return this.#analysed().open;
  }

  #analysed(): OfSeries {
    this.#series ??= this.#analyse();
    return this.#series;
  }

  #analyse(): OfSeries {
    const { external, queryOf, shared } = this.#about;
    const output = queryOf(this.alert)?.analysis.labels;
    const labels = [...Object.keys(this.alert.labels), ...(output?.exact ?? []), ...external];
    return shared(
      labels.filter((label) => !Object.hasOwn(this.known, label)),
      output === undefined || (output.open ?? false),
    );
  }
}

/** What an instance may carry by its series. */
type OfSeries = Pick<AlertLabels, 'possible' | 'open'>;

/** One for all alerts that may carry the same: most of an estate may. */
function sharing(): (labels: readonly string[], open: boolean) => OfSeries {
  const all = new Map<string, OfSeries>();
  return (labels, open) => {
    const key = `${open} ${labels.join(' ')}`; // names of labels have no spaces
    const found = all.get(key) ?? { possible: new Set(labels), open };
    all.set(key, found);
    return found;
  };
}

/** A label that is a template gets its value when the alert fires. */
function fixedLabels({ labels }: AlertRule): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}

/** Whether an instance of the alert can carry the label. */
export function canCarry(labels: AlertLabels, label: string): boolean {
  return Object.hasOwn(labels.known, label) || labels.open || labels.possible.has(label);
}

/** All matchers must hold; one that cannot decides, one that depends on the series leaves it open. */
export function meets(matchers: readonly LabelMatch[], labels: AlertLabels): Meeting {
  const each = matchers.map((matcher) => meetsOne(matcher, labels));
  if (each.includes('never')) return 'never';
  return each.includes('maybe') ? 'maybe' : 'always';
}

function meetsOne(matcher: LabelMatch, labels: AlertLabels): Meeting {
  const { label, op, value } = matcher;
  const isKnown = Object.hasOwn(labels.known, label);
  if (!isKnown && canCarry(labels, label)) return 'maybe';
  if ((op === '=~' || op === '!~') && !alertmanagerRegex(value)) return 'maybe';
  return holds(matcher, isKnown ? (labels.known[label] ?? '') : '') ? 'always' : 'never';
}
