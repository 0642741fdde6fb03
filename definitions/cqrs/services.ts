import { service, system } from 'signalbox';
import * as metrics from './metrics.ts';
import { users } from './teams.ts';

export const cqrs = system({ name: 'cqrs', title: 'CQRS framework', owner: users });

export const userService = service({
  name: 'user-service',
  title: 'Users',
  system: cqrs,
  tier: 1, // the most important of three: the inventory and the board of the whole estate say it
  metrics,
  scrape: { port: 9464 },
});
