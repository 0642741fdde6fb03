import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { COMPILERS, complaintsOf } from '../../../architecture/node-tool.ts';
import { compiledDashboard } from '../../panels/compiled.ts';
import { panelExamples } from '../../panels/examples.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const GENERATED = join(ROOT, 'generated/production/grafana/dashboards');
const FOLDER = join(ROOT, 'test/unit/artifacts/grafana-dashboard/.emitted');

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** These boards, written as literals that must satisfy Grafana's own types; the path of the project they are. */
function writeBoards(boards: Readonly<Record<string, unknown>>): string {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, board] of Object.entries(boards)) {
    const type = "import type { BoardJson } from '../../../../support/grafana-json.ts';\n";
    const text = `${type}export const board = ${JSON.stringify(board)} satisfies BoardJson;\n`;
    writeFileSync(join(FOLDER, `${name.replace(/\W/g, '-')}.ts`), text);
  }
  const project = {
    extends: '../../../../../tsconfig.json',
    compilerOptions: { incremental: false },
    include: ['*.ts'],
    exclude: [],
  };
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(project));
  return join(FOLDER, 'tsconfig.json');
}

test.each(COMPILERS)(
  'every board satisfies the types of @grafana/schema, and a misspelt one does not, to $name',
  async (compiler) => {
    const files = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    const generated = files.map((file) => [file, JSON.parse(readFileSync(join(GENERATED, file), 'utf8'))]);
    const kinds = Object.entries(panelExamples).map(([type, examples]) => [type, compiledDashboard(examples)]);
    const board = compiledDashboard([]);
    const wrong = {
      misspelt: { ...board, tittle: 'x' },
      wrong: { ...board, graphTooltip: 'yes' },
      panel: { ...board, panels: [{ type: 'stat', titel: 'x' }] },
    };
    const project = writeBoards({ ...Object.fromEntries([...generated, ...kinds]), ...wrong });
    const told = (await complaintsOf(compiler, project)).sort();
    expect(files.length).toBeGreaterThan(3);
    expect(told).toEqual([
      expect.stringMatching(/misspelt\.ts.*tittle/),
      expect.stringMatching(/panel\.ts.*titel/s),
      expect.stringMatching(/wrong\.ts.*Type 'string' is not assignable to type 'number'/),
    ]);
  },
);
