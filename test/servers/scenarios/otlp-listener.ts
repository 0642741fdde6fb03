/** Receives the spans a collector sends on, by OTLP over HTTP in JSON, and keeps them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ArrivedSpan {
  readonly traceId: string;
  readonly name: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}
export interface OtlpListener {
  readonly port: number;
  /** By the id of their trace. */
  readonly traces: ReadonlyMap<string, readonly ArrivedSpan[]>;
  /** When the last ones came, as `performance.now` has it. */
  lastMs(): number;
  stop(): Promise<void>;
}

/** https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Request {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly { traceId: string; name: string; attributes?: readonly Attribute[] }[];
    }[];
  }[];
}

/** One that answers later is a server that is slow. */
export async function otlpListener(host: string, answersAfterMs = 0): Promise<OtlpListener> {
  const traces = new Map<string, ArrivedSpan[]>();
  let lastMs = performance.now();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    for (const span of spansOf(JSON.parse(Buffer.concat(chunks).toString('utf8')))) {
      traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
    }
    lastMs = performance.now();
    if (answersAfterMs > 0) await sleep(answersAfterMs);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, traces, lastMs: () => lastMs, stop };
}

function spansOf({ resourceSpans }: Request): ArrivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, name, attributes }) => ({
        traceId,
        name,
        resource: valuesOf(resource.attributes),
        attributes: valuesOf(attributes),
      })),
    ),
  );
}

/** Whole numbers come as text. */
function valuesOf(attributes: readonly Attribute[] = []): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, 'intValue' in value ? Number(value['intValue']) : Object.values(value)[0]]),
  );
}
