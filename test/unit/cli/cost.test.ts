import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.ts';

const WHO = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: tmpdir() };

const definitions = (labels: string) => `
import { counter, environment, logs, oneOf, prometheus, loki, service, team, text } from 'signalbox';
const requests = counter({ name: 'http_requests_total', help: 'Requests.', labels: { ${labels} } });
export const checkout = service({ name: 'checkout', owner: team({ name: 'shop' }), metrics: [requests], scrape: { port: 9464 } });
export const app = logs({ service: checkout, name: 'app', rate: { perSecond: 10, size: '100B' } });
export const here = environment({
  name: 'here', runbooks: 'https://runbooks.example.org',
  prometheus: prometheus({ version: '3.15' }), loki: loki({ version: '3.7' }),
});`;

describe('signalbox cost', () => {
  let root = '';
  const signalbox = (...argv: string[]) => runCli(argv, root, { env });
  const git = (...args: string[]) => promisify(execFile)('git', [...WHO, ...args], { cwd: root, env });
  const write = async (folder: string, labels: string) => {
    await mkdir(join(root, folder, 'definitions'), { recursive: true });
    await writeFile(join(root, folder, 'definitions/index.ts'), definitions(labels));
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'signalbox-cost-'));
    await git('init', '--quiet', '--initial-branch=main');
    await write('.', "code: oneOf('2xx', '5xx')");
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'first');
    await git('checkout', '--quiet', '-b', 'work');
    await write('.', "code: oneOf('2xx', '4xx', '5xx'), route: text({ series: 4 })");
    await write('open', 'customer: text()');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('adds up by service, and by metric', async () => {
    const byService = JSON.parse((await signalbox('cost', '--json')).out);
    expect(byService.rows).toMatchObject([{ environment: 'here', name: 'checkout', series: 20, logBytesPerDay: 86_400_000 }]);
    const csv = (await signalbox('cost', '--by', 'metric', '--format', 'csv')).out.split('\n');
    expect(csv[1]).toMatch(/^here,checkout\/http_requests_total,12,/);
    expect(csv.join('\n')).not.toMatch(/\.\d{3}/); // as the table has it: 12 series each 15 s and what is always scraped
    expect((await signalbox('cost')).out).toContain('here: at most 20 series');
  });

  it('says what has no bound instead of a number', async () => {
    const { out } = await signalbox('cost', '-C', 'open');
    expect(out).toMatch(/checkout +8 \+ \?/);
    expect(out).toContain('Unknown (unbounded), and not in the numbers:\n  label customer of http_requests_total has no bound');
  });

  it('says what a change adds since a commit, and leaves nothing behind', async () => {
    const { code, out } = await signalbox('cost', '--by', 'metric', '--base', 'main');
    expect([code, out]).toEqual([0, expect.stringContaining('here: this change adds 10 series (+100 %).')]);
    expect(out).toMatch(/checkout\/http_requests_total +2 +12 +\+10/);
    expect(await readdir(join(root, '.signalbox'))).toEqual([]);
  });

  it('compares with a folder, and tells what is not known any more', async () => {
    const { out } = await signalbox('cost', '-C', 'open', '--base', '.');
    expect(out).toContain('takes away 12 series (-60 %), and what is unknown (unbounded): label customer of');
  });

  it.each([
    [['--service', 'chekout'], 'did you mean checkout'],
    [['--environment', 'there'], 'There is no environment there: did you mean here'],
    [['--base', 'nowhere'], 'git knows no nowhere'],
    [['--base', '--output=x'], 'git knows no'],
    [['--by', 'colour'], 'Allowed choices are'],
  ])('%j is a mistake that is explained', async (options, said) => {
    const { code, err } = await signalbox('cost', ...options);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('stands in a plan and on the preview', async () => {
    const plan = await signalbox('plan', '--target', 'local', '--base', 'main');
    expect(plan.err).toContain('here: this change adds 10 series (+100 %).');
    await signalbox('preview', '--base', 'main');
    const page = await readFile(join(root, '.signalbox/preview.html'), 'utf8');
    expect(page).toContain('<h2>Cost</h2><p><b>here: this change adds 10 series (+100 %).</b></p>');
  });
});
