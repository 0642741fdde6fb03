/** Any routing an author can write without a mistake is one Alertmanager loads: `amtool check-config`, many files a call. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { inhibit, not, route, routing, service, team, timeInterval, webhook } from 'signalbox';
import { afterAll, describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { resolve } from '../../src/define/resolve.ts';
import { derive } from '../../src/derive/derive.ts';
import { secret } from '../../src/kernel/secret.ts';
import { production } from '../support/estate.ts';
import { howMany } from '../support/how-many.ts';

const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? howMany(500, 2_000));
const FILES_A_CALL = 250;
const amtool = spawnSync('amtool', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'signalbox-routing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const teams = ['red', 'green', 'blue'].map((name) =>
  team({ name, page: webhook({ url: secret.file(`${name}-page`) }), ticket: webhook({ url: secret.file(`${name}-ticket`) }) }),
);
const services = teams.map((owner) => service({ name: `${owner.name}-api`, owner }));
const receiver = fc.constantFrom(...teams.flatMap(({ page, ticket }) => [page, ticket]));
const label = fc.constantFrom('region', 'tenant', 'my.label', 'größe', 'with space');
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('"', '\\', '\n', '\t', "'", '{a="b"}', ',', '.*'),
);
const match = fc.oneof(
  value,
  fc.array(value, { minLength: 1, maxLength: 3 }),
  value.map((one) => not(one)),
  fc.constantFrom(/^eu-.+/i, /a|b/s, /\d{1,3}/),
);
const when = fc
  .record(
    {
      service: fc.oneof(fc.constantFrom(...services), fc.constant(not(...services))),
      severity: fc.constantFrom('critical', 'warning', 'info'),
      labels: fc.dictionary(label, match, { minKeys: 1, maxKeys: 2 }),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);

const DAYS = ['monday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['january', 'march', 'december'];
const pairOf = (words: readonly string[]) =>
  fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words)).map((two) => two.join(':'));
const span = fc
  .record(
    {
      times: fc.constantFrom('09:00-18:00', '22:00-06:00', '18:00-24:00', '23:00-00:00'),
      weekdays: fc.oneof(pairOf(DAYS), fc.array(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 2 })),
      daysOfMonth: fc.constantFrom(1, -1, '1:7', '-7:-1', '25:5', '10:-1', '27:-1', '-3:2', [1, 15, -1]),
      months: pairOf(MONTHS),
      years: fc.constantFrom(2026, '2026:2028'),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);
const location = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York');
const interval = fc.oneof(
  span,
  fc.array(span, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
);

const time = fc.constantFrom('1s', '30s', '5m', '1h30m', '1d');
const grouping = fc.record(
  { groupBy: fc.oneof(fc.constant('all'), fc.uniqueArray(label, { maxLength: 3 })), wait: time, interval: time, repeat: time },
  { requiredKeys: [] },
);
const own = { when, to: receiver, continue: fc.boolean(), times: grouping, active: fc.boolean(), mute: fc.boolean() };
const leaf = fc.record({ ...own, routes: fc.constant([] as never[]) });
const tree = fc.record({
  ...own,
  routes: fc.array(fc.record({ ...own, routes: fc.array(leaf, { maxLength: 2 }) }), { maxLength: 2 }),
});
interface Written {
  readonly when: object;
  readonly to: object;
  readonly continue: boolean;
  readonly times: object;
  readonly active: boolean;
  readonly mute: boolean;
  readonly routes: readonly Written[];
}
const estate = fc.record({
  trees: fc.array(tree, { maxLength: 3 }),
  whole: fc.boolean(),
  times: grouping,
  intervals: fc.tuple(interval, interval),
  location,
  inhibit: fc.array(fc.record({ while: when, silence: when, equal: fc.uniqueArray(label, { minLength: 1, maxLength: 2 }) }), {
    maxLength: 2,
  }),
});
type One = typeof estate extends fc.Arbitrary<infer T> ? T : never;

describe.skipIf(!amtool)('amtool check-config (skipped where amtool is not on the PATH)', () => {
  test(`loads the alertmanager.yml of ${COUNT} random estates`, { timeout: 300_000 }, () => {
    const files = fc.sample(estate, { numRuns: COUNT, seed: 20261121 }).map((one, index) => {
      const file = join(folder, `${index}.yml`);
      writeFileSync(file, configOf(one));
      return file;
    });
    const loaded = [];
    for (let first = 0; first < files.length; first += FILES_A_CALL) {
      const output = execFileSync('amtool', ['check-config', ...files.slice(first, first + FILES_A_CALL)], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      loaded.push(...output.matchAll(/^Checking '.*' {2}SUCCESS$/gm));
    }
    expect(loaded).toHaveLength(COUNT);
  });
});

function configOf(one: One): string {
  const [active, mute] = one.intervals.map((options, index) =>
    timeInterval({ name: `i${index}`, location: one.location, ...options } as never),
  );
  const routeOf = ({ times, routes, ...rest }: Written): never =>
    route({
      ...rest,
      ...times,
      active: rest.active ? active : undefined,
      mute: rest.mute ? [mute, active] : undefined,
      routes: routes.map(routeOf),
    } as never) as never;
  const routes = one.trees.map((shape) => routeOf(shape as Written));
  const written = routing({
    fallback: teams[0]?.ticket,
    ...one.times,
    ...(one.whole ? { tree: routes } : { overrides: routes }),
    inhibit: one.inhibit.map((rule) => inhibit(rule as never)),
  } as never);
  const resolved = resolve({ production, services, teams, written });
  expect(
    resolved.diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`),
  ).toEqual([]);
  const derived = derive(resolved.value.estate, resolved.value.context).value;
  return compile(derived).value.find(({ kind }) => kind === 'alertmanager-config')?.text ?? '';
}
