import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { SecretReference } from '../../kernel/secret.ts';
import { type Connection, connectionTo } from '../../model/connection.ts';
import type { KubeconfigReach } from '../../model/target.ts';
import { OutsideFailure } from '../failure.ts';
import type { TargetIo } from '../io.ts';

const text = z.string().optional();
const cluster = z.looseObject({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': z.boolean().optional(),
  'proxy-url': text,
});
const user = z.looseObject({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});
/** https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
const kubeconfig = z.looseObject({
  'current-context': text,
  clusters: z.array(z.looseObject({ name: z.string(), cluster })),
  users: z.array(z.looseObject({ name: z.string(), user })).nullish(),
  contexts: z.array(z.looseObject({ name: z.string(), context: z.looseObject({ cluster: z.string(), user: z.string() }) })),
});

export interface ReadKubeconfig {
  readonly connection: Connection;
  /** Knows the secrets that stand in the file too. */
  readonly secret: TargetIo['secret'];
}

/** How a file of `kubectl` reaches a cluster. What stands in it goes into no message. */
export function readKubeconfig({ path, context }: KubeconfigReach, io: TargetIo): ReadKubeconfig {
  const file = resolve(io.baseDirectory, path);
  const config = parsed(file);
  const name = context ?? config['current-context'];
  const chosen = config.contexts.find((one) => one.name === name)?.context;
  const at = config.clusters.find((one) => one.name === chosen?.cluster)?.cluster;
  if (!chosen || !at) {
    const names = config.contexts.map((one) => one.name).join(', ');
    throw bad(file, `has no context ${name ?? 'that is the current one'} with a cluster; it has ${names || 'none'}`);
  }
  const login = config.users?.find((one) => one.name === chosen.user)?.user ?? {};
  if (login.exec !== undefined || login['auth-provider'] !== undefined)
    throw bad(file, `logs in with a program: write kubernetes: api({ url: '${at.server}', token: secret.env('…') }) instead`);
  if (at['insecure-skip-tls-verify'] === true)
    throw bad(file, 'does not verify the certificate of the cluster: give it a certificate-authority');
  return connected(at, login, file, io);
}

function connected(at: z.infer<typeof cluster>, login: z.infer<typeof user>, file: string, io: TargetIo): ReadKubeconfig {
  const kept = new Map<string, string>();
  const inside = (name: string, value: string | undefined): SecretReference | undefined => {
    if (value === undefined) return undefined;
    kept.set(`${name} of ${file}`, value);
    return { kind: 'secret', env: `${name} of ${file}` };
  };
  const either = (name: string, data: string | undefined, other: string | undefined): SecretReference | undefined =>
    data === undefined ? besides(other, file) : inside(name, Buffer.from(data, 'base64').toString('utf8'));
  const { username, password } = login;
  const given = inside('password', password);
  const connection = connectionTo(at.server, {
    token: inside('token', login.token) ?? besides(login.tokenFile, file),
    basicAuth: username !== undefined && given ? { username, password: given } : undefined,
    proxy: at['proxy-url'] === undefined ? undefined : { url: at['proxy-url'], login: undefined },
    tls: {
      ca: either('certificate-authority', at['certificate-authority-data'], at['certificate-authority']),
      cert: either('client-certificate', login['client-certificate-data'], login['client-certificate']),
      key: either('client-key', login['client-key-data'], login['client-key']),
      serverName: at['tls-server-name'],
    },
  });
  return { connection, secret: (one) => ('env' in one ? kept.get(one.env) : undefined) ?? io.secret(one) };
}

/** Other files are named from the folder this one is in. */
function besides(other: string | undefined, file: string): SecretReference | undefined {
  return other === undefined ? undefined : { kind: 'secret', file: resolve(dirname(file), other) };
}

function parsed(file: string): z.infer<typeof kubeconfig> {
  let content: unknown;
  try {
    content = load(readFileSync(file, 'utf8'));
  } catch {
    throw bad(file, 'is not there, or no YAML'); // the reader quotes the line it stumbles over
  }
  const result = kubeconfig.safeParse(content);
  if (result.success) return result.data;
  throw bad(file, `is no kubeconfig: ${result.error.issues[0]?.path.join('.') ?? ''}`);
}

function bad(file: string, what: string): OutsideFailure {
  return new OutsideFailure(`the file ${file} ${what}`, { kind: 'misconfigured' });
}
