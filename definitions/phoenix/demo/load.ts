/** Traffic for the demo: submits plans and asks after them, no faster and no longer than told. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoadOptions {
  /** The master. */
  readonly url: string;
  readonly requests: number;
  readonly perSecond: number;
}
export interface LoadReport {
  readonly sent: number;
  /** How many got which status; `0` is no answer at all. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** More in flight would measure our own queue rather than the master. */
const MAX_IN_FLIGHT = 50;
const TIMEOUT_MILLISECONDS = 35_000;

export async function runLoad({ url, requests, perSecond }: LoadOptions): Promise<LoadReport> {
  const start = performance.now();
  const byStatus: Record<string, number> = {};
  const inFlight = new Set<Promise<void>>();
  let plan: string | undefined;
  for (let index = 0; index < requests; index++) {
    const due = start + (index / perSecond) * 1000;
    await sleep(Math.max(0, due - performance.now()));
    while (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight);
    const asks = index % 2 === 1 && plan !== undefined;
    const one: Promise<void> = send(asks ? `${url}/plans/${plan}` : `${url}/plans`, asks ? 'GET' : 'POST').then(
      ({ status, id }) => {
        byStatus[status] = (byStatus[status] ?? 0) + 1;
        plan = id ?? plan;
        inFlight.delete(one);
      },
    );
    inFlight.add(one);
  }
  await Promise.all(inFlight);
  return { sent: requests, byStatus, seconds: (performance.now() - start) / 1000 };
}

async function send(url: string, method: 'GET' | 'POST'): Promise<{ readonly status: number; readonly id?: string | undefined }> {
  try {
    const response = await fetch(url, { method, signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    const { id } = (await response.json()) as { readonly id?: string }; // the master's own answer
    return { status: response.status, id };
  } catch {
    return { status: 0 };
  }
}
