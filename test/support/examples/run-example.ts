import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import * as shop from '../../../docs/examples/shop.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { build, compileModule } from '../../../src/program.ts';
import { type Part, placeParts } from './place-parts.ts';

const TODAY = '2026-11-21';
const SHOP = new URL('../../../docs/examples/shop.ts', import.meta.url);

/** The test and the page ask for the same examples. */
const asked = new Map<string, Promise<readonly Diagnostic[]>>();

/** What signalbox says of the shop with an example added. One that imports is a whole file beside the shop's. */
export function runExample(text: string): Promise<readonly Diagnostic[]> {
  const before = asked.get(text);
  if (before) return before;
  const run = /^import /m.test(text) ? runFile(text) : runDefinitions(text);
  asked.set(text, run);
  return run;
}

async function runDefinitions(text: string): Promise<readonly Diagnostic[]> {
  return compileModule(exampleModule(text), TODAY).diagnostics;
}

/** The shop with the definitions of an example that imports nothing. */
export function exampleModule(text: string): Record<string, unknown> {
  return { ...shop, ...definitionsOf(text) };
}

/** The definitions of an example by name, and those that stand without one. */
function definitionsOf(text: string): Record<string, unknown> {
  const names: string[] = [];
  const file = ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true);
  const statements = file.statements.map((statement) => {
    if (ts.isExpressionStatement(statement)) return `$alone.push(${statement.expression.getText()});`;
    if (ts.isVariableStatement(statement))
      names.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
    return statement.getText();
  });
  const alone: Part[] = [];
  // a block, so that the example may use a name of the shop's anew
  const body = `{ ${statements.join('\n')}\nreturn { ${names.join(', ')} }; }`;
  const run = new Function('$alone', ...Object.keys(shop), body) as (...scope: unknown[]) => Record<string, unknown>; // as `body` says
  const named = run(alone, ...Object.values(shop));
  return { ...named, ...placeParts(alone) };
}

async function runFile(text: string): Promise<readonly Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-example-'));
  try {
    mkdirSync(join(folder, 'definitions'));
    cpSync(SHOP, join(folder, 'definitions/shop.ts'));
    writeFileSync(join(folder, 'definitions/index.ts'), text);
    return (await build(folder, TODAY)).diagnostics;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
