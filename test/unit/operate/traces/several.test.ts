import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening } from '../../../support/listening.ts';
import { runCli } from '../../../support/run-cli.ts';

/** One span as OTLP has it in JSON; milliseconds. */
function otlp(
  id: string,
  parent: string,
  name: string,
  [start, end]: readonly [number, number],
  attributes: Record<string, string> = {},
) {
  const at = (milliseconds: number) => `${1_795_209_446_000 + milliseconds}000000`;
  return {
    spanId: id.padStart(16, '0'),
    ...(parent !== '' && { parentSpanId: parent.padStart(16, '0') }),
    name,
    kind: 5,
    startTimeUnixNano: at(start),
    endTimeUnixNano: at(end),
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } })),
  };
}

const traceOf = (spans: readonly object[], tenant = 'north') => ({
  trace: {
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'shop' } },
            { key: 'tenant', value: { stringValue: tenant } },
          ],
        },
        scopeSpans: [{ spans }],
      },
    ],
  },
});

/** An order that two traces carry out: the second works on what the first has sent. */
const TRACES: Readonly<Record<string, object>> = {
  a1: traceOf([
    otlp('1', '', 'order', [0, 100], { 'command.id': 'c1', 'correlation.id': 'k' }),
    otlp('2', '1', 'ordered', [20, 80], { 'event.id': 'e1', 'causation.id': 'c1', 'correlation.id': 'k' }),
  ]),
  b2: traceOf([otlp('3', '', 'ship', [200, 250], { 'command.id': 'c2', 'causation.id': 'e1', 'correlation.id': 'k' })], 'south'),
};

describe('signalbox traces, over several', () => {
  const listen = listening();
  let tempo: string;
  const asked: string[] = [];
  beforeAll(async () => {
    tempo = await listen.http((request, response) => {
      const url = new URL(String(request.url), 'http://tempo');
      asked.push(url.searchParams.get('q') ?? url.pathname);
      const id = url.pathname.split('/').at(-1)?.replace(/^0+/, '') ?? '';
      const found = {
        traces: Object.keys(TRACES).map((traceID, at) => ({ traceID, startTimeUnixNano: `${at + 1}000000000`, durationMs: 100 })),
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(url.pathname === '/api/search' ? found : (TRACES[id] ?? { trace: {} })));
    });
  });
  afterAll(() => listen.stop());

  const traces = (...args: string[]) => runCli(['traces', ...args, '--tempo', tempo], '/');

  test('adds up what they wait for', async () => {
    const { code, out } = await traces('bottlenecks', '--service', 'shop', '--json');
    expect(code).toBe(0);
    expect(asked[0]).toBe('{ resource.service.name = "shop" }');
    const found = JSON.parse(out).operations.map(({ name, critical, self, share }: Record<string, number>) => [
      name,
      critical,
      self,
      share,
    ]);
    expect(found).toEqual([
      ['ordered', 60, 60, 60 / 150],
      ['ship', 50, 50, 50 / 150],
      ['order', 40, 40, 40 / 150],
    ]);
  });

  test('tells what led to what, over traces', async () => {
    const { out } = await traces('causation', 'k', '--json');
    expect(asked.at(-3)).toBe('{ span.correlation.id = "k" || span.correlation_id = "k" || span.correlationId = "k" }');
    const chain = JSON.parse(out).chain.map(({ causationId, depth, id, traceId }: Record<string, unknown>) => [
      id,
      causationId,
      depth,
      traceId,
    ]);
    expect(chain).toEqual([
      ['c1', null, 0, 'a1'],
      ['e1', 'c1', 1, 'a1'],
      ['c2', 'e1', 2, 'b2'],
    ]);
    expect((await traces('causation', 'k')).out).toContain('3 steps in 2 traces, the longest chain has 3.');
  });

  test('of one tenant only: a cause that is another’s is not shown', async () => {
    const { out } = await traces('causation', 'k', '--tenant', 'south');
    expect(out).toContain('e1 (not here)');
    expect(out).not.toMatch(/c1|ordered/);
  });
});
