import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explanations } from '../../src/check/explain/explanations.ts';
import { rules } from '../../src/check/kinds.ts';

const root = join(import.meta.dirname, '../..');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|txt)$/.test(file))
    .map((file) => join(root, folder, file));
}

/** The first part of every code; a literal that begins with one and holds one slash is a code. */
const families = new Set([...explanations.keys()].map((code) => code.split('/')[0]));
/** Texts of that form which are no codes. */
const NOT_CODES = new Set(['definitions/index.ts', 'loki/rules', 'mimir/rules']);

function codesIn(text: string): string[] {
  const literals = [...text.matchAll(/'([a-z]+\/[a-z]+(?:-[a-z0-9]+)*)'/g)].map((match) => match[1] ?? '');
  const promql = [...text.matchAll(/problem\(\s*walk,\s*'([a-z]+(?:-[a-z]+)*)'/g)].map((match) => `promql/${match[1]}`);
  return [...literals, ...promql].filter((code) => families.has(code.split('/')[0] ?? '') && !NOT_CODES.has(code));
}

/** Codes that are put together: `loki/tenant` from the kind of the server. */
function composedIn(text: string): RegExp[] {
  const before = [...text.matchAll(/`\$\{[a-zA-Z.]+\}\/([a-z]+(?:-[a-z]+)*)`/g)].map(
    (match) => new RegExp(`^[a-z]+/${match[1]}$`),
  );
  const after = [...text.matchAll(/(?:error|warning|report)\(\s*`([a-z]+)\/([a-z-]*)\$\{[a-zA-Z.]+\}`/g)];
  return [...before, ...after.map((match) => new RegExp(`^${match[1]}/${match[2]}[a-z-]+$`))];
}

const sources = filesUnder('src').filter((file) => !file.includes('/check/explain/') && !file.endsWith('-explanations.ts'));
const texts = sources.map((file) => readFileSync(file, 'utf8'));
const raised = new Set(texts.flatMap(codesIn));
const composed = texts.flatMap(composedIn);
const tests = filesUnder('test')
  .filter((file) => !file.includes('/architecture/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('codes of diagnostics', () => {
  it('are words, and each belongs to one rule', () => {
    for (const code of explanations.keys()) expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });

  it('that the sources raise are explained', () => {
    expect([...raised].filter((code) => !explanations.has(code)).sort()).toEqual([]);
  });

  it('that are explained are raised', () => {
    const unknown = [...explanations.keys()].filter((code) => !raised.has(code) && !composed.some((form) => form.test(code)));
    expect(unknown).toEqual([]);
  });

  it('appear in a test each', () => {
    expect([...explanations.keys()].filter((code) => !tests.includes(code))).toEqual([]);
  });

  it('say why, and show the wrong and the right', () => {
    for (const { code, why, bad, good } of explanations.values()) {
      expect([code, why.length > 20, bad !== '', good !== '', bad !== good]).toEqual([code, true, true, true, true]);
    }
  });
});
