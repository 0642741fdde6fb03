import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../../../src/check/template/parse.ts';
import { TEMPLATES } from './corpus.ts';

const SEED = Number(process.env['SIGNALBOX_TEMPLATE_SEED'] ?? 20261121);
const MUTANTS = Number(process.env['SIGNALBOX_TEMPLATE_MUTANTS'] ?? 3000);
const missing = spawnSync('promtool', ['--version']).status === 0 ? '' : 'promtool is not on the PATH';

const PIECES = '{{|}}| |"|$|.|(|)|x|1|:=|=|end|if |-|humanize|,|`|$value|$labels'.split('|');
const edit = fc.record({ at: fc.nat(200), drop: fc.nat(2), put: fc.constantFrom('', ...PIECES, '|') });
const mutant = fc
  .tuple(
    fc.constantFrom(...TEMPLATES),
    fc.oneof(fc.constant(''), fc.constantFrom(...TEMPLATES)),
    fc.array(edit, { maxLength: 2 }),
  )
  .map(([first, second, edits]) => edits.reduce((text, one) => edited(text, one), first + second));

describe.runIf(missing === '')(`templates, beside promtool ${missing}`, () => {
  test('the corpus is taken and refused as promtool does', () => {
    expect(differing(TEMPLATES)).toEqual([]);
    expect(TEMPLATES.filter(isRefused).length).toBeGreaterThan(30);
    expect(TEMPLATES.filter((text) => !isRefused(text)).length).toBeGreaterThan(20);
  });

  test(`and what is left of it after random edits (seed ${SEED})`, () => {
    const mutants = [...new Set(fc.sample(mutant, { numRuns: MUTANTS, seed: SEED }))];
    expect(differing(mutants)).toEqual([]);
    expect(mutants.filter((text) => !isRefused(text)).length).toBeGreaterThan(mutants.length / 10);
  });
});

function edited(text: string, { at, drop, put }: { readonly at: number; readonly drop: number; readonly put: string }): string {
  const where = at % (text.length + 1);
  return text.slice(0, where) + put + text.slice(where + drop);
}

function isRefused(text: string): boolean {
  return parseTemplate(text).problems.length > 0;
}

function differing(templates: readonly string[]): string[] {
  const refused = refusedByPromtool(templates);
  return templates
    .filter((text, index) => isRefused(text) !== refused.has(index))
    .map((text) => `${isRefused(text) ? 'we refuse' : 'we take'} ${text}`);
}

/** JSON is YAML, and nobody has to quote anything by hand. */
function refusedByPromtool(templates: readonly string[]): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-templates-'));
  try {
    const file = join(folder, 'rules.yml');
    const rules = templates.map((text, index) => ({ alert: `T${index}`, expr: 'up > 0', annotations: { text } }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'g', rules }] }));
    const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return new Set([...`${stdout}${stderr}`.matchAll(/rule \d+, "T(\d+)"/g)].map((match) => Number(match[1])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
