/** Certificates made for one test run by openssl: an authority, what it signed, and what nobody should trust. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  /** Names of the files below `folder`. */
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  /** Said beside the tests that need them where there is no openssl: the files are empty then. */
  readonly missing: string | undefined;
  readonly folder: string;
  /** The file of the authority. */
  readonly ca: string;
  readonly authority: string;
  /** For localhost and 127.0.0.1, and the names servers of a network have there. */
  readonly server: Pair;
  /** For inside.example.org only. */
  readonly otherName: Pair;
  readonly expired: Pair;
  readonly selfSigned: Pair;
  readonly client: Pair;
  remove(): void;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const LOCAL = 'DNS:localhost,IP:127.0.0.1';

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-tls-'));
  const there = spawnSync('openssl', ['version']).status === 0;
  const openssl = (...args: string[]) => {
    if (there) execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    else
      for (const [at, arg] of args.entries())
        if (/^-(?:out|keyout)$/.test(arg)) writeFileSync(join(folder, args[at + 1] ?? ''), '');
  };
  const pair = (name: string): Pair => {
    const [certFile, keyFile] = [`${name}.pem`, `${name}.key`];
    return {
      certFile,
      keyFile,
      cert: readFileSync(join(folder, certFile), 'utf8'),
      key: readFileSync(join(folder, keyFile), 'utf8'),
    };
  };
  const selfSigned = (name: string): Pair => {
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${LOCAL}`];
    openssl('req', '-x509', ...NEW_KEY, '-keyout', `${name}.key`, '-out', `${name}.pem`, ...subject, '-days', '2');
    return pair(name);
  };
  const signed = (name: string, names: string, days = 2): Pair => {
    openssl('req', ...NEW_KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}\n`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', String(days), '-out', `${name}.pem`);
    return pair(name);
  };
  selfSigned('ca');
  return {
    missing: there ? undefined : 'openssl is not here',
    folder,
    ca: 'ca.pem',
    authority: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    server: signed('server', `${LOCAL},DNS:loki,DNS:prometheus`),
    otherName: signed('other', 'DNS:inside.example.org'),
    expired: signed('expired', LOCAL, -1),
    selfSigned: selfSigned('alone'),
    client: signed('client', 'DNS:deploy'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
