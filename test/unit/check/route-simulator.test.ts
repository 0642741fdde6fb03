import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Labels, matchRoutes } from '../../../src/check/routing/match.ts';
import { PLAIN } from '../../../src/derive/plain-route.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import type { LabelMatch, Route } from '../../../src/model/routing.ts';

interface Shape {
  readonly matchers: readonly LabelMatch[];
  readonly continue: boolean;
  readonly routes: readonly Shape[];
}

const value = fc.constantFrom('', 'a', 'b', 'A', 'ab');
const pattern = fc.constantFrom('a', 'a|b', '.*', '.+', 'a.*', '[ab]', '(?i:a)', '');
const label = fc.constantFrom('x', 'y', 'z');
const matcher: fc.Arbitrary<LabelMatch> = fc.oneof(
  fc.record({ label, op: fc.constantFrom('=' as const, '!=' as const), value }),
  fc.record({ label, op: fc.constantFrom('=~' as const, '!~' as const), value: pattern }),
);
const below = (routes: fc.Arbitrary<Shape[]>): fc.Arbitrary<Shape> =>
  fc.record({ matchers: fc.array(matcher, { maxLength: 2 }), continue: fc.boolean(), routes });
const leaf = below(fc.constant([]));
const shape = below(fc.array(below(fc.array(leaf, { maxLength: 3 })), { maxLength: 4 }));
const labels = fc.dictionary(label, fc.constantFrom('a', 'b', 'A', 'ab'), { maxKeys: 3 });

/** Every node has a receiver of its own, so that the answer names the node. */
function treeOf(root: Shape): Route {
  let count = 0;
  const node = (one: Shape): Route => {
    const name = `r${count++}`;
    return {
      ...PLAIN,
      receiver: { address: addressOf(ESTATE, 'receiver', name), name, origin: {}, integrations: [] },
      matchers: one.matchers,
      continue: one.continue,
      routes: one.routes.map(node),
      because: 'random',
    };
  };
  return node({ ...root, matchers: [], continue: false });
}

function config(root: Route): string {
  const names: string[] = [];
  const wire = (route: Route): object => {
    names.push(route.receiver.name);
    const matchers = route.matchers.map(({ label: name, op, value: text }) => `${name}${op}${JSON.stringify(text)}`);
    return {
      receiver: route.receiver.name,
      ...(matchers.length === 0 ? {} : { matchers }),
      ...(route.continue ? { continue: true } : {}),
      routes: route.routes.map(wire),
    };
  };
  const route = wire(root);
  return JSON.stringify({ route, receivers: names.map((name) => ({ name })) });
}

const found = spawnSync('amtool', ['--version']).status === 0;
const run = promisify(execFile);
const CASES = 200;
const AT_ONCE = 6;

describe('the route simulator', () => {
  it('takes the node itself where its children decline, and stops at the first that does not continue', () => {
    const equals = (text: string, goesOn: boolean): Shape => ({
      matchers: [{ label: 'x', op: '=', value: text }],
      continue: goesOn,
      routes: [],
    });
    const root = treeOf({ matchers: [], continue: false, routes: [equals('a', true), equals('a', false), equals('a', false)] });
    const names = (seen: Labels) => matchRoutes(root, seen).map(({ receiver }) => receiver.name);
    expect(names({ x: 'a' })).toEqual(['r1', 'r2']);
    expect(names({ x: 'b' })).toEqual(['r0']);
  });
});

describe.skipIf(!found)('amtool config routes test (skipped where amtool is not on the PATH)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'routes-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`agrees on ${CASES} random trees`, async () => {
    const cases = fc.sample(fc.tuple(shape, labels), { numRuns: CASES, seed: 20261121 });
    const judge = async ([one, seen]: [Shape, Labels], index: number) => {
      const root = treeOf(one);
      const file = join(folder, `${index}.yml`);
      writeFileSync(file, config(root));
      const args = Object.entries(seen).map(([name, text]) => `${name}=${text}`);
      const { stdout } = await run('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...args]);
      const ours = matchRoutes(root, seen).map(({ receiver }) => receiver.name);
      return { tree: config(root), seen, ours: ours.join(','), theirs: stdout.trim() };
    };
    const answers: string[] = [];
    for (let start = 0; start < CASES; start += AT_ONCE) {
      const judged = await Promise.all(cases.slice(start, start + AT_ONCE).map((one, at) => judge(one, start + at)));
      expect(judged.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
      answers.push(...judged.map(({ theirs }) => theirs));
    }
    // Otherwise the trees would be too plain to tell a wrong router from a right one.
    expect(answers.filter((answer) => answer !== 'r0').length).toBeGreaterThan(CASES / 4);
    expect(answers.some((answer) => answer.includes(','))).toBe(true);
  });
});
