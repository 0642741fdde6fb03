import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFailure, OutsideFailure } from '../../../../src/targets/failure.ts';
import { readKubeconfig } from '../../../../src/targets/kubernetes/kubeconfig.ts';
import { inFolder, ioAt } from '../samples.ts';

const CANARY = 'canary-token';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const CONFIG = `
current-context: live
clusters:
  - name: eu
    cluster: { server: 'https://eu.example.org:6443/', certificate-authority-data: ${base64('CA')}, tls-server-name: kubernetes }
  - name: us
    cluster: { server: 'https://us.example.org', certificate-authority: ca.pem, proxy-url: 'http://proxy:3128' }
  - name: open
    cluster: { server: 'https://open.example.org', insecure-skip-tls-verify: true }
users:
  - { name: deploy, user: { token: ${CANARY} } }
  - { name: certified, user: { client-certificate: cert.pem, client-key-data: ${base64('KEY')} } }
  - { name: cloud, user: { exec: { command: aws } } }
contexts:
  - { name: live, context: { cluster: eu, user: deploy } }
  - { name: mtls, context: { cluster: us, user: certified } }
  - { name: cloud, context: { cluster: eu, user: cloud } }
  - { name: open, context: { cluster: open, user: deploy } }
  - { name: lost, context: { cluster: gone, user: deploy } }
`;

const reading = (context: string | undefined, config = CONFIG) =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'config'), config);
    const io = ioAt(folder, { secret: (one) => `read ${'file' in one ? one.file.slice(folder.length + 1) : one.env}` });
    const { connection, secret } = readKubeconfig({ by: 'kubeconfig', path: 'config', context }, io);
    const of = (field: 'ca' | 'cert' | 'key') => connection.tls?.[field] && secret(connection.tls[field]);
    return { connection, token: connection.token && secret(connection.token), ca: of('ca'), cert: of('cert'), key: of('key') };
  });

const failing = async (context: string | undefined, config?: string) => {
  const failure: unknown = await reading(context, config).catch((one: unknown) => one);
  return failure instanceof OutsideFailure ? describeFailure(failure) : String(failure);
};

describe('a file of kubectl', () => {
  test('says address, authority and token of its current context', async () => {
    const { connection, token, ca } = await reading(undefined);
    expect([connection.url, connection.tls?.serverName, token, ca]).toEqual([
      'https://eu.example.org:6443',
      'kubernetes',
      CANARY,
      'CA',
    ]);
    expect(JSON.stringify(connection)).not.toContain(CANARY);
  });

  test('says certificates, beside itself or in itself, and a proxy, of another context', async () => {
    const { connection, token, ca, cert, key } = await reading('mtls');
    expect([token, ca, cert, key]).toEqual([undefined, 'read ca.pem', 'read cert.pem', 'KEY']);
    expect(connection.proxy).toEqual({ url: 'http://proxy:3128', login: undefined });
  });

  test('that says too little, or what is not done, is told without its secrets', async () => {
    expect(await failing('cloud')).toMatch(/logs in with a program: write kubernetes: api/);
    expect(await failing('open')).toMatch(/does not verify the certificate/);
    expect(await failing('other')).toMatch(/has no context other with a cluster; it has live, mtls, cloud, open, lost/);
    expect(await failing('lost')).toMatch(/has no context lost with a cluster/);
    expect(await failing(undefined, CONFIG.replace('current-context: live', ''))).toMatch(/no context that is the current one/);
    expect(await failing(undefined, `token: ${CANARY}`)).toMatch(/is no kubeconfig: clusters/);
    const broken = await failing(undefined, `{ token: ${CANARY}`);
    expect([broken.includes('no YAML'), broken.includes(CANARY)]).toEqual([true, false]);
  });
});
