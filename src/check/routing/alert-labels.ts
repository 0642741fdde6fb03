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
export function alertLabels(derived: Derived, queries: readonly AnalysedQuery[]): AlertLabels[] {
  const asked = new Map(queries.flatMap((query) => (query.alert ? [[query.alert, query] as const] : [])));
  const external = derived.estate.environments.flatMap(({ labels, ...one }) => [...Object.keys(labels), ...tenantLabel(one)]);
  const shared = sharedSets();
  return derived.alerts.map((alert) => {
    const known = { ...fixedLabels(alert), alertname: alert.name };
    const output = asked.get(alert)?.analysis.labels;
    const possible = [...Object.keys(alert.labels), ...(output?.exact ?? []), ...external].filter(
      (label) => !Object.hasOwn(known, label),
    );
    return { alert, known, possible: shared(possible), open: output === undefined || (output.open ?? false) };
  });
}

/** One set for all alerts that may carry the same: most of an estate may. */
function sharedSets(): (texts: readonly string[]) => ReadonlySet<string> {
  const sets = new Map<string, ReadonlySet<string>>();
  return (texts) => {
    const key = texts.join(' '); // names of labels have none
    const found = sets.get(key) ?? new Set(texts);
    sets.set(key, found);
    return found;
  };
}

/** A label that is a template gets its value when the alert fires. */
function fixedLabels({ labels }: AlertRule): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}

/** Whether an instance of the alert can carry the label. */
export function canCarry({ known, possible, open }: AlertLabels, label: string): boolean {
  return open || possible.has(label) || Object.hasOwn(known, label);
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
