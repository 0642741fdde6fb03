import { describe, expect, test } from 'vitest';
import { changeList } from '../../../src/preview/change-list.ts';
import { fileChanges } from '../../../src/preview/changes.ts';
import { marksOf } from '../../../src/preview/marks.ts';

const BOARD = 'grafana/dashboards/shop/shop_overview.json';
const RULES = 'prometheus/rules/shop.yaml';

interface Made {
  readonly title: string;
  readonly unit?: string;
  readonly y?: number;
  readonly id?: number;
}

function board(panels: readonly Made[], more: object = {}): string {
  return JSON.stringify({
    uid: 'shop_overview',
    title: 'Overview',
    panels: panels.map(({ title, unit = 's', y = 0, id = 1 }) => ({
      id,
      title,
      gridPos: { h: 8, w: 12, x: 0, y },
      fieldConfig: { defaults: { unit } },
      targets: [{ refId: 'A', expr: 'latency' }],
    })),
    ...more,
  });
}

function rule(expr: string): string {
  return `groups:\n  - name: shop\n    rules:\n      - alert: Slow\n        expr: '${expr}'\n        labels: { severity: critical }\n`;
}

const at = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));

describe('what differs from what is committed', () => {
  test('is said of a panel by its title, and of its unit by name', () => {
    const was = at({ [`live/${BOARD}`]: board([{ title: 'Latency' }]) });
    const now = at({ [`live/${BOARD}`]: board([{ title: 'Latency', unit: 'ms' }]) });
    const [change] = fileChanges(was, now);
    expect(change).toMatchObject({ what: 'board', action: 'changed', title: 'Overview', uid: 'shop_overview' });
    expect(change?.differences).toEqual([{ action: 'change', of: 'panel "Latency"', panel: 'Latency', text: 'unit s → ms' }]);
  });

  test('does not mention a panel that only stands lower because another was put before it', () => {
    const was = at({ [`live/${BOARD}`]: board([{ title: 'Latency' }]) });
    const now = at({
      [`live/${BOARD}`]: board([
        { title: 'Requests', id: 7 },
        { title: 'Latency', y: 8, id: 9 },
      ]),
    });
    expect(fileChanges(was, now).flatMap(({ differences }) => differences)).toEqual([
      { action: 'add', of: 'panel "Requests"', panel: 'Requests', text: 'new' },
    ]);
  });

  test('of an alert is its threshold where nothing else of the query differs', () => {
    const long = 'histogram_quantile(0.95, sum by (le) (rate(request_duration_seconds_bucket{job="shop"}[5m])))';
    const was = at({ [`live/${RULES}`]: rule(`${long} > 0.5`) });
    const now = at({ [`live/${RULES}`]: rule(`${long} > 0.75`) });
    const [change] = fileChanges(was, now);
    expect(change?.differences).toMatchObject([{ of: 'alert "Slow"', text: 'threshold 0.5 → 0.75' }]);
    const other = fileChanges(was, at({ [`live/${RULES}`]: rule(`${long.replace('5m', '1h')} > 0.5`) }));
    expect(other[0]?.differences[0]?.text).toMatch(
      /^expr …onds_bucket\{job="shop"\}\[5m\]\)\)\) > 0\.5 → …onds_bucket\{job="shop"\}\[1h\]/,
    );
  });

  test('is told once where it is the same in every environment', () => {
    const files = (unit: string) => ({
      [`live/${BOARD}`]: board([{ title: 'L', unit }]),
      [`test/${BOARD}`]: board([{ title: 'L', unit }]),
    });
    const changes = fileChanges(at(files('s')), at(files('ms')));
    expect(changes.map(({ environments }) => environments)).toEqual([['live', 'test']]);
  });

  test('names what is created and what is removed, boards first, and never the list of files', () => {
    const was = at({
      'files.txt': 'a',
      'live/alertmanager/alertmanager.yml': 'route: {}',
      'live/runbooks/shop/Slow.md': 'Slow.',
    });
    const now = at({ 'files.txt': 'b', [`live/${BOARD}`]: board([]), 'live/runbooks/shop/Slow.md': 'Very slow.' });
    const changes = fileChanges(was, now);
    expect(changes.map(({ what, action, title }) => [what, action, title])).toEqual([
      ['board', 'created', 'Overview'],
      ['routes', 'removed', 'alertmanager/alertmanager.yml'],
      ['documents', 'changed', 'runbooks/shop/Slow.md'],
    ]);
    expect(changes[2]?.lines).toContain('+Very slow.');
  });

  test('masks what may be a secret', () => {
    const config = (token: string) =>
      `receivers:\n  - name: x\n    webhook_configs:\n      - url: https://u:${token}@example.org/\n`;
    const changes = fileChanges(
      at({ 'live/alertmanager/a.yml': config('hunter2') }),
      at({ 'live/alertmanager/a.yml': config('hunter3') }),
    );
    expect(JSON.stringify(changes)).not.toMatch(/hunter/);
  });

  test('marks boards and panels; a panel that is gone is said of the board', () => {
    const was = at({ [`live/${BOARD}`]: board([{ title: 'Old' }, { title: 'Latency' }]) });
    const now = at({ [`live/${BOARD}`]: board([{ title: 'Latency', unit: 'ms' }, { title: 'New' }], { title: 'Over all' }) });
    const { board: mark, differs, panels } = marksOf('shop_overview', fileChanges(was, now));
    expect(mark).toBe('changed');
    expect(differs).toEqual(expect.arrayContaining(['title Overview → Over all', 'panel "Old": gone']));
    expect([...panels].map(([title, one]) => [title, one.mark])).toEqual(
      expect.arrayContaining([
        ['New', 'new'],
        ['Latency', 'changed'],
      ]),
    );
    expect(panels.has('Old')).toBe(false);
  });

  test('is on the page as text, or the reason why there is nothing to compare with', () => {
    const now = at({ [`live/${BOARD}`]: board([], { title: '<b>bold</b>' }) });
    const page = changeList({ ref: 'main', commit: '0123456789abcdef', changes: fileChanges(new Map(), now) });
    expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(page).toContain('href="#board/shop_overview"');
    expect(changeList({ reason: 'this is no git repository' })).toContain(
      'Not compared with what is committed: this is no git repository.',
    );
    expect(changeList({ ref: 'main', commit: '0123456789', changes: [] })).toContain('Nothing differs');
  });
});
