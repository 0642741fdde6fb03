import type { Artifact } from '../../../src/artifacts/kind.ts';
import type { Target } from '../../../src/model/target.ts';
import type { KindOrder } from '../../../src/plan/apply-order.ts';
import type { TargetIo } from '../../../src/targets/io.ts';

/** What is deployed one after the other. */
export type Stage = 'created' | 'updated' | 'moved' | 'pruned';

/** A real server, and what is deployed to it from its first deployment to its destruction. */
export interface Life {
  readonly target: Target;
  readonly io: TargetIo;
  readonly order: readonly KindOrder[];
  readonly stages: Readonly<Record<Stage, readonly Artifact[]>>;
  /** What the server says of what it runs, ours and others'. */
  served(): Promise<unknown>;
  /** What it is to say; `destroyed` when everything of ours is gone. */
  readonly expected: Readonly<Record<Stage | 'destroyed', unknown>>;
  /** Somebody else changes something of ours, so that `served` is another. */
  edit(): Promise<void>;
  /** For servers that read their files only when they start. */
  restart?(): Promise<void>;
  stop(): Promise<void>;
}

/** Two rule files: in the second stage a rule changes, in the third a file gets another name, in the last it is gone. */
export function ruleStages(file: (name: string, groups: string) => Artifact): Life['stages'] {
  const group = (name: string, expr: string) => `groups:\n  - {name: ${name}, rules: [{record: "a:${name}", expr: ${expr}}]}\n`;
  const [old, shop] = [file('shop', group('shop', 'vector(1)')), file('shop', group('shop', 'vector(2)'))];
  const cart = group('cart', 'vector(1)');
  return {
    created: [old, file('cart', cart)],
    updated: [shop, file('cart', cart)],
    moved: [shop, file('basket', cart)],
    pruned: [shop],
  };
}

/** The same as a server says it, beside a group of somebody else: `file group` → query. */
export function ruleExpectations(nameOf: (file: string) => string): Life['expected'] {
  const theirs = { 'theirs theirs': 'vector(5)' };
  const ours = (groups: readonly (readonly [file: string, group: string, query: string])[]) =>
    Object.fromEntries([...Object.entries(theirs), ...groups.map(([file, name, query]) => [`${nameOf(file)} ${name}`, query])]);
  const shop = ['shop', 'shop', 'vector(2)'] as const;
  return {
    created: ours([
      ['shop', 'shop', 'vector(1)'],
      ['cart', 'cart', 'vector(1)'],
    ]),
    updated: ours([shop, ['cart', 'cart', 'vector(1)']]),
    moved: ours([shop, ['basket', 'cart', 'vector(1)']]),
    pruned: ours([shop]),
    destroyed: theirs,
  };
}
