import { everyPanel } from '../../check/every-panel.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { Derived } from '../../model/derived.ts';
import type { EngineName, Query } from '../../model/query.ts';

/** How far back something asks, and what. */
export interface Look {
  readonly ms: number;
  readonly by: string;
}

const RANGE = /\[\s*([0-9][0-9a-z]*)/g;
const OFFSET = /\boffset\s+([0-9][0-9a-z]*)/g;
const RELATIVE = /^now-([0-9]+[smhdwMy])/;

/** The furthest that rules, boards and objectives ask an engine for; undefined where nothing of them asks it. */
export function longestLook(derived: Derived, engine: EngineName): Look | undefined {
  const rules = derived.groups.flatMap((group) =>
    group.rules.map(({ query }) => ({ query, ms: 0, by: `the rules of ${group.name}` })),
  );
  const panels = everyPanel(derived).flatMap(({ dashboard, panel }) =>
    panel.queries.map(({ query }) => ({ query, ms: boardMs(dashboard.settings), by: `the board ${dashboard.title}` })),
  );
  const looks = [...rules, ...panels].flatMap(({ by, ms, query }) =>
    query.engine === engine ? [{ by, ms: ms + backMs(query) }] : [],
  );
  // an objective over a long window sums what it has recorded itself
  const slos =
    engine === 'prometheus'
      ? derived.estate.slos.map((slo) => ({ ms: slo.windowMs, by: `the objective ${slo.service.name}/${slo.name}` }))
      : [];
  return [...looks, ...slos].reduce<Look | undefined>((most, one) => (most && most.ms >= one.ms ? most : one), undefined);
}

/** At most: the longest range and the longest offset, though they may stand apart. */
function backMs({ text }: Query): number {
  const longest = (form: RegExp) => Math.max(0, ...[...text.matchAll(form)].map(([, length = '']) => parseDuration(length) ?? 0));
  return longest(RANGE) + longest(OFFSET);
}

function boardMs({ from, timepicker }: Derived['dashboards'][number]['settings']): number {
  const all = [from, ...(timepicker.quickRanges ?? []).map((one) => one.from)];
  return Math.max(0, ...all.map((one) => parseDuration(RELATIVE.exec(one)?.[1] ?? '') ?? 0));
}
