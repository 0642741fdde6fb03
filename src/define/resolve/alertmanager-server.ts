import type { Address } from '../../kernel/address.ts';
import type { AlertmanagerServer, Smtp } from '../../model/environment.ts';
import type { AuthoredEnvironment, SmtpOptions } from '../environment.ts';
import { listenerOf } from './listener-tls.ts';
import { type Report, secretIn } from './report.ts';
import { shown } from './shown.ts';

/** The environment a server belongs to; it has no address of its own. */
export interface At {
  readonly address: Address;
  readonly report: Report;
}
type Authored = NonNullable<AuthoredEnvironment['alertmanager']>;

const ADDRESS = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/;

export function alertmanagerOf(one: Authored, { address, report }: At): AlertmanagerServer {
  return {
    version: one.version,
    ...listenerOf(one, 'http://alertmanager:9093', { field: 'alertmanager', at: address, origin: one, report }),
    origin: one,
    smtp: one.smtp && smtpOf(one.smtp, one, { address, report }),
    peers: peersOf(one, { address, report }),
  };
}

function peersOf(one: Authored, { address, report }: At): readonly string[] {
  const { peers = [] } = one;
  const strange = peers.filter((peer) => !ADDRESS.test(peer));
  for (const peer of strange)
    report.error('environment/alertmanager-peers', address, `No Alertmanager is found at ${shown(peer)}.`, {
      origin: one,
      fix: "write host and port of its API: peers: ['alertmanager-0:9093', 'alertmanager-1:9093']",
    });
  if (one.peers && strange.length === 0 && new Set(peers).size < 2)
    report.error(
      'environment/alertmanager-peers',
      address,
      `A cluster of ${new Set(peers).size} Alertmanagers has nobody to take over.`,
      {
        origin: one,
        fix: 'name every member once, two or three of them, or drop peers',
      },
    );
  return peers;
}

function smtpOf(smtp: SmtpOptions, origin: object, { address, report }: At): Smtp {
  const { smarthost, from, username, hello, requireTls = true } = smtp;
  const fields: readonly (readonly [string, unknown, RegExp])[] = [
    ['smarthost', smarthost, /^[^\s:/]+:\d{1,5}$/],
    ['from', from, /^[^\s@]+@[^\s@]+$/],
  ];
  for (const [field, value, form] of fields) {
    if (typeof value === 'string' && form.test(value)) continue;
    report.error('environment/smtp', address, `\`smtp.${field}\` is ${value === undefined ? 'missing' : shown(value)}.`, {
      origin,
      fix: "write smtp: { smarthost: 'mail.example.org:587', from: 'alerts@example.org' }",
    });
  }
  const password = secretIn(smtp.password, 'smtp.password', address, origin, report);
  return { smarthost, from, username, password, hello, requireTls };
}
