import { INSTANT, isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { BOARD_SETTINGS } from './board-settings.ts';
import { BY_TYPE } from './board-types.ts';
import { isUnit } from './is-unit.ts';
import type { Place } from './place.ts';

const UNTIL = /^now(?:-(.+))?$/;
const QUERY = 'a metric, a selection, a recording or promql`…`';

const FOLDER = "the title of a folder, 'Shop', or folder({ title, permissions })";

const words: Place['fits'] = (value) => typeof value === 'string';
const isFlag: Place['fits'] = (value) => typeof value === 'boolean';

/** What stands in dashboards, where a cast or plain JavaScript let something else pass. */
export const BOARD_PLACES: Readonly<Record<string, readonly Place[]>> = {
  dashboard: [
    must('title', isTitle, "a title: 'Orders'"),
    one('description', words, 'a text'),
    one('folder', isFolder, FOLDER),
    { field: 'service', fits: (value) => isKind(value, ['service']), wanted: 'a service' },
    { field: 'system', fits: (value) => isKind(value, ['system']), wanted: 'a system' },
    one('range', isTime, "a time above zero: '6h'"),
    one('until', isUntil, "'now', or 'now-1h'"),
    one('refresh', (value) => value === 'never' || isTime(value), "a time above zero, '1m', or 'never'"),
    one('editable', isFlag, 'true or false'),
    each('panels', 'panel', 'panel.timeseries({ title, show }), or another panel'),
    each('sections', 'section', 'section({ title, panels })'),
    each('variables', 'variable', 'labelValues({ of, label })'),
    each('links', 'dashboard-link', 'dashboardLink({ to: other })'),
    each('annotations', 'annotation', "annotation({ name, when }), or taggedAnnotation({ name, tags: ['deployment'] })"),
    { field: 'tags', each: 'list', fits: isText, wanted: 'a word' },
    ...BOARD_SETTINGS.dashboard,
  ],
  section: [
    must('title', (value) => value === '' || isTitle(value), "a title: 'Traffic'"),
    each('panels', 'panel', 'panel.timeseries({ title, show }), or another panel'),
    one('repeat', isVariable, 'a variable of the dashboard'),
    ...BOARD_SETTINGS.section,
  ],
  panel: [
    must('options.title', words, "a title: 'Messages waiting'"),
    one('options.description', words, 'a text'),
    one('options.unit', isUnit, "a unit of Grafana's: 's', 'bytes'"),
    one('options.width', (value) => isSize(value) && Number(value) <= 24, 'columns, from 1 to 24'),
    one('options.height', (value) => isSize(value) && Number(value) <= 200, 'rows of 30 pixels: 8'),
    one('library', isLibrary, "libraryPanel({ name: 'latency', panel })"),
    one('library.service', (value) => isKind(value, ['service']), 'a service'),
    one('library.system', (value) => isKind(value, ['system']), 'a system'),
    one('library.folder', isFolder, FOLDER),
    one('options.show', isShown, `${QUERY}, or a list of { show }`),
    one('options.goal', (value) => isKind(value, ['slo']), 'an SLO'),
    one('options.repeat', isRepeat, 'a variable of the dashboard, or { for: variable }'),
    each('options.links', 'dashboard-link', 'dashboardLink({ to: other })'),
    each('options.dataLinks', 'dashboard-link', 'dashboardLink({ to: other })'),
    ...BOARD_SETTINGS.panel,
  ],
  folder: [
    one('title', isText, "a title: 'Shop'"),
    {
      field: 'permissions',
      each: 'list',
      fits: isPermission,
      wanted: "{ role: 'Viewer', may: 'view' }: 'Viewer', 'Editor' or { team }, and 'view', 'edit' or 'admin'",
    },
  ],
  annotation: [
    must('options.name', isText, "a name: 'Deployments'"),
    one('options', marks, "{ name, when: promql`…` } or { name, tags: ['deployment'] }"),
    one('options.when', (value) => isKind(value, INSTANT), QUERY),
    { field: 'options.tags', each: 'list', fits: isText, wanted: 'a word' },
    ...BOARD_SETTINGS.annotation,
  ],
  variable: BOARD_SETTINGS.variable,
  ...BY_TYPE,
  'dashboard-link': [
    one('options', leadsSomewhere, "{ to: other }, { title, url: 'https://…' } or { title, tags: ['shop'] }"),
    ...BOARD_SETTINGS['dashboard-link'],
  ],
};

function one(field: string, fits: Place['fits'], wanted: string): Place {
  return { field, fits, wanted, strict: true };
}

/** Without it there is nothing to show, and no other stage asks for it. */
function must(field: string, fits: Place['fits'], wanted: string): Place {
  return { ...one(field, fits, wanted), needed: true };
}

function each(field: string, kind: string, wanted: string): Place {
  return { field, each: 'list', fits: (value) => isKind(value, [kind]), wanted };
}

function isShown(value: unknown): boolean {
  if (!Array.isArray(value)) return isQuery(value);
  return [...value].every(
    (part) =>
      part === undefined || // told by the walk over the definition
      (isRecord(part) &&
        (part['show'] === undefined || isQuery(part['show'])) &&
        (part['legend'] === undefined || words(part['legend'])) &&
        (part['instant'] === undefined || isFlag(part['instant']))),
  );
}

function isQuery(value: unknown): boolean {
  return isRecord(value) && (typeof value['kind'] === 'string' || typeof value['traceql'] === 'string');
}

function leadsSomewhere(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if ('to' in value) return isKind(value['to'], ['dashboard']);
  if (!isText(value['title'])) return false;
  return 'tags' in value
    ? Array.isArray(value['tags']) && value['tags'].length > 0 && value['tags'].every(isText)
    : isText(value['url']);
}

function marks(value: unknown): boolean {
  return isRecord(value) && ('when' in value || (Array.isArray(value['tags']) && value['tags'].length > 0));
}

function isRepeat(value: unknown): boolean {
  if (!isRecord(value) || !('for' in value)) return isVariable(value);
  const { for: variable, direction = 'h', maxPerRow = 1 } = value;
  return isVariable(variable) && (direction === 'h' || direction === 'v') && isSize(maxPerRow);
}

function isVariable(value: unknown): boolean {
  return isKind(value, ['variable']) && isText(value['name']);
}

function isFolder(value: unknown): boolean {
  return isTitle(value) || isKind(value, ['folder']);
}

function isPermission(value: unknown): boolean {
  if (!isRecord(value) || !['view', 'edit', 'admin'].some((may) => may === value['may'])) return false;
  const { role, team } = value;
  if (role !== undefined) return team === undefined && (role === 'Viewer' || role === 'Editor');
  return isText(team) || (isKind(team, ['team']) && isText(team['name']));
}

function isLibrary(value: unknown): boolean {
  return isRecord(value) && typeof value['name'] === 'string' && /\w/.test(value['name']);
}

function isSize(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isUntil(value: unknown): boolean {
  const [found, back] = typeof value === 'string' ? (UNTIL.exec(value) ?? []) : [];
  return found !== undefined && (back === undefined || parseDuration(back) !== undefined);
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
}

function isTitle(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
