import type { Change, Hazard } from './change.ts';
import type { Difference } from './structural-diff.ts';

const BY_HAZARD: Readonly<Record<Exclude<Hazard, 'none'>, string>> = {
  alerting: 'alerts stop being watched or told',
  data: 'what the server keeps with it is lost',
  restart: 'takes effect when the server is restarted',
};
/** What deleting a thing of a kind breaks elsewhere. */
const BY_DELETION: Readonly<Record<string, string>> = {
  'grafana-dashboard': 'links to it break',
  'grafana-datasource': 'panels that read it stay empty',
  'grafana-service-account': 'its tokens let nobody in any more',
  'grafana-library-panel': 'boards that show it lose it',
};
/** Without it a server does not start; it is not told to read a folder it is not in. */
const CONFIG_FILE = /^(?:prometheus|alertmanager)\.ya?ml$/;
const RUNS_ON = 'the server runs on with what it has read until it is stopped, and does not start without it';
const BY_CREATION: Readonly<Record<string, string>> = {
  'mimir-rules': 'is evaluated as soon as the ruler has it, unless the runtime.yaml that Mimir has read says otherwise',
};
type Tell = (difference: Difference) => string | undefined;

/** Recordings are named with colons. https://prometheus.io/docs/practices/rules/ */
const RULES: Tell = ({ path, action, was }) => {
  const [name = '', field] = after(path, 'rules');
  if (name === '') return undefined;
  if (action === 'remove' && field === undefined) {
    return name.includes(':') ? `${name} is recorded no more: what reads it stays empty` : `${name} stops being watched`;
  }
  if (field !== 'labels') return undefined;
  return was === undefined || !name.includes(':')
    ? `${name} starts anew: what fires is resolved, and fires again`
    : `${name} becomes another series`;
};
const ROUTES: Tell = ({ path, action, was, now }) => {
  if (path[0] === 'receivers' && action === 'remove' && path.length === 2) return `${path[1] ?? ''} is told nothing any more`;
  if (path[0] !== 'route') return undefined;
  if (path.at(-1) === 'receiver' && action === 'change') return `${now ?? ''} is told instead of ${was ?? ''}`;
  return action === 'remove' && path.at(-2) === 'routes' ? `a route to ${path.at(-1) ?? ''} is gone` : undefined;
};
const PANELS: Tell = ({ path, action }) =>
  path[0] === 'panels' && path.length === 2 && action === 'remove' ? `links to the panel ${path[1] ?? ''} break` : undefined;

/** What a move of rules from Prometheus comes down to. */
const RUNTIME: Tell = ({ path, action, now }) => {
  const on = action === 'remove' || (action === 'change' && now === 'true');
  if (!on || path.at(-1) !== 'ruler_alerting_rules_evaluation_enabled') return undefined;
  return 'its ruler begins to evaluate: where Prometheus still does, alerts are told twice';
};

const BY_KIND: Readonly<Record<string, Tell>> = {
  'prometheus-rules': RULES,
  'loki-rules': RULES,
  'mimir-rules': RULES,
  'mimir-runtime': RUNTIME,
  'grafana-alerting': RULES,
  'alertmanager-config': ROUTES,
  'grafana-dashboard': PANELS,
};

/** What a change can cost besides its purpose, as far as it can be told from what is compared: one part of a sentence each. */
export function hazardsOf(change: Change): string[] {
  const told = change.hazard === 'none' ? [] : [BY_HAZARD[change.hazard]];
  const broken = change.action !== 'delete' ? undefined : CONFIG_FILE.test(change.id) ? RUNS_ON : BY_DELETION[change.kind];
  const tell = Object.hasOwn(BY_KIND, change.kind) ? BY_KIND[change.kind] : undefined;
  const differences = 'diff' in change && tell ? change.diff.differences : [];
  const begun = change.action === 'create' ? BY_CREATION[change.kind] : undefined;
  return [
    ...new Set([
      ...told,
      ...(broken ? [broken] : []),
      ...(begun ? [begun] : []),
      ...differences.flatMap((one) => tell?.(one) ?? []),
    ]),
  ];
}

/** The parts of a path that follow a name. */
function after(path: readonly string[], name: string): readonly string[] {
  const at = path.indexOf(name);
  return at === -1 ? [] : path.slice(at + 1);
}
