/**
 * The monitoring plan of Phoenix, transcribed to the letter: what it says is kept even where it cannot work. Casts stand
 * where the types already refuse it. `definitions/phoenix` is the same plan in a form that works.
 */
export * as agents from './agents.ts';
export * as alerts from './alerts.ts';
export * as dashboards from './dashboards.ts';
export * as environments from './environments.ts';
export * as logging from './logging.ts';
export * as orchestrator from './orchestrator.ts';
export * as redis from './redis.ts';
export * as slos from './slos.ts';
export * as teams from './teams.ts';
