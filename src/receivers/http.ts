import type { Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { isSecret } from '../kernel/secret.ts';
import { type Field, type FieldsOf, type SettingProblem, wrong } from './field.ts';
import { atMostOne, group } from './group-fields.ts';
import { headersField } from './headers.ts';
import { noFileForm, secretFile, secretPath, url } from './secret-fields.ts';
import { type TlsOptions, tlsField } from './tls.ts';
import { flag, plain, strings } from './value-fields.ts';

export interface BasicAuth {
  readonly username: string | Secret;
  readonly password: Secret;
}
export interface Authorization {
  /** @default 'Bearer' */
  readonly type?: string;
  readonly credentials: Secret;
}
/** https://prometheus.io/docs/alerting/latest/configuration/#oauth2 */
export interface Oauth2 {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly tokenUrl: Url;
  readonly scopes?: readonly string[];
  readonly endpointParams?: Readonly<Record<string, string>>;
  readonly tls?: TlsOptions;
}
type Login =
  | { readonly basicAuth?: BasicAuth; readonly authorization?: never; readonly oauth2?: never }
  | { readonly authorization?: Authorization; readonly basicAuth?: never; readonly oauth2?: never }
  | { readonly oauth2?: Oauth2; readonly basicAuth?: never; readonly authorization?: never };
interface Rest {
  readonly tls?: TlsOptions;
  /** Sent with every request; one that lets in is a reference to a secret. */
  readonly headers?: Readonly<Record<string, string | Secret>>;
  /** The proxy to go through, or `'environment'` for what Alertmanager's `HTTPS_PROXY` says. */
  readonly proxy?: Url | 'environment';
  /** Hosts reached without the proxy: `'10.0.0.0/8,.internal'`. */
  readonly noProxy?: string;
  /** Alertmanager reads these from no file; see `headers`. */
  readonly proxyConnectHeader?: never;
  /** @default true */
  readonly followRedirects?: boolean;
  /** @default true */
  readonly http2?: boolean;
}
/** How a service is reached: one way to log in, TLS, proxy, headers. Compiles to `http_config`. https://prometheus.io/docs/alerting/latest/configuration/#http_config */
export type HttpOptions = Login & Rest;

const oauth2: FieldsOf<Oauth2> = {
  clientId: plain('client_id', { required: true }),
  clientSecret: secretFile('client_secret', { required: true }),
  tokenUrl: url('token_url', { required: true }),
  scopes: strings('scopes'),
  endpointParams: plainTexts('endpoint_params'),
  tls: tlsField(),
};

const fields: FieldsOf<HttpOptions> = {
  basicAuth: group('basic_auth', { username: nameOrFile('username'), password: secretFile('password', { required: true }) }),
  authorization: group('authorization', {
    type: plain('type', { form: /^(?!basic$)/i, wanted: 'basicAuth: { username, password }' }),
    credentials: secretFile('credentials', { required: true }),
  }),
  oauth2: group('oauth2', oauth2),
  tls: tlsField(),
  headers: headersField('http_headers'),
  proxy: proxyField(),
  noProxy: plain('no_proxy'),
  proxyConnectHeader: noFileForm('let the proxy know Alertmanager by its address'),
  followRedirects: flag('follow_redirects'),
  http2: flag('enable_http2'),
};

export const httpField: Field = group('http_config', fields, { rules: httpProblems });

function httpProblems(settings: Readonly<Record<string, unknown>>): SettingProblem[] {
  const found: SettingProblem[] = atMostOne(settings, ['basicAuth', 'authorization', 'oauth2']);
  const { proxy, noProxy } = settings;
  if (noProxy !== undefined && (proxy === undefined || proxy === 'environment'))
    found.push({
      message: '`noProxy` belongs to a `proxy` with an address.',
      fix: "write proxy: 'http://host:port' too, or leave it out",
    });
  return found;
}

function proxyField(): Field {
  const address = url('proxy_url');
  return { read: (value, at) => (value === 'environment' ? { proxy_from_environment: true } : address.read(value, at)) };
}

function nameOrFile(key: string): Field {
  const name = plain(key);
  return {
    required: true,
    read(value, at) {
      if (!isSecret(value)) return name.read(value, at);
      const path = secretPath(value, at);
      return path === undefined ? {} : { [`${key}_file`]: path };
    },
  };
}

function plainTexts(key: string): Field {
  return {
    read(value, at) {
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
      return entries?.every(([, one]) => typeof one === 'string')
        ? { [key]: Object.fromEntries(entries) }
        : wrong(value, "texts by name: { name: 'text' }", at);
    },
  };
}
