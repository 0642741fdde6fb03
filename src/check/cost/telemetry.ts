import { type Rational, toNumber } from '../../kernel/decimal.ts';
import type { Environment } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { LogStream, TraceSampling, Tracing } from '../../model/telemetry.ts';
import { type Contribution, NOTHING } from './contribution.ts';
import { type CostSite, tenantOf } from './site.ts';

const DAY_SECONDS = 86_400;

/** Lines of every stream where there is a Loki, by declared rates. */
export function logCosts({ derived, environment }: CostSite): Contribution[] {
  if (environment && !environment.servers.loki) return [];
  return derived.estate.logStreams.map((stream): Contribution => {
    const { rate, service, name } = stream;
    const one = { ...NOTHING, environment, service, source: 'logs', name } as const;
    if (!rate) return { ...one, unknown: [{ of: 'logs', why: `no rate is declared for ${service.name}/${name}` }] };
    const perSecond = rate.perSecond * rate.bytes;
    return {
      ...one,
      logBytesPerDay: perSecond * DAY_SECONDS,
      logBytes: perSecond * keptSeconds(stream, environment),
      unknown: [],
    };
  });
}

function keptSeconds({ retentionMs, service }: LogStream, environment: Environment | undefined): number {
  const loki = environment?.servers.loki;
  return (retentionMs ?? keptFor(service, loki?.tenants, environment) ?? loki?.retentionMs ?? 0) / 1000;
}

/** As long as what its tenant has is kept; undefined: as the server says. */
function keptFor(
  service: Service,
  tenants: readonly { readonly name: string; readonly retentionMs: number | undefined }[] = [],
  environment: Environment | undefined,
): number | undefined {
  const id = tenantOf(service, environment)?.id;
  return tenants.find(({ name }) => name === id)?.retentionMs;
}

/** Spans that are stored where there is a Tempo: declared rates, less what sampling drops. */
export function spanCosts({ derived, environment }: CostSite): Contribution[] {
  if (environment && !environment.servers.tempo) return [];
  return derived.estate.tracings.map(({ rate, sampling, service }: Tracing): Contribution => {
    const one = { ...NOTHING, environment, service, source: 'spans', name: 'traces' } as const;
    if (!rate) return { ...one, unknown: [{ of: 'spans', why: `no rate is declared for the traces of ${service.name}` }] };
    const spansPerSecond = rate.kept === undefined ? keptOf(sampling, rate.perSecond) : rate.kept * rate.perSecond;
    if (spansPerSecond === undefined)
      return {
        ...one,
        unknown: [{ of: 'spans', why: `the sampling of ${service.name} does not say what share is kept: write rate.kept` }],
      };
    const tempo = environment?.servers.tempo;
    const retentionSeconds = (keptFor(service, tempo?.tenants, environment) ?? tempo?.retentionMs ?? 0) / 1000;
    return { ...one, spansPerSecond, spanBytes: spansPerSecond * rate.bytes * retentionSeconds, unknown: [] };
  });
}

/** Spans a second that sampling keeps at most; undefined where it depends on what the spans say. */
function keptOf(sampling: TraceSampling, perSecond: number): number | undefined {
  const of = (share: Rational) => toNumber(share) * perSecond;
  if (sampling.type === 'head') return of(sampling.ratio);
  if (sampling.type === 'adaptive') return of(sampling.most);
  if (sampling.type === 'rate-limited')
    return sampling.spansPerSecond === undefined ? undefined : Math.min(sampling.spansPerSecond, perSecond);
  if (sampling.type === 'confidence' || sampling.keepErrors || sampling.keepSlowerThanMs !== undefined) return undefined;
  const rules = sampling.type === 'importance' ? sampling.rules : [];
  return Math.max(of(sampling.otherwise), ...rules.map(({ keep }) => of(keep)));
}
