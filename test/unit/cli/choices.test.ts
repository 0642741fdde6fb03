/** What the help says an option can be is what the command takes. */
import { expect, test } from 'vitest';
import { CHOICES } from '../../../src/cli/choices.ts';
import * as program from '../../../src/program.ts';
import { runCli } from '../../support/run-cli.ts';

test.each([
  ['advice', program.RECOMMEND_KINDS],
  ['alertState', program.ALERT_STATES],
  ['checkFormat', Object.keys(program.formats)],
  ['language', [...Object.keys(program.LANGUAGES), 'json']],
  ['method', [...program.METHOD_NAMES, program.COMPOSITE]],
  ['severity', program.SEVERITIES],
  ['together', program.TOGETHER],
] as const)('the choices of %s are all there are', (name, known) => {
  expect(CHOICES[name]).toEqual(known);
});

test('the help of `recommend` lists every kind of advice', async () => {
  const { out } = await runCli(['recommend', '--help'], '.');
  for (const kind of CHOICES.advice) expect(out.replace(/\s+/g, ' ')).toContain(`"${kind}"`);
});
