import { isSecret, type Secret } from '../kernel/secret.ts';
import { type Field, type FieldsOf, type SettingProblem, wrong } from './field.ts';
import { group } from './group-fields.ts';
import { secretFile, secretPath } from './secret-fields.ts';
import { choice, flag, plain } from './value-fields.ts';

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3';

interface TlsBase {
  /** The authority that signed the server's certificate: `secret.file('ca.pem')`, or a path on Alertmanager's disk. @default those of the system */
  readonly ca?: Secret | `/${string}`;
  /** @default the host of the URL */
  readonly serverName?: string;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  /** Talk to anybody who answers there: whoever is between can read every alert. @default false */
  readonly insecureSkipVerify?: boolean;
}
/** How a connection is encrypted; the server's certificate is verified unless said otherwise. Compiles to `tls_config`. */
export type TlsOptions = TlsBase &
  (
    | { readonly cert?: never; readonly key?: never }
    /** What Alertmanager shows of itself. */
    | { readonly cert: Secret | `/${string}`; readonly key: Secret }
  );

const VERSIONS: readonly TlsVersion[] = ['1.0', '1.1', '1.2', '1.3'];

const fields: FieldsOf<TlsOptions> = {
  ca: fileOrPath('ca'),
  cert: fileOrPath('cert'),
  key: secretFile('key'),
  serverName: plain('server_name'),
  minVersion: version('min_version'),
  maxVersion: version('max_version'),
  insecureSkipVerify: flag('insecure_skip_verify'),
};

export function tlsField(key = 'tls_config'): Field {
  return group(key, fields, { rules: tlsProblems });
}

function tlsProblems({ cert, key, minVersion, maxVersion }: Readonly<Record<string, unknown>>): SettingProblem[] {
  const found: SettingProblem[] = [];
  if ((cert === undefined) !== (key === undefined))
    found.push({
      message: 'A certificate and its key come together.',
      fix: "write both: cert: secret.file('cert.pem'), key: secret.file('key.pem')",
    });
  if (typeof minVersion === 'string' && typeof maxVersion === 'string' && minVersion > maxVersion)
    found.push({ message: 'minVersion is above maxVersion, so no connection is ever made.', fix: 'leave out maxVersion' });
  return found;
}

function version(key: string): Field {
  const field = choice(key, VERSIONS);
  return { read: (value, at) => compiled(key, field.read(value, at)) };
}

/** `1.2` is `TLS12` to Go. */
function compiled(key: string, entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return key in entry ? { [key]: `TLS${String(entry[key]).replace('.', '')}` } : {};
}

/** A certificate is public, so its path may be written; whatever is no absolute path must be a reference. */
function fileOrPath(key: string): Field {
  return {
    read(value, at) {
      if (typeof value === 'string')
        return /^\/[\w./-]+$/.test(value)
          ? { [`${key}_file`]: value }
          : wrong(value, "secret.file('ca.pem'), or an absolute path", at);
      if (!isSecret(value)) return wrong(value, "secret.file('ca.pem'), or an absolute path", at);
      const path = secretPath(value, at);
      return path === undefined ? {} : { [`${key}_file`]: path };
    },
  };
}
