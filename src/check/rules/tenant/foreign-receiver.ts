import { receiversOf } from '../../../artifacts/alertmanager-config/compile.ts';
import type { DerivedAlone } from '../../../model/derived.ts';
import type { Estate } from '../../../model/estate.ts';
import type { Team } from '../../../model/service.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const foreignReceiver: Rule = {
  code: 'tenant/foreign-receiver',
  severity: 'error',
  about: 'route',
  why: 'An alert says what is wrong with a tenant, and with what: told to a team of another tenant, it is known where it should not be.',
  bad: [
    "const banker = team({ name: 'banker', ticket: slack({ channel: '#bank', apiUrl: secret.file('slack') }) });",
    "const ledger = service({ name: 'ledger', owner: banker });",
    'const large = { metrics: { series: 500_000 } };',
    "const bank = tenant({ name: 'bank', services: [ledger], limits: large });",
    "const store = tenant({ name: 'store', services: [checkout], limits: large });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank, store] });",
  ].join('\n'),
  good: [
    "const ops = team({ name: 'ops', ticket: slack({ channel: '#ops', apiUrl: secret.file('slack') }) });   // of no tenant",
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate, tenants = [] } }) {
    for (const one of tenants) yield* foreignIn(one, tenants, estate);
  },
};

function* foreignIn({ derived, tenant }: DerivedAlone, all: readonly DerivedAlone[], whole: Estate) {
  const at = whole.routing ?? tenant; // the tenant's own routing is made of it, and was written nowhere
  const told = derived.route ? receiversOf(derived.route) : new Set();
  const names = new Set([...told].map((receiver) => (receiver as { name: string }).name));
  const own = new Set(derived.estate.teams.map(({ name }) => name));
  for (const team of whole.teams.filter(({ name }) => !own.has(name))) {
    const of = all.find((other) => other.derived.estate.teams.some(({ name }) => name === team.name));
    const receiver = channelsOf(team).find((name) => names.has(name));
    if (!of || receiver === undefined) continue;
    const message = `Alerts of ${tenant.name} are told to ${receiver}, of ${of.tenant.name}.`;
    yield finding(foreignReceiver, at, message, { fix: 'tell a team of the tenant, a team of no tenant, or nobody' });
  }
}

function channelsOf({ info, page, ticket }: Team): string[] {
  return [page, ticket, info].flatMap((receiver) => receiver?.name ?? []);
}
