/** The labels a series can carry. With `open`, it can carry others too. */
export interface OutputLabels {
  readonly exact: ReadonlySet<string>;
  readonly open?: boolean;
}

/** Inside the analysis: also which labels some of the series may lack. */
export interface Labels extends OutputLabels {
  readonly open: boolean;
  readonly optional: ReadonlySet<string>;
}

export const NO_LABELS: Labels = { exact: new Set(), optional: new Set(), open: false };
export const ANY_LABELS: Labels = { exact: new Set(), optional: new Set(), open: true };

export function labelsOf(exact: Iterable<string>, optional: Iterable<string> = [], open = false): Labels {
  return { exact: new Set(exact), optional: new Set(optional), open };
}

export function canHave(labels: Labels, label: string): boolean {
  return labels.open || labels.exact.has(label);
}

export function mustHave(labels: Labels, label: string): boolean {
  return labels.exact.has(label) && !labels.optional.has(label);
}

/** `by (…)`: of an open set every listed label may be there. */
export function keepLabels(labels: Labels, kept: readonly string[]): Labels {
  const exact = kept.filter((label) => canHave(labels, label));
  return labelsOf(
    exact,
    exact.filter((label) => !mustHave(labels, label)),
  );
}

/** `without (…)`. */
export function dropLabels(labels: Labels, dropped: readonly string[]): Labels {
  return labelsOf(difference(labels.exact, dropped), difference(labels.optional, dropped), labels.open);
}

export function addLabel(labels: Labels, label: string, always: boolean): Labels {
  const optional = new Set(labels.optional);
  if (always) optional.delete(label);
  else if (!labels.exact.has(label)) optional.add(label);
  return { exact: new Set([...labels.exact, label]), optional, open: labels.open };
}

/** `or`: a label only one side has is not on every series. */
export function unionLabels(a: Labels, b: Labels): Labels {
  const exact = new Set([...a.exact, ...b.exact]);
  return {
    exact,
    optional: new Set([...exact].filter((label) => !mustHave(a, label) || !mustHave(b, label))),
    open: a.open || b.open,
  };
}

/** What two matched series have in common; of an open side anything. */
export function commonLabels(a: Labels, b: Labels): Labels {
  if (a.open) return b;
  return b.open
    ? a
    : keepLabels(
        a,
        [...a.exact].filter((label) => b.exact.has(label)),
      );
}

export function listLabels(labels: OutputLabels): string {
  const names = [...labels.exact].sort();
  return names.length === 0 ? 'no labels' : names.join(', ');
}

function difference(from: ReadonlySet<string>, dropped: readonly string[]): Set<string> {
  const rest = new Set(from);
  for (const label of dropped) rest.delete(label);
  return rest;
}
