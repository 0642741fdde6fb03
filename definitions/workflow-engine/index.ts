export * as alerts from './alerts.ts';
export * as boards from './boards.ts';
export * as logs from './logs.ts';
export * as services from './services.ts';
export * as slos from './slos.ts';
export * as teams from './teams.ts';
export * as traces from './traces.ts';
