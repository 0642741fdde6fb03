import { isRecord } from '../../kernel/canonical.ts';

type Written = Readonly<Record<string, unknown>>;

/** What a tenant has, as authored. */
export interface OwnThings {
  readonly all: ReadonlySet<object>;
  readonly names: ReadonlySet<string>;
  /** Also what belongs to one of its services. */
  has(one: object): boolean;
}

/** Fields of `when` that hold things of somebody. */
const OF_SOMEBODY = ['service', 'system', 'alert', 'slo', 'team'];
/** Labels whose values are names of such things, where they are written as texts. */
const NAMES = ['service', 'owner', 'slo'];

/** What is written about routing, as far as it is about what the tenant has. */
export function routingOf(routing: Written & object, own: OwnThings): object {
  return {
    ...routing,
    ...routesIn(routing, 'overrides', own),
    ...routesIn(routing, 'tree', own),
    ...(Array.isArray(routing['inhibit']) && { inhibit: routing['inhibit'].flatMap((one) => inhibitionOf(one, own)) }),
  };
}

function routesIn(holder: Written, field: string, own: OwnThings): object {
  const routes = holder[field];
  return Array.isArray(routes) ? { [field]: routes.flatMap((one) => routeOf(one, own)) } : {};
}

function routeOf(route: unknown, own: OwnThings): object[] {
  if (!isRecord(route)) return [];
  const when = whenOf(route['when'], own);
  return when ? [{ ...route, when, ...routesIn(route, 'routes', own) }] : [];
}

function inhibitionOf(one: unknown, own: OwnThings): object[] {
  if (!isRecord(one)) return [];
  const [cause, silence] = [whenOf(one['while'], own), whenOf(one['silence'], own)];
  return cause && silence ? [{ ...one, while: cause, silence }] : [];
}

/** The condition without what is not the tenant's; undefined where it then holds of nothing. */
function whenOf(when: unknown, own: OwnThings): object | undefined {
  if (!isRecord(when)) return {};
  const kept: Record<string, unknown> = { ...when };
  for (const field of OF_SOMEBODY) {
    if (when[field] === undefined) continue;
    const some = someOf(when[field], (one) => isRecord(one) && own.has(one));
    if (some === 'nothing') return undefined;
    kept[field] = some;
  }
  const labels = labelsOf(when['labels'], own);
  if (labels === 'nothing') return undefined;
  const all = { ...kept, labels };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function labelsOf(labels: unknown, own: OwnThings): object | 'nothing' | undefined {
  if (!isRecord(labels)) return undefined;
  const kept: Record<string, unknown> = { ...labels };
  for (const label of NAMES) {
    const some = someOf(labels[label], (one) => typeof one !== 'string' || own.names.has(one.split('/')[0] ?? ''));
    if (some === 'nothing') return some;
    if (some === undefined) delete kept[label];
    else kept[label] = some;
  }
  return kept;
}

/** One, several or not several of them: undefined where there is no condition left, `nothing` where none can hold. */
function someOf(value: unknown, isOwn: (one: unknown) => boolean): unknown {
  if (value === undefined || value instanceof RegExp) return value;
  if (isRecord(value) && value['kind'] === 'not' && Array.isArray(value['values'])) {
    const values = value['values'].filter(isOwn);
    return values.length === 0 ? undefined : { ...value, values };
  }
  const kept = (Array.isArray(value) ? value : [value]).filter(isOwn);
  return kept.length === 0 ? 'nothing' : Array.isArray(value) ? kept : kept[0];
}
