/** The labels a series can carry. With `open`, it can carry others too. */
export interface OutputLabels {
  readonly exact: ReadonlySet<string>;
  readonly open?: boolean;
}

/** Inside the analysis: also which labels some of the series may lack. The metric name is not among them. */
export interface Labels extends OutputLabels {
  readonly open: boolean;
  readonly optional: ReadonlySet<string>;
  /** Labels no series carries, although the set is open. */
  readonly never: ReadonlySet<string>;
}

const NAME = '__name__';
const NONE: ReadonlySet<string> = new Set();

export const NO_LABELS: Labels = { exact: NONE, optional: NONE, open: false, never: NONE };
export const ANY_LABELS: Labels = { exact: NONE, optional: NONE, open: true, never: NONE };

export function labelsOf(exact: Iterable<string>, optional: Iterable<string> = [], open = false): Labels {
  return { exact: setOf(exact), optional: setOf(optional), open, never: NONE };
}

export function canHave(labels: Labels, label: string): boolean {
  return labels.exact.has(label) || (labels.open && !labels.never.has(label));
}

export function mustHave(labels: Labels, label: string): boolean {
  return labels.exact.has(label) && !labels.optional.has(label);
}

/** `by (…)`: of an open set every listed label may be there. */
export function keepLabels(labels: Labels, kept: readonly string[]): Labels {
  const exact = kept.filter((label) => label !== NAME && canHave(labels, label));
  return labelsOf(
    exact,
    exact.filter((label) => !mustHave(labels, label)),
  );
}

/** `without (…)`. */
export function dropLabels(labels: Labels, dropped: readonly string[]): Labels {
  if (dropped.length === 0) return labels;
  return {
    exact: difference(labels.exact, dropped),
    optional: difference(labels.optional, dropped),
    open: labels.open,
    never: labels.open ? setOf([...labels.never, ...dropped]) : NONE,
  };
}

export function addLabel(labels: Labels, label: string, always: boolean): Labels {
  return {
    exact: labels.exact.has(label) ? labels.exact : setOf([...labels.exact, label]),
    optional: always ? difference(labels.optional, [label]) : setOf([...labels.optional, label]),
    open: labels.open,
    never: difference(labels.never, [label]),
  };
}

/** `or`: a label only one side has is not on every series. */
export function unionLabels(a: Labels, b: Labels): Labels {
  const exact = setOf([...a.exact, ...b.exact]);
  return {
    exact,
    optional: setOf([...exact].filter((label) => !mustHave(a, label) || !mustHave(b, label))),
    open: a.open || b.open,
    never: setOf([...a.never, ...b.never].filter((label) => !canHave(a, label) && !canHave(b, label))),
  };
}

/** Which labels two series must agree in to be a pair. */
export interface Pairing {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
}

export function isCompared({ on, ignoring }: Pairing, label: string): boolean {
  return on ? on.includes(label) : !ignoring?.includes(label);
}

/** Labels of one side's series that have found a partner: what the partner surely has they have too, what it lacks they lack. */
export function pairedLabels(side: Labels, other: Labels, pairing: Pairing): Labels {
  // A label that is not listed can be on neither side unless that side is open.
  const candidates = side.open ? new Set([...side.exact, ...other.exact, ...(pairing.on ?? pairing.ignoring ?? [])]) : side.exact;
  const exact = new Set<string>();
  const optional = new Set<string>();
  for (const label of candidates) {
    const compared = isCompared(pairing, label);
    if (label === NAME || !canHave(side, label) || (compared && !canHave(other, label))) continue;
    exact.add(label);
    if (!mustHave(side, label) && !(compared && mustHave(other, label))) optional.add(label);
  }
  const open = side.open && (pairing.on !== undefined || other.open);
  const never = open ? setOf([...candidates, ...side.never].filter((label) => !exact.has(label))) : NONE;
  return { exact, optional: setOf(optional), open, never };
}

/** A compared label that one side always has and the other never: with it no two series are a pair. */
export function unpairable(left: Labels, right: Labels, pairing: Pairing): string | undefined {
  const labels = pairing.on ?? [...left.exact, ...right.exact];
  return labels.find((label) => isCompared(pairing, label) && (lacks(left, right, label) || lacks(right, left, label)));
}

/** Every series of `a` has it, none of `b` can. */
export function lacks(a: Labels, b: Labels, label: string): boolean {
  return mustHave(a, label) && !canHave(b, label);
}

export function listLabels(labels: OutputLabels): string {
  const names = [...labels.exact].sort();
  return names.length === 0 ? 'no labels' : names.join(', ');
}

/** Those of a set that are not dropped. */
export function difference(from: ReadonlySet<string>, dropped: readonly string[]): ReadonlySet<string> {
  return dropped.some((label) => from.has(label)) ? setOf([...from].filter((label) => !dropped.includes(label))) : from;
}

/** Most sets are empty, and the analysis makes very many: those are one. */
function setOf(labels: Iterable<string>): ReadonlySet<string> {
  const set = new Set(labels);
  return set.size === 0 ? NONE : set;
}
