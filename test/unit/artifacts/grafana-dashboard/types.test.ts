import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { compiledDashboard } from '../../panels/compiled.ts';
import { panelExamples } from '../../panels/examples.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const GENERATED = join(ROOT, 'generated/production/grafana/dashboards');
const FOLDER = join(ROOT, 'test/unit/artifacts/grafana-dashboard/.emitted');

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** What the compiler says of these boards, written as literals that must satisfy Grafana's own types. */
function mistakesIn(boards: Readonly<Record<string, unknown>>): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  const files = Object.entries(boards).map(([name, board]) => {
    const file = join(FOLDER, `${name.replace(/\W/g, '-')}.ts`);
    const type = "import type { BoardJson } from '../../../../support/grafana-json.ts';\n";
    writeFileSync(file, `${type}export const board = ${JSON.stringify(board)} satisfies BoardJson;\n`);
    return file;
  });
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { tsBuildInfoFile: _, ...own } = config.compilerOptions;
  const { options } = ts.convertCompilerOptionsFromJson({ ...own, incremental: false }, ROOT);
  const program = ts.createProgram(files, options);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return program.getSemanticDiagnostics(source).map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
  });
}

test('every board satisfies the types of @grafana/schema, and a misspelt one does not', () => {
  const files = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const generated = files.map((file) => [file, JSON.parse(readFileSync(join(GENERATED, file), 'utf8'))]);
  const kinds = Object.entries(panelExamples).map(([type, examples]) => [type, compiledDashboard(examples)]);
  const board = compiledDashboard([]);
  const wrong = {
    misspelt: { ...board, tittle: 'x' },
    wrong: { ...board, graphTooltip: 'yes' },
    panel: { ...board, panels: [{ type: 'stat', titel: 'x' }] },
  };
  const told = mistakesIn({ ...Object.fromEntries([...generated, ...kinds]), ...wrong });
  expect(files.length).toBeGreaterThan(3);
  expect(told).toEqual([
    expect.stringContaining('tittle'),
    "Type 'string' is not assignable to type 'number'.",
    expect.stringContaining('titel'),
  ]);
});
