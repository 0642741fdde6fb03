import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import type { SecretReference } from '../kernel/secret.ts';
import type { Connection, Tls } from '../model/connection.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';

/**
 * What verifies a server and shows our certificate; undefined where Node's own way will do. Files are read now, so that a missing
 * or mixed-up one stops the work before anything is begun.
 */
export function tlsAgent({ url, tls }: Connection, io: TargetIo): Agent | undefined {
  if (!tls) return undefined;
  const pem = (field: keyof Tls & ('ca' | 'cert' | 'key'), test: (text: string) => unknown): string | undefined => {
    const reference = tls[field];
    return reference && pemIn(reference, `tls.${field} of ${url}`, test, io);
  };
  const ca = pem('ca', (text) => new X509Certificate(text));
  const cert = pem('cert', (text) => new X509Certificate(text));
  const key = pem('key', createPrivateKey);
  if (cert !== undefined && key !== undefined && !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
    throw new OutsideFailure(`tls.key of ${url} is not the key of tls.cert`, { kind: 'misconfigured' });
  return new Agent({
    keepAlive: true, // a handshake for each of a thousand objects would be most of the work
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
  });
}

function pemIn(reference: SecretReference, what: string, test: (text: string) => unknown, io: TargetIo): string {
  const where = 'env' in reference ? `the environment variable ${reference.env}` : `the file ${reference.file}`;
  let text: string;
  try {
    text = io.secret(reference);
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    throw new OutsideFailure(`${what} is missing: ${where} is empty or not there`, { kind: 'misconfigured' });
  }
  try {
    test(text);
    return text;
  } catch {
    throw new OutsideFailure(`${what} cannot be read: ${where} holds no PEM of it`, { kind: 'misconfigured' });
  }
}
