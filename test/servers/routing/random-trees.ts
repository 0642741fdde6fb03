/** Random route trees and label sets, as hostile as labels can be. */
import fc from 'fast-check';
import { PLAIN } from '../../../src/derive/plain-route.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import type { Inhibition, LabelMatch, Receiver, Route } from '../../../src/model/routing.ts';
import type { Labels } from './alertmanager.ts';

const NAMES = ['a', 'b', 'c', 'with.dot', 'ümlaut', '__proto__x'];
const VALUES = [
  'x',
  'X',
  'xy',
  'x y',
  '"',
  '\\',
  '\\n',
  'two\nlines',
  'tab\tbed',
  'car\rriage',
  "'",
  '`',
  '{}',
  'a,b="c"',
  '=~',
  '.*',
  'x.y',
  '(x|y)',
  '[x]',
  '$x^',
  'ä',
  '日本',
  '🙂',
  '\u0001',
  '\u2028',
  ' x ',
];
const PATTERNS = [
  '.*',
  '.+',
  '',
  'x',
  'x|y',
  'x.*',
  '.',
  '..',
  '[xX]',
  '[^x]',
  '(?i:x)',
  '(?s:.*)',
  '(?s:two.lines)',
  'two.lines',
  'two\\nlines',
  '\\w+',
  '\\W',
  '\\s*',
  '\\S+',
  'x{1,2}y?',
  '(x|y)+',
  '[a-z]+',
  '^x$',
  'ä|日本',
  '[^a-z]',
  '\\d*|x',
  '(?:x|)y',
];

const label = fc.constantFrom(...NAMES);
const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
/** A value as a pattern that matches it alone, among patterns. */
const pattern = fc.oneof(fc.constantFrom(...PATTERNS), text.map(escaped));
export const matcher: fc.Arbitrary<LabelMatch> = fc.oneof(
  fc.record({ label, op: fc.constantFrom('=' as const, '!=' as const), value: text }),
  fc.record({ label, op: fc.constantFrom('=~' as const, '!~' as const), value: pattern }),
);
/** Often few labels: those that are missing count as empty. */
export const labels: fc.Arbitrary<Labels> = fc.dictionary(label, text, { maxKeys: 4 }).map(withoutEmpty);

const groupBy = fc.oneof(fc.constant(undefined), fc.constant(['...']), fc.uniqueArray(label, { maxLength: 3 }));

interface Shape {
  readonly matchers: readonly LabelMatch[];
  readonly goesOn: boolean;
  readonly groupBy: readonly string[] | undefined;
  readonly own: boolean;
  readonly below: readonly Shape[];
}
const node = (below: fc.Arbitrary<Shape[]>): fc.Arbitrary<Shape> =>
  fc.record({ matchers: fc.array(matcher, { maxLength: 2 }), goesOn: fc.boolean(), groupBy, own: fc.boolean(), below });
const leaf = node(fc.constant([]));
const third = node(fc.array(leaf, { maxLength: 2 }));
const second = node(fc.array(third, { maxLength: 3 }));
/** The root is told apart by its label, so it takes part in the depth of four. */
export const tree: fc.Arbitrary<Shape> = node(fc.array(second, { minLength: 1, maxLength: 4 }));

/** The tree as a child of a root: nodes number their receivers, so that the answer names the node. */
export function routeOf(shape: Shape, matchers: readonly LabelMatch[]): Route {
  let count = 0;
  const build = (one: Shape, own: readonly LabelMatch[]): Route => ({
    ...plainRoute(`r${count++}`),
    matchers: own,
    groupBy: one.groupBy,
    continue: one.goesOn,
    routes: one.below.map((below) => build(below, below.matchers)),
  });
  return { ...build(shape, matchers), continue: false };
}

export function plainRoute(name: string): Route {
  return {
    ...PLAIN,
    receiver: receiverOf(name),
    matchers: [],
    because: 'random',
  };
}

/** Few labels and values, or hardly anything would be inhibited. */
const near = fc.constantFrom('a', 'b', 'c');
const nearMatcher: fc.Arbitrary<LabelMatch> = fc.oneof(
  fc.record({ label: near, op: fc.constantFrom('=' as const, '!=' as const), value: fc.constantFrom('x', 'y', '') }),
  fc.record({ label: near, op: fc.constantFrom('=~' as const, '!~' as const), value: fc.constantFrom('x|y', '.+', '.*', 'x') }),
);
export const inhibition: fc.Arbitrary<Inhibition> = fc.record({
  source: fc.array(fc.oneof({ weight: 5, arbitrary: nearMatcher }, { weight: 1, arbitrary: matcher }), { maxLength: 2 }),
  target: fc.array(fc.oneof({ weight: 5, arbitrary: nearMatcher }, { weight: 1, arbitrary: matcher }), { maxLength: 2 }),
  equal: fc.uniqueArray(near, { maxLength: 2 }),
  because: fc.constant('random'),
  origin: fc.constant(undefined),
});
export const nearLabels: fc.Arbitrary<Labels> = fc
  .dictionary(near, fc.oneof({ weight: 5, arbitrary: fc.constantFrom('x', 'y') }, { weight: 1, arbitrary: text }))
  .map(withoutEmpty);

export function receiversIn(route: Route): string[] {
  return [...new Set([route.receiver.name, ...route.routes.flatMap(receiversIn)])];
}

function receiverOf(name: string): Receiver {
  return { address: addressOf(ESTATE, 'receiver', name), name, origin: {}, integrations: [] };
}

function escaped(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Alertmanager drops labels without a value. */
function withoutEmpty(all: Labels): Labels {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
