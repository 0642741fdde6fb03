import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Project, projectWith } from '../../servers/operate/project.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

const root = join(import.meta.dirname, '../../..');

const signalbox = (...argv: readonly string[]): Promise<CliRun> => runCli(argv, root);

describe('inventory --coverage of the systems in definitions/', () => {
  let answer: CliRun;
  beforeAll(async () => {
    answer = await signalbox('inventory', '--coverage', '--json');
  });

  it('finds everything that is pointed at: definitions, addresses, panels, commands, exports, tests, pages', () => {
    expect([answer.code, answer.err]).toEqual([0, '']);
  });

  it('counts what the README says', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const { delivered, notDelivered, system, total } of JSON.parse(answer.out).systems)
      expect(readme).toContain(`| [${system}](definitions/${system}/coverage.ts) | ${total} | ${delivered} | ${notDelivered} |`);
  });

  it('says of each line what delivers it, or why nothing does', () => {
    for (const { at, by, reason, says } of JSON.parse(answer.out).capabilities) {
      expect([says, (by?.length ?? 0) > 0 || reason.length > 10]).toEqual([says, true]);
      const line = readFileSync(join(root, at.file), 'utf8').split('\n')[at.line - 1];
      expect([says, line]).toEqual([says, expect.stringMatching(/\S/)]);
    }
  });
});

/** Two systems with a service each. */
const SYSTEMS = `
import { counter, coverage, email, notDelivered, routing, service, system, team } from 'signalbox';
const crew = team({ name: 'crew', ticket: email({ to: 'crew@example.org' }) });
export const routes = routing({ fallback: crew.ticket });
const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const at = (name) => service({ name, owner: crew, system: system({ name: name + '-system', owner: crew }), metrics: [requests], scrape: { port: 80 } });
export const shop = at('shop');
export const bank = at('bank');
export const plan = coverage({
  name: 'plan',
  system: bank.system,
  document: 'Plan',
  sections: { Stores: [notDelivered('Ask postgres://kim:hunter22@db', 'Bearer s3cr3tvalue is refused there.')] },
});
`;

describe('inventory', () => {
  let project: Project;
  beforeAll(async () => {
    project = await projectWith(SYSTEMS);
  });
  afterAll(() => project.remove());

  it('shows one system, and what of it is not delivered', async () => {
    const { code, out } = await signalbox('inventory', '--not-delivered', '--system', 'phoenix');
    expect(code).toBe(0);
    expect(out).toContain('– `signalbox deploy` starts no server');
    expect(out).not.toContain('cqrs');
  });

  it('lists services and their owners', async () => {
    const { out } = await project.signalbox('inventory', '--system', 'shop-system');
    expect(out).toMatch(/^shop +shop-system +crew +3 +1 /m);
    expect(out).not.toContain('bank');
  });

  it('prints the totals alone', async () => {
    const { code, out } = await signalbox('inventory', '--totals', '--system', 'cqrs', '--json');
    const { systems } = JSON.parse(out);
    expect([code, Object.keys(JSON.parse(out))]).toEqual([0, expect.not.arrayContaining(['capabilities'])]);
    const [{ delivered, notDelivered, total }] = systems;
    expect([systems.length, delivered + notDelivered]).toEqual([1, total]);
    const table = await signalbox('inventory', '--totals', '--system', 'cqrs');
    expect(table.out).toContain(`${delivered} of ${total} capabilities are delivered.`);
  });

  it('prints no credential that somebody wrote into a line', async () => {
    for (const form of [[], ['--json']]) {
      const { out } = await project.signalbox('inventory', '--coverage', ...form);
      expect(out).toContain('postgres://<masked>@db');
      expect(out).not.toMatch(/hunter22|s3cr3tvalue/);
    }
  });

  it('knows the systems', async () => {
    const { code, err } = await project.signalbox('inventory', '--system', 'shop-systm');
    expect([code, err]).toEqual([2, expect.stringContaining('did you mean shop-system?')]);
  });
});
