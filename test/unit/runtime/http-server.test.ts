import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpServerMetrics, oneOf } from 'signalbox/metrics';
import { httpServer, metricsText, registry } from 'signalbox/runtime';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

const ODD: readonly (() => never)[] = [
  () => {
    throw Object.create(null);
  },
  () => undefined as never,
];
test.each([
  ['open', undefined, 'counted as', 2],
  ['closed', oneOf('/plans'), 'not counted', 0],
] as const)(
  'a route() that throws or answers nothing is warned of once, and the request is answered (%s routes)',
  async (...given) => {
    const [, routes, said, count] = given;
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const own = registry();
    const metrics = routes === undefined ? httpServerMetrics() : httpServerMetrics({ routes });
    let asked = 0;
    const wrap = httpServer(metrics as ReturnType<typeof httpServerMetrics>, {
      registry: own,
      route: () => ODD[asked++ % 2]?.() ?? (undefined as never),
    });
    const server = createServer(wrap((_, response) => void response.end('fine')));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (let index = 0; index < 2; index++)
      expect(await (await fetch(url, { headers: { connection: 'close' } })).text()).toBe('fine');
    await vi.waitFor(async () => expect(await metricsText({ registry: own })).toContain('http_server_active_requests 0'));
    server.close();
    const counted = (await metricsText({ registry: own })).match(
      /requests_total\{method="GET",route="unknown",code="2xx"\} (\d)/,
    )?.[1];
    expect(Number(counted ?? 0)).toBe(count);
    expect(warned.mock.calls.map(([message]) => message)).toEqual([expect.stringContaining(said)]);
  },
);
