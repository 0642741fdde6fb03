import { expect, test } from 'vitest';
import { run } from '../../../docs/examples/runtime.ts';

test('the example of docs/runtime.md serves an order, and all of it is measured', async () => {
  const scrape = await run(0);
  for (const line of [
    'orders_paid_total{by="card"} 1',
    'order_queue_length{queue="orders"} 3',
    'cqrs_commands_total{command="PlaceOrder",outcome="ok"} 1',
    'cqrs_events_processed_total{event="OrderPlaced",outcome="ok"} 1',
    'workflow_executions_total{workflow="fulfil",tenant="",status="completed"} 1',
    'workflow_step_input_bytes_sum{workflow="fulfil",step="pack"} 120',
    'http_server_requests_total{method="POST",route="/orders",code="2xx"} 1',
    'component_health_status{component="heap",component_health_status="healthy"} 1',
  ]) {
    expect(scrape).toContain(line);
  }
});
