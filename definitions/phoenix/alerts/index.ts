export * as business from './business.ts';
export * as host from './host.ts';
export * as instances from './instance-down.ts';
export * as loadBalancer from './load-balancer.ts';
export * as logs from './logs.ts';
export * as redis from './redis.ts';
export * as system from './system.ts';
