import type { Artifact } from '../../src/artifacts/kind.ts';
import { check } from '../../src/check/check.ts';
import { compile } from '../../src/compile/compile.ts';
import { alertmanager, environment, prometheus } from '../../src/define/environment.ts';
import { resolve } from '../../src/define/resolve.ts';
import { routing } from '../../src/define/routing.ts';
import { service } from '../../src/define/service.ts';
import { team } from '../../src/define/team.ts';
import { derive } from '../../src/derive/derive.ts';
import type { Diagnostic } from '../../src/kernel/diagnostic.ts';
import { secret } from '../../src/kernel/secret.ts';
import type { Derived } from '../../src/model/derived.ts';
import { pagerduty } from '../../src/receivers/pagerduty.ts';
import { slack } from '../../src/receivers/slack.ts';

/** The day the tests run on. */
export const TODAY = '2026-11-21';

export interface Resolved {
  readonly derived: Derived;
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Exports of a definitions module, through every pure stage. */
export function resolveAll(exports: object): Resolved {
  const resolved = resolve(exports);
  const derived = derive(resolved.value.estate, resolved.value.context);
  const compiled = compile(derived.value);
  const found = [...resolved.diagnostics, ...derived.diagnostics, ...compiled.diagnostics];
  return {
    derived: derived.value,
    artifacts: compiled.value,
    diagnostics: check(derived.value, compiled.value, { found, today: TODAY }),
  };
}

/** The codes of the errors and warnings found, sorted, each once. */
export function codesOf(exports: object): string[] {
  const found = resolveAll(exports).diagnostics.filter(({ severity }) => severity !== 'info');
  return [...new Set(found.map(({ code }) => code))].sort();
}

export function withCode(exports: object, code: string): Diagnostic[] {
  return resolveAll(exports).diagnostics.filter((one) => one.code === code);
}

const apiUrl = secret.file('slack-url');

/** A team with every channel, a routing and an environment without faults: nothing is found in them. */
export const payments = team({
  name: 'payments',
  page: pagerduty({ routingKey: secret.file('pagerduty') }),
  ticket: slack({ channel: '#payments', apiUrl }),
  info: slack({ channel: '#payments-info', apiUrl }),
});
export const routes = routing({ fallback: payments.ticket });
export const production = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  runbooks: 'https://runbooks.example.org',
});
export const base = { payments, routes, production };

/** A scraped service of `payments` with these metrics. */
export function scraped(metrics: Readonly<Record<string, unknown>>, name = 'checkout') {
  return service({ name, owner: payments, metrics, scrape: { port: 9464 } });
}
