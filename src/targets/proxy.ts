import { BlockList, isIP } from 'node:net';
import type { Connection } from '../model/connection.ts';
import { loginOf } from './credentials.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';

/** A proxy as the HTTP client takes it; `known` are the secrets in it. */
export interface ProxyWay {
  readonly protocol: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
  /** Without a login. */
  readonly shown: string;
  readonly known: readonly string[];
}

/** The proxy of a connection: the one it names, else the one the environment of the process names for its address. */
export function proxyOf({ url, proxy }: Connection, io: TargetIo): ProxyWay | undefined {
  if (proxy === 'none') return undefined;
  if (!proxy) {
    const found = proxyFromEnv(io.env)(url);
    return found === undefined ? undefined : wayOf(found, undefined, 'the proxy of the environment');
  }
  const login = proxy.login && { username: proxy.login.username, password: loginOf(proxy.login, io).password };
  return wayOf(proxy.url, login, `the proxy of ${url}`);
}

function wayOf(url: string, login: ProxyWay['auth'], what: string): ProxyWay {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OutsideFailure(`${what} is no address: write 'http://host:port'`, { kind: 'misconfigured' });
  const { protocol, hostname, port, username, password } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const auth = login ?? (username === '' ? undefined : { username: decoded(username), password: decoded(password) });
  const number = Number(port || (scheme === 'https' ? '443' : '80'));
  return {
    protocol: scheme,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: number,
    ...(auth ? { auth } : {}),
    shown: `${scheme}://${hostname}:${number}`,
    known: auth && auth.password !== '' ? [auth.password, `${auth.username}:${auth.password}`] : [],
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a bare % is meant as it stands
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in both spellings, read as curl and Go read them; never for this machine itself. */
export function proxyFromEnv(env: Env): (url: string) => string | undefined {
  const value = (name: string) => env[name] || env[name.toUpperCase()] || undefined;
  return (url) => {
    if (!URL.canParse(url)) return undefined;
    const { protocol, hostname, port } = new URL(url);
    const proxy = value(`${protocol.slice(0, -1)}_proxy`) ?? value('all_proxy');
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: port || (protocol === 'https:' ? '443' : '80') };
    if (proxy === undefined || isLoopback(target.host) || isExcepted(target, value('no_proxy') ?? '')) return undefined;
    return proxy.includes('://') ? proxy : `http://${proxy}`;
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}

interface HostPort {
  readonly host: string;
  readonly port: string;
}

function isExcepted(target: HostPort, list: string): boolean {
  return list.split(/[,\s]+/).some((entry) => entry !== '' && excepts(entry.toLowerCase(), target));
}

/** `*`, a host, a domain with all below it, an address or a range of them; each with a port or without. */
function excepts(entry: string, { host, port }: HostPort): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, only] = /^(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? '' : entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const domain = (name || entry).replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function isInRange(entry: string, host: string): boolean {
  const [net = '', bits] = entry.split('/');
  const version = isIP(net);
  const prefix = Number(bits);
  if (version === 0 || version !== isIP(host) || !Number.isInteger(prefix) || prefix < 0 || prefix > (version === 6 ? 128 : 32))
    return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(net, prefix, family);
  return range.check(host, family);
}
