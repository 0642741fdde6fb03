import { describe, expect, it } from 'vitest';
import { gauge } from '../../../../src/authored/metric.ts';
import { dashboard, dashboardLink, section } from '../../../../src/define/dashboard.ts';
import { annotation } from '../../../../src/define/dashboard-annotations.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { base, resolveAll, scraped } from '../../../support/estate.ts';
import { someOf } from '../../../support/how-many.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.' });
const checkout = scraped({ queue });
/** Nothing that belongs on a board. */
const STRANGE: readonly unknown[] = [
  ...[null, 0, -1, Number.NaN, 5n, true, Symbol('x'), () => 1, [null], [undefined], [5], ['x'], [[]], [{}]],
  ...[{}, new Date(0), /a/, Object.create(null), base.payments, { kind: 'panel' }, { kind: 'section' }, { kind: 'variable' }],
];

type Make = (value: never) => object;
const board = (options: object) => dashboard({ name: 'b', title: 'B', service: checkout, sections: [], ...options });
const holding = (panels: never) => board({ sections: [section({ title: 'S', panels })] });
const stat = (options: object) => holding([panel.stat({ title: 'P', show: queue, ...options })] as never);

/** What holds the strange value. */
const PLACES: readonly (readonly [string, Make])[] = [
  ['the title', (title) => board({ title })],
  ['the description', (description) => board({ description })],
  ['the folder', (folder) => board({ folder })],
  ['sections', (sections) => board({ sections })],
  ['variables', (variables) => board({ variables })],
  ['links', (links) => board({ links })],
  ['where a link leads', (to) => board({ links: [dashboardLink({ to })] })],
  ['the address of a link', (url) => board({ links: [dashboardLink({ title: 'L', url })] })],
  ['tags', (tags) => board({ tags })],
  ['annotations', (annotations) => board({ annotations })],
  ['when a mark is drawn', (when) => board({ annotations: [annotation({ name: 'A', when })] })],
  ['panels above the first section', (panels) => board({ panels })],
  ['until when', (until) => board({ until })],
  ['whether it may be changed', (editable) => board({ editable: editable === true ? 5 : editable })],
  ['what a section is repeated for', (repeat) => board({ sections: [section({ title: 'S', panels: [], repeat })] })],
  ['what a panel is repeated for', (repeat) => stat({ repeat })],
  ['links of a panel', (links) => stat({ links })],
  ['links of a value', (dataLinks) => stat({ dataLinks })],
  ['the range', (range) => board({ range })],
  ['the refresh', (refresh) => board({ refresh })],
  ['the title of a section', (title) => board({ sections: [section({ title, panels: [] })] })],
  ['panels', (panels) => holding(panels)],
  ['the title of a panel', (title) => stat({ title })],
  ['its description', (description) => stat({ description })],
  ['its unit', (unit) => stat({ unit })],
  ['its width', (width) => stat({ width })],
  ['its height', (height) => stat({ height })],
  ['what it shows', (show) => stat({ show })],
];
describe('what cannot stand on a board is told, and nothing trips over it', () => {
  it.each(PLACES)('%s', (place, make) => {
    for (const value of someOf(STRANGE, 4, place)) {
      if (place === 'tags' && Array.isArray(value) && value[0] === 'x') continue; // any word is a tag
      if (place === 'panels above the first section' && !value) continue; // as good as none
      const it = make(value as never);
      const errors = resolveAll({ ...base, checkout, it }).diagnostics.filter(({ severity }) => severity === 'error');
      expect([place, value, errors.length > 0]).toEqual([place, value, true]);
      for (const { at, origin, fix } of errors) expect([at, origin, fix]).not.toContain(undefined);
    }
  });
});
