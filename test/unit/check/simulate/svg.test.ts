import { expect, test } from 'vitest';
import { simulationSvg } from '../../../../src/check/simulate/svg.ts';
import { estateWith, simulated } from './estate.ts';

test('a cell for each tier of each incident, with its lines inside the picture and a mark while it fires', () => {
  const { slo } = estateWith();
  const svg = simulationSvg(slo, [simulated(slo, '100%/5m'), simulated(slo, '1%/1h')]);
  const count = (what: string) => svg.split(what).length - 1;
  expect(count('class="frame"')).toBe(8);
  expect(count('class="long" d="M5') + count('class="long" d="M4')).toBe(8);
  expect(count('<rect class="firing" x=')).toBe(4); // the hour at 1% spends too little for any
  expect(count('never</text>')).toBe(4);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const [, width = '0'] = /width="(\d+)"/.exec(svg) ?? [];
  for (const [, x = ''] of svg.matchAll(/[ML]([\d.-]+) [\d.-]+/g)) expect(Number(x)).toBeLessThanOrEqual(Number(width));
});

test('what an author names is text, not markup', () => {
  const { slo } = estateWith();
  const svg = simulationSvg({ ...slo, objectiveText: '<b>&' }, [simulated(slo, '100%/5m')]);
  expect(svg).toContain('&lt;b&gt;&amp;');
});
