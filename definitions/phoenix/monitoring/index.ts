export * as alerts from './alerts.ts';
export * as services from './services.ts';
