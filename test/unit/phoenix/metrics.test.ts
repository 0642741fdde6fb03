/** Section 10.1: what the definitions declare is what the demo exposes, with the types and labels declared. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as agentMetrics from '../../../definitions/phoenix/agent/metrics.ts';
import { type Demo, startDemo } from '../../../definitions/phoenix/demo/main.ts';
import * as masterMetrics from '../../../definitions/phoenix/master/metrics.ts';

interface Declared {
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, { readonly values?: readonly string[] }>>;
}

/** OpenMetrics has types that the text format lacks. */
const EXPOSED_AS: Readonly<Record<string, string>> = { info: 'gauge', stateset: 'gauge' };
/** Of every process, from prom-client or our own process metrics: no definition of Phoenix is about them. */
const OF_THE_RUNTIME = /^(process|nodejs)_/;

const declaredIn = (module: object) =>
  Object.values(module).filter((one): one is Declared => typeof one === 'object' && 'kind' in one && 'name' in one);

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ stdout: false, seed: 3 });
  const answer = await fetch(`${demo.master}/plans`, {
    method: 'POST',
    body: JSON.stringify({ tasks: ['fetch'] }),
  });
  expect(answer.status).toBeLessThan(300);
});
afterAll(() => demo.stop());

describe.each([
  ['master', declaredIn(masterMetrics), () => demo.master],
  ['agent', declaredIn(agentMetrics), () => demo.agents[0]],
] as const)('the %s', (_, declared, url) => {
  test('exposes every metric that is declared, of its type, and no other', async () => {
    const text = await (await fetch(`${url()}/metrics`)).text();
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    const wanted = declared.map(({ name, kind }) => `${name} ${EXPOSED_AS[kind] ?? kind}`);
    expect(types.filter((one) => !OF_THE_RUNTIME.test(one)).sort()).toEqual(wanted.sort());
  });

  test('gives its series no label and no value that is not declared', async () => {
    const text = await (await fetch(`${url()}/metrics`)).text();
    const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !OF_THE_RUNTIME.test(line));
    expect(series.length).toBeGreaterThan(declared.length);
    expect(series.flatMap((line) => undeclared(line, declared))).toEqual([]);
  });
});

function undeclared(line: string, declared: readonly Declared[]): string[] {
  const name = /^[a-zA-Z_]\w*/.exec(line)?.[0] ?? '';
  const metric =
    declared.find((one) => one.name === name) ?? declared.find((one) => one.name === name.replace(/_(bucket|sum|count)$/, ''));
  if (!metric) return [`${name}: no such metric`];
  return [...line.matchAll(/(\w+)="([^"]*)"/g)].flatMap(([, label = '', value = '']) => {
    if (label === 'le' && metric.kind === 'histogram') return [];
    const shape = metric.labels[label];
    if (!shape) return [`${name}: no label ${label}`];
    return shape.values && !shape.values.includes(value) ? [`${name}: ${label} is never ${value}`] : [];
  });
}
