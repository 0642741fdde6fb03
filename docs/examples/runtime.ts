/** A service that is observed from inside: what docs/runtime.md shows. `checkout` stands for the definition of a real one. */
import { createServer } from 'node:http';
import { oneOf, service, tail, traces } from 'signalbox';
import { counter, cqrsMetrics, gauge, httpServerMetrics, text, workflowMetrics } from 'signalbox/metrics';
import { cqrs, executionTracker, httpServer, indicator, instruments, messageIds, observe, runWorkflow } from 'signalbox/runtime';

const orders = cqrsMetrics({ commands: oneOf('PlaceOrder'), events: oneOf('OrderPlaced') });
const flows = workflowMetrics({ workflows: oneOf('fulfil'), steps: oneOf('pack', 'ship') });
const http = httpServerMetrics({ routes: oneOf('/orders') });
const own = {
  paid: counter({ name: 'orders_paid_total', help: 'Orders paid.', labels: { by: oneOf('card', 'cash') }, exemplars: true }),
  queue: gauge({ name: 'order_queue_length', help: 'Orders that wait.', labels: { queue: text({ series: 5 }) } }),
};

// sets stand in it as they are: what they declare is the service's too
export const checkout = service({ name: 'checkout', metrics: { ...own, flows, orders, http }, scrape: { port: 9464 } });
export const checkoutTraces = traces({
  service: checkout,
  propagation: ['tracecontext', 'baggage'],
  sampling: tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' }),
});

/** Starts it, serves one order, and stops. */
export async function run(port: number): Promise<string> {
  const app = await observe(checkout, {
    port,
    host: '127.0.0.1',
    health: {
      policy: 'majority-up',
      checks: {
        heap: indicator({ kind: 'memory', warning: 0.8, critical: 0.95 }),
        orders: { check: indicator({ kind: 'queue-lag', lag: () => 3, warning: 100, critical: 1_000 }), everySeconds: 5 },
      },
    },
    shutdown: { drainSeconds: 0 },
  });
  instruments(own, { collect: { queue: (queue) => queue.set({ queue: 'orders' }, 3) } });
  const c = cqrs(orders);
  const tracker = executionTracker(flows, { logger: app.log });
  const serve = httpServer(http, { route: () => '/orders' });

  const server = createServer(
    serve(async (_request, response) => {
      await c.command({ type: 'PlaceOrder' }, async () => {
        app.metrics.paid.inc({ by: 'card' });
        c.event({ type: 'OrderPlaced', ...messageIds(), occurredAt: new Date() }, () => app.log.info('order placed'));
        await runWorkflow(tracker, { workflow: 'fulfil' }, ({ step }) =>
          step('pack', async ({ used }) => used({ inputBytes: 120, outputBytes: 80 })),
        );
      });
      response.end('placed');
    }),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address() as { port: number };
  await fetch(`http://127.0.0.1:${address.port}/orders`, { method: 'POST' });
  const scrape = await (
    await fetch(`http://127.0.0.1:${(app.server?.address() as { port: number } | undefined)?.port}/metrics`)
  ).text();
  server.close();
  await app.stop();
  return scrape;
}
