/** Traces of every scenario, made by the kit and sent to a real collector: what it keeps is what the definitions say. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { play as cqrs } from '../../../definitions/cqrs/scenario.ts';
import { play as flowOrchestrator } from '../../../definitions/flow-orchestrator/scenario.ts';
import { play as phoenix } from '../../../definitions/phoenix/scenario.ts';
import { play as platform } from '../../../definitions/platform/scenario.ts';
import { timelineOf } from '../../../definitions/simulator/timeline.ts';
import { type MadeTrace, playTraces } from '../../../definitions/simulator/traces.ts';
import { play as workflowEngine } from '../../../definitions/workflow-engine/scenario.ts';
import { grouped } from '../../../src/kernel/grouped.ts';
import { hostAddress, openSite, type Site, until } from '../stack-support.ts';
import { serverSuite } from '../support.ts';
import { textOf } from '../systems/generated.ts';
import { type ArrivedSpan, type OtlpListener, otlpListener } from './otlp-listener.ts';
import { START_MS } from './stage.ts';
import { boundsOf, countedFrom, shareOf, wrongWith } from './traces-kept.ts';

const SCENARIOS = [cqrs, flowOrchestrator, phoenix, platform, workflowEngine];
const ENVIRONMENT = 'stack';
const MOST_TRACES = 2_000;
/** The collector decides every second what has waited long enough. */
const QUIET_MS = 3_000;
const MOST_SECONDS = 40;

interface Generated {
  readonly exporters: { readonly 'otlp_grpc/tempo': { readonly sending_queue: object } };
}

/** The generated file, and beside it where traces go instead of Tempo. */
async function startCollector(site: Site, listener: OtlpListener): Promise<string> {
  const folder = await site.folder();
  const text = textOf(ENVIRONMENT, 'collector/config.yaml');
  const { sending_queue } = (load(text) as Generated).exporters['otlp_grpc/tempo'];
  const endpoint = `http://host.docker.internal:${listener.port}`;
  const caught = { endpoint, encoding: 'json', compression: 'none', sending_queue };
  const instead = {
    exporters: { 'otlp_http/caught': caught },
    service: { pipelines: { traces: { exporters: ['otlp_http/caught'] } } },
  };
  await writeFile(join(folder, 'collector.yaml'), text);
  await writeFile(join(folder, 'caught.yaml'), dump(instead));
  return site.start('collector', {
    alias: 'collector',
    port: 4318,
    readyPort: 13133,
    mounts: { '/etc/otelcol': folder },
    tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
    command: ['--config=/etc/otelcol/collector.yaml', '--config=/etc/otelcol/caught.yaml'],
    ready: '/',
  });
}

function isSure(trace: MadeTrace): boolean {
  return shareOf(trace)[0] === 1;
}

/** By the service that begins them, and by whether they are kept for sure. */
function groupsOf(traces: readonly MadeTrace[]): ReadonlyMap<string, readonly MadeTrace[]> {
  return grouped(traces, (trace) => `${trace.statement.tracing.service.name}${isSure(trace) ? ', kept for sure' : ''}`);
}

await serverSuite('collector', 'the traces of the scenarios', () => {
  const made = new Map<string, readonly MadeTrace[]>();
  let site: Site | undefined;
  let listener: OtlpListener;

  beforeAll(async () => {
    site = await openSite();
    listener = await otlpListener(await hostAddress());
    site.also(listener.stop);
    const url = `${await startCollector(site, listener)}/v1/traces`;
    const processor = () => new BatchSpanProcessor(new OTLPTraceExporter({ url }), { maxQueueSize: 10 * MOST_TRACES });
    for (const scenario of SCENARIOS) {
      const timeline = timelineOf(scenario);
      made.set(scenario.system, await playTraces({ scenario, timeline, startMs: START_MS, processor }));
    }
    const sure = [...made.values()].flat().filter(isSure);
    await until(MOST_SECONDS, async () => {
      const isQuiet = performance.now() - listener.lastMs() > QUIET_MS;
      return (isQuiet && sure.every(({ traceId }) => listener.traces.has(traceId))) || undefined;
    });
  }, 120_000);
  afterAll(() => site?.end());

  describe.each(SCENARIOS.map(({ system }) => system))('%s', (system) => {
    const all = () => made.get(system) ?? [];
    const arrivedOf = ({ traceId }: MadeTrace): readonly ArrivedSpan[] => listener.traces.get(traceId) ?? [];
    const arrived = () => all().filter((trace) => arrivedOf(trace).length > 0);

    test('each kind is played, and few enough', () => {
      expect(all().filter(isSure).length).toBeGreaterThan(50);
      expect(all().filter((trace) => !isSure(trace)).length).toBeGreaterThan(50);
      expect(all().length).toBeLessThan(MOST_TRACES);
    });
    test('what fails, is slow or matters arrives, and of the rest the share that is sampled', () => {
      for (const [group, traces] of groupsOf(all())) {
        const [least, most] = boundsOf(traces);
        const many = traces.filter((trace) => arrivedOf(trace).length > 0).length;
        console.log(`${system}: ${group}: ${many} of ${traces.length} traces, ${least.toFixed(0)} to ${most.toFixed(0)} wanted`);
        expect(many, group).toBeGreaterThanOrEqual(least);
        expect(many, group).toBeLessThanOrEqual(most);
      }
    });
    test('what arrives is whole, of the services that made it, and without secrets', () => {
      expect(arrived().flatMap((trace) => wrongWith(trace, arrivedOf(trace)))).toEqual([]);
      const environments = arrived()
        .flatMap(arrivedOf)
        .map(({ resource }) => resource['deployment.environment.name']);
      expect([...new Set(environments)]).toEqual([ENVIRONMENT]);
    });
    test('the rates on first spans come to as many traces as there were', () => {
      for (const [group, traces] of groupsOf(all())) {
        const roots = traces.flatMap((trace) => arrivedOf(trace).filter(({ name }) => name === trace.statement.root));
        const { count, within } = countedFrom(roots);
        expect(Math.abs(count - traces.length), group).toBeLessThanOrEqual(within);
      }
    });
  });
});
