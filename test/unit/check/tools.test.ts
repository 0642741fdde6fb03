import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import { slo } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { checkAlertmanager } from '../../../src/tools/amtool.ts';
import { findTool } from '../../../src/tools/find-tool.ts';
import { checkConfig, checkRules, testRules } from '../../../src/tools/promtool.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const checkout = scraped({ requests, errors });
const it30 = slo({
  service: checkout,
  name: 'ok',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: errors }),
});
const { artifacts } = resolveAll({ ...base, checkout, it30 });
/** The same files, with one text spoilt. */
const spoilt = (kind: string) => {
  const first = artifacts.find((one) => one.kind === kind);
  return artifacts.map((one) => (one === first ? { ...one, text: `${one.text}\nnope: [` } : one));
};

const answers = (program: string, ...args: string[]) => spawnSync(program, args, { timeout: 5_000 }).status === 0;
const here = { env: process.env };
const nowhere = { env: { PATH: '' } };

const cases = [
  ['promtool', 'prometheus-rules', checkRules],
  ['promtool', 'prometheus-config', checkConfig],
  ['promtool', 'prometheus-tests', testRules],
  ['amtool', 'alertmanager-config', checkAlertmanager],
] as const;

describe.each(cases)('%s on %s', (tool, kind, judge) => {
  it.skipIf(!answers(tool, '--version'))(
    `accepts ours and refuses a spoilt one (skipped where ${tool} is not on the PATH)`,
    { timeout: 120_000 },
    async () => {
      expect(artifacts.some((one) => one.kind === kind)).toBe(true);
      expect(await judge(artifacts, here)).toEqual([]);
      const [found, ...more] = await judge(spoilt(kind), here);
      expect([found?.code, found?.severity, more.length]).toEqual(['tool/rejected', 'error', 0]);
      expect(found?.message).toContain('production/');
      const file = artifacts.find((one) => one.kind === kind);
      expect(found?.at).toBe(file?.from[0] ?? `estate/${kind}/${file?.path}`);
    },
  );

  it('is a note and no pass where the tool is missing', async () => {
    const found = await judge(artifacts, nowhere);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['tool/missing', 'info']]);
    expect(found[0]?.message).toContain(tool);
  });

  it('says nothing where there is nothing to judge', async () => {
    expect(await judge([], nowhere)).toEqual([]);
  });
});

describe('a tool that does not answer', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'slow-'));
    writeFileSync(join(folder, 'promtool'), '#!/bin/sh\nexec sleep 30\n');
    chmodSync(join(folder, 'promtool'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is ended and reported', async () => {
    const found = await checkConfig(artifacts, { env: { PATH: `${folder}:/usr/bin:/bin` }, timeoutMs: 200 });
    expect(found.map(({ code }) => code)).toEqual(['tool/broken']);
    expect(found[0]?.message).toContain('longer than 0.2s');
  });
});

const hasImage = spawnSync('docker', ['image', 'ls', '--quiet', 'prom/prometheus'], {
  timeout: 5_000,
  encoding: 'utf8',
}).stdout?.trim();

describe.skipIf(!hasImage)('promtool of its image (skipped where no engine has prom/prometheus)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'docker-'));
    const docker = spawnSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).stdout.trim();
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\nexec ${docker} "$@"\n`);
    chmodSync(join(folder, 'docker'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('judges files of a folder of ours', async () => {
    const box = { env: { ...process.env, PATH: folder } };
    expect((await findTool('promtool', 'prom/prometheus', box))?.title).toMatch(/^promtool of prom\/prometheus:/);
    expect(await checkRules(artifacts, box)).toEqual([]);
    expect((await checkRules(spoilt('prometheus-rules'), box)).map(({ code }) => code)).toEqual(['tool/rejected']);
  });
});
