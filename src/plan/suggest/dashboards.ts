import { isRecord } from '../../kernel/canonical.ts';
import type { Dashboard, Panel } from '../../model/dashboard.ts';
import { panelKinds } from '../../panels/kinds.ts';
import type { RawDifference } from '../structural-diff.ts';
import { givenAt, literal } from './literal.ts';
import type { Edit, Scene, Suggest } from './suggestion.ts';

type Change = Omit<Edit, 'address' | 'origin'>;
type Say = (now: unknown) => Change | undefined;

const CROSSHAIRS = ['off', 'crosshair', 'tooltip'];
const PREFIX = 'dashboard/';

/** What Grafana means where a dashboard says nothing is what it says. */
const OF_BOARD: Readonly<Record<string, Say>> = {
  title: (now) => plain('title', now),
  description: (now = '') => plain('description', now),
  refresh: (now = '') => plain('refresh', now === '' ? 'never' : now),
  editable: (now = true) => plain('editable', now),
  liveNow: (now = false) => plain('liveNow', now),
  preload: (now = false) => plain('preload', now),
  fiscalYearStartMonth: (now = 0) => plain('fiscalYearStartMonth', now),
  weekStart: (now) => plain('weekStart', now === '' ? undefined : now),
  timezone: (now) => (now === '' || now === undefined ? undefined : plain('timezone', now)),
  graphTooltip: (now = 0) => plain('crosshair', CROSSHAIRS[Number(now)]),
};

const SIZES: Readonly<Record<string, string>> = { w: 'width', h: 'height' };
/** Fields of a panel that its options call the same. */
const OF_PANEL = new Set(['title', 'description', 'transparent']);
const ID_NOTE = 'the id of a panel is made of its title: links to it break';

/** Boards somebody wrote; those that are derived have no options. */
export const suggestBoards: Suggest = (scene) => {
  const board = boardOf(scene);
  return (difference) => {
    if (!board) return [];
    const { address, origin } = board;
    const panel = panelAt(board, difference.path);
    if (panel) {
      const change = panelChange(panel.panel, panel.field, difference);
      return change ? [{ address, origin: panel.panel.origin, of: `panel "${panel.panel.title}"`, ...change }] : [];
    }
    return boardChanges(board, difference).map((change) => ({ address, origin, ...change }));
  };
};

function boardOf({ wanted: { id, state }, derived }: Scene): Dashboard | undefined {
  const uid = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : uidIn(state);
  return derived.estate.dashboards.find((one) => one.uid === uid);
}

function uidIn(state: string): unknown {
  const board: unknown = JSON.parse(state); // compiled
  return isRecord(board) ? board['uid'] : undefined;
}

function boardChanges(board: Dashboard, { path, was, now }: RawDifference): readonly Change[] {
  const [key = '', inner] = path;
  if (key === 'time') return times(inner, was, now);
  if (key === 'tags') return tagged(board, was, now);
  const change = path.length === 1 ? OF_BOARD[key]?.(now) : undefined;
  return change ? [change] : [];
}

const ENDS = [
  { end: 'from', option: 'range', form: /^now-(\w+)$/, own: 'now-6h' },
  { end: 'to', option: 'until', form: /^(now.*)$/, own: 'now' },
] as const;

/** Grafana's own range stands for none at all. */
function times(inner: string | undefined, was: unknown, now: unknown): readonly Change[] {
  return ENDS.flatMap(({ end, option, form, own }) => {
    if (inner !== undefined && inner !== end) return [];
    const [before, after] = [was, now].map((one) => (inner === undefined && isRecord(one) ? one[end] : one) ?? own);
    const text = before === after ? undefined : form.exec(String(after))?.[1];
    return text === undefined ? [] : [{ option, value: literal(text) }];
  });
}

/** Tags of system, service and estate follow by themselves. */
function tagged({ origin }: Dashboard, was: unknown, now: unknown): readonly Change[] {
  const given = givenAt(origin, 'tags') ?? [];
  if (!Array.isArray(given)) return [];
  const more = typeof now === 'string' ? [...given.filter((one) => one !== was), now] : given.filter((one) => one !== was);
  return more.length === given.length && now === undefined ? [] : [{ option: 'tags', value: literal(more) }];
}

/** The panel a path leads into, by the last list of panels in it: rows have their own. */
function panelAt(
  board: Dashboard,
  path: readonly string[],
): { readonly panel: Panel; readonly field: readonly string[] } | undefined {
  const at = path.lastIndexOf('panels');
  const field = path.slice(at + 2);
  const found = board.sections.flatMap(({ panels }) => panels).filter(({ title }) => title === path[at + 1]);
  const [panel] = found;
  return at >= 0 && field.length > 0 && panel && found.length === 1 && !panel.library ? { panel, field } : undefined;
}

function panelChange(panel: Panel, field: readonly string[], { now }: RawDifference): Change | undefined {
  const [key = '', ...inner] = field;
  if (now === undefined) return undefined; // left out, an option has a default of its own
  if (key === 'gridPos') return sized(inner, now);
  const option = key === 'fieldConfig' && inner[0] === 'defaults' && inner.length === 2 ? (inner[1] ?? '') : key;
  const taken = field.length === 1 ? OF_PANEL.has(key) : option !== key;
  const change = taken && Object.hasOwn(panelKinds.get(panel.type)?.takes ?? {}, option) ? plain(option, now) : undefined;
  return change && (option === 'title' ? { ...change, note: ID_NOTE } : change);
}

/** Where it stands follows from the panels before it. */
function sized([key = '']: readonly string[], now: unknown): Change | undefined {
  const option = SIZES[key];
  return typeof now === 'number' && option !== undefined ? plain(option, now) : undefined;
}

/** Undefined leaves the option out; what no option can hold is no edit. */
function plain(option: string, now: unknown): Change | undefined {
  const value = literal(now);
  return now !== undefined && value === undefined ? undefined : { option, value };
}
