import { describe, expect, it } from 'vitest';
import { text } from '../../../src/authored/label.ts';
import { catalogue } from '../../../src/catalogues/catalogue.ts';
import { counter, foreignCounter, gauge } from '../../../src/catalogues/recipe.ts';
import { framesOf } from '../../../src/kernel/place.ts';
import { base, scraped, withCode } from '../../support/estate.ts';

function door(onMade: () => void = () => undefined) {
  const opened = counter('Times opened.', { labels: { side: text() } });
  return catalogue({
    name: 'door_exporter',
    version: 'v1.2.3',
    source: 'https://door.example/v1.2.3',
    metrics: () => ({
      door_opened_total: (name) => {
        onMade();
        return opened(name);
      },
      door_knocks: foreignCounter('Knocks.'),
      door_temperature_celsius: gauge('How warm it is.', { unit: 'celsius' }),
    }),
  });
}

describe('catalogue', () => {
  it('gives each metric the name it stands under', () => {
    const { metrics } = door();
    expect(metrics.door_opened_total).toMatchObject({
      kind: 'counter',
      name: 'door_opened_total',
      unit: 'count',
      help: 'Times opened.',
    });
    expect(metrics.door_knocks).toMatchObject({ kind: 'counter', name: 'door_knocks' });
    expect(metrics.door_temperature_celsius).toMatchObject({ kind: 'gauge', unit: 'celsius' });
    expect(metrics.door_opened_total.where({ side: 'in' })).toMatchObject({
      of: metrics.door_opened_total,
      match: { side: 'in' },
    });
  });

  it('makes its metrics when first asked, and once', () => {
    let made = 0;
    const doors = door(() => {
      made += 1;
    });
    expect(made).toBe(0);
    expect(doors.metrics).toBe(doors.metrics);
    expect(doors.get('door_opened_total')).toBe(doors.metrics.door_opened_total);
    expect(doors.pick('door_opened_total').metrics.door_opened_total).toBe(doors.metrics.door_opened_total);
    expect(made).toBe(1);
  });

  it('is frozen, as are its metrics and what is picked from it', () => {
    const doors = door();
    const picked = doors.pick('door_knocks');
    for (const made of [doors, doors.metrics, doors.metrics.door_knocks, picked, picked.metrics, picked.asked]) {
      expect(Object.isFrozen(made)).toBe(true);
    }
  });

  it('picks what was asked for and says which release it is of', () => {
    const picked = door().pick('door_knocks', 'door_opened_total');
    expect(picked).toMatchObject({ kind: 'picked', catalogue: 'door_exporter', version: 'v1.2.3' });
    expect(Object.keys(picked.metrics)).toEqual(['door_knocks', 'door_opened_total']);
    expect(picked.asked).toEqual(['door_knocks', 'door_opened_total']);
  });

  it('keeps a name it does not have, and never throws for one', () => {
    const doors = door();
    const untyped: { pick(...names: string[]): ReturnType<typeof doors.pick> } = doors as never; // as plain JavaScript calls it
    const picked = untyped.pick('door_knock', 'door_knocks', 'toString');
    expect(picked.asked).toEqual(['door_knock', 'door_knocks', 'toString']);
    expect(Object.keys(picked.metrics)).toEqual(['door_knocks']);
  });

  it('made of what is none has no metric, which is told where one is picked', () => {
    for (const given of [null, undefined, 7, {}, { name: 5, metrics: null }, { name: 'x', metrics: () => ({ a: 5 }) }]) {
      const made = catalogue(given as never);
      expect(made.metrics).toEqual({});
      const picked = (made as { pick(...names: string[]): ReturnType<typeof made.pick> }).pick('toString');
      const [told] = withCode({ ...base, checkout: scraped({ picked }) }, 'catalogue/unknown-metric');
      expect(told?.message).toMatch(/^(A catalogue without a name|x) has no metric toString\.$/);
      expect(told?.fix).toContain('write catalogue({ name:');
    }
  });

  it('remembers where the pick was written', () => {
    expect(framesOf(door().pick('door_knocks'))[0]?.file).toContain('catalogue.test.ts');
  });
});
