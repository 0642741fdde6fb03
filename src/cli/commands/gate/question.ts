import type { AnomalySeverity, GateQuestion } from '../../../program.ts';
import type { Where } from '../../ask/servers.ts';
import type { Invocation } from '../../command.ts';
import { unknownName } from '../../refuse.ts';

/** Beyond error budgets: what else closes the gate. */
export interface Limits {
  readonly maxBurn: number | undefined;
  /** How long ago the deploy was; undefined: none is meant. */
  readonly deployMs: number | undefined;
  readonly severity: AnomalySeverity;
}

/** The options checked, before anything is read; a text says what is wrong. */
export async function limitsIn({ options }: Invocation): Promise<Limits | string> {
  const { parseDuration, SEVERITIES } = await import('../../../program.ts');
  const { maxBurn, severity, sinceDeploy } = options;
  const most = maxBurn === undefined ? undefined : Number(maxBurn);
  if (most !== undefined && !(most > 0 && Number.isFinite(most)))
    return `\`--max-burn ${maxBurn}\` is no burn rate. Write 2 for twice as fast as allowed.`;
  const deployMs = sinceDeploy === undefined ? undefined : parseDuration(String(sinceDeploy));
  if (sinceDeploy !== undefined && !deployMs) return `\`--since-deploy ${sinceDeploy}\` is no duration. Write '30m'.`;
  const found = SEVERITIES.find((one) => one === severity);
  return found ? { maxBurn: most, deployMs, severity: found } : unknownName('severity', String(severity), SEVERITIES);
}

/** What the gate is asked; a text names what the definitions do not know. */
export async function questionIn(
  invocation: Invocation,
  told: Limits & Pick<Where, 'aimed'> & { readonly scrapeSeconds: number },
): Promise<GateQuestion | string> {
  const { options } = invocation;
  const { aimed, deployMs, maxBurn, scrapeSeconds, severity } = told;
  const service = options['service'] === undefined ? undefined : String(options['service']);
  const slos = Array.isArray(options['slo']) ? options['slo'].map(String) : [];
  const base = { service, slos, allowMissing: options['allowMissing'] === true };
  const derived = aimed?.built.derived;
  const keys = derived ? await keysOf(derived, base, maxBurn !== undefined) : { freezing: slos, burning: slos };
  if (typeof keys === 'string') return keys;
  const to = new Date();
  const from = new Date(to.getTime() - (deployMs ?? 0));
  return {
    ...base,
    // without definitions nobody knows which of them a policy freezes
    expected: derived || maxBurn === undefined ? keys.freezing : [],
    burn: maxBurn === undefined ? undefined : { most: maxBurn, expected: keys.burning },
    odd: derived && deployMs !== undefined ? { derived, service, from, to, severity, scrapeSeconds } : undefined,
  };
}

type Derived = NonNullable<Where['aimed']>['built']['derived'];

/** The SLOs that are meant: those that freeze deploys, and all. */
async function keysOf(
  { estate }: Derived,
  { service, slos }: Pick<GateQuestion, 'service' | 'slos'>,
  burns: boolean,
): Promise<{ readonly freezing: readonly string[]; readonly burning: readonly string[] } | string> {
  const { frozenBy, sloKey } = await import('../../../program.ts');
  const services = estate.services.map(({ name }) => name);
  if (service !== undefined && !services.includes(service)) return unknownName('service', service, services);
  const freezing = frozenBy(estate, service);
  const all = estate.slos.filter((slo) => service === undefined || slo.service.name === service).map(sloKey);
  const meant = (known: readonly string[]) => (slos.length === 0 ? known : known.filter((key) => slos.includes(key)));
  const stranger = slos.find((slo) => !(burns ? all : freezing).includes(slo));
  if (stranger !== undefined)
    return burns || !all.includes(stranger)
      ? unknownName('SLO', stranger, all)
      : `No budget policy freezes deploys for ${stranger}.`;
  return { freezing: meant(freezing), burning: meant(all) };
}
