import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';

type Jobs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const text = (name: string) => readFileSync(new URL(`../../../deploy/ci/${name}`, import.meta.url), 'utf8');
const github = (load(text('github.yml')) as { jobs: Jobs }).jobs; // the form of a workflow
const gitlab = load(text('gitlab.yml')) as Jobs; // beside the jobs only what is not read here

/** `plan --target live --out plan.json`: the command and the options of each call. */
function callsIn(workflow: string): { command: string; options: string[] }[] {
  const calls = [...workflow.matchAll(/npx signalbox ([a-z-]+)([^\n|>;#]*)/g)];
  return calls.map(([, command = '', rest = '']) => ({ command, options: rest.match(/--[a-z-]+/g) ?? [] }));
}

describe.each(['github.yml', 'gitlab.yml'])('%s', (name) => {
  test('calls commands with options they have', async () => {
    const calls = callsIn(text(name));
    expect(new Set(calls.map(({ command }) => command))).toEqual(
      new Set(['generate', 'check', 'test', 'plan', 'gate', 'deploy']),
    );
    for (const { command, options } of calls) {
      const { code, out } = await runCli([command, '--help'], '.');
      expect(code).toBe(0);
      for (const option of options) expect(out, `${command} ${option}`).toMatch(new RegExp(`${option}\\b`));
    }
  });

  test('deploys the plan that was shown, after the gate', () => {
    const calls = callsIn(text(name));
    const deploys = calls.filter(({ command }) => command === 'deploy');
    expect(deploys).toEqual([{ command: 'deploy', options: ['--target', '--plan', '--yes', '--annotate'] }]);
    expect(calls.findIndex(({ command }) => command === 'gate')).toBeLessThan(
      calls.indexOf(deploys[0] ?? { command: '', options: [] }),
    );
    expect(text(name)).toMatch(/plan --target live --out plan\.json --format markdown/);
    expect(text(name)).toContain('--plan plan.json');
  });
});

test('a deployment waits for somebody, and follows the plan', () => {
  expect(github['deploy']).toMatchObject({ needs: 'plan', environment: 'production' });
  expect(gitlab['deploy']).toMatchObject({ needs: ['check', 'plan'], rules: [{ when: 'manual' }], environment: 'production' });
});

test('what may write to a pull request runs nothing of it', () => {
  expect(github['comment']?.['permissions']).toEqual({ 'pull-requests': 'write' });
  for (const job of [github['comment'], gitlab['note']]) expect(JSON.stringify(job)).not.toMatch(/npm |npx |checkout/);
  const others = Object.entries(github).filter(([name]) => name !== 'comment');
  for (const [, job] of others) expect(JSON.stringify(job)).not.toContain('pull-requests');
});
