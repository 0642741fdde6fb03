import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { Random, seedOf } from '../../../support/random.ts';
import { CORPUS, MULTI_LINE } from './corpus.ts';
import { fragment } from './fragments.ts';
import { Grammar } from './grammar.ts';
import { mutate } from './mutate.ts';
import { FEATURES, MISSING, refusedBy, VERSION } from './promtool.ts';

const SEED = seedOf(20261121);
const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? 30_000);

/** The rules this project generates. */
function ownExpressions(): readonly string[] {
  const root = join(import.meta.dirname, '../../../..');
  const files = ['generated', 'test/conformance/rules', 'test/golden'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  );
  const texts = files.filter((file) => /\.(?:ya?ml|ts|txt|json)$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  const lines = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:- )?"?expr"?: (.+)$/gm)].map((match) => unquoted(match[1] ?? '')),
  );
  return [...new Set(lines)].filter((text) => !/^[|>]/.test(text));
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text.startsWith('"') ? text.replace(/^"|",?$/g, '').replaceAll('\\"', '"') : text;
}

function expressions(count: number): readonly string[] {
  const random = new Random(SEED);
  const grammar = new Grammar(random);
  const written = [...CORPUS, ...MULTI_LINE, ...ownExpressions()];
  const generated = Array.from({ length: count / 3 }, () => grammar.expression());
  const mutants = Array.from({ length: count / 3 }, () => mutate(random, random.chance(0.5) ? written : generated));
  const strange = Array.from({ length: count / 3 }, () => fragment(random));
  // An empty expression is refused for another reason, by the rule file.
  return [...new Set([...written, ...generated, ...mutants, ...strange])].filter(
    (text) => text.trim() !== '' && text.isWellFormed(),
  );
}

function isRefused(text: string, experimental: boolean): boolean {
  return parsePromql(text, { experimental }).problems.some(({ severity }) => severity !== 'warning');
}

describe.runIf(MISSING === '')(`agreement with promtool ${MISSING || VERSION}, seed ${SEED}`, () => {
  const all = expressions(COUNT);

  test.each([
    ['off', false],
    ['on', true],
  ])('no expression has another verdict, feature flags %s', (_, experimental) => {
    const refused = refusedBy(all, experimental ? FEATURES : []);
    const different = all.flatMap((text, index) => {
      const theirs = refused.get(index);
      if (isRefused(text, experimental) === (theirs !== undefined)) return [];
      return theirs === undefined ? `we refuse ${JSON.stringify(text)}` : `we take ${JSON.stringify(text)}: ${theirs}`;
    });
    expect(different).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(Math.min(COUNT, 20_000));
    expect(refused.size).toBeGreaterThan(all.length / 5);
    expect(all.length - refused.size).toBeGreaterThan(all.length / 8);
  });
});
