/** What the process uses, read when it is scraped. All services of the demo share one process and so say the same. */
import { readdirSync } from 'node:fs';
import { totalmem } from 'node:os';

export interface ResourceUsage {
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  readonly cpuRatio: number;
  readonly activeResources: number;
  readonly threads: number;
}

const LEAST_SECONDS = 1;

export function resourceUsage(): () => ResourceUsage {
  let cpu = process.cpuUsage();
  let at = performance.now();
  let cpuRatio = 0;
  return () => {
    const seconds = (performance.now() - at) / 1000;
    if (seconds >= LEAST_SECONDS) {
      const used = process.cpuUsage(cpu);
      cpuRatio = (used.user + used.system) / 1e6 / seconds;
      cpu = process.cpuUsage();
      at = performance.now();
    }
    const limit = process.constrainedMemory() || totalmem();
    return {
      memoryBytes: process.memoryUsage.rss(),
      memoryLimitBytes: Math.min(limit, totalmem()), // without a limit Linux reports an absurd one
      cpuRatio,
      activeResources: process.getActiveResourcesInfo().length,
      threads: threads(),
    };
  };
}

/** Linux lists them; elsewhere only the one we run on is certain. */
function threads(): number {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return 1;
  }
}
