import { describe, expect, test } from 'vitest';
import { projected, readable, treeOf } from '../../../../src/targets/kubernetes/fields.ts';
import { RESOURCES, type Resource } from '../../../../src/targets/kubernetes/resources.ts';

const of = (kind: string): Resource => {
  const found = RESOURCES.find((one) => one.kind === kind);
  if (found) return found;
  throw new Error(kind);
};
const rules = of('PrometheusRule');
const ours = {
  metadata: { name: 'a', labels: { a: 'b' } },
  spec: { groups: [{ name: 'first', rules: [{ expr: '1' }] }] },
};

describe('the fields of an object that are ours', () => {
  test('are what we write, items of keyed lists by their key, other lists whole', () => {
    expect(treeOf(ours, rules)).toEqual({ metadata: { labels: { a: 1 } }, spec: { groups: { first: { name: 1, rules: 1 } } } });
    expect(treeOf({ data: {}, spec: { list: [] } }, of('ConfigMap'))).toEqual({ data: 1, spec: { list: 1 } });
  });

  test('are all that is compared: not what others add, not their order', () => {
    const live = {
      metadata: { name: 'a', uid: 'x', labels: { a: 'b', theirs: 'c' }, annotations: { theirs: 'd' } },
      spec: { groups: [{ name: 'theirs' }, { limit: 3, name: 'first', rules: [{ expr: '1' }] }], suspend: true },
    };
    const tree = treeOf(ours, rules);
    expect(readable(projected(live, tree, rules))).toBe(readable(projected(ours, tree, rules)));
    const edited = { ...live, spec: { groups: [{ name: 'first', rules: [{ expr: '2' }] }] } };
    expect(readable(projected(edited, tree, rules))).toContain('"expr": "2"');
    const lost = { ...live, spec: { groups: [] } };
    expect(readable(projected(lost, tree, rules))).not.toBe(readable(projected(ours, tree, rules)));
  });

  test('JSON in a text is compared as what it says', () => {
    const spec = (json: string) => readable({ spec: { json } });
    expect(spec('{"b":1,"a":2}')).toBe(spec('{ "a": 2, "b": 1 }'));
    expect(spec('{"a":')).toContain('{\\"a\\":');
  });
});
