/**
 * What `collectDefaultMetrics()` of prom-client registers on Linux, read from lib/metrics/*.js of the package itself;
 * the unit test compares the two. Elsewhere the file-descriptor, virtual-memory and heap figures of the process are missing.
 */
import { oneOf, text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, gauge, histogram, info } from './recipe.ts';

/** https://github.com/siimon/prom-client/tree/v15.1.3/lib/metrics */
export const PROM_CLIENT_VERSION = '15.1.3';

const lag = { unit: 'seconds' } as const;
const byType = { labels: { type: text({ series: 10 }) } };
const bySpace = { unit: 'bytes', labels: { space: text({ series: 10 }) } } as const;

/** The process and the Node.js runtime, as every service with prom-client's default metrics exposes them. */
export const nodeProcess = catalogue({
  name: 'prom-client',
  version: PROM_CLIENT_VERSION,
  source: 'https://github.com/siimon/prom-client/tree/v15.1.3/lib/metrics',
  metrics: () => ({
    process_cpu_user_seconds_total: counter('Total user CPU time spent in seconds.', { unit: 'seconds' }),
    process_cpu_system_seconds_total: counter('Total system CPU time spent in seconds.', { unit: 'seconds' }),
    process_cpu_seconds_total: counter('Total user and system CPU time spent in seconds.', { unit: 'seconds' }),
    process_start_time_seconds: gauge('Start time of the process since unix epoch in seconds.', { unit: 'seconds' }),
    process_resident_memory_bytes: gauge('Resident memory size in bytes.', { unit: 'bytes' }),
    process_virtual_memory_bytes: gauge('Virtual memory size in bytes.', { unit: 'bytes' }),
    process_heap_bytes: gauge('Process heap size in bytes.', { unit: 'bytes' }),
    process_open_fds: gauge('Number of open file descriptors.'),
    process_max_fds: gauge('Maximum number of open file descriptors.'),
    nodejs_eventloop_lag_seconds: gauge('Lag of event loop in seconds.', lag),
    nodejs_eventloop_lag_min_seconds: gauge('The minimum recorded event loop delay.', lag),
    nodejs_eventloop_lag_max_seconds: gauge('The maximum recorded event loop delay.', lag),
    nodejs_eventloop_lag_mean_seconds: gauge('The mean of the recorded event loop delays.', lag),
    nodejs_eventloop_lag_stddev_seconds: gauge('The standard deviation of the recorded event loop delays.', lag),
    nodejs_eventloop_lag_p50_seconds: gauge('The 50th percentile of the recorded event loop delays.', lag),
    nodejs_eventloop_lag_p90_seconds: gauge('The 90th percentile of the recorded event loop delays.', lag),
    nodejs_eventloop_lag_p99_seconds: gauge('The 99th percentile of the recorded event loop delays.', lag),
    nodejs_active_resources: gauge('Number of active resources keeping the event loop alive, by async resource type.', byType),
    nodejs_active_resources_total: gauge('Total number of active resources.'),
    nodejs_active_handles: gauge('Number of active libuv handles, by C++ class name of the handle.', byType),
    nodejs_active_handles_total: gauge('Total number of active handles.'),
    nodejs_active_requests: gauge('Number of active libuv requests, by C++ class name of the request.', byType),
    nodejs_active_requests_total: gauge('Total number of active requests.'),
    nodejs_heap_size_total_bytes: gauge('Process heap size from Node.js in bytes.', { unit: 'bytes' }),
    nodejs_heap_size_used_bytes: gauge('Process heap size used from Node.js in bytes.', { unit: 'bytes' }),
    nodejs_external_memory_bytes: gauge('Node.js external memory size in bytes.', { unit: 'bytes' }),
    nodejs_heap_space_size_total_bytes: gauge('Process heap space size total from Node.js in bytes.', bySpace),
    nodejs_heap_space_size_used_bytes: gauge('Process heap space size used from Node.js in bytes.', bySpace),
    nodejs_heap_space_size_available_bytes: gauge('Process heap space size available from Node.js in bytes.', bySpace),
    nodejs_version_info: info('Node.js version info.', { version: text(), major: text(), minor: text(), patch: text() }),
    nodejs_gc_duration_seconds: histogram('Garbage collection duration, by kind.', {
      unit: 'seconds',
      labels: { kind: oneOf('major', 'minor', 'incremental', 'weakcb') },
      buckets: [0.001, 0.01, 0.1, 1, 2, 5],
    }),
  }),
});
