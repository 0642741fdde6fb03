import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { severities, severity } from '../../../../src/define/severity.ts';
import { URGENCY_TEXTS } from '../../../../src/receivers/urgency-texts.ts';
import { base, resolveAll } from '../../../support/estate.ts';

const run = promisify(execFile);
const hasAmtool = await run('amtool', ['--version']).then(
  () => true,
  () => false,
);
const scale = severities({
  levels: [
    severity({ name: 'emergency', means: 'x', to: 'page' }),
    severity({ name: 'urgent', means: 'x', to: 'page' }),
    severity({ name: 'grave', means: 'x', to: 'page' }),
    severity({ name: 'soon', means: 'x', to: 'ticket' }),
    severity({ name: 'fyi', means: 'x', to: 'info' }),
  ],
});
const NAMES = Object.keys(URGENCY_TEXTS);

/** What the templates of an estate print for a notification of one severity, by amtool, one after the other. */
async function printed(exports: object, labels: Readonly<Record<string, string>>, status = 'firing'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-templates-'));
  try {
    const { text } = resolveAll(exports).artifacts.find(({ kind }) => kind === 'alertmanager-templates') ?? {};
    await writeFile(join(folder, 'it.tmpl'), text ?? '');
    await writeFile(join(folder, 'data.json'), JSON.stringify({ status, commonLabels: labels, alerts: [] }));
    const asked = NAMES.map((name) => `{{ template "${name}" . }}`).join(' ');
    const files = [`--template.glob=${folder}/it.tmpl`, `--template.data=${folder}/data.json`];
    const { stdout } = await run('amtool', ['template', 'render', ...files, `--template.text=${asked}`]);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasAmtool)('what services call a severity', () => {
  test.each([
    ['critical', '#d24b4e P1 critical 2 red danger CRITICAL'],
    ['warning', '#f5ab00 P3 warning 0 orange warning WARNING'],
    ['info', '#f5ab00 P5 info 0 orange warning INFO'],
  ])('%s of the usual scale', async (level, text) => {
    expect(await printed(base, { severity: level })).toBe(text);
  });

  test.each([
    ['emergency', '#d24b4e P1 critical 2 red danger CRITICAL'],
    ['urgent', '#d24b4e P2 error 2 red danger CRITICAL'],
    ['grave', '#d24b4e P2 error 2 red danger CRITICAL'],
    ['soon', '#f5ab00 P3 warning 0 orange warning WARNING'],
    ['fyi', '#f5ab00 P5 info 0 orange warning INFO'],
    ['critical', '#f5ab00 P3 warning 0 orange warning WARNING'],
  ])('%s of a scale of one’s own', async (level, text) => {
    expect(await printed({ ...base, scale }, { severity: level })).toBe(text);
  });

  test('of a group whose alerts differ, and of one that is over', async () => {
    expect(await printed(base, {})).toBe('#f5ab00 P3 warning 0 orange warning WARNING');
    expect(await printed(base, { severity: 'critical' }, 'resolved')).toBe('#3db887 P1 critical 0 green good CRITICAL');
  });
});

test('every text of a receiver that follows the severity asks for one of the templates', () => {
  const config = resolveAll(base).artifacts.find(({ kind }) => kind === 'alertmanager-config')?.text ?? '';
  expect(config).toContain('{{ template "signalbox.pagerduty.severity" . }}');
  expect(config).toContain('{{ template "signalbox.slack.color" . }}');
  expect(config).not.toContain('if eq .CommonLabels.severity');
});
