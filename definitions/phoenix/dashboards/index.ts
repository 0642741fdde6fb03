export { business } from './business.ts';
export { hosts } from './hosts.ts';
export { loadBalancers } from './load-balancers.ts';
export { overview } from './overview.ts';
export { redisBoard } from './redis.ts';
